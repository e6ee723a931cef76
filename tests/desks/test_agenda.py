"""The calendar of everything: who is where, what a service would break where it is dragged, and how it is laid."""

import json
from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse

from filage.core.enums import Role
from filage.core.models import Membership, User
from filage.desks.logistics.models import Bed, Journey, Seat, Stay, Vehicle
from filage.desks.schedule.models import Unavailability
from filage.desks.schedule.operations import gestures
from filage.desks.schedule.queries.agenda import Agenda, Filter, Item, found_in
from filage.desks.schedule.queries.trying import trial_of
from filage.desks.schedule.views.agenda_layout import Chip, laned
from filage.productions.models import Person, Venue
from tests.desks.sound import PARIS, at, sound
from tests.keeping import kept_rows

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
FIRST, DAY = date(2026, 12, 11), timedelta(days=1)  # of the one date, played by Ana at eight in the evening
company = kept_rows(sound)


@kept_rows
def lea(company):
    """Return a stage manager who edits, an account of her own."""
    user = User.objects.create_user("lea@exemple.fr", name="Léa")
    Membership.objects.create(user=user, organisation=company.organisation, role=Role.REGIE_GENERALE)
    return user


def broken(activity, day, hour=None):
    """Return what a service would break on a day, in words."""
    return [one.text for one in trial_of(activity, None, day, day).at(day, hour)]


def reading(company, since, until):
    return Agenda(company.organisation.pk, None, since, until)


def travelled(company, **fields):
    """Return a journey of Ana in the van, the morning of the date, and her night there."""
    van = company.add(Vehicle, name="Le Trafic")
    said = {"mode": "van", "from_place": "Rennes", "to_place": "Lorient", "vehicle": van, "activity": company.date}
    said |= {"departs_at": at(FIRST, 9), "arrives_at": at(FIRST, 11)}
    journey = company.add(Journey, production=company.show, on=FIRST, **(said | fields))
    company.add(Seat, journey=journey, person=company.ana)
    stay = company.add(Stay, production=company.show, hotel="Hôtel du Port", arrives_on=FIRST, leaves_on=FIRST + DAY)
    company.add(Bed, stay=stay, person=company.ana)
    return van


class TestWhatTheDaysHold:
    def test_services_journeys_and_nights_are_told_with_who_is_there(self, company):
        travelled(company)
        found = {item.kind: item for item in reading(company, FIRST, FIRST).items}
        assert set(found) >= {"representation", "trajet", "nuit"}
        assert all(found[kind].people == (company.ana.pk,) for kind in ("representation", "trajet", "nuit"))
        assert (found["trajet"].start, found["trajet"].end) == (datetime(2026, 12, 11, 9), datetime(2026, 12, 11, 11))

    def test_a_journey_across_zones_is_told_on_the_clocks_of_each_end(self, company):
        travelled(company, departs_at=at(FIRST, 9), arrives_at=at(FIRST, 10), arrival_zone="Europe/London")
        found = next(item for item in reading(company, FIRST, FIRST).items if item.kind == "trajet")
        assert (found.start.hour, found.end.hour) == (9, 9)  # an hour later, an hour earlier there

    def test_each_filter_keeps_its_own(self, company):
        van = travelled(company)
        other = company.work(company.date.on, 9, 4, who=company.add(Person, name="Bruno Salaün"))
        items = reading(company, FIRST, FIRST).items
        kept = lambda **look: {item.kind for item in found_in(items, Filter(**look))}  # noqa: E731
        assert kept(person=company.ana.pk) == {"representation", "trajet", "nuit"}
        assert kept(venue=company.venue.pk) == {"representation"}
        assert kept(vehicle=van.pk) == {"trajet"}
        assert kept(person=other.participants.get().pk) == {"repetition"}
        assert kept(kinds=frozenset({"nuit"})) == {"nuit"}

    def test_what_began_before_the_days_shown_and_lasts_is_there(self, company):
        company.work(FIRST - 10 * DAY, 9, 4, kind="residence", until=FIRST + DAY)
        assert "residence" in {item.kind for item in reading(company, FIRST, FIRST).items}


