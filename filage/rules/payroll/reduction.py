"""The general reduction of employer contributions: nothing on an artist's reduced rates, more when a fund pays the leave."""

from decimal import ROUND_HALF_UP, Context, Decimal

from filage.rules.engine import Explained, given, quantity
from filage.rules.engine.explained import Source
from filage.rules.engine.text import money_text
from filage.rules.payroll.scale import ONE, ZERO, Easing

FINE = Context(prec=16)
FOUR_DECIMALS = Decimal("0.0001")
LEAVE_FUND = Decimal(100) / Decimal(90)  # CSS D241-10 IV
WITHOUT_DEDUCTION = Decimal("1.3")  # at most, times the reduction that a DFS leaves out
SOURCE = Source("CSS D241-7 et D241-10", "", None, "two_sources")
LABEL = "Réduction générale"


def coefficient(easing: Easing, hours: Decimal, pay: Decimal) -> Decimal:
    """Return the coefficient of a pay in euros for some paid hours, at four decimals."""
    way = easing.exit * easing.minimum_wage * hours / pay - 1
    if way <= 0:
        return ZERO
    if easing.power != ONE:
        found = easing.least + easing.more * _raised(min(way / 2, ONE), easing.power)
    else:
        found = min(easing.most / Decimal("0.6") * way, easing.most)
    found = found.quantize(FOUR_DECIMALS, ROUND_HALF_UP)
    return (found * LEAVE_FUND).quantize(FOUR_DECIMALS, ROUND_HALF_UP) if easing.leave_fund else found


def _raised(number: Decimal, power: Decimal) -> Decimal:
    """Return a number to a power; one counted in quarters, as 1.75 is, takes two square roots and no logarithm."""
    quarters = int(power * 4)
    if quarters == power * 4:
        return FINE.sqrt(FINE.sqrt(FINE.power(number, quarters)))
    return FINE.power(number, power)


def reduction(easing: Easing | None, hours: Decimal, taxed: int, gross: int) -> int:
    """Return the reduction in cents, from the base and the gross in cents; with a DFS, 130 % at most of what it is without."""
    if easing is None or not taxed:
        return 0
    found = _amount(easing, hours, taxed)
    return found if taxed == gross else min(found, _most(easing, hours, gross))


def is_capped(easing: Easing, hours: Decimal, taxed: int, gross: int) -> bool:
    """Tell whether a DFS gives a reduction beyond 130 % of what it is without."""
    return taxed != gross and _amount(easing, hours, taxed) > _most(easing, hours, gross)


def _most(easing: Easing, hours: Decimal, gross: int) -> int:
    return int((_amount(easing, hours, gross) * WITHOUT_DEDUCTION).to_integral_value(ROUND_HALF_UP))


def _amount(easing: Easing, hours: Decimal, pay: int) -> int:
    return int((pay * coefficient(easing, hours, Decimal(pay).scaleb(-2))).to_integral_value(ROUND_HALF_UP))


def explained(easing: Easing, hours: Decimal, taxed: Decimal, gross: Decimal, *, capped: bool) -> Explained:
    """Return a reduction with its tree; `capped` when the DFS would give more than 130 % of what it is without."""
    pay, name = (gross, "Brut") if capped else (taxed, "Assiette des cotisations")
    wage = money_text(easing.minimum_wage * hours)
    label = f"Coefficient de la réduction (jusqu’à {easing.exit} SMIC ; SMIC des heures payées {wage})"
    factor = quantity(coefficient(easing, hours, pay), label, unit="coefficient", source=SOURCE)
    found = (given(pay, name) * factor).rounded()
    if capped:
        found = (found * quantity(WITHOUT_DEDUCTION, "Limite avec déduction forfaitaire", unit="coefficient")).rounded()
    return found.named(LABEL)
