"""How every row passes from one database to another, whatever the two engines: by the models, values untouched."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import batched, count
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.backends.sqlite3.base import DatabaseWrapper

BATCH = 200
_numbers = count(1)


@contextmanager
def side_database(path: Path) -> Iterator[str]:
    """Open the SQLite file at `path` beside the user's database, brought up to date, for the time of the block."""
    own = connections.databases[DEFAULT_DB_ALIAS]
    bare: dict[str, Any] = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {"transaction_mode": "IMMEDIATE"},
    }
    alias = f"cote-{next(_numbers)}"  # two may be open at once: the backup being restored, and the one of what was there
    connections[alias] = DatabaseWrapper({**own, **bare}, alias)
    try:
        yield alias
    finally:
        connections[alias].close()
        del connections[alias]


def copy(source: str, target: str) -> None:
    """Replace every row of `target` by those of `source`, in one transaction."""
    kinds = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy]
    with transaction.atomic(using=target):
        for model in reversed(kinds):
            rows: Any = model._base_manager.using(target)
            rows._raw_delete(target)
        for model in kinds:
            _copy_rows(model, source, target)
        with connections[target].cursor() as cursor:
            for statement in connections[target].ops.sequence_reset_sql(no_style(), kinds):
                cursor.execute(statement)


def _copy_rows(model: type[models.Model], source: str, target: str) -> None:
    into: Any = model._base_manager.using(target)
    fields = model._meta.local_concrete_fields
    for rows in batched(model._base_manager.using(source).order_by("pk").iterator(chunk_size=BATCH), BATCH, strict=False):
        into._insert(list(rows), fields=fields, raw=True, using=target)  # raw: dates of creation stay what they were
