"""The monthly balance of a cash plan, its lowest point, and what falls outside its window."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from filage.rules.engine.explained import EURO, ZERO, Explained, given
from filage.rules.engine.partial import Partial, total


@dataclass(frozen=True, slots=True)
class Flow:
    """A movement of cash, VAT included: receipts positive, payments negative; `month` is any day of its month."""

    label: str
    month: date
    amount: Explained
    funder: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """One month: what came in, what went out (positive), and the closing balance of what is known."""

    month: date
    receipts: Partial
    payments: Partial
    balance: Explained

    @property
    def missing(self) -> tuple[Explained, ...]:
        """The movements of the month whose amount is unknown: the balance is without them."""
        return self.receipts.missing + self.payments.missing


@dataclass(frozen=True, slots=True)
class CashPlan:
    """The months of the window, the lowest closing balance (the first on a tie), and the flows outside the window."""

    months: tuple[Month, ...]
    lowest: Month
    early: tuple[Flow, ...]
    late: tuple[Flow, ...]

    @property
    def overdraft(self) -> Explained:
        """What is missing in the bank at the lowest point, in euros; zero when the balance never goes below nothing."""
        low = self.lowest.balance.known()
        return given(max(ZERO, -low), "Besoin de trésorerie au plus bas")


@lru_cache(maxsize=4096)
def first_of_month(day: date, months_later: int = 0) -> date:
    """Return the first day of the month that comes `months_later` months after that of `day`."""
    months = day.year * 12 + day.month - 1 + months_later
    return date(months // 12, months % 12 + 1, 1)


def cash_plan(start: date, months: int, opening: Explained, flows: Sequence[Flow]) -> CashPlan:
    """Return the plan of `months` months (at least one) from the month of `start`.

    `opening` must be known. A flow of unknown amount is listed as missing in its month and counts for nothing.
    """
    opens, closes = first_of_month(start), first_of_month(start, months)
    by_month: dict[date, list[Flow]] = {first_of_month(start, rank): [] for rank in range(months)}
    early: list[Flow] = []
    late: list[Flow] = []
    for flow in flows:
        month = first_of_month(flow.month)
        (early if month < opens else late if month >= closes else by_month[month]).append(flow)
    rows, balance = [], opening.named("Solde d’ouverture")
    for month, movements in by_month.items():
        row = _month(month, balance, movements)
        rows.append(row)
        balance = row.balance
    return CashPlan(tuple(rows), min(rows, key=lambda row: row.balance.known()), tuple(early), tuple(late))


def contributions_of(wages: Sequence[Flow], rate: Explained, months_later: int = 1) -> tuple[Flow, ...]:
    """Return the social contributions on wages (payments, hence negative): wages × rate, paid `months_later` months after."""
    return tuple(
        Flow(f"Cotisations sur {wage.label}", first_of_month(wage.month, months_later), (wage.amount * rate).named("Cotisations"))
        for wage in wages
    )


def delayed(flows: Sequence[Flow], delays: Mapping[str, int]) -> tuple[Flow, ...]:
    """Return the same flows, every one of a late funder moved by its number of months."""
    return tuple(
        replace(flow, month=first_of_month(flow.month, delays[flow.funder])) if flow.funder in delays else flow for flow in flows
    )


def _month(month: date, before: Explained, flows: Sequence[Flow]) -> Month:
    incoming = [flow.amount.named(flow.label) for flow in flows if flow.amount.value is None or flow.amount.value >= 0]
    outgoing = [flow.amount.opposite(flow.label) for flow in flows if flow.amount.value is not None and flow.amount.value < 0]
    receipts, payments = total(incoming, "Encaissements"), total(outgoing, "Décaissements")
    known = [Explained(part.known, "sum", _known(part), part.label, EURO) for part in (receipts, payments)]
    balance = (before + known[0] - known[1]).named(f"Solde fin {month:%m/%Y}", EURO)
    return Month(month, receipts, payments, balance)


def _known(part: Partial) -> tuple[Explained, ...]:
    return tuple(item for item in part.items if item.value is not None)
