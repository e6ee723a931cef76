"""What each line typed in the budget becomes: cost lines by date, by fiscal year and by instalment."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from filage.core.rails.types import CostLine, Side, Stage
from filage.core.remembering import kept_with
from filage.desks.budget import enums
from filage.desks.budget.models import Line, LineYear, Payment
from filage.desks.budget.queries.facts import Facts
from filage.desks.budget.queries.recharged import by_contract
from filage.desks.contracts import queries as contracts
from filage.productions.enums import FIRM, LIVE
from filage.productions.models import Activity, Production
from filage.rules.accounting import fiscal_year_of, is_cash
from filage.rules.engine import Explained, given, percent, quantity, sum_of, to_cent, unknown

STAGES: dict[str, Stage] = {
    enums.ExpenseStatus.DEVIS: Stage.QUOTED,
    enums.ExpenseStatus.ENGAGE: Stage.COMMITTED,
    enums.ExpenseStatus.FACTURE: Stage.INVOICED,
    enums.ExpenseStatus.PAYE: Stage.PAID,
    enums.IncomeStatus.ENCAISSE: Stage.PAID,
}
RECHARGED = (enums.HostingMode.FORFAIT, enums.HostingMode.REEL)
RECHARGE_ACCOUNT = "7085"
RECHARGE_DELAY = timedelta(days=30)
PERCENT = Decimal(100)
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a line: its amount, its fiscal year, its instalment."""

    suffix: str
    amount: Explained
    fiscal_year: int | None
    payment: Payment | None


def cost_lines(facts: Facts, production: Production) -> Iterator[CostLine]:
    """Yield the cost lines of every budget line of a production, and what is charged to organisers for travel."""
    performances = facts.season.performances_of(production.pk)
    recovers = facts.recovers_vat(production)
    for line in facts.lines_of(production.pk):
        if line.activity_id is not None:
            activity = facts.season.activity(line.activity_id)
            yield from _on_dates(facts, line, production, recovers, [activity] if activity.status in LIVE else [])
        elif line.per_performance:
            yield from _on_dates(facts, line, production, recovers, performances)
        else:
            yield from _of_the_show(facts, line, production, recovers)


def _of_the_show(facts: Facts, line: Line, production: Production, recovers: bool) -> list[CostLine]:
    """Return what a line that follows no date costs; it costs the same until it, its years or its payments are written again."""
    years, payments = facts.years_of(line), facts.payments_of(line)
    cut = (
        [(each.fiscal_year, each.amount) for each in years],
        [(each.on, each.amount, each.share, each.paid) for each in payments],
    )
    told = recovers, production.structure_id, production.structure.fiscal_year_start, cut
    return kept_with(line, "costs", lambda: list(_by_part(line, production, recovers, years, payments)), told=told)


def net_amount(line: Line, *, recovers: bool) -> Explained:
    """Return the amount of a line: without VAT when the structure recovers it, with VAT when it does not."""
    amount = quantity(line.quantity, "Quantité", unit=line.unit) * _unit_price(line)
    if line.quantity == 1 and not line.unit:
        amount = _unit_price(line)
    if line.vat_rate and line.vat_handling != enums.VatHandling.SANS:
        rate = percent(line.vat_rate, "Taux de TVA")
        if recovers and line.vat_handling == enums.VatHandling.TTC:
            amount = amount / (1 + rate)
        elif not recovers and line.vat_handling == enums.VatHandling.HT and line.side == enums.Side.CHARGE:
            amount = amount * (1 + rate)
    return amount.rounded().named(line.label, "EUR")


def _unit_price(line: Line) -> Explained:
    if line.unit_price is None:
        return unknown(line.label, gesture=f"Saisir le montant de « {line.label} ».")
    return given(line.unit_price, "Prix unitaire", source=line.source or "Saisi dans le budget")


