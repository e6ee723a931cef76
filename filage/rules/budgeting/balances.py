"""Whether a budget is balanced, twice: on everything hoped for, then on what is secured; and what closes the gap."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from filage.rules.budgeting.lines import (
    CREATION,
    EXPENSE,
    EXPLOITATION,
    Line,
    counted,
    is_internal,
    is_secured,
    is_voluntary,
)
from filage.rules.budgeting.totals import total_of
from filage.rules.engine import Explained, Partial

PHASE_LABELS = {
    CREATION: "Création",
    EXPLOITATION: "Exploitation",
    "structure": "Structure",
    "action_culturelle": "Action culturelle",
}
OWN_MONEY = "Apport de la structure, fonds propres à trouver"
RECOVERED = "À amortir sur l’exploitation"
SURPLUS = "Excédent prévisionnel"


@dataclass(frozen=True, slots=True)
class Balance:
    """One balance of a budget: money in against charges; `need` is what is missing (negative: a surplus)."""

    income: Partial
    expense: Partial
    need: Explained

    @property
    def share(self) -> Decimal | None:
        """Return the part of the charges that is covered, as a fraction; None without known charges."""
        return self.income.known / self.expense.known if self.expense.known and self.need.is_known else None


@dataclass(frozen=True, slots=True)
class Budget:
    """One of the three budgets (création, exploitation, structure), or the whole.

    `previsionnel` counts every income that was not refused, `securise` those notified or better. `closing` is what balances the
    budget: what exploitation will pay back, or own money, never an invented grant. `given` and `used` are the contributions
    volontaires (87 and 86), outside the result.
    """

    phase: str
    label: str
    previsionnel: Balance
    securise: Balance
    closing: tuple[tuple[str, Explained], ...]
    used: Partial
    given: Partial

    @property
    def name(self) -> str:
        """Return what it is called inside a sentence: « budget de création », « budget d’exploitation »."""
        label = self.label.lower()
        return f"budget d’{label}" if label[:1] in "aeiouhé" else f"budget de {label}"

    @property
    def is_balanced(self) -> bool | None:
        """Tell whether charges equal produits once closed; None while an amount is unknown."""
        gap = self.gap
        return None if gap.value is None else gap.value == 0

    @property
    def gap(self) -> Explained:
        """Return what still opens the budget once recovered and closed amounts are in."""
        gap = self.previsionnel.need
        for _, amount in self.closing:
            gap = gap - amount
        return gap.named("Écart du budget")


def budgets(lines: Iterable[Line]) -> dict[str, Budget]:
    """Return the budget of each phase that holds a line: création and exploitation first, then the others."""
    chosen = counted(lines)
    phases = sorted(
        {line.phase for line in chosen}, key=lambda phase: list(PHASE_LABELS).index(phase) if phase in PHASE_LABELS else 9
    )
    return {phase: budget([line for line in chosen if line.phase == phase], phase) for phase in phases}


def budget(chosen: Iterable[Line], phase: str = "") -> Budget:
    """Return one budget from lines already chosen (see `counted`); an empty phase is the whole, transfers out."""
    expense: list[Line] = []
    income: list[Line] = []
    recovered: list[Line] = []
    used: list[Line] = []
    given: list[Line] = []
    for line in chosen:
        inside, spent = is_internal(line), line.side == EXPENSE
        if inside and not phase:
            continue
        if is_voluntary(line):
            (used if spent else given).append(line)
        else:
            (expense if spent else recovered if inside else income).append(line)
    return Budget(
        phase=phase,
        label=PHASE_LABELS.get(phase, "Ensemble"),
        previsionnel=_balance(expense, income, "prévisionnel"),
        securise=_balance(expense, [line for line in income if is_secured(line)], "sécurisé"),
        closing=tuple((line.label, line.amount) for line in recovered),
        used=total_of(used, "Emplois des contributions volontaires"),
        given=total_of(given, "Contributions volontaires"),
    )


def _balance(expense: list[Line], income: list[Line], kind: str) -> Balance:
    charges, produits = total_of(expense, "Total des charges"), total_of(income, f"Total des produits, {kind}")
    need = (charges.explained() - produits.explained()).named(f"Reste à trouver, {kind}")
    return Balance(produits, charges, need)
