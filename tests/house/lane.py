"""Which tests each run of `bin/test` keeps, so that several share the machine and none of them proves a thing twice."""

import os
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.house.repository import ROOT

OPENS_A_DATABASE = {"db", "transactional_db", "django_db_setup", "live_server"}
OF_THE_GRID = ("test_budget_", "test_creating", "test_morning")  # half of what is done in a browser
PURE = {"rules", "documents"}  # folders whose tests open no database
BASES = ("SQLite", "PostgreSQL")


@dataclass(frozen=True)
class Lane:
    """What a run keeps, and the folders of tests that it does not even read."""

    belongs: Callable[[pytest.Item], bool]
    unread: Callable[[str], bool]
    polite: int  # how much it lets the others go first


def pytest_configure(config: pytest.Config) -> None:
    """Take one's share of the cores: the more there is to do, the larger, so that all end together."""
    os.nice(_mine().polite)


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Skip the folders that hold nothing for this lane: reading a test takes longer than many of them last."""
    return True if collection_path.parent == ROOT / "tests" and collection_path.is_dir() and _unread(collection_path) else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect what another lane proves."""
    lost = [item.nodeid for item in items if _opens_a_database(item) and PURE & set(item.path.parts)]
    if lost:
        raise pytest.UsageError(f"ces dossiers n’ouvrent aucune base : {lost}")
    kept = [item for item in items if _mine().belongs(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def _mine() -> Lane:
    return LANES[os.environ["FILAGE_VOIE"]]


def _unread(folder: Path) -> bool:
    return _mine().unread(folder.name)


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
        return (BASES[zlib.crc32(_drawn(item).encode()) % len(BASES)],)
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


LANES = {  # all at once: a page waits as much as it computes, and what it leaves is enough for the bases
    "grille": Lane(_is_of_the_grid, _holds_no_page, 0),
    "pages": Lane(lambda item: _is_a_page(item) and not _is_of_the_grid(item), _holds_no_page, 0),
    "PostgreSQL": Lane(_keeps_to("PostgreSQL"), _holds_no_database, 5),
    "SQLite": Lane(_keeps_to("SQLite"), _holds_no_database, 4),
    "sans base": Lane(lambda item: not _is_a_page(item) and not _opens_a_database(item), lambda folder: folder == "browser", 8),
}
