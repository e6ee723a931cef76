"""Holds the file being written: its sheets, formats, names, and the conventions that every sheet keeps."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from types import MappingProxyType

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from filage.documents.shapes import WorkbookData
from filage.documents.text import clean
from filage.documents.workbook.values import UNKNOWN, Value

INK, ACCENT, INPUT, LINK, CONTROL = "#101B2D", "#E8A33D", "#1F4E8C", "#17573B", "#9A2525"
NUMBERS = {
    "money": '#,##0.00\\ "€";[Red]\\-#,##0.00\\ "€";"–"',
    "rate": '#,##0.0000\\ "€";[Red]\\-#,##0.0000\\ "€";"–"',
    "euro": '#,##0\\ "€";[Red]\\-#,##0\\ "€";"–"',
    "percent": "0.0\\ %",
    "number": "#,##0.##",
    "whole": "0",
    "factor": "0.00##",
    "date": "dd/mm/yyyy",
    "month": "mmm\\ yyyy",
    "text": "@",
    "plain": "General",
}
ROLES: dict[str, dict[str, object]] = {
    "input": {"font_color": INPUT, "bg_color": "#EEF4FB", "locked": False, "border": 4, "border_color": "#C3D3E8"},
    "formula": {"font_color": "#000000"},
    "exact": {"font_color": "#5B6472"},
    "link": {"font_color": LINK},
    "control": {"font_color": CONTROL, "bold": True},
    "text": {"font_color": "#000000", "text_wrap": True},
    "note": {"font_color": "#5B6472", "italic": True, "text_wrap": True},
    "head": {"bold": True, "font_color": "#FFFFFF", "bg_color": INK, "text_wrap": True, "indent": 1},
    "head right": {"bold": True, "font_color": "#FFFFFF", "bg_color": INK, "text_wrap": True, "align": "right"},
    "group": {"bold": True, "top": 1, "bg_color": "#F3F4F6"},
    "total": {"bold": True, "top": 2, "bottom": 1},
    "title": {"bold": True, "font_size": 16, "font_color": INK},
    "plain": {"font_color": "#000000"},
    "remark": {"font_color": "#5B6472", "italic": True, "align": "left", "indent": 1},
    "flat": {"font_color": "#5B6472", "italic": True},
    "good": {"font_color": "#17573B", "bg_color": "#E2F1E9", "bold": True},
    "bad": {"font_color": CONTROL, "bg_color": "#FAE6E4", "bold": True},
    "section": {"bold": True, "font_size": 12, "font_color": INK, "bottom": 2, "bottom_color": ACCENT},
}
_RIGHT = frozenset({"money", "rate", "euro", "percent", "number", "whole", "factor"})
_INDENTED = frozenset({"input", "text", "note", "control"})
_TITLE_MARK = re.compile(r"(?<![\w_])_([^_\n]{1,300})_(?![\w_])")


def plain(text: str) -> str:
    """Return `text` as a cell can hold it: no control character, no mark around titles, at most 8,000 characters."""
    return _TITLE_MARK.sub(r"\1", clean(text))[:8000]


class _Worksheet(Worksheet):  # type: ignore[misc]
    """A sheet that takes our formulas as they are: none calls a function younger than the format, which the library looks for."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet is set: its title, its columns (heading, width), those of figures, the one of hidden ids, a note.

    `printed` is the last column on paper: comments and sources beyond it stay on the screen.
    """

    title: str
    columns: Sequence[tuple[str, float]]
    figures: Container[int] = ()
    hidden: int | None = None
    printed: int | None = None
    note: str = ""
    explained: Mapping[int, str] = MappingProxyType({})  # what a comment says on a heading


class Book:
    """An xlsx file with the house's conventions."""

    def __init__(self, content: BytesIO, data: WorkbookData, sheets: Sequence[str]) -> None:
        self.data = data
        self._file = Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        self._file.set_calc_mode("auto")
        self._file.set_properties({
            "title": plain(data.title)[:255], "author": plain(data.author)[:255], "company": plain(data.organisation)[:255],
            "subject": "Budget", "created": datetime.combine(data.issued, datetime.min.time()),
        })  # fmt: skip
        self._formats: dict[tuple[str, str], Format] = {}
        self._sheets: dict[str, Worksheet] = {name: self._file.add_worksheet(name, _Worksheet) for name in sheets}
        self.names: dict[str, Value] = {}

    def sheet(self, name: str, layout: Layout) -> "Sheet":
        """Set the sheet `name` as `layout` says and return it, ready for its rows."""
        return Sheet(self, self._sheets[name], name, layout)

    def format(self, role: str, number: str = "plain") -> Format:
        """Return the format of a role (input, formula, link, total…) for a kind of number."""
        if (role, number) not in self._formats:
            set_right = {"align": "right"} if number in _RIGHT else {"align": "left", "indent": 1} if role in _INDENTED else {}
            chosen = {"font_name": "Calibri", "font_size": 10, "valign": "vcenter", "num_format": NUMBERS[number]}
            self._formats[role, number] = self._file.add_format({**chosen, **set_right, **ROLES[role]})
        return self._formats[role, number]

    def name(
        self, name: str, sheet: str, first: tuple[int, int], last: tuple[int, int] | None = None, value: Value = UNKNOWN
    ) -> None:
        """Give a name to a cell or a block, and keep the value of a named cell for the sheets that read it."""
        where = xl_rowcol_to_cell(*first, row_abs=True, col_abs=True)
        if last is not None:
            where += ":" + xl_rowcol_to_cell(*last, row_abs=True, col_abs=True)
        self._file.define_name(name, f"='{sheet}'!{where}")
        self.names[name] = value

    def close(self) -> None:
        """Finish the file."""
        self._file.close()


