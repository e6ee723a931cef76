"""The contradictions planted in a healthy season are found, each of them and nothing else."""

from collections import Counter

import pytest
import yaml

from filage.core.rails import checks
from filage.portability import operations
from tests.cases.contradictions import EXPECTED, HEALTHY, PLANTS, SPOILT, found_in, plant, planted_text
from tests.keeping import kept_rows

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
SHEET = yaml.load(EXPECTED.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
TOLD = SHEET["constats"]
PLANTED = [each for each in TOLD if each["plante"]]


@kept_rows
def healthy():
    """Return the organisation of the healthy season."""
    return operations.import_file(HEALTHY)


def test_the_healthy_season_gives_nothing_above_a_piece_of_information(healthy):
    assert [found for found in found_in(healthy) if found[1] != "info"] == []


def test_what_was_not_planted_is_what_the_healthy_season_says(healthy):
    unplanted = {(each["code"], each["gravite"], each["sujet"], each["message"]) for each in TOLD if not each["plante"]}
    assert unplanted <= set(found_in(healthy))


def test_the_season_of_contradictions_is_the_healthy_one_with_its_plants(healthy):
    plant(healthy)
    assert planted_text(healthy) == SPOILT.read_text(encoding="utf-8")


def test_the_controls_find_every_contradiction_and_invent_none():
    found = found_in(operations.import_file(SPOILT))
    wanted = Counter((each["code"], each["gravite"], each["sujet"], each["message"]) for each in TOLD)
    assert found - wanted == Counter(), "inventés"
    assert wanted - found == Counter(), "manqués"


def test_each_plant_is_seen_by_the_controls_it_is_made_for():
    seen = {(code, each.said) for each in PLANTS for code in each.codes.split()}
    told = {(each["code"], each["plante"]) for each in PLANTED}
    assert seen - told == set()
    assert {plante for _, plante in told} == {each.said for each in PLANTS}


def test_every_control_of_the_catalogue_has_a_contradiction_and_some_block():
    assert {check.code for check in checks.catalogue()} - {each["code"] for each in PLANTED} == set()
    assert any(each["gravite"] == "bloquant" for each in TOLD)
    assert sorted(TOLD, key=lambda each: tuple(each.values())[:4]) == TOLD
