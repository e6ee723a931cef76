"""Writes « Tournée »: each date with its price, what it costs, what it leaves, and what is left of the creation to pay back."""

from decimal import Decimal

from filage.documents.shapes import TourLine
from filage.documents.workbook import vocabulary
from filage.documents.workbook.book import Book, Layout, Sheet, block, cell
from filage.documents.workbook.model import RECHARGED, Model
from filage.documents.workbook.plateau import cost_column, total_row
from filage.documents.workbook.values import UNKNOWN, Value, guarded, is_number, known_sum, product, rounded, value_of
from filage.documents.workbook.vocabulary import EVERY_DATE

NAME = "Tournée"
COLUMNS = (
    ("Réf.", 6), ("Date", 11), ("Lieu", 26), ("Ville", 16), ("Contrat", 14), ("Statut", 11), ("Rang sur place", 8),
    ("Prix", 13), ("VHR refacturé", 12), ("Plateau prévu", 13), ("Plateau réel", 13), ("Gestion", 11), ("VHR", 12),
    ("Droits, autres", 12), ("Marge", 13), ("Cumul", 13), ("Reste à amortir", 13), ("_ligne", 12), ("_id", 12),
)  # fmt: skip
REF, DAY, VENUE, CITY, CONTRACT, STATUS, RANK, PRICE, CHARGED, PLANNED, REAL, MANAGEMENT = range(12)
TRAVEL, OTHERS, MARGIN, RUNNING, LEFT, INCOME, IDS = range(12, 19)
FIRST = Sheet.HEADER + 1
SUMMED = (PRICE, CHARGED, PLANNED, REAL, MANAGEMENT, TRAVEL, OTHERS, MARGIN)
EXPLAINED = {
    RANK: "1 pour la première date au même lieu, 2 pour la suivante… : le plateau en dépend.",
    REAL: "Laissez vide : c’est le plateau prévu qui compte. Saisi, il le remplace dans la marge.",
    LEFT: "Besoin de la création moins les marges cumulées ; jamais négatif.",
}


def write(book: Book, model: Model) -> None:
    """Write the sheet."""
    note = "Prix + VHR refacturé − plateau − gestion − VHR − droits = ce que chaque date laisse pour payer la création."
    figures = range(RANK, LEFT + 1)
    layout = Layout("Tournée", COLUMNS, figures=figures, hidden=IDS, printed=LEFT, note=note, explained=EXPLAINED)
    sheet = book.sheet(NAME, layout)
    sheet.raw.set_column(INCOME, INCOME, 12, None, {"hidden": True})
    running = Decimal(0)
    for row, line in enumerate(model.data.tour, start=FIRST):
        running = _line(sheet, row, line, running, model)
    spare = FIRST + len(model.data.tour)
    _spare(sheet, spare, running, model)
    rows = (FIRST, spare)
    for name, column in (("to_prix", PRICE), ("to_ligne", INCOME), ("to_marge", MARGIN)):
        sheet.name_column(name, column, rows)
    sheet.choices(STATUS, rows, "statuts")
    _total(sheet, rows, model)
    sheet.raw.autofilter(Sheet.HEADER, 0, spare, LEFT)
    sheet.locked()


def _line(sheet: Sheet, row: int, line: TourLine, running: Decimal, model: Model) -> Decimal:
    """Write a date and return the margins so far."""
    status = vocabulary.status(line.status, certain=False)
    texts = {REF: line.ref, VENUE: line.venue, CITY: line.city, CONTRACT: line.contract, STATUS: status}
    for column, text in texts.items():
        sheet.typed_text(row, column, text)
    sheet.day(row, DAY, line.on)
    sheet.given(row, RANK, line.rank, "whole")
    sheet.given(row, PRICE, line.price)
    sheet.empty(row, REAL, "money")
    sheet.given(row, OTHERS, line.others)
    plateau, margin = model.plateau_of(line), model.date_margin(line)
    running += margin if is_number(margin) else Decimal(0)
    management = product(rounded(plateau), value_of(model.hypotheses.management_rate or Decimal(0)))
    values = (plateau, rounded(management), model.travel_of(line, recharged=True), model.travel_of(line), margin, running)
    _formulas(sheet, row, values, model)
    sheet.text(row, INCOME, line.income)
    sheet.text(row, IDS, line.id)
    return running


