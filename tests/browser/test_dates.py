"""Dates by hand and by keyboard: the drawer, what a gesture moves before it is done, one key to take it back, the tour table."""

import pytest

from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.grid import until
from tests.browser.test_every_page import AXE, RUN_AXE

OCTOBER = "/saison/?mois=2027-10"


def faults(page):
    page.evaluate(AXE.read_text())
    return page.evaluate(RUN_AXE)


@pytest.mark.parametrize("view", [DESKTOP, PHONE], ids=lambda view: view.name)
def test_the_drawer_of_a_date_opens_beside_the_season_and_is_open_to_everybody(visitor, view):
    page = visitor.open(OCTOBER, view)
    link = page.locator("a.day-link").first
    link.focus()
    page.keyboard.press("Enter")
    page.locator("#tiroir .drawer-date").wait_for()
    page.locator("#tiroir-titre:focus").wait_for()
    assert "2 500,00" in page.locator("#tiroir").inner_text().replace("\u00a0", " ")
    assert faults(page) == []
    page.keyboard.press("Escape")
    page.locator("#tiroir > *").first.wait_for(state="detached")
    page.locator("a.day-link:focus").wait_for()
    assert link.evaluate("one => one === document.activeElement")
    page.close()


def test_a_date_is_confirmed_after_its_line_was_read_and_taken_back_with_one_key(visitor):
    page = visitor.open(OCTOBER)
    page.locator(".month [data-move]").first.click()
    page.locator("#tiroir .gests >> text=Confirmer").click()
    line = page.locator("#apercu .preview")
    line.wait_for()
    said = line.inner_text().replace("\u00a0", " ")
    assert "+611,68 €" in said
    assert "13 dates → 12 dates" in said
    assert faults(page) == []
    page.keyboard.press("Enter")
    page.locator(".toast >> text=Date confirmée").wait_for()
    until(page, "document.querySelectorAll('.month .e-confirme').length === 1")
    page.keyboard.press("Control+z")
    page.locator(".toast >> text=Annulé").wait_for()
    until(page, "document.querySelectorAll('.month .e-confirme').length === 0")
    page.close()


def test_an_option_moves_by_keyboard_and_nothing_is_written_before(visitor):
    page = visitor.open(OCTOBER)
    option = page.locator(".month [data-move]").first
    option.focus()
    page.keyboard.press("Shift+ArrowRight")
    page.locator("#apercu .preview >> text=mer. 6 oct.").wait_for()
    page.keyboard.press("Shift+ArrowDown")
    page.locator("#apercu .preview >> text=mer. 13 oct.").wait_for()
    page.keyboard.press("Escape")
    page.reload()
    assert page.locator("[data-day='2027-10-05'] [data-move]").count() == 1
    page.close()


def test_an_option_is_dropped_on_another_day_then_kept(visitor):
    page = visitor.open(OCTOBER)
    page.locator("[data-day='2027-10-05'] [data-move]").drag_to(page.locator("[data-day='2027-10-20']"))
    page.locator("#apercu .preview >> text=mer. 20 oct.").wait_for()
    page.locator("#apercu .btn-lamp").click()
    page.locator("[data-day='2027-10-20'] [data-move]").wait_for()
    page.keyboard.press("Control+z")
    page.locator("[data-day='2027-10-05'] [data-move]").wait_for()
    page.close()


def test_the_tour_table_is_written_from_the_keyboard(visitor):
    page = visitor.open("/spectacles/{slug}/tournee/")
    page.locator("td[data-f=price]").first.click()
    page.keyboard.type("2650")
    page.keyboard.press("Tab")
    page.locator(".toast >> text=Prix").wait_for()
    page.locator("td[data-f=travel]:focus").wait_for()
    page.locator("td[data-f=price]", has_text="2\u00a0650,00").first.wait_for()
    page.keyboard.type("refacturé au r")
    page.keyboard.press("Enter")
    page.locator("td[data-f=travel] >> text=réel").wait_for()
    page.locator("td[data-f=travel]:focus").wait_for()
    page.keyboard.type("peut-être")
    page.keyboard.press("Enter")
    page.locator(".gridsays.refused >> text=choisissez parmi").wait_for()
    page.locator("td[data-f=travel]:focus", has_text="peut-être").wait_for()
    assert faults(page) == []
    page.keyboard.press("Control+z")
    page.locator(".toast >> text=Annulé").wait_for()
    page.keyboard.press("Control+z")
    page.locator(".toast >> text=Annulé : prix").wait_for()
    page.close()


def test_the_day_of_a_line_opens_its_date_and_a_status_shows_what_it_moves(visitor):
    page = visitor.open("/spectacles/{slug}/tournee/?saison=2027")
    page.locator("td[data-f=status]").first.click()
    page.keyboard.type("conf")
    page.keyboard.press("Enter")
    page.locator("#apercu .preview >> text=Vous confirmez").wait_for()
    page.keyboard.press("Escape")
    page.locator("td[data-f=status]:focus").wait_for()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    page.locator("#tiroir .drawer-date").wait_for()
    page.close()


def test_a_block_of_the_tour_is_pasted_summed_copied_and_taken_back_in_one_gesture(visitor):
    page = visitor.open("/spectacles/{slug}/tournee/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    price = page.locator("td[data-f=price]").first
    before = price.get_attribute("data-t")
    price.click()
    page.evaluate("text => navigator.clipboard.writeText(text)", "2 640,00 €\tfourni\tpeut-être\r\n")
    page.keyboard.press("Control+v")
    page.locator(".gridsays.refused >> text=Dont 1 refusée").wait_for()
    assert page.locator("td[data-f=lodging]").first.get_attribute("data-refused")
    page.keyboard.press("Shift+ArrowDown")
    page.locator(".gridsays >> text=somme").wait_for()
    page.keyboard.press("Control+c")
    until(page, "navigator.clipboard.readText().then(held => held.split('\\n')[0] === '2640')")
    assert faults(page) == []
    page.keyboard.press("Control+z")
    page.locator(f"td[data-f=price][data-t='{before}']").first.wait_for()
    page.close()


def test_the_drawer_opens_again_after_a_gesture_asked_in_it(visitor):
    page = visitor.open(OCTOBER)
    page.locator("[data-day='2027-10-05'] [data-move]").click()
    page.locator("#tiroir .drawer-date").wait_for()
    page.locator("#tiroir .gests a", has_text="Confirmer").click()
    page.locator("#apercu .btn-lamp").click()
    page.locator("#tiroir .drawer-date >> text=Confirmé").first.wait_for()
    assert "#" not in page.url
    page.keyboard.press("Control+z")
    page.locator("[data-day='2027-10-05'] [data-move]").wait_for()
    page.close()
