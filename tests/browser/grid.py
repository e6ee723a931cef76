"""What a test does in the grid of a budget: find a cell, type, paste, wait until a thing is so."""

import re
import time

ACTIVE = "document.activeElement.dataset.f + ' ' + (document.activeElement.dataset.p ?? document.activeElement.dataset.v)"


def row(page, label):
    return page.locator("#grille tbody tr", has=page.locator(".lab", has_text=re.compile(f"^{re.escape(label)}$"))).first


def on(page, label, field):
    """Put the focus on a cell, as arrows would."""
    row(page, label).locator(f"[data-f={field}]").focus()


def active(page):
    return page.evaluate(ACTIVE)


def until(page, expression, given=None, seconds=30):
    """Wait for an expression to hold: the content policy of the pages forbids Playwright's own way."""
    end = time.monotonic() + seconds
    while not page.evaluate(f"given => {expression}", given):
        assert time.monotonic() < end, f"jamais vrai : {expression}"
        page.wait_for_timeout(40)


def saved(page):
    """Wait until nothing waits any more."""
    until(
        page, "!document.querySelector('#grille .waits') && !Object.keys(localStorage).some(k => k.startsWith('filage.grille'))"
    )


def within(told, page, seconds=30):
    """Wait until something is told to the test itself."""
    end = time.monotonic() + seconds
    while not told():
        assert time.monotonic() < end, "jamais venu"
        page.wait_for_timeout(20)


def becomes(page, cell):
    """Wait until the focus is on a cell, told as `active` tells it."""
    until(page, f"{ACTIVE} === given", cell)


def copied(page, text):
    """Wait until the clipboard holds a text."""
    until(page, "navigator.clipboard.readText().then(held => held === given)", text)


def paste(page, text):
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+v")


def total(page, side="charge"):
    return page.locator(f"#t-{side} td.n").first.inner_text().replace("\u00a0", " ")
