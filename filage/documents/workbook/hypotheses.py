"""Writes « Hypothèses »: the few figures that everything follows, and the lists that cells choose from."""

from decimal import Decimal

from filage.documents.workbook import vocabulary
from filage.documents.workbook.book import Book, Layout, Sheet, cell
from filage.documents.workbook.model import Model
from filage.documents.workbook.values import Value, value_of
from filage.rules.accounting import chart_of

NAME = "Hypothèses"
# section, then (field, defined name, label, kind of number, unit)
ROWS: tuple[tuple[str, tuple[tuple[str, str, str, str, str], ...]], ...] = (
    ("Exploitation", (("dates", "nb_dates", "Nombre de dates", "whole", "dates"),)),
    (
        "Prix",
        (
            ("management_rate", "taux_gestion", "Frais de gestion, part du coût plateau", "percent", "%"),
            ("structure_share", "quote_part", "Quote-part de structure, par date", "money", "€"),
            ("price", "prix_cession", "Prix de cession pratiqué, une date", "money", "€ HT"),
            ("cost_margin", "taux_marge", "Taux de marge (sur le coût)", "percent", "%"),
            ("price_margin", "taux_marque", "Taux de marque (sur le prix)", "percent", "%"),
            ("vat_rate", "taux_tva", "TVA sur la cession", "percent", "%"),
        ),
    ),
    (
        "Exemple d’une date",
        (
            ("km", "km_aller_retour", "Distance, aller et retour", "number", "km"),
            ("km_price", "prix_du_km", "Prix du kilomètre", "rate", "€"),
            ("people", "nb_personnes", "Personnes en tournée", "whole", "personnes"),
            ("nights", "nb_nuits", "Nuits par personne", "number", "nuits"),
            ("night_price", "prix_de_la_nuit", "Prix de la nuit", "money", "€"),
            ("meals", "nb_repas", "Repas par personne", "number", "repas"),
            ("meal_price", "prix_du_repas", "Prix du repas", "money", "€"),
        ),
    ),
)
ZERO_WHEN_ABSENT = frozenset({"management_rate", "structure_share"})


def write(book: Book, model: Model) -> None:
    """Write the sheet."""
    columns = (
        ("Hypothèse", 44),
        ("Valeur", 16),
        ("Unité", 12),
        ("Source", 52),
        ("", 3),
        ("", 24),
        ("", 12),
        ("", 12),
        ("_id", 12),
    )
    note = "Changez une cellule bleue : tout le classeur suit."
    sheet = book.sheet(NAME, Layout("Hypothèses", columns, figures=(1,), hidden=8, printed=3, note=note))
    sources = dict(model.hypotheses.sources)
    row = Sheet.HEADER + 1
    for section, fields in ROWS:
        sheet.text(row, 0, section, "section")
        row += 1
        for field, name, label, number, unit in fields:
            _figure(sheet, row, (field, name, label, number, unit), model, sources.get(field, ""))
            row += 1
            if field == "vat_rate":
                row = _deducted(sheet, row, model)
            if field == "dates":
                row = _dates(sheet, row, model)
    row = _coefficients(sheet, row, model)
    _terms(sheet, row + 1, model)
    sheet.last_row(row + 3)
    _lists(sheet, model.data.issued.year)
    sheet.locked()


def _figure(sheet: Sheet, row: int, figure: tuple[str, str, str, str, str], model: Model, source: str) -> None:
    field, name, label, number, unit = figure
    amount: Decimal | int | None = getattr(model.hypotheses, field)
    if amount is None and field in ZERO_WHEN_ABSENT:
        amount = Decimal(0)
    sheet.text(row, 0, label)
    sheet.given(row, 1, amount, number, source)
    sheet.text(row, 2, unit)
    sheet.text(row, 3, source, "note")
    sheet.text(row, 8, field)
    sheet.name_cell(name, row, 1, value_of(amount))


def _dates(sheet: Sheet, row: int, model: Model) -> int:
    """Write the dates of origin and the factor that variable lines are multiplied by."""
    base: Value = model.dates
    sheet.text(row, 0, "Nombre de dates à l’origine du calcul (ne pas changer)")
    if isinstance(base, str):
        sheet.text(row, 1, base)
    else:
        sheet.raw.write_number(row, 1, base, sheet.book.format("formula", "whole"))
    sheet.text(row, 2, "dates")
    sheet.name_cell("nb_dates_origine", row, 1, base)
    sheet.text(row + 1, 0, "Facteur des lignes variables")
    now, then = cell(row - 1, 1), cell(row, 1)
    sheet.formula(row + 1, 1, f'IF(({now}="inconnu")+({then}="inconnu")>0,1,IF({then}=0,1,{now}/{then}))', Decimal(1), "factor")
    sheet.text(row + 1, 3, "dates ÷ dates d’origine : une ligne « variable » est multipliée par lui", "note")
    sheet.name_cell("facteur_dates", row + 1, 1, Decimal(1))
    return row + 2


