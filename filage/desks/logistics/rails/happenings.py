"""What logistics gives to the calendar: journeys with who travels in what, nights with who sleeps where."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Q

from filage.core.rails.types import Happening
from filage.desks.logistics.enums import BookingState
from filage.desks.logistics.models import Journey, Stay

DAY = timedelta(days=1)


def happenings(organisation: UUID, productions: Collection[UUID] | None, since: date, until: date) -> Iterator[Happening]:
    """Yield the journeys and the nights of some days that are not given up; two queries."""
    of = {} if productions is None else {"production__in": list(productions)}
    yield from _journeys(organisation, of, since, until)
    yield from _nights(organisation, of, since, until)


def _journeys(organisation: UUID, of: dict[str, Any], since: date, until: date) -> Iterator[Happening]:
    rows = Journey.objects.within(organisation).filter(on__gte=since - DAY, on__lte=until, **of).select_related("vehicle")
    kept = rows.exclude(state=BookingState.ANNULE).order_by("on", "departs_at", "rank", "id", "seats")
    held, people = _gathered(kept.annotate(somebody=F("seats__person")))
    for one in held:
        yield Happening(
            key=f"journey:{one.pk}",
            kind="trajet",
            title=f"{one.from_place} – {one.to_place}",
            on=one.on,
            starts_at=one.departs_at,
            ends_at=one.arrives_at,
            zone=one.zone,
            end_zone=one.arrival_zone,
            production=one.production_id,
            activity=one.activity_id,
            people=tuple(people[one.pk]),
            vehicle=one.vehicle_id,
            vehicle_name=one.vehicle.name if one.vehicle else "",
            place=one.vehicle.name if one.vehicle else one.get_mode_display(),
            state=one.get_state_display(),
            url=_page(one),
        )


def _nights(organisation: UUID, of: dict[str, Any], since: date, until: date) -> Iterator[Happening]:
    touching = Q(arrives_on__lte=until, leaves_on__gt=since)
    rows = Stay.objects.within(organisation).filter(touching, **of).exclude(state=BookingState.ANNULE)
    held, people = _gathered(rows.order_by("arrives_on", "rank", "id", "beds").annotate(somebody=F("beds__person")))
    for one in held:
        yield Happening(
            key=f"stay:{one.pk}",
            kind="nuit",
            title=one.hotel,
            on=one.arrives_on,
            until=max(one.arrives_on, one.leaves_on - DAY),  # the last night
            production=one.production_id,
            activity=one.activity_id,
            people=tuple(people[one.pk]),
            place=one.city,
            state=one.get_state_display(),
            url=_page(one),
        )


def _gathered(rows: Any) -> tuple[list[Any], dict[UUID, list[UUID]]]:
    """Return each row once, and who is in it: a row comes as many times as it has people."""
    held: dict[UUID, Any] = {}
    people: dict[UUID, list[UUID]] = defaultdict(list)
    for row in rows:
        held.setdefault(row.pk, row)
        if row.somebody is not None:
            people[row.pk].append(row.somebody)
    return list(held.values()), people


def _page(one: Journey | Stay) -> str:
    return f"/dates/{one.activity_id}/logistique/" if one.activity_id else ""
