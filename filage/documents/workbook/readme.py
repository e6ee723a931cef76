"""Writes « Lisez-moi »: what this file is, its main figures, its four controls, its conventions."""

from decimal import Decimal

from filage.documents.workbook.balance import OK
from filage.documents.workbook.book import Book, Layout, Sheet, block
from filage.documents.workbook.model import Model
from filage.documents.workbook.values import NOT_APPLICABLE, UNKNOWN, rounded

NAME = "Lisez-moi"
FIGURES = (
    ("Nombre de dates", "nb_dates", "whole"),
    ("Total des charges", "bq_charges", "money"),
    ("Total des produits", "bq_produits", "money"),
    ("Reste à acquérir", "bq_reste", "money"),
    ("Coût plateau, une date", "plateau_date", "money"),
    ("Prix plancher", "px_plancher", "money"),
    ("Coût de revient d’une date", "px_revient", "money"),
    ("Prix pratiqué", "px_pratique", "money"),
    ("Seuil, en dates", "px_seuil", "whole"),
    ("Creux de trésorerie", "tr_creux", "money"),
    ("Montants inconnus", "bq_inconnus", "whole"),
)
CONTROLS = (
    ("ctl_equilibre", "Chaque phase est équilibrée (BUD-001)"),
    ("ctl_8687", "Contributions volontaires : 86 = 87"),
    ("ctl_parts", "Parts du financement : 100 %"),
    ("ctl_tresorerie", "Trésorerie sans découvert"),
)
LEGEND = (
    ("input", "Saisie : bleu sur fond clair. Changez-la, tout suit."),
    ("formula", "Formule : noir."),
    ("link", "Lien vers une autre feuille : vert."),
    ("control", "Contrôle : rouge."),
)


def write(book: Book, model: Model) -> None:
    """Write the sheet."""
    data = model.data
    layout = Layout(f"Budget – {data.title}", (("", 46), ("", 24), ("", 60)))
    sheet = book.sheet(NAME, layout)
    sheet.raw.activate()
    sheet.raw.fit_to_pages(1, 1)
    sheet.locked()
    row = _identity(sheet, Sheet.HEADER, model)
    row = _controls(sheet, row + 1, book)
    row = _figures(sheet, row + 1, book)
    row = _legend(sheet, row + 1)
    _notes(sheet, row + 1, model)


def _identity(sheet: Sheet, row: int, model: Model) -> int:
    data = model.data
    tax = "hors taxes" if data.tax == "HT" else "toutes taxes comprises"
    rows = (
        ("Spectacle", data.title), ("Structure", data.organisation), ("Version", data.version),
        ("Date", f"{data.issued:%d/%m/%Y}"), ("Établi par", data.author),
        ("Montants", f"{tax} ; la trésorerie est toutes taxes comprises"),
    )  # fmt: skip
    for label, text in rows:
        if text:
            sheet.text(row, 0, label)
            sheet.text(row, 1, text, "plain")
            row += 1
    return row


def _controls(sheet: Sheet, row: int, book: Book) -> int:
    """Write the four controls and how many of them hold."""
    sheet.text(row, 0, "Contrôles", "section")
    first = row + 1
    for rank, (name, label) in enumerate(CONTROLS, start=first):
        sheet.text(rank, 0, label)
        sheet.formula(rank, 1, name, book.names[name], "plain", "control")
        sheet.state(rank, 1)
    last = first + len(CONTROLS)
    states = block((first, 1), (last - 1, 1))
    good = sum(book.names[name] in (OK, NOT_APPLICABLE) for name, _ in CONTROLS)
    sheet.text(last, 0, "Contrôles satisfaits, sur quatre", "total")
    formula = f'SUMPRODUCT(({states}="{OK}")*1)+SUMPRODUCT(({states}="{NOT_APPLICABLE}")*1)'
    sheet.formula(last, 1, formula, Decimal(good), "whole", "total")
    sheet.name_cell("ctl_satisfaits", last, 1, Decimal(good))
    return last + 1


def _figures(sheet: Sheet, row: int, book: Book) -> int:
    sheet.text(row, 0, "En bref", "section")
    for rank, (label, name, number) in enumerate(FIGURES, start=row + 1):
        sheet.text(rank, 0, label)
        value = book.names[name]
        if number == "money":
            sheet.formula(rank, 1, f'IF({name}="{UNKNOWN}",{name},ROUND({name},2))', rounded(value), number, "link")
        else:
            sheet.formula(rank, 1, name, value, number, "link")
    return row + len(FIGURES) + 1


def _legend(sheet: Sheet, row: int) -> int:
    sheet.text(row, 0, "Couleurs", "section")
    for rank, (role, text) in enumerate(LEGEND, start=row + 1):
        sheet.text(rank, 0, text, role)
    return row + len(LEGEND) + 1


def _notes(sheet: Sheet, row: int, model: Model) -> None:
    said = (
        "« inconnu » : un montant que personne ne connaît encore, jamais compté comme zéro. Les totaux disent combien.",
        "Une ligne « variable » suit le nombre de dates de la feuille Hypothèses.",
        "Les feuilles sont protégées sans mot de passe : Outils, Protéger la feuille, pour insérer ou supprimer une ligne.",
        "Filage sait reprendre ce fichier changé : gardez la colonne masquée _id et la feuille Journal.",
        *model.data.notes,
    )
    sheet.text(row, 0, "À savoir", "section")
    for rank, text in enumerate(said, start=row + 1):
        sheet.raw.merge_range(rank, 0, rank, 2, "", sheet.book.format("note"))
        sheet.text(rank, 0, text, "note")
        sheet.raw.set_row(rank, 14 * (1 + len(text) // 110))
