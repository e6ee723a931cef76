"""The calendar of everything in a browser: what a service would break is said while it moves, and nothing is written before."""

from tests.browser.grid import until

WEEK = "/agenda/?vue=semaine&jour=2027-03-09"
MONTH = "/agenda/?mois=2027-03"
SERVICE = "a[data-move][data-on='2027-03-08']"  # the get-in of the eighth, nine to six


def test_a_service_says_what_it_would_break_at_each_hour_then_takes_the_one_that_is_kept(visitor):
    page = visitor.open(WEEK)
    page.locator(SERVICE).focus()
    page.keyboard.press("Shift+ArrowRight")  # the day when the same people play until ten to ten in the evening
    until(page, "document.querySelector('#essai').textContent.includes('mardi 9 mars')")
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Shift+ArrowUp")  # from eight in the morning: more than thirteen hours
    until(page, "/amplitude de 13 h 50/.test(document.querySelector('#essai').textContent.replaceAll('\\u00a0', ' '))")
    page.locator("#apercu .preview >> text=mar. 9 mars, 8 h").wait_for()
    page.keyboard.press("Escape")
    page.reload()
    assert page.locator(SERVICE).get_attribute("data-at") == "09:00"
    page.close()


OVER = """([name, selector]) => document.querySelector(selector)
  .dispatchEvent(new DragEvent(name, { bubbles: true, cancelable: true }))"""  # Playwright sends dragover once, when it drops


def test_the_days_of_a_month_are_painted_while_a_service_is_dragged_then_it_is_dropped(visitor):
    page = visitor.open(MONTH)
    page.evaluate(OVER, ["dragstart", SERVICE])
    page.locator("[data-day='2027-03-29'][data-tried='info']").wait_for()  # Easter Monday
    page.evaluate(OVER, ["dragover", "[data-day='2027-03-29']"])
    until(page, "document.querySelector('#essai').textContent.includes('lundi de Pâques')")
    page.evaluate(OVER, ["dragover", "[data-day='2027-03-05']"])
    until(page, "document.querySelector('#essai').textContent.includes('rien ne casse')")
    page.evaluate(OVER, ["dragend", SERVICE])
    assert page.locator("[data-tried]").count() == 0
    page.locator(SERVICE).drag_to(page.locator("[data-day='2027-03-05']"))
    page.locator("#apercu .preview >> text=ven. 5 mars").wait_for()
    page.locator("#apercu .btn-lamp").click()
    page.locator("[data-day='2027-03-05'] [data-move]").wait_for()
    page.keyboard.press("Control+z")
    page.locator("[data-day='2027-03-08'] [data-move]").wait_for()
    page.close()
