"""The budget's grid in a real browser: from a key to the repainted totals, and from a paste to the lines it made."""

import re
import statistics
from typing import Any

from bench import office
from bench.timing import Row, milliseconds

EDITS = 15
SIZES = {300: "≤ 120 ms", 2000: "≤ 250 ms"}
PASTED = 100  # lines of five cells
PAGE = "/spectacles/{slug}/budget/?phase=creation"
LINE = "Ligne {n}\t606\t3\tjours\t12,5"
# The clock starts at the key; it stops once the browser has painted the new total, then once more for what the server answered.
WATCH = """() => {
  window.lasted = [];
  window.painted = [];
  let since = 0;
  let first = true;
  const start = () => { since = performance.now(); first = true; };
  document.addEventListener("keydown", (event) => { if (event.key === "Enter") start(); }, true);
  document.addEventListener("paste", start, true);
  const foot = document.querySelector("#g-charge tfoot");
  new MutationObserver(() => {
    if (!since) return;
    const from = since;
    const held = foot.querySelector(".waits") ? window.painted : window.lasted;
    if (first) requestAnimationFrame(() => setTimeout(() => window.painted.push(performance.now() - from)));
    first = false;
    if (held === window.painted) return;
    since = 0;
    requestAnimationFrame(() => setTimeout(() => window.lasted.push(performance.now() - from)));
  }).observe(foot, { subtree: true, childList: true, characterData: true });
}"""


def rows() -> list[Row]:
    """Measure edits on budgets of 300 and 2 000 lines, and a paste of 500 cells; nothing without a browser."""
    from tests.browser import chromium
    from tests.browser.server import served
    from tests.browser.shots import enter

    if chromium.program(chromium.WINDOWED) is None:
        return [Row("grille du budget", "chromium est absent")]
    found = []
    with served() as running, chromium.browser(chromium.WINDOWED) as opened:
        cookies, slug = enter(opened, running.link)
        page = chromium.page(opened, chromium.DESKTOP)
        page.context.add_cookies(cookies)
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(re.sub(r"/entrer/.*", "", running.link) + PAGE.format(slug=slug))
        for size, asked in SIZES.items():
            _fill(page, size)
            painted, confirmed = _edits(page, size)
            beside = office.recalculation(size)
            said = "" if beside is None else f"LibreOffice, recalcul seul : {milliseconds(beside)}"
            found.append(Row(f"une cellule, {size} lignes, de la touche aux totaux", milliseconds(painted), asked, said))
            found.append(
                Row(f"une cellule, {size} lignes, enregistrée, équilibres et prix repeints", milliseconds(confirmed), asked)
            )
            if size == min(SIZES):
                found.append(Row("coller 500 cellules", milliseconds(_paste(page, PASTED)), "≤ 1 s"))
    return found


def _fill(page: Any, size: int) -> None:
    """Paste lines until the budget holds `size` of them, and load the page again."""
    have = page.locator("#grille [data-f=label]").count()
    while have < size:
        _paste(page, min(500, size - have))
        have = page.locator("#grille [data-f=label]").count()
    page.reload()
    page.locator("#grille [tabindex='0']").first.wait_for()


def _paste(page: Any, lines: int) -> float:
    """Paste lines after the last of the charges, and return the seconds until their total is painted."""
    page.evaluate(WATCH)
    page.evaluate("text => navigator.clipboard.writeText(text)", "\n".join(LINE.format(n=n) for n in range(lines)))
    page.locator("[data-add=charge]").click()
    _lasted(page, 0)
    fresh = page.locator("#g-charge [data-f=label]", has_text="Nouvelle ligne").last
    fresh.focus()
    page.evaluate("window.lasted = []")
    page.keyboard.press("Control+v")
    return _lasted(page, 1)[0]


def _edits(page: Any, size: int) -> tuple[float, float]:
    """Type prices down a column, new ones for each size; return the median seconds to the totals, then to the answer."""
    page.evaluate(WATCH)
    page.locator("#g-charge [data-f=unit_price]").nth(40).focus()
    for number in range(EDITS + 1):
        page.keyboard.type(f"{number + size},5")
        page.keyboard.press("Enter")
        _lasted(page, number + 1)
    painted = [one / 1000 for one in page.evaluate("window.painted")]
    return statistics.median(painted[1:]), statistics.median(_lasted(page, EDITS + 1)[1:])


def _lasted(page: Any, count: int) -> list[float]:
    for _ in range(3000):
        lasted: list[float] = page.evaluate("window.lasted")
        waits = page.evaluate("document.querySelectorAll('#grille .waits').length")
        if len(lasted) >= count and not waits:
            return [one / 1000 for one in lasted]
        page.wait_for_timeout(10)
    said = page.locator("#grille .met").inner_text() or page.locator("#grille-etat").inner_text()
    raise RuntimeError(f"la grille n’a pas répondu : {said}")
