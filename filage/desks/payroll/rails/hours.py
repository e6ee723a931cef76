"""What the hours give to the page of a project: what waits to be checked, and the way to type them."""

from typing import Any

from django.db.models import Count
from django.urls import reverse

from filage.core.rails import pages
from filage.core.rails.types import Panel
from filage.desks.payroll import permissions
from filage.desks.payroll.enums import HoursState
from filage.desks.payroll.models import HoursEntry


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


def plug() -> None:
    """Give the panel to the page of a project."""
    pages.panel("projet.organisation.side", "hours", panel)