class Sheet:
    """A sheet being written: title, headings, frozen panes and print set-up are there from the start."""

    HEADER = 3  # row of the headings, counted from 0

    def __init__(self, book: Book, sheet: Worksheet, name: str, layout: Layout) -> None:
        self.book, self.name, self.raw, self.layout = book, name, sheet, layout
        data = book.data
        self.text(0, 0, layout.title, "title")
        signed = (data.organisation, data.title, f"montants {data.tax}", self._edition())
        self.text(1, 0, " · ".join(part for part in signed if part), "flat")
        for column, (heading, width) in enumerate(layout.columns):
            sheet.set_column(column, column, width)
            if heading:
                sheet.write_string(
                    self.HEADER, column, heading, book.format("head right" if column in layout.figures else "head")
                )
        for column, text in layout.explained.items():
            self.comment(self.HEADER, column, text)
        if layout.hidden is not None:
            sheet.set_column(layout.hidden, layout.hidden, 12, None, {"hidden": True})
        if layout.note:
            self.text(2, 0, layout.note, "flat")
        self._print()

    def _edition(self) -> str:
        data = self.book.data
        version = plain(data.version)[:40]
        return (f"version {version}, " if version else "") + f"{data.issued:%d/%m/%Y}"

    def _print(self) -> None:
        sheet, data = self.raw, self.book.data
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.hide_gridlines(2)
        sheet.set_default_row(17)
        sheet.set_row(0, 26)
        if any(heading for heading, _ in self.layout.columns):
            sheet.set_row(self.HEADER, 30)
            sheet.repeat_rows(self.HEADER)
            sheet.freeze_panes(self.HEADER + 1, 0)
        who = plain(f"{data.organisation} – {data.title}")[:100].replace("&", "&&")
        when = self._edition().replace("&", "&&")
        sheet.set_footer(f"&L&8 {who}&C&8 {self.name}&R&8 {when} – &P / &N")

    def last_row(self, row: int) -> None:
        """Print nothing below `row`, nor beyond the last column on paper."""
        if self.layout.printed is not None:
            self.raw.print_area(0, 0, row, self.layout.printed)

    def locked(self) -> None:
        """Lock the formulas, without a password."""
        allowed = ("format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows", "sort", "autofilter", "objects")
        self.raw.protect("", dict.fromkeys(allowed, True))

    def text(self, row: int, column: int, text: str, role: str = "text") -> None:
        """Write a text; it stays one whatever it begins with. Without a text, the cell is truly empty."""
        if text:
            self.raw.write_string(row, column, plain(text), self.book.format(role))
        else:
            self.raw.write_blank(row, column, None, self.book.format(role))

    def typed_text(self, row: int, column: int, text: str) -> None:
        """Write a text that the reader may change."""
        if text:
            self.raw.write_string(row, column, plain(text), self.book.format("input", "text"))
        else:
            self.empty(row, column)

    def given(self, row: int, column: int, value: Decimal | int | None, number: str = "money", source: str = "") -> None:
        """Write a figure that the reader may change; None is written « inconnu »."""
        chosen = self.book.format("input", number)
        if value is None:
            self.raw.write_string(row, column, UNKNOWN, chosen)
        else:
            self.raw.write_number(row, column, value, chosen)
        self.comment(row, column, source)

    def day(self, row: int, column: int, day: date | None) -> None:
        """Write a date that the reader may change, or leave it empty."""
        chosen = self.book.format("input", "date")
        if day is None:
            self.raw.write_blank(row, column, None, chosen)
        else:
            self.raw.write_datetime(row, column, datetime.combine(day, datetime.min.time()), chosen)

    def empty(self, row: int, column: int, number: str = "text") -> None:
        """Leave a cell to the reader."""
        self.raw.write_blank(row, column, None, self.book.format("input", number))

    def formula(self, row: int, column: int, formula: str, value: Value, number: str = "money", role: str = "formula") -> None:
        """Write a formula (without its sign =) with the value it has today."""
        shown = value if isinstance(value, str) else value.quantize(Decimal("1e-10")) if value % 1 else value.quantize(Decimal(1))
        self.raw.write_formula(row, column, "=" + formula, self.book.format(role, number), shown)

    def comment(self, row: int, column: int, text: str) -> None:
        """Say where a figure comes from."""
        if text:
            self.raw.write_comment(row, column, plain(text)[:1000], {"author": "Filage", "x_scale": 1.6, "font_size": 9})

    def choices(self, column: int, rows: tuple[int, int], name: str) -> None:
        """Offer the named list `name` in the cells of a column."""
        self.raw.data_validation(
            rows[0], column, rows[1], column, {"validate": "list", "source": f"={name}", "error_type": "warning"}
        )

    def name_column(self, name: str, column: int, rows: tuple[int, int]) -> None:
        """Name the cells of a column."""
        self.book.name(name, self.name, (rows[0], column), (rows[1], column))

    def name_cell(self, name: str, row: int, column: int, value: Value) -> None:
        """Name a cell and keep its value."""
        self.book.name(name, self.name, (row, column), None, value)

    def state(self, row: int, column: int) -> None:
        """Paint a control cell green when it says OK, red otherwise."""
        good = self.book.format("good")
        bad = self.book.format("bad")
        self.raw.conditional_format(row, column, row, column, {"type": "cell", "criteria": "==", "value": '"OK"', "format": good})
        self.raw.conditional_format(row, column, row, column, {"type": "cell", "criteria": "!=", "value": '"OK"', "format": bad})


def cell(row: int, column: int) -> str:
    """Return the address of a cell: B7."""
    return str(xl_rowcol_to_cell(row, column))


def block(first: tuple[int, int], last: tuple[int, int]) -> str:
    """Return the address of a block: B7:B9."""
    return f"{cell(*first)}:{cell(*last)}"
