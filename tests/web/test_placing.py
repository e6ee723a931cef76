"""Dates placed by a sentence, and a team engaged a line each: seen before they are kept, undone in one gesture."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from filage.core.changes import undo
from filage.core.models import JournalEntry
from filage.productions.models import Activity, Engagement, Venue

SERIE = {"kind": "representation", "phrase": "21 dates à 14 h, relâche le lundi, à partir du 3 mars 2027", "status": "option"}


def test_a_serie_is_seen_before_it_is_placed_and_undone_in_one_gesture(client, season):
    client.force_login(season.ana)
    address = f"/spectacles/{season.estran.slug}/dates/nouvelles/"
    rows = Activity.objects.within(season.organisation).filter(production=season.estran)
    before = rows.count()
    seen = client.post(address, SERIE | {"geste": "voir"})
    keys = [key for key, _ in seen.context["moments"]]
    assert len(keys) == 21 and rows.count() == before
    assert "mercredi 3\u00a0mars\u00a02027, 14\u00a0h" in seen.content.decode()
    client.post(address, SERIE | {"confirme": "1", "kept": keys[:-1]})
    assert rows.count() == before + 20
    assert {timezone.localtime(row.starts_at).hour for row in rows.filter(on__month=3, on__year=2027)} == {14}
    undo(JournalEntry.objects.within(season.organisation).first(), by=season.ana)
    assert rows.count() == before


def test_two_performances_a_day_and_a_residency_are_placed_too(client, workshop):
    season = workshop.season
    client.force_login(season.ana)
    address = f"/spectacles/{season.estran.slug}/dates/nouvelles/"
    day = {"kind": "representation", "first": "2027-04-08", "hours": "14 h et 19 h 30", "count": "2", "type": "scolaire"}
    day |= {"status": "confirme", "place": str(workshop.room.pk)}
    client.post(address, day | {"confirme": "1", "kept": ["2027-04-08T14:00", "2027-04-08T19:30"]})
    made = Activity.objects.within(season.organisation).filter(on=date(2027, 4, 8))
    assert [(row.venue, row.room, row.capacity, row.type) for row in made] == [
        (workshop.venue, workshop.room, 320, "scolaire")
    ] * 2
    stay = {"kind": "residence", "first": "2027-01-11", "last": "2027-01-22", "status": "confirme"}
    client.post(address, stay | {"confirme": "1", "kept": ["2027-01-11"]})
    residency = Activity.objects.within(season.organisation).get(on=date(2027, 1, 11))
    assert (residency.until, residency.capacity) == (date(2027, 1, 22), None)


@pytest.mark.parametrize(
    "typed",
    [
        {"phrase": "bientôt"},
        {"phrase": "3 dates à 25 h, à partir du 3 mars 2027"},
        {"phrase": "3 dates à 14 h"},
        {"first": "2027-03-03", "last": "2027-03-01"},
        {"first": "2027-03-03", "count": "5000"},
        {"first": "2027-03-03", "hours": "midi"},
        {"first": "31/02/2027"},
        {},
    ],
)
def test_a_date_that_cannot_be_read_is_refused_in_a_sentence_and_nothing_is_placed(client, season, typed):
    client.force_login(season.ana)
    before = Activity.objects.within(season.organisation).count()
    address = f"/spectacles/{season.estran.slug}/dates/nouvelles/"
    answer = client.post(address, {"kind": "representation", "status": "option", "confirme": "1"} | typed)
    assert answer.status_code == 422 and answer.context["form"].errors
    assert Activity.objects.within(season.organisation).count() == before


def test_an_embauche_needs_a_function_and_a_gross_and_the_budget_knows_it(client, season):
    client.force_login(season.ana)
    terms = {"function": "Interprète", "placeholder": "Interprète 3", "status": "artiste", "phase": "creation", "unit": "service"}
    client.post(
        f"/spectacles/{season.estran.slug}/embauches/nouvelle/",
        terms | {"quantity": "60", "gross": "61,05 €", "headcount": "1"},
    )
    made = Engagement.objects.within(season.organisation).get(function="Interprète")
    assert (made.gross, made.quantity, made.destination) == (Decimal("61.05"), Decimal(60), "A")
    assert "Interprète 3" in client.get(f"/spectacles/{season.estran.slug}/contrats/").content.decode()


def test_an_embauche_is_removed_once_what_it_moves_was_seen(client, workshop):
    season = workshop.season
    client.force_login(season.ana)
    address = f"/spectacles/{season.estran.slug}/embauches/{workshop.engagement.pk}/supprimer/"
    seen = client.post(address).content.decode()
    assert "Supprimer l’embauche « Lumière »" in seen and 'name="confirme"' in seen
    assert Engagement.objects.within(season.organisation).filter(pk=workshop.engagement.pk).exists()
    assert client.post(address, {"confirme": "1"}).status_code == 302
    assert not Engagement.objects.within(season.organisation).filter(pk=workshop.engagement.pk).exists()


def test_embauches_on_lines_are_seen_kept_together_and_undone_in_one_gesture(client, workshop):
    season = workshop.season
    client.force_login(season.ana)
    address = f"/spectacles/{season.estran.slug}/embauches/nouvelle/"
    rows = Engagement.objects.within(season.organisation).filter(production=season.estran)
    before = rows.count()
    typed = {"lines": "Nour, éclairage, 8 services à 120,50\nInterprète 3, danseuse, 5 cachets à 160"}
    seen = client.post(address, typed | {"voir": "1"})
    assert rows.count() == before and "Nour Belaïd" in seen.content.decode() and "pas au répertoire" in seen.content.decode()
    client.post(address, typed | {"confirme": "1"})
    light, dancer = rows.order_by("rank")[before:]
    assert (light.person, light.status, light.unit, light.gross, light.destination) == (
        workshop.person, "technicien", "service", Decimal("120.50"), "C",
    )  # fmt: skip
    assert (dancer.placeholder, dancer.status, dancer.quantity, dancer.gross) == ("Interprète 3", "artiste", 5, 160)
    undo(JournalEntry.objects.within(season.organisation).first(), by=season.ana)
    assert rows.count() == before


@pytest.mark.parametrize(
    "lines", ["", " ; ", "5 cachets à 160", "Régie, 12 h à vingt", "2 x Nour, lumière", "Régie\n=A1", "x\n" * 61]
)
def test_a_line_that_cannot_be_read_is_refused_and_nobody_is_engaged(client, workshop, lines):
    client.force_login(workshop.season.ana)
    before = Engagement.objects.within(workshop.season.organisation).count()
    address = f"/spectacles/{workshop.season.estran.slug}/embauches/nouvelle/"
    answer = client.post(address, {"lines": lines, "confirme": "1"})
    assert answer.status_code == 422 and answer.context["form"].errors["lines"]
    assert Engagement.objects.within(workshop.season.organisation).count() == before


def test_a_venue_and_a_type_are_read_in_the_sentence(client, workshop):
    client.force_login(workshop.season.ana)
    address = f"/spectacles/{workshop.season.estran.slug}/dates/nouvelles/"
    typed = {
        "kind": "representation",
        "status": "option",
        "phrase": "2 scolaires à 10 h et 14 h, le 12/1/2027, au Carré",
    }
    seen = client.post(address, typed | {"geste": "voir"})
    assert "scolaire" in seen.content.decode() and "Le Carré" in seen.content.decode()
    client.post(address, typed | {"confirme": "1", "kept": ["2027-01-12T10:00"]})
    made = Activity.objects.within(workshop.season.organisation).get(on=date(2027, 1, 12))
    assert (made.type, made.venue) == ("scolaire", workshop.venue)


def test_a_city_of_several_venues_asks_which_one(client, workshop):
    client.force_login(workshop.season.ana)
    Venue.objects.create(organisation=workshop.season.organisation, name="Le Hangar", city="Morlaix")
    address = f"/spectacles/{workshop.season.estran.slug}/dates/nouvelles/"
    typed = {"kind": "representation", "status": "option", "phrase": "une date le 12/1/2027 à Morlaix"}
    refused = client.post(address, typed | {"geste": "voir"})
    assert refused.status_code == 422 and "plusieurs lieux" in refused.context["form"].errors["place"][0]
    assert "Le Hangar" in client.post(address, typed | {"phrase": "une date le 12/1/2027 au Hangar, Morlaix"}).content.decode()


def test_who_may_not_read_pay_neither_sees_nor_changes_an_embauche(client, workshop):
    client.force_login(workshop.season.karim)
    slug = workshop.season.estran.slug
    assert client.get(f"/spectacles/{slug}/embauches/{workshop.engagement.pk}/").status_code == 403
    assert client.post(f"/spectacles/{slug}/embauches/nouvelle/", {"function": "x"}).status_code == 403
    assert "Embaucher" not in client.get(f"/spectacles/{slug}/contrats/").content.decode()


def test_an_embauche_already_declared_is_not_removed(client, workshop):
    client.force_login(workshop.season.ana)
    Engagement.objects.within(workshop.season.organisation).filter(pk=workshop.engagement.pk).update(dpae="deposee")
    address = f"/spectacles/{workshop.season.estran.slug}/embauches/{workshop.engagement.pk}/supprimer/"
    assert "ne se supprime plus" in client.post(address, follow=True).content.decode()
