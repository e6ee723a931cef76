"""What the hours give to the page of a project: what waits to be checked, and the way to type them."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.urls import reverse

from filage.core.prepared import PreparedColumns
from filage.core.rails import deadlines as rail
from filage.core.rails import pages
from filage.core.rails.types import Deadline, Panel
from filage.desks.payroll import permissions
from filage.desks.payroll.enums import HoursState
from filage.desks.payroll.models import HoursEntry
from filage.desks.payroll.queries.working import month_end
from filage.web import format as french

SENT_BY = 5  # day of the next month: payslips are made then


def _waiting(organisation: UUID, ids: Any) -> Any:
    rows = HoursEntry.objects.within(organisation).filter(engagement__production__in=ids).order_by("on")
    states = (HoursState.SAISI, HoursState.VALIDE)
    return rows.filter(state__in=states).values_list("engagement__production_id", "on", "state")


WAITING = PreparedColumns(_waiting)


def panel(request: Any, production: Any) -> Panel | None:
    """Give the way to the hours to who may type them, with how many days wait."""
    if not permissions.may_tell(request.user, production):
        return None
    rows = HoursEntry.objects.within(production.organisation_id).filter(engagement__production=production)
    counts = dict(rows.order_by().values_list("state").annotate(days=Count("pk")))
    return Panel(
        slot="projet.organisation.side",
        title="Heures",
        more_label="Relevé d’heures",
        more_url=reverse("payroll:hours", args=[production.slug]),
        template="payroll/panel_hours.html",
        context={
            "waiting": counts.get(HoursState.SAISI, 0),
            "checked": counts.get(HoursState.VALIDE, 0),
            "told": sum(counts.values()),
        },
        rank=20,
    )


def deadlines(season: Any) -> Iterator[Deadline]:
    """Yield the months whose hours wait: to be checked, then sent, before the payslips are made; one query."""
    waiting: dict[tuple[UUID, date], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    ids = [production.pk for production in season.productions]
    for production, on, state in WAITING(season.organisation_id, ids):
        waiting[production, on.replace(day=1)][state] += 1
    for (production_id, month), days in waiting.items():
        production = season.production(production_id)
        told, checked = days[HoursState.SAISI], days[HoursState.VALIDE]
        state = "à valider" if told else "à transmettre"
        monday = month_end(month) - timedelta(days=month_end(month).weekday())
        yield Deadline(
            key=f"heures:{production_id}:{month:%Y-%m}",
            on=month_end(month) + timedelta(days=SENT_BY),
            title=f"Heures de {french.month(month)} {state} : {french.count(told or checked, 'jour')}",
            owner="production",
            state=state,
            url=f"/spectacles/{production.slug}/heures/?semaine={monday - timedelta(days=7):%G-W%V}#mois",
            production=production_id,
        )


def plug() -> None:
    """Give the panel to the page of a project, and the months that wait to the duties."""
    rail.provide("hours", deadlines)
    pages.panel("projet.organisation.side", "hours", panel)
