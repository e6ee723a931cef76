"""Each page, at each width: no accessibility fault, no sideways scroll, no error in the console, letters of 12 px at least."""

import os
from zlib import crc32

import pytest

from tests.browser import chromium
from tests.browser.chromium import ALWAYS, WIDE
from tests.browser.shots import PAGES

AXE = chromium.AXE
EVERYTHING = bool(os.environ.get("FILAGE_TOUT"))
# one loading of a page serves the first two widths; the others are looked at in a window of their own
LOOKS = (ALWAYS, *((view,) for view in (*ALWAYS[1:], *WIDE) if EVERYTHING))
READ_AT = {name: ALWAYS[crc32(name.encode()) % len(ALWAYS)] for name in PAGES}  # what axe reads: half of the pages at each width
RUN_AXE = """async () => (await axe.run(document, {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  resultTypes: ["violations"],
})).violations.map((fault) => `${fault.id}: ${fault.help} → ${fault.nodes.slice(0, 3).map((node) => node.html).join(" | ")}`)"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll("body *")].filter((one) => one.childNodes.length
  && [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()) && one.checkVisibility()
  && !one.closest("svg, .ava, .sr, sup")).map((one) => parseFloat(getComputedStyle(one).fontSize)))"""

LOOSE = """() => [...document.querySelectorAll("h1, h2, h3, p, dt, dd, li, a, button")]
  .filter((one) => !one.closest("[role=grid], pre, code") && !one.querySelector("textarea, select, [role=grid]"))
  .map((one) => one.textContent.match(/.{0,20} [:;!?»].{0,9}/)).find(Boolean)?.[0] ?? "" """


def said(views):
    return "+".join(view.name for view in views)


def faults(page, view, *, axe=True):
    """Return what is wrong with a page once its window has the width of `view`."""
    page.set_viewport_size({"width": view.width, "height": view.height})
    found = page.evaluate(RUN_AXE) if axe else []
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append("la page défile de côté")
    if page.evaluate(SMALLEST) < 12:
        found.append("une lettre est trop petite")
    if loose := page.evaluate(LOOSE):
        found.append(f"un signe peut quitter son mot : {loose}")
    return [f"{view.name} : {fault}" for fault in found]


@pytest.fixture(scope="module")
def turned(visitor):
    """Return what shows one page after the other in the same tab, of which there is one for each look."""
    tabs = {}

    def turn(name, view):
        if view not in tabs:
            tabs[view] = chromium.page(visitor.browser, view)
            tabs[view].context.add_cookies(visitor.cookies)
            visitor.listen(tabs[view])
        tabs[view].set_viewport_size({"width": view.width, "height": view.height})
        visitor.lead(tabs[view], PAGES[name])
        return tabs[view]

    yield turn
    for tab in tabs.values():
        tab.context.close()


@pytest.mark.parametrize("views", LOOKS, ids=said)
def test_the_door_is_open_to_everybody(visitor, views):
    page = chromium.page(visitor.browser, views[0])
    page.goto(visitor.address + "/compte/login/")
    visitor.examine(page)
    found = [fault for view in views for fault in faults(page, view)]
    page.context.close()
    assert found == []


@pytest.mark.parametrize("views", LOOKS, ids=said)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_open_to_everybody(visitor, turned, name, views):
    page = turned(name, views[0])
    visitor.examine(page)
    found = [fault for view in views for fault in faults(page, view, axe=EVERYTHING or view is READ_AT[name])]
    assert found == []
    assert [text for text in visitor.said if "404" not in text] == []