def _formulas(sheet: Sheet, row: int, values: tuple[Value, ...], model: Model) -> None:
    """Write plateau, management, travel charged, travel, margin, running total and what is left."""
    plateau, management, charged, travel, margin, running = values
    ref = cell(row, REF)
    last = total_row(model)
    first, end = (cell(last, cost_column(model, rank)) for rank in (0, model.ranks - 1))
    absolute = "'Plateau'!" + ":".join(f"${_letters(where)}${last + 1}" for where in (first, end))
    rank = f"MAX(1,MIN({cell(row, RANK)},{model.ranks}))"
    known = f"INDEX({absolute},1,{rank})"
    planned_cost = f'IF({ref}="",0,IF({known}="{UNKNOWN}","{UNKNOWN}",ROUND({known},2)))'
    sheet.formula(row, PLANNED, planned_cost, rounded(plateau), "money", "link")
    real, planned = cell(row, REAL), cell(row, PLANNED)
    kept = f'IF({real}="",{planned},{real})'
    reads = ("taux_gestion", kept)
    sheet.formula(row, MANAGEMENT, guarded(f"ROUND({kept}*taux_gestion,2)", *reads), management, "money", "link")
    modes = [vocabulary.MODES[mode] for mode in RECHARGED]
    own = "+".join(f'SUMIFS(vhr_chaque,vhr_ref,{who},vhr_mode,"{mode}")' for mode in modes for who in (ref, f'"{EVERY_DATE}"'))
    sheet.formula(row, CHARGED, f'IF({ref}="",0,{own})', charged, "money", "link")
    costs = f'SUMIFS(vhr_chaque,vhr_ref,{ref})+SUMIFS(vhr_chaque,vhr_ref,"{EVERY_DATE}")'
    sheet.formula(row, TRAVEL, f'IF({ref}="",0,{costs})', travel, "money", "link")
    price, others = cell(row, PRICE), cell(row, OTHERS)
    costs = f"{kept}-{cell(row, MANAGEMENT)}-{cell(row, TRAVEL)}-{others}"  # each to the cent: their sum is too
    formula = f"ROUND({price}+{cell(row, CHARGED)}-{costs},2)"
    sheet.formula(row, MARGIN, guarded(formula, price, others, cell(row, MANAGEMENT)), margin)
    top = f"{_letters(cell(row, MARGIN))}${FIRST + 1}"
    sheet.formula(row, RUNNING, f"SUM({top}:{cell(row, MARGIN)})", running)
    left = max(Decimal(0), model.need - running) if is_number(running) else UNKNOWN
    sheet.formula(row, LEFT, f"MAX(0,ROUND(px_besoin-{cell(row, RUNNING)},2))", rounded(left), "money", "link")


def _letters(address: str) -> str:
    return address.rstrip("0123456789")


def _spare(sheet: Sheet, row: int, running: Decimal, model: Model) -> None:
    """Write a line for the reader: it costs nothing until it has a reference."""
    for column in (REF, VENUE, CITY, CONTRACT):
        sheet.empty(row, column)
    for column, number in ((DAY, "date"), (PRICE, "money"), (REAL, "money"), (OTHERS, "money")):
        sheet.empty(row, column, number)
    sheet.typed_text(row, STATUS, vocabulary.STATUSES["option"][0])
    sheet.given(row, RANK, 1, "whole")
    zero = Decimal(0)
    _formulas(sheet, row, (zero, zero, zero, zero, zero, running), model)


def _total(sheet: Sheet, rows: tuple[int, int], model: Model) -> None:
    row, tour, data = rows[1] + 1, model.data.tour, model
    for column in range(INCOME):
        sheet.text(row, column, "Total" if column == 0 else "", "total")
    rate = value_of(model.hypotheses.management_rate or Decimal(0))
    columns: dict[int, list[Value]] = {
        PRICE: [value_of(line.price) for line in tour],
        CHARGED: [data.travel_of(line, recharged=True) for line in tour],
        PLANNED: [rounded(data.plateau_of(line)) for line in tour],
        REAL: [],
        MANAGEMENT: [rounded(product(rounded(data.plateau_of(line)), rate)) for line in tour],
        TRAVEL: [data.travel_of(line) for line in tour],
        OTHERS: [value_of(line.others) for line in tour],
        MARGIN: [data.date_margin(line) for line in tour],
    }
    for column in SUMMED:
        whole = f"SUM({block((rows[0], column), (rows[1], column))})"
        sheet.formula(row, column, whole, known_sum(columns[column]), "money", "total")
    sheet.last_row(row)
