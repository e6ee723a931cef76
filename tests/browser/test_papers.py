"""A paper on its way out, with the mouse: its identity, its making, its link, and what its reader sees without account."""

import re

from tests.browser.chromium import ALWAYS, DESKTOP
from tests.browser.test_every_page import AXE, faults


def sound(page):
    """Return what is wrong with a page at the two usual widths."""
    page.evaluate(AXE.read_text())
    return [fault for view in ALWAYS for fault in faults(page, view)]


def test_a_paper_goes_from_its_identity_to_its_reader(visitor):
    page = visitor.open("/structure/", DESKTOP)
    page.click("a[href$='/identite/']")
    assert "Spécimen" in page.inner_text("main") and sound(page) == []
    assert page.locator(".specimen").evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 700
    page.goto(visitor.address + "/documents/")
    needs, to_make = f"#{visitor.slug}-besoins", f"#produire-{visitor.slug}-besoins"
    page.click(f"{to_make} button[value=en]")
    page.wait_for_selector(f"{needs} .copy", timeout=20_000)
    assert "anglais" in page.inner_text(needs) and sound(page) == []
    assert page.locator(to_make).count() == 0
    page.click(f"{needs} a[href$='/envoyer/']")
    page.click("main button.btn-lamp")
    link = page.input_value("#lien")
    assert re.search(r"/partage/[\w-]{20,}/$", link) and sound(page) == []
    page.context.clear_cookies()
    page.goto(link)
    assert page.locator("html").get_attribute("lang") == "en" and "List of needs" in page.inner_text("main")
    assert sound(page) == []
    page.close()
