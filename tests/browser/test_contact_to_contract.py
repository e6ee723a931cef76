"""One date, from the first contact to the signed contract: each fact is typed once, and read on everything that follows."""

import re

from tests.browser import chromium
from tests.browser.test_creating import faults

PLACE, AMOUNT, DAY = "Le Sémaphore", "2 350 €", "2031-03-05"
TOLD = "5 mars 2031"


def spoken(page):
    """Return what a page says, with ordinary spaces."""
    return page.locator("main").inner_text().replace("\u00a0", " ").replace("\u202f", " ")


def test_a_date_goes_from_contact_to_signed_contract_without_typing_a_fact_twice(visitor):
    page = visitor.open("/spectacles/{slug}/diffusion/")
    page.locator("#piste-ligne").fill(f"{PLACE}, Saint-Malo, 1 date, {AMOUNT}")
    page.get_by_role("button", name="Ajouter la piste").click()
    page.get_by_role("link", name=PLACE).first.click()
    page.get_by_role("link", name="Poser des options").click()
    page.locator("[name=days]").fill(f"{TOLD} 20 h 30")
    page.get_by_role("button", name="Voir ce qui change").click()
    page.locator(".change button.btn-lamp, .preview button.btn-lamp").first.click()

    page.get_by_role("link", name="Faire un devis").click()  # place, day, price, series, team, nights and meals are there
    assert page.locator("#id_dates-0-on").input_value() == DAY
    assert page.locator("#id_base_price").input_value() == "2350"
    assert PLACE in page.locator("#id_structure option:checked").inner_text()
    if not page.locator("#id_postes-0-unit_cost").input_value():
        page.locator("#id_postes-0-unit_cost").fill("640")
    found = faults(page)
    assert found == [], found
    page.get_by_role("button", name="Enregistrer le devis").click()
    page.get_by_role("button", name="Envoyer et faire le lien").click()
    quote, opened = page.url.replace("envoyer/", ""), page.locator("#lien").input_value()

    phone = chromium.page(visitor.browser, chromium.PHONE)  # the programmer’s own, without account
    phone.goto(opened)
    assert "2 350,00" in spoken(phone) and "Marge" not in spoken(phone)
    found = faults(phone)
    assert found == [], found
    phone.get_by_role("button", name="Oui").click()
    assert "Votre réponse nous est parvenue" in spoken(phone)
    phone.context.close()

    page.goto(quote)
    page.get_by_role("link", name="Accepter").click()
    page.get_by_role("button", name="Accepter").click()
    page.get_by_role("link", name="les conditions de vente").click()
    page.goto(f"{page.url}contrat/")
    text = spoken(page)
    assert PLACE in text and "2 350,00" in text and TOLD in text
    paper = page.request.get(f"{page.url}projet.pdf").body()  # what the two parties print and sign
    page.get_by_role("link", name="Exemplaire signé").click()
    page.locator("input[type=file]").set_input_files({"name": "contrat.pdf", "mimeType": "application/pdf", "buffer": paper})
    page.get_by_role("button", name="Signer").click()
    assert "Exemplaires signés" in spoken(page)
    page.goto(visitor.address + "/saisons-exemples/")  # the example is given back as it was, for the pages that follow
    page.get_by_role("button", name=re.compile("Reprendre à neuf")).click()
    page.wait_for_url(visitor.address + "/")
    page.close()
