"""Whether the register of a session is whole: its chain, and the columns that are read from its texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from filage.rules.schooling import chain
from filage.rules.schooling.chain import Break, Kept
from filage.school.attendance.models import AttendanceRecord
from filage.school.programmes.models import SchoolSession

NAMES = {  # column: where its text says it
    "slot_id": ("demi_journee", "id"),
    "learner_id": ("stagiaire", "id"),
    "trainer_id": ("intervenant", "id"),
    "placement_id": ("stage", "id"),
}
MOVED = "ce que la base en dit n’est plus ce qui a été signé"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a register says of itself: how many records, the imprint of the last, and the first break."""

    count: int
    last: str
    broken: Break | None


def checked(session: Any) -> Checked:
    """Read the whole register of a session again; one query."""
    columns = ("number", "text", "imprint", "gesture", "status", "minutes", "week", *NAMES)
    rows = AttendanceRecord.objects.within(session.organisation_id).filter(session=session).order_by("number", "id")
    held = list(rows.values(*columns))
    broken = chain.first_break(session.pk, (Kept(one["number"], one["text"], one["imprint"]) for one in held))
    moved = next((one["number"] for one in held if not _same(one)), None)
    if moved is not None and (broken is None or moved < broken.number):
        broken = Break(moved, MOVED)
    return Checked(len(held), held[-1]["imprint"] if held else "", broken)


def _same(row: Mapping[str, Any]) -> bool:
    said = chain.read(row["text"])
    told = {"gesture": said.get("geste"), "status": said.get("statut", ""), "minutes": said.get("minutes")}
    told["week"] = said.get("semaine")
    for column, (key, inside) in NAMES.items():
        held = said.get(key)
        told[column] = held.get(inside) if isinstance(held, dict) else None
    return all(_text(row[column]) == _text(value) for column, value in told.items())


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def place_of(session: Any, imprint: str) -> int:
    """Return the number of the record that has an imprint, 0 when none has: so is a printed sheet tried."""
    rows = AttendanceRecord.objects.within(session.organisation_id).filter(session=session, imprint=imprint)
    return rows.values_list("number", flat=True).first() or 0


def all_checked() -> list[tuple[str, Checked]]:
    """Read again the register of every session that has one, of every house: what the command verifies."""
    reason = "vérifier toutes les chaînes de signatures de la base"
    held = AttendanceRecord.objects.across_organisations(reason=reason).order_by().values_list("session", flat=True).distinct()
    sessions = (
        SchoolSession.objects.across_organisations(reason=reason).filter(pk__in=list(held)).order_by("organisation", "rank", "id")
    )
    return [(str(session), checked(session)) for session in sessions]
