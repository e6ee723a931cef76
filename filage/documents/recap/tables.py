"""Finds the tables of a payroll recap: their heading row, what each column holds, whether it is an accounting entry."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from filage.documents.recap.words import folded, role_of
from filage.documents.sheets import Cell, Grid

MOST_COLUMNS = 60
MONEY = ("gross", "cost", "debit", "credit")
REPEATED = 2  # headings of a first row found again: the row only repeats them


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its sheet (a rank), its heading row (-1: none), its last row, and what each column holds from the first."""

    sheet: int
    header: int
    last: int
    roles: tuple[str, ...]

    @property
    def is_entry(self) -> bool:
        """Tell whether it is an accounting entry: accounts, debits and credits."""
        return {"account", "debit", "credit"} <= set(self.roles)

    @property
    def columns(self) -> Iterator[tuple[int, str]]:
        """Yield the columns with what they hold."""
        return enumerate(self.roles)

    @property
    def is_readable(self) -> bool:
        """Tell whether it says who is paid and how much."""
        return self.is_entry or ("person" in self.roles and "gross" in self.roles)


def guess(grids: Sequence[Grid]) -> list[Table]:
    """Return the tables of visible sheets that speak of pay, one a sheet, in their order."""
    found = []
    for rank, grid in enumerate(grids):
        header = None if grid.hidden else next((row for row in range(len(grid.rows)) if _heads(grid, row)), None)
        if header is not None:
            deepest = max((last for first, _, last, _ in grid.merged if first == header), default=header)
            found.append(table_at(grids, rank, min(deepest, len(grid.rows) - 1)))
    return found


def table_at(grids: Sequence[Grid], sheet: int, header: int) -> Table:
    """Return the table whose heading the reader points at: a row of a sheet, both from 0."""
    grid = grids[sheet]
    return Table(sheet, header, len(grid.rows) - 1, tuple(_once(_roles(grid, header))) if header >= 0 else ())


def repeats(grid: Grid, table: Table, row: int) -> bool:
    """Tell whether a row only says the headings again."""
    if table.header < 0 or row == table.header:
        return False
    heads, cells = grid.rows[table.header], grid.rows[row]
    same = sum(
        place < len(heads) and heads[place] is not None and folded(cell) == folded(heads[place])
        for place, cell in enumerate(cells)
        if isinstance(cell, str)
    )
    return same >= REPEATED and not any(isinstance(cell, Decimal) for cell in cells)


def _heads(grid: Grid, row: int) -> bool:
    if any(isinstance(cell, Decimal) for cell in grid.rows[row]):
        return False
    roles = set(_roles(grid, row))
    named = roles & {"person", "label", "account"}
    return bool(named) and (bool(roles & {"gross", "cost"}) or {"debit", "credit"} <= roles)


def _roles(grid: Grid, row: int) -> list[str]:
    """Return what the headings of a row say, each completed by the title merged above it."""
    cells = grid.rows[row][:MOST_COLUMNS]
    return [_role(grid, row, place, cell) for place, cell in enumerate(cells)]


def _role(grid: Grid, row: int, place: int, cell: Cell) -> str:
    above = _above(grid, row, place)
    own = role_of(f"{above} {cell or ''}") if above else None
    if own is None and above and cell is not None:
        own = role_of(f"{cell} {above}")
    return (role_of(cell) if own is None else own) or ""


def _above(grid: Grid, row: int, place: int) -> str:
    """Return the title merged over a column on the row just above its heading, or its heading that goes down to this row."""
    for first, left, last, right in grid.merged:
        if left <= place <= right and (last == row - 1 or first < row <= last):
            title = grid.rows[first][left]
            return title if isinstance(title, str) else ""
    return ""


def _once(roles: list[str]) -> list[str]:
    """Return the roles with each held by one column: the first, but the last of the costs, which is their total."""
    made = list(roles)
    for role in set(roles) - {""}:
        places = [place for place, one in enumerate(roles) if one == role]
        kept = places[-1] if role in ("cost", "charges") else places[0]
        made = ["" if one == role and place != kept else one for place, one in enumerate(made)]
    return made
