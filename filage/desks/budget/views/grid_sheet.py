"""What the grid of a budget holds: families of rows, those typed and those computed, with subtotals that add up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from filage.desks.budget import queries
from filage.desks.budget.enums import Destination, Side
from filage.desks.budget.models import Line
from filage.desks.budget.queries import KeptLine, cells
from filage.desks.budget.rails import entries, sheets
from filage.desks.budget.rails.entries import Entry
from filage.productions.models import Production
from filage.rules.accounting import is_contribution
from filage.rules.budgeting.landing import landing
from filage.rules.budgeting.lines import EXPENSE, REFUSED, is_voluntary

type Paid = Mapping[UUID, frozenset[date]]  # the days when parts of each typed charge were paid
SIDES = {Side.CHARGE: "Charges", Side.PRODUIT: "Produits"}
TYPED = "line:"
NEVER: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Sums:
    """The four amounts of a row or of a family, and how many of its amounts are unknown.

    Charges: forecast, engaged, paid, landing. Produits: forecast, secured, received, left to receive.
    """

    amounts: tuple[Decimal, Decimal, Decimal, Decimal]
    unknown: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        first, second, third, fourth = (mine + its for mine, its in zip(self.amounts, other.amounts, strict=True))
        return Sums((first, second, third, fourth), self.unknown + other.unknown)


ZERO = Sums((Decimal(0), Decimal(0), Decimal(0), Decimal(0)))


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: the line somebody typed, or an entry that another desk computes (`line` None)."""

    ref: str
    side: Side
    entry: Entry
    line: Line | None
    sums: Sums
    part: str = ""  # the group of a reading where only a part of it stands

    @property
    def apart(self) -> bool:
        """Tell whether it is a contribution volontaire, which no total counts."""
        if self.line is not None:
            return self.line.destination == Destination.Z or is_contribution(self.line.account)
        return is_voluntary(self.entry.first)

    @property
    def id(self) -> str:
        """Return what names the row in the page."""
        return str(self.line.pk) if self.line else f"{self.side}-{self.ref}{'-' if self.part else ''}{self.part}"


@dataclass(frozen=True, slots=True)
class Family:
    """The rows of a destination, or of a group of another reading, with their subtotal."""

    code: str
    title: str
    rows: Sequence[GridRow]
    sums: Sums
    mark: str = ""
    held: str = ""  # what a line typed there already holds: « account|64 »

    @property
    def apart(self) -> bool:
        """Tell whether it holds only contributions volontaires."""
        return all(row.apart for row in self.rows)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One side of a budget: its families, and its total."""

    side: Side
    families: Sequence[Family]
    sums: Sums


@dataclass(frozen=True, slots=True)
class Written:
    """One budget of a production as its grid shows it, and the cost lines it was made from."""

    sheets: Sequence[Sheet]
    lines: Sequence[KeptLine]
    paid: Paid


def written(production: Production, phase: str, *, pay: bool) -> Written:
    """Return the grid of one budget; four queries whatever its length."""
    held = queries.lines(production, phase)
    typed = cells.typed_lines(production, phase)
    paid = cells.paid_days(production, phase)
    return Written([_sheet(side, held, typed, paid, pay) for side in SIDES], held, paid)


def _sheet(side: Side, held: Sequence[KeptLine], typed: Sequence[Line], paid: Paid, pay: bool) -> Sheet:
    mine = [line for line in held if (line.side == EXPENSE) == (side == Side.CHARGE)]
    by_origin: dict[str, list[KeptLine]] = defaultdict(list)
    others: list[KeptLine] = []
    for line in mine:
        (by_origin[line.origin] if _is_typed(line) else others).append(line)
    computed = entries.charges(others, pay=pay) if side == Side.CHARGE else entries.produits(others)
    families: dict[str, list[tuple[Entry, Line | None]]] = defaultdict(list)
    for entry in computed:
        families[entry.first.destination].append((entry, None))
    for each in typed:
        if each.side == side:
            origin = f"{TYPED}{each.pk}"
            families[each.destination].append((entries.one(origin, each.label, by_origin[origin]), each))
    made = [_family(code, rows, side, paid) for code, rows in sorted(families.items())]
    counted = [row.sums for family in made for row in family.rows if not row.apart]
    return Sheet(side, made, sum(counted, ZERO))


def subtotal(rows: Sequence[GridRow]) -> Sums:
    """Return what a family adds up: contributions volontaires stand below the line, and count only among themselves."""
    return sum((row.sums for row in [row for row in rows if not row.apart] or rows), ZERO)


def _is_typed(line: KeptLine) -> bool:
    return line.origin.startswith(TYPED) and "#" not in line.origin


def _family(code: str, rows: Iterable[tuple[Entry, Line | None]], side: Side, paid: Paid) -> Family:
    made = [
        GridRow(f"{code}{rank}", side, entry, line, sums_of(entry, side, paid.get(line.pk, NEVER) if line else NEVER))
        for rank, (entry, line) in enumerate(rows, start=1)
    ]
    return Family(code, sheets.family_name(code), made, subtotal(made), code)


def sums_of(entry: Entry, side: Side, paid: frozenset[date]) -> Sums:
    """Return the four amounts of an entry; `paid` are the days when parts of it were paid."""
    if not entry.lines or entry.first.status == REFUSED:
        return ZERO
    if len(entry.lines) == 1:
        value = entry.first.amount.value
        known, unknown = value or Decimal(0), int(value is None)
    else:
        amount = entry.amount
        known, unknown = amount.known, len(amount.missing)
    if side == Side.CHARGE:
        given = entry.paid if entry.done else Decimal(0)
        if paid and not given:
            given = sum((line.amount.value or Decimal(0) for line in entry.lines if line.pays_on in paid), Decimal(0))
        engaged = max(entry.engaged if entry.done else Decimal(0), given)  # what is paid is engaged
        lands = landing(entry.lines, entry.done) if entry.is_team and entry.done else max(known, engaged)
        return Sums((known, engaged, given, lands), unknown)
    left = Decimal(0) if entries.own_money(entry) else known - entry.received
    return Sums((known, entry.secured, entry.received, left), unknown)
