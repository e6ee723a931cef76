"""The shapes that travel on the rails: ids and plain values, never a model."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from filage.rules.engine import Explained


class Stage(StrEnum):
    """How exact a cost line is, from the roughest estimate; the last two are columns of their own."""

    COEFFICIENT = "coefficient"
    COMPUTED = "computed"
    QUOTED = "quoted"
    COMMITTED = "committed"
    INVOICED = "invoiced"
    PAID = "paid"

    @property
    def exactness(self) -> int:
        """Return the place of an estimate among estimates: of one origin, the forecast is the highest."""
        return list(Stage).index(self)


ESTIMATES = (Stage.COEFFICIENT, Stage.COMPUTED, Stage.QUOTED)


class Side(StrEnum):
    EXPENSE = "expense"
    INCOME = "income"


class Severity(StrEnum):
    BLOQUANT = "bloquant"
    ALERTE = "alerte"
    INFO = "info"
    INCONNU = "inconnu"


class Act(StrEnum):
    """What a finding may hold back, once: each cannot be undone, or is unlawful without what is asked."""

    CONFIRMER = "confirmer"  # a date
    SIGNER = "signer"  # a deal, or the date it covers
    JOUER = "jouer"  # a date is played
    EMBAUCHER = "embaucher"  # a contract of employment is signed
    DEMANDER = "demander"  # money, from a funder
    FIGER = "figer"  # a version of a budget
    EMETTRE = "emettre"  # a document that leaves the house
    INSCRIRE = "inscrire"  # somebody enters a training


@dataclass(frozen=True, slots=True)
class Scope:
    """What a question is about: an organisation, some of its productions (none named: all), a period."""

    organisation_id: UUID
    production_ids: tuple[UUID, ...] = ()
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CostLine:
    """One amount of one origin at one stage, net of VAT; `variable` moves with the number of dates."""

    key: str
    origin: str  # what it prices, e.g. "engagement:<id>"
    label: str
    stage: Stage
    side: Side
    amount: Explained
    vat_rate: Decimal | None = None  # percent
    on: date | None = None
    pays_on: date | None = None
    production: UUID | None = None
    activity: UUID | None = None
    destination: str = ""
    account: str = ""
    phase: str = ""
    fiscal_year: int | None = None
    funder: UUID | None = None
    structure: UUID | None = None
    status: str = ""  # of an income: idee demande en_instruction accorde_oral notifie conventionne encaisse refuse
    certain: bool = True
    variable: bool = False
    cash: bool = True
    beside: Explained | None = field(default=None, compare=False, repr=False)  # a rougher estimate of it, never added
    memo: dict[str, tuple[Any, Any]] = field(default_factory=dict, init=False, compare=False, repr=False)  # for `remembering`


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A dated duty with its owner and state."""

    key: str
    on: date
    title: str
    owner: str = ""
    state: str = ""
    url: str = ""
    production: UUID | None = None
    structure: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What takes some time on a calendar and is no service: a journey, a night, days when somebody cannot come."""

    key: str
    kind: str  # trajet, nuit, absence…
    title: str
    on: date
    until: date | None = None  # last day
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    zone: str = "Europe/Paris"  # where it starts
    end_zone: str = ""  # where it ends; empty: the same
    production: UUID | None = None
    activity: UUID | None = None  # the date it serves
    people: tuple[UUID, ...] = ()
    vehicle: UUID | None = None
    vehicle_name: str = ""
    place: str = ""
    state: str = ""  # as the screen says it
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a control found: the fault, its citation, and the gesture that mends it."""

    code: str
    severity: Severity
    subject: str
    message: str
    remedy: str
    remedy_url: str = ""
    citation: str = ""
    citation_url: str = ""
    confidence: str = ""
    production: UUID | None = None
    key: str = ""  # the same from one day to the next: code and objects
    imprint: str = ""  # of the facts that triggered it
    desk: str = ""
    about: tuple[str, ...] = ()  # keys of the objects that wear it: "activity:<id>", "line:<id>"…
    act: str = ""  # what it holds back, when it blocks
    pay: bool = False  # only those who read pay see it


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a dossier as plain data."""

    code: str
    title: str
    rank: int = 100
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRow:
    """What the search box may find; never sealed data."""

    key: str
    title: str
    text: str = ""
    url: str = ""
    kind: str = ""
    production: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigure:
    """One figure of the head of a page: an amount, or a text when it is not money."""

    code: str
    label: str
    amount: Explained | None = None
    text: str = ""
    unit: str = ""
    note: str = ""
    tone: str = ""
    url: str = ""
    rank: int = 100
    production: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuEntry:
    """An entry of the main menu; it is lit on its own page, and where `also` begins the address."""

    label: str
    url_name: str
    rank: int = 100
    icon: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectTab:
    """A tab of the project page; its address takes the slug of the production."""

    code: str
    label: str
    url_name: str
    rank: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A block that a desk gives to a page of the shell, with a template of the desk and its context."""

    slot: str  # "aujourdhui.main", "projet.budget.side"…
    title: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    count: int | str | None = None  # a number, or words: « 7 fermes, 3 options »
    more_label: str = ""
    more_url: str = ""
    rank: int = 100
