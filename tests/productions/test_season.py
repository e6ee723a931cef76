"""A season reads each shared noun once, fills the links between them, and never looks outside its organisation."""

import datetime as dt
from pathlib import Path

import pytest

from filage.portability import operations
from filage.productions.models import Production, Structure
from filage.productions.season import Season
from tests.keeping import kept_rows

pytestmark = pytest.mark.django_db

NOUNS = ("productions", "structures", "regimes", "venues", "people", "deals", "activities", "engagements")


@kept_rows
def marees():
    """Return the organisation of the example."""
    return operations.import_file(Path(__file__).parents[2] / "examples" / "les-marees.filage.yaml")


def read_everything(season):
    return {noun: list(getattr(season, noun)) for noun in NOUNS}


def test_everything_is_read_in_eight_queries_then_nothing_more(marees, django_assert_num_queries):
    with django_assert_num_queries(8):
        season = Season(marees.pk)
        read_everything(season)
        for activity in season.activities:
            assert activity.production.structure.name == "Compagnie Les Marées"
            assert activity.venue is None or activity.venue.name
            assert activity.room is None or activity.room.name
            assert activity.deal is None or activity.deal.partner.name
        assert all(engagement.person is None or engagement.person.name for engagement in season.engagements)


def test_nothing_is_read_before_it_is_asked(marees, django_assert_num_queries):
    with django_assert_num_queries(0):
        Season(marees.pk)


def test_performances_are_those_that_still_stand_by_date(marees):
    season = Season(marees.pk)
    [production] = season.productions
    dates = season.performances_of(production.pk)
    assert len(dates) == 14
    assert [each.on for each in dates] == sorted(each.on for each in dates)


def test_the_vat_status_is_the_one_of_the_day(marees):
    season = Season(marees.pk)
    ours = next(structure for structure in season.structures if structure.ours)
    assert season.vat_status(ours.pk, dt.date(2027, 3, 9)) == "assujetti"
    assert season.vat_status(ours.pk, dt.date(2019, 1, 1)) is None


def test_a_season_of_one_production_holds_only_what_is_its_own(marees):
    ours = Structure.objects.within(marees).get(ours=True)
    other = Production.objects.create(organisation=marees, structure=ours, slug="autre", title="Autre")
    season = Season(marees.pk, [other.pk])
    assert [production.title for production in season.productions] == ["Autre"]
    assert season.activities == season.deals == season.engagements == season.people == []


def test_somebody_else_s_season_is_empty(marees, company):
    assert all(rows == [] for rows in read_everything(Season(company.elsewhere.pk)).values())


def test_the_law_of_a_structure_holds_its_own_settings(marees):
    season = Season(marees.pk)
    ours = next(structure for structure in season.structures if structure.ours)
    assert str(season.law(ours.pk).read("employer.coefficient_artiste", dt.date(2027, 3, 9)).known()) == "1.5500"
