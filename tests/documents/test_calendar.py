"""A calendar keeps its identifiers, its zone and its instants, and stays valid with nothing in it."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from filage.documents import calendar
from filage.documents.shapes import CalendarData, Event

STAMP = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
PREMIERE = Event(
    uid="019ab2c4-0000-7000-8000-000000000001@filage",
    title="Ce que la mer rend ; création, à 20 h 30",
    start=datetime(2027, 3, 9, 20, 30),
    end=datetime(2027, 3, 9, 21, 50),
    location="Le Haut-Phare, Ancreville",
    description="Montage le matin.\nRaccords à 17 h.",
)
RESIDENCE = Event(uid="residence", title="Résidence 3", start=date(2027, 2, 8), end=date(2027, 2, 26), status="tentative")


def parsed(*events: Event) -> Calendar:
    return Calendar.from_ical(calendar.render(CalendarData(name="Tournée", stamp=STAMP, events=events)))


def test_a_performance_keeps_its_time_in_paris_its_place_and_its_identifier():
    (entry,) = parsed(PREMIERE).walk("VEVENT")
    assert entry["UID"] == PREMIERE.uid
    assert entry["SUMMARY"] == PREMIERE.title and entry["LOCATION"] == PREMIERE.location
    assert entry["DTSTART"].params["TZID"] == "Europe/Paris"
    assert entry.decoded("DTSTART").astimezone(UTC) == datetime(2027, 3, 9, 19, 30, tzinfo=UTC)
    assert entry.decoded("DTSTAMP") == STAMP
    assert entry["STATUS"] == "CONFIRMED"


def test_a_residence_of_whole_days_ends_in_the_file_on_the_day_after():
    (entry,) = parsed(RESIDENCE).walk("VEVENT")
    assert (entry.decoded("DTSTART"), entry.decoded("DTEND")) == (date(2027, 2, 8), date(2027, 2, 27))
    assert entry["STATUS"] == "TENTATIVE"


def test_the_zone_travels_with_the_file():
    (zone,) = parsed(PREMIERE).walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/Paris"
    summer = datetime(2027, 7, 1, 12, tzinfo=UTC)
    assert zone.to_tz().utcoffset(summer.replace(tzinfo=None)).total_seconds() == 7200


def test_a_calendar_without_date_is_valid_and_holds_no_event():
    empty = parsed()
    assert empty.walk("VEVENT") == [] and len(empty.walk("VTIMEZONE")) == 1
    assert empty["VERSION"] == "2.0" and empty["PRODID"]


def test_the_order_of_events_does_not_change_the_bytes():
    one = calendar.render(CalendarData(name="T", stamp=STAMP, events=(PREMIERE, RESIDENCE)))
    two = calendar.render(CalendarData(name="T", stamp=STAMP, events=(RESIDENCE, PREMIERE)))
    assert one == two


def test_a_text_cannot_add_a_line_to_the_file():
    nasty = Event(
        uid="x\r\nATTACH:http://a", title="A\nEND:VEVENT\r\nBEGIN:VEVENT", start=date(2027, 1, 1), url="http://a\r\nX:1"
    )
    (entry,) = parsed(nasty).walk("VEVENT")
    assert "ATTACH" not in entry and entry["SUMMARY"] == "A END:VEVENT BEGIN:VEVENT"


def test_an_instant_without_zone_is_refused():
    with pytest.raises(ValueError, match="fuseau"):
        calendar.render(CalendarData(name="T", stamp=datetime(2026, 1, 1)))
