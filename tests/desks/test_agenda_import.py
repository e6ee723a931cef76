"""The calendar of somebody else: what is new, moved or gone is shown, then written in one gesture that one undo takes back."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from filage.core import clock
from filage.core.changes import last_of, undo
from filage.core.enums import Role
from filage.core.models import Membership, User
from filage.core.refusal import Refusal
from filage.desks.schedule.models import ImportedEvent
from filage.desks.schedule.operations import feeds, imports
from filage.desks.schedule.queries.imports import Asked
from filage.productions.models import Activity
from tests.desks.sound import TODAY, sound
from tests.keeping import kept_rows

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
company = kept_rows(sound)
ASKED = Asked(date(2026, 11, 1), date(2027, 12, 31), "Europe/Paris", "repetition", "Régie")


@kept_rows
def ana(company):
    user = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=user, organisation=company.organisation, role=Role.PRODUCTION)
    return user


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda organisation: TODAY)


def event(uid, starts, summary, *more, minutes=180):
    begins = datetime.strptime(starts, "%Y%m%dT%H%M%S")
    ends = f"DTEND;TZID=Europe/Paris:{begins + timedelta(minutes=minutes):%Y%m%dT%H%M%S}"
    return "\n".join(
        ("BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{summary}", f"DTSTART;TZID=Europe/Paris:{starts}", ends, *more, "END:VEVENT")
    )


def calendar(*events):
    return "\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", "X-WR-CALNAME:Régie", *events, "END:VCALENDAR")).encode()


def rows(company, ana, content, asked=ASKED):
    return imports.read(company.show, content, asked, by=ana)[1]


def take(company, ana, content, only=None, asked=ASKED):
    held = rows(company, ana, content, asked)
    kept = [row.imprint for row in held if (row.ticked if only is None else row.state in only) and row.takeable]
    return imports.take(company.show, held, kept, asked, by=ana)


FIRST = (
    event("1@regie", "20270105T140000", "Montage lumière", "LOCATION:Théâtre du Môle, Lorient"),
    event("2@regie", "20270106T100000", "Service 1", "RRULE:FREQ=DAILY;COUNT=3"),
)


def dates(company):
    return {
        (one.title, one.on.isoformat(), one.kind, one.status)
        for one in Activity.objects.within(company.organisation).filter(imported_event__isnull=False)
    }


def test_new_events_become_dates_with_their_place_their_kind_and_their_hours(company, ana):
    take(company, ana, calendar(*FIRST))
    assert dates(company) == {
        ("Montage lumière", "2027-01-05", "montage", "confirme"),
        ("Service 1", "2027-01-06", "repetition", "confirme"),
        ("Service 1", "2027-01-07", "repetition", "confirme"),
        ("Service 1", "2027-01-08", "repetition", "confirme"),
    }
    made = Activity.objects.within(company.organisation).get(title="Montage lumière")
    assert made.venue == company.venue and made.starts_at == datetime(2027, 1, 5, 13, tzinfo=UTC)
    assert (made.ends_at - made.starts_at, made.zone) == (timedelta(hours=3), "Europe/Paris")


def test_one_undo_takes_the_whole_import_back(company, ana):
    take(company, ana, calendar(*FIRST))
    undo(last_of(ana, company.organisation), by=ana)
    assert not ImportedEvent.objects.within(company.organisation).exists() and not dates(company)


def test_the_same_calendar_read_again_changes_nothing(company, ana):
    take(company, ana, calendar(*FIRST))
    assert {row.state for row in rows(company, ana, calendar(*FIRST))} == {"pareil"}


def test_what_moved_there_moves_here_and_what_is_gone_is_shown(company, ana):
    take(company, ana, calendar(*FIRST))
    later = event("1@regie", "20270105T160000", "Montage lumière et son", "LOCATION:Théâtre du Môle, Lorient")
    found = {row.state: row for row in rows(company, ana, calendar(later))}
    assert set(found) == {"change", "disparu"} and set(found["change"].moved) == {"starts_at", "ends_at", "title"}
    assert not found["disparu"].ticked, "rien ne s’annule sans que quelqu’un le coche"
    take(company, ana, calendar(later), only={"change", "disparu"})
    assert Activity.objects.within(company.organisation).get(title="Montage lumière et son").starts_at.hour == 15
    assert [one[3] for one in sorted(dates(company)) if one[0] == "Service 1"] == ["annule"] * 3


def test_what_changed_here_and_there_is_a_conflict_that_nobody_ticked(company, ana):
    take(company, ana, calendar(FIRST[0]))
    made = Activity.objects.within(company.organisation).get(title="Montage lumière")
    company.set(made, starts_at=made.starts_at - timedelta(hours=1))
    (same,) = rows(company, ana, calendar(FIRST[0]))
    assert same.state == "pareil", "l’agenda n’a pas changé : ce qui est écrit ici reste"
    (row,) = rows(company, ana, calendar(event("1@regie", "20270105T170000", "Montage lumière")))
    assert (row.state, row.ticked) == ("conflit", False)


def test_our_own_calendar_changed_elsewhere_moves_our_date_and_nothing_else(client, company, ana):
    token = feeds.give(company.organisation, f"spectacle:{company.show.pk}", to="", by=ana)
    ours = client.get(reverse("schedule:feed", args=[token])).content
    assert [row.state for row in rows(company, ana, ours)] == ["pareil"]
    moved = re.sub(
        rb"(DTSTART[^\r\n]*)20261211T", rb"\g<1>20261212T", re.sub(rb"(DTEND[^\r\n]*)20261211T", rb"\g<1>20261212T", ours)
    )
    (row,) = rows(company, ana, moved)
    assert (row.state, row.activity) == ("change", company.date) and {"on", "starts_at"} <= set(row.moved)


def test_a_performance_is_not_cancelled_by_a_file(company, ana):
    take(company, ana, calendar(event("9@regie", "20270201T203000", "Représentation")))
    (gone,) = rows(company, ana, calendar())
    assert (gone.state, gone.takeable) == ("disparu", False) and "depuis sa page" in gone.why
    (told,) = rows(company, ana, calendar(event("9@regie", "20270201T203000", "Représentation", "STATUS:CANCELLED")))
    assert not told.takeable and "confirme ou s’annule depuis sa page" in told.why


def test_a_moment_already_taken_is_said_and_left(company, ana):
    same = datetime.strftime(company.date.starts_at.astimezone(UTC), "%Y%m%dT%H%M%SZ")
    held = "\n".join(("BEGIN:VEVENT", "UID:7", "SUMMARY:La même", f"DTSTART:{same}", "END:VEVENT"))
    (row,) = rows(company, ana, calendar(held))
    assert not row.ticked and "déjà posée au même moment" in row.why


def test_what_moved_since_it_was_shown_is_not_written(company, ana):
    take(company, ana, calendar(FIRST[0]))
    content = calendar(event("1@regie", "20270105T170000", "Montage lumière"))
    shown = [row.imprint for row in rows(company, ana, content)]
    made = Activity.objects.within(company.organisation).get(title="Montage lumière")
    company.set(made, starts_at=made.starts_at + timedelta(minutes=30))
    with pytest.raises(Refusal, match="a changé depuis"):
        imports.take(company.show, rows(company, ana, content), shown, ASKED, by=ana)


def test_the_page_shows_before_it_writes(client, company, ana):
    client.force_login(ana)
    address = reverse("schedule:import_agenda", args=[company.show.slug])
    broken = event("3@regie", "20270107T100000", "Cassé").replace("20270107T100000", "demain", 1)
    asked = {"since": "2026-11-01", "until": "2027-12-31", "kind": "repetition", "zone": "Europe/Paris"}
    file = SimpleUploadedFile("regie.ics", calendar(*FIRST, broken))
    page = client.post(address, asked | {"file": file}).content.decode()
    assert not dates(company) and "Non repris" in page and "« demain » n’est pas un" in page
    fields = {
        "agenda": re.search(r'name="agenda" value="([^"]+)"', page)[1],
        "garde": re.findall(r'name="garde" value="(\w+)"', page),
    }
    client.post(reverse("schedule:take_agenda", args=[company.show.slug]), fields)
    assert len(dates(company)) == 4


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"a;b\n1;2", b"BEGIN:VCALENDAR\nBEGIN:VEVENT", b"\xff\xfe\x00"])
def test_a_file_that_is_no_calendar_writes_nothing_and_says_why(client, company, ana, content):
    client.force_login(ana)
    asked = {"since": "2026-11-01", "until": "2027-12-31", "kind": "repetition", "zone": "Europe/Paris"}
    file = SimpleUploadedFile("regie.ics", content or b" ")
    answer = client.post(reverse("schedule:import_agenda", args=[company.show.slug]), asked | {"file": file})
    assert answer.status_code == 422 and not dates(company)


def test_a_page_that_was_touched_is_refused(client, company, ana):
    client.force_login(ana)
    address = reverse("schedule:take_agenda", args=[company.show.slug])
    answer = client.post(address, {"agenda": "x" * 50, "garde": ["a"]}, follow=True)
    assert "a trop attendu" in answer.content.decode() and not dates(company)
