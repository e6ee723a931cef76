"""A calendar file that comes in: its moments are those an independent reader finds, and a hostile one takes nobody's time."""

import time
from datetime import UTC, date, datetime, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from dateutil.tz import gettz, resolve_imaginary, tzical
from hypothesis import given, settings
from hypothesis import strategies as st

from filage.documents import agenda
from filage.documents.agenda import recurring
from filage.rules.reading import Unreadable

YEAR = agenda.Window(date(2027, 1, 1), date(2027, 12, 31))
PARIS = ZoneInfo("Europe/Paris")


def event(*lines, uid="un@ailleurs"):
    return "\r\n".join(("BEGIN:VEVENT", f"UID:{uid}", "SUMMARY:Filage", *lines, "END:VEVENT"))


def calendar(*parts):
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR", "")).encode()


def starts(*lines, window=YEAR, around=()):
    read = agenda.read(calendar(*around, event(*lines)), window)
    assert not read.refused, read.refused
    return [one.start if not isinstance(one.start, datetime) else one.start.astimezone(UTC) for one in read.events]


def why(*lines, around=()):
    (refused,) = agenda.read(calendar(*around, event(*lines)), YEAR).refused
    return f"ligne {refused.line} : {refused.why}"


WEEKDAYS = st.sampled_from(recurring.DAYS)
RULES = st.fixed_dictionaries(
    {"FREQ": st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]), "INTERVAL": st.sampled_from(["1", "2", "3"])},
    optional={
        "COUNT": st.integers(1, 30).map(str),
        "BYMONTH": st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True),
        "BYMONTHDAY": st.lists(st.sampled_from([1, 2, 15, 28, 29, 30, 31, -1, -2, -31]), min_size=1, max_size=2, unique=True),
        "BYDAY": st.lists(WEEKDAYS, min_size=1, max_size=3, unique=True),
        "BYSETPOS": st.lists(st.sampled_from([1, 2, -1]), min_size=1, max_size=2, unique=True),
        "BYYEARDAY": st.lists(st.sampled_from([1, 60, 100, 366, -1]), min_size=1, max_size=2, unique=True),
        "WKST": st.sampled_from(["MO", "SU"]),
    },
)


@settings(max_examples=50, deadline=None)
@given(rule=RULES, first=st.dates(date(2020, 1, 1), date(2024, 12, 31)), place=st.sampled_from(["", "1", "2", "-1"]))
def test_a_rule_falls_on_the_days_that_another_reader_finds(rule, first, place):
    if rule["FREQ"] in ("MONTHLY", "YEARLY") and "BYDAY" in rule:
        rule = rule | {"BYDAY": [f"{place}{day}" for day in rule["BYDAY"]]}
    if "BYSETPOS" in rule and not {"BYDAY", "BYMONTHDAY", "BYYEARDAY"} & set(rule):
        return  # says nothing to choose among: the texts leave it open
    text = ";".join(f"{key}={value if isinstance(value, str) else ','.join(map(str, value))}" for key, value in rule.items())
    last = date(2027, 1, 1)
    until = f";UNTIL={last:%Y%m%d}T000000" if "COUNT" not in rule else ""
    theirs = rrulestr(text + until, dtstart=datetime.combine(first, datetime.min.time()))
    if not list(recurring.days(recurring.read(text), first, date(2032, 1, 1))):
        return  # a rule that never falls: their reader looks for it until the year 9999
    found = [one.date() for one in takewhile(lambda one: one.date() <= last, theirs)]
    assert list(recurring.days(recurring.read(text), first, last)) == found
    since = date(2025, 6, 1)
    assert [one for one in recurring.days(recurring.read(text), first, last, since) if one >= since] == [
        one for one in found if one >= since
    ]


@pytest.mark.parametrize("day", [date(2027, 3, 27), date(2027, 3, 28), date(2027, 10, 30), date(2027, 10, 31)])
def test_a_daily_call_keeps_its_hour_over_the_nights_when_the_clocks_change(day):
    found = starts(f"DTSTART;TZID=Europe/Paris:{day:%Y%m%d}T023000", "RRULE:FREQ=DAILY;COUNT=3")
    theirs = [
        resolve_imaginary(datetime(day.year, day.month, day.day, 2, 30, tzinfo=gettz("Europe/Paris")) + timedelta(days=rank))
        for rank in range(3)
    ]
    assert found == [one.astimezone(UTC) for one in theirs]


def test_a_night_of_get_out_lasts_what_the_clock_of_the_body_says():
    lines = ("DTSTART;TZID=Europe/Paris:20271030T230000", "DTEND;TZID=Europe/Paris:20271031T040000")
    (one,) = agenda.read(calendar(event(*lines)), YEAR).events
    assert one.end.astimezone(UTC) - one.start.astimezone(UTC) == timedelta(hours=6)  # the night of October has an hour more
    (one,) = agenda.read(calendar(event("DTSTART;TZID=Europe/Paris:20270327T230000", "DURATION:PT5H")), YEAR).events
    assert (one.end.hour, one.end.utcoffset()) == (5, timedelta(hours=2))  # the one of March an hour less


DEFINED = """BEGIN:VTIMEZONE
TZID:Heure du festival
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE"""


@pytest.mark.parametrize("at", ["20270115T203000", "20270328T013000", "20270328T033000", "20270715T203000", "20271031T033000"])
def test_a_zone_that_the_file_defines_is_read_as_another_reader_does(at, tmp_path):
    path = tmp_path / "zone.ics"
    path.write_text(f"BEGIN:VCALENDAR\n{DEFINED}\nEND:VCALENDAR\n")
    theirs = datetime.strptime(at, "%Y%m%dT%H%M%S").replace(tzinfo=tzical(str(path)).get())
    (found,) = starts(f"DTSTART;TZID=Heure du festival:{at}", around=DEFINED.split("\n"))
    assert found == theirs.astimezone(UTC) == datetime.strptime(at, "%Y%m%dT%H%M%S").replace(tzinfo=PARIS).astimezone(UTC)


