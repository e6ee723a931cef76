"""What a certification is: its blocks and competences, its routes, its jury, and until when one may enter it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Opening(StrEnum):
    """Whether a route is open; « à confirmer » warns and never refuses: the certifier decides."""

    OPEN = "ouverte"
    CLOSED = "fermee"
    TO_CONFIRM = "a_confirmer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a part of the record was read, and how sure it is."""

    name: str
    url: str
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """What shows that a competence is held; official when the certifier wrote it."""

    text: str
    official: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Competence:
    """One competence, judged by itself: its block, the activity that it serves, what proves it."""

    code: str
    block: str
    activity: int
    title: str
    deliverables: tuple[str, ...]
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block that is kept once it is obtained, and its trials."""

    code: str
    title: str
    trials: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is enough to enter: a level, ECTS or months of experience, and the length in months of the course it opens."""

    level: int
    ects: int = 0
    experience: int = 0
    months: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A way to the certification; any of its entries is enough, none asks for nothing."""

    code: str
    name: str
    entries: tuple[Entry, ...]
    opening: Opening = Opening.OPEN
    waivable: bool = True  # a derogation, on file, may stand for an entry
    placement: tuple[int, int] | None = None  # months, shortest and longest
    note: str = ""
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Seats:
    """So many members of a jury, of any of these qualities."""

    qualities: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """What became of those who were certified in a year; rates are percentages, None when not published."""

    year: int
    certified: int
    by_experience: int
    employed: int | None
    in_trade: int | None
    in_trade_later: int | None  # two years after


@dataclass(frozen=True, slots=True, kw_only=True)
class Certification:
    """A certification as its record says it on a day; a start or a certifier's SIRET that nobody found is None or empty."""

    code: str
    title: str
    level: int
    nsf: tuple[str, ...]
    formacode: tuple[str, ...]
    rome: tuple[str, ...]
    read_on: date
    certifier: str
    certifier_siret: str
    starts_on: date | None
    expires_on: date
    replaces: str
    replaces_until: date | None  # last day of the one before
    replaced_by: str
    origin: Origin  # of the registration
    right_kept: Origin  # what keeps the right of those who entered in time
    activities: dict[int, str]
    blocks: tuple[Block, ...]
    competences: tuple[Competence, ...]
    routes: dict[str, Route]
    jury: tuple[Seats, ...]
    years: tuple[Year, ...]

    @property
    def has_official_criteria(self) -> bool:
        """Tell whether every criterion is the certifier's own."""
        return all(criterion.official for one in self.competences for criterion in one.criteria)

    def of_block(self, code: str) -> tuple[Competence, ...]:
        """Return the competences of a block, in order."""
        return tuple(one for one in self.competences if one.block == code)


class Entered(StrEnum):
    """What an entry on a day is worth."""

    IN_TIME = "in_time"
    TOO_EARLY = "too_early"
    EXPIRED = "expired"


def entered(certification: Certification, on: date) -> Entered:
    """Tell whether one enters while the certification is registered, last day included; an unknown start refuses nobody."""
    if on > certification.expires_on:
        return Entered.EXPIRED
    if certification.starts_on is not None and on < certification.starts_on:
        return Entered.TOO_EARLY
    return Entered.IN_TIME


def entry_refusal(certification: Certification, on: date) -> str:
    """Return why an entry on a day is blocked, with its citation; empty when it is not."""
    found = entered(certification, on)
    if found is Entered.IN_TIME:
        return ""
    origin = f"{certification.origin.name}, {certification.origin.url}"
    if found is Entered.TOO_EARLY:
        starts = f"{certification.starts_on:%d/%m/%Y}"
        return f"L’entrée du {on:%d/%m/%Y} précède l’enregistrement de {certification.code}, le {starts} ({origin})."
    text = (
        f"{certification.code} est échue depuis le {certification.expires_on:%d/%m/%Y} : une entrée du {on:%d/%m/%Y} "
        f"n’ouvre pas droit à l’examen ({origin} ; {certification.right_kept.name})."
    )
    return (
        text if certification.replaced_by else f"{text} Aucune fiche de remplacement trouvée au {certification.read_on:%d/%m/%Y}."
    )
