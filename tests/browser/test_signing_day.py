"""A day of attendance in the school of the examples: a tablet, two phones, one late, one absent, and a register that tells."""

import io
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.chromium import PHONE, View

TABLET = View("tablette", 820, 1180)
SIGNED, LATE, AWAY = "Antoine Kerhervé", "Clara Pommereul", "Fatou Diarrassy"


@pytest.fixture
def office(visitor):
    """Open the school of the examples, and come back to the demonstration afterwards."""
    page = visitor.open("/saisons-exemples/")
    home = page.locator(".plans li").filter(has_text="Vous y êtes").locator("h3").inner_text()
    page.locator("form[action$='/ecole/'] button, form:has(input[value='ecole']) button").first.click()
    page.wait_for_url(visitor.address + "/")
    yield page
    visitor.lead(page, "/saisons-exemples/")
    page.get_by_role("button", name=f"Y aller : {home}", exact=True).click()
    page.wait_for_url(visitor.address + "/")


def rewritten(folder, old, new):
    """Change what the register holds of who was away, beneath Filage; return the number of the first record it touches."""
    with closing(sqlite3.connect(folder / "filage.sqlite3")) as base, base:
        place = "FROM attendance_attendancerecord WHERE text LIKE ?"
        number = base.execute(f"SELECT min(number) {place}", (f"%{AWAY}%",)).fetchone()[0]
        update = "UPDATE attendance_attendancerecord SET text = replace(text, ?, ?) WHERE text LIKE ?"
        base.execute(update, (old, new, f"%{AWAY}%"))
    return number


def plain(text):
    return " ".join(text.split())


def link_of(office, links, name):
    """Return the personal link of somebody, which is said once."""
    office.goto(links)
    office.locator("tr", has_text=name).locator("button >> text=Lien à copier").click()
    return office.locator(".notice a").get_attribute("href")


def drawn(page, form):
    """Draw a signature in the box of a form, with the mouse as with a finger."""
    box = form.locator("svg[data-sign-pad]").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    for x, y in ((60, 60), (110, 25), (150, 70)):
        page.mouse.move(box["x"] + x, box["y"] + y)
    page.mouse.up()


def test_a_day_is_signed_corrected_and_verified(visitor, office):
    visitor.lead(office, "/formation/")
    office.get_by_role("link", name="Chargé·e de production, décembre 2025").first.click()
    office.get_by_role("link", name="Émargement", exact=True).click()
    sheet = office.url
    office.goto(f"{sheet}reglages/")  # any hour of the day is an hour to sign at
    for name in ("morning_from", "afternoon_from", "delay"):
        office.fill(f"#id_{name}", "")
    office.locator("form .btn-lamp").click()
    links = f"{sheet}liens/"
    office.goto(links)
    office.locator("button >> text=Donner de nouveaux codes").click()
    code = office.locator("tr", has_text=SIGNED).first.locator("td").inner_text()
    taught, late = link_of(office, links, "Odile Vantrelle"), link_of(office, links, LATE)

    trainer = visitor.open("/", TABLET)  # who teaches opens the half-day, says who is away, and passes the tablet round
    trainer.goto(taught)
    trainer.locator("summary >> text=Absences et retards").first.click()
    trainer.get_by_label(f"État de {AWAY}").first.select_option("absent")
    trainer.locator("button >> text=Noter").first.click()
    trainer.locator("button >> text=Passer la tablette").first.click()
    trainer.fill("#code", code)
    drawn(trainer, trainer.locator("form[data-sign]"))
    trainer.locator("button >> text=Signer").click()
    expect(trainer.locator("body")).to_contain_text("Passez la tablette")

    phone = visitor.open("/", PHONE)  # and one signs what she forgot on her own phone, with the reason
    phone.goto(late)
    row = phone.locator("details", has_text="jeu. 4 déc., matin")
    row.locator("summary").first.click()
    row.locator("summary >> text=Signer en écrivant").click()
    row.get_by_label("Prénom et nom").fill(LATE)
    row.get_by_label("Pourquoi si tard").fill("train en retard")
    row.locator("button >> text=Signer, avec le motif").click()
    expect(phone.locator("body")).to_contain_text("Signé, merci.")

    paper = office.request.get(f"{sheet}papier/semaine/?semaine=2025-12-01").body()
    words = plain(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages))
    assert "train en retard" in words and "absent·e" in words
    office.goto(f"{sheet}?semaine=2025-12-01")
    office.locator("table.attendance thead a").nth(8).click()  # Friday morning
    office.get_by_label(f"État de {AWAY}").select_option("absent_justifie")
    office.locator("#motif-appel-b").fill("convocation montrée")
    office.locator("button >> text=Ajouter au registre").click()
    expect(office.locator("body")).to_contain_text("enregistrement ajouté")
    office.goto(f"{sheet}verification/")
    expect(office.locator("main")).to_contain_text("Chaîne intacte")

    number = rewritten(visitor.folder, '"absent"', '"retard"')
    office.reload()
    expect(office.locator("main")).to_contain_text(f"Chaîne rompue au n° {number}")
    rewritten(visitor.folder, '"retard"', '"absent"')
