"""What a dossier and a calendar file say of the dates of a production."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from filage.documents.shapes import Bar, CalendarData, Count, Event, EventStatus, Schedule, Step, TimelineRow, Tone
from filage.productions.enums import FIRM, PERFORMANCES, ActivityKind, DateStatus
from filage.productions.models import Activity, Production

EVENT_STATUS: dict[str, EventStatus] = {
    DateStatus.OPTION: "tentative",
    DateStatus.ANNULE: "cancelled",
    DateStatus.REPORTE: "cancelled",
}
TONES: dict[str, Tone] = {DateStatus.OPTION: "open", DateStatus.ANNULE: "blocked", DateStatus.REPORTE: "unknown"}
ROWS = (
    ("Répétitions", (ActivityKind.REPETITION,)),
    ("Résidences", (ActivityKind.RESIDENCE,)),
    ("Montages", (ActivityKind.MONTAGE,)),
    ("Ateliers", (ActivityKind.ATELIER,)),
    ("Représentations", PERFORMANCES),
)


def calendar_data(season: Any, production: Production, *, on: date) -> CalendarData:
    """Return the calendar file of a production, as true on a day."""
    events = [event(activity) for activity in season.activities_of(production.pk)]
    return CalendarData(name=f"{production.title}, calendrier", stamp=datetime.combine(on, time(), UTC), events=tuple(events))


def event(activity: Activity) -> Event:
    """Return an activity as an event: on whole days, or at its hours on the clocks of its place."""
    zone = ZoneInfo(activity.zone)
    start = activity.starts_at.astimezone(zone) if activity.starts_at else activity.on
    end: datetime | date | None = activity.ends_at.astimezone(zone) if activity.ends_at and activity.starts_at else None
    venue = activity.venue
    town = f"{venue.postal_code} {venue.city}".strip() if venue else ""
    place = ", ".join(part for part in (venue.name, venue.address, town) if part) if venue else ""
    status = DateStatus(activity.status)
    return Event(
        uid=f"{activity.pk}@filage",
        title=f"{activity.production.title} : {what(activity)}",
        start=start,
        end=end or (None if activity.starts_at else activity.until),
        status=EVENT_STATUS.get(status, "confirmed"),
        location=place,
        description=". ".join(part for part in (f"{status.label}{option_rank(activity)}", activity.note) if part),
        category=ActivityKind(activity.kind).label,
    )


def what(activity: Activity) -> str:
    """Return what an activity is: its title, or its kind."""
    return activity.title or ActivityKind(activity.kind).label


def option_rank(activity: Activity) -> str:
    """Return the rank of an option: « de rang 1 » after a space, an empty text for any other date."""
    return f" de rang {activity.option_rank}" if activity.option_rank and activity.status == DateStatus.OPTION else ""


def schedule(activities: Sequence[Activity]) -> Schedule | None:
    """Return the calendar of a dossier: a timeline, the steps by place, how many dates are firm; None without any date.

    Meetings are the office's own: a partner has nothing to read there.
    """
    standing = [each for each in activities if each.status != DateStatus.ANNULE and each.kind != ActivityKind.REUNION]
    if not standing:
        return None
    return Schedule(rows=tuple(_rows(standing)), steps=tuple(_steps(standing)), counts=tuple(_counts(standing)))


def _rows(activities: Sequence[Activity]) -> Iterator[TimelineRow]:
    for name, kinds in ROWS:
        held = [each for each in activities if each.kind in kinds]
        long = [each for each in held if each.until and each.until > each.on]
        bars = tuple(Bar(since=each.on, until=each.until or each.on, tone=_bar_tone(each)) for each in long)
        dots = tuple(sorted({each.on for each in held if each not in long}))
        if bars or dots:
            yield TimelineRow(name=name, bars=bars, dots=dots)


def _bar_tone(activity: Activity) -> Any:
    return "ink" if activity.status in FIRM else "soft"


def _steps(activities: Sequence[Activity]) -> Iterator[Step]:
    """Yield the steps: services of one kind, in one place and one state, that follow each other within a week are one."""
    for _, group in groupby(activities, key=lambda each: (each.kind in PERFORMANCES or each.kind, each.venue_id, each.status)):
        run: list[Activity] = []
        for activity in group:
            if run and activity.on - (run[-1].until or run[-1].on) > timedelta(days=7):
                yield _step(run)
                run = []
            run.append(activity)
        yield _step(run)


def _step(run: Sequence[Activity]) -> Step:
    first, last = run[0], run[-1]
    venue = first.venue
    where = ", ".join(part for part in (venue.name, venue.city) if part and part not in venue.name[1:]) if venue else ""
    status = DateStatus(first.status)
    return Step(
        what=_named(run),
        since=first.on,
        until=last.until or (last.on if last.on > first.on else None),
        where=where,
        status=status.label.lower() + option_rank(first),
        tone=TONES.get(status, "firm"),
    )


def _named(run: Sequence[Activity]) -> str:
    first = run[0]
    if len(run) == 1:
        return what(first)[:1].upper() + what(first)[1:]
    if first.kind in PERFORMANCES:
        return f"{len(run)} {ActivityKind(first.kind).label}s"
    return f"{len(run)} services : {what(first)}"


def _counts(activities: Sequence[Activity]) -> Iterator[Count]:
    played = [each.status for each in activities if each.kind in PERFORMANCES]
    firm, pending = sum(status in FIRM for status in played), played.count(DateStatus.OPTION)
    if firm:
        yield Count(name="ferme" if firm == 1 else "fermes", count=firm, tone="firm")
    if pending:
        yield Count(name="en option", count=pending, tone="open")
