"""What the page of the calendar shows: which days, seen by whom, as a month, a week or a list, with its conflicts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from filage.core import access
from filage.desks.schedule.queries import agenda_filters
from filage.desks.schedule.queries.agenda import ABSENCE, DUTY, NIGHT, Agenda, Filter, Item, by_day, found_in
from filage.desks.schedule.queries.agenda_filters import KINDS, Home
from filage.desks.schedule.views import agenda_layout as layout
from filage.desks.schedule.views import month as month_page
from filage.desks.schedule.views.season_page import month_asked
from filage.productions.models import Production
from filage.rules.reading import identifier
from filage.web import format as french
from filage.web.shapes import Link
from filage.web.shell import shell
from filage.web.tables import Cell, Column, Group, Row, Table

MONTH, WEEK, LIST = "mois", "semaine", "liste"
VIEWS = ((MONTH, "Mois"), (WEEK, "Semaine"), (LIST, "Liste"))
SHOWN = (
    ("", "Tout"),
    ("services", "Services"),
    ("voyages", "Voyages et nuits"),
    ("echeances", "Échéances"),
    ("absences", "Absences"),
)
WHOLE = {DUTY: "échéance", NIGHT: "nuit", ABSENCE: "journée"}  # what stands for hours
FEW = 6  # conflicts said on the page; the others are on Contrôles
NAMES = 3  # people told by name on a line


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an address of the calendar asks."""

    view: str = MONTH
    day: date
    person: str = ""
    venue: str = ""
    show: str = ""
    vehicle: str = ""
    kind: str = ""

    @property
    def bounds(self) -> tuple[date, date]:
        """Return the first and the last day that must be read."""
        if self.view == WEEK:
            return layout.week_bounds(self.day)
        first, last = month_page.bounds(self.day)
        return (first, last) if self.view == MONTH else (self.day.replace(day=1), _last(self.day))

    @property
    def look(self) -> Mapping[str, str]:
        """Return what is looked at, as the address says it."""
        said = {
            "personne": self.person,
            "lieu": self.venue,
            "spectacle": self.show,
            "vehicule": self.vehicle,
            "montrer": self.kind,
        }
        return {name: value for name, value in said.items() if value}

    def url(self, **changes: Any) -> str:
        """Return the address of the calendar once something changed."""
        to = replace(self, **changes)
        said = {"vue": to.view, "jour": to.day.isoformat(), **to.look}
        return f"{reverse('schedule:agenda')}?{urlencode(said)}"


def asked(data: Mapping[str, str], today: date) -> Asked:
    """Read what an address asks; what it says badly is left aside."""
    view = data.get("vue", MONTH)
    return Asked(
        view=view if view in dict(VIEWS) else MONTH,
        day=day_asked(data.get("jour", "")) or month_asked(data.get("mois", "")) or today,
        person=str(identifier(data.get("personne", "")) or ""),
        venue=str(identifier(data.get("lieu", "")) or ""),
        show=data.get("spectacle", "")[:80],
        vehicle=str(identifier(data.get("vehicule", "")) or ""),
        kind=data.get("montrer", "") if data.get("montrer", "") in KINDS else "",
    )


def context(request: Any, given: Asked, agenda: Agenda, shows: Sequence[Production], today: date) -> dict[str, Any]:
    """Return what the template needs."""
    home, offered = agenda_filters.home(agenda.organisation), agenda_filters.choices(agenda, shows)
    items = found_in(agenda.items, _filter(given, shows))
    movable = _movable(request, items)
    since, until = given.bounds
    before, after = _turned(given)
    return {
        "given": given,
        "choices": offered,
        "shown": SHOWN,
        "views": [Link(label=label, url=given.url(view=code), current=code == given.view) for code, label in VIEWS],
        "previous": before,
        "next": after,
        "today_url": given.url(day=today),
        "period": _period(given),
        "since": since,
        "until": until,
        "home": home,
        "day_names": french.DAYS,
        "person": dict(offered.people).get(given.person, ""),
        "movable": bool(movable),
        "add_url": _add_url(request, given, shows),
        "shares": access.can_edit(request.user, access.organisation_of(request)),
        "legend": not given.kind or given.kind == "services",
        "conflicts": _conflicts(request, agenda, items),
        **_drawn(given, items, agenda, home, today, movable),
    }


def _drawn(
    given: Asked, items: Sequence[Item], agenda: Agenda, home: Home, today: date, movable: frozenset[str]
) -> dict[str, Any]:
    if given.view == MONTH:
        return {"weeks": layout.month_of(given.day, items, today, home, movable), "table": table(items, agenda, *given.bounds)}
    if given.view == WEEK:
        return {"hours": layout.week_of(given.day, items, today, home, movable), "table": table(items, agenda, *given.bounds)}
    return {"table": table(items, agenda, *given.bounds)}


