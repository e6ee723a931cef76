"""Finds the tables of somebody else's sheets: their heading row, their columns, how far they go, which side of a budget."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from filage.documents.foreign.words import CHARGES, PRODUITS, TOTAL, folded, month_of, role_of, side_of
from filage.documents.sheets import Cell, Grid
from filage.rules.reading import Unreadable, amount

AMOUNTS = ("amount", "unit_price", "month")
FEW_MONTHS = 3
MOST_COLUMNS = 40
ABOVE = 4  # rows above a heading that may hold its title


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its sheet (a rank), its heading row, its last row, its first column, what each column holds, its side.

    `header` is -1 when the table has no heading. `side` is charge, produit, or empty when each row says it by its account.
    """

    sheet: int
    header: int
    last: int
    left: int
    roles: tuple[str, ...]
    side: str = ""
    taxed: str = ""  # ttc when the heading of its amounts says so

    @property
    def columns(self) -> Iterator[tuple[int, str]]:
        """Yield the columns with what they hold."""
        return enumerate(self.roles, start=self.left)


def guess(grids: Sequence[Grid]) -> list[Table]:
    """Return the tables of visible sheets that look like a budget, in their order."""
    return [table for rank, grid in enumerate(grids) if not grid.hidden for table in _of_sheet(rank, grid)]


def table_at(grids: Sequence[Grid], sheet: int, header: int) -> Table:
    """Return the table whose heading the reader points at: a row of a sheet, both from 0 (-1: no heading)."""
    grid = grids[sheet]
    blocks = _blocks(grid, header) if header >= 0 else []
    if blocks:
        left, roles = blocks[0]
        return _table(sheet, grid, header, left, roles, len(grid.rows) - 1)
    return _bare(sheet, grid, max(header, -1))


def _of_sheet(rank: int, grid: Grid) -> list[Table]:
    heads = [(row, blocks) for row in range(len(grid.rows)) if (blocks := _blocks(grid, row))]
    found: list[Table] = []
    for place, (row, blocks) in enumerate(heads):
        last = heads[place + 1][0] - 1 if place + 1 < len(heads) else len(grid.rows) - 1
        found += [_table(rank, grid, row, left, roles, last) for left, roles in blocks]
    if not found and _has_amounts(grid):
        found = [_bare(rank, grid, -1)]
    return [table for table in found if _is_filled(grid, table)]


def _blocks(grid: Grid, row: int) -> list[tuple[int, list[str]]]:
    """Return the tables that a row heads: side by side, each begins at its label. Nothing when it is not a heading."""
    cells = grid.rows[row]
    roles = [role_of(cell) for cell in cells]
    if sum(role is not None for role in roles) < 2 or any(isinstance(cell, Decimal) for cell in cells):
        return []
    starts = [place for place, role in enumerate(roles) if role == "label"]
    if not starts and "family" in roles:
        roles[roles.index("family")] = "label"
        starts = [roles.index("label")]
    if not starts or not any(role in AMOUNTS for role in roles):
        return []
    starts = _apart(roles, starts)
    blocks: list[tuple[int, list[str | None]]] = []
    for rank, start in enumerate(starts):
        left = _left_of(roles, start, blocks[-1][0] + len(blocks[-1][1]) if blocks else 0) if rank else 0
        if blocks:
            before, kept = blocks[-1]
            blocks[-1] = (before, kept[: left - before])
        blocks.append((left, roles[left:]))
    return [(left, _once([role or "" for role in kept])) for left, kept in blocks if any(role in AMOUNTS for role in kept)]


def _apart(roles: Sequence[str | None], starts: Sequence[int]) -> list[int]:
    """Return the labels that begin a table: an amount stands between one and the next; others are comments."""
    kept = [starts[0]]
    for start in starts[1:]:
        if any(role in AMOUNTS for role in roles[kept[-1] : start]):
            kept.append(start)
    return kept


def _left_of(roles: Sequence[str | None], label: int, floor: int) -> int:
    """Return the first column of a table whose label is known: an account may stand before it."""
    left = label
    while left - 1 > 0 and roles[left - 1] in ("account", "family") and left - 1 > label - 3:
        left -= 1
    return left


def _once(roles: list[str]) -> list[str]:
    """Return the roles with one label and one amount: after a first label a text is a comment; a total hides the months' sum."""
    label = roles.index("label") if "label" in roles else -1
    made = [("comment" if role == "label" and rank != label else role) for rank, role in enumerate(roles)]
    if made.count("month") and made.count("month") < FEW_MONTHS:
        made = ["amount" if role == "month" else role for role in made]
    amounts = [rank for rank, role in enumerate(made) if role == "amount"]
    return [("" if role == "amount" and rank != amounts[0] else role) for rank, role in enumerate(made)]


