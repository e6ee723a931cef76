"""Each page, at each width: no accessibility fault, no sideways scroll, no error in the console, letters of 12 px at least."""

import os

import pytest

from tests.browser import chromium
from tests.browser.chromium import ALWAYS, WIDE
from tests.browser.shots import PAGES
from tests.house.repository import ROOT

AXE = ROOT / "node_modules/axe-core/axe.min.js"
VIEWS = (*ALWAYS, *WIDE) if os.environ.get("FILAGE_TOUT") else ALWAYS
RUN_AXE = """async () => (await axe.run(document, {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
})).violations.map((fault) => `${fault.id}: ${fault.help} → ${fault.nodes.slice(0, 3).map((node) => node.html).join(" | ")}`)"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll("body *")].filter((one) => one.childNodes.length
  && [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()) && one.checkVisibility()
  && !one.closest("svg, .ava, .sr, sup")).map((one) => parseFloat(getComputedStyle(one).fontSize)))"""


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_the_door_is_open_to_everybody(visitor, view):
    page = chromium.page(visitor.browser, view)
    page.goto(visitor.address + "/compte/login/")
    page.evaluate(AXE.read_text())
    faults = page.evaluate(RUN_AXE)
    page.context.close()
    assert faults == []


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_open_to_everybody(visitor, name, view):
    page = visitor.open(PAGES[name], view)
    page.evaluate(AXE.read_text())
    faults = page.evaluate(RUN_AXE)
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    smallest = page.evaluate(SMALLEST)
    page.context.close()
    assert faults == []
    assert overflow == 0, "la page défile de côté"
    assert smallest >= 12, "une lettre est trop petite"
    assert [text for text in visitor.said if "404" not in text] == []
