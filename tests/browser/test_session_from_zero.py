"""A real session of 861 hours, entered and planned in a house that teaches nothing yet, in the browser alone."""

from playwright.sync_api import expect

from tests.browser.chromium import DESKTOP
from tests.browser.test_every_page import AXE, faults
from tests.browser.test_tour_from_zero import kept

MODULES = """1 Budget et ressources
1.1 Montage budgétaire | BC01-C1, BC01-C2
3.6.1 Spécialisation Musiques actuelles | 90 h | Musiques actuelles
3.6.2 Spécialisation Théâtre | 90 h | Théâtre
6 Stage en entreprise | 350 h | entreprise"""
CALENDAR = "centre du 01/12/2025 au 27/03/2026\nentreprise du 07/04/2026 au 19/06/2026\ncentre du 22/06/2026 au 30/06/2026"
SESSION = {  # the real session of 861 hours
    "name": "Chargé·e de production 2025-2026", "programme": "Chargé·e de production", "places": "20", "price": "8 176",
    "tracks": "Musiques actuelles, Théâtre", "centre_hours": "511", "company_hours": "350", "most_weeks": "10",
    "morning_hours": "4", "morning_at": "9 h", "afternoon_hours": "3", "afternoon_at": "14 h", "calendar": CALENDAR,
}  # fmt: skip
RUNS = (  # 421 h for everyone, 90 h for each track at the same time: 511 h for each learner
    {"module": "1.1 Montage budgétaire", "serie": "chaque jour du lundi au vendredi jusqu’à 421 h"},
    {"module": "3.6.1 Spécialisation Musiques actuelles", "track": "Musiques actuelles", "serie": "chaque jour jusqu’à 90 h"},
    {"module": "3.6.2 Spécialisation Théâtre", "track": "Théâtre", "serie": "chaque jour jusqu’à 90 h"},
)


def test_the_real_session_is_entered_and_planned_from_zero(visitor):
    page = visitor.open("/formation/programmes/nouveau/")
    kept(page, name="Chargé·e de production", modules=MODULES)
    visitor.lead(page, "/formation/sessions/nouvelle/")
    for name, value in SESSION.items():
        field = page.locator(f"main form [name={name}]").first
        field.select_option(label=value) if field.evaluate("one => one.tagName") == "SELECT" else field.fill(value)
    page.locator("main form [name=certification]").select_option("RNCP39624")
    live = page.locator("[hx-post]")
    expect(live).to_contain_text("marge nulle")  # said while it is typed
    expect(live).to_contain_text("90 jours (83 + 7)")
    with page.expect_navigation():
        page.locator("main form .btn-lamp").first.click()
    page.get_by_role("link", name="Planning", exact=True).click()
    first_week = page.url
    for run in RUNS:
        page.goto(f"{first_week}?le=2025-12-01")
        kept(page, **run)
    said = page.locator("main").inner_text().replace("\u00a0", " ").replace("\u202f", " ")
    assert "Musiques actuelles : 511 h planifiées, exactement." in said and "Théâtre : 511 h planifiées, exactement." in said
    assert "a déjà cours" not in said
    page.goto(f"{first_week}?le=2025-12-01")
    held = page.locator('[data-half="2025-12-01 matin"] [data-half-slot]')
    held.focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("#essai")).to_contain_text("tout le groupe a déjà cours")
    page.keyboard.press("Escape")
    expect(page.locator("#essai")).to_have_text("")
    page.evaluate(AXE.read_text())
    assert faults(page, DESKTOP) == []
    page.goto(f"{first_week}?le=2026-03-23")  # days that are still free
    page.locator('[data-half="2026-03-25 apres_midi"] .half-add').click()
    page.wait_for_url("**le=2026-03-23**")
    added = page.locator('[data-half="2026-03-25 apres_midi"] [data-half-slot]')
    added.drag_to(page.locator('[data-half="2026-03-26 matin"]'))
    expect(page.locator('[data-half="2026-03-26 matin"] [data-half-slot]')).to_be_visible()
    expect(page.locator("main")).to_contain_text("de trop")
    assert visitor.said == []
