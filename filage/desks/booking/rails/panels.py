"""What diffusion shows on the other pages: the pistes of a project, the rivals, the road and the guests of a date."""

from collections import Counter
from datetime import date
from typing import Any

from django.urls import reverse

from filage.core import access, clock
from filage.core.rails import pages
from filage.core.rails.types import MenuEntry, Panel
from filage.desks.booking.enums import BY_HAND, ProspectStage
from filage.desks.booking.queries import invitations, journeys, pipeline
from filage.desks.schedule.queries.options import rivals
from filage.productions.enums import LIVE, PERFORMANCES
from filage.productions.models import Activity
from filage.rules.booking.journey import Feasible
from filage.web import format as french

SHOWN = 6
MOST = 12  # pistes under the season
ORDER = (*BY_HAND, ProspectStage.OPTION)


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


def guests_of_date(request: Any, activity: Activity) -> Panel | None:
    """Give the professionals invited to a performance, and the way to their list."""
    if activity.kind not in PERFORMANCES or activity.status not in LIVE:
        return None
    found = invitations.guests(activity)
    if not found and not access.can_edit(request.user, activity):
        return None
    return Panel(
        slot="date.main",
        title="Professionnels invités",
        count=len(found) or None,
        more_label="La liste" if found else "Inviter",
        more_url=reverse("booking:guests", args=[activity.pk]),
        template="booking/panel_guests.html",
        context={"found": found[:SHOWN]},
        rank=60,
    )


def season(request: Any, production: Any) -> Panel | None:
    """Give, under the season, the pistes of that season that have no date yet: what may still come."""
    organisation = access.organisation_of(request)
    readable = access.readable_productions(request.user, organisation)
    start = season_start(request.GET.get("mois", ""), clock.today_for(request))
    found = [
        one for one in pipeline.pistes_to_come(organisation, readable) if one.prospect.season in ("", f"{start}-{start + 1}")
    ]
    if not found:
        return None
    shown = sorted(found, key=lambda one: (-ORDER.index(one.stage), -(one.weighed or 0), one.prospect.rank))
    whole = pipeline.forecast(found)
    return Panel(
        slot="saison.main",
        title="Pistes sans date",
        count=french.count(len(found), "piste"),
        more_label="Diffusion",
        more_url=f"{reverse('booking:house')}?saison={start}-{start + 1}",
        template="booking/panel_season.html",
        context={"pistes": shown[:MOST], "more": len(shown) - MOST, "forecast": whole},
        rank=20,
    )


def season_start(month: str, today: date) -> int:
    """Return the first year of the season of a month written AAAA-MM, else of today: it runs from September to August."""
    try:
        on = date.fromisoformat(f"{month}-01")
    except ValueError:
        on = today
    return on.year if on.month >= pipeline.FIRST_MONTH else on.year - 1


def _tone(feasible: Feasible) -> str:
    return {Feasible.NO: "ne tient pas avant le prochain appel", Feasible.TIGHT: "juste", Feasible.YES: "tient"}.get(feasible, "")


def plug() -> None:
    """Give the menu entry and the panels."""
    pages.menu(MenuEntry(label="Diffusion", url_name="booking:house", rank=24))
    pages.panel("projet.promotion.main", "prospects", prospects)
    pages.panel("date.main", "rivals", options_of_date)
    pages.panel("date.main", "road", road_of_date)
    pages.panel("date.main", "guests", guests_of_date)
    pages.panel("saison.main", "prospects", season)
