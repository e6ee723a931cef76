"""Two readings of dates: those of a production in a list, those of the organisation by month."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from filage.core import access, clock
from filage.core.rails import pages as panels
from filage.desks.schedule.queries import dates
from filage.desks.schedule.queries.agenda_filters import home
from filage.desks.schedule.views import calendar_page, season_page
from filage.productions.queries import production_to_read, productions_to_read


@require_safe
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Read the dates of a production in order: what is firm, what is still an option, what must be prepared before."""
    production = production_to_read(request, slug)
    rows = dates.of_productions(production.organisation_id, [production.pk])
    shown = calendar_page.context(production, rows, request.GET.get("voir", ""), clock.today_for(request))
    return render(request, "schedule/calendar.html", {**shown, "may_issue": access.can_edit(request.user, production)})


@require_safe
def season(request: HttpRequest) -> HttpResponse:
    """See in one glance which days are taken, by which work and how firmly, before placing another date."""
    organisation = access.organisation_of(request)
    readable = access.readable_productions(request.user, organisation)
    today = clock.today_for(request)
    month = season_page.month_asked(request.GET.get("mois", "")) or dates.next_month(organisation, readable, today)
    since, until = season_page.bounds(month)
    rows = dates.of_productions(organisation, readable, since=since, until=until)
    shown = season_page.context(rows, month, request.GET.get("vue", ""), today, home(organisation))
    works = list(productions_to_read(request))
    adds = [one for one in works if access.can_edit(request.user, one)]
    shown |= season_page.movable(rows, request.user) | {
        "works": works,
        "adds": adds,
        "panels": panels.panels("saison.main", request),
    }
    return render(request, "schedule/season.html", shown)
