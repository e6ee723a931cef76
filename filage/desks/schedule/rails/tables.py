"""How a list of dates is written: a line a date, in groups of a month."""

import itertools
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from filage.desks.schedule.queries.dates import Dated
from filage.productions.enums import ActivityKind, PerformanceType
from filage.productions.models import Activity
from filage.web import atoms
from filage.web import format as french
from filage.web.tables import Cell, Column, Group, Row, Table

STATE = Column("État", "status")
PRICE = Column("Cession, € HT", "amount")
HOURS = Column("Heure", wide=True)
NOBODY = UUID(int=0)


def by_month(caption: str, rows: Sequence[Dated], *, firsts: Collection[UUID] = (), works: bool = False) -> Table:
    """Return the dates under the heading of their month; `firsts` are premières, `works` names the production on each line."""
    columns = [HOURS, Column("Service", wide=not works), Column("Lieu"), STATE, replace(PRICE, wide=True)]
    groups = [
        Group(
            [_full(dated, works, dated.activity.pk in firsts) for dated in dates],
            french.month(dates[0].activity.on, year=True).capitalize(),
        )
        for dates in (list(held) for _, held in itertools.groupby(rows, key=lambda dated: dated.activity.on.replace(day=1)))
    ]
    return Table(caption, columns, groups, header="Jour")


def short(caption: str, rows: Sequence[Dated], *, first: Dated | None = None, works: bool = False) -> Table:
    """Return a few dates: day, place (and work), state, price."""
    lines = [
        Row(Cell(_day(dated), about=about(dated.activity)), [_where(dated, works, dated is first), _state(dated), _price(dated)])
        for dated in rows
    ]
    return Table(caption, [Column("Lieu"), STATE, PRICE], (Group(lines),), header="Jour")


def hours(activity: Activity) -> str:
    """Return the hours of a service where it happens: « 20 h 30 », « 9 h – 18 h »; nothing when they are not set."""
    zone = ZoneInfo(activity.zone)
    return " – ".join(french.hour(at.astimezone(zone)) for at in (activity.starts_at, activity.ends_at) if at is not None)


def what(activity: Activity) -> str:
    """Return what a service is: its title, else its kind, with the type of a performance."""
    kind = ActivityKind(activity.kind).label.capitalize()
    if activity.title:
        return activity.title
    return f"{kind} {PerformanceType(activity.type).label}" if activity.type in ("scolaire", "generale") else kind


def about(activity: Activity) -> str:
    """Return the keys of what a line of dates is about: the date, and the deal that sells it."""
    return f"activity:{activity.pk} deal:{activity.deal_id}" if activity.deal_id else f"activity:{activity.pk}"


def _full(dated: Dated, works: bool, is_first: bool) -> Row:
    activity = dated.activity
    told = what(activity) + (" · première" if is_first else "")
    service: str | SafeString = told
    place: str | SafeString = dated.place
    if works:
        service = format_html(
            '{} <span class="soft">· {}</span>', atoms.work(activity.production.title, url=_calendar(activity)), told
        )
    else:  # a phone has no room for a column of services: each is said under its place
        place = format_html(
            '{}<span class="note narrow">{}</span>', place, " · ".join(filter(None, [hours(activity).partition(" – ")[0], told]))
        )
    return Row(Cell(_day(dated), about=about(activity)), [hours(activity), service, place, _state(dated), _price(dated)])


def _where(dated: Dated, works: bool, is_first: bool) -> Cell:
    place: str | SafeString = dated.place or what(dated.activity)
    if not dated.is_performance and dated.place:
        place = format_html('{} · <span class="soft">{}</span>', place, what(dated.activity))
    if is_first:
        place = format_html('{} · <span class="soft">première</span>', place)
    if works:
        place = format_html('{}<br><cite class="work">{}</cite>', place, dated.activity.production.title)
    return Cell(place)


def _day(dated: Dated) -> SafeString:
    """Write the day of a line; the end of a run follows."""
    activity = dated.activity
    words = french.day(activity.on).split(french.NBSP)
    number = atoms.ordinal(words[1])
    url = _address().replace(str(NOBODY), str(activity.pk))
    link = '<a class="t nw day-link" href="{}" hx-get="{}" hx-target="#tiroir">{} <b>{}</b> {}</a>'
    day = format_html(link, url, url, words[0], number, words[2])
    if activity.until is None or activity.until == activity.on:
        return day
    return format_html('{} <span class="t nw soft">au {}</span>', day, french.day(activity.until, weekday=False))


def _state(dated: Dated) -> Cell:
    return Cell(dated.activity.status, rank=dated.activity.option_rank)


def _price(dated: Dated) -> Cell:
    return Cell("") if dated.sale is None else Cell(dated.sale.amount)


def _calendar(activity: Activity) -> str:
    return _calendar_of(activity.production.slug)


@lru_cache(maxsize=256)
def _calendar_of(slug: str) -> str:
    """Return the address of a calendar: a season asks for the same few, four hundred times."""
    return reverse("schedule:calendar", args=[slug])


@cache
def _address() -> str:
    """Return the address of a date, that of nobody in the place of its own."""
    return reverse("schedule:date", args=[NOBODY])