def _table(rank: int, grid: Grid, header: int, left: int, roles: list[str], last: int) -> Table:
    heads = grid.rows[header]
    label = next((place for place, role in enumerate(roles, start=left) if role == "label"), left)
    chosen = _trimmed(grid, header, last, left, _preferred(heads, left, roles))
    amounts = [folded(heads[place]).split() for place, role in enumerate(chosen, start=left) if role in ("amount", "unit_price")]
    return Table(
        sheet=rank,
        header=header,
        last=last,
        left=left,
        roles=tuple(chosen),
        side=_side(grid, header, left, label, len(roles)) or _closed_as(grid, header, last, left, len(roles)),
        taxed="ttc" if any("ttc" in said for said in amounts) else "",
    )


def _trimmed(grid: Grid, header: int, last: int, left: int, roles: list[str]) -> list[str]:
    """Return the roles without the empty columns at the end, nor those beyond what a reader would correct by hand."""
    width = len(roles)
    rows = grid.rows[header : last + 1]
    while width and not roles[width - 1] and all(left + width > len(row) or row[left + width - 1] is None for row in rows):
        width -= 1
    return roles[: min(width, MOST_COLUMNS)]


def _preferred(heads: Sequence[Cell], left: int, roles: list[str]) -> list[str]:
    """Return the roles with the amount without tax chosen among several amounts, when a heading says which it is."""
    all_amounts = [place for place in range(left, left + len(roles)) if role_of(heads[place]) == "amount"]
    net = [place for place in all_amounts if "ht" in folded(heads[place]).split()]
    if len(all_amounts) < 2 or not net:
        return roles
    return ["amount" if place == net[0] else "" if role == "amount" else role for place, role in enumerate(roles, start=left)]


def _side(grid: Grid, header: int, left: int, label: int, width: int) -> str:
    """Return the side of a table: its heading says it, else the nearest title above it, else the name of its sheet."""
    own = side_of(folded(grid.rows[header][label]))
    if own:
        return own
    for row in range(header - 1, max(-1, header - 1 - ABOVE), -1):
        titles = [side_of(folded(cell)) for cell in grid.rows[row][left : left + width] if isinstance(cell, str)]
        said = next(filter(None, [*titles, _covering(grid, row, label)]), "")
        if said:
            return said
        if any(isinstance(cell, Decimal) for cell in grid.rows[row]):
            break  # another table: its words are not ours
    return side_of(folded(grid.name))


def _closed_as(grid: Grid, header: int, last: int, left: int, width: int) -> str:
    """Return the side that the total of a table says: « Total des charges »."""
    texts = [
        folded(cell) for row in grid.rows[header + 1 : last + 1] for cell in row[left : left + width] if isinstance(cell, str)
    ]
    return next((side for text in reversed(texts) if TOTAL.search(text) and (side := side_of(text))), "")


def _covering(grid: Grid, row: int, column: int) -> str:
    """Return the side that a title merged over a column says."""
    merged = next((block for block in grid.merged if block[0] <= row <= block[2] and block[1] <= column <= block[3]), None)
    return side_of(folded(grid.rows[merged[0]][merged[1]])) if merged else ""


def _bare(rank: int, grid: Grid, header: int) -> Table:
    """Return a table without headings: the column of most texts is its label, the last column of most numbers its amount."""
    texts, numbers = Counter[int](), Counter[int]()
    for row in grid.rows[header + 1 :]:
        for place, cell in enumerate(row):
            texts[place] += isinstance(cell, str) and not is_amount(cell)
            numbers[place] += is_amount(cell)
    width = max((len(row) for row in grid.rows), default=0)
    label = max(range(width), key=lambda place: (texts[place], -place), default=0)
    amounts = max(range(width), key=lambda place: (numbers[place], place), default=0)
    roles = ["label" if place == label else "amount" if place == amounts else "" for place in range(width)]
    return Table(rank, header, len(grid.rows) - 1, 0, tuple(roles[:MOST_COLUMNS]), side_of(folded(grid.name)))


def _is_filled(grid: Grid, table: Table) -> bool:
    """Tell whether a table has at least one row with a label and an amount."""
    label = next((place for place, role in table.columns if role == "label"), None)
    paid = [place for place, role in table.columns if role in AMOUNTS]
    rows = grid.rows[table.header + 1 : table.last + 1]
    if label is None:
        return False
    named = [row for row in rows if label < len(row) and row[label] is not None]
    return any(is_amount(row[place]) for row in named for place in paid if place < len(row))


def _has_amounts(grid: Grid) -> bool:
    told = any(CHARGES.search(folded(cell)) or PRODUITS.search(folded(cell)) for row in grid.rows for cell in row if cell)
    return told and sum(is_amount(cell) for row in grid.rows for cell in row) > 2


def is_amount(cell: Cell) -> bool:
    """Tell whether a cell is a number, or a text that says an amount: « 1 234,50 € », « (350) »."""
    if isinstance(cell, Decimal):
        return True
    if not isinstance(cell, str) or not any(sign.isdigit() for sign in cell) or month_of(cell):
        return False
    try:
        return amount(cell) is not None
    except Unreadable:
        return False
