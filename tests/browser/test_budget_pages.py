"""The price and the versions from the keyboard alone: an hypothesis is typed, a version is frozen, compared, taken back."""

from tests.browser.test_creating import faults, press


def told(page):
    return page.locator("main").inner_text().replace("\u00a0", " ")


def test_a_price_follows_its_hypothesis_and_an_unreadable_one_is_said_beside_its_field(visitor):
    page = visitor.open("/spectacles/{slug}/prix/")
    page.get_by_label("Dates prévues pour amortir", exact=True).focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("beaucoup")
    press(page)
    assert "n’est pas" in told(page) and faults(page) == []
    page.get_by_label("Dates prévues pour amortir", exact=True).focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("24")
    press(page)
    assert "500,00" in told(page)  # 12 000 € over 24 dates rather than 20
    page.locator("body").press("Control+z")
    page.locator(".toast >> text=Annulé").wait_for()
    page.locator("main", has_text="600,00").wait_for()
    page.close()


def test_a_version_is_frozen_and_compared_with_the_budget_of_today(visitor):
    page = visitor.open("/spectacles/{slug}/versions/")
    page.get_by_label("Nom de la version").focus()
    page.keyboard.type("Dépôt DRAC")
    press(page)
    assert "1 · Dépôt DRAC" in told(page)
    page.get_by_role("button", name="Comparer").focus()
    press(page)
    assert "Entre la version 1 et le budget d’aujourd’hui, rien n’a b" in told(page)
    assert faults(page) == []
    page.locator("body").press("Control+z")
    page.locator(".toast >> text=Annulé").wait_for()
    page.close()
