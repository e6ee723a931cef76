"""A carnet of thousands weighs on no edit: what nothing points at is not read, and is looked for where it stands."""

import re
from decimal import Decimal

import pytest
from django import forms
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filage.core import rails, search
from filage.core.changes import ChangeSet
from filage.core.kept import SearchRow
from filage.core.rails import season as seasons
from filage.desks.booking.models import Prospect
from filage.desks.directory.queries.identities import doubtful
from filage.productions import pointing
from filage.productions.choosing import CardField
from filage.productions.models import Activity, Person, Structure, Venue

MARGIN = {  # what points at a card without making the office work with it
    "productions.VatRegime.structure": "of our own structures, which are always read",
    "productions.Recepisse.structure": "of our own structures, which are always read",
    "productions.Room.venue": "of a venue that its date points at",
    "productions.Venue.structure": "read with the venue itself",
    "logistics.Stay.structure": "nothing of the travels is on the rails",
    "logistics.AccessService.structure": "nothing of the travels is on the rails",
    "directory.Label.structure": "the carnet alone reads it",
    "directory.Affiliation.structure": "the carnet alone reads it",
    "directory.Affiliation.venue": "the carnet alone reads it",
    "directory.Interaction.structure": "the carnet alone reads it",
    "directory.Interaction.venue": "the carnet alone reads it",
    "directory.NextGesture.structure": "its duty reads the name with it",
}


@pytest.fixture
def carnet(marees):
    """Return what adds contacts that nobody works with: houses, their venues, people."""

    def add(count):
        common = {"organisation": marees.organisation}
        houses = [Structure(name=f"Maison {rank}", city="Brest", **common) for rank in range(count)]
        Structure.objects.bulk_create(houses)
        Venue.objects.bulk_create(Venue(name=one.name, structure=one, **common) for one in houses)
        Person.objects.bulk_create(Person(name=f"Contact {rank}", **common) for rank in range(count))

    return add


def rows_of(asked):
    """Return how many rows the reading statements of an act gave, asked once more."""
    count = 0
    with connection.cursor() as cursor:
        for sql in (one["sql"] for one in asked if one["sql"].startswith("SELECT")):
            cursor.execute(sql.replace("%", "%%") if connection.vendor == "sqlite" else sql)
            count += len(cursor.fetchall())
    return count


def edit(line, price):
    with CaptureQueriesContext(connection) as asked:
        ChangeSet.on(line, unit_price=Decimal(price)).apply(by=None)
    return len(asked), rows_of(asked)


def test_the_edit_of_a_budget_line_asks_no_more_and_reads_no_more_beside_a_long_carnet(marees, carnet):
    line = marees.line("charge", "Décor", Decimal(1000))
    marees.play("2027-03-12", venue=marees.venue("Le Môle"), deal=marees.deal(2500, partner=marees.partner("Théâtre du Môle")))
    rails.refresh(None, marees.organisation)
    carnet(5)
    edit(line, 1100)
    alone = edit(line, 1200)
    carnet(300)
    assert edit(line, 1300) == alone


def test_each_card_that_an_edit_reads_is_reached_by_its_id(marees, carnet):
    line = marees.line("charge", "Décor", Decimal(1000))
    carnet(5)
    rails.refresh(None, marees.organisation)
    with CaptureQueriesContext(connection) as asked:
        ChangeSet.on(line, unit_price=Decimal(1100)).apply(by=None)
    read = [one["sql"] for one in asked if re.match(r'SELECT "productions_(structure|venue|person)"', one["sql"])]
    assert read
    if connection.vendor == "sqlite":  # the other one chooses from how many rows there are
        with connection.cursor() as cursor:
            for sql in read:
                cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
                plan = [row[3] for row in cursor.fetchall()]
                assert not [
                    step for step in plan if re.search(r"productions_(structure|venue|person)|V0", step) and "id=?" not in step
                ]


def test_no_contact_is_kept_as_a_row_of_the_search_box(marees, carnet):
    rails.refresh(None, marees.organisation)
    before = SearchRow.objects.within(marees.organisation).count()
    carnet(20)
    rails.refresh(None, marees.organisation)
    assert SearchRow.objects.within(marees.organisation).count() == before


def test_a_season_holds_ours_and_what_something_of_the_office_points_at(marees):
    before = {one.name for one in seasons.load(marees.organisation.pk).structures}
    marees.partner("Un contact")
    run_by, prospect, funder = marees.partner("Qui tient la salle"), marees.partner("Piste"), marees.partner("Mécène")
    venue = marees.add(Venue, name="La Salle", structure=run_by)
    marees.add(Venue, name="Une autre")
    marees.play("2027-03-12", venue=venue)
    marees.add(Prospect, production=marees.production, structure=prospect)
    marees.line("produit", "Aide", Decimal(100), funder=funder)
    season = seasons.load(marees.organisation.pk)
    assert {one.name for one in season.structures} == before | {"Qui tient la salle", "Piste", "Mécène"}
    assert [one.name for one in season.venues] == ["La Salle"]
    assert season.venues[0].structure is season.structure(run_by.pk)


def test_what_nothing_points_at_is_still_given_when_it_is_asked_by_name(marees):
    alone = marees.partner("Un contact")
    season = seasons.load(marees.organisation.pk)
    assert season.structure(alone.pk).name == "Un contact"
    with pytest.raises(KeyError):
        season.venue(alone.pk)


def test_whatever_points_at_a_card_is_declared_or_has_its_reason():
    found = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model in (Structure, Venue)
    }
    declared = {f"{model._meta.label}.{name}" for model, name in pointing.declared()}
    assert found - declared <= MARGIN.keys() <= found


