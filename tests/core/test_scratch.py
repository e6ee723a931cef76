"""A command may work in memory, and leave the user's database alone."""

from django.db import connection

from filage.core import data_folder
from filage.core.models import Organisation
from filage.core.scratch import scratch_database


def test_the_scratch_database_is_migrated_empty_and_forgotten(company):
    with scratch_database():
        assert connection.vendor == "sqlite"
        assert Organisation.objects.count() == 0
        Organisation.objects.create(name="Essai", slug="essai")
        assert Organisation.objects.count() == 1
    assert set(Organisation.objects.all()) == {company.organisation, company.elsewhere}
    with scratch_database():
        assert Organisation.objects.count() == 0


def test_its_model_is_made_once(db):
    with scratch_database():
        kept = list(data_folder.within("cache").glob("vide-*.sqlite3"))
    before = kept[0].stat().st_mtime_ns
    with scratch_database():
        pass
    assert [path.stat().st_mtime_ns for path in data_folder.within("cache").glob("vide-*")] == [before]
