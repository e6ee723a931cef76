"""What the evening of a concert is told: its doors, its curfew, who plays when, what was asked of the place; no money."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, DateTimeField, F, PositiveSmallIntegerField, Value

from filage.core.prepared import PreparedColumns
from filage.core.rails.season import once
from filage.desks.booking.enums import HostKind
from filage.desks.booking.models import ConcertTerms, HostRequest, Slot

PASSAGE, CONCERT, ASKED = "passage", "concert", "demande"


@dataclass(frozen=True, slots=True)
class Passage:
    """One show of the evening: its soundcheck and its own hour, each with its minutes, and the stage."""

    id: UUID
    title: str
    starts_at: datetime | None
    minutes: int | None
    soundcheck_at: datetime | None
    soundcheck_minutes: int | None
    stage: str


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing asked of the place: what kind, and who answers for it."""

    kind: str
    label: str
    provider: str


@dataclass(frozen=True, slots=True)
class Evening:
    """What is told of one concert."""

    doors_at: datetime | None = None
    curfew_at: datetime | None = None
    passages: Sequence[Passage] = ()
    wishes: Sequence[Wish] = ()


NOTHING = Evening()


@PreparedColumns
def ROWS(organisation: UUID, ids: Sequence[UUID]) -> Any:
    def rows(model: Any, what: str, *columns: Any) -> Any:
        held = model.objects.within(organisation).filter(activity__production__in=ids).order_by()
        return held.values_list(Value(what, CharField()), "activity_id", "id", "rank", *columns)

    text, number, at = Value("", CharField()), Value(None, PositiveSmallIntegerField()), Value(None, DateTimeField())
    played = ("title", "starts_at", "minutes", "soundcheck_at", "soundcheck_minutes", F("stage_room__name"), text)
    passages = rows(Slot, PASSAGE, *played)
    concerts = rows(ConcertTerms, CONCERT, text, "doors_at", number, "curfew_at", number, text, text)
    return passages.union(concerts, rows(HostRequest, ASKED, "label", at, number, at, number, "kind", "provider"), all=True)


@once
def evenings(season: Any) -> Mapping[UUID, Evening]:
    """Return what is told of each concert of a season, by its date; one query."""
    found: dict[UUID, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for what, activity, *columns in ROWS(season.organisation_id, [each.pk for each in season.productions]):
        found[activity][what].append(columns)
    return {activity: _evening(held) for activity, held in found.items()}


def _evening(held: Mapping[str, list[Any]]) -> Evening:
    doors, curfew = next(((row[3], row[5]) for row in held.get(CONCERT, ())), (None, None))
    passages = sorted(held.get(PASSAGE, ()), key=lambda row: (row[3] is None, row[3], row[1], row[0]))
    wishes = sorted(held.get(ASKED, ()), key=lambda row: (row[7] != HostKind.BACKLINE, row[1], row[0]))
    return Evening(
        doors,
        curfew,
        tuple(Passage(row[0], row[2], row[3], row[4], row[5], row[6], row[7] or "") for row in passages),
        tuple(Wish(row[7], row[2], row[8]) for row in wishes),
    )
