"""Writes « Suivi »: what was planned beside what is engaged, paid and still to come; the office fills the last three."""

from collections.abc import Iterable
from decimal import Decimal

from filage.documents.workbook import vocabulary
from filage.documents.workbook.book import Book, Layout, Sheet, block, cell
from filage.documents.workbook.model import Model
from filage.documents.workbook.values import NOT_APPLICABLE, Value, known_sum

NAME = "Suivi"
COLUMNS = (
    ("Poste", 7), ("Libellé", 40), ("Prévu", 15), ("Engagé", 15), ("Payé", 15), ("Reste à faire", 15), ("Atterrissage", 15),
    ("Écart", 15), ("Écart, %", 9), ("Commentaire", 40),
)  # fmt: skip
CODE, LABEL, PLANNED, ENGAGED, PAID, LEFT, LANDING, GAP, SHARE, COMMENT = range(10)
EXPLAINED = {
    ENGAGED: "Ce qui est commandé ou signé, payé ou non.",
    PAID: "Ce qui est sorti de la banque (ou encaissé, pour un produit).",
    LEFT: "Ce qui reste à engager pour finir.",
    LANDING: "Engagé + reste à faire.",
}


def write(book: Book, model: Model) -> None:
    """Write the sheet."""
    note = (
        "« Engagé », « Payé » et « Reste à faire » sont à vous : l’atterrissage et l’écart se calculent dès qu’ils sont saisis."
    )
    figures = range(PLANNED, SHARE + 1)
    layout = Layout("Suivi : prévu, engagé, payé", COLUMNS, figures=figures, printed=COMMENT, note=note, explained=EXPLAINED)
    sheet = book.sheet(NAME, layout)
    row = _side(sheet, Sheet.HEADER + 1, "Charges", _charges(model), 'SUMIFS(prod_total,prod_poste,{key},prod_phase,"<>")', "su")
    income = [(kind, kind or "Autres produits", value) for kind, value in _income(model)]
    row = _side(sheet, row + 1, "Produits", income, "SUMIFS(fin_retenu,fin_type,{key})", "su_produits")
    sheet.last_row(row)
    sheet.locked()


def _charges(model: Model) -> list[tuple[str, str, Decimal]]:
    data = model.data
    held: dict[str, list[Value]] = {}
    for line in data.team:
        held.setdefault(line.destination, []).append(model.team_cost(line))
    for travel in data.travel:
        held.setdefault("F", []).append(model.travel_cost(travel))
    for charge in data.charges:
        held.setdefault(charge.destination, []).append(model.charge(charge))
    known = [code for code in vocabulary.DESTINATIONS if code in held]
    ordered = known + sorted(set(held) - set(known))
    return [(code, vocabulary.DESTINATIONS.get(code, ""), known_sum(held[code])) for code in ordered]


def _income(model: Model) -> Iterable[tuple[str, Decimal]]:
    held: dict[str, list[Value]] = {}
    for line in model.data.income:
        held.setdefault(line.kind, []).append(model.retained(line))
    return [(kind, known_sum(values)) for kind, values in held.items()]


def _side(sheet: Sheet, row: int, title: str, rows: list[tuple[str, str, Decimal]], planned: str, name: str) -> int:
    """Write one side and name its columns; return the row after its total."""
    sheet.text(row, LABEL, title, "section")
    first = row + 1
    last = first + max(len(rows), 1) - 1
    if not rows:
        sheet.text(first, LABEL, "rien encore", "note")
    charges = name == "su"
    for rank, (key, label, value) in enumerate(rows, start=first):
        sheet.text(rank, CODE, key if charges else "")
        sheet.text(rank, LABEL, label)
        criterion = cell(rank, CODE if charges else LABEL) if key else '"="'
        sheet.formula(rank, PLANNED, planned.format(key=criterion), value, "money", "link")
        for column in (ENGAGED, PAID, LEFT):
            sheet.empty(rank, column, "money")
        _landing(sheet, rank)
        sheet.empty(rank, COMMENT)
        sheet.raw.set_row(rank, None, None, {"level": 1})
    for ending, column in (("prevu", PLANNED), ("engage", ENGAGED), ("paye", PAID), ("reste", LEFT)):
        sheet.name_column(f"{name}_{ending}", column, (first, last))
    _total(sheet, last + 1, (first, last), title, known_sum(value for _, _, value in rows))
    return last + 2


def _landing(sheet: Sheet, row: int) -> None:
    engaged, left, planned = cell(row, ENGAGED), cell(row, LEFT), cell(row, PLANNED)
    empty = f'({engaged}="")*({left}="")'
    sheet.formula(row, LANDING, f'IF({empty}>0,"",{engaged}+{left})', "")
    sheet.formula(row, GAP, f'IF({cell(row, LANDING)}="","",{cell(row, LANDING)}-{planned})', "")
    share = f'IF({cell(row, GAP)}="","",IF({planned}=0,"{NOT_APPLICABLE}",{cell(row, GAP)}/{planned}))'
    sheet.formula(row, SHARE, share, "", "percent")


def _total(sheet: Sheet, row: int, rows: tuple[int, int], title: str, planned: Decimal) -> None:
    for column in range(COMMENT + 1):
        sheet.text(row, column, f"Total, {title.lower()}" if column == LABEL else "", "total")
    for column in (PLANNED, ENGAGED, PAID, LEFT, LANDING, GAP):
        value = planned if column == PLANNED else Decimal(0)
        sheet.formula(row, column, f"SUM({block((rows[0], column), (rows[1], column))})", value, "money", "total")
