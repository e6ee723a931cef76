"""How a database gets the migrations it lacks: one that lacks none is left as it is, in a tenth of the time."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from filage.core import data_folder
from filage.core.migrating import migrate

LOCK = 0x46494C4147  # « FILAG »: the number of our lock in a server of databases


def bring_up_to_date(alias: str = DEFAULT_DB_ALIAS) -> None:
    """Apply to a database the migrations it lacks; InconsistentMigrationHistory when it comes from elsewhere."""
    executor = MigrationExecutor(connections[alias])
    executor.loader.check_consistent_history(connections[alias])
    if strange := unknown_to_us(executor.loader):
        raise InconsistentMigrationHistory(f"unknown migrations: {strange}")
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        migrate(alias)
    else:
        executor.check_replacements()


def unknown_to_us(loader: MigrationLoader) -> list[tuple[str, str]]:
    """Return the migrations of our tables that a database has received and that this version does not have."""
    disk = loader.disk_migrations or {}
    known = {*disk, *(former for each in disk.values() for former in each.replaces)}
    ours = {label for label, _ in known}
    return [each for each in loader.applied_migrations or () if each[0] in ours and each not in known]


@contextmanager
def preparing() -> Iterator[None]:
    """Let one process at a time prepare the data, those of this folder and those of its database."""
    connection = connections[DEFAULT_DB_ALIAS]
    with data_folder.alone():
        if connection.vendor != "postgresql":
            yield
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
