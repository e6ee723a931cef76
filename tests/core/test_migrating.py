"""Migrating without drawing every model again leaves the very database that Django's own command leaves."""

import os
import sqlite3
from contextlib import closing

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.db.migrations.migration import Migration
from django.db.migrations.recorder import MigrationRecorder

from filage.cli.opening import one_sentence
from filage.core import migrating, scratch
from filage.core.up_to_date import bring_up_to_date

FIRST = {} if os.environ.get("FILAGE_TOUT") else {"app_label": "core"}  # and what it stands on; every room when asked
CHANCE = {"django_migrations": "app, name"}  # what is compared of a table that keeps the hour


@pytest.fixture
def left(db, tmp_path):
    """Return what a way of migrating leaves: each table and index as written, and the rows of each table."""

    def by(migrate, name):
        with scratch._default_at(tmp_path / name):
            migrate()
        with closing(sqlite3.connect(tmp_path / name)) as made:
            schema = sorted(made.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
            names = [name for kind, name, _ in schema if kind == "table"]
            rows = {name: sorted(map(repr, made.execute(f'SELECT {CHANCE.get(name, "*")} FROM "{name}"'))) for name in names}
        return schema, rows

    return by


@pytest.mark.sqlite
def test_a_light_migration_leaves_what_django_s_own_leaves(left):
    def lightly():
        with migrating._lightly():
            call_command("migrate", **FIRST, verbosity=0, interactive=False)

    ours = left(lightly, "light.sqlite3")
    assert Migration.apply is migrating._apply, "Django is given back as it was"
    theirs = left(lambda: call_command("migrate", **FIRST, verbosity=0, interactive=False), "whole.sqlite3")
    assert len(ours[0]) > 50 and ours == theirs


@pytest.mark.one_database
def test_a_database_of_another_version_is_left_as_it_is(db):
    bring_up_to_date()
    MigrationRecorder(connection).record_applied("core", "0999_from_tomorrow")
    with pytest.raises(InconsistentMigrationHistory):
        bring_up_to_date()


def test_a_database_that_stops_answering_once_open_is_one_sentence(capsys):
    with pytest.raises(SystemExit), one_sentence():
        raise OperationalError("attempt to write a readonly database")
    said = capsys.readouterr().err
    assert "(attempt to write a readonly database)" in said and len(said.splitlines()) == 1
    with pytest.raises(ZeroDivisionError), one_sentence():  # a fault of ours is never hidden
        _ = 1 / 0
