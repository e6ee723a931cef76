"""What teaching a session is read against: papers and titles, competences covered, convocations, habilitation, number."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.urls import reverse

from filage.core.rails.checks import Found
from filage.core.rails.citing import Citation, checks_of
from filage.core.rails.types import Severity
from filage.rules.schooling.certification import Entered, entered
from filage.school.programmes.models import Trainer
from filage.school.programmes.queries import convening
from filage.school.programmes.queries.trainers import state
from filage.school.programmes.queries.watched import watched
from filage.school.programmes.rails.controls import of

FEW = 4  # competences or names that a finding names
DAY = timedelta(days=1)


def papers_missing(season: Any) -> Iterator[Found]:
    """Yield those who teach and whose papers are late or over; those of whom none was asked are only told."""
    bare = []
    for trainer in watched(season).trainers():
        papers = list(trainer.papers.all())
        late = [said for one in papers if (said := state(one, season.today)) and not said.endswith("attendu")]
        if late:
            text = f"{trainer.person.name}, {' ; '.join(late)}."
            yield _of(trainer, text, "Demander la pièce, ou noter le jour où elle est venue.")
        elif not papers:
            bare.append(trainer)
    if bare:
        yield Found(
            subject="Intervenant·es",
            message=f"Aucune pièce n’est demandée à {_named([one.person.name for one in bare])}.",
            remedy="Demander CV, titres, contrat, SIRET ou charte VHSS.",
            remedy_url=reverse("programmes:trainers"),
            about=tuple(f"trainer:{one.pk}" for one in bare),
            severity=Severity.INCONNU,
        )


def titles_missing(season: Any) -> Iterator[Found]:
    """Yield those who teach and whose titles nobody said."""
    for trainer in watched(season).trainers():
        if not trainer.titles.strip():
            text = f"Les titres de {trainer.person.name} ne sont pas dits : l’organisme doit en justifier."
            yield _of(trainer, text, "Dire ses titres et son expérience.", page="programmes:edit_trainer", anchor="#id_titles")


def uncovered(season: Any) -> Iterator[Found]:
    """Yield the sessions whose programme leaves competences of the certification without any module."""
    held = watched(season)
    for board in held.boards:
        coverage = held.coverage(board)
        if coverage is None or not coverage.missing:
            continue
        count = f"{len(coverage.missing)} compétence{'s' if len(coverage.missing) > 1 else ''}"
        text = f"Aucun module ne couvre {count} : {_named(coverage.missing)}."
        url = reverse("programmes:programme", args=[board.session.programme_id])
        yield of(board.session, text, "Ajouter un module, ou dire celui qui la travaille.", remedy_url=url)


def convened_late(season: Any) -> Iterator[Found]:
    """Yield the sessions that begin in less than fifteen days and whose learners are not all convened."""
    held = watched(season)
    for board in held.boards:
        first, session = board.told.starts_on, board.session
        waiting = [one for one in held.learners[session.pk] if one.left_on is None and one.convened_on is None]
        if first is None or not waiting or not first - convening.BEFORE < season.today <= first:
            continue
        days = (first - season.today).days
        when = "aujourd’hui" if not days else f"dans {days} jour{'s' if days > 1 else ''}"
        text = f"La session commence {when}, et la convocation n’est pas partie : {_named([one.person.name for one in waiting])}."
        url = reverse("programmes:convening", args=[session.pk])
        yield of(session, text, "Envoyer les convocations.", remedy_url=url)


def not_habilitated(season: Any) -> Iterator[Found]:
    """Yield what the habilitation of a training body does not cover of a session, or does not say."""
    for board in watched(season).boards:
        for one in board.told.findings:
            if one.code.startswith("habilitation"):
                found = board.told.habilitation
                url = reverse("programmes:habilitation", args=[found.pk]) if found else reverse("programmes:add_habilitation")
                yield of(board.session, one.message, one.remedy, remedy_url=url, part=one.code, severity=Severity(one.severity))


def body_unproved(season: Any) -> Iterator[Found]:
    """Yield the sessions given by a body that cannot show its number, its SIRET, or a certificate that is still good."""
    held = watched(season)
    for board in held.boards:
        body = held.bodies.get(board.session.pk)
        lacks = body.lacks(season.today) if body else ["l’organisme qui enseigne"]
        if lacks:
            text = f"{f'{body.name} : il' if body else 'Il'} manque {', '.join(lacks)}."
            yield of(board.session, text, "Compléter la fiche de l’organisme.", remedy_url=reverse("programmes:bodies"))


def entered_late(season: Any) -> Iterator[Found]:
    """Yield those who entered a session once its certification was over, though it began in time."""
    held = watched(season)
    for board in held.boards:
        certification, first = board.told.certification, board.told.starts_on
        if certification is None or first is None or entered(certification, first) is not Entered.IN_TIME:
            continue
        for one in held.learners[board.session.pk]:
            if one.entered_on and entered(certification, one.entered_on) is Entered.EXPIRED:
                text = f"{one.person.name} est entré·e le {one.entered_on:%d/%m/%Y}, après l’échéance : pas de droit à l’examen."
                url = reverse("programmes:learners", args=[board.session.pk])
                remedy = "Relire le jour d’entrée, ou rattacher la personne à une session d’une certification active."
                yield of(board.session, text, remedy, remedy_url=url, part=str(one.pk))


def _named(texts: Sequence[str]) -> str:
    more = len(texts) - FEW
    shown = ", ".join(texts[:FEW])
    return f"{shown} et {more} autre{'s' if more > 1 else ''}" if more > 0 else shown


def _of(
    trainer: Trainer,
    message: str,
    remedy: str,
    *,
    page: str = "programmes:trainer",
    anchor: str = "",
) -> Found:
    return Found(
        subject=trainer.person.name,
        message=message,
        remedy=remedy,
        remedy_url=reverse(page, args=[trainer.pk]) + anchor,
        about=(f"trainer:{trainer.pk}",),
    )


LABOUR_CODE = "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072050"
PAPERS = Citation("Référentiel national qualité, indicateur 21 : compétences des intervenants établies", "", "one_source")
TITLES = Citation(
    "Code du travail, art. L6352-1 et L6353-4 : titres et qualités de qui enseigne, justifiés et dits au contrat",
    LABOUR_CODE,
    "official",
)
MATCHED = Citation("Référentiel national qualité, indicateur 7 : des contenus à la mesure de la certification", "", "one_source")
INFORMED = Citation("Référentiel national qualité, indicateur 9 ; usage : convoquer quinze jours avant", "", "derived")
ALLOWED = Citation("Convention d’habilitation : ce que le certificateur laisse faire, entre quels jours", "", "derived")
DECLARED = Citation(
    "Code du travail, art. L6351-1 et R6351-6 : déclaration d’activité, dite aux contrats ; art. L6316-1 : certification qualité",
    LABOUR_CODE,
    "official",
)
KEPT = Citation(
    "Code du travail, art. L6113-9 : le droit à l’examen naît d’une entrée pendant l’enregistrement", LABOUR_CODE, "two_sources"
)
ALERT = Severity.ALERTE
_check = checks_of("programmes", house=True)
CHECKS = (
    _check("FOR-015", "Une pièce d’un·e intervenant·e manque", papers_missing, ALERT, PAPERS),
    _check("FOR-016", "Les titres d’un·e intervenant·e ne sont pas dits", titles_missing, ALERT, TITLES),
    _check("FOR-017", "Le programme laisse des compétences sans module", uncovered, ALERT, MATCHED),
    _check("FOR-018", "Une convocation n’est pas partie à temps", convened_late, ALERT, INFORMED),
    _check("FOR-019", "L’habilitation ne couvre pas la session", not_habilitated, ALERT, ALLOWED),
    _check("FOR-020", "L’organisme ne peut montrer son n°, son SIRET ou son certificat", body_unproved, ALERT, DECLARED),
    _check("FOR-021", "Quelqu’un est entré après l’échéance de la certification", entered_late, ALERT, KEPT),
)  # fmt: skip
