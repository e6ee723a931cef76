"""A retroplanning counts back from a day: the delays of the trade, what waits for what, and the days of a prior declaration."""

from datetime import date, timedelta

import pytest

from filage.rules.planning import critical, retroplanning
from filage.rules.planning.critical import Broken, Filed, Span
from filage.rules.planning.retroplanning import Step, when
from filage.rules.reading import Unreadable

PREMIERE = date(2027, 11, 9)
PLAYED = date(2027, 4, 16)


def laid(template, **anchors):
    """Return the tasks of a template by code, as (first day, last day)."""
    found = retroplanning.lay(retroplanning.template(template), anchors)
    return {one.step.code: (one.starts_on, one.due_on) for one in found}


def spans(template, **anchors):
    return [
        Span(one.step.code, one.starts_on, one.due_on, one.step.after)
        for one in retroplanning.lay(retroplanning.template(template), anchors)
    ]


@pytest.mark.parametrize(
    ("phase", "first", "last"),
    [
        ("conception", date(2025, 11, 9), date(2026, 8, 9)),  # P-24M, P-15M
        ("montage", date(2026, 5, 9), date(2027, 5, 9)),  # P-18M, P-6M
        ("residences", date(2026, 11, 9), date(2027, 10, 9)),  # P-12M, P-1M
        ("fabrication", date(2027, 5, 9), date(2027, 10, 19)),  # P-6M, P-3 sem.
        ("repetitions", date(2027, 8, 9), date(2027, 11, 8)),  # P-3M, P-1j
        ("creation", PREMIERE, date(2027, 12, 9)),  # P, P+1M
        ("exploitation", PREMIERE, date(2029, 11, 9)),  # P, P+24M
        ("bilan", date(2029, 11, 9), date(2030, 5, 9)),  # its end, +6M
    ],
)
def test_the_phases_of_a_creation_are_counted_from_the_premiere(phase, first, last):
    assert laid("creation", P=PREMIERE)[phase] == (first, last)


def test_an_authorisation_is_asked_six_months_before_the_premiere():
    assert laid("creation", P=PREMIERE)["autorisation"][1] == date(2027, 5, 9)


@pytest.mark.parametrize(
    ("code", "days"),
    [
        ("t01", -300), ("t02", -290), ("t03", -270), ("t04", -210), ("t05", -150), ("t06", -90), ("t07", -90), ("t08", -90),
        ("t09", -60), ("t10", -45), ("t11", -45), ("t12", -120), ("t13", -15), ("t14", -10), ("t16", 0), ("t17", 5), ("t19", 15),
    ],
)  # fmt: skip
def test_the_tasks_of_a_date_are_counted_from_it(code, days):
    assert laid("date", R=PLAYED)[code][1] == PLAYED + timedelta(days=days)


def test_the_pay_of_a_date_is_declared_on_the_fifteenth_of_the_next_month():
    assert laid("date", R=PLAYED)["t18"][1] == date(2027, 5, 15)


def test_what_waits_for_what_is_that_of_the_trade():
    after = {step.code: set(step.after) for step in retroplanning.template("date")}
    assert after["t04"] == {"t01", "t03"} and after["t09"] == {"t06", "t08"} and after["t16"] == {"t06", "t14", "t15"}
    assert after["t15"] == set()  # a contract may be signed months before its declaration, and the declaration waits for nobody


def test_a_task_without_a_first_day_begins_when_what_it_waits_for_ends():
    assert laid("date", R=PLAYED)["t09"] == (PLAYED - timedelta(days=90), PLAYED - timedelta(days=60))


def test_the_declaration_is_counted_from_the_first_hour_of_the_hiring_never_from_the_performance():
    hiring = PLAYED - timedelta(days=2)
    assert laid("date", R=PLAYED, E=hiring)["t15"] == (hiring - timedelta(days=8), hiring)
    unknown = {one.step.code: one for one in retroplanning.lay(retroplanning.template("date"), {"R": PLAYED})}["t15"]
    assert unknown.due_on is None and unknown.unknown == "la première heure de l’embauche"


