"""Says what a quote must be told: to whom, which dates at which prices, what is beside the price, its VAT, and its terms."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from filage.documents.paper_shapes import Head
from filage.documents.shapes import Money

type Mode = Literal["fourni", "reel", "forfait", "compris"]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedDate:
    """A date offered, and its price before tax; None is unknown."""

    on: date
    place: str = ""
    town: str = ""
    note: str = ""
    price: Money = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedItem:
    """An item beside the price: `amount` is what it is worth before tax, whoever pays it."""

    label: str
    mode: Mode
    quantity: Decimal
    unit: Money = None
    amount: Money = None
    was_option: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedSeries:
    """What several dates cost together, and each of them on average, before tax."""

    dates: int
    total: Money = None
    each: Money = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedCost:
    """All that the quote costs its buyer: the parts in order, the total, and a spectator’s share; None is unknown."""

    parts: tuple[tuple[str, Money], ...] = ()
    total: Money = None
    each: Money = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EstimateData:
    """A quote, on one page when it can. Rates are percents; `mention` says why there is no VAT, when there is none."""

    head: Head
    reference: str
    buyer: str = ""
    buyer_lines: tuple[str, ...] = ()
    valid_until: date | None = None
    dates: tuple[QuotedDate, ...] = ()
    items: tuple[QuotedItem, ...] = ()
    options: tuple[QuotedItem, ...] = ()
    series: tuple[QuotedSeries, ...] = ()
    net: Money = None
    vat_rate: Decimal | None = None
    vat: Money = None
    gross: Money = None
    mention: str = ""
    deposit_rate: Decimal | None = None
    payment_days: int = 30
    rights: Literal["lieu", "producteur", ""] = ""
    rights_rate: Decimal | None = None
    cost: QuotedCost | None = None
    note: str = ""
