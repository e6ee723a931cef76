"""How the tests open pages: Debian's chromium, without its windows where it can be, at the widths of the mock-ups."""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.house.repository import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

AXE = ROOT / "node_modules/axe-core/axe.min.js"
WINDOWED = ("chromium", "chromium-browser", "google-chrome")
NAMES = ("chromium-headless-shell", *WINDOWED)  # the same engine, without the windows that nobody looks at
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--js-flags=--no-opt,--no-maglev",  # a page is open for a second: compiling its scripts better costs more than it saves
]


PATIENCE = 90_000  # milliseconds: a state is waited for as long as a machine that several share may take


@dataclass(frozen=True)
class View:
    """How a page is looked at."""

    name: str
    width: int
    height: int
    dark: bool = False

    @property
    def touch(self) -> bool:
        """Tell whether the view is a phone's."""
        return self.width < 500


DESKTOP, PHONE = View("bureau", 1376, 900), View("telephone", 390, 844)
ALWAYS = (DESKTOP, PHONE)
WIDE = (
    View("bureau-sombre", 1376, 900, dark=True),
    View("telephone-sombre", 390, 844, dark=True),
    View("tablette", 820, 1180),
    View("grand", 1920, 1080),
    View("zoom-400", 344, 300),
)


def program(names: Iterable[str] = NAMES) -> str | None:
    """Return the first of these browsers that this machine has, None when it has none."""
    return next(filter(None, map(shutil.which, names)), None)


@contextmanager
def browser(names: Iterable[str] = NAMES) -> "Iterator[Browser]":
    """Open the first of these browsers that this machine has."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program(names), args=FLAGS)
        try:
            yield opened
        finally:
            opened.close()


def page(opened: "Browser", view: View) -> "Page":
    """Return a new page on a new device, looked at in `view`."""
    return device(opened, view).new_page()


def device(opened: "Browser", view: View) -> "BrowserContext":
    """Return a new device, without cookies, whose pages are looked at in `view`."""
    made = opened.new_context(
        viewport={"width": view.width, "height": view.height},
        color_scheme="dark" if view.dark else "light",
        reduced_motion="reduce",
        has_touch=view.touch,
        is_mobile=view.touch,
        locale="fr-FR",
    )
    made.set_default_timeout(PATIENCE)
    return made