def _base(line: Line, production: Production, amount: Explained, recovers: bool) -> CostLine:
    taxed = recovers and line.vat_handling != enums.VatHandling.SANS
    expense = line.side == enums.Side.CHARGE
    moves = line.nature in ("", enums.Nature.NUMERAIRE) and line.destination != enums.Destination.Z and is_cash(line.account)
    return CostLine(
        key=f"line:{line.pk}",
        origin=f"line:{line.pk}",
        label=line.label,
        stage=STAGES.get(line.status, Stage.COMPUTED),
        side=Side.EXPENSE if expense else Side.INCOME,
        amount=amount,
        vat_rate=line.vat_rate if taxed else None,
        on=line.on,
        pays_on=line.on,
        production=production.pk,
        destination=line.destination,
        account=line.account,
        phase=line.phase,
        fiscal_year=_year(line.on, production),
        funder=line.funder_id,
        structure=production.structure_id,
        status="" if expense else line.status or enums.IncomeStatus.IDEE,
        variable=line.per_performance,
        cash=moves,
    )


def _year(on: date | None, production: Production) -> int | None:
    return None if on is None else fiscal_year_of(on, starts_in=production.structure.fiscal_year_start)


def _on_dates(facts: Facts, line: Line, production: Production, recovers: bool, dates: Sequence[Activity]) -> list[CostLine]:
    """Return what a line that follows dates costs; it costs the same until it, its dates or their deals are written again."""
    if line.hosting == enums.HostingMode.FOURNI:
        return []
    recharged = line.hosting in RECHARGED
    placed = [(each.pk, each.on, each.status, _buyer(facts, line, each) if recharged else None) for each in dates]
    told = recovers, production.structure_id, production.structure.fiscal_year_start, placed
    return kept_with(line, "dated", lambda: list(_by_date(facts, line, production, recovers, dates)), told=told)


def _buyer(facts: Facts, line: Line, activity: Activity) -> tuple[Any, ...]:
    """Return all that recharging a line on a date reads of its deal."""
    deal = activity.deal
    if by_contract(facts, line, activity):
        return ()
    vat = contracts.cession_vat(facts.season, activity.production, activity.on, deal)
    return vat, deal and (deal.payment_days, deal.partner_id, deal.stage)


def _by_date(facts: Facts, line: Line, production: Production, recovers: bool, dates: Sequence[Activity]) -> Iterator[CostLine]:
    base = _base(line, production, net_amount(line, recovers=recovers), recovers)
    for activity in dates:
        yield from _on_date(facts, line, base, activity)


def _on_date(facts: Facts, line: Line, base: CostLine, activity: Activity) -> Iterator[CostLine]:
    dated = replace(
        base,
        key=f"{base.key}@{activity.pk}",
        on=activity.on,
        pays_on=activity.on,
        activity=activity.pk,
        fiscal_year=_year(activity.on, activity.production),
        certain=activity.status in FIRM,
        variable=True,
    )
    yield dated
    if line.hosting in RECHARGED and base.side is Side.EXPENSE and not by_contract(facts, line, activity):
        yield _recharged(facts, dated, activity)


def _recharged(facts: Facts, line: CostLine, activity: Activity) -> CostLine:
    """Return what the organiser is charged for a line of travel, lodging or meals: it follows the VAT of the cession."""
    deal = activity.deal
    return replace(
        line,
        key=f"{line.key}#refacture",
        origin=f"{line.origin}#refacture",
        label=f"{line.label}, refacturé",
        stage=Stage.COMPUTED,
        side=Side.INCOME,
        vat_rate=contracts.cession_vat(facts.season, activity.production, activity.on, deal),
        pays_on=activity.on + (timedelta(days=deal.payment_days) if deal else RECHARGE_DELAY),
        destination=enums.Destination.P,
        account=RECHARGE_ACCOUNT,
        funder=deal.partner_id if deal else None,
        status=contracts.income_status(activity, deal) if deal else _status_of(activity),
    )


def _status_of(activity: Activity) -> str:
    return enums.IncomeStatus.ACCORDE_ORAL if activity.status in FIRM else enums.IncomeStatus.IDEE


