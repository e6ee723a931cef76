"""The contracts of several people in the browser: asked once, made one after the other, taken in one file; a sheet is copied."""

import re

from tests.browser import chromium
from tests.browser.test_every_page import AXE, faults


def test_the_contracts_of_several_people_are_made_in_one_gesture_and_a_sheet_is_copied(visitor):
    page = visitor.open("/spectacles/{slug}/embauches/papiers/")
    page.get_by_label("Papier", exact=True).select_option(label="Fiche DPAE")
    for rank in range(2):
        page.locator("input[name=choix]").nth(rank).check()
    page.get_by_role("button", name="Produire", exact=True).click()
    page.get_by_role("link", name="Tout télécharger (ZIP)").wait_for()
    assert "2 documents émis" in page.locator("#lot").inner_text()
    page.get_by_role("link", name="Voir chaque papier").click()
    page.get_by_role("link", name="Fiches à recopier").first.click()
    page.evaluate(AXE.read_text())
    assert faults(page, chromium.DESKTOP) == []
    copy = page.locator("#dpae").locator("xpath=ancestor::section").get_by_role("button", name="Copier").first
    copy.click()
    page.get_by_text(re.compile("Copié|Copie refusée")).wait_for()
    assert not visitor.said
    page.context.close()
