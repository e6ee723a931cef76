"""What a fixed-term contract of ordinary law adds to the pay at its end: its indemnity, and the leave that was not taken."""

from datetime import date
from decimal import Decimal

from filage.rules.engine import Explained, Law, to_cent
from filage.rules.payroll.terms import Contract, Status

END, LEAVE = "contracts.fin_de_contrat", "contracts.conges_non_pris"


def added(status: Status, contract: Contract) -> tuple[str, ...]:
    """Return what is added, in order, each on all that comes before: nothing to a CDI, nor to the CDD that usage makes.

    The leave of an artist or a technician is paid by its fund, that of a permanent is taken.
    """
    if contract is not Contract.CDD:
        return ()
    return (END, LEAVE) if status is Status.INTERVENTION else (END,)


def raised(law: Law, codes: tuple[str, ...], gross: Decimal, on: date) -> Decimal:
    """Return a gross in euros with what is added to it, each addition rounded to the cent."""
    for code in codes:
        gross += to_cent(gross * law.read(code, on).known())
    return gross


def explained(law: Law, codes: tuple[str, ...], gross: Explained, on: date) -> Explained:
    """Return the same with its tree: the gross, then each addition under its name."""
    for code in codes:
        rate = law.read(code, on)
        gross = gross + (gross * rate).rounded().named(rate.label, "EUR")
    return gross