def _by_part(
    line: Line, production: Production, recovers: bool, years: Sequence[LineYear], payments: Sequence[Payment]
) -> Iterator[CostLine]:
    base = _base(line, production, net_amount(line, recovers=recovers), recovers)
    if not years and not payments:
        yield base
        return
    scale = _scale(line, base.amount)
    by_year = [(each.fiscal_year, to_cent(each.amount * scale)) for each in years]
    for part in parts(base.amount, by_year, payments, scale=scale):
        day = part.payment.on if part.payment else None
        received = part.payment is not None and part.payment.paid and base.side is Side.INCOME and base.status != "refuse"
        yield replace(
            base,
            key=f"{base.key}{part.suffix}",
            amount=part.amount,
            on=base.on or day,
            pays_on=day or (None if payments else base.pays_on),
            fiscal_year=part.fiscal_year or base.fiscal_year or _year(day, production),
            status=enums.IncomeStatus.ENCAISSE if received else base.status,
        )


def _scale(line: Line, amount: Explained) -> Decimal:
    """Return what turns an amount typed on the line (with or without VAT, as the line is) into the line's own terms."""
    typed = line.quantity * (line.unit_price or 0)
    return amount.value / typed if amount.value is not None and typed else Decimal(1)


def parts(
    whole: Explained, years: Sequence[tuple[int, Decimal]], payments: Sequence[Payment], *, scale: Decimal = Decimal(1)
) -> list[Part]:
    """Return the pieces of a line cut both by fiscal year and by instalment: they always add up to the line.

    Years and instalments are followed side by side, the earliest first; what no year or no instalment takes is the last piece.
    `scale` turns the amount of an instalment into the terms of the line. An unknown line is one unknown piece an instalment.
    """
    if whole.value is None:
        return [Part(f"/{rank}", whole, None, payment) for rank, payment in enumerate(payments)] or [Part("", whole, None, None)]
    by_year: list[tuple[int | None, Decimal]] = _closed(years, whole.value)
    paid = [(each, _paid(each, whole.value, scale)) for each in payments]
    by_payment: list[tuple[Payment | None, Decimal]] = _closed(paid, whole.value)
    found: list[Part] = []
    left = whole.value
    while left > 0:
        year, in_year = by_year[0] if by_year else (None, left)
        payment, in_payment = by_payment[0] if by_payment else (None, left)
        taken = min(in_year, in_payment, left)
        if taken > 0:
            found.append(Part(f"/{len(found)}", given(taken, whole.label), year, payment))
        left -= taken
        by_year = _after(by_year, taken)
        by_payment = _after(by_payment, taken)
    return _explained(found, whole)


def _paid(payment: Payment, whole: Decimal, scale: Decimal) -> Decimal:
    if payment.share is not None:
        return to_cent(whole * payment.share / PERCENT)
    return to_cent((payment.amount or Decimal(0)) * scale)


def _closed[K](pieces: Sequence[tuple[K, Decimal]], whole: Decimal) -> list[Any]:
    """Return the pieces, the last one taking the cents that rounding left over."""
    gap = whole - sum((amount for _, amount in pieces), Decimal(0))
    if pieces and 0 < abs(gap) <= CENT * len(pieces):
        return [*pieces[:-1], (pieces[-1][0], pieces[-1][1] + gap)]
    return list(pieces)


def _after[K](queue: list[tuple[K, Decimal]], taken: Decimal) -> list[tuple[K, Decimal]]:
    if not queue:
        return []
    (key, amount), *rest = queue
    return [(key, amount - taken), *rest] if amount > taken else rest


def _explained(found: list[Part], whole: Explained) -> list[Part]:
    """Give each piece its tree: the last is the line less the others, so that the sum is exact by construction."""
    if len(found) < 2:
        return [replace(part, amount=whole) for part in found] or [Part("", whole, None, None)]
    others = [part.amount.named(f"{whole.label}, part {rank}") for rank, part in enumerate(found[:-1], start=1)]
    last = (whole - sum_of(others, "Autres parts")).named(f"{whole.label}, solde")
    return [replace(part, amount=amount) for part, amount in zip(found, [*others, last], strict=True)]


def line_of(key: str) -> UUID | None:
    """Return the budget line that a cost key speaks of, None when it comes from elsewhere."""
    kind, _, rest = key.partition(":")
    return UUID(rest[:36]) if kind == "line" else None
