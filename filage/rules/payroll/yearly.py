"""What a company owes once a year and never on a payslip: the taxe sur les salaires, the FCAP-SVP."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from filage.rules.engine import Explained, Law, given, maximum, minimum, sum_of

EASED = Decimal("0.75")  # of what is missing to the end of the décote


def wage_tax(law: Law, salaries: Sequence[Decimal], year: int, *, nonprofit: bool) -> Explained:
    """Return the taxe sur les salaires of a year, from the yearly pay of each employee in euros (base of the CSG).

    It is unknown while the brackets of the year are not published, and when an association passes its abatement: the order of
    the abatement, the franchise and the décote is not settled by the texts at hand.
    """
    on = date(year, 12, 31)
    gross = sum_of([_of_one(law, pay, on) for pay in salaries], "Taxe brute")
    if nonprofit:
        rest = gross - law.read("payroll.salary_tax.abattement", on)
        return maximum(rest, 0, label="Taxe sur les salaires").named("Taxe sur les salaires", "EUR")
    franchise, end = law.read("payroll.salary_tax.franchise", on), law.read("payroll.salary_tax.decote", on)
    if gross.value is None or franchise.value is None or end.value is None or gross.value >= end.value:
        return gross.named("Taxe sur les salaires")
    if gross.value <= franchise.value:
        return given(0, "Taxe sur les salaires, sous la franchise")
    return (gross - (end - gross) * EASED).rounded().named("Taxe sur les salaires", "EUR")


def _of_one(law: Law, pay: Decimal, on: date) -> Explained:
    first, second = law.read("payroll.salary_tax.borne_1", on), law.read("payroll.salary_tax.borne_2", on)
    low, middle, high = (law.read(f"payroll.salary_tax.taux_{rank}", on) for rank in (1, 2, 3))
    whole = given(pay, "Salaire annuel")
    slices = (
        (minimum(whole, first) * low).rounded(),
        (maximum(minimum(whole, second) - first, 0) * middle).rounded(),
        (maximum(whole - second, 0) * high).rounded(),
    )
    return sum_of(slices, "Taxe brute d’un salarié")


def fcap_3090(law: Law, gross: Iterable[Decimal], year: int) -> Explained:
    """Return the FCAP-SVP of a company for a year, from the gross pays in euros: a rate, within a least and a most."""
    on = date(year, 12, 31)
    owed = given(sum(gross, Decimal(0)), "Bruts de l’année") * law.read("payroll.branch.fcap_3090", on)
    least, most = law.read("payroll.branch.fcap_3090_minimum", on), law.read("payroll.branch.fcap_3090_maximum", on)
    return maximum(minimum(owed, most), least, label="FCAP-SVP de l’année").rounded()
