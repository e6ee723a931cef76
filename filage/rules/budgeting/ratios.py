"""What share of a budget goes to people, comes from public funds or from the structure itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from filage.rules.accounting import cerfa_line
from filage.rules.budgeting.lines import EXPENSE, Line, is_internal, is_voluntary
from filage.rules.budgeting.totals import total_of
from filage.rules.engine import Explained, Partial, sum_of

FRACTION = "fraction"
PRIVATE = "prive"


@dataclass(frozen=True, slots=True)
class Ratios:
    """Shares of the money (contributions volontaires apart), as fractions; None when there is nothing to compare to."""

    expense: Partial
    income: Partial
    staff: Explained | None  # class 64 ÷ charges
    public_funding: Explained | None  # class 74 without private funders ÷ produits
    own_resources: Explained | None  # income without account ÷ produits
    apparent_charges: Explained | None  # 645 ÷ 641, the taux de charges apparent


def ratios(lines: Iterable[Line], kinds: Mapping[Any, str]) -> Ratios:
    """Return the shares of a budget; `kinds` gives the kind of each funder (etat, region… prive)."""
    money = [line for line in lines if not is_voluntary(line) and not is_internal(line)]
    charges = [line for line in money if line.side == EXPENSE]
    income = [line for line in money if line.side != EXPENSE]
    expense, produits = total_of(charges, "Total des charges"), total_of(income, "Total des produits")
    gross, social = _of(charges, "Rémunérations (641)", "641"), _of(charges, "Charges sociales (645)", "645")
    return Ratios(
        expense=expense,
        income=produits,
        staff=_share(_of(charges, "Charges de personnel (64)", "64"), expense.explained(), "Part du personnel"),
        public_funding=_share(_public(income, kinds), produits.explained(), "Part des subventions publiques"),
        own_resources=_share(_own(income), produits.explained(), "Part de l’autofinancement"),
        apparent_charges=_share(social, gross, "Taux de charges apparent"),
    )


def _of(lines: Iterable[Line], label: str, prefix: str) -> Explained:
    return sum_of([line.amount.named(line.label) for line in lines if line.account.startswith(prefix)], label)


def _public(income: Iterable[Line], kinds: Mapping[Any, str]) -> Explained:
    public = [line.amount.named(line.label) for line in income if _is_public(line, kinds)]
    return sum_of(public, "Subventions publiques (74)")


def _is_public(line: Line, kinds: Mapping[Any, str]) -> bool:
    kind = kinds.get(line.funder, "") if line.funder is not None else ""
    row = cerfa_line(line.account, income=True, funder_kind=kind)
    return row is not None and row.account_class == "74" and kind != PRIVATE and not line.account.startswith("755")


def _own(income: Iterable[Line]) -> Explained:
    return sum_of([line.amount.named(line.label) for line in income if not line.account], "Ressources propres")


def _share(part: Explained, whole: Explained, label: str) -> Explained | None:
    if not whole.value:
        return None
    return (part / whole).named(label, FRACTION)
