"""A calendar by a secret link: each date at its instant anywhere, nothing private in it, nothing at all once it is withdrawn."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from django.apps import apps
from django.db import models
from django.urls import reverse

from filage.core import clock, links
from filage.core.changes import ChangeSet
from filage.core.enums import Role
from filage.core.fields import FoldedField, MoneyField, SealedTextField
from filage.core.links import Link
from filage.core.models import Membership, User
from filage.core.refusal import Refusal
from filage.core.scope import Owned
from filage.desks.logistics.models import Bed, Journey, Seat, Stay
from filage.desks.schedule.models import Task, Unavailability
from filage.desks.schedule.operations import feeds
from filage.desks.schedule.queries.feeds import KINDS, things
from filage.productions.models import Activity, Person, Venue
from tests.desks.sound import TODAY, sound
from tests.keeping import kept_rows

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
company = kept_rows(sound)
PRINTED = {  # what a calendar says of each kind of thing
    "production.title",
    "activity.title",
    "activity.zone",
    "person.name",
    "venue.name",
    "venue.address",
    "venue.postal_code",
    "venue.city",
    "room.name",
    "task.label",
    "journey.from_place",
    "journey.to_place",
    "journey.zone",
    "stay.hotel",
    "stay.city",
    "vehicle.name",
}
TEXTS = SealedTextField | models.CharField | models.TextField
SECRETS = ("secret", "391,13", "391.13", "39113")


@kept_rows
def ana(company):
    return member(company, "ana", Role.PRODUCTION)


def member(company, name, role, *shows):
    user = User.objects.create_user(f"{name}@exemple.fr", name=name)
    Membership.objects.create(user=user, organisation=company.organisation, role=role).limit_to(*shows)
    return user


@pytest.fixture
def tour(company, monkeypatch):
    """Return dates on the nights when the clocks change, across midnight, and across the ocean."""
    monkeypatch.setattr(clock, "today", lambda organisation: TODAY)
    rows = (
        ("Démontage", "Europe/Paris", datetime(2027, 3, 28, 0, 30, tzinfo=UTC), 90),  # 1 h 30, then 4 h
        ("Convoi", "Europe/Paris", datetime(2027, 10, 31, 0, 15, tzinfo=UTC), 60),  # 2 h 15, until 2 h 15 again
        ("Rangement", "Europe/Paris", datetime(2027, 10, 31, 1, 30, tzinfo=UTC), 45),  # the second 2 h 30
        ("Nuit blanche", "Europe/Paris", datetime(2027, 6, 5, 21, tzinfo=UTC), 240),  # past midnight
        ("Montréal", "America/Toronto", datetime(2027, 7, 2, 0, 30, tzinfo=UTC), 75),  # the day before, there
        ("Fort-de-France", "America/Martinique", datetime(2027, 11, 13, 23, tzinfo=UTC), 75),
    )
    for title, zone, starts, minutes in rows:
        local = starts.astimezone(ZoneInfo(zone))
        company.add(
            Activity,
            production=company.show,
            kind="montage",
            title=title,
            status="confirme",
            on=local.date(),
            zone=zone,
            starts_at=starts,
            ends_at=starts + timedelta(minutes=minutes),
        )
    return company


def opened(client, company, ana, key):
    token = feeds.give(company.organisation, key, to="", by=ana)
    return client.get(reverse("schedule:feed", args=[token]))


def read(text):
    """Return the events of a calendar as a reader of our own making finds them, its zones told by dateutil."""
    text = text.replace("\r\n ", "")
    zones = tzical(_File("".join(re.findall(r"BEGIN:VTIMEZONE.*?END:VTIMEZONE\r\n", text, re.DOTALL))))
    found = {}
    for block in re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT", text, re.DOTALL):
        said = dict(line.split(":", 1) for line in block.strip().split("\r\n"))
        moments = {}
        for key, value in said.items():
            name, _, zone = key.partition(";TZID=")
            if name in ("DTSTART", "DTEND"):
                at = datetime.strptime(value.rstrip("Z"), "%Y%m%dT%H%M%S")
                moments[name] = at.replace(tzinfo=zones.get(zone) if zone else UTC).astimezone(UTC)
        found[said["SUMMARY"].rpartition(" : ")[2]] = moments
    return found


class _File:
    """What tzical reads: a file opened on a text."""

    def __init__(self, text):
        self.lines = text

    def read(self):
        return self.lines


def test_every_instant_of_a_tour_is_the_one_an_independent_reader_finds(client, tour, ana):
    Activity.objects.within(tour.organisation).exclude(kind="montage").delete()
    found = read(opened(client, tour, ana, f"spectacle:{tour.show.pk}").content.decode())
    expected = {one.title: {"DTSTART": one.starts_at, "DTEND": one.ends_at} for one in Activity.objects.within(tour.organisation)}
    assert len(expected) == 6 and found == expected


def test_a_date_abroad_is_written_on_the_clocks_of_its_place(client, tour, ana):
    said = opened(client, tour, ana, f"spectacle:{tour.show.pk}").content.decode()
    assert "DTSTART;TZID=America/Toronto:20270701T203000" in said and "TZID:America/Martinique" in said


def test_each_reads_only_what_is_hers(client, company, ana, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda organisation: TODAY)
    other = company.add(Person, name="Bo Lind")
    elsewhere = company.add(Venue, name="Ailleurs")
    rows = {"Pour elle": company.ana, "Pour lui": other}
    service = {"production": company.show, "kind": "montage", "on": date(2027, 1, 5), "status": "confirme"}
    for title, person in rows.items():
        made = company.add(Activity, title=title, venue=elsewhere, **service)
        made.participants.add(person)
    hers = opened(client, company, ana, f"personne:{company.ana.pk}").content.decode()
    assert "Pour elle" in hers and "Pour lui" not in hers and company.venue.name in hers
    there = opened(client, company, ana, f"lieu:{elsewhere.pk}").content.decode()
    assert "Pour elle" in there and company.venue.name not in there


def test_nothing_private_comes_out_of_any_calendar(client, tour, ana):
    """Every text and every amount of every row of the house is filled with what must never leave it."""
    tour.add(Unavailability, person=tour.ana, since=date(2027, 1, 1), until=date(2027, 1, 2), note="x")
    travel(tour, tour.ana)
    tour.add(Task, production=tour.show, label="Relire", due_on=date(2027, 1, 3), anchor="libre", blocker="x", note="x")
    for model in apps.get_models():
        if issubclass(model, Owned) and not model._meta.abstract:
            poison(model, tour.organisation)
    for key in (f"personne:{tour.ana.pk}", f"spectacle:{tour.show.pk}", f"echeances:{tour.show.pk}", f"lieu:{tour.venue.pk}"):
        said = opened(client, tour, ana, key).content.decode().replace("\r\n ", "")
        assert said.count("BEGIN:VEVENT") >= 1 and [one for one in SECRETS if one in said] == [], key


def travel(company, person):
    """Send somebody from Paris to Montréal on a night flight, and lodge her."""
    zone, leaves = "America/Toronto", datetime(2027, 7, 1, 11, tzinfo=UTC)
    flight = {"from_place": "Paris", "to_place": "Montréal", "mode": "avion", "arrival_zone": zone, "reference": "AF 342"}
    hours = {"on": leaves.date(), "departs_at": leaves, "arrives_at": leaves + timedelta(hours=7)}
    leg = company.add(Journey, production=company.show, **flight, **hours)
    stay = {"hotel": "Hôtel du Fleuve", "city": "Montréal", "arrives_on": leaves.date(), "leaves_on": date(2027, 7, 4)}
    nights = company.add(Stay, production=company.show, **stay)
    company.add(Seat, journey=leg, person=person)
    company.add(Bed, stay=nights, person=person)


def test_journeys_and_nights_are_in_the_calendars_of_a_show_and_of_who_travels(client, company, ana, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda organisation: TODAY)
    travel(company, company.ana)
    other = company.add(Person, name="Bo Lind")
    company.add(Activity, production=company.show, kind="montage", on=TODAY, status="confirme").participants.add(other)
    for key in (f"spectacle:{company.show.pk}", f"personne:{company.ana.pk}"):
        said = opened(client, company, ana, key).content.decode().replace("\r\n ", "")
        assert "SUMMARY:Trajet : Paris – Montréal" in said and "DTSTART;TZID=Europe/Paris:20270701T130000" in said
        assert "DTEND;TZID=Europe/Paris:20270701T200000" in said and "AF 342" not in said
        assert "SUMMARY:Nuit : Hôtel du Fleuve" in said and "DTEND;VALUE=DATE:20270704" in said
    for key in (f"personne:{other.pk}", f"lieu:{company.venue.pk}"):
        assert "Fleuve" not in opened(client, company, ana, key).content.decode()


def test_a_calendar_that_did_not_change_is_not_sent_again(client, company, ana, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda organisation: TODAY)
    address = reverse("schedule:feed", args=[feeds.give(company.organisation, f"spectacle:{company.show.pk}", to="", by=ana)])
    first = client.get(address)
    assert first.status_code == 200 and "no-store" not in first["Cache-Control"] and first["Last-Modified"]
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304 and again.content == b"" and again["ETag"] == first["ETag"]
    assert client.get(address, headers={"if-modified-since": first["Last-Modified"]}).status_code == 304
    monkeypatch.setattr(clock, "today", lambda organisation: TODAY + timedelta(days=1))  # another day says nothing new
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    ChangeSet.on(company.show, title="Autre titre").apply(by=ana)
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 200


def poison(model, organisation):
    rows = model.objects.within(organisation)
    for field in model._meta.concrete_fields:
        if isinstance(field, MoneyField):
            rows.update(**{field.name: Decimal("391.13")})
        elif isinstance(field, FoldedField | models.SlugField) or f"{model._meta.model_name}.{field.name}" in PRINTED:
            continue
        elif isinstance(field, TEXTS) and not field.choices and not field.unique and (field.max_length or 100) >= len("secret"):
            rows.update(**{field.name: "secret"})


def test_a_pay_typed_in_a_title_is_taken_out(client, tour, ana):
    Activity.objects.within(tour.organisation).update(title="Cachet 391,13 € pour 2 69 05 49 588 157 80")
    said = opened(client, tour, ana, f"spectacle:{tour.show.pk}").content.decode().replace("\r\n ", "")
    told = [line for line in said.splitlines() if not line.startswith("UID:")]  # drawn: three figures stand there now and then
    assert not [line for line in told if "391" in line or "588" in line] and "Cachet […]" in said


def test_a_withdrawn_link_opens_nothing(client, company, ana):
    token = feeds.give(company.organisation, f"lieu:{company.venue.pk}", to="Le lieu", by=ana)
    address = reverse("schedule:feed", args=[token])
    assert client.get(address).status_code == 200 and token not in Link.objects.get().token_sha256
    client.force_login(ana)
    client.post(reverse("schedule:feeds"), {"retirer": str(Link.objects.get().pk)})
    client.logout()
    gone = client.get(address)
    assert gone.status_code == 410 and "ouvre plus" in gone.content.decode() and gone["Cache-Control"] == "private, no-store"


def test_a_link_of_something_else_opens_no_calendar(client, company, ana):
    token = links.create(company.organisation, "feuille", f"spectacle:{company.show.pk}", by=ana)
    assert client.get(reverse("schedule:feed", args=[token])).status_code == 410
    assert client.get(reverse("schedule:feed", args=["x" * 43])).status_code == 410


def test_who_works_on_one_show_gives_only_its_calendar(company, ana):
    shows = member(company, "kim", Role.REGIE_GENERALE, company.show.pk)
    assert {one.kind for one in things(shows, company.organisation)} == {"Spectacle", "Spectacle et ses échéances"}
    assert {one.kind for one in things(ana, company.organisation)} == set(KINDS.values())
    with pytest.raises(Refusal):
        feeds.give(company.organisation, f"personne:{company.ana.pk}", to="", by=shows)


def test_a_reader_gives_nothing(client, company):
    client.force_login(member(company, "ines", Role.INVITE))
    assert client.get(reverse("schedule:feeds")).status_code == 403


def test_the_address_is_said_once(client, company, ana):
    client.force_login(ana)
    answer = client.post(reverse("schedule:feeds"), {"de": f"spectacle:{company.show.pk}", "pour": "Camille"}, follow=True)
    assert "webcal://" in answer.content.decode() and "Camille" in answer.content.decode()
    assert "agenda.ics" not in client.get(reverse("schedule:feeds")).content.decode()
