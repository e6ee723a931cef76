"""How a treasury plan is drawn and told: the end of each month, and its low point in a sentence."""

import calendar
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from filage.rules.budgeting.cash import CashMonth, CashPlan
from filage.web import format as french
from filage.web.charts import Point


def points(plan: CashPlan) -> list[Point]:
    """Return the points of the curve: the balance on the last day of each month."""
    return [Point(_end(month.month), month.balance.value) for month in plan.months]


def points_of(plan: CashPlan, ends: Sequence[Decimal]) -> list[Point]:
    """Return the points of the same months with other balances."""
    return [Point(_end(month.month), balance) for month, balance in zip(plan.months, ends, strict=True)]


def sentence(plan: CashPlan) -> str:
    """Say the low point: « Creux −14 610,00 € fin mars 2027, trois mois sous zéro, de février à avril. »."""
    low = plan.low
    if low is None or low.balance.value is None:
        return "Le creux n’est pas connu : le solde d’ouverture manque." if plan.months else ""
    below = plan.below_zero
    money, when = french.money(low.balance.value), french.month(low.month, year=True)
    if not below:
        return f"Le solde le plus bas est de {money}, fin {when}. Aucun mois ne finit sous zéro."
    span = french.month(below[0]) if len(below) == 1 else f"de {french.month(below[0])} à {french.month(below[-1])}"
    count = french.count(len(below), "mois", "mois", words=True)
    return f"Creux {money} fin {when}. {count.capitalize()} sous zéro, {span}."


def compared(plan: CashPlan, late: CashPlan) -> str:
    """Say what a scenario changes: the new low point, and the months that move."""
    before = {month.month: month.balance.value for month in plan.months}
    moved = [month for month in late.months if month.balance.value != before.get(month.month)]
    if not moved:
        return "Ce scénario ne change aucun solde du plan."
    if sentence(late) == sentence(plan):
        return f"Avec ce scénario, le creux ne bouge pas. {_moved(moved)}"
    return f"Avec ce scénario : {sentence(late)[:1].lower()}{sentence(late)[1:]} {_moved(moved)}"


def _moved(moved: Sequence[CashMonth]) -> str:
    count = french.count(len(moved), "solde change", "soldes changent", words=True)
    first, last = french.month(moved[0].month, year=True), french.month(moved[-1].month, year=True)
    return f"{count.capitalize()}, {f'en {first}' if first == last else f'de {first} à {last}'}."


def _end(month: date) -> date:
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])