class TestWhatAServiceWouldBreak:
    def test_eleven_hours_of_rest_are_enough_and_a_minute_less_is_told(self, company):
        rehearsal = company.work(FIRST + 5 * DAY, 14, 4)  # the show ends at ten in the evening
        assert broken(rehearsal, FIRST + DAY, time(9)) == []
        assert broken(rehearsal, FIRST + DAY, time(8, 59)) == ["Ana Kerrien : 10 h 59 de repos avant le 12/12, 11 h au moins"]

    def test_a_span_of_thirteen_hours_is_enough_and_more_is_told(self, company):
        rehearsal = company.work(FIRST + 5 * DAY, 14, 4)
        assert broken(rehearsal, FIRST, time(9)) == []
        assert broken(rehearsal, FIRST, time(8, 30)) == ["Ana Kerrien : amplitude de 13 h 30 le 11/12, 13 h au plus"]

    def test_two_services_at_once_are_told(self, company):
        rehearsal = company.work(FIRST + 5 * DAY, 14, 4)
        assert "Ana Kerrien : autre service de 20 h 00 à 22 h 00" in broken(rehearsal, FIRST, time(18, 30))
        assert broken(rehearsal, FIRST, time(16)) == []

    def test_a_journey_counts_in_the_span_of_a_day(self, company):
        travelled(company, departs_at=at(FIRST, 8), arrives_at=at(FIRST, 10))
        rehearsal = company.work(FIRST + 5 * DAY, 14, 4)
        assert broken(company.date, FIRST, time(19)) == []
        assert any("amplitude de 14 h" in text for text in broken(company.date, FIRST, time(20))) is False  # it is there already
        assert "Ana Kerrien : amplitude de 14 h 30 le 11/12, 13 h au plus" in broken(company.date, FIRST, time(20, 30))
        assert broken(rehearsal, FIRST, time(14)) == []

    def test_a_room_taken_is_told_and_the_next_one_is_not(self, company):
        other = company.another_show()
        company.work(FIRST + 5 * DAY, 14, 4, who=company.add(Person, name="Bruno Salaün"), venue=company.venue, room=company.room)
        taken = broken(company.date, FIRST + 5 * DAY, time(17))
        assert any("Grande salle : prise par" in text for text in taken) and other.title == "Quai"
        assert broken(company.date, FIRST + 5 * DAY, time(18)) == []

    def test_a_school_performance_in_the_holidays_of_the_venue_is_told(self, company):
        school = company.play(date(2027, 1, 12), 14, type="scolaire")  # Lorient is in zone B: 20 February to 7 March 2027
        assert broken(school, date(2027, 2, 23)) == ["Séance scolaire un jour sans classe : vacances d’hiver, zone B"]
        assert broken(school, date(2027, 2, 16)) == []
        company.set(company.venue, postal_code="69001")  # zone A: 13 to 28 February
        assert broken(school, date(2027, 2, 16)) == ["Séance scolaire un jour sans classe : vacances d’hiver, zone A"]

    def test_a_holiday_of_the_place_alone_is_told_there(self, company):
        company.set(company.venue, postal_code="67000")
        assert broken(company.date, date(2026, 12, 26)) == ["Jour férié : 26 décembre, Alsace-Moselle"]
        company.set(company.venue, postal_code="56100")
        assert broken(company.date, date(2026, 12, 26)) == []

    def test_two_towns_the_same_day_are_told(self, company):
        far = company.add(Venue, name="La Baleine", city="Rodez", postal_code="12000")
        company.play(FIRST + DAY, hour=None, venue=far, room=None)
        assert "Le spectacle est aussi posé à Rodez, ce jour-là" in broken(company.date, FIRST + DAY)

    def test_a_day_when_somebody_cannot_come_is_told_and_shown_without_its_reason(self, company):
        company.add(Unavailability, person=company.ana, since=FIRST + 2 * DAY, until=FIRST + 3 * DAY, note="examen")
        assert broken(company.date, FIRST + DAY) == []
        assert broken(company.date, FIRST + 2 * DAY) == ["Ana Kerrien : indisponible ce jour-là"]
        assert [one.what for one in reading(company, FIRST + 3 * DAY, FIRST + 3 * DAY).items] == ["Ana Kerrien : indisponible"]

    def test_a_move_that_changes_nothing_breaks_nothing(self, company):
        company.work(FIRST, 8, 4)  # the span is long already
        assert broken(company.date, FIRST) == []


