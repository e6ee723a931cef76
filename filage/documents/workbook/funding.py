"""Writes « Financement »: every source of money, what it counts for in the forecast and what is secured."""

from decimal import Decimal

from filage.documents.shapes import IncomeLine
from filage.documents.workbook import vocabulary
from filage.documents.workbook.book import Book, Layout, Sheet, block, cell
from filage.documents.workbook.model import Model
from filage.documents.workbook.values import UNKNOWN, Value, count_formula, guarded, is_number, known_sum, unknown_count

NAME = "Financement"
COLUMNS = (
    ("Partenaire", 28), ("Type", 18), ("Dispositif", 18), ("Phase", 13), ("Compte", 9), ("Exercice", 9), ("Qté", 7),
    ("Prix unitaire", 12), ("Variable", 9), ("Demandé ou prévu", 13), ("Obtenu", 13), ("Statut", 14), ("Retenu", 13),
    ("Acquis", 13), ("Déduit du besoin", 13), ("% du total", 8), ("Dépôt", 11), ("Réponse", 11),
    ("Échéancier", 28), ("Financeur public", 18), ("Commentaire", 36), ("Pièce", 26), ("_id", 12),
)  # fmt: skip
KIND, PHASE, ACCOUNT, QUANTITY, PRICE, VARIABLE = 1, 3, 4, 6, 7, 8
ASKED, GRANTED, STATUS, RETAINED, SECURED, CREATION, SHARE, FILED, ANSWERED = range(9, 18)
SCHEDULE, FUNDER, COMMENT, PAPER, IDS = range(18, 23)
EXPLAINED = {
    KIND: "La famille sous laquelle ce produit est présenté dans Budget équilibré.",
    GRANTED: "Saisi, il remplace le montant demandé.",
    STATUS: "Un refus ne compte pas ; « acquis » commence à « Notifié ». La liste est dans Hypothèses.",
    FUNDER: "État, Région, Département… : c’est ce qui range une subvention dans la feuille Cerfa.",
}
FIGURES = (QUANTITY, PRICE, ASKED, GRANTED, RETAINED, SECURED, CREATION, SHARE)
FIRST = Sheet.HEADER + 1
CREATION_INCOME = 'SUMIFS(fin_creation,fin_compte,"<>87*")'
LINKS = {
    "plateau": "plateau_date",
    "gestion": "gestion_date",
    "prix": "prix_cession",
    "amortissement": "amortissement_date",
    "vhr": "vhr_refacture",
}


def write(book: Book, model: Model) -> None:
    """Write the sheet."""
    note = "« Obtenu » remplace « Demandé » dès qu’il est saisi ; « Acquis » commence à « Notifié » (feuille Hypothèses)."
    title = "Financement : les produits"
    layout = Layout(title, COLUMNS, figures=FIGURES, hidden=IDS, printed=ANSWERED, note=note, explained=EXPLAINED)
    sheet = book.sheet(NAME, layout)
    ordered = _ordered(model.data.income)
    for row, line in enumerate(ordered, start=FIRST):
        _line(sheet, row, line, model)
    spare = FIRST + len(ordered)
    _spare(sheet, spare)
    rows = (FIRST, spare)
    amounts = (("fin_retenu", RETAINED), ("fin_acquis", SECURED), ("fin_creation", CREATION), ("fin_parts", SHARE))
    for name, column in (*amounts, ("fin_type", KIND), ("fin_phase", PHASE), ("fin_compte", ACCOUNT), ("fin_financeur", FUNDER)):
        sheet.name_column(name, column, rows)
    for name, column in (
        ("phases", PHASE),
        ("statuts", STATUS),
        ("oui_non", VARIABLE),
        ("financeurs", FUNDER),
        ("comptes", ACCOUNT),
    ):
        sheet.choices(column, rows, name)
    _shares(sheet, ordered, spare, model)
    _total(sheet, rows, model)
    sheet.raw.autofilter(Sheet.HEADER, 0, spare, IDS - 1)
    sheet.locked()


def _ordered(lines: tuple[IncomeLine, ...]) -> list[IncomeLine]:
    order = {kind: rank for rank, kind in enumerate(dict.fromkeys(line.kind for line in lines))}
    return sorted(lines, key=lambda line: order[line.kind])


def _line(sheet: Sheet, row: int, line: IncomeLine, model: Model) -> None:
    account = vocabulary.INTERNAL if line.internal else line.account
    texts = (line.label, line.kind, line.scheme, vocabulary.phase(line.phase), account, line.fiscal_year)
    for column, text in enumerate(texts):
        sheet.typed_text(row, column, text)
    sheet.typed_text(row, VARIABLE, vocabulary.yes(line.variable))
    _amounts(sheet, row, line, model)
    sheet.typed_text(row, STATUS, vocabulary.status(line.status, certain=line.certain))
    secured: Value = model.secured(line)
    sheet.formula(row, RETAINED, _retained(row), model.retained(line))
    sheet.formula(row, SECURED, _secured(row), secured)
    if line.price_from == "amortissement":
        sheet.raw.write_number(row, CREATION, 0, sheet.book.format("formula", "money"))  # it pays the need: it cannot reduce it
    else:
        sheet.formula(row, CREATION, _creation(row), model.deducted(line))
    sheet.day(row, FILED, line.filed_on)
    sheet.day(row, ANSWERED, line.answer_on)
    sheet.typed_text(row, SCHEDULE, line.schedule)
    sheet.typed_text(row, FUNDER, vocabulary.FUNDER_KINDS.get(line.funder_kind, ""))
    sheet.typed_text(row, COMMENT, line.comment)
    sheet.typed_text(row, PAPER, line.paper or line.source)
    sheet.text(row, IDS, line.id)


