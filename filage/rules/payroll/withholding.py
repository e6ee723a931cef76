"""What income tax takes from a payslip: the rate that the tax office sent, else the neutral scale, eased for short contracts."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from filage.rules.engine import Explained, Law, given, maximum, quantity
from filage.rules.engine.explained import FRACTION

SHORT = 2  # months: a contract of more has no abatement
BRACKETS = 19  # of the neutral scale, above the one at zero


@dataclass(frozen=True, slots=True)
class Withheld:
    """The tax held from a payslip, in euros: its base, its rate (a fraction), its amount; unknown when a value is not held."""

    base: Explained
    rate: Explained
    amount: Explained


def withheld(law: Law, taxable: Decimal, on: date, *, rate: Decimal | None, short: bool) -> Withheld:
    """Return the income tax held from a taxable net in euros.

    A `rate` that was sent applies to the whole; without one, the neutral scale of the month applies, after half a minimum
    wage for a `short` contract: once for each payment, never prorated (CGI 204 H III).
    """
    whole = given(taxable, "Net imposable")
    if rate is not None:
        sent = quantity(rate, "Taux transmis", unit=FRACTION)
        return Withheld(whole, sent, _amount(whole, sent))
    base = whole
    if short:
        base = maximum(whole - law.read("payroll.withholding.abattement_contrat_court", on), 0, label="Base du prélèvement")
    found = quantity(0, "Taux neutre", unit=FRACTION)
    if base.value is None:
        return Withheld(base, base, base.named("Prélèvement à la source", "EUR"))
    for rank in range(BRACKETS, 0, -1):
        if base.value >= law.read(f"payroll.withholding.seuil_{rank:02d}", on).known():
            found = law.read(f"payroll.withholding.taux_{rank:02d}", on)
            break
    return Withheld(base, found, _amount(base, found))


def is_short(first: date, last: date) -> bool:
    """Tell whether a contract ends within two months, from date to date: 15 January to 14 March does, to 15 March does not."""
    month = first.month - 1 + SHORT
    year, month = first.year + month // 12, month % 12 + 1
    days = monthrange(year, month)[1]
    end = date(year, month, days) if first.day > days else date(year, month, first.day) - timedelta(days=1)
    return last <= end


def _amount(base: Explained, rate: Explained) -> Explained:
    return (base * rate).rounded().named("Prélèvement à la source", "EUR")
