"""Writes « Production »: every expense by destination, the payroll read from « Équipe »."""

from dataclasses import dataclass
from decimal import Decimal

from filage.documents.shapes import ChargeLine, TeamLine
from filage.documents.workbook import vocabulary
from filage.documents.workbook.book import Book, Layout, Sheet, block, cell
from filage.documents.workbook.model import Model
from filage.documents.workbook.values import Value, count_formula, guarded, known_sum, unknown_count

NAME = "Production"
COLUMNS = (
    ("Poste", 7), ("Compte", 9), ("Libellé", 44), ("Unité", 10), ("Qté", 9), ("Prix unitaire", 13), ("Variable", 9),
    ("Total", 16), ("% du total", 9), ("Phase", 14), ("Exercice", 9), ("Financeur", 18), ("Commentaire", 40), ("_id", 12),
)  # fmt: skip
QUANTITY, PRICE, VARIABLE, TOTAL, SHARE, PHASE, IDS = 4, 5, 6, 7, 8, 9, 13
LINKS = {"plateau": "plateau_date", "gestion": "gestion_date", "prix": "prix_cession"}


@dataclass(frozen=True, slots=True)
class Payroll:
    """The paid work of one destination that shares phase, account and fiscal year: one line of the budget."""

    destination: str
    phase: str
    account: str
    fiscal_year: str
    value: Decimal


def write(book: Book, model: Model) -> None:
    """Write the sheet."""
    tax = "hors taxes" if model.data.tax == "HT" else "toutes taxes comprises"
    note = f"Montants {tax}. En vert, la masse salariale lue dans la feuille Équipe ; une ligne variable suit le nombre de dates."
    layout = Layout("Production : les charges", COLUMNS, figures=(4, 5, 7, 8), hidden=IDS, printed=IDS - 1, note=note)
    sheet = book.sheet(NAME, layout)
    families = _families(model)
    first = row = Sheet.HEADER + 1
    heads: list[int] = []
    for destination, (payroll, lines) in families.items():
        heads.append(row)
        row = _family(sheet, row, destination, payroll, lines, model)
    last = max(first, row - 1)
    for name, column in (("prod_total", TOTAL), ("prod_poste", 0), ("prod_phase", PHASE), ("prod_compte", 1)):
        sheet.name_column(name, column, (first, last))
    for name, column in (("phases", PHASE), ("postes", 0), ("oui_non", VARIABLE)):
        sheet.choices(column, (first, last), name)
    sheet.raw.outline_settings(True, False, True, False)
    _total(sheet, row, heads, (first, last), model)
    _shares(sheet, (first, last), row, model, families)


def _families(model: Model) -> dict[str, tuple[list[Payroll], list[ChargeLine]]]:
    """Return what each destination holds, in the order of the plan."""
    used = {line.destination for line in model.data.team} | {line.destination for line in model.data.charges}
    ordered = [code for code in vocabulary.DESTINATIONS if code in used] + sorted(used - set(vocabulary.DESTINATIONS))
    charges = {code: [line for line in model.data.charges if line.destination == code] for code in ordered or ["A"]}
    return {code: (_payrolls(code, model), lines) for code, lines in charges.items()}


def _payrolls(destination: str, model: Model) -> list[Payroll]:
    groups: dict[tuple[str, str, str], list[TeamLine]] = {}
    for line in model.data.team:
        if line.destination == destination:
            groups.setdefault((line.phase, line.account, line.fiscal_year), []).append(line)
    return [Payroll(destination, *key, known_sum(model.team_cost(line) for line in lines)) for key, lines in groups.items()]


def _family(sheet: Sheet, row: int, destination: str, payroll: list[Payroll], lines: list[ChargeLine], model: Model) -> int:
    """Write a destination: its heading with the subtotal, its lines, a spare one. Return the next row."""
    head = row
    label = vocabulary.DESTINATIONS.get(destination, "")
    for column in range(IDS):
        sheet.text(head, column, {0: destination, 2: label}.get(column, ""), "group")
    row += 1
    for pay in payroll:
        _payroll(sheet, row, pay)
        row += 1
    for line in lines:
        _line(sheet, row, line, model)
        row += 1
    _spare(sheet, row, destination)
    values = [*(pay.value for pay in payroll), *(model.charge(line) for line in lines)]
    sheet.formula(head, TOTAL, f"SUM({block((head + 1, TOTAL), (row, TOTAL))})", known_sum(values), "money", "group")
    for inside in range(head + 1, row + 1):
        sheet.raw.set_row(inside, None, None, {"level": 1})
    return row + 1


