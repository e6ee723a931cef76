"""What the page of somebody else's workbook shows: its tables, what each column is taken for, and the lines they make."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import QueryDict

from filage.core.refusal import Refusal
from filage.desks.budget.enums import Destination
from filage.desks.budget.operations.foreign import Accepted
from filage.documents import foreign
from filage.documents.foreign import ROLES, FoundLine, Table
from filage.documents.foreign.words import folded
from filage.documents.sheets import Cell, Grid
from filage.productions.enums import Phase
from filage.web import format as french

SIDES = (("charge", "charges"), ("produit", "produits"), ("", "selon le compte"))
SIDE_WORDS = dict(SIDES) | {"": "charges et produits"}
TAXES = (("", "hors taxes"), ("ttc", "toutes taxes comprises"))
PHASES = [(each.value, each.label) for each in Phase]
POSTS = [(each.value, f"{each.value} · {each.label}") for each in Destination if each not in (Destination.P, Destination.S)]
SHOWN_ROWS = 4  # of a table, under its headings
MOST_TABLES = 6
MOST_LINES = 340  # on one page; a form carries no more


@dataclass(frozen=True, slots=True)
class Read:
    """A table as it is read: where it is, in which budget its lines go, and its lines."""

    rank: int
    table: Table
    phase: str
    found: Sequence[FoundLine]

    @property
    def prefix(self) -> str:
        """Return what the fields of the table begin with."""
        return f"t{self.rank}"


def guessed(grids: Sequence[Grid]) -> list[Read]:
    """Return the tables that are found at first sight."""
    return [
        _read(grids, rank, table, _phase(grids[table.sheet])) for rank, table in enumerate(foreign.guess(grids)[:MOST_TABLES])
    ]


def corrected(grids: Sequence[Grid], asked: QueryDict) -> list[Read]:
    """Return the tables as the reader corrected them; one more when a sheet and a heading were pointed at."""
    tables = [table for rank in range(MOST_TABLES) if (table := _asked(grids, asked, f"t{rank}")) is not None]
    sheet, header = _number(asked.get("feuille", "")), _number(asked.get("titres", ""))
    if sheet is not None and 0 <= sheet < len(grids) and asked.get("autre"):
        last = len(grids[sheet].rows)
        tables.append((foreign.table_at(grids, sheet, min(max((header or 0) - 1, -1), last - 1)), Phase.CREATION))
    return [_read(grids, rank, table, phase) for rank, (table, phase) in enumerate(tables)]


def accepted(read: Sequence[Read], grids: Sequence[Grid], asked: QueryDict) -> list[Accepted]:
    """Return the lines that are ticked, with the post chosen for each."""
    ticked = set(asked.getlist("ligne"))
    return [
        Accepted(
            found=line,
            destination=asked.get(f"poste-{each.prefix}-{line.row}", line.destination),
            phase=each.phase,
            taxed=each.table.taxed,
            source=f"classeur, feuille {grids[each.table.sheet].name}, ligne {line.row + 1}",
        )
        for each in read
        for line in each.found
        if f"{each.prefix}-{line.row}" in ticked
    ]


def context(read: Sequence[Read], grids: Sequence[Grid]) -> dict[str, Any]:
    """Return what the template needs; Refusal when there is more than a page can hold."""
    if sum(len(each.found) for each in read) > MOST_LINES:
        raise Refusal(f"Plus de {MOST_LINES} lignes d’un coup : gardez-en les feuilles utiles, puis recommencez.")
    return {
        "tables": [_shown(each, grids) for each in read],
        "sheets": [(rank, grid.name) for rank, grid in enumerate(grids) if grid.rows],
        "lines": sum(line.kept for each in read for line in each.found),
        "posts": POSTS,
    }


def _read(grids: Sequence[Grid], rank: int, table: Table, phase: str) -> Read:
    return Read(rank, table, phase, foreign.lines(grids, table))


def _phase(grid: Grid) -> str:
    said = folded(grid.name)
    return Phase.EXPLOITATION if any(word in said for word in ("exploitation", "tournee", "diffusion")) else Phase.CREATION


def _asked(grids: Sequence[Grid], asked: QueryDict, prefix: str) -> tuple[Table, str] | None:
    """Return a table as its fields say it, None when there is no such one or when it is not to be read."""
    sheet, left = _number(asked.get(f"{prefix}-feuille", "")), _number(asked.get(f"{prefix}-gauche", ""))
    header, last = _number(asked.get(f"{prefix}-titres", "")), _number(asked.get(f"{prefix}-fin", ""))
    if sheet is None or not 0 <= sheet < len(grids) or left is None or f"{prefix}-lire" not in asked:
        return None
    height = len(grids[sheet].rows)
    top = min(max(0 if header is None else header, 0), height) - 1
    bottom = min(max(height if last is None else last, top + 2), height) - 1
    roles = tuple(role if role in ROLES else "" for role in asked.getlist(f"{prefix}-role"))
    side, taxed = asked.get(f"{prefix}-cote", ""), asked.get(f"{prefix}-taxe", "")
    phase = asked.get(f"{prefix}-budget", "")
    table = Table(sheet, top, bottom, max(left, 0), roles, side if side in dict(SIDES) else "", taxed if taxed == "ttc" else "")
    return table, phase if phase in Phase.values else Phase.CREATION


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


def _shown(each: Read, grids: Sequence[Grid]) -> dict[str, Any]:
    table, grid = each.table, grids[each.table.sheet]
    kept = [line for line in each.found if line.kept]
    return {
        "prefix": each.prefix,
        "title": f"{grid.name}, {SIDE_WORDS[table.side]}, ligne {max(table.header, 0) + 1}",
        "sheet_rank": table.sheet,
        "left": table.left,
        "header": table.header + 1,
        "last": table.last + 1,
        "side": table.side,
        "sides": SIDES,
        "taxed": table.taxed,
        "taxes": TAXES,
        "phase": each.phase,
        "phases": PHASES,
        "columns": list(_columns(table, grid)),
        "roles": list(ROLES.items()),
        "rows": [_row(each, line) for line in each.found],
        "count": len(kept),
        "total": sum((line.amount or Decimal(0) for line in kept), Decimal(0)),
        "told": _told(each.found),
        "unknown": sum(line.amount is None for line in kept),
        "income": table.side == "produit",
    }


def _columns(table: Table, grid: Grid) -> Iterator[Mapping[str, Any]]:
    """Yield the columns with their letter, their heading, what they are taken for, and what they hold."""
    heads = grid.rows[table.header] if table.header >= 0 else ()
    samples = grid.rows[table.header + 1 : table.header + 1 + SHOWN_ROWS]
    for column, role in table.columns:
        head = french_cell(heads[column]) if column < len(heads) else ""
        cells = [french_cell(row[column]) if column < len(row) else "" for row in samples]
        if head or any(cells) or role:
            yield {"letter": _letter(column), "head": head, "role": role, "cells": cells, "shown": True}
        else:
            yield {"letter": _letter(column), "head": "", "role": role, "cells": cells, "shown": False}


def french_cell(cell: Cell) -> str:
    """Return a cell as a French reader sees it."""
    if isinstance(cell, Decimal):
        return french.number(cell)
    return "" if cell is None else str(cell) if isinstance(cell, str) else f"{cell:%d/%m/%Y}"


def _letter(column: int) -> str:
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def _row(each: Read, line: FoundLine) -> dict[str, Any]:
    several = line.quantity != 1 and line.unit_price is not None
    return {
        "id": f"{each.prefix}-{line.row}",
        "number": line.row + 1,
        "line": line,
        "calculation": f"{french.number(line.quantity)} × {french.money(line.unit_price)}" if several and line.unit_price else "",
        "tickable": line.kept or line.amount is not None,
        "months": len(line.months),
        "income": line.side == "produit",
    }


def _told(found: Sequence[FoundLine]) -> Decimal | None:
    """Return the total that the table itself says, None when it says none."""
    totals = [line.amount for line in found if line.why == foreign.TOTALS and line.amount is not None]
    return max(totals, default=None)
