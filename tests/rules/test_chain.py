"""Typed places and kilometres, and the shortest order of a small tour, checked against every order."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import permutations

import pytest

from filage.rules.engine import load_law
from filage.rules.geography import Doubt, doubt, find, great_circle, placed
from filage.rules.geography.chain import MOST_MOVABLE, Roads, Stop, shortest
from filage.rules.geography.towns import COMMUNES, HOME, PLACED, every_town

TOULOUSE, ALBI, RODEZ, AURILLAC, LYON = (find(name)[0] for name in ("Toulouse", "Albi", "Rodez", "Aurillac", "Lyon"))
FIRST = date(2027, 3, 1)
ROADS = Roads(load_law(), TOULOUSE)


def tour(*towns, movable=True, days=1):
    return [Stop(FIRST + timedelta(days=days * rank), town, movable) for rank, town in enumerate(towns)]


def test_a_namesake_is_never_guessed():
    found = placed("Valence")
    assert found.town is None and "Valence (26)" in found.choices
    assert placed("Valence (26)").town.department == "26" and placed("Brest (BY)").town.country == "BY"
    assert placed("Nulleparville") == placed("Nulleparville (12)") and placed("Albi").town == ALBI


@pytest.mark.parametrize(("km", "said"), [("67.0", Doubt.IMPOSSIBLE), ("67.1", None), ("76", None), ("148", Doubt.LONG)])
def test_typed_kilometres_are_held_against_the_great_circle(km, said):
    assert doubt(Decimal(km), TOULOUSE, ALBI) == said  # 67,1 km as the crow flies, asked again above 2,2 times that


def test_the_shortest_order_is_the_shortest_of_all_orders():
    towns = (LYON, ALBI, AURILLAC, RODEZ)
    every = min(ROADS.chain(tour(*order)).km for order in permutations(towns))
    assert shortest(ROADS, tour(*towns)).km == every < ROADS.chain(tour(*towns)).km


def test_a_firm_date_stays_on_its_day():
    stops = [Stop(FIRST, LYON), *tour(ALBI, AURILLAC, RODEZ)[1:]]
    assert shortest(ROADS, stops).stops[0] == Stop(FIRST, LYON)
    fixed = tour(LYON, ALBI, RODEZ, movable=False)
    assert shortest(ROADS, fixed) == ROADS.chain(fixed)


def test_a_team_goes_home_when_days_stand_between_two_dates():
    near, far = ROADS.chain(tour(ALBI, RODEZ)), ROADS.chain(tour(ALBI, RODEZ, days=5))
    assert far.km > near.km and far.legs[1].through_home and not near.legs[1].through_home
    assert [leg.nights for leg in near.legs] == [0, 1, 1]


def test_a_tour_without_date_and_one_too_long_to_try():
    assert ROADS.chain([]).km == 0 and shortest(ROADS, []).nights == 0
    assert shortest(ROADS, tour(*[ALBI] * (MOST_MOVABLE + 1))) is None


GREAT_CIRCLES = (  # seventeen pairs of towns, computed apart from GeoNames by the haversine formula, to half a kilometre
    ("Toulouse", "Albi", "67.1"),
    ("Toulouse", "Rodez", "122.9"),
    ("Toulouse", "Aurillac", "166.9"),
    ("Toulouse", "Avignon", "272.9"),
    ("Toulouse", "Bruxelles", "834.9"),
    ("Albi", "Rodez", "58.0"),
    ("Rodez", "Aurillac", "64.6"),
    ("Paris", "Lyon", "393.2"),
    ("Toulouse", "Paris", "587.8"),
    ("Paris", "Avignon", "577.0"),
    ("Paris", "Bruxelles", "264.3"),
    ("Lyon", "Avignon", "200.3"),
    ("Brest", "Bordeaux", "494.6"),
    ("Lille", "Nîmes", "762.2"),
    ("Lille", "Nice", "833.5"),
    ("Paris", "Marseille", "660.5"),
    ("Paris", "Berlin", "878.4"),
)
HALF = Decimal("0.5")  # km


@pytest.mark.parametrize(("start", "end", "km"), GREAT_CIRCLES)
def test_the_seventeen_distances_are_within_their_tolerance(start, end, km):
    one, other = placed(start).town, placed(end).town or find(end)[0]
    assert abs(great_circle(one, other) - Decimal(km)) <= HALF


@pytest.mark.parametrize(("km", "said"), [("20000", Doubt.LONG), ("20000.1", Doubt.ENDLESS), ("30000", Doubt.ENDLESS)])
def test_no_leg_is_thirty_thousand_kilometres_long(km, said):
    assert doubt(Decimal(km), TOULOUSE, ALBI) == said


def test_every_commune_has_its_code_and_nine_people_out_of_ten_live_in_one_that_is_placed():
    rows = {(town.insee, town.is_placed, town.population) for town in every_town() if town.country in HOME and town.insee}
    codes, placed_ones = {code for code, *_ in rows}, {code for code, there, _ in rows if there}
    assert (len(codes), len(placed_ones)) == (COMMUNES, PLACED)


def test_namesakes_are_asked_even_when_no_table_says_where_one_of_them_is():
    assert len(placed("Sainte-Colombe").choices) == 12  # the fact sheet of the distances counts twelve
    assert placed("La Rochelle (17)").town.insee == "17300" and placed("La Rochelle").town is None
    small = placed("Arbigny")
    assert small.town is None and small.known.insee == "01016"
    with pytest.raises(ValueError, match="coordonnées inconnues"):
        great_circle(TOULOUSE, small.known)
