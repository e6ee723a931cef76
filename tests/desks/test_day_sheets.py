"""The feuille de route says what the day needs and nothing else, whatever was typed and wherever it was."""

import json
from datetime import date

import pytest
from django.urls import reverse

from filage.core import archive
from filage.desks.logistics.models import (
    Journey,
)
from filage.desks.logistics.operations import day_links
from filage.desks.logistics.queries import day_changes, day_texts, day_vocabulary
from filage.documents import codec
from filage.documents.day_sheet_shapes import DaySheetData
from filage.productions.models import Activity, Person, Venue
from tests.desks.day_cases import ON, at, evening, given, printed, producer, sheet
from tests.keeping import kept_rows

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@kept_rows
def rodez(marees):
    return evening(marees)


@kept_rows
def ana(rodez, marees):
    return producer(marees)


def hours(data):
    return [(one.at, one.what) for one in data.moments]


def test_the_day_is_told_in_the_order_of_the_clocks_of_the_place(rodez):
    assert hours(sheet(rodez)) == [
        ("09:00", "Départ de Toulouse"),
        ("11:15", "Arrivée à Rodez"),
        ("18:30", "Dîner"),
        ("20:30", "Représentation"),
    ]


def test_an_hour_of_another_zone_says_whose_clock_it_is(rodez):
    Journey.objects.within(rodez.organisation).update(zone="Europe/London", arrival_zone="Europe/Paris")
    leaving, arrival, *_ = sheet(rodez).moments
    assert (leaving.at, leaving.zone, arrival.at, arrival.zone) == ("08:00", "heure de Londres", "11:15", "")


def test_what_is_not_known_is_said_unknown(rodez):
    assert "le lit de Karim Ziani" in sheet(rodez).unknown
    Activity.objects.within(rodez.organisation).update(starts_at=None)
    assert "l’heure : Représentation" in sheet(rodez).unknown
    assert hours(sheet(rodez))[-1] == ("", "Représentation")


def test_the_venue_reads_when_we_come_and_nothing_of_how_we_sleep(rodez):
    said = json.dumps(codec.to_json(sheet(rodez, audience="lieu")), ensure_ascii=False)
    assert "Arrivée à Rodez" in said and "Départ de Toulouse" not in said and "Hôtel du Midi" not in said


def test_a_residency_that_goes_on_elsewhere_is_not_of_the_day(rodez, marees):
    other = marees.venue("Les Ateliers")
    marees.add(
        Activity,
        production=marees.production,
        kind="residence",
        on=date(2027, 3, 10),
        until=date(2027, 3, 14),
        venue=other,
        status="confirme",
    )
    assert [what for _, what in hours(sheet(rodez))][-1] == "Représentation"


def test_who_replaces_somebody_is_on_the_sheet_at_once(rodez, marees):
    new = marees.add(Person, name="Nora Blanc")
    rodez.participants.set([Person.objects.within(rodez.organisation).get(name="Camille Roux"), new])
    assert [one.label for one in sheet(rodez).people] == ["Camille Roux", "Nora Blanc"]


def test_what_changed_is_counted_from_the_last_sheet(rodez):
    before = sheet(rodez)
    Journey.objects.within(rodez.organisation).update(departs_at=at(7, 45))
    found = day_changes.between(before, sheet(rodez))
    assert [(one.kind, one.what, one.before, one.after) for one in found] == [
        ("change", "Départ de Toulouse", "9\u00a0h", "8\u00a0h\u00a045")
    ]
    assert day_changes.between(before, before) == ()


def test_an_hour_that_nobody_had_said_is_told_alone(rodez):
    Journey.objects.within(rodez.organisation).update(departs_at=None)
    before = sheet(rodez)
    Journey.objects.within(rodez.organisation).update(departs_at=at(8))
    found = day_changes.between(before, sheet(rodez))
    assert day_texts.change_text(found[0], "fr") == "Départ de Toulouse : 9\u00a0h"


def test_an_english_day_keeps_the_capital_of_its_month(rodez):
    data = sheet(rodez, lang="en")
    assert "Friday 12 March 2027" in printed(data).replace("\u00a0", " ")


def test_a_sheet_is_kept_and_read_again_as_it_was(rodez):
    data = sheet(rodez)
    assert codec.from_json(DaySheetData, codec.to_json(data)) == data


