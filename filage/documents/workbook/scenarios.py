"""Writes « Scénarios »: the budget if things go worse, as planned, and better, side by side."""

from collections.abc import Callable
from decimal import ROUND_CEILING, Decimal

from filage.documents.shapes import ScenarioLine
from filage.documents.workbook.book import Book, Layout, Sheet, cell
from filage.documents.workbook.model import OUT_OF_REACH, Model
from filage.documents.workbook.values import Value, guarded, is_number, known_sum, product, rounded, value_of

NAME = "Scénarios"
DEFAULT = (
    ScenarioLine(label="Basse", hoped=Decimal(0)),
    ScenarioLine(label="Centrale"),
    ScenarioLine(label="Haute"),
)
EXPLAINED = (
    "Dates vendues",
    "Charges de la création, en plus ou en moins",
    "Aides espérées, part comptée",
    "Remplissage : part du prix réellement reçue",
)
DATES, MORE, HOPED, FILLING, COSTS, SURE, EXPECTED, NEED, MARGIN, RESULT, NEEDED = range(11)
LABELS = (
    *EXPLAINED,
    "Charges de la création",
    "Produits acquis de la création",
    "Produits espérés, part comptée",
    "À couvrir par les dates",
    "Marge d’une date",
    "Résultat",
    "Dates qu’il faudrait",
)
SAID = {
    MORE: "+ 5 % dit que tout coûte un vingtième de plus",
    HOPED: "0 % : seul ce qui est notifié ; 100 % : tout ce qui est espéré",
    FILLING: "100 % pour une cession ; moins pour une coréalisation à demi pleine",
    NEED: "charges − produits",
    MARGIN: "prix pratiqué × remplissage − prix plancher",
    RESULT: "dates × marge − à couvrir",
}
FIRST_INCOME = 'fin_phase,"Création",fin_compte,"<>87*",fin_compte,"<>interne"'


def write(book: Book, model: Model) -> None:
    """Write the sheet."""
    lines = model.data.scenarios or DEFAULT
    columns = [("Ce qui change", 46.0), *((line.label, 17.0) for line in lines), ("Comment", 60.0)]
    note = "Changez une cellule bleue : la colonne suit. La colonne centrale lit le nombre de dates du classeur."
    sheet = book.sheet(NAME, Layout("Scénarios", columns, figures=range(1, len(lines) + 1), note=note))
    top = Sheet.HEADER + 1
    for rank, label in enumerate(LABELS):
        sheet.text(top + rank, 0, label, "total" if rank == RESULT else "text")
        sheet.text(top + rank, len(lines) + 1, SAID.get(rank, ""), "remark")
    for column, line in enumerate(lines, start=1):
        _column(sheet, (top, column), line, model, central=column == 2)
    sheet.locked()


def _column(sheet: Sheet, corner: tuple[int, int], line: ScenarioLine, model: Model, *, central: bool) -> None:
    top, column = corner
    dates: Value = model.dates if central else value_of(line.dates)
    if central:
        sheet.formula(top + DATES, column, "nb_dates", dates, "whole", "link")
    else:
        sheet.given(top + DATES, column, line.dates, "whole")
    for rank, value in ((MORE, line.charges), (HOPED, line.hoped), (FILLING, line.filling)):
        sheet.given(top + rank, column, value, "percent")
    sheet.name_cell(f"sc_dates_{column}", top + DATES, column, dates)
    _results(lambda rank: cell(top + rank, column), _writer(sheet, corner), line, dates, model)
    sheet.name_cell(f"sc_resultat_{column}", top + RESULT, column, dates)


def _writer(sheet: Sheet, corner: tuple[int, int]) -> Callable[..., None]:
    def write_figure(rank: int, formula: str, value: Value, number: str = "money", role: str = "formula") -> None:
        sheet.formula(corner[0] + rank, corner[1], formula, value, number, role)

    return write_figure


def _results(at: Callable[[int], str], put: Callable[..., None], line: ScenarioLine, dates: Value, model: Model) -> None:
    costs = rounded(model.creation_costs * (1 + line.charges))
    secured, planned = (
        known_sum(
            value(each)
            for each in model.data.income
            if each.phase == "creation" and not each.account.startswith("87") and not each.internal
        )
        for value in (model.secured, model.retained)
    )
    hoped = rounded((planned - secured) * line.hoped)
    need = costs - secured - hoped if is_number(costs) and is_number(hoped) else Decimal(0)
    margin = _margin(line, model)
    put(COSTS, f"ROUND(px_charges_creation*(1+{at(MORE)}),2)", costs, role="link")
    put(SURE, f"SUMIFS(fin_acquis,{FIRST_INCOME})", secured, role="link")
    hoping = f"SUMIFS(fin_retenu,{FIRST_INCOME})-{at(SURE)}"
    put(EXPECTED, f"ROUND(({hoping})*{at(HOPED)},2)", hoped, role="link")
    put(NEED, f"{at(COSTS)}-{at(SURE)}-{at(EXPECTED)}", need)
    put(MARGIN, guarded(f"prix_cession*{at(FILLING)}-px_plancher", "prix_cession", "px_plancher"), margin, "rate", "link")
    taken = product(dates, margin)
    result = rounded(taken - need) if is_number(taken) else taken
    put(RESULT, guarded(f"ROUND({at(DATES)}*{at(MARGIN)}-{at(NEED)},2)", at(DATES), at(MARGIN)), result, "money", "total")
    over = f"ROUNDUP(ROUND(MAX(0,{at(NEED)})/{at(MARGIN)},9),0)"
    put(NEEDED, guarded(f'IF({at(MARGIN)}<=0,"{OUT_OF_REACH}",{over})', at(MARGIN)), _dates_needed(need, margin), "whole")


def _margin(line: ScenarioLine, model: Model) -> Value:
    price = product(value_of(model.hypotheses.price), line.filling)
    return price - model.floor if is_number(price) and is_number(model.floor) else value_of(None)


def _dates_needed(need: Decimal, margin: Value) -> Value:
    if not is_number(margin):
        return margin
    if margin <= 0:
        return OUT_OF_REACH
    return (max(Decimal(0), need) / margin).quantize(Decimal(1), rounding=ROUND_CEILING)
