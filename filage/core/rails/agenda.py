"""What else has its day beside the services: journeys, nights, days when somebody cannot come; asked when a calendar is shown."""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from uuid import UUID

from filage.core.rails.registry import Registry
from filage.core.rails.types import Happening

type Provider = Callable[[UUID, Collection[UUID] | None, date, date], Iterable[Happening]]

rail: Registry[Provider] = Registry("agenda")
provide = rail.provide


def between(organisation: UUID, productions: Collection[UUID] | None, since: date, until: date) -> list[Happening]:
    """Return what the desks hold on some days (both included) for some productions (None: all), by day and hour.

    A provider may ask two queries, whatever the number of rows.
    """
    found = [one for _, provider in rail.items() for one in provider(organisation, productions, since, until)]
    return sorted(found, key=lambda one: (one.on, one.starts_at is not None, str(one.starts_at or ""), one.key))
