"""The cast of the tests: Ana administers the company, Karim is its régisseur général, Lou works elsewhere."""

import gc
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass

import pytest
from django.db import connection
from django.middleware import csrf

from filage.core import data_folder
from filage.core.enums import Role
from filage.core.models import Membership, Organisation, User
from tests.house import empty_database
from tests.keeping import _django_db_helper, kept_rows, rows, shelf  # noqa: F401

PROPERTIES_OF = ("filage.rules.", "filage.documents.", "filage.desks.budget.", "filage.core.fields")


def pytest_collection_finish():
    """Leave out of each collection of garbage what lives as long as the run: modules, tests, templates read at the start."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems():
    """Let hypothesis look for the numbers and words to try in what its properties speak of, and not in every page and model."""
    if drawing := sys.modules.get("hypothesis.internal.conjecture.providers"):
        elsewhere = (module for name, module in sys.modules.items() if not name.startswith(PROPERTIES_OF))
        getattr(drawing, "_seen_modules", set()).update(map(id, elsewhere))


@pytest.fixture(scope="session", autouse=True)
def no_word_by_chance():
    """Make the secrets of forms of one letter: among sixty-four drawn ones, « Awa » that no page must say stands now and then."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csrf, "get_random_string", lambda length, allowed_chars: allowed_chars[-1] * length)
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """Fill the database in memory before Django opens it, so that it finds no migration to apply; PostgreSQL applies them all."""
    kept = empty_database.prepare(data_folder.folder())
    with closing(sqlite3.connect("file:memorydb_default?mode=memory&cache=shared", uri=True)) as memory:
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(kept / empty_database.OURS)) as source:
                source.backup(memory)
        yield


@dataclass
class Company:
    """A small company and somebody from another one."""

    organisation: Organisation
    elsewhere: Organisation
    ana: User
    karim: User
    lou: User


@kept_rows
def company():
    """Return the company, with Ana (administration), Karim (régie générale) and Lou, who belongs to another organisation."""
    organisation = Organisation.objects.create(name="Compagnie des Marées", slug="compagnie-des-marees")
    elsewhere = Organisation.objects.create(name="Bureau Ailleurs", slug="bureau-ailleurs")
    ana, karim, lou = (User.objects.create_user(f"{name.lower()}@exemple.fr", name=name) for name in ("Ana", "Karim", "Lou"))
    Membership.objects.create(user=ana, organisation=organisation, role=Role.ADMINISTRATION)
    Membership.objects.create(user=karim, organisation=organisation, role=Role.REGIE_GENERALE)
    Membership.objects.create(user=lou, organisation=elsewhere, role=Role.ADMINISTRATION)
    return Company(organisation, elsewhere, ana, karim, lou)
