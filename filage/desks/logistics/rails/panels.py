"""What logistics shows in the drawer of a date and on the page of a project."""

from collections.abc import Callable
from typing import Any

from django.db.models import CharField, Value
from django.urls import reverse

from filage.core import access, clock
from filage.core.rails import pages
from filage.core.rails.types import Panel
from filage.desks.logistics.enums import BookingState, MealMoment, MealProvider
from filage.desks.logistics.models import Journey, Meal, Stay
from filage.productions.enums import LIVE
from filage.productions.models import Activity
from filage.web import format as french

SHOWN = 6
WORDS: dict[str, Callable[[str, str], str]] = {
    "trajet": "{} – {}".format,
    "sejour": lambda hotel, city: hotel,
    "repas": lambda moment, place: MealMoment(moment).label.capitalize(),
}
STATES: dict[str, Any] = {"trajet": BookingState, "sejour": BookingState, "repas": MealProvider}


def date(request: Any, activity: Activity) -> Panel | None:
    """Give how the team travels, sleeps and eats at a date; one query."""
    rows = _rows(activity) if activity.status in LIVE else []
    if activity.status not in LIVE or not (rows or access.can_edit(request.user, activity)):
        return None
    travel, nights = (sum(row[0] == kind for row in rows) for kind in ("trajet", "sejour"))
    said = [french.count(travel, "trajet")] if travel else []
    return Panel(
        slot="date.main",
        title="Logistique",
        count=", ".join([*said, *([french.count(nights, "hôtel")] if nights else [])]),
        more_label="Trajets, nuits, repas",
        more_url=reverse("logistics:date", args=[activity.pk]),
        template="logistics/panel_date.html",
        context={"rows": [(on, WORDS[kind](name, more), STATES[kind](state).label) for kind, on, name, more, state in rows]},
        rank=15,
    )


def _rows(activity: Activity) -> list[tuple[Any, ...]]:
    """Return the journeys, the stays and the meals of a date: kind, day, name, what else names it, state."""
    asked = (
        (Journey, "trajet", ("on", "from_place", "to_place", "state")),
        (Stay, "sejour", ("arrives_on", "hotel", "city", "state")),
        (Meal, "repas", ("on", "moment", "place", "provider")),
    )
    questions = [
        model.objects.within(activity.organisation_id)
        .filter(activity=activity)
        .order_by()
        .values_list(Value(kind, output_field=CharField()), *names)
        for model, kind, names in asked
    ]
    found: list[tuple[Any, ...]] = sorted(
        questions[0].union(*questions[1:], all=True).order_by(), key=lambda row: (row[1], row[0])
    )
    return found


def production(request: Any, production: Any) -> Panel | None:
    """Give what is to be booked for a show, and the way to its tour."""
    here, today = production.organisation_id, clock.today_for(request)
    journeys = Journey.objects.within(here).filter(production=production, on__gte=today)
    stays = Stay.objects.within(here).filter(production=production, leaves_on__gte=today)
    rows: list[Any] = [*journeys.order_by("on", "rank"), *stays.order_by("arrives_on", "rank")]
    if not rows and not access.can_edit(request.user, production):
        return None
    waiting = [one for one in rows if one.state == BookingState.A_RESERVER]
    return Panel(
        slot="projet.organisation.main",
        title="Logistique",
        count=f"{french.count(len(waiting), 'réservation')} à faire" if waiting else "",
        more_label="Trajets, nuits, chaîne des dates",
        more_url=reverse("logistics:tour", args=[production.slug]),
        template="logistics/panel_production.html",
        context={"rows": rows[:SHOWN], "more": max(len(rows) - SHOWN, 0)},
        rank=20,
    )


def plug() -> None:
    """Give the panels."""
    pages.panel("date.main", "logistics", date)
    pages.panel("projet.organisation.main", "logistics", production)
