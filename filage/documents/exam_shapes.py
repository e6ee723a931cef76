"""Says what the papers of an exam must be told: the summons of a candidate, and the dossier that proves her competences."""

from dataclasses import dataclass
from datetime import date

from filage.documents.paper_shapes import Head
from filage.documents.shapes import Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class SummonsRow:
    """A trial as its candidate reads it: the day, when she prepares and passes, what, where, before whom."""

    on: date
    hour: str
    until: str
    prepares: str = ""
    what: str
    where: str = ""
    panel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SummonsData:
    """The summons of a candidate: who convenes in whose name, the title aimed at, her trials, what she must bring and know."""

    head: Head
    to: tuple[str, ...]  # her name, then her address
    number: str = ""
    certification: str  # « RNCP39624, Chargé de production… »
    certifier: str
    body: str = ""
    convened_by: str  # the sentence that says who convenes, and for whom
    place: tuple[str, ...] = ()
    rows: tuple[SummonsRow, ...] = ()
    blocks: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()  # blocks that she holds already
    notes: tuple[str, ...] = ()
    hand_in: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What proves a deliverable: its name, where it comes from, its day, the imprint of its bytes."""

    name: str
    source: str = ""
    day: str = ""
    imprint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliverable:
    """A deliverable of a competence with its state and what proves it."""

    name: str
    state: str = ""
    tone: Tone = "unknown"
    evidence: tuple[Evidence, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Competence:
    """A competence with its deliverables; `level` is how the candidate judges herself, said in words."""

    code: str
    title: str
    level: str = ""
    deliverables: tuple[Deliverable, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A line of a part of the production: what, and its amount or its words."""

    name: str
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """A part of the production as the office holds it: budget, calendar, prices, cash."""

    title: str
    work: str = ""
    lines: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioBlock:
    """A block: what the production holds for it, then its competences one by one."""

    code: str
    title: str
    extracts: tuple[Extract, ...] = ()
    competences: tuple[Competence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioData:
    """The dossier of production or of diffusion of a candidate, block by block."""

    head: Head
    candidate: str
    number: str = ""
    exam: str
    certification: str
    works: tuple[str, ...] = ()
    official: bool = False  # whether the criteria are the certifier's
    proved: str = ""  # « 41 livrables sur 66 »
    blocks: tuple[PortfolioBlock, ...] = ()
