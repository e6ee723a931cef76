"""What being on the road owes: both edges of each hour of the agreement, and of what makes a grand déplacement."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from filage.rules.accessibility import lead, price, wheelchair_places
from filage.rules.engine import load_law
from filage.rules.payroll.travelling import Due, due, is_grand

LAW, ON = load_law(), date(2027, 3, 12)


def at(hour, minute=0, day=ON):
    return datetime(day.year, day.month, day.day, hour, minute)


@pytest.mark.parametrize(
    ("leaves", "returns", "expected"),  # convention 1285, art. VIII.2.3
    [
        (at(8, 59), at(20, 31), Due(meals=2, breakfast=True)),  # avant 9 h, après 20 h 30 : petit déjeuner et deux repas
        (at(9), at(20, 31), Due(meals=2)),
        (at(12, 59), at(20, 31), Due(meals=2)),  # avant 13 h : deux repas
        (at(13), at(20, 31), Due(meals=1)),  # après 13 h : un repas
        (at(14), at(20, 30), Due(sure=False)),  # le texte ne dit rien d’un retour à 20 h 30
        (at(14), at(1, 0, ON + timedelta(days=1)), Due(meals=1)),
        (at(14), at(1, 1, ON + timedelta(days=1)), Due(meals=1, room=True)),  # après 1 h : un repas et la chambre
        (at(14), None, Due(meals=1, room=True)),
    ],
)
def test_the_hours_of_a_day_give_its_meals_and_its_room(leaves, returns, expected):
    assert due(ON, leaves, returns) == expected


def test_a_day_between_two_others_and_the_last_one():
    before, after = at(8, day=ON - timedelta(days=1)), at(21, day=ON + timedelta(days=1))
    assert due(ON, before, after) == Due(meals=2, room=True)
    assert due(ON, before, at(20, 31)) == Due(meals=2)
    assert due(ON, before, at(2)) == Due()  # home in the small hours: the evening before gave the room


@pytest.mark.parametrize(
    ("km", "minutes", "expected"),  # 40 km et plus, et pas de transport en commun en moins de 1 h 30
    [("39.9", 120, False), ("40", 90, True), ("40", 89, False), ("200", None, None), ("39.9", None, False), (None, 95, None)],
)
def test_a_grand_deplacement_needs_both(km, minutes, expected):
    transit = None if minutes is None else timedelta(minutes=minutes)
    assert is_grand(LAW, ON, km=km and Decimal(km), transit=transit) is expected


@pytest.mark.parametrize(("capacity", "expected"), [(50, 2), (51, 3), (100, 3), (101, 4), (197, 5), (1000, 21)])
def test_a_room_keeps_places_for_wheelchairs(capacity, expected):
    assert wheelchair_places(LAW, capacity, ON) == (expected, False)  # 197 : 2 + ⌈147 / 50⌉ = 5


def test_beyond_a_thousand_places_the_mayor_decides():
    assert wheelchair_places(LAW, 1001, ON) == (20, True)


def test_no_price_is_invented_for_an_accessible_performance():
    assert lead(LAW, "lsf", ON) == timedelta(days=45) and not price(LAW, "lsf", ON).is_known
