"""Writes « VHR »: journeys, nights and meals, who bears them, and what they come to by date and by way of bearing them."""

from decimal import Decimal

from filage.documents.shapes import TravelLine
from filage.documents.workbook import vocabulary
from filage.documents.workbook.book import Book, Layout, Sheet, block, cell
from filage.documents.workbook.model import RECHARGED, Model
from filage.documents.workbook.values import UNKNOWN, Value, guarded, known_sum, taxed

NAME = "VHR"
COLUMNS = (
    ("Date (réf.)", 8), ("Jour", 11), ("Lieu", 22), ("Nature", 9), ("Libellé", 32), ("Unité", 9), ("Qté", 8),
    ("Prix unitaire", 12), ("Prise en charge", 21), ("Variable", 9), ("Coût", 14), ("Refacturé", 14), ("Coût d’une date", 13),
    ("Phase", 13), ("Compte", 8), ("Exercice", 9), ("HT/TTC", 8), ("TVA", 8), ("Commentaire", 34), ("Justificatif", 24),
    ("_id", 12),
)  # fmt: skip
REF, DAY, PLACE, KIND, LABEL, UNIT, QUANTITY, PRICE, MODE, VARIABLE, COST, CHARGED, EACH = range(13)
PHASE, ACCOUNT, YEAR, TAX, RATE, COMMENT, PROOF, IDS = range(13, 21)
FIRST = Sheet.HEADER + 1
EXPLAINED = {
    REF: "La référence de la date dans la feuille Tournée ; « toutes » pour ce qui revient à chaque date.",
    QUANTITY: "En tout : personnes × nuits, personnes × repas. Sur une ligne variable : pour toutes les dates.",
    MODE: "Refacturé : payé par nous, facturé à l’organisateur. Pris en charge : l’organisateur paie, rien ici.",
}
CHARGED_MODES = [vocabulary.MODES[mode] for mode in RECHARGED]


def write(book: Book, model: Model) -> None:
    """Write the sheet."""
    note = "Voyages, hébergement, repas. La feuille Production lit ces coûts ; ce qui est refacturé est lu par Financement."
    figures = (QUANTITY, PRICE, COST, CHARGED, EACH, RATE)
    layout = Layout("VHR", COLUMNS, figures=figures, hidden=IDS, printed=YEAR, note=note, explained=EXPLAINED)
    sheet = book.sheet(NAME, layout)
    for row, line in enumerate(model.data.travel, start=FIRST):
        _line(sheet, row, line, model)
    spare = FIRST + len(model.data.travel)
    _spare(sheet, spare)
    rows = (FIRST, spare)
    texts = (("vhr_ref", REF), ("vhr_mode", MODE), ("vhr_phase", PHASE), ("vhr_compte", ACCOUNT), ("vhr_exercice", YEAR))
    for name, column in (("vhr_cout", COST), ("vhr_factures", CHARGED), ("vhr_chaque", EACH), ("vhr_nature", KIND), *texts):
        sheet.name_column(name, column, rows)
    lists = (
        ("natures_vhr", KIND),
        ("modes", MODE),
        ("oui_non", VARIABLE),
        ("phases", PHASE),
        ("taxes", TAX),
        ("comptes", ACCOUNT),
    )
    for name, column in lists:
        sheet.choices(column, rows, name)
    row = _total(sheet, rows, model)
    row = _by_mode(sheet, row + 1, model)
    row = _by_date(sheet, row + 1, model)
    sheet.last_row(row)
    sheet.raw.autofilter(Sheet.HEADER, 0, spare, PROOF)
    sheet.locked()


def _line(sheet: Sheet, row: int, line: TravelLine, model: Model) -> None:
    ref = vocabulary.EVERY_DATE if line.variable else line.ref
    texts = {REF: ref, PLACE: line.place, KIND: line.kind, LABEL: line.label, UNIT: line.unit, MODE: vocabulary.MODES[line.mode]}
    texts |= {VARIABLE: vocabulary.yes(line.variable), PHASE: vocabulary.phase(line.phase), ACCOUNT: line.account}
    texts |= {YEAR: line.fiscal_year, TAX: line.tax, COMMENT: line.comment, PROOF: line.source}
    for column, text in texts.items():
        sheet.typed_text(row, column, text)
    sheet.day(row, DAY, line.on)
    sheet.given(row, QUANTITY, line.quantity, "number")
    sheet.given(row, PRICE, line.unit_price, "rate", line.source)
    if line.vat_rate is None:
        sheet.empty(row, RATE, "percent")
    else:
        sheet.given(row, RATE, line.vat_rate, "percent")
    cost = model.travel_cost(line)
    charged = cost if line.mode in RECHARGED else Decimal(0)
    _formulas(sheet, row, (cost, charged, model.travel_each(line)))
    sheet.text(row, IDS, line.id)
    sheet.raw.set_row(row, None, None, {"level": 1})


