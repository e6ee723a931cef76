"""What a journey asks of those who make it: the rest before they work again, and how long one may drive in a day."""

from datetime import date, timedelta

from filage.rules.engine import Law

MUSICIAN, OTHER = "musician", "everybody"
STEPS = {  # up to how many hours, and the rest it asks; the last step has no end
    OTHER: ((2, "under_2h"), (4, "under_4h"), (None, "beyond")),
    MUSICIAN: ((2, "under_2h"), (4, "under_4h"), (6, "under_6h"), (None, "beyond")),
}


def rest_after(law: Law, length: timedelta, on: date, trade: str = OTHER) -> timedelta:
    """Return the rest owed before working again after a journey of that length, for musicians or for everybody else."""
    for hours, step in STEPS[trade]:
        most = None if hours is None else timedelta(hours=hours)
        if most is None or length < most or (length == most and hours != STEPS[trade][0][0]):
            return timedelta(minutes=int(law.read(f"working_time.rest_after_travel.{trade}_{step}", on).known()))
    raise AssertionError("the last step has no end")


def most_driven(law: Law, on: date) -> timedelta:
    """Return how long one person may drive in a day."""
    return timedelta(hours=int(law.read("working_time.driving_day", on).known()))
