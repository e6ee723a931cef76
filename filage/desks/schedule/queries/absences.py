"""When people said that they cannot come: the days that a calendar shows, and those that a season reads."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from filage.core.prepared import Prepared
from filage.core.rails import rare
from filage.core.rails.season import once
from filage.core.rails.types import Happening
from filage.desks.schedule.models import Unavailability
from filage.desks.schedule.queries.agenda import ABSENCE, SEALED

rare.declare(Unavailability)
SAID = Prepared(lambda organisation, _: Unavailability.objects.within(organisation).order_by("since", "id"))


def happenings(organisation: UUID, productions: Collection[UUID] | None, since: date, until: date) -> Iterator[Happening]:
    """Yield the days when somebody of these productions cannot come, never why; one query."""
    rows = Unavailability.objects.within(organisation).filter(since__lte=until, until__gte=since)
    if productions is not None:
        here = list(productions)
        rows = rows.filter(Q(person__engagements__production__in=here) | Q(person__activities__production__in=here)).distinct()
    for one in rows.select_related("person").defer(*SEALED).order_by("since", "id"):
        yield Happening(
            key=f"absence:{one.pk}",
            kind=ABSENCE,
            title=f"{one.person.name} : indisponible",
            on=one.since,
            until=one.until,
            people=(one.person_id,),
        )


@once
def said(season: Any) -> list[Unavailability]:
    """Return every absence said in the organisation of a season; nothing is asked where none was."""
    return SAID(season.organisation_id) if rare.held(season, Unavailability) else []


def of_people(organisation: UUID, people: Collection[UUID]) -> list[tuple[UUID, date, date]]:
    """Return the days when some people said that they cannot come: who, since, until; one query."""
    rows = Unavailability.objects.within(organisation).filter(person__in=list(people)).order_by("since", "id")
    return list(rows.values_list("person_id", "since", "until"))
