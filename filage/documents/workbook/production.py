"""Writes « Production »: every expense by destination, the payroll read from « Équipe »."""

from dataclasses import dataclass
from decimal import Decimal

from filage.documents.shapes import ChargeLine, TeamLine, TravelLine
from filage.documents.workbook import vocabulary
from filage.documents.workbook.book import Book, Layout, Sheet, block, cell
from filage.documents.workbook.model import Model
from filage.documents.workbook.values import Value, count_formula, guarded, known_sum, quoted, taxed, unknown_count

NAME = "Production"
COLUMNS = (
    ("Poste", 7), ("Compte", 9), ("Libellé", 38), ("Unité", 10), ("Qté", 9), ("Prix unitaire", 13), ("Variable", 9),
    ("Total", 16), ("% du total", 9), ("Phase", 14), ("Exercice", 9), ("HT/TTC", 8), ("TVA", 8), ("Financeur", 18),
    ("Commentaire", 28), ("Justificatif", 24), ("_id", 12),
)  # fmt: skip
QUANTITY, PRICE, VARIABLE, TOTAL, SHARE, PHASE, YEAR, TAX, RATE, FUNDER, COMMENT, PROOF, IDS = range(4, 17)
EXPLAINED = {
    0: "La lettre du poste de destination ; la liste est dans la feuille Hypothèses.",
    QUANTITY: "En tout. Sur une ligne variable : pour toutes les dates.",
    VARIABLE: "oui : la ligne suit le nombre de dates de la feuille Hypothèses.",
    TAX: "Comment le prix est saisi. Vide : dans les termes du classeur.",
    FUNDER: "Le financeur à qui cette dépense est affectée.",
}
TRAVEL = "F"
READ = "lu dans la feuille"
GROSS_ACCOUNT, CONTRIBUTIONS_ACCOUNT = "641", "645"
LINKS = {"plateau": "plateau_date", "gestion": "gestion_date", "prix": "prix_cession"}


@dataclass(frozen=True, slots=True)
class Read:
    """What one line of the budget reads on another sheet: the gross or the contributions of a team, or travel.

    `account` is the one of the lines that are read, `shown` the one of the budget line.
    """

    destination: str
    phase: str
    account: str
    fiscal_year: str
    value: Decimal
    label: str
    shown: str
    formula: str  # {where} stands for what the line reads
    sheet: str


type Families = dict[str, tuple[list[Read], list[ChargeLine]]]


def write(book: Book, model: Model) -> None:
    """Write the sheet."""
    tax = "hors taxes" if model.data.tax == "HT" else "toutes taxes comprises"
    note = f"Montants {tax}. En vert, ce qui est lu dans les feuilles Équipe et VHR ; une ligne variable suit le nombre de dates."
    layout = Layout(
        "Production : les charges", COLUMNS, figures=(4, 5, 7, 8, RATE), hidden=IDS, printed=PROOF, note=note, explained=EXPLAINED
    )
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
    for name, column in (("phases", PHASE), ("postes", 0), ("oui_non", VARIABLE), ("taxes", TAX), ("comptes", 1)):
        sheet.choices(column, (first, last), name)
    sheet.raw.outline_settings(True, False, True, False)
    _total(sheet, row, heads, (first, last), model)
    _shares(sheet, (first, last), row, model, families)
    sheet.raw.autofilter(Sheet.HEADER, 0, last, PROOF)
    sheet.locked()


def _families(model: Model) -> Families:
    """Return what each destination holds, in the order of the plan."""
    data = model.data
    used = {line.destination for line in data.team} | {line.destination for line in data.charges}
    used |= {TRAVEL} if data.travel else set()
    ordered = [code for code in vocabulary.DESTINATIONS if code in used] + sorted(used - set(vocabulary.DESTINATIONS))
    charges = {code: [line for line in data.charges if line.destination == code] for code in ordered or ["A"]}
    read = {code: [*_payrolls(code, model), *(_travels(model) if code == TRAVEL else [])] for code in charges}
    return {code: (read[code], lines) for code, lines in charges.items()}


def _payrolls(destination: str, model: Model) -> list[Read]:
    groups: dict[tuple[str, str, str], list[TeamLine]] = {}
    for line in model.data.team:
        if line.destination == destination:
            groups.setdefault((line.phase, line.account, line.fiscal_year), []).append(line)
    found = []
    for (phase, account, year), lines in groups.items():
        costs, added = (known_sum(map(value, lines)) for value in (model.team_cost, model.team_contributions))
        cost, contributions = "SUMIFS(eq_cout,{where})", "SUMIFS(eq_cotisations,{where})"
        parts = [("Salaires et cotisations", account, cost, costs)]
        if account.startswith(GROSS_ACCOUNT):
            parts = [("Salaires bruts", account, f"{cost}-{contributions}", costs - added)]
            parts += [("Cotisations de l’employeur", CONTRIBUTIONS_ACCOUNT, contributions, added)]
        found += [Read(destination, phase, account, year, value, label, shown, text, "eq") for label, shown, text, value in parts]
    return found


def _travels(model: Model) -> list[Read]:
    groups: dict[tuple[str, str, str], list[TravelLine]] = {}
    for line in model.data.travel:
        groups.setdefault((line.phase, line.account, line.fiscal_year), []).append(line)
    label, text = "Voyages, hébergement, repas", "SUMIFS(vhr_cout,{where})"
    return [
        Read(TRAVEL, phase, account, year, known_sum(map(model.travel_cost, lines)), label, account, text, "vhr")
        for (phase, account, year), lines in groups.items()
    ]


