"""A jury of four to its minutes, from the example: an invalid one is refused, a tie sets aside, a tablet loses its network."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import chromium
from tests.browser.chromium import DESKTOP, View
from tests.browser.test_every_page import AXE, faults

TABLET = View("tablette", 820, 1180)


@pytest.fixture
def office(visitor):
    """Open the example of the jury, and come back to the demonstration afterwards."""
    page = visitor.open("/saisons-exemples/")
    home = page.locator(".plans li").filter(has_text="Vous y êtes").locator("h3").inner_text()
    page.locator("form[action*='ecole-jury'] button").click()
    page.wait_for_url(visitor.address + "/")
    visitor.lead(page, "/formation/examens/")
    page.get_by_role("link", name="Jury de juin 2026").click()
    yield page
    visitor.lead(page, "/saisons-exemples/")
    page.get_by_role("button", name=f"Y aller : {home}", exact=True).click()
    page.wait_for_url(visitor.address + "/")


def read_by_axe(page, view):
    page.evaluate(AXE.read_text())
    found = faults(page, view)
    assert found == [], found


def link_of(office, visitor, juror):
    """Return the path of the personal link that the office gives to a juror."""
    row = office.locator("li").filter(has_text=juror).filter(has=office.locator("[name=donner]"))
    row.locator("[name=donner]").click()
    said = office.locator(".given textarea")
    expect(said).to_have_value(re.compile(juror))
    return said.input_value().rsplit(" ", 1)[1].strip().removeprefix(visitor.address)


def tablet_of(visitor, path):
    """Return a tablet that never met Filage, at the address of a link."""
    made = chromium.device(visitor.browser, TABLET)
    visitor.others.append(made)
    page = made.new_page()
    visitor.listen(page)
    visitor.lead(page, path)
    return page


def grade(tablet, competence, mark):
    """Give a mark to every criterion of a competence."""
    tablet.locator(f"#{competence} > summary").click()
    for one in tablet.locator(f"#{competence} input[value='{mark}']").all():
        one.check(force=True)


def test_a_jury_of_four_sits_decides_and_signs_its_minutes(office, visitor):
    exam = office.url
    office.get_by_role("link", name="Jury", exact=True).click()
    jury = office.url
    dounia = office.locator("li").filter(has_text="Dounia Belkhir").filter(has=office.locator("[name=donner]"))
    dounia.locator("[name=absent]").click()
    expect(dounia).to_contain_text("absent·e")
    office.goto(f"{exam}deliberation/")
    office.get_by_role("button", name="Ouvrir la délibération").click()
    expect(office.locator("body")).to_contain_text("Professionnel externe du métier : 1 sur 2")  # the seat that is empty
    expect(office.locator("main")).to_contain_text("Pas encore ouverte")
    office.goto(jury)
    dounia.locator("[name=present]").click()
    expect(dounia).to_contain_text("présent·e")

    paths = {name: link_of(office, visitor, name) for name in ("Dounia Belkhir", "Yves Larquier")}
    yves = tablet_of(visitor, paths["Yves Larquier"])
    yves.get_by_label("Maïa Lestrange", exact=True).select_option("emploie")
    yves.fill("#nom", "Yves Larquier")
    yves.get_by_role("button", name="Déclarer et signer").click()
    yves.locator("[data-garde]").wait_for()  # the list and the grids are kept
    expect(yves.locator("main")).to_contain_text("vous êtes mis·e de côté")
    yves.context.set_offline(True)
    yves.get_by_role("link", name="Théodora Quillan").click()
    assert yves.locator("details.grille").count() == 1  # what she misses, and nothing else
    grade(yves, "BC02-C4", 2)
    expect(yves.locator("#attente")).to_contain_text("en attente, gardées ici")
    read_by_axe(yves, TABLET)

    other = tablet_of(visitor, paths["Dounia Belkhir"])
    other.get_by_role("link", name="Théodora Quillan").click()
    grade(other, "BC02-C4", 3)
    expect(other.locator("#attente")).to_have_text("Tout est reçu")
    yves.context.set_offline(False)
    expect(yves.locator("#attente")).to_have_text("Tout est reçu")

    office.goto(f"{exam}deliberation/")
    office.get_by_role("button", name="Ouvrir la délibération").click()
    office.get_by_role("link", name="Théodora Quillan").click()
    marks = office.locator("tr", has_text="BC02-C4").locator(".marks-c")
    expect(marks.nth(2)).to_have_text(re.compile("^3+$"))
    expect(marks.nth(3)).to_have_text(re.compile("^2+$"))  # neither wrote over the other
    read_by_axe(office, DESKTOP)
    office.goto(f"{exam}deliberation/")
    office.get_by_role("button", name="Retenir les propositions").click()
    rows = office.locator("table.delib tbody tr")
    expect(rows.filter(has_text="Théodora Quillan")).to_contain_text("Certification validée", ignore_case=True)
    expect(rows.filter(has_text="Ilan Corvasse")).to_contain_text("Validation partielle", ignore_case=True)
    expect(rows.filter(has_text="Maïa Lestrange")).to_contain_text("1 juré·e écarté·e")
    office.get_by_role("button", name="Clore la délibération").click()
    expect(office.locator("main")).to_contain_text("intacte")
    with office.expect_download() as minutes:
        office.get_by_role("button", name="Procès-verbal en PDF").click()
    assert minutes.value.suggested_filename == "proces-verbal-jury-de-juin-2026-v1.pdf"
    assert minutes.value.path().read_bytes().startswith(b"%PDF")
    assert visitor.said == []
