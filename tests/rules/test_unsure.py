"""Every value that is unknown, disputed or derived warns on each amount of the pay that depends on it."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from filage.cli.rules.bulletins import unsure
from filage.rules.benefit import allowance
from filage.rules.engine import Law, load_law, warnings
from filage.rules.payroll import minima
from filage.rules.payroll.allowances import meals, mileage, nights
from filage.rules.payroll.payslip import payslip
from filage.rules.payroll.scale import Scales
from filage.rules.payroll.terms import Contract, Employer, Status, Terms
from filage.rules.payroll.withholding import withheld
from filage.rules.payroll.yearly import fcap_3090, wage_tax

D = Decimal
DAYS = (date(2025, 2, 15), date(2025, 7, 15), date(2026, 2, 15), date(2026, 4, 15), date(2026, 7, 15))
DOUBTS = ("disputed", "derived")
FOLDERS = ("payroll.", "minimum.", "allowance.", "benefit.")
LOCAL = "payroll.general.versement_mobilite"  # counted for nothing while the commune is not said; the command says so


class Reading(Law):
    """The law of Filage, which remembers what was read of it."""

    def __init__(self):
        super().__init__()
        self.asked = set()

    def read(self, code, on):
        self.asked.add((code, on))
        return super().read(code, on)

    def unsure(self):
        return {code for code, on in self.asked if is_unsure(self, code, on)}


def is_unsure(law, code, on):
    reading = Law.read(law, code, on)
    if reading.value is None:
        return law.in_force(code, on)
    return reading.source.confidence in DOUBTS


def labels_of(law, codes):
    return {law.parameter(code).label for code in codes}


def said(law, codes, texts):
    """Return the labels of the parameters that no text names."""
    return {label for label in labels_of(law, codes) if not any(label in text for text in texts)}


PEOPLE = (
    (Status.ARTISTE, Contract.CDDU, False),
    (Status.TECHNICIEN, Contract.CDDU, False),
    (Status.TECHNICIEN, Contract.CDDU, True),
    (Status.PERMANENT, Contract.CDI, True),
    (Status.INTERVENTION, Contract.CDD, False),
)


@pytest.fixture(scope="module")
def payslips():
    """Return (law, payslip): high enough to bear every line, on both sides of each date, for both agreements."""
    found = []
    for (status, contract, executive), on, agreement, headcount in product(PEOPLE, DAYS, ("1285", "3090"), (5, 60)):
        law = Reading()
        terms = Terms(status=status, contract=contract, on=on, gross=D(9000), executive=executive, hours=D(150))
        found.append((law, payslip(Scales(law), Employer(headcount, agreement), terms)))
    return found


def test_a_payslip_names_each_unsure_rate_that_it_read(payslips):
    for law, found in payslips:
        assert said(law, law.unsure() - {LOCAL}, list(unsure(found))) == set(), found.terms


def test_these_payslips_read_every_unsure_rate_of_the_catalogue(payslips):
    law = load_law()
    apart = ("payroll.salary_tax.", "payroll.withholding.")
    codes = {code for code in law.codes() if code.startswith("payroll.") and not code.startswith(apart)}
    doubted = {code for code in codes if any(is_unsure(law, code, on) for on in DAYS)}
    assert doubted == set().union(*(each.unsure() for each, _ in payslips))


def others(law):
    """Yield the amounts of the other rules of pay, on each day."""
    for on in DAYS:
        yield wage_tax(law, [D(25000)], on.year, nonprofit=True)
        yield fcap_3090(law, [D(20000)], on.year)
        yield withheld(law, D(3000), on, rate=None, short=True).amount
        for allowed in (meals(law, "1285", 1, on), nights(law, "1285", 1, on, paris=True), mileage(law, D(100), 5, on)):
            yield from (allowed.owed, allowed.exempt)
        for annex in (8, 10):
            found = allowance(law, annex, D(20000), D(600), on)
            yield from (found.day, *found.rests_on)
        for agreement, grid in minima.GRIDS.items():
            for function in grid.values():
                if function.tiers:
                    yield from (minima.cachet(law, agreement, function, count, on) for count in (1, 9, 13, 20))
                if function.month:
                    yield from (minima.month(law, agreement, function, on), minima.hour(law, agreement, function, on))


def test_every_other_amount_of_the_pay_carries_the_doubt_of_what_it_was_made_from():
    law = Reading()
    texts = {text for amount in others(law) for text in warnings(amount)}
    assert said(law, law.unsure(), texts) == set()
    grids = {code for code in law.codes() if code.startswith("minimum.") and any(is_unsure(law, code, on) for on in DAYS)}
    assert grids <= law.unsure()  # every amount of the grids is asked for


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_every_unsure_value_of_the_catalogue_says_so_when_it_is_read(on):
    law = load_law()
    silent = [
        code for code in law.codes() if code.startswith(FOLDERS) and is_unsure(law, code, on) and not warnings(law.read(code, on))
    ]
    assert silent == []