def _family(sheet: Sheet, row: int, destination: str, payroll: list[Read], lines: list[ChargeLine], model: Model) -> int:
    """Write a destination: its heading with the subtotal, its lines, a spare one. Return the next row."""
    head = row
    label = vocabulary.DESTINATIONS.get(destination, "")
    for column in range(IDS):
        sheet.text(head, column, {0: destination, 2: label}.get(column, ""), "group")
    row += 1
    for pay in payroll:
        _read(sheet, row, pay)
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


def _read(sheet: Sheet, row: int, read: Read) -> None:
    phase = vocabulary.phase(read.phase)
    sheet.text(row, 0, read.destination)
    sheet.raw.write_string(row, 1, read.shown, sheet.book.format("text", "text"))
    sheet.text(row, 2, f"{read.label}, {phase.lower()}")
    for column in (3, QUANTITY, PRICE, VARIABLE, TAX, RATE, FUNDER, PROOF):
        sheet.text(row, column, "")
    account, year = (quoted(part or "=") for part in (read.account, read.fiscal_year))
    place = f"eq_poste,{cell(row, 0)}," if read.sheet == "eq" else ""
    where = f"{place}{read.sheet}_phase,{cell(row, PHASE)},{read.sheet}_compte,{account},{read.sheet}_exercice,{year}"
    sheet.formula(row, TOTAL, read.formula.format(where=where), read.value, "money", "link")
    sheet.text(row, PHASE, phase)
    sheet.raw.write_string(row, YEAR, read.fiscal_year, sheet.book.format("text", "text"))
    sheet.text(row, COMMENT, f"{READ} {'Équipe' if read.sheet == 'eq' else 'VHR'}", "note")


def _line(sheet: Sheet, row: int, line: ChargeLine, model: Model) -> None:
    account = vocabulary.INTERNAL if line.internal else line.account
    for column, text in ((0, line.destination), (1, account), (2, line.label), (3, line.unit)):
        sheet.typed_text(row, column, text)
    sheet.given(row, QUANTITY, line.quantity, "number")
    if line.price_from:
        sheet.formula(row, PRICE, LINKS[line.price_from], model.unit_price(line), "rate", "link")
        sheet.comment(row, PRICE, line.source)
    else:
        sheet.given(row, PRICE, line.unit_price, "rate", line.source)
    sheet.typed_text(row, VARIABLE, vocabulary.yes(line.variable))
    sheet.formula(row, TOTAL, _amount(row), model.charge(line))
    texts = (vocabulary.phase(line.phase), line.fiscal_year, line.tax)
    for column, text in (*enumerate(texts, start=PHASE), *enumerate((line.funder, line.comment, line.source), start=FUNDER)):
        sheet.typed_text(row, column, text)
    if line.vat_rate is None:
        sheet.empty(row, RATE, "percent")
    else:
        sheet.given(row, RATE, line.vat_rate, "percent")
    sheet.text(row, IDS, line.id)


def _amount(row: int) -> str:
    quantity, price = cell(row, QUANTITY), cell(row, PRICE)
    factor = f'IF({cell(row, VARIABLE)}="{vocabulary.YES}",facteur_dates,1)'
    amount = taxed(f"{quantity}*{price}*{factor}", cell(row, TAX), cell(row, RATE))
    return guarded(f"ROUND({amount},2)", quantity, price)


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
    for column in (YEAR, TAX, FUNDER, COMMENT, PROOF):
        sheet.empty(row, column)
    sheet.empty(row, RATE, "percent")


def _total(sheet: Sheet, row: int, heads: list[int], rows: tuple[int, int], model: Model) -> None:
    whole = block((rows[0], TOTAL), (rows[1], TOTAL))
    for column in range(IDS):
        sheet.text(row, column, "Total des charges" if column == 2 else "", "total")
    sheet.formula(row, TOTAL, "+".join(cell(head, TOTAL) for head in heads), known_sum(model.charge_values), "money", "total")
    sheet.name_cell("prod_total_general", row, TOTAL, known_sum(model.charge_values))
    sheet.last_row(row + 2)
    sheet.text(row + 1, 2, "Montants inconnus (ici, dans Équipe et dans VHR)")
    unknown: Value = unknown_count(model.charge_values)
    counted = "+".join((count_formula(whole), count_formula("eq_cout"), count_formula("vhr_cout")))
    sheet.formula(row + 1, TOTAL, counted, unknown, "whole", "control")
    sheet.name_cell("prod_inconnus", row + 1, TOTAL, unknown)
    sheet.text(row + 2, 2, "Équipe et VHR rangés dans aucune ligne")
    read = f'SUMIFS({whole},{block((rows[0], COMMENT), (rows[1], COMMENT))},"{READ}*")'
    sheet.formula(row + 2, TOTAL, f"ROUND(SUM(eq_cout)+SUM(vhr_cout)-{read},2)", Decimal(0), "money", "control")


def _shares(sheet: Sheet, rows: tuple[int, int], total_row: int, model: Model, families: Families) -> None:
    """Write the share of each destination in the whole, on its heading."""
    whole, row = known_sum(model.charge_values), rows[0]
    for payroll, lines in families.values():
        value = known_sum([*(pay.value for pay in payroll), *(model.charge(line) for line in lines)])
        formula = f"IF({cell(total_row, TOTAL)}=0,0,{cell(row, TOTAL)}/{cell(total_row, TOTAL)})"
        sheet.formula(row, SHARE, formula, value / whole if whole else Decimal(0), "percent", "group")
        row += len(payroll) + len(lines) + 2
