"""What cannot wait: duties, what blocks, options about to lapse, the low point of the treasury, the week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from filage.core import access
from filage.core.kept import DeadlineRow, FindingRow, KeyFigureRow
from filage.core.rails import pages, read
from filage.core.rails.types import Panel
from filage.productions.enums import PERFORMANCES, ActivityKind, DateStatus
from filage.productions.models import Activity, Production
from filage.productions.queries import productions_to_read
from filage.web import format as french
from filage.web import reading
from filage.web.shapes import Day, Event

HORIZON = timedelta(days=45)  # how far « À faire » looks
LAPSE = timedelta(days=14)  # how far « Options qui tombent » looks
SHOWN = 6
BLOCKING_SHOWN = 4
LOW_POINT = "creux"  # the code of the key figure that holds the low point of the treasury


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A duty with the work it is for."""

    row: DeadlineRow
    work: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked:
    """A finding with the work it is about."""

    row: FindingRow
    work: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayPage:
    """Everything the page « Aujourd'hui » draws."""

    today: date
    lede: Sequence[SafeString]
    duties: Sequence[Duty]
    duty_label: str
    blocking: Sequence[Blocked]
    blocking_count: int
    days: Sequence[Day]
    week_label: str
    options: Sequence[Activity]
    main: Sequence[Panel]
    side: Sequence[Panel]
    empty: bool


def page(request: HttpRequest, *, today: date) -> TodayPage:
    """Read the page, in one query a rail whatever the number of rows."""
    organisation = access.organisation_of(request)
    shown = productions_to_read(request)
    titles = reading.titles(shown)
    kept = reading.readable(read.deadlines(organisation, until=today + HORIZON), request.user, organisation)
    duties = [row for row in kept if row.state != "fait"]
    standing = reading.findings(read.findings(organisation), request.user, organisation)
    blocking = [row for row in standing if row.severity == "bloquant"]
    figures = reading.readable(read.key_figures(organisation), request.user, organisation)
    activities = _activities(shown, organisation, today)
    options = [one for one in activities if one.option_until and one.status == DateStatus.OPTION]
    main = pages.panels("aujourdhui.main", request)
    return TodayPage(
        today=today,
        lede=_lede(today, duties, blocking, options, figures, titles),
        duties=[Duty(row=row, work=titles.get(row.production, "")) for row in duties[:SHOWN]],
        duty_label=_duty_label(len(duties), today),
        blocking=[Blocked(row=row, work=titles.get(row.production, "")) for row in blocking[:BLOCKING_SHOWN]],
        blocking_count=len(blocking),
        days=_week(activities, today),
        week_label=french.period(today, today + timedelta(days=6)),
        options=sorted(options, key=lambda one: one.option_until or today)[:SHOWN],
        main=main,
        side=pages.panels("aujourdhui.side", request),
        empty=not (shown or kept or standing or main),
    )


def _duty_label(count: int, today: date) -> str:
    if not count:
        return ""
    until = french.day_long(today + HORIZON, weekday=False, year=False)
    return f"{min(count, SHOWN)} sur {count} d’ici au {until}" if count > SHOWN else f"{count} d’ici au {until}"


def _activities(shown: Sequence[Production], organisation: Any, today: date) -> list[Activity]:
    """Return the activities of the week and the options about to lapse. One query."""
    week = Q(on__lt=today + timedelta(days=7)) & (Q(until__gte=today) | Q(until=None, on__gte=today))
    lapsing = Q(status=DateStatus.OPTION, option_until__range=(today, today + LAPSE))
    found = Activity.objects.within(organisation).filter(week | lapsing, production__in=shown)
    return list(found.exclude(status=DateStatus.ANNULE).select_related("production", "venue").order_by("on", "starts_at", "rank"))


def _week(activities: Sequence[Activity], today: date) -> list[Day]:
    days = [today + timedelta(days=shift) for shift in range(7)]
    return [Day(on, [_event(one, on, today) for one in activities if one.on <= on <= (one.until or one.on)]) for on in days]


def _event(activity: Activity, on: date, today: date) -> Event:
    """Say an activity on a day; the following days of a long one only recall its title."""
    venue = activity.venue if on in (activity.on, today) else None
    performed = activity.kind in PERFORMANCES
    start = activity.starts_at.astimezone(ZoneInfo(activity.zone)) if activity.starts_at else None
    return Event(
        title="" if performed else activity.title or ActivityKind(activity.kind).label.capitalize(),
        hour=french.hour(start) if start else "",
        work=activity.production.title if performed or venue else "",
        place=", ".join(filter(None, [venue.city, venue.name])) if venue else "",
        state=activity.status if performed else "",
        rank=activity.option_rank,
    )


def _lede(
    today: date,
    duties: Sequence[DeadlineRow],
    blocking: Sequence[FindingRow],
    options: Sequence[Activity],
    figures: Sequence[KeyFigureRow],
    titles: dict[UUID | None, str],
) -> list[SafeString]:
    """Return the head of the page, in sentences: late first, then what blocks, options, treasury."""
    late = [row for row in duties if row.on < today]
    soon = [row for row in duties if today <= row.on <= today + timedelta(days=7)]
    said: list[SafeString] = []
    if late:
        said.append(format_html("<b>{}</b> {}.", _capital(_counted(len(late), "échéance")), _passed(len(late))))
    if soon:
        said.append(format_html("<b>{}</b> d’ici à {}.", _capital(_counted(len(soon), "échéance")), _last_day(soon)))
    if blocking:
        said.append(
            format_html("<b>{}</b> {} un acte.", _capital(_counted(len(blocking), "constat", feminine=False)), _hold(blocking))
        )
    if options:
        said.append(_lapsing(options, today))
    return [*said, *_low_point(figures, titles)]


def _lapsing(options: Sequence[Activity], today: date) -> SafeString:
    first = min(option.option_until for option in options if option.option_until)
    when = "ce soir" if first == today else f"le {french.day_long(first, weekday=False, year=False)}"
    counted = _capital(_counted(len(options), "option"))
    return format_html("<b>{}</b> {} {}.", counted, "tombent, la première" if len(options) > 1 else "tombe", when)


def _low_point(figures: Sequence[KeyFigureRow], titles: dict[UUID | None, str]) -> list[SafeString]:
    lows = [row for row in figures if row.code == LOW_POINT and row.amount is not None and row.amount < 0]
    if not lows:
        return []
    low = min(lows, key=lambda row: row.amount or 0)
    money = french.money(low.amount or 0)
    when = f" {low.note.split(',')[0]}" if low.note else ""
    whose = format_html(' de <cite class="work">{}</cite>', titles[low.production]) if low.production in titles else ""
    return [format_html("La trésorerie{} touche <b>{}</b>{}.", whose, money, when)]


def _counted(count: int, noun: str, *, feminine: bool = True) -> str:
    return french.count(count, noun, words=True, feminine=feminine)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _passed(count: int) -> str:
    return "sont passées" if count > 1 else "est passée"


def _hold(blocking: Sequence[FindingRow]) -> str:
    return "retiennent" if len(blocking) > 1 else "retient"


def _last_day(soon: Sequence[DeadlineRow]) -> str:
    return french.day_long(max(row.on for row in soon), year=False)
