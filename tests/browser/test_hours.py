"""Hours told from a phone: a tap stays on the page, and what is said without network leaves by itself once it is back."""

import datetime as dt
from urllib.parse import urlsplit

from tests.browser.chromium import PHONE
from tests.browser.test_every_page import AXE, RUN_AXE


def test_a_day_said_without_network_leaves_when_it_is_back(visitor):
    office = visitor.open("/spectacles/{slug}/heures/?tous=1")
    office.locator(".offers button >> text=Donner un lien").filter(has_text="Nour Tessaoui").click()
    office.locator(".once a").wait_for()
    address = urlsplit(office.locator(".once a").inner_text()).path

    page = visitor.open(address, PHONE)
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
    page.locator(".told li.waiting").wait_for()
    page.context.set_offline(False)
    page.locator(".toast >> text=à redire").wait_for()
    page.locator("#reseau").wait_for(state="hidden")
    page.locator(".told").wait_for(state="detached")  # nothing foresaw that day: taken back, it is gone

    office.bring_to_front()
    office.locator(".offers button >> text=Retirer").filter(has_text="Nour Tessaoui").click()
    office.locator(".toast >> text=n’ouvre plus").wait_for()
