"""What a hand does on the pages: open a why, search, fold, change the look, produce a paper; by keyboard, or without script."""

import re

from playwright.sync_api import expect

from tests.browser import chromium
from tests.browser.chromium import PHONE
from tests.browser.grid import until


def test_the_link_of_the_first_run_opens_the_demonstration_once(visitor):
    page = visitor.open("/")
    assert page.locator("h1").inner_text()
    assert "Compagnie" in page.locator(".who").inner_text()
    page.close()


def test_a_why_opens_and_closes_with_the_keyboard_and_gives_the_focus_back(visitor):
    page = visitor.open("/spectacles/{slug}/")
    button = page.locator("button.why").first
    button.focus()
    page.keyboard.press("Enter")
    bubble = page.locator("#pourquoi-bulle:popover-open")
    bubble.wait_for()
    assert "Pourquoi ce montant" in bubble.inner_text()
    assert button.get_attribute("aria-expanded") == "true"
    assert page.evaluate("document.activeElement.id") == "pourquoi-bulle"
    page.keyboard.press("Escape")
    bubble.wait_for(state="hidden")
    page.locator("button.why").first.and_(page.locator("[aria-expanded=false]")).wait_for()  # told just after it is hidden
    assert button.evaluate("one => one === document.activeElement")
    page.close()


def test_a_why_stays_inside_the_window(visitor):
    for view in (chromium.DESKTOP, PHONE):
        page = visitor.open("/spectacles/{slug}/", view)
        page.locator("button.why").last.scroll_into_view_if_needed()
        page.locator("button.why").last.click()
        page.locator("#pourquoi-bulle:popover-open").wait_for()
        until(page, "document.querySelector('#pourquoi-bulle').getBoundingClientRect().bottom <= innerHeight + 1")  # it is placed
        box = page.locator("#pourquoi-bulle").bounding_box()
        assert box["x"] >= 0 and box["y"] >= 0
        assert box["x"] + box["width"] <= view.width
        assert box["y"] + box["height"] <= view.height + 1
        page.close()


def test_without_script_a_why_is_a_page(visitor):
    context = visitor.browser.new_context(java_script_enabled=False, viewport={"width": 1376, "height": 900})
    context.add_cookies(visitor.cookies)
    page = context.new_page()
    page.goto(f"{visitor.address}/spectacles/{visitor.slug}/")
    page.locator("button.why").first.click()
    page.wait_for_url("**/pourquoi/**")
    assert page.locator("h1").inner_text()
    assert page.locator(".tree").count()
    context.close()


def test_ctrl_k_searches_and_the_arrows_go_to_the_answers(visitor):
    page = visitor.open("/")
    page.keyboard.press("Control+k")
    page.locator("dialog.finder[open]").wait_for()
    page.keyboard.insert_text("rend")  # at once: no answer to its first letters comes after
    page.locator("a.hit").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.locator("a.hit:focus").wait_for()
    page.keyboard.press("Escape")
    page.locator("dialog.finder").wait_for(state="hidden")
    page.close()


def test_a_group_of_the_budget_folds_and_keeps_its_subtotal(visitor):
    page = visitor.open("/composants/")
    fold = page.locator("button.tw").first
    body = fold.locator("xpath=ancestor::tbody")
    before = body.locator("tr:visible").count()
    fold.click()
    assert before > 1
    assert body.locator("tr:visible").count() == 1
    assert fold.get_attribute("aria-expanded") == "false"
    page.close()


def test_the_dark_look_is_kept_on_this_device(visitor):
    page = visitor.open("/")
    page.locator("details.who > summary").click()
    page.get_by_role("button", name="Sombre").click()
    page.locator("html[data-theme=dark]").wait_for()
    page.goto(visitor.address + "/baremes/")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.close()


def test_a_menu_closes_with_escape_and_gives_the_focus_back(visitor):
    page = visitor.open("/", PHONE)
    plus = page.locator(".nav .more summary")
    plus.click()
    assert page.locator(".nav .more a", has_text="Barèmes").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".nav .more a", has_text="Barèmes").is_visible()
    assert plus.evaluate("one => one === document.activeElement")
    page.close()


def test_a_paper_is_made_in_place_and_says_its_imprint(visitor):
    page = visitor.open("/documents/")
    page.click(f"#produire-{visitor.slug}-calendrier button")
    line = page.locator(f"#{visitor.slug}-calendrier")
    line.locator(".hash").wait_for(timeout=20_000)
    assert "À jour" in line.inner_text()
    with page.expect_download() as download:
        line.get_by_role("link", name=re.compile("Télécharger")).click()
    assert download.value.suggested_filename.endswith(".ics")
    page.close()


def test_the_skip_link_leads_to_the_content(visitor):
    page = visitor.open("/spectacles/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contenu"
    page.close()


def test_a_piste_goes_from_stage_to_stage_without_a_mouse(visitor):
    page = visitor.open("/spectacles/{slug}/diffusion/")
    page.locator("[data-col=interesse] .piste-name").focus()
    page.keyboard.press("Shift+ArrowLeft")  # « revenir à contacté »
    expect(page.locator("[data-col=contacte] .piste-name")).to_be_focused()
    page.keyboard.press("ArrowRight")  # to the next column that holds a card
    expect(page.locator("[data-col=option] .piste-name").first).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("[data-col=interesse] .piste-name")).to_be_focused()
