"""The doors of what several checks measure: how near a bound is, and how soon a day comes."""

from filage.rules.checks.bounds import NEAR, Reach, reach
from filage.rules.checks.soon import FIRST_NOTICE, LAST_NOTICE, Due, due

__all__ = ["FIRST_NOTICE", "LAST_NOTICE", "NEAR", "Due", "Reach", "due", "reach"]
