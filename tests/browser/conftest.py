"""One Filage and one browser for all the tests of pages."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copyfile

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import chromium
from tests.browser.chromium import AXE, View
from tests.browser.server import served
from tests.browser.shots import enter
from tests.house import empty_database
from tests.house.repository import ROOT

WRITTEN = "local_storage,indexeddb,cache_storage,service_workers"  # what a page keeps on a device, but for cookies
BUILT = ROOT / "filage/web/static/dist/filage.css"


@dataclass
class Visitor:
    """Somebody who entered the demonstration, and looks at its pages."""

    browser: Browser
    address: str
    cookies: list
    slug: str
    folder: Path  # of the data of Filage
    said: list[str] = field(default_factory=list)  # the errors of the console of the page opened last
    devices: dict[View, BrowserContext] = field(default_factory=dict)  # one of each look, lent to one page at a time
    others: list[BrowserContext] = field(default_factory=list)  # those of the pages that a test opens beside

    def open(self, path: str, view: View = chromium.DESKTOP) -> Page:
        """Return a page looked at in `view`, on a device without memories; `{slug}` in the path is the first spectacle's."""
        sheet = self._free(view).new_page()
        self._forget(sheet)
        self.listen(sheet)
        self.lead(sheet, path)
        return sheet

    def listen(self, sheet: Page) -> None:
        """Gather what goes wrong on a page."""
        sheet.on("console", lambda message: self.said.append(message.text) if message.type == "error" else None)
        sheet.on("pageerror", lambda error: self.said.append(str(error)))

    def examine(self, sheet: Page) -> None:
        """Give axe to a page that has the network; the browser compiles it once for all of them."""
        sheet.add_script_tag(url=f"{self.address}/static/{AXE.name}")

    def lead(self, sheet: Page, path: str) -> None:
        """Go to an address of Filage."""
        self.said.clear()
        sheet.goto(self.address + path.format(slug=self.slug))

    def leave(self) -> None:
        """Close what a test has left open."""
        while self.others:
            self.others.pop().close()
        for page in [page for device in self.devices.values() for page in device.pages]:
            page.close()

    def _free(self, view: View) -> BrowserContext:
        kept = self.devices.get(view)
        if kept and not kept.pages:
            return kept
        made = chromium.device(self.browser, view)
        if kept:
            self.others.append(made)
        else:
            self.devices[view] = made
            made.on("close", lambda _: self.devices.pop(view))
        return made

    def _forget(self, sheet: Page) -> None:
        device = sheet.context
        device.set_offline(False)
        device.clear_permissions()
        device.clear_cookies()
        device.add_cookies(self.cookies)
        device.new_cdp_session(sheet).send("Storage.clearDataForOrigin", {"origin": self.address, "storageTypes": WRITTEN})


@pytest.fixture(scope="session")
def visitor():
    """Start Filage with its demonstration, enter by the link it prints, and keep the browser open for the session."""
    if chromium.program() is None:
        pytest.skip("chromium est absent")
    if not BUILT.exists():
        pytest.skip("l’interface n’est pas construite : npm run build")
    with served(empty_database.prepare) as running, chromium.browser() as opened:
        copyfile(AXE, running.folder / "statique" / AXE.name)  # the server gives it to the pages that are examined
        cookies, slug = enter(opened, running.link)
        yield Visitor(opened, re.sub(r"/$", "", running.address), cookies, slug, running.folder)


@pytest.fixture(autouse=True)
def left_behind(request):
    """Leave nothing of a test to the next one."""
    yield
    if "visitor" in request.fixturenames:
        request.getfixturevalue("visitor").leave()


def pytest_collection_modifyitems(items):
    """Mark what opens a browser."""
    for item in items:
        if "visitor" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