def table(items: Iterable[Item], agenda: Agenda, since: date, until: date) -> Table | None:
    """Return the items day by day: hours, what, where, who, state; None when there is none."""
    columns = [Column("Quoi"), Column("Où"), Column("Qui", wide=True), Column("État", wide=True)]
    groups = []
    for day, held in by_day(items, since, until).items():
        rows = [_row(item, agenda) for item in held if max(item.on, since) == day]  # what lasts is said on its first day
        if rows:
            groups.append(Group(rows, french.day_long(day).capitalize()))
    return Table("Calendrier", columns, groups, header="Heures") if groups else None


def _row(item: Item, agenda: Agenda) -> Row:
    what: str | SafeString = format_html('<a href="{}">{}</a>', item.url, item.what) if item.url else item.what
    if item.work:
        what = format_html('{} <cite class="work">{}</cite>', what, item.work)
    where = ", ".join(part for part in (item.place, item.town) if part)
    state = Cell(item.state) if not item.status else Cell(_state(item))
    return Row(Cell(hours(item), about=item.about), [Cell(what), where, who(item.people, agenda.names), state])


def who(people: Sequence[UUID], names: Mapping[UUID, str]) -> str:
    """Return who is there: three names, then how many more."""
    known = [names[person] for person in people if person in names]
    more = len(known) - NAMES
    return ", ".join(known) if more <= 1 else f"{', '.join(known[:NAMES])} et {more} autres"


def hours(item: Item) -> str:
    """Return the hours of an item, or the days that it takes."""
    if item.on != item.until:
        return french.period(item.on, item.until)
    if item.start is None:
        return WHOLE.get(item.kind, "heure à préciser")
    return french.hour(item.start) + (f" – {french.hour(item.end)}" if item.end else "")


def _state(item: Item) -> str:
    return f"{item.state} {item.rank}" if item.status == "option" and item.rank else item.state


def _filter(given: Asked, shows: Iterable[Production]) -> Filter:
    show = next((one.pk for one in shows if one.slug == given.show), None)
    return Filter(
        person=UUID(given.person) if given.person else None,
        venue=UUID(given.venue) if given.venue else None,
        production=show,
        vehicle=UUID(given.vehicle) if given.vehicle else None,
        kinds=KINDS.get(given.kind, frozenset()),
    )


def _movable(request: Any, items: Iterable[Item]) -> frozenset[str]:
    """Return the keys of the services that the user may move."""
    allowed: dict[UUID | None, bool] = {}
    found = []
    for item in items:
        if item.activity is not None and item.status in layout.MOVABLE:
            if item.production not in allowed:
                allowed[item.production] = access.can_edit(request.user, item.activity)
            if allowed[item.production]:
                found.append(item.key)
    return frozenset(found)


def _add_url(request: Any, given: Asked, shows: Sequence[Production]) -> str:
    """Return where a service is added: to the show looked at, or to the only one that the user edits."""
    editable = [one for one in shows if (not given.show or one.slug == given.show) and access.can_edit(request.user, one)]
    return reverse("schedule:add_dates", args=[editable[0].slug]) if len(editable) == 1 else ""


def _conflicts(request: Any, agenda: Agenda, items: Sequence[Item]) -> dict[str, Any]:
    found = agenda_filters.conflicts(shell(request)["shell"].found, items)
    return {"rows": agenda_filters.told(agenda.organisation, found[:FEW])[:FEW], "count": len(found), "more": len(found) - FEW}


def _turned(given: Asked) -> tuple[str, str]:
    """Return the addresses of the period before and of the one after."""
    if given.view == WEEK:
        return given.url(day=given.day - 7 * layout.DAY), given.url(day=given.day + 7 * layout.DAY)
    first = given.day.replace(day=1)
    return given.url(day=(first - layout.DAY).replace(day=1)), given.url(day=_last(given.day) + layout.DAY)


def _period(given: Asked) -> str:
    if given.view == WEEK:
        since, until = layout.week_bounds(given.day)
        return f"{french.period(since, until)} {until.year}"
    return french.month(given.day, year=True)


def _last(day: date) -> date:
    first = day.replace(day=1)
    return (first + 32 * layout.DAY).replace(day=1) - layout.DAY


def day_asked(text: str) -> date | None:
    """Read a day written AAAA-MM-JJ; None when it is not one."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if month_asked(f"{found:%Y-%m}") else None