@pytest.mark.parametrize(
    ("before", "said"),
    [(9, Filed.TOO_EARLY), (8, Filed.ACCEPTED), (1, Filed.ACCEPTED), (0, Filed.ACCEPTED), (-1, Filed.TOO_LATE)],
)
def test_a_declaration_is_accepted_from_eight_days_before_the_hiring_and_not_nine(before, said):
    assert critical.filed(PLAYED - timedelta(days=before), PLAYED, earliest=8) == said


def test_a_declaration_without_a_known_hiring_is_unknown():
    assert critical.filed(PLAYED, None, earliest=8) == Filed.UNKNOWN


def test_every_delay_says_where_it_was_read_and_how_sure_it_is():
    steps = [*retroplanning.template("creation"), *retroplanning.template("date")]
    assert all(step.source and step.confidence in ("official", "two_sources", "one_source", "derived") for step in steps)


@pytest.mark.parametrize("text", ["P-24M", "P-3S", "R+5J", "E-8J", "E", "R>15", "F+6M"])
def test_a_delay_is_written_as_it_is_read(text):
    assert str(when(text)) == text


@pytest.mark.parametrize("text", ["", "hier", "X-3J", "P-", "P-3", "R>0", "R>32", "P-9999J", "P-3J; DROP", "P--3J"])
def test_a_delay_that_means_nothing_is_refused(text):
    with pytest.raises(Unreadable):
        when(text)


def test_a_month_without_such_a_day_ends_earlier():
    assert when("P-1M").day(date(2027, 3, 31)) == date(2027, 2, 28)


def test_an_organisation_writes_its_own_delay_adds_a_task_and_does_without_another():
    mine = {
        "t09": Step(code="t09", label="Billets", due=when("R-40J"), after=("t06",)),
        "t08": None,
        "visa": Step(code="visa", label="Visas", due=when("R-80J")),
    }
    steps = {step.code: step for step in retroplanning.merged(retroplanning.template("date"), mine)}
    assert str(steps["t09"].due) == "R-40J" and "t08" not in steps and "visa" in steps
    assert steps["t13"].after == ("t04",)  # what waited for t08 waits for what t08 waited for


def test_tasks_that_wait_for_each_other_are_refused():
    with pytest.raises(Unreadable):
        retroplanning.lay(
            [Step(code="a", label="A", due=when("P"), after=("b",)), Step(code="b", label="B", due=when("P"), after=("a",))], {}
        )


def test_the_margin_of_a_task_is_the_free_days_before_what_waits_for_it():
    margins = critical.slacks(spans("date", R=PLAYED, E=PLAYED), ["t16"])
    assert margins["t14"] == 9  # ten days before the performance: nine free days
    assert margins["t10"] == margins["t06"] == margins["t05"] == 9  # each ends when the next begins
    assert margins["t09"] == 14 + 9  # from R−60 to R−45, where the day sheet may begin, fourteen days are free
    assert "t17" not in margins  # what comes after the performance holds nothing back


def test_a_late_task_pushes_the_end_once_its_margin_is_eaten():
    today = PLAYED - timedelta(days=90) + timedelta(days=12)  # the contract is twelve days late, its margin is nine
    done = {"t01", "t02", "t03", "t04", "t05", "t07", "t08", "t12"}
    held = [Span(one.key, one.starts_on, one.due_on, one.after, one.key in done) for one in spans("date", R=PLAYED, E=PLAYED)]
    assert critical.pushed(held, ["t16"], today) == {"t06": 3}


def test_a_task_that_ends_after_what_waits_for_it_is_told():
    days = [Span("a", None, date(2027, 1, 20)), Span("b", None, date(2027, 1, 6), ("a",))]
    assert critical.broken(days) == [Broken("a", "b", 14)]


def test_a_premiere_moved_by_fourteen_days_moves_every_task_by_as_much():
    before, after = laid("date", R=PLAYED), laid("date", R=PLAYED + timedelta(days=14))
    moved = {code: (after[code][1] - before[code][1]).days for code in before if code not in ("t15", "t18")}
    assert set(moved.values()) == {14}
