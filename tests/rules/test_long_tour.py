"""A tour too long to be compared order by order: how it is cut into runs, and put together again."""

from datetime import date, timedelta

from filage.rules.engine import load_law
from filage.rules.geography import find
from filage.rules.geography.chain import Roads, Stop
from filage.rules.geography.long_tour import MISSING, Run, reordered, runs_of

TOULOUSE, ALBI, RODEZ, AURILLAC, LYON = (find(name)[0] for name in ("Toulouse", "Albi", "Rodez", "Aurillac", "Lyon"))
FIRST = date(2027, 3, 1)


def stops(*said):
    return [Stop(FIRST + timedelta(days=day), town, movable) for day, town, movable in said]


def test_a_firm_date_and_the_way_home_cut_a_tour_into_runs():
    tour = stops((0, ALBI, True), (1, LYON, False), (2, RODEZ, True), (3, AURILLAC, True), (9, ALBI, True))
    assert runs_of(TOULOUSE, tour) == [
        Run(TOULOUSE, LYON, (0,)),
        Run(LYON, TOULOUSE, (2, 3)),  # then six days at home
        Run(TOULOUSE, TOULOUSE, (4,)),
    ]


def test_a_route_puts_towns_on_days_and_a_firm_date_stays():
    tour = stops((0, ALBI, True), (1, LYON, False), (2, RODEZ, True), (3, AURILLAC, True))
    found = reordered(tour, runs_of(TOULOUSE, tour), [[2], [3, 0]])
    assert [stop.town for stop in found] == [RODEZ, LYON, AURILLAC, ALBI]
    assert [stop.on for stop in found] == [stop.on for stop in tour]
    assert sum(leg.km.known() for leg in Roads(load_law(), TOULOUSE).chain(found).legs) > 0


def test_what_is_missing_says_how_to_have_it():
    assert "filage[tournees]" in MISSING
