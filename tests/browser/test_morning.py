"""A manager's morning, by keyboard only: a project, a budget pasted, a série, its price, the première moved, a version frozen.

The figures are those of the published case 1: a creation of 78 400 € with 66 400 € found, five actors at 160 € and a technician
at 20 € an hour, 50 € of wear a performance, twenty dates planned, 12 % of management: 2 488,32 €, and 1 888,32 € at the least.
"""

import pytest

from tests.browser.grid import paste, saved, total, until
from tests.browser.test_creating import faults, follow, press

CHARGES = (
    ("Décor", "604", "1", "forfait", "1\u00a0234,50\u00a0€"),
    ("Avoir sur les tissus", "606", "4", "pièces", "(500,00)"),
    ("Équipe de création", "604", "1", "forfait", "79\u202f165,50\u00a0€"),
)
INCOME = (("DRAC", "741", "1", "aide", "15\u00a0000,00\u00a0€"), ("Coproductions", "741", "2", "apports", "25 700"))
TEAM = {  # function: status, quantity, unit, gross, how many
    "Interprètes": ("a", "1", "c", "160", "5"),
    "Régie": ("t", "12", "h", "20", "1"),
}
HYPOTHESES = {"Dates prévues pour amortir": "20", "Frais de gestion, % du coût plateau": "12"}


@pytest.fixture
def desk(visitor):
    """Return the page where the morning goes on, one gesture after another."""
    page = visitor.open("/spectacles/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield page
    page.close()


def said(page):
    return page.locator("main").inner_text().replace("\u00a0", " ").replace("\u202f", " ")


def tabbed(page, *typed):
    """Type in the field that has the focus, then in those that follow it."""
    for number, text in enumerate(typed):
        if number:
            page.keyboard.press("Tab")
        page.keyboard.type(text)


def begin(page):
    """Create the project in three fields, and return its address."""
    follow(page, "Nouveau spectacle")
    tabbed(page, "Les Marées du matin", "s", "08/03/2029")
    press(page)
    return page.url.removesuffix("entretien/")


def paste_block(page, side, lines):
    """Add a line to a side, then paste over it a block as a spreadsheet puts it on the clipboard."""
    page.locator(f"[data-add={side}]").focus()
    page.keyboard.press("Enter")
    page.locator(f"#g-{side} [data-f=label]").first.wait_for()
    saved(page)
    page.locator(f"#g-{side} [data-f=label]").last.focus()
    paste(page, "\r\n".join("\t".join(cells) for cells in lines) + "\r\n")
    until(page, "document.querySelector('#grille').innerText.includes(given)", lines[-1][0])
    saved(page)


def hire(page, project, function):
    status, quantity, unit, gross, headcount = TEAM[function]
    page.goto(project + "embauches/nouvelle/")
    page.get_by_label("Fonction").focus()
    tabbed(page, function, "", "", status, "e", unit, quantity, " ", gross, headcount)
    press(page)
    follow(page, "Embaucher")


def place(page, project):
    page.goto(project + "dates/nouvelles/")
    page.locator("[name=phrase]:focus").wait_for()
    page.keyboard.type("4 dates à 20 h, relâche le lundi, à partir du 9 mars 2029")
    press(page)
    assert page.locator("h1").inner_text() == "4\u00a0dates à poser"
    follow(page, "Poser ces dates")


def wear(page, project):
    """Type the wear in the empty budget of the performances: its name, its family by a letter, its unit by its first ones."""
    page.goto(project + "budget/?phase=exploitation")
    page.locator("#g-charge [tabindex='0']").focus()
    page.keyboard.press("Control+Enter")
    page.keyboard.type("Usure")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.locator("#g-charge .lab", has_text="Usure").wait_for()
    saved(page)
    page.locator("#g-charge [data-f=label]").first.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.type("E")
    page.keyboard.press("Enter")
    page.locator("#f-charge-E .lab", has_text="Usure").wait_for()
    for text in ("", "", "", "par", "50"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    saved(page)
    assert page.locator("#f-charge-E [data-f=unit]").inner_text() == "/ repr."


def suppose(page, project):
    page.goto(project + "prix/")
    for label, value in HYPOTHESES.items():
        page.get_by_label(label, exact=True).focus()
        page.keyboard.type(value)
    press(page)


def test_a_morning_without_the_mouse(desk):
    project = begin(desk)
    desk.goto(project + "budget/")
    paste_block(desk, "charge", CHARGES)
    paste_block(desk, "produit", INCOME)
    assert (total(desk), total(desk, "produit")) == ("78 400,00", "66 400,00")
    assert "12 000,00" in said(desk)
    assert faults(desk) == []

    place(desk, project)
    assert "mar. 13 mars" in said(desk) and "lun. 12 mars" not in said(desk)

    for function in TEAM:
        hire(desk, project, function)
    wear(desk, project)
    suppose(desk, project)
    price = said(desk)
    assert "1 240,00" in price and "396,00" in price
    assert "1 686,00" in price and "2 488,32" in price and "1 888,32" in price
    assert faults(desk) == []

    desk.goto(project.split("/spectacles/")[0] + "/saison/?mois=2029-03")
    desk.locator("[data-day='2029-03-09'] [data-move]").focus()
    desk.keyboard.press("Shift+ArrowLeft")
    desk.locator("#apercu .preview >> text=ven. 9 mars → jeu. 8 mars").wait_for()
    assert faults(desk) == []
    desk.keyboard.press("Enter")
    desk.locator("[data-day='2029-03-08'] [data-move]").wait_for()
    desk.goto(project + "calendrier/")
    assert "Première le 8 mars 2029" in said(desk)

    desk.goto(project + "versions/")
    desk.get_by_label("Nom de la version").focus()
    tabbed(desk, "Dépôt DRAC", "DRAC", "")
    press(desk)
    assert "1 · Dépôt DRAC" in said(desk)
    assert "78 400,00\t66 400,00\t12 000,00" in said(desk)
    assert faults(desk) == []
