"""One Filage and one browser for all the tests of pages."""

import re
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import chromium
from tests.browser.chromium import View
from tests.browser.server import served
from tests.browser.shots import enter
from tests.house import empty_database
from tests.house.repository import ROOT

BUILT = ROOT / "filage/web/static/dist/filage.css"


@dataclass
class Visitor:
    """Somebody who entered the demonstration, and looks at its pages."""

    browser: Browser
    address: str
    cookies: list
    slug: str
    said: list[str] = field(default_factory=list)  # the errors of the console of the page opened last

    def open(self, path: str, view: View = chromium.DESKTOP) -> Page:
        """Return a page looked at in `view`; `{slug}` in the path is the first spectacle's."""
        sheet = chromium.page(self.browser, view)
        sheet.context.add_cookies(self.cookies)
        self.said.clear()
        sheet.on("console", lambda message: self.said.append(message.text) if message.type == "error" else None)
        sheet.on("pageerror", lambda error: self.said.append(str(error)))
        sheet.goto(self.address + path.format(slug=self.slug))
        return sheet


@pytest.fixture(scope="session")
def visitor():
    """Start Filage with its demonstration, enter by the link it prints, and keep the browser open for the session."""
    if chromium.program() is None:
        pytest.skip("chromium est absent")
    if not BUILT.exists():
        pytest.skip("l’interface n’est pas construite : npm run build")
    with served(empty_database.prepare) as running, chromium.browser() as opened:
        cookies, slug = enter(opened, running.link)
        yield Visitor(opened, re.sub(r"/$", "", running.address), cookies, slug)


def pytest_collection_modifyitems(items):
    """Mark what opens a browser."""
    for item in items:
        if "visitor" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
