"""The general reduction of employer contributions: nothing on an artist's reduced rates, more when a fund pays the leave."""

from decimal import ROUND_HALF_UP, Context, Decimal

from filage.rules.engine import Explained, given, quantity, unknown
from filage.rules.engine.explained import Source
from filage.rules.engine.text import money_text
from filage.rules.payroll.scale import ONE, ZERO, Easing

FINE = Context(prec=16)
FOUR_DECIMALS = Decimal("0.0001")
LEAVE_FUND = Decimal(100) / Decimal(90)  # CSS D241-10 IV
WITHOUT_DEDUCTION = Decimal("1.3")  # at most, times the reduction that a DFS leaves out
SOURCE = Source("CSS D241-7 et D241-10", "", None, "two_sources")
LABEL = "Réduction générale"
GESTURE = "Les taux de janvier à avril 2025 ne sont pas tenus : dater le bulletin de mai 2025 ou après."


def coefficient(easing: Easing, hours: Decimal, pay: Decimal) -> Decimal | None:
    """Return the coefficient of a pay in euros for some paid hours, at four decimals; None when its rates are unknown."""
    way = easing.exit * easing.minimum_wage * hours / pay - 1
    if way <= 0:
        return ZERO
    if easing.power != ONE:
        found = easing.least + easing.more * FINE.power(min(way / 2, ONE), easing.power)
    elif easing.most is None:
        return None
    else:
        found = min(easing.most / Decimal("0.6") * way, easing.most)
    found = found.quantize(FOUR_DECIMALS, ROUND_HALF_UP)
    return (found * LEAVE_FUND).quantize(FOUR_DECIMALS, ROUND_HALF_UP) if easing.leave_fund else found


def reduction(easing: Easing | None, hours: Decimal, taxed: int, gross: int) -> int | None:
    """Return the reduction in cents, from the base and the gross in cents; with a DFS, 130 % at most of what it is without."""
    if easing is None or not taxed:
        return 0
    found = _amount(easing, hours, taxed)
    if taxed == gross or found is None:
        return found
    plain = _amount(easing, hours, gross)
    return None if plain is None else min(found, int(plain * WITHOUT_DEDUCTION))


def _amount(easing: Easing, hours: Decimal, pay: int) -> int | None:
    factor = coefficient(easing, hours, Decimal(pay).scaleb(-2))
    return None if factor is None else int((pay * factor).to_integral_value(ROUND_HALF_UP))


def explained(easing: Easing | None, hours: Decimal, taxed: Decimal, amount: Decimal | None) -> Explained:
    """Return a reduction with its tree."""
    if amount is None or easing is None:
        return unknown(LABEL, gesture=GESTURE)
    factor = coefficient(easing, hours, taxed) or ZERO
    wage = money_text(easing.minimum_wage * hours)
    label = f"Coefficient de la réduction (jusqu’à {easing.exit} SMIC ; SMIC des heures payées {wage})"
    return (
        (given(taxed, "Assiette des cotisations") * quantity(factor, label, unit="coefficient", source=SOURCE))
        .rounded()
        .named(LABEL)
    )
