"""Ten gestures of a manager's morning, with a stopwatch: keys and seconds here, keys and recalculation in LibreOffice.

The seconds are those of a hand that types without waiting: they say what the page takes, not what a person takes; each gesture is
done once. What LibreOffice asks is counted on the keys written below, the shortest way we know, for a sheet already open with its
formulas: nobody pressed them, nobody timed them. What is timed there, by a macro, is what the program does with the cells once
written; a gesture that computes nothing (a dialogue, a copy of the file) is said to be without measure.
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench import office
from bench.timing import Row, milliseconds

BLOCK = "Bois\t601\t3\tm\t1\u00a0234,50\u00a0€\r\nVis\t606\t10\tboîtes\t12,50\r\n"


class Hand:
    """Somebody at the keyboard of a page: every key counts."""

    def __init__(self, page: Any, project: str) -> None:
        self.page, self.project, self.keys = page, project, 0
        self.office: dict[str, float] = {}  # what LibreOffice takes to compute, by gesture

    def type(self, text: str) -> None:
        """Type a text, a key for each sign."""
        self.keys += len(text)
        self.page.keyboard.type(text)

    def press(self, *names: str) -> None:
        """Press keys; a chord is one key."""
        self.keys += len(names)
        for name in names:
            self.page.keyboard.press(name)

    def lead(self, name: str) -> None:
        """Press a key that leads to another page."""
        self.keys += 1
        with self.page.expect_navigation(wait_until="load"):
            self.page.keyboard.press(name)

    def walk(self, selector: str) -> None:
        """Go with Tab to what is pressed next, each Tab counted."""
        here = "selector => Boolean(document.activeElement?.matches(selector))"
        for _ in range(200):
            if self.page.evaluate(here, selector):
                return
            self.press("Tab")
        raise RuntimeError(f"la touche Tab ne mène pas à {selector}")

    def on(self, selector: str) -> None:
        """Put the focus where a gesture begins; not counted, nor is going to the cell in LibreOffice."""
        self.page.locator(selector).last.focus()


@dataclass(frozen=True)
class Gesture:
    """A gesture: where it begins, what the hand does here, and the keys that the same takes in LibreOffice."""

    name: str
    path: str
    begins: str
    act: Callable[[Hand], None]
    beside: tuple[str, ...]  # texts, a key for each sign, and chords between angle brackets


def rows() -> list[Row]:
    """Do each gesture once in the browser, one after another on the same project; nothing without a browser."""
    from tests.browser import chromium
    from tests.browser.server import served
    from tests.browser.shots import enter

    if chromium.program(chromium.WINDOWED) is None:
        return [Row("dix gestes", "chromium est absent")]
    with served() as running, chromium.browser(chromium.WINDOWED) as opened:
        cookies, _ = enter(opened, running.link)
        page = chromium.page(opened, chromium.DESKTOP)
        page.context.add_cookies(cookies)
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        hand = Hand(page, "")
        hand.office = office.gestures()
        return [_done(gesture, hand, re.sub(r"/entrer/.*", "", running.link)) for gesture in GESTURES]


def keys(beside: tuple[str, ...]) -> int:
    """Count the keys: one for a chord, one for each sign of a text."""
    return sum(1 if text.startswith("<") else len(text) for text in beside)


def _done(gesture: Gesture, hand: Hand, address: str) -> Row:
    from filage.web import format as french

    hand.page.goto(address + gesture.path.format(project=hand.project), wait_until="networkidle")
    hand.on(gesture.begins)
    hand.keys, start = 0, time.perf_counter()
    gesture.act(hand)
    seconds = f"{time.perf_counter() - start:.1f}".replace(".", ",")
    beside = f"LibreOffice : {french.count(keys(gesture.beside), 'touche')}, {_computed(hand.office.get(gesture.name))}"
    return Row(f"geste, {gesture.name}", f"{french.count(hand.keys, 'touche')}, {seconds} s, une fois", "", beside)


def _computed(seconds: float | None) -> str:
    return "sans recalcul mesuré" if seconds is None else f"recalcul {milliseconds(seconds)}"


def _begin(hand: Hand) -> None:
    hand.type("Les Marées")
    hand.press("Tab", "Tab")
    hand.type("08/03/2029")
    hand.lead("Enter")
    hand.project = re.sub(r"^.*(/spectacles/.*)/entretien/$", r"\1", hand.page.url)


def _add(hand: Hand) -> None:
    hand.press("Enter")
    hand.page.locator("#g-charge [data-f=label]").last.wait_for()
    _settled(hand)


def _paste(hand: Hand) -> None:
    hand.page.evaluate("text => navigator.clipboard.writeText(text)", BLOCK)
    hand.press("Control+v")
    hand.page.locator("#g-charge .lab", has_text="Vis").wait_for()
    _settled(hand)


def _price(hand: Hand) -> None:
    hand.type("1640,5")
    hand.press("Enter")
    _settled(hand)


def _undo(hand: Hand) -> None:
    _price(hand)
    hand.press("Control+z")
    _settled(hand)


def _settled(hand: Hand) -> None:
    """Wait until the server has kept what was typed."""
    for _ in range(500):
        hand.page.wait_for_timeout(20)
        if hand.page.evaluate(
            "!document.querySelector('#grille .waits') && !Object.keys(localStorage).some(k => /grille/.test(k))"
        ):
            return
    raise RuntimeError("la grille n’a pas enregistré")


def _seen(text: str) -> Callable[[Hand], None]:
    """Type a line, see what it moves, keep it."""

    def act(hand: Hand) -> None:
        hand.type(text)
        hand.lead("Enter")
        hand.walk(".preview .btn-lamp")
        hand.lead("Enter")

    return act


def _typed(text: str) -> Callable[[Hand], None]:
    def act(hand: Hand) -> None:
        hand.type(text)
        hand.lead("Enter")

    return act


def _move(hand: Hand) -> None:
    hand.press("Shift+ArrowLeft")
    hand.page.locator("#apercu .preview").wait_for()
    hand.press("Enter")
    hand.page.locator("[data-day='2029-03-08'] [data-move]").wait_for()


GESTURES = (
    # The template is copied under a name: open, save as, name, keep; then the title and the day in their cells.
    Gesture(
        "créer un projet", "/nouveau-spectacle/", "[name=title]", _begin,
        ("<Ctrl O>", "modele.ods", "<Entrée>", "<Ctrl Maj S>", "Les Marées", "<Entrée>", "Les Marées", "<Entrée>", "08/03/2029",
         "<Entrée>"),
    ),
    # A row is inserted: the total follows if the row falls inside its range; the formula of the row is copied from above.
    Gesture("ajouter une charge", "{project}/budget/", "[data-add=charge]", _add, ("<Ctrl +>", "<Ctrl D>")),
    # The text of the amounts with « € » is taken to stay text: the dialogue of the paste, then a search and replace of the sign.
    Gesture(
        "coller un bloc de deux lignes", "{project}/budget/", "#g-charge [data-f=label]", _paste,
        ("<Ctrl V>", "<Entrée>", "<Ctrl H>", "\u00a0€", "<Tab>", "<Alt T>", "<Échap>"),
    ),
    Gesture("changer un prix", "{project}/budget/", "#g-charge [data-f=unit_price]", _price, ("1640,5", "<Entrée>")),
    Gesture("changer un prix, l’annuler", "{project}/budget/", "#g-charge [data-f=unit_price]", _undo,
            ("1640,5", "<Entrée>", "<Ctrl Z>")),
    # The first day is typed, the second is a formula that skips the Mondays, filled down over the nineteen others.
    Gesture("poser 21 dates, relâche le lundi", "{project}/dates/nouvelles/", "[name=phrase]",
            _seen("21 dates à 14h, relâche lundi, dès le 9/3/2029"),
            ("9/3/2029 14:00", "<Entrée>", '=SERIE.JOUR.OUVRE.INTL(A1;1;"1000000")', "<Entrée>", "<Haut>",
             *("<Maj Bas>",) * 19, "<Ctrl D>")),
    # Function, quantity, gross, coefficient; the formula of the row is filled down.
    Gesture("embaucher", "{project}/embauches/nouvelle/", "[name=lines]", _seen("Régie, 12 à 20"),
            ("Régie", "<Tab>", "12", "<Tab>", "20", "<Tab>", "1,65", "<Tab>", "<Ctrl D>", "<Entrée>")),
    Gesture("supposer 20 dates, lire le prix", "{project}/prix/", "[name=dates_prevues]", _typed("20"), ("20", "<Entrée>")),
    # The day is typed again and the rows sorted; what moves elsewhere is not said.
    Gesture("déplacer la première, avec ce qui bouge", "/saison/?mois=2029-03", "[data-day='2029-03-09'] [data-move]", _move,
            ("8/3/2029 14:00", "<Entrée>", "<Ctrl Espace>", "<Alt D>", "t", "<Entrée>")),
    # A copy under another name, then the working file again; who received it is in the name.
    Gesture("figer une version", "{project}/versions/", "[name=name]", _typed("Dépôt DRAC"),
            ("<Ctrl Maj S>", "Dépôt DRAC", "<Entrée>", "<Ctrl O>", "Les Marées", "<Entrée>")),
)  # fmt: skip
