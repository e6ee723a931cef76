"""The tableau de tournée: one line a date, what it is sold for, what it leaves, how far its contract, invoice and payment are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from filage.core.kept import CostRow
from filage.core.rails.types import Side, Stage
from filage.productions import pointing
from filage.productions.enums import PERFORMANCES, DateStatus, DealStage, HostingMode, RightsPayer
from filage.productions.models import Activity, Venue
from filage.rules import reading
from filage.rules.budgeting.tour import date_rows
from filage.rules.engine import Explained

CHOICES: dict[str, dict[str, str]] = {
    "status": dict(DateStatus.choices),
    "travel": dict(HostingMode.choices),
    "lodging": dict(HostingMode.choices),
    "meals": dict(HostingMode.choices),
    "rights_payer": dict(RightsPayer.choices),
    "stage": dict(DealStage.choices),
}
FIELDS = ("venue", "price", *CHOICES)
DEPOSIT = "-acompte"  # how the key of a line of deposit ends


@dataclass(frozen=True, slots=True)
class Money:
    """The money of a date, net of VAT; None is unknown, `sold` None with `is_sold` false is a date without terms."""

    sold: Decimal | None = None
    is_sold: bool = False
    key: str = ""  # of the line that says the price
    invoiced: Decimal = Decimal(0)
    paid: Decimal = Decimal(0)
    margin: Decimal | None = None
    deposit: Decimal | None = None  # paid beforehand; None when nothing is
    deposit_on: date | None = None
    balance: Decimal | None = None
    balance_on: date | None = None


@dataclass(frozen=True, slots=True)
class TourDate:
    """A line of the table: a performance and its money."""

    activity: Activity
    money: Money


class _Line:
    """A kept row as the rules of the tour read it: its amount is an Explained."""

    def __init__(self, row: CostRow) -> None:
        self.row = row
        op = "unknown" if row.amount is None else "given"
        self.amount = Explained(row.amount, op, (), row.label, "EUR", None, row.unknown_reason)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.row, name)


def dates(
    organisation: Any, productions: Iterable[UUID] | None, since: date | None, until: date | None, *, margins: bool
) -> list[TourDate]:
    """Return the performances of some productions (None: all) in a period, with their money; two queries.

    Without `margins` what the team costs is not even read.
    """
    rows = Activity.objects.within(organisation).filter(kind__in=PERFORMANCES)
    if productions is not None:
        rows = rows.filter(production__in=list(productions))
    if since is not None and until is not None:
        rows = rows.filter(on__range=(since, until))
    found = list(rows.select_related("production", "venue", "room", "deal__partner").order_by("on", "starts_at", "rank", "id"))
    money = _money(organisation, found, margins=margins)
    return [TourDate(one, money.get(one.pk, Money())) for one in found]


def one(activity: Activity, *, margins: bool) -> TourDate:
    """Return the line of one date."""
    return TourDate(activity, _money(activity.organisation_id, [activity], margins=margins).get(activity.pk, Money()))


def _money(organisation: Any, activities: Sequence[Activity], *, margins: bool) -> dict[UUID | None, Money]:
    rows = CostRow.objects.within(organisation).filter(production__in={one.production_id for one in activities})
    rows = rows.filter(activity=activities[0].pk) if len(activities) == 1 else rows.filter(activity__isnull=False)
    kept = rows if margins else rows.filter(side=Side.INCOME)
    by_date: dict[UUID | None, list[CostRow]] = defaultdict(list)
    for row in kept:
        by_date[row.activity].append(row)
    left = date_rows(map(_Line, (row for held in by_date.values() for row in held))) if margins else {}
    return {pk: _of(held, left[pk].margin.value if pk in left else None) for pk, held in by_date.items()}


def _of(held: Sequence[CostRow], margin: Decimal | None) -> Money:
    income = [row for row in held if row.side == Side.INCOME and row.origin.startswith("deal:")]
    sold = [row for row in income if row.stage not in (Stage.COMMITTED, Stage.INVOICED, Stage.PAID)]
    amounts = [row.amount for row in sold]
    before = [row for row in sold if row.key.endswith(DEPOSIT)]
    after = [row for row in sold if not row.key.endswith(DEPOSIT)]
    return Money(
        sold=None if None in amounts or not sold else sum((amount or Decimal(0) for amount in amounts), Decimal(0)),
        is_sold=bool(sold),
        key=sold[0].key if len(sold) == 1 else "",
        invoiced=_sum(income, Stage.INVOICED),
        paid=_sum(income, Stage.PAID),
        margin=margin,
        deposit=_known(before),
        deposit_on=min((row.pays_on for row in before if row.pays_on), default=None),
        balance=_known(after),
        balance_on=max((row.pays_on for row in after if row.pays_on), default=None),
    )


def _known(rows: Sequence[CostRow]) -> Decimal | None:
    """Return what some rows come to; None when there is none, or when one is unknown."""
    amounts = [row.amount for row in rows]
    return None if None in amounts or not rows else sum((amount or Decimal(0) for amount in amounts), Decimal(0))


def _sum(rows: Sequence[CostRow], stage: Stage) -> Decimal:
    return sum((row.amount or Decimal(0) for row in rows if row.stage == stage), Decimal(0))


def written(field: str, line: TourDate) -> str:
    """Return the text that stands in a cell, as it is typed."""
    activity = line.activity
    if field == "venue":
        return activity.venue.name if activity.venue else ""
    if field == "price":
        return "" if line.money.sold is None else f"{line.money.sold.normalize() + 0:f}".replace(".", ",")
    value = (activity.deal.stage if activity.deal else "") if field == "stage" else getattr(activity, field)
    return CHOICES[field].get(value, "")


def venue_named(organisation: Any, text: str) -> Venue | None:
    """Return the venue that a text names, by its name, its town or its first letters; Unreadable when it is not one alone."""
    venues = {str(one.pk): one for one in pointing.naming(Venue, organisation, text)}
    names = {key: one.name for key, one in venues.items()}
    towns = {key: one.city for key, one in venues.items() if one.city}
    for said in (names, towns):
        try:
            key = reading.one_of(text, said)
        except reading.Unreadable:
            continue
        return venues[key] if key else None
    raise reading.Unreadable(f"« {text.strip()} » : aucun lieu du répertoire, ou plusieurs. Les lieux s’ajoutent dans Lieux.")
