"""What a register is read against: absences beyond what a session sets, late signatures without a reason, a broken chain."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from filage.core.rails import rare
from filage.core.rails.checks import Found
from filage.core.rails.citing import Citation, checks_of
from filage.core.rails.season import once
from filage.core.rails.types import Severity
from filage.rules.schooling.attendance import number
from filage.school.attendance.models import AttendanceRecord
from filage.school.attendance.queries import watching
from filage.school.attendance.queries.watching import Wrong

FEW = 4  # names that a finding names
rare.declare(AttendanceRecord)


@once
def wrong(season: Any) -> list[Wrong]:
    """Return what does not hold in the registers of a house; nothing is asked where nobody signed."""
    return list(watching.wrong(season.organisation_id, season.today)) if rare.held(season, AttendanceRecord) else []


def absences(season: Any) -> Iterator[Found]:
    """Yield the sessions where somebody was away beyond what they set."""
    for one in wrong(season):
        names = list(dict.fromkeys(str(learner) for learner, _ in one.absences))
        if names:
            share = f"{number(one.share * 100)} % des heures, ou {one.in_a_row} demi-journées de suite"
            text = f"{_some(names)} : absences au-delà de ce que la session règle ({share})."
            yield _of(one, text, "Appeler, noter le motif ou faire signer, et prévenir qui finance.", "attendance:sheet")


def unexplained(season: Any) -> Iterator[Found]:
    """Yield the sessions where a signature came late and says no reason."""
    for one in wrong(season):
        numbers = [f"n° {each}" for each, _ in one.late]
        if numbers:
            text = f"{_some(numbers)} du registre : signature tardive sans motif."
            yield _of(one, text, "Ajouter une correction qui dit pourquoi.", "attendance:sheet")


def broken(season: Any) -> Iterator[Found]:
    """Yield the sessions whose register is not whole any more."""
    for one in wrong(season):
        if one.broken is not None:
            text = f"La chaîne des signatures est rompue au n° {one.broken.number} : {one.broken.reason}."
            yield _of(one, text, "Reprendre une sauvegarde d’avant, ou garder les feuilles imprimées.", "attendance:verification")


def _some(names: list[str]) -> str:
    rest = len(names) - FEW
    return ", ".join(names[:FEW]) + (f" et {rest} de plus" if rest > 0 else "")


def _of(one: Wrong, text: str, remedy: str, page: str) -> Found:
    return Found(
        subject=str(one.session),
        message=text,
        remedy=remedy,
        remedy_url=reverse(page, args=[one.session.pk]),
        about=(f"school_session:{one.session.pk}",),
    )


FOLLOWED = Citation(
    "Référentiel national qualité, indicateur 12 : prévenir les ruptures ; seuils réglés par l’organisme", "", "one_source"
)
PROVED = Citation("Code du travail, art. D6353-4 : ce qui prouve la réalisation d’une action", "", "derived")
ALERT = Severity.ALERTE
_check = checks_of("attendance", house=True)
CHECKS = (
    _check("FOR-022", "Des absences dépassent ce que la session règle", absences, ALERT, FOLLOWED),
    _check("FOR-023", "Une signature tardive ne dit pas pourquoi", unexplained, ALERT, PROVED),
    _check("FOR-024", "La chaîne des signatures est rompue", broken, ALERT, PROVED),
)