def test_the_carnet_is_searched_where_it_stands(marees):
    marees.partner("Théâtre du Quai", city="Brest")
    marees.venue("Le Quai")
    marees.add(Person, name="Noé Quai")
    marees.engage("jeu", "artiste", 100, None, person=marees.add(Person, name="Ana Quai"))
    rails.refresh(None, marees.organisation)

    def titles(words, **given):
        return [row.title for row in search.find(marees.organisation, words, **given)]

    assert titles("théâtre BREST") == ["Théâtre du Quai"]
    assert titles("quai") == ["Ana Quai", "Le Quai", "Théâtre du Quai"]
    assert titles("quai", edits=True) == ["Ana Quai", "Le Quai", "Noé Quai", "Théâtre du Quai"]
    assert titles("quai", productions=frozenset({marees.production.pk})) == ["Ana Quai"]
    urls = {row.title: row.url for row in search.find(marees.organisation, "quai", edits=True)}
    assert urls["Noé Quai"].startswith("/carnet/personnes/") and urls["Théâtre du Quai"].startswith("/carnet/structures/")
    assert all(row.url == "" for row in search.find(marees.organisation, "quai") if row.title != "Ana Quai")


def test_whose_name_begins_so_comes_first_and_once(marees):
    for name in ("Quai 9¾", "Quai des Brumes", "Théâtre du Quai", "Aux Quais"):
        marees.partner(name, city="Quai-le-Haut")
    rows = search.find(marees.organisation, "quai", limit=3)
    assert [row.title for row in rows] == ["Quai 9¾", "Quai des Brumes", "Aux Quais"]
    assert [row.title for row in search.find(marees.organisation, "quai")].count("Quai 9¾") == 1
    assert list(Structure.objects.within(marees.organisation).filter(folded__begins="quai_")) == []


def test_a_list_offers_a_short_carnet_whole_and_of_a_long_one_those_one_works_with(marees, carnet):
    partner = marees.partner("Théâtre du Môle")
    marees.deal(2500, partner=partner)
    chosen = marees.partner("Choisi")
    short = set(pointing.offered(Structure, marees.organisation.pk))
    assert {marees.structure, partner, chosen} <= short
    carnet(pointing.FEW)
    assert set(pointing.offered(Structure, marees.organisation.pk)) == short - {chosen}
    assert set(pointing.offered(Structure, marees.organisation.pk, pk=chosen.pk)) == short
    assert pointing.named(Structure, marees.organisation.pk, "maison 7").name == "Maison 7"


def test_doubts_about_the_whole_carnet_are_told_from_two_queries(marees, carnet):
    carnet(30)
    wrong = marees.partner("Faux", siret="73282932000075")
    twins = [marees.partner("L’Écluse", city="Évry"), marees.partner("l'ecluse", city="EVRY")]
    same = [marees.partner(name, siret="73282932000074") for name in ("Un", "Deux")]
    season = seasons.load(marees.organisation.pk)
    with CaptureQueriesContext(connection) as asked:
        found = doubtful(season)
    assert [one for one, _ in found.sirets] == [wrong]
    assert found.same_name == [twins] and found.same_siret == [("73282932000074", same)]
    assert len(asked) <= 3


def test_a_date_elsewhere_in_the_office_keeps_its_venue_in_each_season(marees):
    venue = marees.venue("Le Môle")
    marees.add(Activity, production=marees.production, kind="repetition", on="2027-03-12", venue=venue)
    assert seasons.load(marees.organisation.pk, (marees.production.pk,)).venue(venue.pk) == venue


class Choice(forms.Form):
    house = CardField(label="Maison", empty_label="à préciser")
    buyer = CardField(label="Acheteur", creates=True)


def chosen(office, data=None, **initial):
    form = Choice(data, initial=initial)
    for field in form.fields.values():
        field.among(Structure.objects.within(office.organisation).filter(ours=False).order_by("name"), office.organisation.pk)
    return form


def test_a_long_carnet_is_chosen_from_by_its_names_and_keeps_what_was_chosen(marees, carnet):
    carnet(pointing.FEW + 1)
    known = Structure.objects.within(marees.organisation).get(name="Maison 7")
    page = str(chosen(marees, house=known.pk)["house"])
    assert page.count("<option") < 20 and "selected>Maison 7<" in page and 'name="house-nom"' in page
    assert chosen(marees, {"house": known.pk}).is_valid()
    named = chosen(marees, {"house": "", "house-nom": "  MAISON 7 "})
    assert named.is_valid() and named.cleaned_data["house"] == known
    several = chosen(marees, {"house-nom": "maison 40"})
    assert several.is_valid() and several.cleaned_data["house"].name == "Maison 40"
    vague = chosen(marees, {"house-nom": "mais"})
    assert not vague.is_valid() and "peut être Maison 0" in vague.errors["house"][0]
    assert 'value="mais"' in str(vague["house"])
    assert "aucune fiche de ce nom" in chosen(marees, {"house-nom": "Rien"}).errors["house"][0]


def test_a_short_carnet_is_a_list_and_a_new_buyer_is_a_name(marees):
    known = marees.partner("Théâtre du Môle")
    form = chosen(marees, {"buyer-nom": "Théâtre Neuf"})
    assert "house-nom" not in str(form["house"]) and "Théâtre Neuf" in str(form["buyer"])
    assert form.is_valid() and form.cleaned_data["buyer"]._state.adding
    again = chosen(marees, {"buyer-nom": "theatre du mole"})
    assert again.is_valid() and again.cleaned_data["buyer"] == known
    assert not chosen(marees, {"house": marees.structure.pk}).is_valid()
