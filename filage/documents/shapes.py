"""Says what each document must be told: every part but the title, the house and the date may be missing.

Money is a Decimal in euros, before tax unless said; None is an amount nobody knows yet (never a silent zero).
Every shape goes through `codec.to_json` and `codec.from_json` unchanged, so an issued document can freeze its data.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from filage.documents.workbook_shapes import (
    CashLine,
    CashPlan,
    ChargeLine,
    Hypotheses,
    IncomeLine,
    PlateauLine,
    ScenarioLine,
    TeamLine,
    TourLine,
    TravelLine,
    VersionLine,
    WorkbookData,
)

__all__ = [
    "Bar", "Budget", "BudgetEntry", "BudgetGroup", "CalendarData", "CashLine", "CashMonth", "CashPlan", "ChargeLine", "Company",
    "Contact", "Count", "Credit", "Document", "DossierData", "Event", "Example", "Funding", "Hypotheses", "IncomeLine", "KeyFact",
    "Member", "Notice", "Picture", "PlateauLine", "Price", "ScenarioLine", "Schedule", "StageNote", "Step", "TeamLine", "Terms",
    "Threshold", "TimelineRow", "TourLine", "TravelLine", "Treasury", "VersionLine", "WorkbookData", "Work",
]  # fmt: skip

type Lang = Literal["fr", "en"]
# full disc, half disc, empty disc, full red disc, dashed disc: a state is readable without colour
type Tone = Literal["firm", "open", "asked", "blocked", "unknown"]
type Typeface = Literal["lineale", "mixte", "romain"]
type Money = Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of the work. `content` is a PNG, JPEG, WebP or SVG file; `alt` and `credit` are owed to its readers."""

    content: bytes
    alt: str
    credit: str
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """The house that signs. `address` is a list of lines; `ink` and `accent` are #rrggbb colours."""

    name: str
    address: tuple[str, ...] = ()
    legal_form: str = ""
    siret: str = ""
    ape: str = ""
    vat_number: str = ""
    licences: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    site: str = ""
    ink: str = "#101b2d"
    accent: str = "#e8a33d"
    typeface: Typeface = "lineale"
    logo: Picture | None = None
    story: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What this paper is: its kind (printed as given), its version and the day it is issued."""

    kind: str
    issued: date
    version: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFact:
    """A figure that answers a first question: « Durée », « 1 h 20 », « sans entracte ». An empty value is unknown."""

    name: str
    value: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A line of the générique: what was done, and by whom."""

    role: str
    names: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StageNote:
    """A part of the staging: its name and what it is. `_Titre_` inside a text is the title of a work."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """The production itself. `title_lines` cuts the title on the cover; left empty, the cover cuts it by itself."""

    title: str
    title_lines: tuple[str, ...] = ()
    genre: str = ""
    author: str = ""
    author_role: str = ""
    creation: str = ""
    creation_place: str = ""
    pitch: str = ""
    facts: tuple[KeyFact, ...] = ()
    credits: tuple[Credit, ...] = ()
    mentions: str = ""
    intention: tuple[str, ...] = ()
    pull_quote: str = ""
    staging: tuple[StageNote, ...] = ()
    cover: Picture | None = None
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Someone of the team, with what she does and, when it is known, who she is."""

    name: str
    role: str = ""
    bio: str = ""
    portrait: Picture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch of a timeline, both days included."""

    since: date
    until: date
    tone: Literal["ink", "soft", "accent"] = "ink"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """A kind of work along the months: stretches, and single days drawn as dots."""

    name: str
    bars: tuple[Bar, ...] = ()
    dots: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A line of the calendar. `when` replaces the dates when they are not that exact (« automne 2027 »)."""

    what: str
    since: date | None = None
    until: date | None = None
    when: str = ""
    where: str = ""
    status: str = ""
    tone: Tone = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many dates are in a state: « confirmées », 7."""

    name: str
    count: int
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """The calendar of the dossier. `goal` is the number of dates that the budget counts on."""

    rows: tuple[TimelineRow, ...] = ()
    steps: tuple[Step, ...] = ()
    counts: tuple[Count, ...] = ()
    goal: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetEntry:
    """A line of a budget, net of tax, with its account when the reader wants it."""

    name: str
    amount: Money = None
    account: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetGroup:
    """Lines of one destination, or of one account class; the group's total is computed."""

    name: str
    lines: tuple[BudgetEntry, ...] = ()
    voluntary: bool = False  # contributions volontaires (86, 87): below the line, in no total of money


