"""Makes three budgets as other people keep them: families with sub-totals, a form with two sides, a festival by month."""

import io
import zipfile
from datetime import date
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

NBSP, THIN = "\u00a0", "\u202f"


def saved(book: openpyxl.Workbook) -> bytes:
    """Return the bytes of a workbook."""
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def fill(sheet: Worksheet, rows: list[list[object]], *, bold: tuple[int, ...] = ()) -> None:
    """Write rows from the first one; some in bold."""
    for rank, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(rank, column)
            cell.value = value
            if rank in bold:
                cell.font = Font(bold=True)


def by_family() -> bytes:
    """Return a creation budget by family: number × days × price, sub-totals, parentheses, and the financing on its own sheet."""
    book = openpyxl.Workbook()
    _spent_by_family(book.active)
    _financed(book.create_sheet("Plan de financement"))
    notes = book.create_sheet("Notes")
    fill(notes, [["Penser à relancer la Région avant le 15/01/2027"], ["Contact : 2 rue du Port"]])
    return saved(book)


def _spent_by_family(sheet: Worksheet) -> None:
    sheet.title = "Budget création"
    fill(
        sheet,
        [
            ["BUDGET PRÉVISIONNEL DE CRÉATION", None, None, None, None, None],
            ["Compagnie du Quai – « Les Grands Fonds » – saison 2026-2027"],
            [],
            ["Désignation", "Nb de personnes", "Nb de jours", "Coût unitaire HT", "Total HT", "Observations"],
            ["1. ÉQUIPE ARTISTIQUE"],
            ["Comédiens, répétitions", 4, 30, 142.5, 17100, "cachets de répétition"],
            ["Metteuse en scène", 1, None, "4 500,00 €", "4 500,00 €", None],
            ["Dramaturge", None, None, None, f"1{NBSP}200,50{NBSP}€", "forfait"],
            ["Sous-total équipe artistique", None, None, None, 22800.5],
            [],
            ["2. DÉCOR ET COSTUMES"],
            ["Construction du décor", None, None, None, 8650, "devis n° 14"],
            ["Costumes (location)", 12, None, f"85{THIN}€", 1020],
            ["Remise du loueur", None, None, None, "(150,00)", "négociée"],
            ["S/Total", None, None, None, 9520],
            [],
            ["3. DIVERS"],
            ["Voyages et repas de l’équipe", 5, 10, 38, 1900],
            ["Affiches", 500, None, 0.42, 210],
            ["Captation", None, None, None, "à préciser"],
            ["Sous total 3", None, None, None, 2110],
            [],
            ["TOTAL DES CHARGES", None, None, None, 34430.5],
        ],
        bold=(1, 4, 5, 9, 11, 15, 17, 21, 23),
    )
    sheet.merge_cells("A1:F1")
    sheet.merge_cells("A5:F5")


def _financed(sheet: Worksheet) -> None:
    fill(
        sheet,
        [
            ["Partenaires", "Nature de l’aide", "Montant", "Acquis / en cours"],
            ["DRAC", "Aide au projet", 12000, "en cours"],
            ["Région", "Aide à la création", 8000, "acquis"],
            ["Scène du Port", "Coproduction", 10000, "convention signée"],
            ["Apport de la compagnie", None, 4430.5, "acquis"],
            ["TOTAL", None, 34430.5, None],
        ],
    )


def two_sides() -> bytes:
    """Return the budget of an association on the form: charges facing produits, a merged title, classes repeating accounts."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Projet 2027"
    fill(
        sheet,
        [
            ["Budget du projet – exercice 2027", None, None, None],
            ["CHARGES", "Montant (en €)", "PRODUITS", "Montant (en €)"],
            ["60 – Achats", 3350, "70 – Vente de produits finis, prestations de services", 6200],
            ["604 – Prestations de services", 1200, None, None],
            ["606 – Fournitures", 2150, "74 – Subventions d’exploitation", 15000],
            ["61 – Services extérieurs", 2400, "DRAC", 5000],
            ["613 – Locations", 1800, "Département", 4000],
            ["616 – Assurance", 600, "Commune de Trémeur", 6000],
            ["62 – Autres services extérieurs", 3900, "75 – Autres produits de gestion courante", 950],
            ["622 – Honoraires", 2500, "756 – Cotisations", 350],
            ["625 – Déplacements, missions", "1 400,00", "758 – Dons manuels, mécénat", 600],
            ["64 – Charges de personnel", 12500, None, None],
            ["641 – Rémunération des personnels", 8800, None, None],
            ["645 – Charges sociales", 3700, None, None],
            ["TOTAL DES CHARGES", 22150, "TOTAL DES PRODUITS", 22150],
            ["86 – Emplois des contributions volontaires en nature", 4000, "87 – Contributions volontaires en nature", 4000],
            ["864 – Personnel bénévole", 4000, "870 – Bénévolat", 4000],
            ["TOTAL", 26150, "TOTAL", 26150],
        ],
        bold=(1, 2, 15, 18),
    )
    sheet.merge_cells("A1:D1")
    return saved(book)


def by_month() -> bytes:
    """Return the budget of a festival, an .ods: a column a month, two tables on one sheet, sub-totals by chapter."""
    heads: list[object] = ["Chapitre", "Poste", "mars 2027", "avril 2027", "mai 2027", "Total TTC"]
    rows: list[list[object]] = [
        ["Festival des Salines – dépenses"],
        heads,
        ["Artistique", "Cachets des groupes", None, 4200, 9800, 14000],
        [None, "Droits SACEM", None, None, 1540.75, 1540.75],
        [None, "Sous-total", None, 4200, 11340.75, 15540.75],
        ["Accueil", "Hébergement des artistes", 300, 600, 2100, 3000],
        [None, "Catering", None, "250,50", f"1{NBSP}849,50", 2100],
        [None, "Sous-total", 300, 850.5, 3949.5, 5100],
        ["Technique", "Location son et lumière", 1000, None, 5500, 6500],
        [None, "Total technique", 1000, None, 5500, 6500],
        ["TOTAL GÉNÉRAL", None, 1300, 5050.5, 20790.25, 27140.75],
        [],
        [],
        ["Festival des Salines – recettes"],
        heads,
        ["Public", "Billetterie", None, 3000, 15140.75, 18140.75],
        ["Aides", "Ville de Trémeur", 6000, None, None, 6000],
        [None, "Mécénat", None, None, 3000, 3000],
        ["TOTAL", None, 6000, 3000, 18140.75, 27140.75],
    ]
    return ods("Budget 2027", rows)


def ods(name: str, rows: list[list[object]]) -> bytes:
    """Return an OpenDocument spreadsheet of one sheet."""
    body = "".join(f"<table:table-row>{''.join(map(_cell, row)) or '<table:table-cell/>'}</table:table-row>" for row in rows)
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names}><office:body><office:spreadsheet>'
        f'<table:table table:name="{name}">{body}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return made.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"/>'
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'
