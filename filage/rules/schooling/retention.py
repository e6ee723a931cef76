"""Until when the file of somebody who did not enter a training is kept."""

from calendar import monthrange
from datetime import date


def kept_until(since: date, months: int) -> date:
    """Return the last day of so many months after a day: the same day of the month, or the last one of a shorter month."""
    year, month = divmod(since.year * 12 + since.month - 1 + months, 12)
    return date(year, month + 1, min(since.day, monthrange(year, month + 1)[1]))
