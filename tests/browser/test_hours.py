"""Hours told from a phone: a tap stays on the page, and what is said without network leaves by itself once it is back."""

import datetime as dt

from tests.browser import chromium
from tests.browser.chromium import PHONE
from tests.browser.test_every_page import AXE, RUN_AXE


def test_a_day_said_without_network_leaves_when_it_is_back(visitor):
    office = visitor.open("/spectacles/{slug}/heures/?tous=1")
    office.locator("#liens ~ * button, .offers button").filter(has_text="Nour Tessaoui").first.click()
    office.locator(".once a").wait_for()
    address = office.locator(".once a").inner_text()
    office.context.close()

    page = chromium.page(visitor.browser, PHONE)
    page.goto(address)
    page.locator("summary >> text=Un jour qui n’était pas prévu").click()
    page.fill("#id_on", f"{dt.date.today() - dt.timedelta(days=1):%Y-%m-%d}")
    page.fill("#id_hours", "6 h 30")
    page.fill("#id_note", "Essayage")
    page.locator("button >> text=Noter ce jour").click()
    page.locator(".told >> text=Essayage").wait_for()
    page.evaluate(AXE.read_text())
    assert page.evaluate(RUN_AXE) == []

    page.context.set_offline(True)
    page.locator(".told button >> text=Redire").click()
    page.locator("#reseau").wait_for(state="visible")
    assert page.locator(".told li.waiting").count() == 1
    page.context.set_offline(False)
    page.locator(".toast >> text=à redire").wait_for()
    page.locator("#reseau").wait_for(state="hidden")
    assert page.locator(".told").count() == 0
    page.context.close()
