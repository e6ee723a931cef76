"""`calculer eligibilite`: whether a person may enter a training by a route, and each reason why not."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from filage.cli.rules.dates import Day, Instant
from filage.cli.rules.numbers import Number
from filage.cli.rules.records import known
from filage.cli.rules.shapes import Answer, BadInput, Entree, Sortie
from filage.rules.schooling.certification import Certification, Route
from filage.rules.schooling.eligibility import Application, NoSuchCourse, judged

HIGHEST = 8  # of the national frame of qualifications
At = Annotated[datetime, Instant()]


class EligibiliteEntree(Entree):
    """What a person files; `depot` and `cloture` are compared as instants, and equal is in time."""

    voie: Annotated[str, Field(description="une voie de la fiche : initiale_1, initiale_2, alternance, continue…")]
    duree_mois: Annotated[int, Number(1, 60, whole=True)] | None = None
    niveau: Annotated[int, Number(0, HIGHEST, whole=True)]
    ects: Annotated[int, Number(0, 1000, whole=True)] | None = None
    mois_experience: Annotated[int, Number(0, 1200, whole=True)] | None = None
    derogation: Annotated[bool, Field(strict=True)] | None = None
    depot: At
    cloture: At
    pieces: dict[str, Annotated[bool, Field(strict=True)]]
    entree: Annotated[date, Day()]
    certification: str


class EligibiliteSortie(Sortie):
    """Whether one may enter, every reason why not, and what may be done about them."""

    eligible: bool
    motifs: list[str]
    voie_de_recours: str | None


ENTREE, SORTIE = EligibiliteEntree, EligibiliteSortie


def answer(entree: EligibiliteEntree) -> Answer:
    """Return whether a person may enter by a route."""
    certification = known(entree.certification)
    try:
        verdict = judged(certification, _route(certification, entree.voie), _application(entree))
    except NoSuchCourse as unclear:
        raise BadInput("duree_mois", str(unclear)) from None
    return Answer(
        EligibiliteSortie(
            eligible=verdict.eligible,
            motifs=list(verdict.reasons),
            voie_de_recours=" ".join(verdict.remedies) or None,
            avertissements=list(verdict.warnings),
        )
    )


def _route(certification: Certification, code: str) -> Route:
    found = certification.routes.get(code)
    if found is None:
        raise BadInput("voie", f"valeur refusée ; valeurs admises : {', '.join(certification.routes)}")
    return found


def _application(entree: EligibiliteEntree) -> Application:
    return Application(
        level=entree.niveau,
        ects=entree.ects or 0,
        experience=entree.mois_experience or 0,
        derogation=entree.derogation or False,
        months=entree.duree_mois,
        filed_at=entree.depot,
        closes_at=entree.cloture,
        pieces=entree.pieces,
        enters_on=entree.entree,
    )
