"""A tour of eight dates, one abroad, organised from an empty house to its carnet de route, in the browser alone."""

from playwright.sync_api import expect

from tests.browser.chromium import DESKTOP
from tests.browser.test_every_page import AXE, faults

PEOPLE = (("Nina Faure", "06 39 98 00 01"), ("Ivo Petit", "06 39 98 00 02"))
TEAM = "Nina Faure, comédienne, 1 cachet par date à 160\nIvo Petit, régie générale, 8 h par date à 20"
PLACES = (("Le Quartz", "Brest", "FR"), ("Le Lieu unique", "Nantes", "FR"), ("Les Tanneurs", "Bruxelles", "BE"))
RUNS = (
    "3 dates à 20 h 30 à partir du 5 mars 2030, Le Quartz",
    "4 dates à 20 h à partir du 10 mars 2030, Le Lieu unique",
    "1 date à 20 h le 15 mars 2030, Les Tanneurs",
)


def kept(page, **typed):
    """Fill the form of a page by the names of its fields, and take the one button that is lit."""
    for name, value in typed.items():
        field = page.locator(f"main form [name={name}]").first
        field.select_option(label=value) if field.evaluate("one => one.tagName") == "SELECT" else field.fill(value)
    with page.expect_navigation():
        page.locator("main form .btn-lamp").first.click()


def a_house(visitor):
    """Return a page of a house that was just started, and the slug of its only show."""
    page = visitor.open("/creer-ma-structure/")
    mine = {"person": "Maud Le Gall", "email": "maud@tournee.exemple", "password": "une-longue-route-2030"}
    kept(page, name="Compagnie du Large", city="Rennes", **mine)
    visitor.lead(page, "/nouveau-spectacle/")
    kept(page, title="Le Large")
    for name, phone in PEOPLE:
        visitor.lead(page, "/personnes/nouvelle/")
        kept(page, name=name, phone=phone)
    for name, city, country in PLACES:
        visitor.lead(page, "/lieux/nouveau/")
        kept(page, name=name, city=city, country=country)
    return page


def test_a_tour_of_eight_dates_one_abroad_is_organised_from_zero(visitor):
    page = a_house(visitor)
    visitor.lead(page, "/spectacles/le-large/embauches/nouvelle/")
    page.locator("[name=lines]").fill(TEAM)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("main [autofocus]")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    for said in RUNS:
        visitor.lead(page, "/spectacles/le-large/dates/nouvelles/")
        kept(page, phrase=said, status="Confirmé")
        with page.expect_navigation():
            page.get_by_role("button", name="Poser ces dates", exact=True).last.click()
    visitor.lead(page, "/spectacles/le-large/logistique/")
    with page.expect_navigation():
        page.get_by_role("button", name="Poser les trajets").click()
    told = page.locator("#dates").locator("xpath=ancestor::section").inner_text().replace("\u00a0", " ")
    assert told.count("2 personnes") == told.count("1 hôtel") == 8, told
    page.get_by_role("link", name="Bruxelles").first.click()
    page.get_by_role("link", name="Nantes – Bruxelles").click()
    kept(page, departs="8 h 15", arrives="16 h")
    page.goto(page.url.replace("/logistique/", "/feuille/"))
    day = page.locator(".ds-tl").inner_text().replace("\u00a0", " ")
    assert "8 h 15" in day and "Départ de Nantes" in day and "toute l’équipe" in day and "20 h" in day
    assert "Belgique" in page.locator("main").inner_text()
    page.evaluate(AXE.read_text())
    assert faults(page, DESKTOP) == []
    visitor.lead(page, "/spectacles/le-large/carnet/")
    assert page.locator("input[name=jour]:checked").count() == 8
    page.get_by_role("button", name="Produire le carnet").click()
    expect(page.get_by_role("link", name="Télécharger le PDF")).to_be_visible(timeout=90_000)
    assert visitor.said == []
