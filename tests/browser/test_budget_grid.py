"""The budget's grid by keyboard alone: write, paste from a spreadsheet, fill, insert, move, undo; nothing typed is ever lost."""

import json

import pytest

from tests.browser.chromium import ALWAYS, View
from tests.browser.grid import active, becomes, copied, on, paste, row, saved, total, until, within
from tests.browser.test_every_page import AXE, EVERYTHING, RUN_AXE

PAGE = "/spectacles/{slug}/budget/?phase=creation"
DARK = View("bureau-sombre", 1376, 900, dark=True)
MOST_ACTS = 60  # of one test
PRICE, LABEL = "[data-f=unit_price]", "[data-f=label]"


@pytest.fixture
def sheet(visitor):
    """Return the page of a budget with its grid, and put back at the end what was typed in it."""
    page = visitor.open(PAGE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#grille [tabindex='0']").first.wait_for()
    yield page
    page.context.set_offline(False)
    if page.locator("dialog[open]").count():
        page.keyboard.press("Escape")
    page.locator(LABEL).first.focus()
    for _ in range(MOST_ACTS):
        if "Rien à annuler" in page.locator(".gridsays").inner_text():
            break
        page.keyboard.press("Control+z")
        saved(page)
    else:
        raise AssertionError("ce qui a été fait ici ne s’annule pas")
    page.close()


def test_a_price_is_typed_and_the_totals_follow(sheet):
    before = total(sheet)
    on(sheet, "Accessoires", "unit_price")
    sheet.keyboard.type("1 640,50 €")
    sheet.keyboard.press("Enter")
    saved(sheet)
    assert row(sheet, "Accessoires").locator(PRICE).inner_text() == "1\u00a0640,50"
    assert total(sheet) != before
    assert "Enregistré à" in sheet.locator("#grille-etat").inner_text()


def test_arrows_tab_home_and_end_walk_the_cells(sheet):
    on(sheet, "Accessoires", "label")
    sheet.keyboard.press("ArrowRight")
    assert active(sheet).startswith("account")
    sheet.keyboard.press("Tab")
    assert active(sheet).startswith("quantity")
    sheet.keyboard.press("Shift+Tab")
    sheet.keyboard.press("Home")
    assert active(sheet) == "label Accessoires"
    sheet.keyboard.press("End")
    assert active(sheet).startswith("on")
    sheet.keyboard.press("Escape")
    sheet.keyboard.press("Tab")
    assert not sheet.evaluate("!!document.activeElement.closest('table')"), "Échap puis Tab sort de la grille"


def test_a_computed_cell_is_never_typed_over_and_enter_says_why(sheet):
    computed = sheet.locator("#grille tr.calc td.n").first
    before = computed.inner_text()
    computed.focus()
    sheet.keyboard.type("12")
    assert computed.inner_text() == before
    assert "calculé" in sheet.locator(".gridsays").inner_text()
    sheet.keyboard.press("Enter")
    sheet.locator("#pourquoi-bulle:popover-open").wait_for()
    sheet.keyboard.press("Escape")
    sheet.locator("#pourquoi-bulle").wait_for(state="hidden")


def test_a_block_copied_from_a_spreadsheet_is_pasted_cell_by_cell(sheet):
    last = sheet.locator("#f-charge-D tr").last.locator(LABEL)
    last.focus()
    rows = sheet.locator("#f-charge-D tr").count()
    kept = last.inner_text()
    block = [
        [kept, "613", "15", "jours", "1\u202f234,50\u00a0€"],
        ["Bois", "601", "-3", "m", "(12,00)"],
        ["<b>Vis</b>", "abc", "2", "=A1", "4,5"],
        ['"Tissu ""lin"""', "606", "10", "m", "abc 🎭"],
    ]
    paste(sheet, "\r\n".join("\t".join(cells) for cells in block) + "\r\n")
    sheet.locator("#f-charge-D tr").nth(rows + 2).wait_for()
    until(sheet, "document.querySelectorAll('#grille [aria-invalid=true]').length === 5")
    saved_rows = sheet.locator("#f-charge-D tr")
    assert saved_rows.count() == rows + 3
    assert saved_rows.nth(rows - 1).locator(PRICE).inner_text() == "1\u00a0234,50"
    wood = row(sheet, "Bois")
    assert wood.locator(PRICE).inner_text() == "−12,00"
    assert wood.locator("[data-f=quantity]").get_attribute("aria-invalid") == "true"
    assert row(sheet, 'Tissu "lin"').locator(PRICE).get_attribute("aria-invalid") == "true"
    assert sheet.locator("#grille [aria-invalid=true]").count() == 5
    assert "5 cellules refusées" in sheet.locator(".met").inner_text()
    on(sheet, "Bois", "quantity")
    assert "négative" in sheet.locator(".fbar .said").inner_text()
    sheet.keyboard.press("Escape")
    until(sheet, "document.querySelectorAll('#grille [aria-invalid=true]').length === 4")


def test_a_range_is_chosen_copied_and_filled_down(sheet):
    on(sheet, "Costumes", "status")
    sheet.keyboard.press("Shift+ArrowDown")
    assert sheet.locator("#grille [aria-selected=true]").count() == 2
    sheet.keyboard.press("Control+c")
    copied(sheet, "Devis\nEstimé")
    sheet.keyboard.press("Control+d")
    saved(sheet)
    assert row(sheet, "Accessoires").locator("[data-f=status]").inner_text() == "Devis"


def test_a_line_is_inserted_named_moved_and_removed(sheet):
    on(sheet, "Costumes", "label")
    sheet.keyboard.press("Control+Enter")
    until(sheet, "document.activeElement.dataset.v !== undefined && document.activeElement.dataset.f === 'label'")
    sheet.keyboard.type("Masques")
    sheet.keyboard.press("Tab")
    saved(sheet)
    names = sheet.locator("#f-charge-D .lab").all_inner_texts()
    assert names.index("Masques") == names.index("Costumes") + 1
    on(sheet, "Masques", "label")
    sheet.keyboard.press("Alt+ArrowUp")
    saved(sheet)
    names = sheet.locator("#f-charge-D .lab").all_inner_texts()
    assert names.index("Masques") == names.index("Costumes") - 1
    sheet.keyboard.press("Control+Delete")
    saved(sheet)
    row(sheet, "Masques").wait_for(state="detached")
    sheet.keyboard.press("Control+z")
    row(sheet, "Masques").wait_for()


def test_undo_and_redo_go_through_one_s_own_acts(sheet):
    on(sheet, "Accessoires", "unit_price")
    before = active(sheet)
    for price in ("700", "800"):
        sheet.keyboard.type(price)
        sheet.keyboard.press("Enter")
        sheet.keyboard.press("ArrowUp")
        saved(sheet)
    sheet.keyboard.press("Control+z")
    until(sheet, "document.activeElement.dataset.v === '700'")
    sheet.keyboard.press("Control+z")
    until(sheet, "document.activeElement.dataset.v === given", before.split()[1])
    sheet.keyboard.press("Control+y")
    until(sheet, "document.activeElement.dataset.v === '700'")


def test_the_formula_bar_writes_the_active_cell(sheet):
    on(sheet, "Accessoires", "label")
    sheet.keyboard.press("F6")
    assert sheet.evaluate("document.activeElement.id") == "grille-barre"
    sheet.keyboard.press("Control+a")
    sheet.keyboard.type("Accessoires de jeu")
    sheet.keyboard.press("Enter")
    saved(sheet)
    row(sheet, "Accessoires de jeu").wait_for()


def test_a_line_is_commented(sheet):
    on(sheet, "Costumes", "quantity")
    sheet.keyboard.press("Shift+F2")
    sheet.keyboard.type("devis attendu le 4 décembre")
    sheet.keyboard.press("Tab")
    sheet.keyboard.press("Tab")
    sheet.keyboard.press("Enter")
    row(sheet, "Costumes").locator(".com").wait_for()
    until(sheet, "document.activeElement.dataset.f === 'quantity'")


def test_a_new_charge_is_typed_at_once_and_the_next_one_follows(sheet):
    """From the button to two whole lines, without waiting for the server nor for the mouse."""
    sheet.locator("[data-destination]").select_option("G")
    sheet.locator("[data-add=charge]").focus()
    sheet.keyboard.press("Enter")
    assert active(sheet) == "label Nouvelle ligne"
    for texts in (("Droits d’auteur", "6516", "1", "forf", "50", "sans", "dev"), ("Musique", "6516", "2", "he", "12,5")):
        for place, text in enumerate(texts):
            if place:
                sheet.keyboard.press("Tab")
            sheet.keyboard.type(text)
        sheet.keyboard.press("Enter")
    assert active(sheet) == "label Nouvelle ligne"
    sheet.keyboard.press("Escape")
    saved(sheet)
    assert sheet.locator("#f-charge-G .lab").all_inner_texts() == ["Droits d’auteur", "Musique"]
    assert row(sheet, "Droits d’auteur").locator("[data-f=unit]").inner_text() == "forfait"
    assert row(sheet, "Droits d’auteur").locator("[data-f=status]").inner_text() == "Devis"
    assert row(sheet, "Musique").locator("[data-f=unit]").inner_text() == "heures"
    assert sheet.locator("#s-charge-G td.n").first.inner_text() == "75,00"
    sheet.locator("[data-add=charge]").focus()
    sheet.keyboard.press("Enter")
    sheet.keyboard.type("Sacem")
    sheet.keyboard.press("Enter")  # opens the next one, which goes when one leaves it as it came
    sheet.locator("#g-produit [data-f=label]").first.focus()
    saved(sheet)
    assert sheet.locator("#f-charge-G .lab").all_inner_texts() == ["Droits d’auteur", "Musique", "Sacem"]


def test_a_word_on_offer_stays_on_offer_when_the_server_answers(sheet):
    """The page is repainted between two letters: the next one still replaces what was only offered."""
    held = []
    sheet.route("**/cellules/", lambda route: held.append(route))
    on(sheet, "Costumes", "quantity")
    sheet.keyboard.type("3")
    sheet.keyboard.press("Enter")
    on(sheet, "Costumes", "status")
    sheet.keyboard.type("d")
    within(lambda: held, sheet)
    for route in held:
        route.continue_()
    sheet.unroute("**/cellules/")
    saved(sheet)
    sheet.keyboard.type("ev")
    sheet.keyboard.press("Enter")
    saved(sheet)
    assert row(sheet, "Costumes").locator("[data-f=status]").inner_text() == "Devis"


def test_every_field_of_a_line_is_in_its_sheet_by_keyboard(sheet):
    on(sheet, "Accessoires", "unit")
    sheet.keyboard.press("Alt+Enter")
    sheet.locator("dialog.grid-line[open]").wait_for()
    assert sheet.evaluate("document.activeElement.id") == "l-unit"
    sheet.keyboard.type("forfait")
    sheet.get_by_label("D’où vient le prix").fill("devis 27")
    sheet.get_by_role("button", name="Ajouter un versement").press("Enter")
    sheet.keyboard.type("15/01/2027")
    sheet.keyboard.press("Tab")
    sheet.keyboard.type("30 %")
    sheet.evaluate(AXE.read_text())
    assert sheet.evaluate(RUN_AXE) == []
    sheet.keyboard.press("Enter")
    sheet.locator("dialog.grid-line[open]").wait_for(state="hidden")
    until(sheet, "document.querySelector('dialog.grid-line').childElementCount === 0")  # it has handed its changes over
    saved(sheet)
    becomes(sheet, "unit forfait")
    sheet.keyboard.press("Alt+Enter")
    sheet.locator("dialog.grid-line[open]").wait_for()
    assert sheet.get_by_label("D’où vient le prix").input_value() == "devis 27"
    assert sheet.get_by_label("Somme ou part").input_value() == "30 %"
    assert sheet.get_by_label("Jour").input_value() == "15/01/2027"


def test_a_reading_by_account_is_written_with_the_same_keys(visitor):
    page = visitor.open(PAGE + "&lecture=compte")
    on(page, "Accessoires", "account")
    page.keyboard.type("6226")
    page.keyboard.press("Enter")
    page.locator("#f-charge-62 .lab", has_text="Accessoires").wait_for()
    until(page, "document.activeElement.dataset.f === 'account'")
    page.evaluate(AXE.read_text())
    assert page.evaluate(RUN_AXE) == []
    page.keyboard.press("Control+z")
    page.locator("#f-charge-60 .lab", has_text="Accessoires").wait_for()
    saved(page)
    page.close()


def test_a_lost_connection_loses_nothing_and_says_so(sheet):
    on(sheet, "Accessoires", "unit_price")
    sheet.context.set_offline(True)
    for price in ("910", "920"):
        sheet.keyboard.type(price)
        sheet.keyboard.press("Enter")
    sheet.locator(".met", has_text="Connexion perdue").wait_for()
    sheet.locator("#grille-etat", has_text="en attente").wait_for()
    assert sheet.evaluate("Object.keys(localStorage).filter(k => k.startsWith('filage.grille')).length") == 1
    sheet.context.set_offline(False)
    saved(sheet)
    assert row(sheet, "Accessoires").locator(PRICE).inner_text() == "910,00"
    sheet.locator(".met").wait_for(state="hidden")


def test_what_was_typed_offline_is_sent_by_the_next_visit(sheet):
    on(sheet, "Accessoires", "unit_price")
    sheet.route("**/cellules/", lambda route: route.abort())
    sheet.keyboard.type("930")
    sheet.keyboard.press("Enter")
    sheet.locator(".met", has_text="Connexion perdue").wait_for()
    sheet.unroute("**/cellules/")
    sheet.reload()
    saved(sheet)
    row(sheet, "Accessoires").locator(PRICE, has_text="930,00").wait_for()
    sheet.locator(".gridsays", has_text="dernière visite").wait_for(state="attached")
    on(sheet, "Accessoires", "unit_price")
    sheet.keyboard.type("640")
    sheet.keyboard.press("Enter")
    saved(sheet)


def test_the_second_on_a_cell_sees_who_and_what_and_keeps_both_texts(sheet, visitor):
    on(sheet, "Accessoires", "unit_price")
    other = visitor.open(PAGE)
    other.route("**/budget/presence/", lambda route: route.abort())  # she has not heard of it when she writes
    on(other, "Accessoires", "unit_price")
    sheet.keyboard.type("650")
    sheet.keyboard.press("Enter")
    saved(sheet)
    other.keyboard.type("660")
    other.keyboard.press("Enter")
    other.locator(".met", has_text="a écrit ici 650").wait_for()
    assert "660" in other.locator(".met").inner_text()
    assert row(other, "Accessoires").locator(PRICE).inner_text() == "660"
    on(other, "Accessoires", "unit_price")
    other.keyboard.press("Escape")
    becomes(other, "unit_price 650")
    other.close()


def test_who_else_is_here_is_seen_in_her_cell_and_what_she_writes_comes_by_itself(sheet, visitor):
    """Two pages of one budget: the cell of the other is drawn, her price arrives, and a cell being written keeps its text."""
    other = visitor.open(PAGE)
    on(other, "Costumes", "unit_price")
    other.keyboard.press("F2")
    other.keyboard.type("9")
    until(sheet, "document.querySelectorAll('#grille [data-who]').length === 1")
    sheet.locator("#grille-etat [data-here]", has_text="aussi").wait_for()
    assert row(sheet, "Costumes").locator(PRICE).get_attribute("data-who")
    on(sheet, "Costumes", "unit_price")
    sheet.keyboard.type("3300")
    sheet.keyboard.press("Enter")
    saved(sheet)
    until(other, "document.querySelector('#g-charge').innerText.includes('3\u00a0300,00')")
    assert other.evaluate("document.activeElement.value").endswith("9")
    other.keyboard.press("Enter")
    other.locator(".met", has_text="a écrit ici 3300").wait_for()
    other.close()


@pytest.mark.parametrize("view", (*ALWAYS, *((DARK,) if EVERYTHING else ())), ids=lambda view: view.name)
def test_the_grid_in_use_is_open_to_everybody(visitor, view):
    page = visitor.open(PAGE, view)
    on(page, "Accessoires", "unit_price")
    page.keyboard.type("abc")
    page.keyboard.press("Enter")
    page.locator("#grille [aria-invalid=true]").wait_for()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Shift+ArrowUp")
    page.evaluate(AXE.read_text())
    refused = page.evaluate(RUN_AXE)
    page.keyboard.press("F2")
    written = page.evaluate(RUN_AXE)
    page.keyboard.press("Escape")
    page.keyboard.press("F1")
    keys = page.evaluate(RUN_AXE)
    page.close()
    assert refused == [] and written == [] and keys == []
    assert visitor.said == []


def test_a_thousand_pasted_lines_are_kept_and_undone_in_one_gesture(sheet):
    last = sheet.locator("#f-charge-L tr, #f-charge-I tr").last
    family = last.evaluate("one => one.parentElement.dataset.family")
    before = sheet.locator(f"#f-charge-{family} tr").count()
    last.locator(LABEL).focus()
    sheet.keyboard.press("ArrowDown")
    sheet.keyboard.press("ArrowUp")
    lines = "\n".join(f"Ligne {n}\t606\t2\tjours\t12,50" for n in range(1000))
    sent = []
    sheet.on("request", lambda request: sent.append(request.post_data) if "cellules" in request.url else None)
    paste(sheet, lines)
    until(sheet, f"document.querySelectorAll('#f-charge-{family} tr').length > 900", seconds=30)
    saved(sheet)
    assert len(json.loads(sent[0])["inserts"]) == 999
    sheet.keyboard.press("Control+z")
    until(sheet, f"document.querySelectorAll('#f-charge-{family} tr').length === {before}", seconds=30)
