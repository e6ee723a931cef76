"""Which tests each run of `bin/test` keeps, so that several share the machine and none of them proves a thing twice.

Lanes that read the same folders collect them once, in one process that parts in as many as there are lanes.
"""

import gc
import json
import os
import zlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pytest
from _pytest.junitxml import xml_key

from tests.house.repository import ROOT

OPENS_A_DATABASE = {"db", "transactional_db", "django_db_setup", "live_server"}
OF_THE_GRID = ("test_budget_", "test_creating", "test_morning")  # half of what is done in a browser
PURE = {"rules", "documents"}  # folders whose tests open no database
BASES = ("SQLite", "PostgreSQL")
DEALT = (*BASES, *BASES, "SQLite")  # a test costs less on SQLite, which takes three out of five


@dataclass(frozen=True)
class Lane:
    """What a run keeps, and the folders of tests that it does not even read."""

    belongs: Callable[[pytest.Item], bool]
    unread: Callable[[str], bool]
    polite: int  # how much it lets the others go first


@dataclass(frozen=True)
class Departure:
    """What a lane takes along when it parts: the file it writes on, its report, and its environment."""

    output: int
    report: str
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def code(self) -> Path:
        """Return where its exit code is written once it has ended."""
        return Path(self.report).with_suffix(".code")


def departing(departures: Mapping[str, Departure]) -> dict[str, str]:
    """Return the environment of the process from which these lanes part."""
    return {"FILAGE_VOIES": json.dumps({name: asdict(each) for name, each in departures.items()})}


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Look for no garbage while everything is read: what is read lives as long as the run (see `conftest.py`)."""
    gc.disable()


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Skip the folders that hold nothing for these lanes: reading a test takes longer than many of them last."""
    return True if collection_path.parent == ROOT / "tests" and collection_path.is_dir() and _unread(collection_path) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse a test that no lane would keep."""
    lost = [item.nodeid for item in items if _opens_a_database(item) and PURE & set(item.path.parts)]
    if lost:
        raise pytest.UsageError(f"ces dossiers n’ouvrent aucune base : {lost}")


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """Part in one process a lane, each of which goes on as a run of its own; wait for them all, and keep their exit codes."""
    if session.testsfailed:
        return None  # what cannot be collected is said by pytest
    departures, running = _departures(), {}
    for name, departure in departures.items():
        child = os.fork()
        if child == 0:
            _leave(session, name, departures)
            return None
        running[child] = departure
    for departure in departures.values():
        os.close(departure.output)
    while running:
        child, status = os.wait()
        running.pop(child).code.write_text(str(os.waitstatus_to_exitcode(status)))
    return True


def _leave(session: pytest.Session, name: str, departures: dict[str, Departure]) -> None:
    """Become the run of one lane: its own output, report, environment and tests, and its share of the cores.

    The more a lane has to do, the larger its share, so that all end together.
    """
    lane, departure = LANES[name], departures[name]
    os.nice(lane.polite)
    capture = session.config.pluginmanager.getplugin("capturemanager")
    capture.stop_global_capturing()
    os.dup2(departure.output, 1)
    os.dup2(departure.output, 2)
    for each in departures.values():
        os.close(each.output)
    capture.start_global_capturing()
    capture.suspend_global_capture()
    session.config.stash[xml_key].logfile = departure.report
    os.environ.update(departure.environment)
    if "DATABASE_URL" in departure.environment:
        _open_another_database()
    kept = [item for item in session.items if lane.belongs(item)]
    session.config.hook.pytest_deselected(items=[*set(session.items).difference(kept)])
    session.items, session.testscollected = kept, len(kept)


def _open_another_database() -> None:
    """Follow DATABASE_URL, which has changed since the settings were read; nothing is connected yet."""
    from django.db import connections

    from tests.settings import default_database

    known = connections.settings
    known["default"] = default_database()
    connections.configure_settings(known)
    del connections["default"]


def _departures() -> dict[str, Departure]:
    return {name: Departure(**each) for name, each in json.loads(os.environ["FILAGE_VOIES"]).items()}


def _unread(folder: Path) -> bool:
    return all(LANES[name].unread(folder.name) for name in _departures())


def _is_a_page(item: pytest.Item) -> bool:
    return "/browser/" in item.path.as_posix()


def _is_of_the_grid(item: pytest.Item) -> bool:
    return _is_a_page(item) and item.path.name.startswith(OF_THE_GRID)


def _opens_a_database(item: pytest.Item) -> bool:
    opens = OPENS_A_DATABASE & set(getattr(item, "fixturenames", ())) or item.get_closest_marker("django_db") is not None
    return bool(opens) and not _is_a_page(item)


def _keeps_to(base: str) -> Callable[[pytest.Item], bool]:
    """Return what tells the tests of a database; what shows rows that others write and read on both has one of the two."""
    return lambda item: _opens_a_database(item) and base in _bases(item)


def _bases(item: pytest.Item) -> tuple[str, ...]:
    if any(map(item.get_closest_marker, ("sqlite", "libreoffice"))):
        return BASES[:1]
    if _is_proved_once(item) and os.environ.get("FILAGE_BASES") == "une chacun":
        return (DEALT[zlib.crc32(_drawn(item).encode()) % len(DEALT)],)
    return BASES


def _drawn(item: pytest.Item) -> str:
    """Return what decides of the database of a test: its file, or its own name when it is one case of many."""
    return item.name if getattr(item, "callspec", None) else item.path.name


def _is_proved_once(item: pytest.Item) -> bool:
    return "client" in getattr(item, "fixturenames", ()) or item.get_closest_marker("one_database") is not None


def _holds_no_page(folder: str) -> bool:
    return folder != "browser"


def _holds_no_database(folder: str) -> bool:
    return folder == "browser" or folder in PURE


TOGETHER = (("grille", "pages"), ("PostgreSQL", "SQLite", "sans base"))  # what is collected once
LANES = {  # all at once: a page waits as much as it computes, and what it leaves is enough for the bases
    "grille": Lane(_is_of_the_grid, _holds_no_page, 0),
    "pages": Lane(lambda item: _is_a_page(item) and not _is_of_the_grid(item), _holds_no_page, 0),
    "PostgreSQL": Lane(_keeps_to("PostgreSQL"), _holds_no_database, 4),
    "SQLite": Lane(_keeps_to("SQLite"), _holds_no_database, 4),
    "sans base": Lane(lambda item: not _is_a_page(item) and not _opens_a_database(item), lambda folder: folder == "browser", 8),
}
