"""For the run on PostgreSQL: keep only the tests that open a database, and drop those that speak of SQLite or of a browser."""

import pytest

OPENS_A_DATABASE = {"db", "transactional_db", "django_db_setup", "live_server"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect what the other run has already proved."""
    kept = [item for item in items if _opens_a_database(item) and not _belongs_to_the_first_run(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def _opens_a_database(item: pytest.Item) -> bool:
    return bool(OPENS_A_DATABASE & set(getattr(item, "fixturenames", ()))) or item.get_closest_marker("django_db") is not None


def _belongs_to_the_first_run(item: pytest.Item) -> bool:
    return item.get_closest_marker("sqlite") is not None or "/browser/" in item.path.as_posix()
