"""What diffusion shows on the other pages: the pistes of a project, the rivals and the road of a date, the options that lapse."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse

from filage.core import access, clock
from filage.core.rails import pages
from filage.core.rails.types import MenuEntry, Panel
from filage.desks.booking.enums import ProspectStage
from filage.desks.booking.queries import journeys, pipeline
from filage.desks.schedule.queries.options import contests, rivals
from filage.productions.enums import LIVE, PERFORMANCES, DateStatus
from filage.productions.models import Activity
from filage.rules.booking.journey import Feasible
from filage.web import format as french

SOON = timedelta(days=15)
SHOWN = 6


def prospects(request: Any, production: Any) -> Panel | None:
    """Give the pistes of a project, stage by stage, and what they weigh."""
    found = pipeline.pistes(production.organisation_id, [production.pk])
    if not found and not access.can_edit(request.user, production):
        return None
    held = Counter(one.stage for one in found)
    whole = pipeline.forecast(found)
    return Panel(
        slot="projet.promotion.main",
        title="Prospection",
        count=french.count(len(found), "piste") if found else "",
        more_label="Le tableau des pistes",
        more_url=reverse("booking:show", args=[production.slug]),
        template="booking/panel_pistes.html",
        context={"stages": [(stage.label, held[stage]) for stage in ProspectStage if held[stage]], "forecast": whole},
        rank=10,
    )


def options_of_date(request: Any, activity: Activity) -> Panel | None:
    """Give what else wants the day of a performance: firm dates, options by rank."""
    if activity.kind not in PERFORMANCES:
        return None
    others = rivals(activity)
    if not others:
        return None
    readable = [one for one in others if access.can_read(request.user, one)]
    return Panel(
        slot="date.main",
        title="Le même jour",
        count=french.count(len(others), "autre demande", "autres demandes"),
        more_label="Qui prévenir" if access.can_edit(request.user, activity) else "",
        more_url=reverse("booking:tell", args=[activity.pk]) if access.can_edit(request.user, activity) else "",
        template="booking/panel_rivals.html",
        context={"others": readable, "hidden": len(others) - len(readable)},
        rank=12,
    )


def road_of_date(request: Any, activity: Activity) -> Panel | None:
    """Give the road from the date before and to the date after: kilometres and hours, « à vérifier »."""
    if activity.kind not in PERFORMANCES or activity.status not in LIVE:
        return None
    found = journeys.legs_of(activity)
    if not found:
        return None
    return Panel(
        slot="date.main",
        title="La route",
        count="estimée, à vérifier",
        template="booking/panel_road.html",
        context={
            "legs": [(leg, leg.first.pk == activity.pk, _tone(leg.feasible)) for leg in found],
            "may_edit": access.can_edit(request.user, activity),
        },
        rank=14,
    )


def lapsing(request: Any, production: Any) -> Panel | None:
    """Give the options about to lapse, each with who waits behind it."""
    organisation = access.organisation_of(request)
    readable = access.readable_productions(request.user, organisation)
    today = clock.today_for(request)
    rows = Activity.objects.within(organisation).filter(kind__in=PERFORMANCES, status=DateStatus.OPTION)
    rows = rows.filter(option_until__lte=today + SOON, on__gte=today)
    if readable is not None:
        rows = rows.filter(production__in=list(readable))
    held = list(rows.select_related("production", "venue").order_by("option_until", "on", "option_rank")[: SHOWN + 1])
    if not held:
        return None
    behind = _behind(organisation, held[:SHOWN], readable)
    return Panel(
        slot="aujourdhui.side",
        title="Options qui tombent",
        count=f"{SHOWN} et plus" if len(held) > SHOWN else len(held),
        more_label="Diffusion",
        more_url=reverse("booking:house"),
        template="booking/panel_lapsing.html",
        context={"options": [(one, behind.get(one.pk, [])) for one in held[:SHOWN]], "today": today},
        rank=20,
    )


def _behind(organisation: Any, held: Sequence[Activity], readable: frozenset[UUID] | None) -> dict[UUID, list[Activity]]:
    """Return, for each of some options, the others that want its day; one query."""
    rows = Activity.objects.within(organisation).filter(on__in={one.on for one in held}, kind__in=PERFORMANCES, status__in=LIVE)
    if readable is not None:
        rows = rows.filter(production__in=list(readable))
    groups = contests(rows.select_related("venue__structure", "production"))
    return {one.pk: [other for other in group if other.pk != one.pk] for group in groups.values() for one in group}


def _tone(feasible: Feasible) -> str:
    return {Feasible.NO: "ne tient pas avant le prochain appel", Feasible.TIGHT: "juste", Feasible.YES: "tient"}.get(feasible, "")


def plug() -> None:
    """Give the menu entry and the panels."""
    pages.menu(MenuEntry(label="Diffusion", url_name="booking:house", rank=24))
    pages.panel("projet.promotion.main", "prospects", prospects)
    pages.panel("date.main", "rivals", options_of_date)
    pages.panel("date.main", "road", road_of_date)
    pages.panel("aujourdhui.side", "lapsing", lapsing)
