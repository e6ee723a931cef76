"""Writes the budget workbook: live formulas that any spreadsheet recomputes, with the computed values beside them."""

from io import BytesIO

from filage.documents.shapes import WorkbookData
from filage.documents.workbook import balance, funding, hypotheses, plateau, price, production, readme, team, treasury
from filage.documents.workbook.book import Book
from filage.documents.workbook.model import Model

SHEETS = (
    "Lisez-moi", "Hypothèses", "Équipe", "Production", "Plateau", "Prix", "Financement", "Trésorerie", "Budget équilibré",
)  # fmt: skip


def render(data: WorkbookData) -> bytes:
    """Return the workbook as an xlsx file: the same bytes for the same data, no macro, no link, no clock."""
    content = BytesIO()
    book = Book(content, data, SHEETS)
    model = Model(data)
    hypotheses.write(book, model)
    team.write(book, model)
    production.write(book, model)
    plateau.write(book, model)
    price.write(book, model)
    funding.write(book, model)
    treasury.write(book, model)
    balance.write(book, model)
    readme.write(book, model)
    book.close()
    return content.getvalue()
