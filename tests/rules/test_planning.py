"""A série in one sentence: which days, at which hours, without the days of relâche."""

from datetime import date, time

import pytest

from filage.rules.planning.run import LONGEST, Run, moments, read
from filage.rules.reading import Unreadable

OFF_MONDAY = frozenset({0})


def test_the_sentence_of_the_trade_is_read():
    found = read("21 dates à 14 h, relâche le lundi, à partir du 3 mars 2027")
    assert found == Run(date(2027, 3, 3), 21, None, (time(14),), OFF_MONDAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 représentations à 20h30", Run(count=12, hours=(time(20, 30),))),
        ("3 dates à 14 h et 19 h 30", Run(count=3, hours=(time(14), time(19, 30)))),
        ("du 1er avril 2027 au 4 avril 2027, relâche les lundis", Run(date(2027, 4, 1), last=date(2027, 4, 4), off=OFF_MONDAY)),
        ("10 services de 3 h à 14 h", Run(count=10, hours=(time(14),), minutes=180)),
        ("6 répétitions de 4h à 10 h et 15 h, le 8/3/2027", Run(date(2027, 3, 8), 6, None, (time(10), time(15)), minutes=240)),
        ("5 concerts du 03/03/2027", Run(date(2027, 3, 3), 5)),
        ("2 séances à 10:00, relâche le dimanche", Run(count=2, hours=(time(10),), off=frozenset({6}))),
    ],
)  # fmt: skip
def test_other_ways_to_say_it_are_read_too(text, expected):
    assert read(text) == expected


def test_a_month_and_a_day_of_relache_gives_twenty_one_dates_and_no_monday():
    found = moments(Run(date(2027, 3, 3), 21, None, (time(14),), frozenset({0})))
    assert len(found) == 21
    assert {one.on.weekday() for one in found} == {1, 2, 3, 4, 5, 6}
    assert (found[0].on, found[-1].on) == (date(2027, 3, 3), date(2027, 3, 26))


def test_several_performances_a_day_are_counted_one_by_one():
    found = moments(Run(date(2027, 3, 3), 3, None, (time(14), time(19, 30))))
    assert [(one.on.day, one.at) for one in found] == [(3, time(14)), (3, time(19, 30)), (4, time(14))]


def test_a_serie_may_be_said_by_its_last_day():
    assert [one.on.day for one in moments(Run(date(2027, 3, 1), None, date(2027, 3, 7), (), frozenset({0, 1})))] == [
        3,
        4,
        5,
        6,
        7,
    ]


@pytest.mark.parametrize(
    "run",
    [
        Run(),
        Run(date(2027, 3, 3), 2, date(2027, 3, 1)),
        Run(date(2027, 3, 3), 5, date(2027, 3, 4)),
        Run(date(2027, 3, 3), LONGEST + 1),
        Run(date(2027, 3, 3), None, date(2037, 3, 3)),
        Run(date(2027, 3, 3), 5, None, (), frozenset(range(7))),
        Run(date(2027, 3, 1), None, date(2027, 3, 1), (), frozenset({0})),
    ],
)
def test_an_impossible_serie_is_refused_in_a_sentence(run):
    with pytest.raises(Unreadable):
        moments(run)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "bientôt",
        "<b>",
        "3 dates à 25 h",
        "relâche",
        "du 31 février 2027",
        "99999999999 dates",
        "dates à 14 h, dès le 3 mars 2027",
    ],
)
def test_a_sentence_that_says_nothing_is_refused(text):
    with pytest.raises(Unreadable):
        read(text)


TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("21 dates à partir du 5 mars à 14h, relâche le lundi", Run(date(2027, 3, 5), 21, None, (time(14),), OFF_MONDAY)),
        ("21 dates à 14h, relâche lundi, dès le 9/3/29", Run(date(2029, 3, 9), 21, None, (time(14),), OFF_MONDAY)),
        ("une date le 3 décembre à 20 h 30", Run(date(2026, 12, 3), 1, None, (time(20, 30),))),
        ("5 dates dès le mardi 9 mars 2027, sauf jeudi", Run(date(2027, 3, 9), 5, None, (), frozenset({3}))),
        ("4 scolaires à 10 h et 14 h, le 12/1", Run(date(2027, 1, 12), 4, None, (time(10), time(14)), type="scolaire")),
        ("du 3 au 12 mars, relâche le lundi", Run(date(2027, 3, 3), None, date(2027, 3, 12), (), OFF_MONDAY)),
        ("du 28 décembre au 3 janvier 2028", Run(date(2027, 12, 28), None, date(2028, 1, 3))),
        (
            "relâche les lundis et mardis, du 1er avril au 30 avril",
            Run(date(2027, 4, 1), None, date(2027, 4, 30), (), frozenset({0, 1})),
        ),
    ],
)  # fmt: skip
def test_a_day_without_its_year_is_the_next_one(text, expected):
    assert read(text, today=TODAY) == expected


def test_a_day_without_its_year_is_refused_when_no_day_is_today():
    with pytest.raises(Unreadable, match="année"):
        read("5 dates dès le 9 mars")
