"""Writes a CSV that a French spreadsheet opens as it is: semicolons, decimal commas, a byte-order mark, no live formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

LIVE = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # what a spreadsheet, here or in Asia, would take for a formula

type Cell = str | int | Decimal | date | None


def render(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return the file; an unknown value is an empty cell, a text that looks like a formula is marked as a text."""
    written = io.StringIO()
    out = csv.writer(written, delimiter=";", lineterminator="\r\n")
    out.writerow([_cell(each) for each in columns])
    out.writerows([_cell(each) for each in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def _cell(value: Cell) -> str:
    match value:
        case None:
            return ""
        case Decimal():
            return f"{value:f}".replace(".", ",")
        case date():
            return f"{value:%d/%m/%Y}"
        case int():
            return str(value)
    text = " ".join(value.split())
    return f"'{text}" if value.startswith(LIVE) or text.startswith(LIVE) else text
