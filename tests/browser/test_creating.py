"""A morning of creating, by keyboard only: a spectacle, an answer, a need in the budget, a série, a line proposed by a post."""

from tests.browser import chromium
from tests.browser.test_every_page import AXE, RUN_AXE


def press(page, key="Enter"):
    """Press a key that leads to another page."""
    with page.expect_navigation(wait_until="networkidle"):
        page.keyboard.press(key)


def follow(page, name):
    """Go to a link or a button by the keyboard, and take it."""
    target = page.get_by_role("link", name=name, exact=True).or_(page.get_by_role("button", name=name, exact=True)).first
    target.focus()
    press(page)


def faults(page):
    """Return what axe finds on the page as it stands."""
    page.evaluate(AXE.read_text())
    return page.evaluate(RUN_AXE)


def test_from_a_title_to_a_line_of_the_budget_without_the_mouse(visitor):
    page = visitor.open("/spectacles/")
    follow(page, "Nouveau spectacle")
    page.keyboard.type("Les Lucioles")
    press(page)
    follow(page, "Commencer l’entretien")
    page.keyboard.type("Deux voix dans le noir.")
    page.keyboard.press("Tab")
    page.keyboard.type("Droits du texte ?")
    page.keyboard.press("Tab")
    press(page)
    assert page.locator("h1").inner_text() == "Les corps"
    page.get_by_label("Besoin", exact=True).focus()
    page.keyboard.type("Micros-casques")
    for typed in ("", "4", "pièce", "1 230,50"):
        page.keyboard.press("Tab")
        page.keyboard.type(typed)
    press(page)
    follow(page, "Mettre « Micros-casques » au budget")
    assert page.get_by_text("au budget", exact=True).count() == 1
    assert "4 922,00" in page.locator("main").inner_text().replace("\u00a0", " ")
    assert faults(page) == []
    page.close()


def test_a_serie_is_typed_seen_and_placed_without_the_mouse(visitor):
    page = visitor.open("/spectacles/{slug}/dates/nouvelles/")
    page.locator("[name=phrase]:focus").wait_for()  # a hand waits for the cursor
    page.keyboard.type("4 dates à 14 h, relâche le lundi, à partir du 3 mars 2029")
    press(page)
    assert page.locator("h1").inner_text() == "4\u00a0dates à poser"
    assert faults(page) == []
    assert page.evaluate("document.activeElement.textContent") == "Poser ces dates"  # Enter is then enough
    page.locator("[name=kept]").first.focus()
    page.keyboard.press("Space")  # the first one is not played
    press(page)
    told = page.locator("main").inner_text()
    assert "mer. 7 mars" in told and "sam. 3 mars" not in told
    page.keyboard.press("Control+z")  # the dates of the demonstration are those that other tests count on
    page.locator(".toast >> text=Annulé").wait_for()
    page.close()


def test_an_embauche_on_a_line_is_seen_and_kept_with_two_enters(visitor):
    page = visitor.open("/spectacles/{slug}/embauches/nouvelle/")
    page.locator("[name=lines]:focus").wait_for()
    page.keyboard.type("Régie, 12 h à 20")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("Violoniste, 3 cachets par date à 160,50")
    press(page)
    told = page.locator("main").inner_text()
    assert "12 heures" in told.replace("\u00a0", " ") and "160,50" in told
    assert faults(page) == []
    press(page)
    assert "Violoniste" in page.locator("main").inner_text()
    page.keyboard.press("Control+z")  # the two lines were one act
    page.locator(".toast >> text=Annulé").wait_for()
    page.locator("main", has_not_text="Violoniste").wait_for()
    page.close()


def test_a_post_proposes_a_line_on_a_phone_and_production_accepts_it(visitor):
    page = visitor.open("/spectacles/{slug}/propositions/")
    page.get_by_label("Envoyer à").focus()
    press(page)
    link = page.get_by_label("Le lien, dit une seule fois : copiez-le").input_value()
    phone = chromium.page(visitor.browser, chromium.PHONE)
    phone.goto(link)
    for label, typed in (("Ce qu’il faut", "Gants"), ("Prix unitaire", "12,50"), ("Votre nom", "Zoé")):
        phone.get_by_label(label).fill(typed)
    press(phone)
    assert "à relire" in phone.locator("main").inner_text()
    assert faults(phone) == []
    page.reload()
    follow(page, "Accepter Gants")
    phone.reload()
    assert "acceptée" in phone.locator("main").inner_text()
    phone.context.close()
    page.close()
