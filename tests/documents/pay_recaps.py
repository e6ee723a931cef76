"""Three recaps as payroll firms send them, of people and shows that do not exist: a text, a workbook, an accounting entry."""

import io

import xlsxwriter

CSV = """\
CABINET PAIE DU PORT;;;;;;;;
Récapitulatif des bulletins;;;Période du 01/03/2027 au 31/03/2027;;;;;
;;;;;;;;
Établissement 00013 - L’Estran;;;;;;;;
Matricule;Nom et prénom;Emploi;Cachets;Total brut;Cotisations salariales;Net à payer avant impôt;Charges patronales;Coût total
0012;TESSAOUI Nour;ARTISTE DRAMATIQUE;3;480,00;106,32;373,68;252,34;732,34
0013;VAUTRIN Ismaël;ARTISTE DRAMATIQUE;3;480,00;106,32;373,68;252,34;732,34
0017;CORBAZ Inès;RÉGISSEUSE GÉNÉRALE;;560,00;128,74;431,26;325,19;885,19
;Sous-total établissement;;6;1 520,00;341,38;1 178,62;829,87;2 349,87
;;;;;;;;
Établissement 00021 - Ateliers;;;;;;;;
Matricule;Nom et prénom;Emploi;Cachets;Total brut;Cotisations salariales;Net à payer avant impôt;Charges patronales;Coût total
0012;TESSAOUI Nour;INTERVENANTE;;1 200,50;264,11;936,39;437,02;1 637,52
;Sous-total établissement;;;1 200,50;264,11;936,39;437,02;1 637,52
;TOTAL GÉNÉRAL;;6;2 720,50;605,49;2 115,01;1 266,89;3 987,39
"""

ENTRY = """\
Journal;Date;Compte;Libellé;Débit;Crédit;Analytique
OD;31/03/2027;641100;SALAIRE BRUT TESSAOUI NOUR;480,00;;ESTRAN
OD;31/03/2027;641100;SALAIRE BRUT VAUTRIN ISMAEL;480,00;;ESTRAN
OD;31/03/2027;641100;SALAIRE BRUT CORBAZ INES;560,00;;ESTRAN
OD;31/03/2027;645100;URSSAF 03/2027;400,01;;ESTRAN
OD;31/03/2027;645300;RETRAITE COMPLEMENTAIRE 03/2027;229,99;;ESTRAN
OD;31/03/2027;645800;CONGES SPECTACLES 03/2027;200,00;;ESTRAN
OD;31/03/2027;421000;NET A PAYER TESSAOUI NOUR;;360,00;
OD;31/03/2027;421000;NET A PAYER VAUTRIN ISMAEL;;373,68;
OD;31/03/2027;421000;NET A PAYER CORBAZ INES;;431,26;
OD;31/03/2027;442100;PRELEVEMENT A LA SOURCE TESSAOUI NOUR;;13,68;
OD;31/03/2027;431000;URSSAF A PAYER;;741,39;
OD;31/03/2027;437000;AUDIENS A PAYER;;429,99;
"""


def text(written=CSV, encoding="cp1252"):
    """Return a recap as bytes, as Windows writes it."""
    return written.encode(encoding)


def workbook():
    """Return a recap whose headings take two rows and whose names go down over several shows, by merged cells."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet("Mars 2027")
    sheet.merge_range("A1:H1", "Compagnie Les Marées, état des paies")
    for place, title in (
        ("A3:A4", "Salarié"),
        ("B3:B4", "Spectacle"),
        ("C3:C4", "Heures"),
        ("D3:D4", "Brut"),
        ("H3:H4", "Coût global"),
    ):
        sheet.merge_range(place, title)
    sheet.merge_range("E3:F3", "Cotisations")
    sheet.write_row("E4", ["Salariales", "Patronales"])
    sheet.write("G4", "Net avant PAS")
    sheet.merge_range("A5:A6", "Nour Tessaoui")
    plays, teaches = (480, 106.32, 252.34, 373.68, 732.34), (1200.5, 264.11, 437.02, 936.39, 1637.52)
    stages = (560, 128.74, 325.19, 431.26, 885.19)
    sheet.write_row("B5", ["L’Estran", 36, *plays])
    sheet.write_row("B6", ["Ateliers", 20, *teaches])
    sheet.write_row("A7", ["Inès Corbaz", "L’Estran", 28, *stages])
    sheet.write("A8", "Total")
    for column, amounts in enumerate(zip(plays, teaches, stages, strict=True), start=3):
        letter = "DEFGH"[column - 3]
        sheet.write_formula(7, column, f"=SUM({letter}5:{letter}7)", None, round(sum(amounts), 2))
    book.close()
    return made.getvalue()
