"""A place tells the zone of its hours when its country keeps one clock, and the overseas by its postal code."""

import pytest

from filage.productions.zones import COUNTRIES, OVERSEAS, known_zone, zone_at


@pytest.mark.parametrize(
    ("country", "postal_code", "zone"),
    [
        ("FR", "35000", "Europe/Paris"),
        ("", "", "Europe/Paris"),
        ("FR", "97400", "Indian/Reunion"),
        ("BE", "1000", "Europe/Brussels"),
        ("GB", "", "Europe/London"),
        ("CA", "", ""),  # six clocks: it is asked
    ],
)
def test_the_zone_of_a_place(country, postal_code, zone):
    assert zone_at(country, postal_code) == zone


def test_each_zone_is_one_of_the_database():
    for zone in (*COUNTRIES.values(), *OVERSEAS.values()):
        known_zone(zone)
