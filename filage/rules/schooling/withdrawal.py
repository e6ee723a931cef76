"""What a person who pays for her own training may be asked, and when: the delay to withdraw, the first sum, the payments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal

from filage.rules.planning.bank_holidays import Territory, bank_holiday

CENT = Decimal("0.01")
DAYS, DAYS_AT_DISTANCE = 10, 14  # Code du travail, art. L6353-5 ; Code de la consommation, art. L221-18
FIRST_SHARE = Decimal("0.30")  # Code du travail, art. L6353-6
FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Payment:
    """A sum asked on a day."""

    on: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Terms:
    """The days to withdraw, the last of them, and what is asked after it, the first sum first."""

    days: int
    last_day: date
    schedule: tuple[Payment, ...]


def terms(price: Decimal, signed_on: date, dues: Sequence[date], *, distance: bool, territory: Territory | None = None) -> Terms:
    """Return the terms of a contract signed on a day: 30 % at most after the delay, the balance spread over `dues`.

    The day of the signature does not count, and the first sum waits for a working day. A due that comes too soon is moved after
    it; `dues` are days along the training, one at least.
    """
    days = DAYS_AT_DISTANCE if distance else DAYS
    last = signed_on + timedelta(days=days)
    payable = last + timedelta(days=1)
    while payable.weekday() > FRIDAY or bank_holiday(payable, territory):
        payable += timedelta(days=1)
    first = (price * FIRST_SHARE).quantize(CENT, ROUND_DOWN)
    when = sorted({max(one, payable + timedelta(days=1)) for one in dues})
    balance = price - first
    each = (balance / len(when)).quantize(CENT, ROUND_DOWN)
    sums = [each] * (len(when) - 1) + [balance - each * (len(when) - 1)]
    return Terms(days, last, (Payment(payable, first), *map(Payment, when, sums)))
