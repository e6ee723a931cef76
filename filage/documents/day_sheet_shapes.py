"""Says what feuilles de route and the carnet of a tour are told: hours, people, telephones, places; nothing else has a field."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from filage.documents.paper_shapes import Head

type Audience = Literal["equipe", "lieu"]
type Paper = Literal["a4", "telephone"]
type ChangeKind = Literal["ajoute", "retire", "change"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One thing of the day: its local hour (« 14:30 », empty is unknown), its end, and the instants when they are known."""

    key: str
    on: date
    at: str = ""
    until: str = ""
    zone: str = ""  # said when it is not that of the place: « heure de Londres »
    starts: str = ""  # ISO instant, universal time
    ends: str = ""
    what: str
    details: tuple[str, ...] = ()
    main: bool = False  # what the day is for


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Whom to call, and for what."""

    role: str
    name: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing to know about the place, the road or the stage."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Facts that are read together."""

    title: str
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is not as the sheet last issued said; `before` or `after` is empty for what is added or taken away."""

    kind: ChangeKind
    what: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySheetData:
    """The feuille de route of one date, for the team or for the venue. Every text is in the language of the head."""

    head: Head
    audience: Audience = "equipe"
    paper: Paper = "a4"
    on: date
    what: str
    venue: str = ""
    town: str = ""
    address: str = ""
    map_query: str = ""  # what a map looks for: coordinates, else an address; empty: nothing known
    zone: str = "Europe/Paris"
    clocks: str = ""  # how the clocks of the place differ from those of home that day
    status: str = ""  # said while the date is not firm
    moments: tuple[Moment, ...] = ()
    calls: tuple[Call, ...] = ()
    blocks: tuple[Block, ...] = ()
    people: tuple[Fact, ...] = ()
    unknown: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    since: date | None = None  # the day of the sheet that the changes are counted from


@dataclass(frozen=True, slots=True, kw_only=True)
class BookData:
    """The carnet de route of a tour: its sheets in the order of the days, at least one, all for the same reader."""

    head: Head
    audience: Audience = "equipe"
    paper: Paper = "a4"
    sheets: tuple[DaySheetData, ...]
