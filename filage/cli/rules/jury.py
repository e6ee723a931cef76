"""`calculer jury`: whether a jury may sit, what it lacks, and whom a tie sets aside for a candidate."""

from typing import Annotated, Literal

from pydantic import Field

from filage.cli.rules.shapes import Answer, BadInput, Entree, Sortie
from filage.rules.schooling import jury
from filage.rules.schooling.record import certifications

RECORD = "RNCP39624"  # whose jury is the same by every route
SAID = {"initiale": "initiale_1", "apprentissage": "alternance"}  # other words of the record for its routes
Flag = Annotated[bool, Field(strict=True)]
Names = Annotated[list[str], Field(max_length=10_000)]


class Membre(Entree):
    """A member of the jury; `a_forme` and `liens` hold the identifiers of `candidats`."""

    qualite: Literal["direction", "pedagogie", "formateur", "externe"]
    nom: str | None = None
    salarie_organisme: Flag | None = None
    a_forme: Names | None = None
    liens: Names | None = None


class JuryEntree(Entree):
    """A jury, its candidates, and their route, which changes nothing to its composition."""

    membres: Annotated[list[Membre], Field(max_length=100)]
    candidats: Names
    voie: str


class Conflit(Entree):
    """Whom a tie sets aside, and for which candidate."""

    membre: str | int
    candidat: str
    motif: str


class JurySortie(Sortie):
    """Whether the full jury may sit, what it lacks, and who is set aside for whom."""

    valide: bool
    manques: list[str]
    conflits: list[Conflit]


ENTREE, SORTIE = JuryEntree, JurySortie


def answer(entree: JuryEntree) -> Answer:
    """Return whether a jury may sit."""
    record = certifications()[RECORD]
    if SAID.get(entree.voie, entree.voie) not in record.routes:
        raise BadInput("voie", f"valeur refusée ; valeurs admises : {', '.join(record.routes)}")
    jurors = [_juror(one) for one in entree.membres]
    names: list[str | int] = [one.nom or rank for rank, one in enumerate(entree.membres)]
    lacks, found = jury.missing(record.jury, jurors), jury.ties(jurors, list(dict.fromkeys(entree.candidats)))
    aside = [f"{names[rank]} : salarié de l’organisme, ne compte pas parmi les externes." for rank in jury.set_aside(jurors)]
    sortie = JurySortie(
        valide=not lacks,
        manques=lacks,
        conflits=[Conflit(membre=names[one.rank], candidat=one.candidate, motif=one.reason) for one in found],
        avertissements=aside,
    )
    return Answer(sortie)


def _juror(membre: Membre) -> jury.Juror:
    return jury.Juror(
        quality=membre.qualite,
        employed=bool(membre.salarie_organisme),
        trained=frozenset(membre.a_forme or ()),
        ties=frozenset(membre.liens or ()),
    )
