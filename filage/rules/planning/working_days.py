"""Which days count as jours ouvrables: Monday to Saturday, the jours fériés left out."""

from datetime import date, timedelta

from filage.rules.planning.bank_holidays import bank_holiday

SUNDAY = 6


def is_working_day(day: date) -> bool:
    """Tell whether a day is a jour ouvrable; the two holidays of Alsace-Moselle are left out."""
    return day.weekday() != SUNDAY and not bank_holiday(day)


def after_working_days(day: date, count: int) -> date:
    """Return the day that comes `count` jours ouvrables after another."""
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day
