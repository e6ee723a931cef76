"""The rights of intermittents to unemployment: the hours that count, and what a day of allowance comes to."""

from filage.rules.benefit.allowance import Allowance, allowance
from filage.rules.benefit.hours import Count, Work, hours_at, worked_hours

__all__ = ["Allowance", "Count", "Work", "allowance", "hours_at", "worked_hours"]
