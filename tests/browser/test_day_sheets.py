"""A feuille de route on a telephone: opened by its link, kept without network, installed, closed when it is taken back."""

from playwright.sync_api import expect

from tests.browser import chromium
from tests.browser.chromium import View
from tests.browser.shots import DATE
from tests.browser.test_every_page import AXE, faults

DARK = View("telephone-sombre", 390, 844, dark=True)
KEPT = "caches.open('filage/feuille/').then((kept) => kept.keys()).then((all) => all.map((one) => new URL(one.url).pathname))"


def given(visitor, who):
    """Return the page of the office, and the path of the link that it gives."""
    page = visitor.open(f"{DATE}feuille/")
    page.get_by_role("button", name=f"Donner le lien de {who}").click()
    return page, page.locator("#lien-feuille").input_value().removeprefix(visitor.address)


def stranger(visitor):
    """Return a page of a telephone that never met Filage: no account, no memory."""
    device = chromium.device(visitor.browser, DARK)
    visitor.others.append(device)
    page = device.new_page()
    visitor.listen(page)
    return page


def test_a_sheet_is_read_without_network_and_closes_when_it_is_taken_back(visitor):
    office, path = given(visitor, "Nour Tessaoui")
    phone = stranger(visitor)
    visitor.lead(phone, path)
    phone.locator("[data-garde]").wait_for()  # kept
    phone.evaluate(AXE.read_text())
    assert faults(phone, DARK) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= DARK.width
    assert phone.get_by_role("link", name="Itinéraire").get_attribute("href").startswith("https://www.openstreetmap.org/")
    assert phone.locator("a[href^='tel:']").first.bounding_box()["height"] >= 44
    tools = phone.context.new_cdp_session(phone)
    assert {one["errorId"] for one in tools.send("Page.getInstallabilityErrors")["installabilityErrors"]} <= {"in-incognito"}
    tools.detach()

    phone.context.set_offline(True)
    phone.reload()
    expect(phone.locator(".ds-off")).to_be_visible()
    assert "Hors connexion, copie de" in phone.locator(".ds-off").inner_text()
    assert phone.locator("h1").inner_text() == "Ce que la mer rend"
    assert phone.evaluate("getComputedStyle(document.querySelector('.ds-head')).display") == "block"  # dressed too
    phone.context.set_offline(False)

    office.get_by_role("button", name="Retirer le lien de Nour Tessaoui").click()
    phone.reload()
    expect(phone.locator("h1")).to_have_text("Cette feuille n’est plus ouverte")
    assert not [one for one in phone.evaluate(KEPT) if one.startswith(path)]
    assert visitor.said == [one for one in visitor.said if "410" in one]


def test_a_carnet_of_the_tour_is_followed_until_it_may_be_taken(visitor):
    page = visitor.open("/spectacles/{slug}/carnet/", chromium.PHONE)
    page.get_by_label("Papier").select_option(label="Téléphone, à lire")
    page.get_by_role("button", name="Produire le carnet").click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Télécharger le PDF").click()
    assert taken.value.suggested_filename.startswith("ce-que-la-mer-rend-carnet-de-route")
    assert visitor.said == []
