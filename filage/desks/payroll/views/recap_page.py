"""What the page of a payroll recap shows: its columns, each payslip with whom and which show it is for, and what was accepted."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import QueryDict

from filage.core.refusal import Refusal
from filage.desks.payroll.operations.actuals import Taken
from filage.desks.payroll.queries.recap import Directory
from filage.documents import recap
from filage.documents.recap import FoundPay, Reading, Table
from filage.documents.sheets import Cell, Grid
from filage.productions.models import Person, Production
from filage.web import format as french

SHARED = "partage"
SHOWN_ROWS = 4
MOST_LINES = 300  # on one page
MOST_ROWS = 3_000  # of a table, read at all
TOO_LONG = f"Plus de {MOST_LINES} lignes d’un coup : reprenez le récapitulatif mois par mois."
NO_TABLE = "Ni noms ni bruts n’ont été reconnus : montrez la ligne des titres, puis ce que contient chaque colonne."


@dataclass(frozen=True, slots=True)
class Read:
    """A table as it is read, with what it says; `refused` when it cannot be."""

    table: Table
    reading: Reading
    month: date | None
    source: str


def guessed(grids: Sequence[Grid], directory: Directory, source: str) -> Read | None:
    """Return the first table that says who is paid and how much, None when there is none."""
    for table in recap.guess(grids):
        if table.is_readable:
            return _read(grids, table, directory, source, None)
    return None


def corrected(grids: Sequence[Grid], asked: QueryDict, directory: Directory, source: str) -> Read:
    """Return the table as the reader corrected it; Refusal when it still does not say who is paid, and how much."""
    sheet, header = _number(asked.get("feuille", ""), len(grids) - 1), _number(asked.get("titres", ""), 20_000)
    rows = len(grids[sheet].rows)
    top = min(max(header, 1), rows) - 1
    pointed = recap.table_at(grids, sheet, top)
    roles = tuple(role if role in recap.ROLES else "" for role in asked.getlist("role"))
    moved = asked.get("avant", "") != f"{sheet}:{top}"
    table = pointed if moved or not roles else Table(sheet, top, rows - 1, roles)
    if not table.is_readable:
        raise Refusal(NO_TABLE)
    return _read(grids, table, directory, source, _month(asked.get("mois", "")))


def accepted(read: Read, asked: QueryDict, directory: Directory) -> list[Taken]:
    """Return the payslips that are ticked, shared where asked; Refusal naming the line that still lacks something."""
    if read.reading.mismatches and "ecarts" not in asked:
        raise Refusal("Un total du fichier ne tombe pas juste : regardez-le, puis cochez « J’ai vérifié ».")
    ticked = set(asked.getlist("ligne"))
    return [one for line in read.reading.kept if str(line.row) in ticked for one in _taken(read, line, asked, directory)]


def context(read: Read, grids: Sequence[Grid], directory: Directory, asked: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return what the template needs; Refusal when there is more than a page holds."""
    if len(read.reading.found) > MOST_LINES:
        raise Refusal(TOO_LONG)
    table, grid = read.table, grids[read.table.sheet]
    rows = [_row(read, line, directory, asked) for line in read.reading.found]
    return {
        "sheets": [(rank, one.name) for rank, one in enumerate(grids) if one.rows],
        "sheet": table.sheet,
        "header": table.header + 1,
        "before": f"{table.sheet}:{table.header}",
        "month": read.month,
        "columns": list(columns(table, grid)),
        "roles": list(recap.ROLES.items()),
        "rows": rows,
        "count": len(read.reading.kept),
        "gross": sum((line.gross or Decimal(0) for line in read.reading.kept), Decimal(0)),
        "cost": sum((line.cost or Decimal(0) for line in read.reading.kept), Decimal(0)),
        "costless": sum(line.cost is None for line in read.reading.kept),
        "mismatches": read.reading.mismatches,
        "notes": read.reading.notes,
        "asking": sum(row["asks"] for row in rows),
        "people": [(str(one.pk), one.name) for one in directory.people],
        "shows": [(str(one.pk), one.title) for one in directory.productions],
        "is_entry": table.is_entry,
    }


def columns(table: Table, grid: Grid) -> Iterator[Mapping[str, Any]]:
    """Yield the columns with their letter, heading, role and first cells."""
    heads = grid.rows[table.header] if 0 <= table.header < len(grid.rows) else ()
    samples = grid.rows[table.header + 1 : table.header + 1 + SHOWN_ROWS]
    for place, role in table.columns:
        cells = [_shown(row[place]) if place < len(row) else "" for row in samples]
        head = (_shown(heads[place]) if place < len(heads) else "") or _merged(grid, table.header, place)
        yield {"letter": chr(65 + place % 26), "head": head, "role": role, "cells": cells}