def _amounts(sheet: Sheet, row: int, line: IncomeLine, model: Model) -> None:
    """Write quantity, price, what is asked and what is granted."""
    if line.price_from == "tournee":
        sheet.text(row, QUANTITY, "")
        sheet.text(row, PRICE, "")
        sheet.formula(row, ASKED, f"SUMIFS(to_prix,to_ligne,{cell(row, IDS)})", model.asked(line), "money", "link")
    elif line.quantity is None and not line.price_from:
        sheet.empty(row, QUANTITY, "number")
        sheet.empty(row, PRICE, "rate")
        sheet.given(row, ASKED, line.asked if line.asked is not None else line.granted, "money", line.source)
    else:
        sheet.given(row, QUANTITY, line.quantity, "number")
        if line.price_from:
            sheet.formula(row, PRICE, LINKS[line.price_from], model.unit_price(line), "rate", "link")
        else:
            sheet.given(row, PRICE, line.unit_price, "rate", line.source)
        quantity, price = cell(row, QUANTITY), cell(row, PRICE)
        sheet.formula(row, ASKED, guarded(f"ROUND({quantity}*{price},2)", quantity, price), model.asked(line))
    if line.granted is None:
        sheet.empty(row, GRANTED, "money")
    else:
        sheet.given(row, GRANTED, line.granted)


def _flag(row: int, name: str) -> str:
    return f"INDEX({name},MATCH({cell(row, STATUS)},statuts,0))"


def _retained(row: int) -> str:
    factor = f'IF({cell(row, VARIABLE)}="{vocabulary.YES}",facteur_dates,1)'
    asked, granted = cell(row, ASKED), cell(row, GRANTED)
    amount = f'IF({granted}="",{guarded(f"ROUND({asked}*{factor},2)", asked)},ROUND({granted}*{factor},2))'
    return f"IF({_flag(row, 'statuts_prevus')}=0,0,{amount})"


def _secured(row: int) -> str:
    return f'IF({cell(row, RETAINED)}="{UNKNOWN}",0,{cell(row, RETAINED)}*{_flag(row, "statuts_acquis")})'


def _creation(row: int) -> str:
    expected = f'IF({cell(row, RETAINED)}="{UNKNOWN}",0,{cell(row, RETAINED)})'
    counted = f'IF(base_besoin="{vocabulary.DEDUCTED["secured"]}",{cell(row, SECURED)},{expected})'
    return f'IF({cell(row, PHASE)}="{vocabulary.PHASES["creation"]}",{counted},0)'


def _spare(sheet: Sheet, row: int) -> None:
    """Write a line for the reader; new lines inserted above it stay inside every total."""
    for column in (0, KIND, 2, ACCOUNT, 5, SCHEDULE, FUNDER, COMMENT, PAPER):
        sheet.empty(row, column)
    for column in (QUANTITY, PRICE, ASKED, GRANTED):
        sheet.empty(row, column, "money")
    sheet.typed_text(row, PHASE, vocabulary.PHASES["creation"])
    sheet.typed_text(row, VARIABLE, vocabulary.NO)
    sheet.typed_text(row, STATUS, vocabulary.STATUSES["demande"][0])
    for column, formula in ((RETAINED, _retained(row)), (SECURED, _secured(row)), (CREATION, _creation(row))):
        sheet.formula(row, column, formula, Decimal(0))
    sheet.day(row, FILED, None)
    sheet.day(row, ANSWERED, None)


def _shares(sheet: Sheet, lines: list[IncomeLine], spare: int, model: Model) -> None:
    """Write what part of the forecast each source is."""
    total = cell(spare + 1, RETAINED)
    values: list[Value] = [*(model.retained(line) for line in lines), Decimal(0)]
    whole = known_sum(values)
    for row, value in enumerate(values, start=FIRST):
        own = cell(row, RETAINED)
        share = value / whole if whole and is_number(value) else Decimal(0)
        sheet.formula(row, SHARE, f'IF(({own}="{UNKNOWN}")+({total}=0)>0,0,{own}/{total})', share, "percent")


def _total(sheet: Sheet, rows: tuple[int, int], model: Model) -> None:
    row, lines = rows[1] + 1, model.data.income
    for column in range(IDS):
        sheet.text(row, column, "Total des produits" if column == 0 else "", "total")
    retained = [model.retained(line) for line in lines]
    for column, value in ((RETAINED, known_sum(retained)), (SECURED, known_sum(map(model.secured, lines)))):
        sheet.formula(row, column, f"SUM({block((rows[0], column), (rows[1], column))})", value, "money", "total")
    sheet.formula(row, CREATION, CREATION_INCOME, model.creation_income, "money", "total")
    parts = Decimal(1) if known_sum(retained) else Decimal(0)
    sheet.formula(row, SHARE, f"SUM({block((rows[0], SHARE), (rows[1], SHARE))})", parts, "percent", "total")
    sheet.last_row(row + 1)
    sheet.text(row + 1, 0, "Montants inconnus")
    unknown = unknown_count(retained)
    sheet.formula(row + 1, RETAINED, count_formula(block((rows[0], RETAINED), (rows[1], RETAINED))), unknown, "whole", "control")
    sheet.name_cell("fin_inconnus", row + 1, RETAINED, unknown)
    sheet.name_cell("fin_total", row, RETAINED, known_sum(retained))
