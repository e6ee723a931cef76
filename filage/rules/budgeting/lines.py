"""Which lines a budget counts: the most exact estimate of each origin, refused money left out, internal transfers apart."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from filage.rules.accounting import is_contribution
from filage.rules.engine import Explained

EXPENSE, INCOME = "expense", "income"
CREATION, EXPLOITATION, STRUCTURE = "creation", "exploitation", "structure"
REFUSED = "refuse"
SECURED = frozenset({"notifie", "conventionne", "encaisse"})
ESTIMATES = {"coefficient": 0, "computed": 1, "quoted": 2}
DONE = {"committed": 3, "invoiced": 4, "paid": 5}
EXACTNESS = ESTIMATES | DONE

# Transfers inside the office: counted in the budget that bears them, never paid, left out of the whole.
RECOVERY = "amortissement"  # of the creation's deficit, by the performances
OVERHEADS = "gestion"  # management costs, a rate of the plateau
STRUCTURE_SHARE = "quote_part"  # what each performance gives to the structure
PAYSLIPS = "paie"  # what making payslips costs: really paid, and a part of the plateau
INTERNAL = frozenset({RECOVERY, OVERHEADS, STRUCTURE_SHARE})

PLATEAU = frozenset("ABCDE")  # destinations that a performance cannot do without: neither travel (F) nor rights (G)
TRAVEL = "F"
CONTRIBUTIONS = "Z"


class Line(Protocol):
    """What a budget reads of a line: a cost line of the rails, a kept row, or a plain line."""

    @property
    def key(self) -> str: ...
    @property
    def origin(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def stage(self) -> str: ...
    @property
    def side(self) -> str: ...
    @property
    def amount(self) -> Explained: ...
    @property
    def vat_rate(self) -> Decimal | None: ...
    @property
    def on(self) -> date | None: ...
    @property
    def pays_on(self) -> date | None: ...
    @property
    def activity(self) -> Hashable | None: ...
    @property
    def destination(self) -> str: ...
    @property
    def account(self) -> str: ...
    @property
    def phase(self) -> str: ...
    @property
    def fiscal_year(self) -> int | None: ...
    @property
    def funder(self) -> Hashable | None: ...
    @property
    def status(self) -> str: ...
    @property
    def certain(self) -> bool: ...
    @property
    def variable(self) -> bool: ...
    @property
    def cash(self) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainLine:
    """A line with nothing behind it: what kept rows become, and what a test or a simulation writes."""

    key: str
    origin: str
    label: str
    side: str
    amount: Explained
    stage: str = "computed"
    vat_rate: Decimal | None = None  # percent
    on: date | None = None
    pays_on: date | None = None
    activity: Hashable | None = None
    destination: str = ""
    account: str = ""
    phase: str = CREATION
    fiscal_year: int | None = None
    funder: Hashable | None = None
    status: str = ""
    certain: bool = True
    variable: bool = False
    cash: bool = True


def forecast[L: Line](lines: Sequence[L]) -> list[L]:
    """Return the lines that a forecast adds up: of one origin, its most exact estimate, or what is done when none is left."""
    best: dict[str, int] = {}
    for line in lines:
        rank = ESTIMATES.get(line.stage, -1)
        if rank > best.get(line.origin, -2):
            best[line.origin] = rank
    done = {origin for origin, rank in best.items() if rank < 0}
    if done:
        _most_exact_done(lines, done, best)
    return [line for line in lines if EXACTNESS[line.stage] == best[line.origin]]


def standing[L: Line](lines: Iterable[L]) -> list[L]:
    """Return the lines without the refused ones."""
    return [line for line in lines if line.status != REFUSED]


class Counted[L: Line](list[L]):
    """Lines that a budget counts, already chosen: each figure of a show is added from the same ones."""


def counted[L: Line](lines: Iterable[L]) -> Counted[L]:
    """Return the lines that a forecast adds up, the refused ones left out; those already chosen are given back."""
    return lines if isinstance(lines, Counted) else Counted(standing(forecast(list(lines))))


def is_internal(line: Line) -> bool:
    """Tell whether the line moves money inside the office only (amortissement, gestion, quote-part)."""
    return line.origin.partition(":")[0] in INTERNAL


def in_plateau(line: Line) -> bool:
    """Tell whether a charge of a date belongs to its coût plateau: neither travel, rights, nor what is imputed."""
    return line.side == EXPENSE and (line.destination in PLATEAU or line.origin.startswith(f"{PAYSLIPS}:"))


def is_voluntary(line: Line) -> bool:
    """Tell whether the line is a contribution volontaire (86 or 87), shown below the result."""
    return line.destination == CONTRIBUTIONS or is_contribution(line.account)


def is_secured(line: Line) -> bool:
    """Tell whether an income is sure enough for the balance sécurisé: notified, under agreement, or received."""
    return line.status in SECURED


def _most_exact_done(lines: Iterable[Line], origins: set[str], best: dict[str, int]) -> None:
    for line in lines:
        if line.origin in origins:
            best[line.origin] = max(best[line.origin], EXACTNESS[line.stage])