def _merged(grid: Grid, row: int, place: int) -> str:
    """Return the heading that comes down to a row from a merge above it."""
    blocks = (block for block in grid.merged if block[0] < row <= block[2] and block[1] <= place <= block[3])
    return next((_shown(grid.rows[first][left]) for first, left, _, _ in blocks), "")


def _read(grids: Sequence[Grid], table: Table, directory: Directory, source: str, month: date | None) -> Read:
    if table.last - table.header > MOST_ROWS:
        raise Refusal(TOO_LONG)
    reading = recap.lines(grids, table, directory.names)
    return Read(table, reading, month or recap.month_of_file(grids, table, source), source)


def _row(read: Read, line: FoundPay, directory: Directory, asked: Mapping[str, Any] | None) -> dict[str, Any]:
    called = directory.called(line.person) if line.is_kept else []
    person = called[0] if len(called) == 1 else None
    several = len({one.group for one in read.reading.kept}) > 1
    show = directory.show(line.group, person, several=several)
    shows = directory.shows_of(person) if person else []
    chosen = str(show.pk) if show else SHARED if len(shows) > 1 and not several else ""
    who = str(person.pk) if person else ""
    ticked = line.is_kept and not line.doubts
    if asked is not None:
        who, chosen = asked.get(f"qui-{line.row}", who), asked.get(f"spectacle-{line.row}", chosen)
        ticked = str(line.row) in asked.getlist("ligne")  # type: ignore[attr-defined]
    return {
        "line": line,
        "number": line.row + 1,
        "ticked": ticked,
        "who": who,
        "show": chosen,
        "asks": line.is_kept and not (who and chosen),
        "question": _question(called, line.person) if line.is_kept and not who else "",
        "month": line.month or read.month,
    }


def _question(called: Sequence[Person], said: str) -> str:
    if len(called) > 1:
        return f"{len(called)} personnes portent ce nom : laquelle ?"
    return f"« {said} » n’est pas au répertoire : qui est-ce ?"


def _taken(read: Read, line: FoundPay, asked: QueryDict, directory: Directory) -> Iterator[Taken]:
    where = f"Ligne {line.row + 1}, {line.person}"
    person = directory.person(asked.get(f"qui-{line.row}", ""))
    month = line.month or read.month
    if person is None:
        raise Refusal(f"{where} : dites qui c’est, ou décochez-la.")
    if month is None:
        raise Refusal(f"{where} : dites de quel mois est cette paie.")
    chosen = asked.get(f"spectacle-{line.row}", "")
    show = directory.production(chosen)
    shows = directory.shows_of(person) if chosen == SHARED else [show] if show else []
    if not shows:
        raise Refusal(f"{where} : dites de quel spectacle elle est, ou décochez-la.")
    yield from _split(line, person, month, shows, directory, f"{read.source}, ligne {line.row + 1}")


def _split(
    line: FoundPay, person: Person, month: date, shows: Sequence[Production], directory: Directory, source: str
) -> Iterator[Taken]:
    """Yield the share of each show in a payslip: each amount is shared to the cent, the parts add up to the payslip."""
    weights = directory.weights(person, month, shows) if len(shows) > 1 else [Decimal(1)]
    if len(shows) > 1 and any(weights):
        kept = [rank for rank, weight in enumerate(weights) if weight]
        shows, weights = [shows[rank] for rank in kept], [weights[rank] for rank in kept]
    each = {name: _parts(getattr(line, name), weights) for name in ("gross", "net", "charges", "hours", "cachets")}
    parts = {part: recap.shared(amount, weights) for part, amount in line.parts}
    cost = None if line.cost is None else recap.shared(line.cost, weights)
    said = f"{source}, partagée entre {french.count(len(shows), 'spectacle')}" if len(shows) > 1 else source
    for rank, show in enumerate(shows):
        yield Taken(
            production=show,
            person=person,
            month=month,
            who=line.person,
            gross=each["gross"][rank] or Decimal(0),
            net=each["net"][rank],
            cost=None if cost is None else cost[rank],
            hours=each["hours"][rank],
            cachets=each["cachets"][rank],
            parts=tuple((part, amounts[rank]) for part, amounts in parts.items()),
            source=said,
        )


def _parts(amount: Decimal | None, weights: Sequence[Decimal]) -> Sequence[Decimal | None]:
    return [None] * len(weights) if amount is None else recap.shared(amount, weights)


def _month(text: str) -> date | None:
    found = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", text)
    return date(int(found[1]), int(found[2]), 1) if found else None


def _number(text: str, most: int) -> int:
    return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def _shown(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return french.number(cell)
    return "" if cell is None else cell if isinstance(cell, str) else f"{cell:%d/%m/%Y}"
