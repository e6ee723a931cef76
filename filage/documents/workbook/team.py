"""Writes « Équipe »: who is paid, how much, and what it costs the employer."""

from filage.documents.shapes import TeamLine
from filage.documents.workbook import vocabulary
from filage.documents.workbook.book import Book, Layout, Sheet, block, cell
from filage.documents.workbook.model import Model
from filage.documents.workbook.values import count_formula, guarded, known_sum, product, unknown_count, value_of

NAME = "Équipe"
COLUMNS = (
    ("Fonction", 28), ("Personne", 22), ("Emploi", 24), ("Statut", 10), ("Phase", 13), ("Poste", 7), ("Compte", 9),
    ("Exercice", 9), ("Quantité", 9), ("Unité", 10), ("Brut unitaire", 12), ("Brut total", 13), ("Coef. employeur", 10),
    ("Variable", 9), ("Coût employeur", 14), ("Dont cotisations", 13), ("Source", 40), ("_id", 12),
)  # fmt: skip
QUANTITY, GROSS, GROSS_TOTAL, COEFFICIENT, VARIABLE, COST, CONTRIBUTIONS, SOURCE, IDS = 8, 10, 11, 12, 13, 14, 15, 16, 17
EXPLAINED = {
    QUANTITY: "Cachets, services, heures ou jours, en tout. Sur une ligne variable : pour toutes les dates.",
    COEFFICIENT: "Coût employeur ÷ brut : 1,55 veut dire 55 % de cotisations patronales en plus du brut.",
    VARIABLE: "oui : la quantité suit le nombre de dates de la feuille Hypothèses.",
}
FIRST = Sheet.HEADER + 1


def write(book: Book, model: Model) -> None:
    """Write the sheet."""
    note = "Brut × quantité × coefficient employeur ; une ligne variable suit le nombre de dates."
    figures = (QUANTITY, GROSS, GROSS_TOTAL, COEFFICIENT, COST, CONTRIBUTIONS)
    layout = Layout("Équipe", COLUMNS, figures=figures, hidden=IDS, printed=CONTRIBUTIONS, note=note, explained=EXPLAINED)
    sheet = book.sheet(NAME, layout)
    for row, line in enumerate(model.data.team, start=FIRST):
        _line(sheet, row, line, model)
    spare = FIRST + len(model.data.team)
    _spare(sheet, spare)
    rows = (FIRST, spare)
    texts = (("eq_poste", 5), ("eq_phase", 4), ("eq_compte", 6), ("eq_exercice", 7))
    for name, column in (("eq_cout", COST), ("eq_cotisations", CONTRIBUTIONS), *texts):
        sheet.name_column(name, column, rows)
    for name, column in (("phases", 4), ("postes", 5), ("oui_non", VARIABLE), ("comptes", 6)):
        sheet.choices(column, rows, name)
    _total(sheet, rows, model)
    sheet.raw.autofilter(Sheet.HEADER, 0, spare, SOURCE)
    sheet.locked()


def _line(sheet: Sheet, row: int, line: TeamLine, model: Model) -> None:
    texts = (line.function, line.person, line.job, line.status, vocabulary.phase(line.phase), line.destination, line.account)
    for column, text in enumerate((*texts, line.fiscal_year)):
        sheet.typed_text(row, column, text)
    sheet.given(row, QUANTITY, line.quantity, "number")
    sheet.typed_text(row, 9, line.unit)
    sheet.given(row, GROSS, line.gross, "rate", line.source)
    sheet.given(row, COEFFICIENT, line.coefficient, "factor", line.rate_note)
    sheet.typed_text(row, VARIABLE, vocabulary.yes(line.variable))
    _formulas(sheet, row)
    gross = product(value_of(line.quantity), value_of(line.gross))
    sheet.formula(row, GROSS_TOTAL, _gross(row), gross)
    sheet.formula(row, COST, _cost(row), model.team_cost(line))
    sheet.formula(row, CONTRIBUTIONS, _contributions(row), model.team_contributions(line))
    sheet.text(row, SOURCE, line.source, "note")
    sheet.text(row, IDS, line.id)
    sheet.raw.set_row(row, None, None, {"level": 1})


def _gross(row: int) -> str:
    quantity, gross = cell(row, QUANTITY), cell(row, GROSS)
    factor = f'IF({cell(row, VARIABLE)}="{vocabulary.YES}",facteur_dates,1)'
    return guarded(f"{quantity}*{gross}*{factor}", quantity, gross)


def _cost(row: int) -> str:
    gross, coefficient = cell(row, GROSS_TOTAL), cell(row, COEFFICIENT)
    return guarded(f"ROUND({gross}*{coefficient},2)", gross, coefficient)


def _contributions(row: int) -> str:
    gross, cost = cell(row, GROSS_TOTAL), cell(row, COST)
    return guarded(f"ROUND({cost}-ROUND({gross},2),2)", gross, cost)


def _formulas(sheet: Sheet, row: int) -> None:
    """Write the three formulas of an empty line."""
    zero = known_sum(())
    sheet.formula(row, GROSS_TOTAL, _gross(row), zero)
    sheet.formula(row, COST, _cost(row), zero)
    sheet.formula(row, CONTRIBUTIONS, _contributions(row), zero)


def _spare(sheet: Sheet, row: int) -> None:
    """Write a line for the reader; new lines inserted above it stay inside every total."""
    for column in (*range(10), SOURCE):
        sheet.empty(row, column, "number" if column == QUANTITY else "text")
    sheet.empty(row, GROSS, "rate")
    sheet.empty(row, COEFFICIENT, "factor")
    sheet.typed_text(row, VARIABLE, vocabulary.NO)
    _formulas(sheet, row)


def _total(sheet: Sheet, rows: tuple[int, int], model: Model) -> None:
    row = rows[1] + 1
    for column in range(IDS):
        sheet.text(row, column, "Total" if column == 0 else "", "total")
    costs = [model.team_cost(line) for line in model.data.team]
    whole = block((rows[0], COST), (rows[1], COST))
    sheet.formula(row, COST, f"SUM({whole})", known_sum(costs), "money", "total")
    contributions = known_sum(model.team_contributions(line) for line in model.data.team)
    added = block((rows[0], CONTRIBUTIONS), (rows[1], CONTRIBUTIONS))
    sheet.formula(row, CONTRIBUTIONS, f"SUM({added})", contributions, "money", "total")
    sheet.last_row(row + 1)
    sheet.text(row + 1, 0, "Coûts inconnus")
    sheet.formula(row + 1, COST, count_formula(whole), unknown_count(costs), "whole", "control")
