"""Writes « Plateau »: what one performance costs, for the first date in a place and for the next ones."""

from filage.documents.shapes import PlateauLine
from filage.documents.workbook.book import Book, Layout, Sheet, block, cell
from filage.documents.workbook.model import Model
from filage.documents.workbook.values import UNKNOWN, count_formula, guarded, or_word

NAME = "Plateau"
NUMBER, UNIT, GROSS, COEFFICIENT, QUANTITIES = 1, 2, 3, 4, 5
FIRST = Sheet.HEADER + 1


def write(book: Book, model: Model) -> None:
    """Write the sheet."""
    ranks = ["1re date" if rank == 0 else f"{rank + 1}e date" for rank in range(model.ranks)]
    columns = [("Poste", 36.0), ("Nombre", 9.0), ("Unité", 10.0), ("Brut unitaire", 13.0), ("Coef. employeur", 10.0)]
    columns += [(f"Qté, {rank}", 10.0) for rank in ranks] + [(f"Coût, {rank}", 14.0) for rank in ranks]
    columns += [("Source", 34.0), ("_id", 12.0)]
    note = "Ne comprend ni voyages, ni hébergement, ni repas, ni droits. Dates qui se suivent dans un même lieu."
    layout = Layout(
        "Plateau : le coût d’une représentation", columns, figures=_figures(model), hidden=len(columns) - 1, note=note
    )
    sheet = book.sheet(NAME, layout)
    for row, line in enumerate(model.data.plateau, start=FIRST):
        _line(sheet, row, line, model)
    _total(sheet, FIRST + len(model.data.plateau), model)
    sheet.locked()


def _figures(model: Model) -> set[int]:
    return {NUMBER, GROSS, COEFFICIENT, *range(QUANTITIES, QUANTITIES + 2 * model.ranks)}


def cost_column(model: Model, rank: int) -> int:
    """Return the column of the cost of a rank."""
    return QUANTITIES + model.ranks + rank


def total_row(model: Model) -> int:
    """Return the row of the totals."""
    return FIRST + len(model.data.plateau)


def _line(sheet: Sheet, row: int, line: PlateauLine, model: Model) -> None:
    sheet.typed_text(row, 0, line.label)
    if line.amounts:
        for column in range(1, QUANTITIES + model.ranks):
            sheet.text(row, column, "")
    else:
        sheet.given(row, NUMBER, line.number, "number")
        sheet.typed_text(row, UNIT, line.unit)
        sheet.given(row, GROSS, line.gross, "rate", line.source)
        sheet.given(row, COEFFICIENT, line.coefficient, "factor", line.rate_note)
    for rank in range(model.ranks):
        _cost(sheet, row, rank, line, model)
    sheet.text(row, QUANTITIES + 2 * model.ranks, line.source, "note")
    sheet.text(row, QUANTITIES + 2 * model.ranks + 1, line.id)


def _cost(sheet: Sheet, row: int, rank: int, line: PlateauLine, model: Model) -> None:
    column, value = cost_column(model, rank), model.plateau_cost(line, rank)
    if line.amounts:
        sheet.given(row, column, None if isinstance(value, str) else value, "money", line.source)
        return
    quantity = model.plateau_quantity(line, rank)
    sheet.given(row, QUANTITIES + rank, None if isinstance(quantity, str) else quantity, "number")
    factors = [cell(row, place) for place in (NUMBER, QUANTITIES + rank, GROSS, COEFFICIENT)]
    sheet.formula(row, column, guarded("*".join(factors), *factors), value)


def _total(sheet: Sheet, row: int, model: Model) -> None:
    for column in range(QUANTITIES + 2 * model.ranks + 1):
        sheet.text(row, column, "Coût plateau" if column == 0 else "", "total")
    for rank, value in enumerate(model.plateau):
        column = cost_column(model, rank)
        if model.data.plateau:
            lines = block((FIRST, column), (row - 1, column))
            formula = or_word(f"SUM({lines})", f"{count_formula(lines)}=0", UNKNOWN)
            sheet.formula(row, column, formula, value, "money", "total")
        else:
            sheet.given(row, column, None)
    sheet.name_cell("plateau_date", row, cost_column(model, 0), model.plateau[0])
