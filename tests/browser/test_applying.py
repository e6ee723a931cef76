"""An application filed on a phone, taken up again by its link, and acknowledged; then forty that press at the same instant."""

from tests.browser.chromium import PHONE
from tests.browser.crowd import pressed
from tests.browser.test_every_page import AXE, RUN_AXE

SESSION = {"name": "Promotion du téléphone", "hours_a_day": "7", "centre_hours": "511", "company_hours": "350"}
HEAVY = b"x" * (10 * 1024 * 1024 + 1)
CALL = {"name": "Candidater", "slug": "telephone", "opens_on": "2020-01-01", "opens_hour": "0 h", "closes_on": "2098-01-01"}


def _is_clean(page):
    page.evaluate(AXE.read_text())
    assert page.evaluate(RUN_AXE) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_an_application_is_filed_on_a_phone(visitor):
    office = visitor.open("/formation/sessions/nouvelle/")
    for name, value in SESSION.items():
        office.fill(f"#id_{name}", value)
    office.select_option("#id_certification", "RNCP39624")
    office.fill("#id_calendar", "centre du 01/12/2025 au 27/03/2026")
    office.locator("form button >> text=Enregistrer").click()
    office.locator("a >> text=Candidatures").click()
    office.locator("a >> text=Nouvel appel").click()
    for name, value in {**CALL, "closes_hour": "23 h 59", "pieces": "CV", "keep_months": "24"}.items():
        office.fill(f"#id_{name}", value)
    office.check("#id_published")
    office.locator("form button >> text=Enregistrer").click()
    address = office.locator("a >> text=Page publique").get_attribute("href")

    phone = visitor.open(address, PHONE)
    for name, value in {"first_name": "Lou", "last_name": "Martin", "email": "lou@exemple.fr"}.items():
        phone.fill(f"form:has(button[value=commencer]) #id_{name}", value)
    phone.locator("button >> text=Commencer").click()
    phone.locator(".apply-steps").wait_for()
    _is_clean(phone)
    door = phone.url
    for name, value in {"born_on": "1996-02-03", "phone": "06 12 34 56 78", "city": "Toulouse"}.items():
        phone.fill(f"#id_{name}", value)
    phone.locator("button >> text=Enregistrer et continuer").click()
    phone.locator("#id_level").wait_for()

    phone.goto(door)  # the phone was put away: what was said is there
    assert phone.input_value("#id_city") == "Toulouse"
    phone.locator(".apply-steps a").nth(1).click()
    phone.select_option("#id_route", "continue")
    phone.select_option("#id_level", "4")
    phone.select_option("#id_funder", "region")
    phone.locator("button >> text=Enregistrer et continuer").click()
    phone.fill("#id_project", "Produire des compagnies de rue.")
    phone.locator("button >> text=Enregistrer et continuer").click()
    phone.locator("input[type=file]").set_input_files({"name": "film.pdf", "mimeType": "application/pdf", "buffer": HEAVY})
    phone.locator("text=Ce fichier dépasse 10 Mo, il n’est pas parti").wait_for()
    picture = {"name": "cv.png", "mimeType": "image/png", "buffer": phone.screenshot()}
    phone.locator("input[type=file]").set_input_files(picture)
    phone.locator("text=reçue").wait_for()
    _is_clean(phone)
    phone.locator("a >> text=Continuer").click()
    phone.locator(".told >> text=Tout y est").wait_for()
    phone.check("#accord")
    phone.locator("button >> text=Déposer ma candidature").click()
    phone.locator("text=Accusé de réception").wait_for()
    assert "n° 1" in phone.locator(".told").inner_text()
    _is_clean(phone)

    office.reload()
    office.locator("text=1 déposée").wait_for()
    _forty_press_at_once(visitor, office, address)


def _forty_press_at_once(visitor, office, call):
    """Nobody is lost nor counted twice; once the call is closed, a deposit is noted late, and told so kindly."""
    said = [{"geste": "commencer", "first_name": "Lou", "last_name": "M", "email": f"{n}@exemple.fr"} for n in range(41)]
    begun = [where.replace("vous/", "deposer/") for _, where in pressed(visitor.address, [call] * 41, said)]
    in_time, after = begun[:40] + begun[:5], begun[40]  # five press twice
    answered = pressed(visitor.address, in_time, [{"accord": "1"}] * 45)
    assert {status for status, _ in answered} == {302}
    office.reload()
    office.locator("text=41 déposées").wait_for()

    office.locator("a >> text=Candidater").first.click()
    office.locator("a >> text=Modifier l’appel").click()
    office.fill("#id_closes_on", "2021-01-01")
    office.locator("form button >> text=Enregistrer").click()
    office.locator("text=/clos$/").wait_for()
    [(status, where)] = pressed(visitor.address, [after], [{"accord": "1"}])
    late = visitor.open(where, PHONE)
    assert status == 302 and "Un dossier tardif n’est pas traité" in late.locator(".told").inner_text()
    _is_clean(late)
    office.locator("a >> text=Candidater").first.click()
    office.locator("tbody >> text=hors délai").wait_for()
    numbers = [row.split(" ")[0] for row in office.locator("tbody th").all_inner_texts()]
    assert sorted(map(int, numbers)) == list(range(1, 43)), "a number each, whoever pressed twice"
    assert office.locator("tbody >> text=hors délai").count() == 1