@dataclass(frozen=True, slots=True, kw_only=True)
class Funding:
    """A source of the plan de financement. `secured` is true from « notifié » on; shares are computed."""

    name: str
    amount: Money = None
    status: str = ""
    tone: Tone = "unknown"
    secured: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """How many dates pay the creation back: `need` over (`price` − `plateau` − `management`); `dates` None = out of reach."""

    price: Money = None
    plateau: Money = None
    management: Money = None
    need: Money = None
    dates: int | None = None
    planned: int | None = None
    taxed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something a reader must know: a finding of the contrôles, or a remark of the house."""

    title: str
    text: str = ""
    code: str = ""
    remedy: str = ""
    citation: str = ""
    tone: Tone = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """Charges and income by group, the financing plan, the threshold. Totals, gap and unknown amounts are computed.

    `may_exceed`: the dates may bring more than they cost, since what is left pays the creation and the house.
    """

    may_exceed: bool = False
    charges: tuple[BudgetGroup, ...] = ()
    income: tuple[BudgetGroup, ...] = ()
    plan: tuple[Funding, ...] = ()
    threshold: Threshold | None = None
    notices: tuple[Notice, ...] = ()
    tax_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What a series costs: « Une représentation », 2500.00."""

    name: str
    amount: Money = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A date priced in full, travel included: its lines, before tax, and the VAT rate (0.055). Totals are computed."""

    title: str
    lines: tuple[Price, ...] = ()
    vat_rate: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is asked of a venue: prices before tax (not `taxed`: no VAT at all), an example, notes, what is looked for."""

    prices: tuple[Price, ...] = ()
    taxed: bool = True
    example: Example | None = None
    notes: tuple[StageNote, ...] = ()
    wanted: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CashMonth:
    """A month of cash, tax included: what comes in, what goes out (both positive). The balances are computed."""

    month: date
    cash_in: Decimal = Decimal(0)
    cash_out: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Treasury:
    """The cash plan: what is on the account when it opens, then months in a row. `unknown` counts what nobody priced."""

    opening: Decimal
    months: tuple[CashMonth, ...] = ()
    unknown: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom to call, and for what."""

    name: str
    role: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierData:
    """The production dossier. Only `company`, `document` and the title of `work` are owed."""

    company: Company
    document: Document
    work: Work
    lang: Lang = "fr"
    team: tuple[Member, ...] = ()
    team_credit: str = ""
    schedule: Schedule | None = None
    budget: Budget | None = None
    terms: Terms | None = None
    treasury: Treasury | None = None
    contacts: tuple[Contact, ...] = ()


type EventStatus = Literal["confirmed", "tentative", "cancelled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something at a time, or on whole days when `start` is a date (`end` is then the last day, included).

    A naive datetime is the time on the clocks of the calendar's zone. `uid` never changes in the life of the thing.
    """

    uid: str
    title: str
    start: datetime | date
    end: datetime | date | None = None
    status: EventStatus = "confirmed"
    location: str = ""
    description: str = ""
    url: str = ""
    category: str = ""
    sequence: int = 0
    zone: str = ""  # of its place, whose clocks it is written on; empty: that of the calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarData:
    """A calendar file. `stamp` is when its facts were last true (an instant with its zone): no clock is read."""

    name: str
    stamp: datetime
    events: tuple[Event, ...] = ()
    zone: str = "Europe/Paris"
    refresh_hours: int = 0  # how often whoever subscribed reads it again; 0: a file that is sent, not followed
