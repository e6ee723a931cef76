"""Writes the budget workbook: live formulas that any spreadsheet recomputes, with the computed values beside them."""

from io import BytesIO

from filage.documents.shapes import WorkbookData
from filage.documents.workbook import (
    balance,
    cerfa,
    followup,
    funding,
    hypotheses,
    journal,
    plateau,
    price,
    production,
    readme,
    scenarios,
    team,
    tour,
    treasury,
    vhr,
)
from filage.documents.workbook.book import Book
from filage.documents.workbook.model import Model

SHEETS = (
    readme.NAME, hypotheses.NAME, team.NAME, production.NAME, plateau.NAME, vhr.NAME, price.NAME, tour.NAME, funding.NAME,
    balance.NAME, cerfa.NAME, treasury.NAME, followup.NAME, scenarios.NAME, journal.NAME,
)  # fmt: skip


def render(data: WorkbookData) -> bytes:
    """Return the workbook as an xlsx file: the same bytes for the same data, no macro, no link, no clock."""
    content = BytesIO()
    book = Book(content, data, SHEETS)
    model = Model(data)
    for sheet in (hypotheses, team, production, plateau, vhr, price, tour, funding, treasury, balance, cerfa, followup):
        sheet.write(book, model)
    for sheet in (scenarios, journal, readme):
        sheet.write(book, model)
    book.close()
    return content.getvalue()
