"""What opens a date to more people: its services with the day each is asked by, its room, and what its place says of itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from filage.desks.logistics.enums import ServiceKind, ServiceState
from filage.desks.logistics.models import AccessService
from filage.desks.logistics.queries.held import logistics
from filage.productions.models import Activity
from filage.rules.accessibility import lead, price, wheelchair_places
from filage.rules.engine import Explained, Law

SETTLED = (ServiceState.CONFIRME, ServiceState.ANNULE)


@dataclass(frozen=True, slots=True)
class Service:
    """A service of a date: by when it is asked, and what the house usually pays for it."""

    row: AccessService
    ask_by: date
    usual: Explained

    def is_late(self, today: date) -> bool:
        """Tell whether nobody asked in time."""
        return self.row.state not in SETTLED and self.row.asked_on is None and today > self.ask_by


@dataclass(frozen=True, slots=True)
class Opened:
    """How open a date is: its services, the wheelchairs a room of its size keeps, what the place says."""

    services: Sequence[Service]
    wheelchairs: int | None
    by_order: bool
    place: str


def opened(season: Any, activity: Activity) -> Opened:
    """Return how open a date of a season is; nothing is asked but the services, when the house holds some."""
    law = season.law(activity.production.structure_id)
    services = [service(law, one, activity.on) for one in logistics(season).services if one.activity_id == activity.pk]
    kept, by_order = wheelchair_places(law, activity.capacity, activity.on) if activity.capacity else (None, False)
    return Opened(services, kept, by_order, activity.venue.accessibility if activity.venue else "")


def service(law: Law, row: AccessService, on: date) -> Service:
    """Return a service with the day it is asked by."""
    return Service(row, on - lead(law, row.kind, on), price(law, row.kind, on))


def kinds_left(activity: Activity, row: Any) -> list[tuple[str, str]]:
    """Return the services that a date does not have yet, that of `row` among them."""
    taken = AccessService.objects.within(activity.organisation_id).filter(activity=activity)
    held = set(taken.exclude(pk=row.pk).values_list("kind", flat=True))
    return [(code, label) for code, label in ServiceKind.choices if code not in held]
