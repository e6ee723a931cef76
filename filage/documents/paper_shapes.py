"""Says what each sheet of the office must be told: financing plan, account view, treasury plan, tour table, needs list.

Like the shapes of the dossier: money is a Decimal in euros, None is unknown, every list may be empty, and all of them go
through `codec` unchanged.
"""

from dataclasses import dataclass
from datetime import date

from filage.documents.shapes import Budget, Company, Contact, Document, Funding, Lang, Money, Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What every sheet says first: who signs, what this paper is, which work it is about, whom to call."""

    company: Company
    document: Document
    title: str
    author: str = ""
    lang: Lang = "fr"
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancingData:
    """The financing plan, on one page, for a partner. `pitch` is one sentence on the work; `phase` names the budget."""

    head: Head
    budget: Budget
    pitch: str = ""
    phase: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLine:
    """A line of the account view: its code on the form, its exact amount; `unknown` counts what nobody priced."""

    code: str
    label: str
    amount: Money = None
    unknown: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountClass:
    """A class of accounts (60, 61… 87) with its lines, in the order of the form."""

    code: str
    label: str
    lines: tuple[AccountLine, ...] = ()
    voluntary: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsData:
    """The budget in the account view. Whole euros and totals are computed: both sides stay equal when they were."""

    head: Head
    charges: tuple[AccountClass, ...] = ()
    income: tuple[AccountClass, ...] = ()
    funders: tuple[Funding, ...] = ()  # each one, asked or secured: the form wants them all said
    phase: str = ""
    tax_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TreasuryRow:
    """A row of the treasury plan: as many amounts as months, tax included, both sides positive; None is unknown."""

    label: str
    side: str  # "in" or "out"
    amounts: tuple[Money, ...] = ()
    unknown: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TreasuryData:
    """The treasury plan: from the month `start`, with what is on the account when it opens (None: unknown)."""

    head: Head
    start: date
    opening: Money = None
    flows: tuple[TreasuryRow, ...] = ()
    undated: tuple[tuple[str, Money], ...] = ()
    hypotheses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TourLine:
    """A date of the tour. Words that the office has a list of (type, state, who bears what) are French: they are translated."""

    on: date
    hour: str = ""  # 20:30, on the clocks of the place
    venue: str = ""
    town: str = ""
    what: str = ""
    state: str = ""
    tone: Tone = "unknown"
    deal: str = ""
    price: Money = None
    priced: bool = False  # sold for money: an unknown price is then to be confirmed, else there is none to say
    travel: str = ""
    lodging: str = ""
    meals: str = ""
    rights: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TourData:
    """The tour table: the dates that stand, in order; `called_off` counts those postponed or cancelled, left out."""

    head: Head
    dates: tuple[TourLine, ...] = ()
    called_off: int = 0
    with_prices: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedLine:
    """What the project asks for: `quantity` as text (« 12 pièces »), `origin`, who or what may answer, its cost."""

    label: str
    quantity: str = ""
    origin: str = ""
    state: str = ""
    tone: Tone = "unknown"
    amount: Money = None
    silent: bool = False  # somebody's pay: the cost is not for this paper


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedGroup:
    """Needs of one kind: human, technical, logistic, financial."""

    name: str
    lines: tuple[NeedLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsData:
    """The needs list, with what is still open on each side of the project."""

    head: Head
    groups: tuple[NeedGroup, ...] = ()
    open_points: tuple[tuple[str, str], ...] = ()  # (side of the project, what is open)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """A text, under a heading of its own when it has one; `_Titre_` is the title of a work."""

    text: str
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPart:
    """A part of a manuscript: « Note d’intention » and its text; without a block it is said to be unwritten."""

    title: str
    blocks: tuple[TextBlock, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ManuscriptData:
    """Texts that go on being written outside: a note d'intention, or all the texts of a dossier."""

    head: Head
    parts: tuple[TextPart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestLine:
    """A professional invited: her name, her house, her seats, what became of the invitation."""

    name: str
    structure: str = ""
    seats: int = 1
    state: str = ""
    tone: Tone = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestsData:
    """The professionals invited to a performance, by name, with boxes to tick at the door."""

    head: Head
    on: date
    hour: str = ""  # 20:30, on the clocks of the place
    place: str = ""
    guests: tuple[GuestLine, ...] = ()


type PaperData = FinancingData | AccountsData | TreasuryData | TourData | NeedsData | GuestsData
