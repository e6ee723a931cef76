"""A database that lives in memory for the time of a command: empty, migrated, and copied from a cached file."""

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from filage.core import data_folder
from filage.core.migrating import migrate


@contextmanager
def scratch_database() -> Iterator[None]:
    """Make the default database an empty one in memory, for the duration of the block; the user's own is untouched."""
    with _default_at(":memory:") as memory:
        memory.ensure_connection()
        with closing(sqlite3.connect(empty_database())) as source:
            source.backup(memory.connection)
        yield


def empty_database() -> Path:
    """Return the path of an empty migrated database, made once for each set of migrations: to be copied, never written to."""
    path = data_folder.within("cache") / name_of_the_empty_one()
    if not path.exists():
        handle, draft = tempfile.mkstemp(dir=path.parent, suffix=".sqlite3")
        os.close(handle)
        with _default_at(draft):
            migrate()
        os.replace(draft, path)
    return path


def name_of_the_empty_one() -> str:
    """Return the name of the file of an empty database: another one as soon as a migration changes."""
    return f"vide-{_imprint()}.sqlite3"


@contextmanager
def _default_at(name: str) -> Iterator[Any]:
    """Make the default connection of this thread a plain SQLite one, then give the former back."""
    former = connections[DEFAULT_DB_ALIAS]
    bare: dict[str, Any] = {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": {"transaction_mode": "IMMEDIATE"}}
    wrapper = DatabaseWrapper({**former.settings_dict, **bare}, DEFAULT_DB_ALIAS)
    connections[DEFAULT_DB_ALIAS] = wrapper
    try:
        yield wrapper
    finally:
        connections[DEFAULT_DB_ALIAS] = former
        if wrapper.connection is not None:  # Django never closes a database in memory
            wrapper.connection.close()


@cache
def _imprint() -> str:
    imprint = hashlib.sha256(django.__version__.encode())
    for app in apps.get_app_configs():
        for path in sorted(Path(app.path, "migrations").glob("*.py")):
            imprint.update(f"{app.label}/{path.name}".encode() + path.read_bytes())
    return imprint.hexdigest()[:16]
