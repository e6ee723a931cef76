"""What the school shows on Aujourd'hui beside the lessons of the day: the half-days of the week that follows."""

from datetime import timedelta
from itertools import groupby
from typing import Any

from filage.core import access, clock
from filage.core.rails import pages
from filage.core.rails.types import Panel
from filage.school.programmes.models import Slot
from filage.school.programmes.queries.planning import title_of

WEEK, SHOWN = timedelta(days=7), 30  # half-days


def week(request: Any, _: Any) -> Panel | None:
    """Return the half-days of the seven days to come, day by day; None when there is none. One query."""
    organisation, today = access.organisation_of(request), clock.today_for(request)
    rows = Slot.objects.within(organisation).filter(on__gt=today, on__lte=today + WEEK)
    read = rows.select_related("session", "module", "room", "track", "trainer__person").order_by("on", "-moment", "rank", "id")
    if access.readable_productions(request.user, organisation) is not None:
        return None
    found = [(one, title_of(one)) for one in read[:SHOWN]]
    if not found:
        return None
    days = [(on, list(held)) for on, held in groupby(found, key=lambda each: each[0].on)]
    return Panel(
        slot="aujourdhui.main",
        title="Cours des jours qui suivent",
        template="programmes/week.html",
        context={"days": days},
        count=len(found),
        rank=40,
    )


def plug() -> None:
    """Hang the week of the school on Aujourd'hui."""
    pages.panel("aujourdhui.main", "school", week)