def _payroll(sheet: Sheet, row: int, pay: Payroll) -> None:
    phase = vocabulary.phase(pay.phase)
    sheet.text(row, 0, pay.destination)
    sheet.raw.write_string(row, 1, pay.account, sheet.book.format("text", "text"))
    sheet.text(row, 2, f"Salaires et cotisations, {phase.lower()}")
    for column in (3, QUANTITY, PRICE, VARIABLE, 11):
        sheet.text(row, column, "")
    account, year = _criterion(row, 1, pay.account), _criterion(row, 10, pay.fiscal_year)
    where = f"eq_poste,{cell(row, 0)},eq_phase,{cell(row, PHASE)},eq_compte,{account},eq_exercice,{year}"
    sheet.formula(row, TOTAL, f"SUMIFS(eq_cout,{where})", pay.value, "money", "link")
    sheet.text(row, PHASE, phase)
    sheet.raw.write_string(row, 10, pay.fiscal_year, sheet.book.format("text", "text"))
    sheet.text(row, 12, "lu dans la feuille Équipe", "note")


def _criterion(row: int, column: int, text: str) -> str:
    """Return what SUMIFS compares with: the cell, or the sign of an empty one."""
    return cell(row, column) if text else '"="'


def _line(sheet: Sheet, row: int, line: ChargeLine, model: Model) -> None:
    for column, text in ((0, line.destination), (1, line.account), (2, line.label), (3, line.unit)):
        sheet.typed_text(row, column, text)
    sheet.given(row, QUANTITY, line.quantity, "number")
    if line.price_from:
        sheet.formula(row, PRICE, LINKS[line.price_from], model.unit_price(line), "rate", "link")
        sheet.comment(row, PRICE, line.source)
    else:
        sheet.given(row, PRICE, line.unit_price, "rate", line.source)
    sheet.typed_text(row, VARIABLE, vocabulary.yes(line.variable))
    sheet.formula(row, TOTAL, _amount(row), model.charge(line))
    texts = (vocabulary.phase(line.phase), line.fiscal_year, line.funder, " · ".join(t for t in (line.comment, line.source) if t))
    for column, text in enumerate(texts, start=PHASE):
        sheet.typed_text(row, column, text)
    sheet.text(row, IDS, line.id)


def _amount(row: int) -> str:
    quantity, price = cell(row, QUANTITY), cell(row, PRICE)
    factor = f'IF({cell(row, VARIABLE)}="{vocabulary.YES}",facteur_dates,1)'
    return guarded(f"ROUND({quantity}*{price}*{factor},2)", quantity, price)


def _spare(sheet: Sheet, row: int, destination: str) -> None:
    """Write the line « autres » of a destination, for the reader."""
    sheet.typed_text(row, 0, destination)
    sheet.empty(row, 1)
    sheet.typed_text(row, 2, "Autres")
    sheet.empty(row, 3)
    sheet.given(row, QUANTITY, 1, "number")
    sheet.empty(row, PRICE, "rate")
    sheet.typed_text(row, VARIABLE, vocabulary.NO)
    sheet.formula(row, TOTAL, _amount(row), Decimal(0))
    sheet.typed_text(row, PHASE, vocabulary.PHASES["creation"])
    for column in (10, 11, 12):
        sheet.empty(row, column)


def _total(sheet: Sheet, row: int, heads: list[int], rows: tuple[int, int], model: Model) -> None:
    whole = block((rows[0], TOTAL), (rows[1], TOTAL))
    for column in range(IDS):
        sheet.text(row, column, "Total des charges" if column == 2 else "", "total")
    sheet.formula(row, TOTAL, "+".join(cell(head, TOTAL) for head in heads), known_sum(model.charge_values), "money", "total")
    sheet.name_cell("prod_total_general", row, TOTAL, known_sum(model.charge_values))
    sheet.last_row(row + 1)
    sheet.text(row + 1, 2, "Montants inconnus (ici et dans Équipe)")
    unknown: Value = unknown_count(model.charge_values)
    sheet.formula(row + 1, TOTAL, f"{count_formula(whole)}+{count_formula('eq_cout')}", unknown, "whole", "control")
    sheet.name_cell("prod_inconnus", row + 1, TOTAL, unknown)


def _shares(
    sheet: Sheet, rows: tuple[int, int], total_row: int, model: Model, families: dict[str, tuple[list[Payroll], list[ChargeLine]]]
) -> None:
    """Write the share of each destination in the whole, on its heading."""
    whole, row = known_sum(model.charge_values), rows[0]
    for payroll, lines in families.values():
        value = known_sum([*(pay.value for pay in payroll), *(model.charge(line) for line in lines)])
        formula = f"IF({cell(total_row, TOTAL)}=0,0,{cell(row, TOTAL)}/{cell(total_row, TOTAL)})"
        sheet.formula(row, SHARE, formula, value / whole if whole else Decimal(0), "percent", "group")
        row += len(payroll) + len(lines) + 2
