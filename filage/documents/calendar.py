"""Writes a calendar file (iCalendar): stable identifiers, times in the zone of the calendar, no clock read."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Timezone
from icalendar import Event as Entry

from filage.documents.shapes import CalendarData, Event
from filage.documents.text import clean

STATUSES = {"confirmed": "CONFIRMED", "tentative": "TENTATIVE", "cancelled": "CANCELLED"}


def render(data: CalendarData) -> bytes:
    """Return the calendar as an ICS file; without any event it is still a valid one, with its time zone.

    Raises ValueError when `data.stamp` has no zone.
    """
    if data.stamp.tzinfo is None:
        raise ValueError("L’instant du calendrier n’a pas de fuseau horaire.")
    calendar = Calendar()
    name = _line(data.name)
    for key, value in (("PRODID", "-//Filage//Filage//FR"), ("VERSION", "2.0"), ("CALSCALE", "GREGORIAN"), ("METHOD", "PUBLISH")):
        calendar.add(key, value)
    calendar.add("X-WR-CALNAME", name)
    calendar.add("NAME", name)
    calendar.add("X-WR-TIMEZONE", data.zone)
    if data.refresh_hours:
        length = timedelta(hours=data.refresh_hours)
        calendar.add("REFRESH-INTERVAL", length, parameters={"VALUE": "DURATION"})
        calendar.add("X-PUBLISHED-TTL", f"PT{data.refresh_hours}H")
    events = sorted(data.events, key=lambda event: (_instant(event.start, _zone(event, data)), event.uid))
    years = [data.stamp.year, *(event.start.year for event in events)]
    since, until = date(min(years) - 1, 1, 1), date(max(years) + 3, 1, 1)
    for tzid in dict.fromkeys((data.zone, *sorted({event.zone for event in events if event.zone}))):
        calendar.add_component(Timezone.from_tzid(tzid, first_date=since, last_date=until))
    for event in events:
        calendar.add_component(_entry(event, data, _zone(event, data)))
    return bytes(calendar.to_ical())


def _entry(event: Event, data: CalendarData, zone: ZoneInfo) -> Entry:
    entry = Entry()
    entry.add("UID", _line(event.uid))
    entry.add("DTSTAMP", data.stamp.astimezone(UTC))
    entry.add("SEQUENCE", event.sequence)
    entry.add("STATUS", STATUSES[event.status])
    entry.add("SUMMARY", _line(event.title))
    _times(entry, event, zone)
    for key, text in (("LOCATION", _line(event.location)), ("DESCRIPTION", clean(event.description)), ("URL", _line(event.url))):
        if text:
            entry.add(key, text)
    if event.category:
        entry.add("CATEGORIES", [_line(event.category)])
    return entry


def _times(entry: Entry, event: Event, zone: ZoneInfo) -> None:
    """Write start and end; a whole-day event ends, in the file, on the day after its last."""
    end = event.end
    if isinstance(event.start, datetime):
        start = _local(event.start, zone)
        entry.add("DTSTART", _written(start))
        if isinstance(end, datetime) and _local(end, zone).astimezone(UTC) > start.astimezone(UTC):
            entry.add("DTEND", _written(_local(end, zone)))
        return
    last = end.date() if isinstance(end, datetime) else end or event.start
    entry.add("DTSTART", event.start)
    entry.add("DTEND", max(last, event.start) + timedelta(days=1))


def _written(local: datetime) -> datetime:
    """Return a moment as the file says it: the second of an hour that comes twice only has a name in universal time."""
    return local.astimezone(UTC) if local.fold else local


def _zone(event: Event, data: CalendarData) -> ZoneInfo:
    return ZoneInfo(event.zone or data.zone)


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return a moment on the clocks of the zone; a naive one is there already."""
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)


def _instant(start: datetime | date, zone: ZoneInfo) -> datetime:
    if isinstance(start, datetime):
        return _local(start, zone)
    return datetime(start.year, start.month, start.day, tzinfo=zone)


def _line(text: str) -> str:
    return clean(text).replace("\n", " ")
