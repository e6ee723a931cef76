"""What the workbook says of the dates: travel, the tour date by date, three scenarios, and the versions that were frozen."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from filage.core.journal import JournalEntry
from filage.core.rails.types import CostLine
from filage.desks.budget import queries
from filage.desks.budget.enums import HostingMode, Side, VatHandling
from filage.desks.budget.models import Line, Payment, Version
from filage.desks.budget.queries.frozen import bounds_of
from filage.desks.budget.queries.manual import RECHARGE_ACCOUNT
from filage.desks.budget.rails.sections import cents
from filage.desks.payroll import queries as payroll
from filage.documents.shapes import ScenarioLine, TourLine, TravelLine, VersionLine
from filage.productions.enums import LIVE
from filage.productions.models import Activity
from filage.rules.budgeting.lines import EXPENSE, TRAVEL
from filage.rules.engine import sum_of
from filage.web import format as french

KINDS = {"km": "Trajet", "billet": "Trajet", "trajet": "Trajet", "nuit": "Nuit", "repas": "Repas"}
HUNDRED = Decimal(100)

type Sale = tuple[str, str, str]  # origin, label, status


def tax_of(line: Line) -> Literal["", "HT", "TTC"]:
    """Return how the price of a line is typed; without VAT, it is in the terms of the workbook."""
    if not line.vat_rate or line.vat_handling == VatHandling.SANS:
        return ""
    return "TTC" if line.vat_handling == VatHandling.TTC else "HT"


def vat_of(line: Line) -> Decimal | None:
    """Return the VAT rate of a line, as a fraction; None when nothing is converted."""
    return line.vat_rate / HUNDRED if line.vat_rate and line.vat_handling != VatHandling.SANS else None


def schedule(payments: Sequence[Payment]) -> str:
    """Return the instalments of a line in words: « 50 % le 31/03/2027, 12 500,00 € le 15/06/2027 »."""
    said = []
    for payment in payments:
        part = f"{french.number(payment.share)} %" if payment.share is not None else french.money(payment.amount or Decimal(0))
        said.append(f"{part} le {payment.on:%d/%m/%Y}{' (payé)' if payment.paid else ''}")
    return ", ".join(said)


def refs(found: queries.Figures) -> dict[UUID, str]:
    """Return how the tour names each performance: D1, D2…"""
    return {each.pk: f"D{rank}" for rank, each in enumerate(found.performances, start=1)}


def travel(season: Any, found: queries.Figures) -> Iterator[TravelLine]:
    """Yield the lines of travel, lodging and meals, whatever the budget they are in."""
    names = refs(found)
    planned = found.price.planned.value
    dates = int(planned) if planned else len(found.performances)
    for line in queries.facts_of(season).lines_of(found.production.pk):
        activity = season.activity(line.activity_id) if line.activity_id else None
        if line.side != Side.CHARGE or line.destination != TRAVEL or (activity and activity.status not in LIVE):
            continue
        dated = bool(activity) or line.per_performance
        variable = line.per_performance and not activity
        yield TravelLine(
            id=str(line.pk),
            label=line.label,
            kind=next((kind for unit, kind in KINDS.items() if line.unit.startswith(unit)), ""),
            ref=names.get(activity.pk, "") if activity else "",
            on=activity.on if activity else line.on,
            place=_city(activity) if activity else "",
            quantity=line.quantity * (dates if variable else 1),
            unit=line.unit,
            unit_price=line.unit_price,
            tax=tax_of(line),
            vat_rate=vat_of(line),
            mode=HostingMode(line.hosting).value if dated and line.hosting else "",  # type: ignore[arg-type]
            phase=line.phase,
            account=line.account,
            variable=variable,
            comment=line.comment,
            source=line.source,
        )


def sales(lines: Sequence[CostLine]) -> dict[Sale, list[CostLine]]:
    """Return what deals bring, deal by deal and status by status."""
    deals: dict[Sale, list[CostLine]] = defaultdict(list)
    for line in lines:
        if line.origin.startswith("deal:") and line.side != EXPENSE:
            deals[line.origin, line.label, line.status].append(line)
    return deals


def sold_by_date(lines: Sequence[CostLine], found: queries.Figures) -> dict[UUID, str]:
    """Return the income line that the price of each date goes to, for the sales that are told date by date and known."""
    dates = {each.pk for each in found.performances}
    groups: dict[UUID, set[str]] = defaultdict(set)
    whole: dict[str, bool] = {}
    for (origin, label, status), parts in sales(lines).items():
        id = f"{origin}/{status}/{label}"
        whole[id] = all(part.activity in dates and part.amount.value is not None for part in parts)
        for part in parts:
            if part.activity is not None:
                groups[part.activity].add(id)
    shared = {id for ids in groups.values() if len(ids) > 1 for id in ids}
    alone = {activity: next(iter(ids)) for activity, ids in groups.items() if len(ids) == 1}
    return {activity: id for activity, id in alone.items() if whole[id] and id not in shared}


def tour(season: Any, found: queries.Figures, deals: Mapping[UUID, str]) -> Iterator[TourLine]:
    """Yield the performances that still stand, by date."""
    kept = found.counted
    income: dict[Any, list[CostLine]] = defaultdict(list)
    for line in kept:
        if line.activity is not None and line.side != EXPENSE and line.account != RECHARGE_ACCOUNT:
            income[line.activity].append(line)
    played = {each.activity.pk: each.following for each in payroll.played(list(found.performances))}
    names, rank, in_a_row = refs(found), Counter[Any](), 0
    for each in found.performances:
        in_a_row = in_a_row + 1 if played.get(each.pk) else 1
        rank[each.pk] = in_a_row
        row = found.dates.get(each.pk)
        amounts = [line.amount for line in income[each.pk]]
        yield TourLine(
            id=str(each.pk),
            ref=names[each.pk],
            on=each.on,
            venue=each.venue.name if each.venue else "",
            city=_city(each),
            contract=each.deal.get_kind_display() if each.deal else "",
            status=each.status,
            rank=rank[each.pk],
            price=cents(sum_of(amounts, "Prix")) if amounts else Decimal(0) if each.deal else None,
            others=cents(row.others) if row else Decimal(0),
            income=deals.get(each.pk, ""),
        )


def scenarios(season: Any, found: queries.Figures) -> tuple[ScenarioLine, ...]:
    """Return the low, central and high scenarios of a production, as its page of versions holds them."""
    bounds = bounds_of(found, queries.facts_of(season))
    return (
        ScenarioLine(label="Basse", dates=bounds.low, charges=bounds.dearer, hoped=Decimal(0)),
        ScenarioLine(label="Centrale", dates=bounds.central),
        ScenarioLine(label="Haute", dates=bounds.high, charges=-bounds.cheaper),
    )


def versions(held: Sequence[Version]) -> tuple[VersionLine, ...]:
    """Return the frozen versions, with who froze each."""
    if not held:
        return ()
    label = Version._meta.label
    entries = JournalEntry.objects.within(held[0].organisation_id).filter(
        subjects__model=label, subjects__object_id__in=[str(each.pk) for each in held]
    )
    authors: dict[str, str] = {}
    for entry in entries.select_related("by").order_by("at"):
        for change in entry.changes:
            if change["model"] == label and not change["field"]:
                authors.setdefault(change["id"], str(entry.by or ""))
    return tuple(
        VersionLine(
            number=str(each.number),
            name=each.name,
            on=each.frozen_on,
            author=authors.get(str(each.pk), ""),
            sent_to=each.sent_to.name if each.sent_to else "",
        )
        for each in held
    )


def _city(activity: Activity) -> str:
    return (activity.venue.city or activity.venue.name) if activity.venue else ""