def test_a_zone_whose_change_is_a_day_alone_changes_at_its_midnight():
    lines = (
        "TZID:UTC+11",
        "BEGIN:STANDARD",
        "DTSTART;VALUE=DATE:20170101",
        "TZOFFSETFROM:+1100",
        "TZOFFSETTO:+1100",
        "END:STANDARD",
    )
    around = ("BEGIN:VTIMEZONE", *lines, "END:VTIMEZONE")
    assert starts("DTSTART;TZID=UTC+11:20270712T200000", around=around) == [datetime(2027, 7, 12, 9, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("tzid", "hour"),
    [("America/Toronto", 0), ("Romance Standard Time", 18), ("/freeassociation.sourceforge.net/Europe/Paris", 18)],
)
def test_the_names_that_other_programs_give_to_zones_are_known(tzid, hour):
    found = starts(f"DTSTART;TZID={tzid}:20270712T200000")
    assert found[0].hour == hour


def test_a_moment_moved_or_taken_out_of_a_series_is_where_the_file_says():
    series = event(
        "DTSTART;TZID=Europe/Paris:20270301T100000", "RRULE:FREQ=DAILY;COUNT=4", "EXDATE;TZID=Europe/Paris:20270302T100000"
    )
    moved = event("RECURRENCE-ID;TZID=Europe/Paris:20270303T100000", "DTSTART;TZID=Europe/Paris:20270303T140000")
    read = agenda.read(calendar(series, moved), YEAR)
    assert [(one.start.day, one.start.hour) for one in read.events] == [(1, 10), (3, 14), (4, 10)]
    assert len({one.key for one in read.events}) == 3 and {one.uid for one in read.events} == {"un@ailleurs"}


def test_a_rule_without_end_stops_with_the_days_asked():
    assert starts("DTSTART;VALUE=DATE:20200106", "RRULE:FREQ=WEEKLY")[-1] == date(2027, 12, 27)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("DTSTART:2027-03-01",), "ligne 6, « 2027-03-01 » n’est pas un jour"),
        (("DTSTART:20270230T100000",), "n’est pas un instant"),
        (("DTSTART;TZID=Lune/Mer:20270301T100000",), "le fuseau « Lune/Mer » n’est ni connu"),
        (("DTSTART:20270301T100000Z", "DTEND:20270301T090000Z"), "ligne 7, il finit avant de commencer"),
        (("DTSTART:20270301T100000Z", "RRULE:FREQ=SECONDLY"), "ligne 7, il revient plusieurs fois par jour"),
        (("DTSTART:20270301T100000Z", "RRULE:FREQ=DAILY;INTERVAL=0"), "un nombre de 1 à 1000"),
        (("DTSTART:20270301T100000Z", "RRULE:FREQ=DAILY;BYDAY=XX"), "n’est pas un jour"),
        (("DTSTART:20270301T100000Z", "DURATION:P9999W"), "dure plus d’un an"),
        ((), "il ne dit pas quand il commence"),
    ],
)
def test_an_event_that_cannot_be_read_is_refused_with_its_line(lines, said):
    assert said in why(*lines) and why(*lines).startswith("ligne 3 : ")


def test_what_is_refused_leaves_the_rest_of_the_file():
    good, bad = event("DTSTART;VALUE=DATE:20270301"), event("DTSTART:hier", uid="deux")
    read = agenda.read(calendar(bad, good), YEAR)
    assert len(read.events) == 1 and [one.line for one in read.refused] == [3]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "vide"),
        (b"PK\x03\x04\0\0", "n’est pas un texte"),
        (b"Date;Lieu\n01/03/2027;Lorient", "Ligne 1"),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n", "coupé : ce qui commence ligne 2"),
        (b"BEGIN:VCALENDAR\nEND:VEVENT\n", "Ligne 2"),
        (b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 10_000, "plus profond"),
        (b"BEGIN:VCALENDAR\n" + b"X" * 3_000_000, "dépasse 2 Mo"),
        (calendar(*[event("DTSTART:20270301T100000Z", uid=f"{rank}") for rank in range(2_001)]), "plus de 2000"),
    ],
)
def test_a_file_that_is_no_calendar_is_refused_whole(content, said):
    with pytest.raises(Unreadable, match=said):
        agenda.read(content, YEAR)


def test_rules_made_to_never_fall_cost_little():
    rules = (
        "FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2",
        "FREQ=YEARLY;BYYEARDAY=366;INTERVAL=999",
        "FREQ=WEEKLY;BYMONTH=2;BYMONTHDAY=30",
    )
    hostile = [event("DTSTART:19010101T100000Z", f"RRULE:{rules[rank % 3]};COUNT=9999", uid=f"{rank}") for rank in range(150)]
    begun = time.process_time()
    read = agenda.read(calendar(*hostile), YEAR)
    assert "trop de répétitions" in read.refused[-1].why
    assert time.process_time() - begun < 10


def test_a_text_of_the_file_stays_a_text():
    held = "\r\n".join(
        ("BEGIN:VEVENT", "UID:1", "SUMMARY:Bal\\, le 1er\\nBEGIN:VEVENT <b>", "DTSTART:20270301T100000Z", "END:VEVENT")
    )
    (one,) = agenda.read(calendar(held), YEAR).events
    assert one.title == "Bal, le 1er BEGIN:VEVENT <b>"
