"""Writes « Prix »: from the coût plateau to the price, the threshold in dates, a series, and one date priced in full."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from filage.documents.workbook import plateau
from filage.documents.workbook.book import Book, Layout, Sheet, cell
from filage.documents.workbook.funding import CREATION_INCOME
from filage.documents.workbook.model import OUT_OF_REACH, Model
from filage.documents.workbook.values import UNKNOWN, Value, addition, guarded, is_number, product, rounded, value_of

NAME = "Prix"
EXACT, ROUNDED = 1, 2
UNDER = "sous le plateau"


@dataclass(frozen=True, slots=True)
class Line:
    """A figure of the sheet: its label, its defined name, its formula, the names it reads, its value, how it is said."""

    label: str
    name: str
    formula: str
    reads: tuple[str, ...]
    value: Value
    said: str
    number: str = "money"
    strong: bool = False
    linked: bool = False


def write(book: Book, model: Model) -> None:
    """Write the sheet."""
    main = [("Étape", 42.0), ("Calcul exact", 17.0), ("Au centime", 17.0), ("Comment", 17.0)]
    columns = [*main, *[("", 17.0)] * 4]
    note = "Rien n’est arrondi en chemin : la colonne « Au centime » arrondit à la fin, au demi supérieur."
    sheet = book.sheet(NAME, Layout("Prix de cession et seuil", columns, figures=(1, 2), note=note))
    row = Sheet.HEADER + 1
    for title, lines in (("Ce que coûte une date", _costs(model)), ("Ce qu’elle se vend", _sales(model))):
        sheet.text(row, 0, title, "section")
        row += 1
        for line in lines:
            _line(sheet, row, line)
            row += 1
        row += 1
    row = _series(sheet, row, model)
    _example(sheet, row + 1, model)
    sheet.locked()


def _line(sheet: Sheet, row: int, line: Line) -> None:
    role = "total" if line.strong else "formula"
    sheet.text(row, 0, line.label, role if line.strong else "text")
    exact = "rate" if line.number == "money" else line.number
    sheet.formula(
        row,
        EXACT,
        guarded(line.formula, *line.reads),
        line.value,
        exact,
        role if line.strong else "link" if line.linked else "exact",
    )
    shown = cell(row, EXACT)
    if line.number == "money":
        words = f'({shown}="{UNKNOWN}")+({shown}="{OUT_OF_REACH}")'
        sheet.formula(row, ROUNDED, f"IF({words}>0,{shown},ROUND({shown},2))", rounded(line.value), "money", role)
    else:
        sheet.formula(row, ROUNDED, shown, line.value, line.number, role)
    sheet.text(row, 3, line.said, "remark")
    if line.name:
        sheet.name_cell(line.name, row, EXACT, line.value)


def _costs(model: Model) -> list[Line]:
    return [*_performance(model), *_creation(model), *_cost_price(model)]


def _performance(model: Model) -> list[Line]:
    rate, floor = ("plateau_date", "taux_gestion"), ("plateau_date", "gestion_date")
    loses = "en dessous, chaque date creuse l’écart"
    return [
        Line("Coût plateau", "", rate[0], rate[:1], model.plateau[0], "feuille Plateau, 1re date", linked=True),
        Line("Frais de gestion", "gestion_date", "*".join(rate), rate, model.management, "plateau × taux de gestion"),
        Line("Prix plancher", "px_plancher", "+".join(floor), floor, model.floor, loses, strong=True),
    ]


def _creation(model: Model) -> list[Line]:
    charges = 'SUMIFS(prod_total,prod_phase,"Création",prod_compte,"<>86*")'
    each = f'IF(nb_dates>0,px_besoin/nb_dates,"{UNKNOWN}")'
    least = "feuille Production, phase Création ; un minimum tant que des montants sont inconnus"
    counted = "feuille Financement : prévus ou acquis, selon Hypothèses"
    return [
        Line("Charges de la création", "px_charges_creation", charges, (), model.creation_costs, least),
        Line("Produits déduits du besoin", "px_produits", CREATION_INCOME, (), model.creation_income, counted),
        Line("Besoin à amortir", "px_besoin", "px_charges_creation-px_produits", (), model.need, "charges − produits déduits"),
        Line("Part de chaque date", "amortissement_date", each, ("nb_dates",), model.amortisation, "besoin ÷ nombre de dates"),
    ]


def _cost_price(model: Model) -> list[Line]:
    share = value_of(model.hypotheses.structure_share or Decimal(0))
    parts = ("px_plancher", "amortissement_date", "px_quote_part")
    said = "plancher + part de la création + quote-part"
    return [
        Line("Quote-part de structure", "px_quote_part", "quote_part", ("quote_part",), share, "hypothèse"),
        Line("Coût de revient d’une date", "px_revient", "+".join(parts), parts, model.cost, said, strong=True),
    ]


def _sales(model: Model) -> list[Line]:
    return [*_asked(model), *_outcome(model)]


def _asked(model: Model) -> list[Line]:
    price, given = value_of(model.hypotheses.price), model.hypotheses
    on_cost = product(model.cost, UNKNOWN if given.cost_margin is None else 1 + given.cost_margin)
    divisor = UNKNOWN if given.price_margin is None or given.price_margin == 1 else 1 / (1 - given.price_margin)
    marked = f'IF(taux_marque=1,"{UNKNOWN}",px_revient/(1-taux_marque))'
    reads, marks = ("px_revient", "taux_marge"), ("px_revient", "taux_marque")
    gross = product(model.cost, divisor)
    return [
        Line("Prix avec marge sur le coût", "", "px_revient*(1+taux_marge)", reads, on_cost, "revient × (1 + taux de marge)"),
        Line("Prix avec taux de marque", "", marked, marks, gross, "revient ÷ (1 − taux de marque)"),
        Line("Prix pratiqué", "px_pratique", "prix_cession", ("prix_cession",), price, "hypothèse", strong=True),
    ]


def _outcome(model: Model) -> list[Line]:
    threshold = f'IF(px_marge<=0,"{OUT_OF_REACH}",ROUNDUP(ROUND(MAX(0,px_besoin)/px_marge,9),0))'
    left: Value = max(Decimal(0), -model.result) if is_number(model.result) else UNKNOWN
    margin, dates = ("prix_cession", "px_plancher"), ("nb_dates", "px_marge")
    paid, over = "Seuil : dates qui amortissent la création", "besoin ÷ marge par date, arrondi au-dessus"
    result = "nb_dates*px_marge-px_besoin"
    return [
        Line("Marge par date", "px_marge", "-".join(margin), margin, model.margin, "prix pratiqué − prix plancher"),
        Line(paid, "px_seuil", threshold, ("px_marge",), model.threshold, over, "whole", strong=True),
        Line("Résultat au nombre de dates", "px_resultat", result, dates, model.result, "dates × marge − besoin"),
        Line("Reste à financer", "px_reste", "MAX(0,-px_resultat)", ("px_resultat",), left, "ce que ces dates ne couvrent pas"),
    ]


def _series(sheet: Sheet, row: int, model: Model) -> int:
    """Write the series: what each next date in a place costs and is sold for. Return the row after it."""
    sheet.text(row, 0, "Une série dans un même lieu", "section")
    heads = ("Date", "Coefficient", "Prix pratiqué", "Plateau", "Coût de revient", "Revient cumulé", "Prix cumulé", "Alerte")
    for column, head in enumerate(heads):
        sheet.text(row + 1, column, head, "head right" if 0 < column < 7 else "head")
    totals: tuple[Value, Value] = (Decimal(0), Decimal(0))
    for rank in range(model.ranks):
        totals = _rank(sheet, row + 2 + rank, rank, totals, model)
    return row + 2 + model.ranks


def _rank(sheet: Sheet, row: int, rank: int, totals: tuple[Value, Value], model: Model) -> tuple[Value, Value]:
    """Write the date of a rank and return the two running totals."""
    coefficient, cost = model.coefficient(rank), model.plateau[rank]
    price = rounded(product(value_of(model.hypotheses.price), coefficient))
    rate, share = model.hypotheses.management_rate or Decimal(0), value_of(model.hypotheses.structure_share or Decimal(0))
    full = addition(cost, product(cost, rate), model.amortisation, share)
    sheet.text(row, 0, f"{rank + 1}{'re' if rank == 0 else 'e'} date")
    sheet.formula(row, 1, f"INDEX(coefficients,{rank + 1})", coefficient, "factor", "link")
    sheet.formula(row, 2, guarded(f"ROUND(prix_cession*{cell(row, 1)},2)", "prix_cession"), price)
    where = f"'{plateau.NAME}'!{cell(plateau.total_row(model), plateau.cost_column(model, rank))}"
    sheet.formula(row, 3, where, cost, "money", "link")
    reads = (cell(row, 3), "taux_gestion", "amortissement_date", "quote_part")
    sheet.formula(row, 4, guarded(f"{reads[0]}*(1+taux_gestion)+amortissement_date+quote_part", *reads), full)
    running = (addition(totals[0], full), addition(totals[1], price))
    for column, source, value in ((5, 4, running[0]), (6, 2, running[1])):
        before = () if rank == 0 else (cell(row - 1, column),)
        parts = (*before, cell(row, source))
        sheet.formula(row, column, guarded("+".join(parts), *parts), value)
    below = is_number(price) and is_number(cost) and price < cost
    alert = f'IF(({cell(row, 2)}="{UNKNOWN}")+({cell(row, 3)}="{UNKNOWN}")>0,"",IF({cell(row, 2)}<{cell(row, 3)},"{UNDER}",""))'
    sheet.formula(row, 7, alert, UNDER if below else "", "plain", "control")
    return running


def _example(sheet: Sheet, row: int, model: Model) -> None:
    """Write one date priced in full: price, travel, nights, meals, VAT."""
    given, name = model.hypotheses, value_of
    sheet.text(row, 0, "Une date, tout compris", "section")
    people = name(given.people)
    lines: list[tuple[str, tuple[str, ...], Value]] = [
        ("Cession", ("prix_cession",), name(given.price)),
        ("Transport : km × prix du km", ("km_aller_retour", "prix_du_km"), product(name(given.km), name(given.km_price))),
        ("Nuits", ("nb_personnes", "nb_nuits", "prix_de_la_nuit"), product(people, name(given.nights), name(given.night_price))),
        ("Repas", ("nb_personnes", "nb_repas", "prix_du_repas"), product(people, name(given.meals), name(given.meal_price))),
    ]
    first = row + 1
    for rank, (label, factors, value) in enumerate(lines):
        sheet.text(first + rank, 0, label)
        sheet.formula(first + rank, ROUNDED, guarded(f"ROUND({'*'.join(factors)},2)", *factors), rounded(value), "money", "link")
    net = addition(*(rounded(value) for _, _, value in lines))
    vat = rounded(product(net, name(given.vat_rate)))
    cells = [cell(first + rank, ROUNDED) for rank in range(len(lines))]
    last = first + len(lines)
    write_total = _totals(sheet, last)
    write_total(0, "Total HT", guarded("+".join(cells), *cells), net, "ex_total_ht")
    write_total(1, "TVA", guarded(f"ROUND({cell(last, ROUNDED)}*taux_tva,2)", cell(last, ROUNDED), "taux_tva"), vat, "ex_tva")
    both = (cell(last, ROUNDED), cell(last + 1, ROUNDED))
    write_total(2, "Total TTC", guarded("+".join(both), *both), addition(net, vat), "ex_total_ttc")


def _totals(sheet: Sheet, last: int) -> Callable[[int, str, str, Value, str], None]:
    def write_total(rank: int, label: str, formula: str, value: Value, name: str) -> None:
        sheet.text(last + rank, 0, label, "total")
        sheet.text(last + rank, 1, "", "total")
        sheet.formula(last + rank, ROUNDED, formula, value, "money", "total")
        sheet.name_cell(name, last + rank, ROUNDED, value)

    return write_total
