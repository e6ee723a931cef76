"""The logistics of a season, read once: journeys with their seats, stays with their beds, meals, needs and answers."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from filage.core.prepared import Prepared
from filage.core.rails import rare
from filage.core.rails.season import once
from filage.desks.logistics.models import (
    AccessAnswer,
    AccessNeed,
    AccessService,
    Bed,
    Expense,
    FloatMove,
    Journey,
    Meal,
    Seat,
    Stay,
)
from filage.productions.enums import PERFORMANCES
from filage.productions.models import Activity
from filage.productions.participants import namings

rare.declare(Journey, Stay, Meal, AccessNeed, AccessService, Expense, FloatMove)

JOURNEYS = Prepared(
    lambda organisation, ids: (
        Journey.objects.within(organisation)
        .filter(production__in=ids)
        .select_related("vehicle")
        .order_by("on", "departs_at", "rank", "id")
    )
)
SEATS = Prepared(
    lambda organisation, ids: (
        Seat.objects.within(organisation).filter(journey__production__in=ids).select_related("person").order_by("rank", "id")
    )
)
STAYS = Prepared(
    lambda organisation, ids: Stay.objects.within(organisation).filter(production__in=ids).order_by("arrives_on", "rank", "id")
)
BEDS = Prepared(
    lambda organisation, ids: (
        Bed.objects.within(organisation)
        .filter(stay__production__in=ids)
        .select_related("person", "shared_with")
        .order_by("rank", "id")
    )
)
MEALS = Prepared(
    lambda organisation, ids: (
        Meal.objects.within(organisation).filter(activity__production__in=ids).order_by("on", "at", "rank", "id")
    )
)
NEEDS = Prepared(
    lambda organisation, _: AccessNeed.objects.within(organisation).select_related("person").defer("text").order_by("rank", "id")
)
ANSWERS = Prepared(
    lambda organisation, ids: AccessAnswer.objects.within(organisation).filter(activity__production__in=ids).order_by("id")
)
SERVICES = Prepared(
    lambda organisation, ids: (
        AccessService.objects.within(organisation)
        .filter(activity__production__in=ids)
        .select_related("structure")
        .order_by("rank", "id")
    )
)
EXPENSES = Prepared(
    lambda organisation, ids: (
        Expense.objects.within(organisation).filter(production__in=ids).select_related("person").order_by("on", "rank", "id")
    )
)
MOVES = Prepared(
    lambda organisation, ids: FloatMove.objects.within(organisation).filter(production__in=ids).order_by("on", "rank", "id")
)


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who is at a date, by her identifier and her name."""

    id: UUID
    name: str


@dataclass
class Logistics:
    """What was said of how a season travels, sleeps and eats."""

    journeys: Sequence[Journey] = ()
    stays: Sequence[Stay] = ()
    meals: Sequence[Meal] = ()
    services: Sequence[AccessService] = ()
    needs: Sequence[AccessNeed] = ()
    answers: Mapping[tuple[UUID, UUID], AccessAnswer] = field(default_factory=dict)  # by need and activity
    _seats: Mapping[UUID, list[Seat]] | Callable[[], Mapping[UUID, list[Seat]]] = field(default_factory=dict)  # read when asked
    _beds: Mapping[UUID, list[Bed]] | Callable[[], Mapping[UUID, list[Bed]]] = field(default_factory=dict)

    def seats_of(self, journey: Journey) -> list[Seat]:
        """Return who travels in a journey."""
        if not isinstance(self._seats, Mapping):
            self._seats = self._seats()
        return self._seats.get(journey.pk, [])

    def beds_of(self, stay: Stay) -> list[Bed]:
        """Return who sleeps in a stay."""
        if not isinstance(self._beds, Mapping):
            self._beds = self._beds()
        return self._beds.get(stay.pk, [])

    @cached_property
    def _of_dates(self) -> tuple[Mapping[UUID, list[Journey]], Mapping[UUID, list[Stay]], Mapping[UUID, list[Meal]]]:
        return _by(self.journeys, "activity_id"), _by(self.stays, "activity_id"), _by(self.meals, "activity_id")

    def journeys_of(self, activity: UUID) -> list[Journey]:
        """Return the journeys that serve a date."""
        return self._of_dates[0].get(activity, [])

    def stays_of(self, activity: UUID) -> list[Stay]:
        """Return the stays that serve a date."""
        return self._of_dates[1].get(activity, [])

    def meals_of(self, activity: UUID) -> list[Meal]:
        """Return the meals of a date."""
        return self._of_dates[2].get(activity, [])


@once
def logistics(season: Any) -> Logistics:
    """Return the logistics of a season; nothing is asked where the organisation holds none."""
    here, ids = season.organisation_id, [production.pk for production in season.productions]
    found = Logistics()
    if rare.held(season, Journey):
        found.journeys, found._seats = JOURNEYS(here, ids), lambda: _by(SEATS(here, ids), "journey_id")
    if rare.held(season, Stay):
        found.stays, found._beds = STAYS(here, ids), lambda: _by(BEDS(here, ids), "stay_id")
    if rare.held(season, Meal):
        found.meals = MEALS(here, ids)
    if rare.held(season, AccessService):
        found.services = SERVICES(here, ids)
    if rare.held(season, AccessNeed):
        found.needs = NEEDS(here, ids)
        found.answers = {(one.need_id, one.activity_id): one for one in ANSWERS(here, ids)}
    return found


@once
def expenses(season: Any) -> Sequence[Expense]:
    """Return the notes de frais of a season; nothing is asked where the organisation holds none."""
    ids = [production.pk for production in season.productions]
    return EXPENSES(season.organisation_id, ids) if rare.held(season, Expense) else ()


@once
def moves(season: Any) -> Sequence[FloatMove]:
    """Return the cash given to people on tour, or given back."""
    ids = [production.pk for production in season.productions]
    return MOVES(season.organisation_id, ids) if rare.held(season, FloatMove) else ()


@once
def teams(season: Any) -> Mapping[UUID, list[Somebody]]:
    """Return who is at each date: those it names, else those engaged by the performance, within their days, replaced ones out."""
    named: dict[UUID, list[Somebody]] = defaultdict(list)
    for activity, person, name, _ in namings(season):
        named[activity].append(Somebody(person, name))
    for production in season.productions:
        for activity in season.activities_of(production.pk):
            if activity.pk not in named and activity.kind in PERFORMANCES:
                named[activity.pk] = _engaged(season, activity)
    return dict(named)


def _engaged(season: Any, activity: Activity) -> list[Somebody]:
    found: dict[UUID, Somebody] = {}
    for one in season.engagements_of(activity.production_id):
        begins, ends = one.starts_on, one.ends_on
        here = (begins is None or begins <= activity.on) and (ends is None or activity.on <= ends)
        if one.per_performance and one.person and one.replaces_id is None and here:
            found[one.person.pk] = Somebody(one.person.pk, one.person.name)
    return list(found.values())


def _by(rows: Iterable[Any], name: str) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return dict(found)
