"""One replaced on the day, in the browser: from a date to what is left to do, then taken back in one gesture."""

from tests.browser import chromium
from tests.browser.test_every_page import AXE, faults


def is_open_to_everybody(page):
    page.evaluate(AXE.read_text())
    return faults(page, chromium.PHONE) == []


def there(sheet):
    """Return who is there, as the feuille de route of the date says it."""
    return sheet.locator("[aria-labelledby=ds-eq]").inner_text()


def test_one_is_replaced_on_the_day_and_everything_follows_then_is_taken_back(visitor):
    page = visitor.open("/spectacles/{slug}/organisation/", chromium.PHONE)
    dates = "a[href^='/dates/'][href$='/']:not([href*='nouvelle'], [href$='/logistique/'])"
    date = page.locator(dates).last.get_attribute("href")
    page.goto(visitor.address + date)
    page.get_by_role("link", name="Remplacer quelqu’un").click()
    page.get_by_role("link", name="Remplacer Nour Tessaoui").click()
    page.locator("input[name=dates]:checked").first.wait_for(state="attached")
    assert page.locator("input[name=dates]:checked").count() == 1
    page.get_by_label("Par", exact=True).select_option(label="Camille Orsenne")
    page.get_by_label("Générique", exact=True).select_option(label="« en remplacement de »")
    page.get_by_role("button", name="Voir ce qui suit").click()
    page.locator(".preview").get_by_role("button", name="Remplacer").wait_for()
    assert is_open_to_everybody(page)
    assert "Remplacement de Nour Tessaoui, interprète" in page.locator("[aria-labelledby=nouvelle]").inner_text()
    assert "248,00" in page.locator("[aria-labelledby=cout]").inner_text()
    page.keyboard.press("Enter")  # the button that keeps has the focus
    page.wait_for_url("**/remplacement/")
    assert is_open_to_everybody(page)
    assert page.locator("h1").inner_text() == "Camille Orsenne à la place de Nour Tessaoui"
    assert "Camille Orsenne prend sa place" in page.get_by_label("À l’équipe").input_value()
    sheet = visitor.open(f"{date}feuille/")
    assert "Camille Orsenne" in there(sheet) and "Nour Tessaoui" not in there(sheet)
    page.get_by_role("button", name="Annuler ce remplacement").click()
    page.wait_for_url(visitor.address + "/")
    sheet.reload()
    assert "Nour Tessaoui" in there(sheet) and "Camille Orsenne" not in there(sheet)
    assert not visitor.said
    page.close()
