"""Which tests each run of `bin/test` keeps, so that several share the machine and none of them proves a thing twice."""

import os

import pytest

OPENS_A_DATABASE = {"db", "transactional_db", "django_db_setup", "live_server"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect what another lane proves."""
    belongs = LANES[os.environ["FILAGE_VOIE"]]
    kept = [item for item in items if belongs(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def _is_a_page(item: pytest.Item) -> bool:
    return "/browser/" in item.path.as_posix()


def _opens_a_database(item: pytest.Item) -> bool:
    opens = OPENS_A_DATABASE & set(getattr(item, "fixturenames", ())) or item.get_closest_marker("django_db") is not None
    return bool(opens) and not _is_a_page(item)


def _is_read_again(item: pytest.Item) -> bool:
    """Tell whether a test opens a database, and says nothing of SQLite, of LibreOffice or of a browser."""
    return _opens_a_database(item) and not (item.get_closest_marker("sqlite") or item.get_closest_marker("libreoffice"))


LANES = {  # the longest first: each worker that is free takes the next
    "pages": _is_a_page,
    "sans base": lambda item: not _is_a_page(item) and not _opens_a_database(item),
    "PostgreSQL": _is_read_again,
    "SQLite": _opens_a_database,
}
