"""Reads back a budget workbook of ours: what it held when it left, and what its lines hold now."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from filage.documents.sheets import Cell, Grid
from filage.documents.workbook import vocabulary
from filage.documents.workbook.register import FIELDS, NAMED, STAMP, Field, Kept, number_text
from filage.documents.workbook.values import UNKNOWN
from filage.rules.reading import Unreadable, amount, day

REGISTER, IDS, VALUES = "Journal", "_id", "_valeurs"
PRICED = {
    "Équipe": ("quantity", "gross"),
    "Production": ("unit_price",),
    "VHR": ("unit_price",),
    "Financement": ("asked", "granted", "unit_price"),
}
UNREAD = "\0"  # what stands before a text that means nothing in its column


@dataclass(frozen=True, slots=True)
class Returned:
    """A workbook of ours that comes back: whose it is, when it left, its lines then, its lines now (a new one has no id)."""

    production: str
    issued: date | None
    version: str
    sent: tuple[Kept, ...]
    found: tuple[Kept, ...]


def is_ours(grids: Sequence[Grid]) -> bool:
    """Tell whether a workbook carries the register of ours."""
    return any(grid.name == REGISTER and any(STAMP in row for row in grid.rows) for grid in grids)


def read(grids: Sequence[Grid]) -> Returned:
    """Return what came back; Unreadable, with the gesture that mends it, when a sheet or a column of ours is missing."""
    by_name = {grid.name: grid for grid in grids}
    stamp, sent = _register(by_name)
    told = json.loads(stamp[2])
    found: list[Kept] = []
    for sheet in FIELDS:
        if sheet not in by_name:
            raise Unreadable(f"La feuille « {sheet} » manque : rendez-lui son nom, ou repartez d’un nouveau classeur.")
        found += _lines(by_name[sheet])
    return Returned(stamp[1], date.fromisoformat(told["le"]), told["version"], tuple(sent), tuple(found))


def _register(grids: Mapping[str, Grid]) -> tuple[tuple[str, str, str], list[Kept]]:
    if REGISTER not in grids:
        raise Unreadable("La feuille « Journal » manque : c’est elle qui dit ce que le classeur contenait en partant.")
    rows = grids[REGISTER].rows
    top = next((rank for rank, row in enumerate(rows) if STAMP in row), None)
    if top is None:
        raise Unreadable("Ce classeur n’a pas été produit par Filage, ou sa feuille « Journal » a été refaite.")
    column = rows[top].index(STAMP)
    stamp = (STAMP, _said(rows[top][column + 1]), _said(rows[top][column + 2]))
    try:
        lines = [_kept(row[column], row[column + 1], row[column + 2]) for row in rows[top + 1 :] if row[column] is not None]
        json.loads(stamp[2])["le"]
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise Unreadable("La feuille « Journal » a été modifiée : repartez d’un nouveau classeur.") from error
    return stamp, lines


def _kept(sheet: Cell, id: Cell, written: Cell) -> Kept:
    cells = {str(name): str(text) for name, text in json.loads(_said(written)).items()}
    label = cells.pop("", "")
    return Kept(_said(sheet), _said(id), label, cells)


def _lines(grid: Grid) -> list[Kept]:
    top = next((rank for rank, row in enumerate(grid.rows) if IDS in row), None)
    if top is None:
        raise Unreadable(f"La colonne masquée « _id » de la feuille « {grid.name} » manque : repartez d’un nouveau classeur.")
    heads = {head: rank for rank, head in reversed([*enumerate(grid.rows[top])]) if isinstance(head, str)}
    missing = [field.heading for field in FIELDS[grid.name] if field.heading not in heads]
    if missing:
        raise Unreadable(f"La colonne « {missing[0]} » de la feuille « {grid.name} » manque : rendez-lui son titre.")
    lines = []
    for row in grid.rows[top + 1 :]:
        id = _said(row[heads[IDS]])
        if not id and any(isinstance(cell, str) and cell.split(",")[0].split()[:1] == ["Total"] for cell in row[:3]):
            break
        cells = {field.name: _text(row[heads[field.heading]], field) for field in FIELDS[grid.name]}
        label = _said(row[heads[NAMED[grid.name]]])
        if id or _is_line(grid.name, label, cells):
            lines.append(Kept(grid.name, id, label, cells))
    return lines


def _is_line(sheet: str, label: str, cells: Mapping[str, str]) -> bool:
    """Tell whether a row without id is a line that somebody added: it has a name and something to count."""
    return bool(label) and any(cells.get(name) for name in PRICED.get(sheet, ()))


def _said(cell: Cell) -> str:
    return " ".join(str(_whole(cell)).split()) if cell is not None else ""


def _whole(cell: Cell) -> Cell:
    return cell.quantize(Decimal(1)) if isinstance(cell, Decimal) and cell == cell.to_integral_value() else cell


def _text(cell: Cell, field: Field) -> str:
    """Return a cell as the register keeps it; what cannot be read is kept behind a mark, so that it is said."""
    if cell is None or cell == UNKNOWN:
        return ""
    if field.kind == "text":
        return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else _said(cell)
    try:
        return _day(cell) if field.kind == "day" else _number(cell, percent=field.kind == "percent")
    except Unreadable:
        return UNREAD + _said(cell)


def _number(cell: Cell, *, percent: bool) -> str:
    if isinstance(cell, Decimal):
        return number_text(cell)
    text = _said(cell)
    if percent or text.endswith("%"):
        found = amount(text.removesuffix("%"))
        return "" if found is None else number_text(found / 100)
    return number_text(amount(text))


def _day(cell: Cell) -> str:
    found = cell if isinstance(cell, date) else day(_said(cell))
    return "" if found is None else found.isoformat()


def shown(text: str, field: Field) -> str:
    """Return a kept text as a sentence says it: « 1234,5 », « 5,5 % », « 31/12/2026 », « inconnu »."""
    if text.startswith(UNREAD):
        return text[1:]
    if not text:
        return "inconnu" if field.kind in ("number", "percent") else "vide"
    if field.kind == "day":
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    if field.kind == "percent":
        return f"{number_text(Decimal(text) * 100)} %".replace(".", ",")
    return text.replace(".", ",") if field.kind == "number" else text


def is_unread(text: str) -> bool:
    """Tell whether a text means nothing in its column."""
    return text.startswith(UNREAD)


def choices() -> Mapping[str, Mapping[str, str]]:
    """Return the closed lists of the workbook: field name, then label to code."""
    return {
        "phase": {label: code for code, label in vocabulary.PHASES.items()},
        "status": {label: code for code, (label, _, _) in vocabulary.STATUSES.items()},
        "mode": {label: code for code, label in vocabulary.MODES.items()},
        "variable": {vocabulary.YES: "oui", vocabulary.NO: ""},
    }
