"""The outline of the lands: a town stands on it, the sea is empty, and nothing is drawn beyond the box."""

import pytest

from filage.rules.geography import find
from filage.rules.geography.lands import lands

TOWNS = ("Paris", "Toulouse", "Strasbourg", "Rennes", "Corte", "Cayenne", "Saint-Denis")


def on_land(longitude, latitude, rings):
    """Count the sides that a line towards the east meets: an odd number inside."""
    met = 0
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
            if (y1 > latitude) != (y2 > latitude) and longitude < x1 + (latitude - y1) * (x2 - x1) / (y2 - y1):
                met += 1
    return met % 2 == 1


@pytest.mark.parametrize("name", TOWNS)
def test_a_town_of_france_stands_on_the_land(name):
    town = find(name)[0]
    x, y = town.longitude, town.latitude
    assert on_land(x, y, lands(x - 1, y - 1, x + 1, y + 1))


def test_the_open_sea_is_empty():
    assert lands(-30, 44, -28, 46) == ()


def test_nothing_is_drawn_beyond_the_box():
    west, south, east, north = -5, 47, -2, 49
    spots = [spot for ring in lands(west, south, east, north) for spot in ring]
    assert spots
    assert all(west <= x <= east and south <= y <= north for x, y in spots)
