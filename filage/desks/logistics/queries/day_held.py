"""What feuilles de route are told of the road: journeys, nights, meals, services and conditions, without a price nor a need."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    DateField,
    DateTimeField,
    F,
    PositiveSmallIntegerField,
    UUIDField,
    Value,
    When,
)

from filage.core.prepared import PreparedColumns
from filage.core.rails.season import once
from filage.desks.logistics.enums import HostingSide, ServiceState
from filage.desks.logistics.models import AccessService, Bed, HostingItem, Journey, Meal, Seat, Stay
from filage.desks.logistics.queries.held import JOURNEYS, STAYS

MEAL, SERVICE, CONDITION = "repas", "service", "condition"


class Aboard(NamedTuple):
    """Somebody in a journey; the telephone is that of a driver."""

    id: UUID
    name: str
    place: str
    driver: bool
    phone: str


class Sleeper(NamedTuple):
    """Somebody who sleeps in a stay, as the rooming list counts her."""

    person_id: UUID
    name: str
    room: str
    arrives_on: date | None
    leaves_on: date | None
    shared_with_id: UUID | None
    shared_name: str


class MealTold(NamedTuple):
    """A meal: nothing of what it costs, nor of who eats what."""

    id: UUID
    activity_id: UUID
    on: date
    moment: str
    provider: str
    at: datetime | None
    place: str
    headcount: int | None


class Given(NamedTuple):
    """What opens a performance to more people, or a condition of hosting: its code or words, and where it stands."""

    said: str
    state: str


@dataclass(slots=True)
class Road:
    """What the feuilles de route of a season are told of the road."""

    journeys: Sequence[Journey] = ()
    stays: Sequence[Stay] = ()
    meals: Sequence[MealTold] = ()
    services: Mapping[UUID, Sequence[Given]] = field(default_factory=dict)  # by date
    conditions: Mapping[UUID, Sequence[Given]] = field(default_factory=dict)  # by deal
    aboard: Mapping[UUID, Sequence[Aboard]] = field(default_factory=dict)  # by journey
    sleepers: Mapping[UUID, Sequence[Sleeper]] = field(default_factory=dict)  # by stay


@PreparedColumns
def PEOPLE(organisation: UUID, ids: Sequence[UUID]) -> Any:
    beds = Bed.objects.within(organisation).filter(stay__production__in=ids).order_by()
    seats = Seat.objects.within(organisation).filter(journey__production__in=ids).order_by()
    day, nobody, text = Value(None, DateField()), Value(None, UUIDField()), Value("", CharField())
    who = ("rank", "id", "person_id", F("person__name"))
    nights = ("room", "arrives_on", "leaves_on", "shared_with_id", F("shared_with__name"))
    sleeping = beds.values_list(Value(False, BooleanField()), "stay_id", *who, *nights, Value(False, BooleanField()), text)
    phone = Case(When(driver=True, then=F("person__phone")), default=text)
    riding = seats.values_list(Value(True, BooleanField()), "journey_id", *who, "place", day, day, nobody, text, "driver", phone)
    return sleeping.union(riding, all=True)


@PreparedColumns
def GIVEN(organisation: UUID, ids: Sequence[UUID]) -> Any:
    day, at, number = Value(None, DateField()), Value(None, DateTimeField()), Value(None, PositiveSmallIntegerField())
    text = Value("", CharField())

    def rows(model: Any, what: str, *columns: Any, **within: Any) -> Any:
        held = model.objects.within(organisation).filter(**within).order_by()
        return held.values_list(Value(what, CharField()), "rank", "id", *columns)

    meals = rows(Meal, MEAL, "activity_id", "on", "moment", "provider", "at", "place", "headcount", activity__production__in=ids)
    services = rows(AccessService, SERVICE, "activity_id", day, "kind", "state", at, text, number, activity__production__in=ids)
    conditions = rows(HostingItem, CONDITION, "deal_id", day, "label", "side", at, text, number, deal__production__in=ids)
    return meals.union(services, conditions, all=True)


@once
def road(season: Any) -> Road:
    """Return what the feuilles de route of a season are told of the road; four queries, whatever it holds."""
    here, ids = season.organisation_id, [production.pk for production in season.productions]
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for what, _rank, *columns in sorted(GIVEN(here, ids), key=lambda row: row[:3]):
        found[what].append(tuple(columns))
    aboard, sleepers = _people(here, ids)
    return Road(
        journeys=JOURNEYS(here, ids),
        stays=STAYS(here, ids),
        meals=sorted((MealTold(*row) for row in found[MEAL]), key=_clock),
        services=_given(row for row in found[SERVICE] if row[4] != ServiceState.ANNULE),
        conditions=_given(row for row in found[CONDITION] if row[4] != HostingSide.A_DISCUTER),
        aboard=aboard,
        sleepers=sleepers,
    )


def _people(here: UUID, ids: Sequence[UUID]) -> tuple[Mapping[UUID, list[Aboard]], Mapping[UUID, list[Sleeper]]]:
    aboard: dict[UUID, list[Aboard]] = defaultdict(list)
    sleepers: dict[UUID, list[Sleeper]] = defaultdict(list)
    rows = sorted(PEOPLE(here, ids), key=lambda row: (row[2], row[3]))
    for rides, held_in, _rank, _id, person, name, told, since, until, other, other_name, driver, phone in rows:
        if rides:
            aboard[held_in].append(Aboard(person, name, told, driver, phone))
        else:
            sleepers[held_in].append(Sleeper(person, name, told, since, until, other, other_name or ""))
    return dict(aboard), dict(sleepers)


def _given(rows: Any) -> Mapping[UUID, list[Given]]:
    found: dict[UUID, list[Given]] = defaultdict(list)
    for _, held_in, _on, said, state, *_rest in rows:
        found[held_in].append(Given(said, state))
    return dict(found)


def _clock(meal: MealTold) -> tuple[Any, ...]:
    return meal.on, meal.at is None, meal.at and meal.at.timestamp()
