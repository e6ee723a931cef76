"""The rest owed after a journey, on both edges of each length, for musicians and for everybody else."""

from datetime import date, timedelta

import pytest

from filage.rules.engine import load_law
from filage.rules.working_time.travel import MUSICIAN, OTHER, most_driven, rest_after

LAW, ON = load_law(), date(2027, 3, 12)


@pytest.mark.parametrize(
    ("trade", "minutes", "owed"),
    [
        (OTHER, 119, 30),  # moins de deux heures
        (OTHER, 120, 60),  # deux à quatre heures
        (OTHER, 240, 60),
        (OTHER, 241, 120),  # au-delà de quatre heures
        (MUSICIAN, 119, 30),
        (MUSICIAN, 120, 45),
        (MUSICIAN, 240, 45),
        (MUSICIAN, 241, 60),  # quatre à six heures
        (MUSICIAN, 360, 60),
        (MUSICIAN, 361, 90),  # au-delà de six heures : une heure et demie
    ],
)
def test_the_rest_grows_with_the_journey(trade, minutes, owed):
    assert rest_after(LAW, timedelta(minutes=minutes), ON, trade) == timedelta(minutes=owed)


def test_one_drives_eight_hours_a_day_at_most():
    assert most_driven(LAW, ON) == timedelta(hours=8)
