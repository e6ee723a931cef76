"""When to write again after a gesture, and how long the card of a contact may be kept: each delay is a setting of the law."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from filage.rules.engine import Law

DOSSIER, VISIT = "dossier", "vu"
FOLLOW_UPS: dict[str, tuple[tuple[str, str], ...]] = {
    DOSSIER: (
        ("directory.dossier_reminder_days", "Relancer sur le dossier"),
        ("directory.dossier_call_days", "Appeler à propos du dossier"),
    ),
    VISIT: (
        ("directory.visit_thanks_days", "Remercier de sa venue"),
        ("directory.visit_call_days", "Appeler après sa venue"),
        ("directory.visit_offer_days", "Envoyer une proposition chiffrée, avec une option datée"),
    ),
}
KEEPING = "directory.keeping_months"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What to do next, and the day when it is due."""

    what: str
    due_on: date


def follow_ups(kind: str, on: date, law: Law) -> Iterator[FollowUp]:
    """Yield what usage asks after a gesture of a kind made on a day."""
    for code, what in FOLLOW_UPS.get(kind, ()):
        yield FollowUp(what, on + timedelta(days=int(law.read(code, on).known())))


def purge_on(last_sign: date, law: Law) -> date:
    """Return the day from which a card is to be erased, when its last sign of life came on a day."""
    months = last_sign.month - 1 + int(law.read(KEEPING, last_sign).known())
    year, month = last_sign.year + months // 12, months % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return date(year, month, min(last_sign.day, following.day))
