"""What stands beside the sheets: two balances, what closes the budget, and the price ladder."""

from decimal import Decimal
from typing import Any

from filage.desks.budget.queries.pages import KeptFigures
from filage.productions.enums import Phase
from filage.rules.budgeting.balances import OWN_MONEY, SURPLUS, Budget
from filage.rules.budgeting.balances import Balance as Sums
from filage.rules.engine import Explained, given
from filage.rules.pricing.price import break_even_dates
from filage.web import format as french
from filage.web.shapes import Balance, Rung


def balances(budget: Budget, figures: KeptFigures, *, pay: bool) -> list[Balance]:
    """Return the two balances of a budget, prévisionnel then sécurisé: what is missing, over what is needed."""
    hoped, sure = budget.previsionnel, budget.securise
    secured, whole = sure.income.known, hoped.expense.known
    hope = max(Decimal(0), hoped.income.known - secured)
    full, part = ("Sécurisé", secured, "full"), ("Espéré", hope, "part")
    opens = budget.phase == Phase.CREATION and pay
    return [
        Balance(
            label=_label(hoped, "Prévisionnel"),
            note="tout compte",
            value=_shown(hoped.need),
            because=figures.because("equilibre.previsionnel") if opens else "",
            parts=(full, part),
            whole=whole,
            text=_text(hoped, figures, budget.phase),
        ),
        Balance(
            label=_label(sure, "Sécurisé"),
            note="à partir de « notifié »",
            value=_shown(sure.need),
            because=figures.because("equilibre.securise") if opens else "",
            parts=(full,),
            whole=whole,
            text=_text(sure, figures, budget.phase),
        ),
    ]


def closing(budget: Budget) -> str:
    """Say in a sentence how the budget is closed: by the performances, by own money, or not."""
    gap = budget.gap.value
    said = [f"{label} : {_money(amount)}." for label, amount in budget.closing]
    if gap is None:
        return " ".join([*said, "Un montant inconnu empêche de dire si le budget est équilibré."])
    if gap == 0:
        return " ".join([*said, "Le budget est équilibré."])
    if gap > 0:
        return " ".join([*said, f"{OWN_MONEY} : {french.money(gap)}."])
    return " ".join([*said, f"{SURPLUS} : {french.money(-gap)}."])


def ladder(figures: KeptFigures, *, pay: bool) -> list[Rung]:
    """Return the steps of the price, from the coût plateau up; nothing when no performance is priced."""
    steps = (
        ("plateau", "Coût plateau", False),
        ("prix.gestion", "Frais de gestion", False),
        ("prix.plancher", "Prix plancher", True),
        ("prix.amortissement", "Amortissement", False),
        ("prix.revient", "Coût de revient", True),
        ("prix.calcule", "Prix de cession calculé", True),
    )
    if "plateau" not in figures:
        return []
    shown = [(code, label, strong) for code, label, strong in steps if code in figures and not _repeats(figures, code)]
    return [
        Rung(
            label=label,
            value=figures.amount(code),
            because=figures.because(code) if pay else "",
            kind="chiffre",
            strong=strong,
            chosen=code == "prix.calcule",
        )
        for code, label, strong in shown
    ]


def _repeats(figures: KeptFigures, code: str) -> bool:
    """Tell whether a step says what the next one says: a revient without margin is the price."""
    return code == "prix.revient" and figures.amount(code) == figures.amount("prix.calcule")


def _label(sums: Sums, label: str) -> str:
    over = sums.need.value is not None and sums.need.value < 0
    return f"{label}, excédent" if over else label


def _shown(need: Explained) -> Any:
    return None if need.value is None else abs(need.value)


def _text(sums: Sums, figures: KeptFigures, phase: str) -> str:
    """Say what is covered, and how many dates the rest is worth."""
    unknown = len(sums.expense.missing) + len(sums.income.missing)
    said = f"{french.money(sums.income.known, unit='')} sur {french.money(sums.expense.known)}"
    if unknown:
        return f"{said}, {french.count(unknown, 'montant')} inconnu{'s' if unknown > 1 else ''}"
    margin, need = figures.amount("prix.marge"), sums.need.value
    if phase != Phase.CREATION or need is None or need <= 0 or margin is None or margin <= 0:
        return said
    dates = break_even_dates(sums.need, given(margin, "Marge par date"))
    assert dates is not None  # the margin is above zero
    return f"{said}, soit {french.count(int(dates.known()), 'date')} à {_money_of(figures, 'prix')}"


def _money_of(figures: KeptFigures, code: str) -> str:
    amount = figures.amount(code)
    return "prix inconnu" if amount is None else french.money(amount)


def _money(amount: Explained) -> str:
    return "montant inconnu" if amount.value is None else french.money(amount.value)
