"""What a table holds before it is drawn: columns with a kind, groups of rows, cells that know how to write themselves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape
from typing import Any, Literal

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from filage.core import marks
from filage.core.marks import Marks
from filage.web import atoms
from filage.web import format as french

type Worn = Callable[[], Marks]  # what the objects of the page wear, read when a cell is about one
type Kind = Literal["text", "code", "amount", "number", "percent", "day", "month", "status", "steps", "confidence"]
COMPUTED = SafeString('<span class="fx" title="Ligne calculée">ƒ</span>')
NUMERIC: tuple[Kind, ...] = ("amount", "number", "percent")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading and the kind of its cells; `wide` leaves it out on a phone, `dash` writes zero as « – »."""

    label: str
    kind: Kind = "text"
    unit: str = ""
    wide: bool = False
    dash: bool = False
    signed: bool = False
    tone: atoms.Tone = "auto"
    decimals: int = 2

    @property
    def css(self) -> str:
        """Return the classes of its cells."""
        side = "n" if self.kind in NUMERIC else "acc" if self.kind == "code" else "nw" if self.kind in ("day", "month") else ""
        return " ".join(filter(None, [side, "wide" if self.wide else ""]))


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with more to say: `because` opens it, `url` links it, `note` stands under it, `mark` is a severity,
    `about` the keys of the objects whose findings it wears, between spaces."""

    value: Any = None
    because: str = ""
    kind: str = "cout"
    url: str = ""
    note: str = ""
    rank: int | None = None
    label: str = ""
    gesture: str = ""
    mark: str = ""
    mark_url: str = ""
    about: str = ""
    work: bool = False
    decimals: int | None = None  # of this amount alone, which needs more than its column

    def write(self, column: Column, worn: Worn) -> SafeString:
        """Return the cell in HTML, after the kind of its column, with what its objects wear."""
        body = _write(self, column)
        if self.url:
            body = format_html('<a href="{}">{}</a>', self.url, body)
        if self.mark:
            sign = atoms.severity(self.mark, label=False)
            held = '{} <a class="mk" href="{}">{}</a>' if self.mark_url else '{} <span class="mk">{}{}</span>'
            body = format_html(held, body, self.mark_url, sign)
        if self.about:
            body = body + atoms.mark(marks.on(worn(), self.about))
        return format_html('{}<span class="note">{}</span>', body, self.note) if self.note else body


@dataclass(frozen=True, slots=True)
class Row:
    """A line: its header (a text or a Cell), then one value or Cell a column; None in an amount column is unknown."""

    header: Any
    cells: Sequence[Any] = ()
    code: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading that folds, with the subtotals of the heading in `cells` and its count of unknown amounts."""

    rows: Sequence[Row]
    title: str = ""
    code: str = ""
    cells: Sequence[Any] = ()
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table to read: `caption` names it for screen readers, `header` heads the first column, `total` closes it.

    `sheet` draws the spreadsheet of the budget instead of the light table; `codes` adds a column of marks (A1, P2…).
    """

    caption: str
    columns: Sequence[Column]
    groups: Sequence[Group] = ()
    header: str = ""
    total: Row | None = None
    total_unknown: int = 0
    sheet: bool = False
    codes: bool = False


def plain(caption: str, columns: Sequence[Column], rows: Sequence[Row], **options: Any) -> Table:
    """Return a table without groups."""
    return Table(caption, columns, (Group(rows),), **options)


def drawn(table: Table, worn: Worn = dict) -> dict[str, Any]:
    """Return what the template of the table writes: cells are already HTML, one pass, no query but that of `worn`."""
    return {
        "caption": table.caption,
        "header": table.header,
        "sheet": table.sheet,
        "codes": table.codes,
        "columns": table.columns,
        "groups": [
            {
                "title": group.title,
                "code": group.code,
                "plus": atoms.plus_unknown(group.unknown),
                "cells": _cells(group.cells, table.columns, worn),
                "body": _body(group.rows, table, worn),
            }
            for group in table.groups
        ],
        "total": _row(table.total, table.columns, worn) if table.total else None,
        "total_plus": atoms.plus_unknown(table.total_unknown),
    }


def _row(row: Row, columns: Sequence[Column], worn: Worn) -> dict[str, Any]:
    return {"code": row.code, "header": _cell(row.header).write(Column(""), worn), "cells": _cells(row.cells, columns, worn)}


def _body(rows: Sequence[Row], table: Table, worn: Worn) -> SafeString:
    """Return the lines of a group in HTML: four hundred of them are joined here, not drawn value by value by a template."""
    opens = [(column, f'<td class="{column.css}">') for column in table.columns]
    said = []
    for row in rows:
        code = f'<td class="code2">{conditional_escape(row.code)}</td>' if table.codes else ""
        pairs = zip(row.cells, opens, strict=True) if row.cells else ()
        cells = "".join([f"{tag}{_value(value, column, worn)}</td>" for value, (column, tag) in pairs])
        said.append(f'<tr>{code}<th scope="row">{_cell(row.header).write(Column(""), worn)}</th>{cells}</tr>\n')
    return SafeString("".join(said))


def _cells(values: Sequence[Any], columns: Sequence[Column], worn: Worn) -> list[tuple[str, SafeString]]:
    return [(column.css, _value(value, column, worn)) for value, column in zip(values, columns, strict=True)] if values else []


def _value(value: Any, column: Column, worn: Worn) -> SafeString:
    if type(value) is str and column.kind == "text":  # most of them
        return SafeString(escape(value))
    return _cell(value).write(column, worn)


def _cell(value: Any) -> Cell:
    return value if isinstance(value, Cell) else Cell(value)


def _write(cell: Cell, column: Column) -> SafeString:
    value = cell.value
    if column.kind == "amount" and value != "":
        computed = COMPUTED if cell.because else SafeString("")
        written = atoms.amount(
            value,
            because=cell.because,
            kind=cell.kind,
            unit=column.unit,
            decimals=column.decimals if cell.decimals is None else cell.decimals,
            signed=column.signed,
            tone=column.tone,
            gesture=cell.gesture,
            dash=column.dash,
        )
        return computed + written
    if value is None or value == "":
        return SafeString("")
    return _SIMPLE.get(column.kind, _text)(cell, column)


def _text(cell: Cell, column: Column) -> SafeString:
    return atoms.work(str(cell.value)) if cell.work else conditional_escape(cell.value)


def _number(cell: Cell, column: Column) -> SafeString:
    value: Decimal = cell.value
    return format_html(
        "{}", french.percent(value) if column.kind == "percent" else french.money(value, _useful(value), unit=column.unit)
    )


def _useful(value: Decimal | int) -> int:
    return max(0, -int(Decimal(value).normalize().as_tuple().exponent))


def _date(cell: Cell, column: Column) -> SafeString:
    value: date = cell.value
    return atoms.ordinal(french.day(value) if column.kind == "day" else french.month(value, short=True, year=True))


_SIMPLE = {
    "number": _number,
    "percent": _number,
    "day": _date,
    "month": _date,
    "status": lambda cell, column: atoms.status(cell.value, rank=cell.rank, label=cell.label),
    "steps": lambda cell, column: atoms.steps(cell.value, label=cell.label),
    "confidence": lambda cell, column: atoms.confidence(cell.value),
}
