"""A day of work is read as the trade writes it; what says nothing is refused with an example."""

from decimal import Decimal

import pytest

from filage.rules.reading import Unreadable, worked


@pytest.mark.parametrize(
    ("text", "hours", "cachets"),
    [
        ("8", "8", None),
        ("7,5", "7.5", None),
        ("7h30", "7.5", None),
        ("7 h 30", "7.5", None),
        ("19:15", "19.25", None),
        ("4 heures", "4", None),
        ("c", None, 1),
        ("1 c", None, 1),
        ("2 cachets", None, 2),
        ("1 c 4 h", "4", 1),
        ("1 cachet + 3h30", "3.5", 1),
        ("0", "0", 0),
        ("–", "0", 0),
    ],
)
def test_hours_and_cachets_are_told_apart(text, hours, cachets):
    assert worked(text) == (None if hours is None else Decimal(hours), cachets)


@pytest.mark.parametrize("text", ["huit", "8h75", "1 c 2 c", "=8+1", "8 9", "c’est tout", "-3", "8 h 30 h"])
def test_what_is_not_a_day_of_work_is_refused(text):
    with pytest.raises(Unreadable, match="7 h 30"):
        worked(text)
