"""Says what a contract with a partner is told: the two parties, the work, its dates, the money, the terms; what it becomes."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from filage.documents.clauses import Article
from filage.documents.paper_shapes import Head
from filage.documents.shapes import Lang

type Mode = Literal["", "fourni", "reel", "forfait", "compris"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One of the two parties, as the heading of a contract identifies it."""

    name: str = ""
    legal_form: str = ""
    address: str = ""
    country: str = "FR"
    siret: str = ""
    ape: str = ""
    vat_number: str = ""
    licences: tuple[str, ...] = ()
    representative: str = ""
    quality: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """One date of a contract; `rank` is its place in the career of the work before a paying audience."""

    on: date
    until: date | None = None
    what: str = ""
    starts: str = ""
    place: str = ""
    country: str = "FR"
    capacity: int | None = None
    audience: str = ""
    rank: int | None = None
    travel: Mode = ""
    lodging: Mode = ""
    meals: Mode = ""
    rights: Literal["", "lieu", "producteur"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a date needs on the spot, and which of the two parties answers for it; neither is still to agree."""

    on: date
    kind: str
    what: str
    by: Literal["", "first", "second"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """The work that a contract is about."""

    title: str = ""
    creators: str = ""
    director: str = ""
    cast: str = ""
    minutes: int | None = None
    audience: str = ""
    mentions: str = ""
    used: str = ""
    party: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceLine:
    """A line of the price: `calc` is how it is counted."""

    label: str
    calc: str
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """The money of a contract; None is not said. `vat` is a percentage, None outside VAT for the reason of `untaxed`."""

    base: Decimal | None = None
    lines: tuple[PriceLine, ...] = ()
    vat: Decimal | None = None
    untaxed: str = ""
    deposit_rate: Decimal | None = None
    deposit_on: date | None = None
    payment_days: int = 30
    share: Decimal | None = None
    sharing_base: str = ""
    guarantee: Decimal | None = None
    guarantee_for: str = ""
    tax_rate: Decimal | None = None
    rights_rate: Decimal | None = None
    form: str = ""
    partner_share: Decimal | None = None
    variable: str = ""  # « plus » or « versus »; empty: the price alone
    variable_share: Decimal | None = None
    threshold: Decimal | None = None
    over_series: bool = False
    deducted: tuple[PriceLine, ...] = ()
    bill_part: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that the text of a contract is written from; `first` provides, `second` pays or hosts."""

    kind: str
    lang: Lang = "fr"
    first: Party = Party()
    second: Party = Party()
    ours_first: bool = True
    work: Work = Work()
    dates: tuple[Played, ...] = ()
    amounts: Amounts = Amounts()
    said: tuple[tuple[str, str], ...] = ()  # terms, by code
    technical_sheet: str = ""  # the name of the file annexed
    hosting: bool = True  # the conditions of hosting make an annex
    requests: tuple[Request, ...] = ()  # what the dates need on the spot

    @property
    def values(self) -> dict[str, str]:
        """Return the terms by code."""
        return dict(self.said)

    @property
    def abroad(self) -> bool:
        """Tell whether a party or a date is outside France."""
        return {self.first.country, self.second.country, *(each.country for each in self.dates)} != {"FR"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A clause rewritten by hand: the text that replaces it, empty when it is struck out."""

    topic: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What an amendment changes: a subject, what the contract said, what it says from now on."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A technical sheet annexed to a contract: its name, its imprint, its bytes when they are at hand."""

    name: str
    sha256: str
    content: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementData:
    """A contract or its amendment, assembled; `missing` are terms due before it is signed."""

    head: Head
    title: str
    nature: str
    facts: Facts
    articles: tuple[Article, ...]
    edited: tuple[str, ...] = ()  # topics rewritten by hand
    annexes: tuple[Article, ...] = ()
    sheet: Sheet | None = None
    missing: tuple[str, ...] = ()
    draft: bool = False
    amends: str = ""
    changes: tuple[Moved, ...] = ()
