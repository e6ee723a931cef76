"""A map drawn by the server: north up, distances true, each name beside its mark without hiding another."""

from itertools import combinations
from math import hypot

import pytest

from filage.rules.geography import find, great_circle
from filage.web import maps
from filage.web.maps import Mark


def town(name):
    return find(name)[0]


def drawn(*names, **options):
    return maps.drawn([Mark(town=town(name)) for name in names], title="Tournée", **options)


def test_north_is_up_and_east_is_right():
    lille, marseille, strasbourg = drawn("Lille", "Marseille", "Strasbourg").points
    assert lille.y < strasbourg.y < marseille.y
    assert lille.x < marseille.x < strasbourg.x


def test_distances_are_true_around_the_middle():
    names = ("Rennes", "Nantes", "Brest")
    rennes, nantes, brest = drawn(*names).points
    drawn_ratio = hypot(rennes.x - nantes.x, rennes.y - nantes.y) / hypot(rennes.x - brest.x, rennes.y - brest.y)
    one, two, three = map(town, names)
    assert drawn_ratio == pytest.approx(float(great_circle(one, two) / great_circle(one, three)), rel=0.03)


def test_a_thread_joins_the_towns_in_their_order_and_needs_two():
    [line] = drawn("Rennes", "Nantes", threads=[[town("Nantes"), town("Rennes")], [town("Brest")]]).lines
    rennes, nantes = drawn("Rennes", "Nantes").points
    assert line == f"{nantes.x},{nantes.y} {rennes.x},{rennes.y}"


def test_no_name_hides_another_nor_leaves_the_map():
    found = drawn("Paris", "Versailles", "Saint-Denis", "Créteil", "Nanterre", "Marseille")
    boxes = [maps._box(point) for point in found.points if point.anchor]
    assert boxes
    assert not any(maps._meet(one, other) for one, other in combinations(boxes, 2))
    assert all(left >= 0 and right <= found.width for left, _, right, _ in boxes)


def test_towns_that_everybody_knows_stand_around_far_from_what_is_played():
    found = drawn("Rodez", "Mende")
    assert "Rodez" not in {point.name for point in found.landmarks}
    assert all(hypot(one.x - other.x, one.y - other.y) >= maps.APART for one in found.landmarks for other in found.points)
    assert {"Nantes", "Rennes"} & {point.name for point in drawn("Redon", "Quimper", "Laval").landmarks}


def test_a_single_place_is_shown_with_the_land_around_it():
    found = drawn("Rennes")
    assert (found.points[0].x, found.points[0].y) == (found.width // 2, found.height // 2)
    assert found.lands


def test_no_place_is_no_map():
    assert maps.drawn([], title="Rien") is None