def _deducted(sheet: Sheet, row: int, model: Model) -> int:
    """Write which income of the creation is taken off the need."""
    choice = vocabulary.DEDUCTED[model.hypotheses.deducted]
    sheet.text(row, 0, "Produits déduits du besoin de création")
    sheet.typed_text(row, 1, choice)
    sheet.text(row, 3, "« prévus » : tous sauf les refusés ; « acquis » : à partir de « Notifié »", "note")
    sheet.choices(1, (row, row), "choix_besoin")
    sheet.name_cell("base_besoin", row, 1, choice)
    return row + 1


def _coefficients(sheet: Sheet, row: int, model: Model) -> int:
    sheet.text(row, 0, "Dégressivité dans un même lieu", "section")
    first = row + 1
    for rank in range(model.ranks):
        sheet.text(first + rank, 0, f"Coefficient de la {_ordinal(rank)} date")
        sheet.given(first + rank, 1, model.coefficient(rank), "factor")
    sheet.name_column("coefficients", 1, (first, first + model.ranks - 1))
    return first + model.ranks


def _terms(sheet: Sheet, row: int, model: Model) -> None:
    """Write whether amounts are net of tax: a price typed otherwise is converted by the rate of its line."""
    sheet.text(row, 0, "Taxe", "section")
    sheet.text(row + 1, 0, "Montants du classeur")
    sheet.text(row + 1, 1, model.data.tax, "formula")
    sheet.text(row + 1, 3, "HT si la structure récupère la TVA, sinon TTC", "note")
    sheet.name_cell("montants_en", row + 1, 1, model.data.tax)


def _ordinal(rank: int) -> str:
    return "1re" if rank == 0 else f"{rank + 1}e"


def _lists(sheet: Sheet, year: int) -> None:
    """Write the lists that other sheets offer, and what each status counts for; the accounts are those of a fiscal year."""
    top = Sheet.HEADER
    for column, heading in ((5, "Statuts"), (6, "Prévu"), (7, "Acquis")):
        sheet.text(top, column, heading, "head")
    statuses = list(vocabulary.STATUSES.values())
    for rank, (label, counted, secured) in enumerate(statuses, start=top + 1):
        sheet.typed_text(rank, 5, label)
        sheet.given(rank, 6, int(counted), "whole")
        sheet.given(rank, 7, int(secured), "whole")
    last = top + len(statuses)
    sheet.name_column("statuts", 5, (top + 1, last))
    sheet.name_column("statuts_prevus", 6, (top + 1, last))
    sheet.name_column("statuts_acquis", 7, (top + 1, last))
    row = last + 2
    row = _list(sheet, row, "Phases", "phases", [(label, "") for label in vocabulary.PHASES.values()])
    row = _list(sheet, row, "Postes", "postes", list(vocabulary.DESTINATIONS.items()))
    row = _list(sheet, row, "Produits déduits", "choix_besoin", [(label, "") for label in vocabulary.DEDUCTED.values()])
    row = _list(sheet, row, "Oui ou non", "oui_non", [(vocabulary.YES, ""), (vocabulary.NO, "")])
    row = _list(sheet, row, "Taxe", "taxes", [("HT", "hors taxes"), ("TTC", "toutes taxes comprises")])
    row = _list(sheet, row, "VHR", "natures_vhr", [(kind, "") for kind in vocabulary.TRAVEL_KINDS])
    row = _list(sheet, row, "Prise en charge", "modes", [(label, "") for label in vocabulary.MODES.values()])
    row = _list(sheet, row, "Financeurs", "financeurs", [(label, "") for label in vocabulary.FUNDER_KINDS.values()])
    accounts = chart_of(year).accounts.values()
    _list(
        sheet, row, "Comptes", "comptes", [(account.number, account.label) for account in accounts if account.number[0] in "678"]
    )


def _list(sheet: Sheet, row: int, heading: str, name: str, rows: list[tuple[str, str]]) -> int:
    sheet.text(row, 5, heading, "head")
    for rank, (value, meaning) in enumerate(rows, start=row + 1):
        sheet.text(rank, 5, value)
        sheet.text(rank, 6, meaning, "flat")
    sheet.name_column(name, 5, (row + 1, row + len(rows)))
    return row + len(rows) + 2