def test_somebody_opens_her_sheet_without_account_and_says_nothing_to_search_engines(rodez, ana, client):
    _, address = given(rodez, ana, "Karim Ziani")
    page = client.get(address)
    assert page.status_code == 200 and "Départ de Toulouse" in page.text and "no-store" in page["Cache-Control"]
    assert page["X-Robots-Tag"] == "noindex, nofollow" and page["Referrer-Policy"] == "no-referrer"
    assert json.loads(client.get(f"{address}application.webmanifest").text)["start_url"] == address


def test_a_link_taken_back_says_so_kindly(rodez, ana, client):
    key, address = given(rodez, ana, "Karim Ziani")
    day_links.withdraw(rodez, key, by=ana)
    page = client.get(address)
    assert page.status_code == 410 and "n’est plus ouverte" in page.text and "Toulouse" not in page.text


def test_who_is_replaced_reads_the_date_no_more(rodez, ana, client):
    _, address = given(rodez, ana, "Karim Ziani")
    rodez.participants.set([Person.objects.within(rodez.organisation).get(name="Camille Roux")])
    assert client.get(address).status_code == 410


def test_the_link_of_the_venue_opens_its_version_of_that_date_alone(rodez, ana, client, marees):
    _, address = given(rodez, ana, "La Baleine")
    other = marees.play(date(2027, 3, 13))
    assert "Hôtel du Midi" not in client.get(address).text
    assert client.get(f"{address}{other.pk}/").status_code == 410


def test_a_sheet_issued_again_says_what_moved_and_the_same_facts_give_the_same_paper(rodez, ana, marees):
    def issue():
        return archive.issue("feuille-de-route", marees.production, by=ana, on=ON, about=(f"activity:{rodez.pk}",))

    first = issue()
    assert issue() == first and not first.is_outdated
    Journey.objects.within(rodez.organisation).update(departs_at=at(7, 45))
    second = issue()
    assert second.version == 2 and [one["after"] for one in second.data["changes"]] == ["8\u00a0h\u00a045"]
    assert issue() == second


def test_the_page_of_the_office_gives_papers_links_and_a_text(rodez, ana, client):
    client.force_login(ana)
    page = client.get(reverse("logistics:day_sheet", args=[rodez.pk]))
    assert page.status_code == 200 and "À coller dans un message" in page.text and "Karim Ziani" in page.text
    sent = client.post(
        reverse("logistics:day_sheet_link", args=[rodez.pk]), {"pour": f"{rodez.pk}:lieu", "donner": "1"}, follow=True
    )
    assert "dit une seule fois" in sent.text


@pytest.mark.parametrize(
    "typed, said",
    [
        ("Régie générale et conduite lumière", "Technical manager, lighting operator"),
        ("Comédien·ne", "Actor"),
        ("Interprète, répétitions", "Performer, rehearsals"),
        ("Maître d’armes", "Maître d’armes"),
    ],
)
def test_a_trade_is_said_in_english_or_stays_as_it_was_typed(typed, said):
    assert day_vocabulary.trade(typed, "en") == said and day_vocabulary.trade(typed, "fr") == typed


def test_far_from_here_the_sheet_says_how_the_clocks_differ(rodez):
    Activity.objects.within(rodez.organisation).update(zone="America/Toronto")
    french, english = sheet(rodez), sheet(rodez, lang="en")
    assert french.clocks == "heures de Toronto : 6\u00a0h de moins qu’à Paris"
    assert english.clocks == "Toronto time: 6\u00a0h behind Paris" and sheet(rodez).moments[-1].at == "14:30"
    Activity.objects.within(rodez.organisation).update(zone="Europe/Brussels")
    assert sheet(rodez).clocks == ""


def test_a_venue_abroad_is_given_english_first_and_may_turn_to_french(rodez, ana, client):
    Venue.objects.within(rodez.organisation).filter(name="La Baleine").update(country="DE")
    _, address = given(rodez, ana, "La Baleine")
    page = client.get(address).text
    assert '<html lang="en"' in page and "Whom to call" not in page and "Read in" not in page and "Lire en français" in page
    assert '<html lang="fr"' in client.get(f"{address}?langue=fr").text
