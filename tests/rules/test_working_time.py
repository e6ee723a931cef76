"""Working time: rests, days, weeks, journeys, nights and minors, on both sides of each limit of the texts."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from filage.cli.rules.temps_de_travail import TempsEntree, answer
from filage.rules.engine import load_law
from filage.rules.working_time import Service, limits_of, short_rests, worked

MONDAY = datetime(2026, 5, 4)


def found(*services, idcc="1285", **more):
    """Return the codes found on services given as (day from Monday, start hour, end hour, type)."""
    rows = [
        {
            "debut": f"{MONDAY + timedelta(days=day, hours=start):%Y-%m-%dT%H:%M}",
            "fin": f"{MONDAY + timedelta(days=day, hours=end):%Y-%m-%dT%H:%M}",
            "type": kind,
        }
        for day, start, end, kind in services
    ]
    entree = TempsEntree.model_validate({"idcc": idcc, "services": rows} | more)
    return [(row.code, row.message) for row in answer(entree).sortie.constats]


def codes(*services, **more):
    return {code for code, _ in found(*services, **more)}


def rehearsal(day, start, end):
    return day, start, end, "repetition"


def week(number, hours, days=5):
    """Return a week of equal days, each cut by a break of half an hour."""
    each = hours / days
    return [
        row
        for day in range(number * 7, number * 7 + days)
        for row in (rehearsal(day, 9, 9 + each / 2), rehearsal(day, 9.5 + each / 2, 9.5 + each))
    ]


@pytest.mark.parametrize(
    ("services", "code", "is_found"),
    [
        ([rehearsal(0, 20, 23), rehearsal(1, 10, 12)], "repos_quotidien", False),  # 11 h
        ([rehearsal(0, 20, 23), rehearsal(1, 9.75, 12)], "repos_quotidien", True),
        ([rehearsal(0, 20, 23), (0, 24.5, 26, "demontage"), rehearsal(1, 13, 15)], "repos_quotidien", False),  # one evening
        ([rehearsal(0, 20, 23), (0, 24.5, 26, "demontage"), rehearsal(1, 12, 15)], "repos_quotidien", True),
        ([rehearsal(0, 20, 23), (1, 5, 7, "voyage")], "repos_quotidien", True),
        ([rehearsal(0, 9, 12), rehearsal(0, 20, 22)], "amplitude", False),  # 13 h
        ([rehearsal(0, 9, 12), rehearsal(0, 20, 22.5)], "amplitude", True),
        ([rehearsal(0, 9, 14), rehearsal(0, 15, 20)], "duree_quotidienne", False),  # 10 h
        ([rehearsal(0, 9, 14), rehearsal(0, 15, 20.5)], "duree_quotidienne", True),
        ([(0, 9, 14, "montage"), (0, 15, 22, "montage")], "duree_quotidienne", False),  # 12 h
        ([(0, 9, 14, "montage"), (0, 14.5, 22, "montage")], "duree_quotidienne", True),
        ([rehearsal(0, 9, 14.75)], "pause", False),
        ([rehearsal(0, 9, 15)], "pause", True),
        ([rehearsal(0, 9, 12), rehearsal(0, 12.25, 15)], "pause", True),  # a break of a quarter of an hour
        ([rehearsal(0, 9, 12), rehearsal(0, 12.5, 15.5)], "pause", False),
        (week(0, 48), "duree_hebdomadaire", False),
        (week(0, 48.5), "duree_hebdomadaire", True),
        ([row for number in range(12) for row in week(number, 44)], "duree_moyenne", False),
        ([row for number in range(12) for row in week(number, 44.5)], "duree_moyenne", True),
        ([row for number in range(11) for row in week(number, 47)], "duree_moyenne", False),  # 11 × 47 ÷ 12 = 43 h 05
        ([rehearsal(day, 10, 13) for day in range(6)], "repos_hebdomadaire", False),
        ([rehearsal(day, 10, 13) for day in range(7)], "repos_hebdomadaire", True),
        ([*(rehearsal(day, 20, 23) for day in range(6)), rehearsal(7, 9, 12)], "repos_hebdomadaire", True),  # 34 h
        ([*(rehearsal(day, 20, 23) for day in range(6)), rehearsal(7, 10, 12)], "repos_hebdomadaire", False),  # 35 h
        ([(0, 8, 16, "voyage")], "trajet", False),
        ([(0, 8, 16.5, "voyage")], "trajet", True),
        ([rehearsal(0, 20, 24)], "nuit", False),
        ([rehearsal(0, 20, 24.5)], "nuit", True),
        ([(0, 18, 27.5, "montage"), (2, 18, 27.5, "montage")], "travailleur_de_nuit", True),
        ([(0, 18, 27.5, "montage")], "travailleur_de_nuit", False),  # once in the week
    ],
)
def test_a_limit_is_found_when_it_is_passed_and_only_then(services, code, is_found):
    assert (code in codes(*services)) is is_found


def test_a_journey_counts_its_first_hours_whole_then_by_half_under_1285():
    day = [rehearsal(0, 8, 10), (0, 10.5, 15.5, "voyage"), rehearsal(0, 16, 20.5)]
    assert "duree_quotidienne" not in codes(*day)  # 2 + (2 + 3 ÷ 2) + 4,5 = 10 h
    assert "duree_quotidienne" in codes(*day, idcc="3090")  # 11,5 h
    longer = [(0, 8, 15, "voyage"), rehearsal(0, 15.5, 21)]  # (3 + 4 ÷ 2) + 5,5 = 10,5 h, twelve on a day of travel
    assert "duree_quotidienne" not in codes(*longer)


def test_the_agreement_3090_has_no_day_of_twelve_hours_of_its_own():
    day = [(0, 9, 14, "montage"), (0, 15, 22, "montage")]
    assert "duree_quotidienne" in codes(*day, idcc="3090")
    assert any("accord le permet" in text for _, text in found(*day, idcc="3090"))
    assert "amplitude" not in codes(rehearsal(0, 8, 10), rehearsal(0, 20, 23), idcc="3090")


@pytest.mark.parametrize(
    ("services", "born", "code", "is_found"),
    [
        ([rehearsal(0, 9, 13), rehearsal(0, 14, 18)], "2009-01-01", "mineur_jour", False),  # 8 h
        ([rehearsal(0, 9, 13), rehearsal(0, 14, 18.5)], "2009-01-01", "mineur_jour", True),
        ([rehearsal(0, 19, 22)], "2009-01-01", "mineur_soir", False),
        ([rehearsal(0, 19, 22.5)], "2009-01-01", "mineur_soir", True),
        ([rehearsal(0, 18, 20.5)], "2011-01-01", "mineur_soir", True),  # fifteen: 20 h
        ([rehearsal(0, 16, 21), rehearsal(1, 9, 11)], "2009-01-01", "mineur_repos", False),  # 12 h
        ([rehearsal(0, 16, 21), rehearsal(1, 9, 11)], "2011-01-01", "mineur_repos", True),  # 14 h
        (week(0, 35), "2009-01-01", "mineur_semaine", False),
        (week(0, 36), "2009-01-01", "mineur_semaine", True),
        (week(0, 36), "2008-05-04", "mineur_semaine", False),  # eighteen on that Monday
    ],
)
def test_the_days_of_a_minor_are_shorter(services, born, code, is_found):
    assert (code in codes(*services, naissance=born)) is is_found


def at(zone, *moment, hours):
    """Return a service as it is said on the clocks of its place, and at its instants."""
    start = datetime(*moment, tzinfo=ZoneInfo(zone))
    begun = start.astimezone(UTC)
    over = begun + timedelta(hours=hours)
    clock = over.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return Service(moment, start.replace(tzinfo=None), clock, from_instant=begun, to_instant=over)


def test_the_rest_between_two_time_zones_is_the_one_that_was_slept():
    """From 23 h in Paris to 6 h in Montréal, thirteen hours pass; from 23 h in Montréal to 14 h in Paris, nine."""
    limits = limits_of(load_law(), date(2027, 6, 1), "1285")
    west = at("Europe/Paris", 2027, 6, 1, 20, hours=3), at("America/Toronto", 2027, 6, 2, 6, hours=3)
    east = at("America/Toronto", 2027, 6, 1, 20, hours=3), at("Europe/Paris", 2027, 6, 2, 14, hours=3)
    assert list(short_rests(west, limits)) == []
    assert [span.length for span in short_rests(east, limits)] == [timedelta(hours=9)]


def test_a_night_when_the_clocks_change_lasts_as_long_as_it_lasts():
    """On 28 March 2027 the clocks of Paris go from 2 h to 3 h: from 22 h to 5 h, six hours; on 31 October, eight."""
    spring, autumn = at("Europe/Paris", 2027, 3, 27, 22, hours=6), at("Europe/Paris", 2027, 10, 30, 22, hours=8)
    assert [one.end.hour for one in (spring, autumn)] == [5, 5]
    assert [worked([one]) for one in (spring, autumn)] == [timedelta(hours=6), timedelta(hours=8)]
