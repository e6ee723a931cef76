"""A distribution of twelve is engaged for a tour in the browser: pasted, read, engaged, then declared, in a few gestures."""

import time

from playwright.sync_api import expect

from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.test_every_page import AXE, faults

TWELVE = """Adèle Ferrand, comédienne
Bastien Oury, comédien
Chloé Marchand, comédienne
Driss Belkacem, comédien
Élise Navarro, musicienne
Florent Gaillard, musicien
Gaëlle Rivoal, danseuse
Hugo Lemasson, danseur
Irène Castel, chanteuse
Joris Vandamme, régisseur général, 8 h à 22
Katell Le Goff, régisseuse lumière, 8 h à 21
Loïc Peron, régisseur son, 8 h à 21"""
TWO_MINUTES = 120


def undo(page):
    page.locator(".toast").get_by_role("button", name="Annuler").click()


def test_twelve_people_are_engaged_for_a_tour_in_six_gestures_and_under_two_minutes(visitor):
    page = visitor.open("/spectacles/{slug}/embauches/")
    before, started = page.locator("table.hires tbody tr").count(), time.monotonic()
    page.get_by_role("link", name="Toute une distribution").click()
    page.get_by_label("La distribution").fill(TWELVE)
    page.get_by_label("Pour tous").fill("1 cachet par date à 185")
    page.get_by_role("button", name="Lire").click()
    page.get_by_label("Brut, €, ligne 1", exact=True).fill("210")
    page.evaluate(AXE.read_text())
    assert faults(page, DESKTOP) == []
    page.get_by_role("button", name="Engager ces personnes").click()
    expect(page.locator("table.hires tbody tr")).to_have_count(before + 12)
    assert time.monotonic() - started < TWO_MINUTES
    undo(page)
    expect(page.locator("table.hires tbody tr")).to_have_count(before)
    assert visitor.said == []


def test_a_step_is_made_on_a_phone_and_taken_back(visitor):
    page = visitor.open("/spectacles/{slug}/embauches/", PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE.width
    line = page.locator("table.hires tbody tr", has=page.get_by_role("button", name="Contrat, envoyé")).first
    name = line.get_by_role("link").first.inner_text()
    line.get_by_role("button", name="Contrat, envoyé").click()
    page.locator(".toast").filter(has_text="Contrat, envoyé").wait_for()
    undo(page)
    page.get_by_role("button", name=f"Contrat, envoyé : {name}").first.wait_for()
