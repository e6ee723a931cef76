"""Case 1 solved with one deliberate mistake: given, opened by its link, answered, handed in, and the mistake named."""

from tests.browser.chromium import PHONE
from tests.browser.test_every_page import AXE, faults
from tests.browser.test_tour_from_zero import kept

SESSION = {"name": "Promotion des exercices", "hours_a_day": "7", "centre_hours": "511", "company_hours": "350"}
# Corrigé publié du cas 1, les charges employeur oubliées à la première question : 5 × 160 + 12 × 20 + 50.
ANSWERS = {
    "plateau": "1 090,00 €", "solde": "12000", "part": "600", "plancher": "1 888,32", "prix_cession": "2 488,32",
    "deux_dates": "4 828,80", "facture_ht": "3545,80", "facture_ttc": "3740,82", "reste": "3436,48", "minimum": "20",
}  # fmt: skip


def said(page):
    return page.locator("main").inner_text().replace("\u00a0", " ").replace("\u202f", " ")


def test_case_1_with_one_mistake_is_marked_and_the_mistake_is_named(visitor):
    office = visitor.open("/formation/sessions/nouvelle/")
    office.select_option("#id_certification", "RNCP39624")
    kept(office, **SESSION, calendar="centre du 01/12/2025 au 27/03/2026")
    session = office.url.rstrip("/").rpartition("/")[2]
    visitor.lead(office, f"/formation/sessions/{session}/stagiaires/")
    office.select_option("#id_person", index=1)
    kept(office, on="2025-12-01")
    visitor.lead(office, f"/formation/sessions/{session}/exercices/donner/")
    kept(office, exercise="Budget, coût plateau et prix de cession")
    given = office.url
    office.locator("button[name=lien]").first.click()
    door = office.input_value("#lien-copie").rpartition(" ")[2]

    phone = visitor.open(door.removeprefix(visitor.address), PHONE)
    phone.locator("button[name=commencer]").click()
    phone.locator("#garde").wait_for(state="attached")
    phone.wait_for_load_state()  # the scripts that keep what is typed are there
    for code, typed in ANSWERS.items():
        phone.fill(f"#q-{code}", typed)
    phone.fill("#q-minimum", "vingt")
    phone.locator("#garde >> text=« vingt »").wait_for()  # kept as it is typed, and told that it is no number
    phone.fill("#q-minimum", "20")
    phone.evaluate(AXE.read_text())
    assert faults(phone, PHONE) == []
    phone.locator("button[name=rendre][value='1']").click()
    phone.locator("text=Elle ne change plus").wait_for()
    assert "1 686,00" not in said(phone)

    office.goto(given)
    office.locator("button[name=notes]").click()
    phone.reload()
    told = said(phone)
    for text in (
        "1. Coût plateau d’une représentation : faux · 0 sur 3",
        "1 090,00 € au lieu de 1 686,00 €, écart −596,00 €.",
        "Les charges employeur sont oubliées : le brut n’est pas le coût.",
        "5 × 160,00 € × 1,55 + 12 h × 20,00 € × 1,65 + 50,00 €",
        "Énoncé : coefficients employeur donnés",
        "17 sur 20",
    ):
        assert text in told
    phone.evaluate(AXE.read_text())
    assert faults(phone, PHONE) == []
    assert visitor.said == []
