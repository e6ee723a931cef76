"""What the pages of the tableau de service and of a planning show: which days, whose, and the same data as on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from filage.core import access, clock
from filage.desks.schedule.queries import service_sheet
from filage.desks.schedule.queries.agenda import DAY, Agenda
from filage.desks.schedule.views.agenda_layout import week_bounds
from filage.desks.schedule.views.agenda_page import day_asked
from filage.desks.schedule.views.season_page import month_asked
from filage.documents.call_sheet_shapes import CallSheetData, PlanningData
from filage.productions.models import Person, Production
from filage.web import format as french
from filage.web.shapes import Link

DAILY, WEEKLY = "jour", "semaine"


@dataclass
class Asked:
    """Which tableau is asked: of a day or of its week, of a show or of everybody."""

    request: HttpRequest
    shows: Sequence[Production]
    day: date
    view: str
    show: Production | None

    @property
    def since(self) -> date:
        """Return the first day."""
        return self.day if self.view == DAILY else week_bounds(self.day)[0]

    @property
    def until(self) -> date:
        """Return the last day."""
        return self.day if self.view == DAILY else week_bounds(self.day)[1]

    @cached_property
    def sheet(self) -> CallSheetData:
        """The tableau, as on paper."""
        organisation = access.organisation_of(self.request)
        readable = access.readable_productions(self.request.user, organisation)
        agenda = Agenda(organisation.pk, readable, self.since, self.until)
        team = service_sheet.team_of(agenda, self.since, self.until, self.show)
        return service_sheet.sheet(team, organisation, on=clock.today_for(self.request))

    def url(self, name: str = "schedule:service", *, view: str = "", day: date | None = None) -> str:
        """Return the address of a tableau like this one."""
        said = {"vue": view or self.view, "jour": (day or self.day).isoformat()}
        return f"{reverse(name)}?{urlencode(said | ({'spectacle': self.show.slug} if self.show else {}))}"


def asked(request: HttpRequest, shows: Sequence[Production]) -> Asked:
    """Read which tableau is asked; the week of today of everybody when nothing is."""
    given = request.GET
    day = day_asked(given.get("jour", "")) or clock.today_for(request)
    show = next((one for one in shows if one.slug == given.get("spectacle", "")), None)
    return Asked(request, shows, day, DAILY if given.get("vue") == DAILY else WEEKLY, show)


def context(given: Asked) -> dict[str, Any]:
    """Return what the template of a tableau needs."""
    step = DAY if given.view == DAILY else 7 * DAY
    return {
        "given": given,
        "sheet": given.sheet,
        "shows": given.shows,
        "alone": given.view == DAILY,
        "period": french.day_long(given.day)
        if given.view == DAILY
        else f"{french.period(given.since, given.until)} {given.until.year}",
        "previous": given.url(day=given.day - step),
        "next": given.url(day=given.day + step),
        "paper": given.url("schedule:service_paper"),
        "views": [
            Link(label="Jour", url=given.url(view=DAILY), current=given.view == DAILY),
            Link(label="Semaine", url=given.url(view=WEEKLY), current=given.view == WEEKLY),
        ],
    }


def _period(given: Asked) -> str:
    if given.view == DAILY:
        return french.day_long(given.day)
    return f"{french.period(given.since, given.until)} {given.until.year}"


def planning_of(request: HttpRequest, person: Person, today: date) -> PlanningData:
    """Return the planning of a person for the month that the address asks, this one when it asks none."""
    month = month_asked(request.GET.get("mois", "")) or today
    since, until = service_sheet.month_of(month)
    organisation = access.organisation_of(request)
    agenda = Agenda(organisation.pk, access.readable_productions(request.user, organisation), since, until)
    return service_sheet.planning(agenda, person.pk, person.name, since, until, organisation, on=today)


def planning_context(request: HttpRequest, person: Person, today: date) -> dict[str, Any]:
    """Return what the template of a planning needs."""
    data = planning_of(request, person, today)
    own = reverse("schedule:planning", args=[person.pk])
    return {
        "person": person,
        "data": data,
        "period": french.month(data.since, year=True),
        "previous": f"{own}?mois={data.since - DAY:%Y-%m}",
        "next": f"{own}?mois={data.until + DAY:%Y-%m}",
        "paper": f"{reverse('schedule:planning_paper', args=[person.pk])}?mois={data.since:%Y-%m}",
        "agenda": f"{reverse('schedule:agenda')}?{urlencode({'personne': str(person.pk), 'mois': f'{data.since:%Y-%m}'})}",
        "any": any(day.lines for day in data.days),
    }
