"""Selection: the mean of two grids, places by quota, and what a person who pays for herself may be asked."""

from datetime import date
from decimal import Decimal

import pytest

from filage.rules.planning.bank_holidays import bank_holiday
from filage.rules.reading import Unreadable
from filage.rules.schooling import asked
from filage.rules.schooling.record import certifications
from filage.rules.schooling.selection import Candidate, Criterion, mean, placed, promoted, score_of
from filage.rules.schooling.withdrawal import terms

ROUTES = certifications()["RNCP39624"].routes
FUNDERS = {"region": "region", "france travail": "france_travail", "afdas": "afdas"}


def test_a_grid_is_weighted_and_says_nothing_before_it_is_whole():
    grid = {"projet": Criterion(3, 5), "motivation": Criterion(1, 5)}
    assert score_of({"projet": 5, "motivation": 1}, grid) == Decimal("16.00")  # (3 × 1 + 1 × 0,2) / 4 × 20
    assert score_of({"projet": 5}, grid) is None
    assert mean([Decimal(16), Decimal(13)]) == Decimal("14.50")
    assert mean([Decimal(16), None]) is None


def test_each_quota_has_its_places_its_waiting_list_and_its_ties():
    found = placed(
        [Candidate("a", Decimal(12), "region", 1), Candidate("b", Decimal(15), "region", 2),
         Candidate("c", Decimal(12), "region", 3), Candidate("d", Decimal(9), "autres", 4),
         Candidate("e", None, "region", 5), Candidate("f", Decimal(20), None, 6)],
        {"region": 2, "autres": 1},
    )  # fmt: skip
    assert [(one.key, one.rank, one.admitted, one.tied) for one in found] == [
        ("b", 1, True, False), ("a", 2, True, True), ("c", 3, False, True), ("d", 1, True, False)
    ]  # fmt: skip


def test_the_next_is_of_the_same_quota():
    waiting = [
        Candidate("c", Decimal(12), "region", 3),
        Candidate("g", Decimal(18), "autres", 7),
        Candidate("h", None, "region", 1),
    ]
    assert promoted(waiting, "region").key == "c"
    assert promoted([], "region") is None


@pytest.mark.parametrize(("signed", "distance", "last", "first_asked"), [
    (date(2025, 11, 3), False, date(2025, 11, 13), date(2025, 11, 14)),  # L6353-5 : dix jours
    (date(2025, 11, 3), True, date(2025, 11, 17), date(2025, 11, 18)),  # L221-18 : quatorze jours à distance
    (date(2025, 12, 15), False, date(2025, 12, 25), date(2025, 12, 26)),
    (date(2025, 11, 11), False, date(2025, 11, 21), date(2025, 11, 24)),  # un samedi attend le lundi
])  # fmt: skip
def test_nothing_is_asked_before_the_end_of_the_delay_then_thirty_percent_at_most(signed, distance, last, first_asked):
    held = terms(Decimal("8176.00"), signed, [date(2026, 1, 31), date(2026, 3, 31), date(2026, 6, 30)], distance=distance)
    assert held.last_day == last
    assert (held.schedule[0].on, held.schedule[0].amount) == (first_asked, Decimal("2452.80"))  # 30 % de 8 176
    assert sum(one.amount for one in held.schedule) == Decimal("8176.00")
    assert not bank_holiday(held.schedule[0].on)


def test_thirty_percent_is_never_passed_by_a_rounding():
    assert terms(Decimal("99.99"), date(2025, 11, 3), [date(2026, 1, 31)], distance=False).schedule[0].amount == Decimal("29.99")


def test_a_call_is_typed_in_lines():
    assert [(one.name, one.required) for one in asked.pieces("CV\nDiplôme (facultatif)")] == [("CV", True), ("Diplôme", False)]
    assert asked.quotas("Région : 10 (Région, France Travail)", FUNDERS)[0].funders == ("region", "france_travail")
    assert [(one.name, one.weight, one.most) for one in asked.criteria("Projet × 3 / 10\nMotivation")] == [
        ("Projet", 3, 10), ("Motivation", 1, 5)
    ]  # fmt: skip
    meeting = asked.meetings("16/06/2025 14 h 30, visio https://visio.exemple/1, 100 places")[0]
    assert (meeting.starts_at.isoformat(), meeting.place, meeting.capacity) == ("2025-06-16T14:30:00+02:00", "", 100)


@pytest.mark.parametrize(("reader", "text", "said"), [
    (asked.pieces, "CV\ncv", "deux fois"),
    (lambda text: asked.quotas(text, FUNDERS), "Région : 10 (mairie)", "financeur inconnu"),
    (lambda text: asked.quotas(text, FUNDERS), "A : 1 (Afdas)\nB : 1 (Afdas)", "que d’un quota"),
    (asked.meetings, "demain 14 h", "Ligne 1"),
    (lambda text: asked.entries(text, ROUTES), "continue : niveau 3", "la fiche demande davantage"),
    (lambda text: asked.entries(text, ROUTES), "ecole : niveau 4", "Voies"),
])  # fmt: skip
def test_a_line_that_cannot_be_is_refused(reader, text, said):
    with pytest.raises(Unreadable, match=said):
        reader(text)


def test_a_call_may_ask_more_than_the_record():
    route, entry = asked.entries("continue : niveau 4, 24 mois d’expérience", ROUTES)[0]
    assert (route, entry.level, entry.experience) == ("continue", 4, 24)