class TestMovingAService:
    def test_an_hour_is_kept_on_the_clock_in_the_night_when_they_change(self, company):
        service = company.work(date(2027, 3, 20), 14, 4)
        moved = gestures.shifted(service, date(2027, 3, 30))  # the clocks changed on the 28th
        assert (moved["starts_at"], moved["ends_at"]) == (at(date(2027, 3, 30), 14), at(date(2027, 3, 30), 18))
        assert moved["starts_at"].utcoffset() != at(date(2027, 3, 20), 14).utcoffset()

    def test_another_hour_keeps_the_length_even_across_midnight(self, company):
        service = company.work(FIRST, 21, 4)
        moved = gestures.shifted(service, FIRST + DAY, time(22, 30))
        assert moved["on"] == FIRST + DAY
        assert moved["starts_at"] == datetime(2026, 12, 12, 22, 30, tzinfo=PARIS)
        assert moved["ends_at"] == datetime(2026, 12, 13, 2, 30, tzinfo=PARIS)

    def test_a_service_is_seen_then_moved_to_a_day_and_an_hour(self, client, company, lea):
        client.force_login(lea)
        service = company.work(FIRST + 5 * DAY, 14, 4)
        address = reverse("schedule:gesture", args=[service.pk, "deplacer"])
        seen = client.get(address, {"le": "2026-12-15", "a": "10:00"})
        assert "mar. 15" in seen.text.replace("\u00a0", " ") and "10 h" in seen.text.replace("\u00a0", " ")
        client.post(address, {"le": "2026-12-15", "a": "10:00", "retour": "/agenda/"})
        service.refresh_from_db()
        assert (service.on, service.starts_at) == (date(2026, 12, 15), at(date(2026, 12, 15), 10))

    def test_the_browser_is_told_day_by_day(self, client, company, lea):
        client.force_login(lea)
        service = company.work(FIRST + 5 * DAY, 14, 4)
        answer = client.get(
            reverse("schedule:attempt", args=[service.pk]), {"du": "2026-12-11", "au": "2026-12-12", "a": "08:00"}
        )
        said = json.loads(answer.content)
        assert said["2026-12-12"] == [{"gravite": "alerte", "texte": "Ana Kerrien : 10 h de repos avant le 12/12, 11 h au moins"}]
        assert client.get(reverse("schedule:attempt", args=[service.pk]), {"du": "hier"}).status_code == 400
        assert client.get(reverse("schedule:attempt", args=[service.pk]), {"au": "2028-01-01"}).status_code == 400


def chip(row, rows):
    item = Item(key=f"{row}", kind="repetition", what="", on=FIRST, until=FIRST)
    return Chip(item, FIRST, row=row, rows=rows)


def test_what_shares_a_moment_stands_side_by_side_and_nothing_else():
    found = laned([chip(1, 4), chip(3, 4), chip(7, 2), chip(20, 2)])
    assert [(one.row, one.lane, one.lanes) for one in found] == [(1, 1, 2), (3, 2, 2), (7, 1, 1), (20, 1, 1)]


@pytest.mark.parametrize("view", ["mois", "semaine", "liste"])
def test_the_page_names_what_happens_and_a_bad_address_is_left_aside(client, company, lea, view):
    travelled(company)
    client.force_login(lea)
    page = client.get(reverse("schedule:agenda"), {"vue": view, "jour": FIRST.isoformat(), "personne": str(company.ana.pk)})
    assert "Agenda : Ana Kerrien" in page.text and "Rennes – Lorient" in page.text and "Hôtel du Port" in page.text
    assert (
        client.get(reverse("schedule:agenda"), {"vue": view, "jour": "31/02", "personne": "x", "montrer": "?"}).status_code == 200
    )


def test_services_of_three_hours_are_placed_from_a_day_of_the_week(client, company, lea):
    client.force_login(lea)
    week = client.get(reverse("schedule:agenda"), {"vue": "semaine", "jour": FIRST.isoformat()})
    assert 'href="/saison/" aria-current="page"' in week.content.decode()
    address = f"{reverse('schedule:add_dates', args=['estran'])}?sorte=repetition&amp;jour=2026-12-09"
    assert address in week.text
    page = client.get(address.replace("&amp;", "&"))
    assert 'value="2026-12-09"' in page.text and '<option value="repetition" selected>' in page.text
    said = {"kind": "repetition", "status": "confirme", "phrase": "2 services de 3 h à 14 h, le 9 décembre 2026"}
    client.post(address.replace("&amp;", "&"), said | {"confirme": "1", "kept": ["2026-12-09T14:00", "2026-12-10T14:00"]})
    made = company.show.activities.filter(kind="repetition").order_by("on")
    assert [(one.starts_at, one.ends_at) for one in made] == [
        (at(day, 14), at(day, 17)) for day in (FIRST - 2 * DAY, FIRST - DAY)
    ]


@pytest.mark.parametrize(("code", "day", "words"), [("67000", "2026-12-26", "26 décembre"), ("97400", "2026-12-20", "abolition")])
def test_the_season_and_the_calendar_say_the_holidays_of_the_house(client, company, lea, code, day, words):
    company.set(company.ours, postal_code=code)
    client.force_login(lea)
    for name in ("schedule:season", "schedule:agenda"):
        assert words in client.get(reverse(name), {"mois": day[:7]}).text