def _formulas(sheet: Sheet, row: int, values: tuple[Value, Value, Value]) -> None:
    quantity, price, mode, variable = (cell(row, column) for column in (QUANTITY, PRICE, MODE, VARIABLE))
    factor = f'IF({variable}="{vocabulary.YES}",facteur_dates,1)'
    amount = guarded(f"ROUND({taxed(f'{quantity}*{price}*{factor}', cell(row, TAX), cell(row, RATE))},2)", quantity, price)
    sheet.formula(row, COST, f'IF({mode}="{vocabulary.MODES["fourni"]}",0,{amount})', values[0])
    modes = "+".join(f'({mode}="{label}")' for label in CHARGED_MODES)
    sheet.formula(row, CHARGED, f"IF({modes}>0,{cell(row, COST)},0)", values[1])
    share = f'IF(nb_dates="{UNKNOWN}",0,IF(nb_dates>0,ROUND({cell(row, COST)}/nb_dates,2),0))'
    each = guarded(f'IF({variable}="{vocabulary.YES}",{share},{cell(row, COST)})', cell(row, COST))
    sheet.formula(row, EACH, each, values[2])


def _spare(sheet: Sheet, row: int) -> None:
    """Write a line for the reader; new lines inserted above it stay inside every total."""
    for column in (REF, PLACE, KIND, LABEL, UNIT, ACCOUNT, YEAR, TAX, COMMENT, PROOF):
        sheet.empty(row, column)
    for column, number in ((DAY, "date"), (QUANTITY, "number"), (PRICE, "rate"), (RATE, "percent")):
        sheet.empty(row, column, number)
    sheet.typed_text(row, MODE, vocabulary.MODES[""])
    sheet.typed_text(row, VARIABLE, vocabulary.NO)
    sheet.typed_text(row, PHASE, vocabulary.PHASES["exploitation"])
    _formulas(sheet, row, (Decimal(0), Decimal(0), Decimal(0)))


def _total(sheet: Sheet, rows: tuple[int, int], model: Model) -> int:
    row = rows[1] + 1
    for column in range(IDS):
        sheet.text(row, column, "Total" if column == 0 else "", "total")
    whole = known_sum(map(model.travel_cost, model.data.travel))
    sheet.formula(row, COST, f"SUM({block((rows[0], COST), (rows[1], COST))})", whole, "money", "total")
    charged = f"SUM({block((rows[0], CHARGED), (rows[1], CHARGED))})"
    sheet.formula(row, CHARGED, charged, model.recharged, "money", "total")
    sheet.name_cell("vhr_refacture", row, CHARGED, model.recharged)
    return row + 1


def _by_mode(sheet: Sheet, row: int, model: Model) -> int:
    """Write what each way of bearing comes to, nature by nature. Return the row after it."""
    kinds = [*vocabulary.TRAVEL_KINDS, ""]
    sheet.text(row, LABEL, "Par mode de prise en charge", "section")
    row += 1
    sheet.text(row, LABEL, "Prise en charge", "head")
    for rank, kind in enumerate(kinds):
        sheet.text(row, UNIT + rank, kind or "–", "head right")
    total = UNIT + len(kinds)
    sheet.text(row, total, "Total", "head right")
    head = row
    for code, label in list(vocabulary.MODES.items())[:3]:
        row += 1
        sheet.text(row, LABEL, label)
        whole = Decimal(0)
        for rank, kind in enumerate(kinds):
            value = known_sum(model.travel_cost(line) for line in model.data.travel if (line.mode, line.kind) == (code, kind))
            criterion = f"{chr(65 + UNIT + rank)}${head + 1}" if kind else '"="'
            formula = f"SUMIFS(vhr_cout,vhr_mode,{cell(row, LABEL)},vhr_nature,{criterion})"
            sheet.formula(row, UNIT + rank, formula, value, "money", "formula")
            whole += value
        where = block((row, UNIT), (row, total - 1))
        sheet.formula(row, total, f"SUM({where})", whole, "money", "total")
    return row + 1


def _by_date(sheet: Sheet, row: int, model: Model) -> int:
    """Write what travel costs on each date of the tour. Return the row after it."""
    sheet.text(row, LABEL, "Par date", "section")
    for line in model.data.tour:
        row += 1
        sheet.text(row, REF, line.ref)
        sheet.text(row, LABEL, f"{line.on:%d/%m/%Y} {line.city or line.venue}".strip())
        formula = f'SUMIFS(vhr_chaque,vhr_ref,{cell(row, REF)})+SUMIFS(vhr_chaque,vhr_ref,"{vocabulary.EVERY_DATE}")'
        sheet.formula(row, COST, formula, model.travel_of(line))
    return row + 1
