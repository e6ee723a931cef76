"""A backup holds everything but the key; restored without it, a sealed field says so and waits."""

import os
import subprocess
import sys
import zipfile

import pytest

from filage.core import files
from filage.core.models import Organisation, StoredFile
from filage.core.refusal import Refusal
from filage.portability import backup, restoring
from filage.portability.exporting import export
from filage.portability.problems import BadFile
from filage.productions.models import Person
from tests.house import empty_database
from tests.portability.conftest import SMALL

NIR = "2 85 01 75 116 001 42"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return the data folder of the test, which holds its own key."""
    monkeypatch.setenv("FILAGE_DATA", str(tmp_path / "donnees"))
    monkeypatch.delenv("FILAGE_CLE", raising=False)
    return empty_database.prepare(tmp_path / "donnees")


@pytest.fixture
def saved(transactional_db, folder, bring, tmp_path):
    """Return a backup of a small organisation with a person, her sealed number and a stored file."""
    organisation = bring(SMALL)
    Person.objects.create(organisation=organisation, name="Ana", nir=NIR)
    files.store(organisation, "contrat.pdf", b"%PDF-1.7 contrat", "application/pdf")
    path = tmp_path / "sauvegarde.zip"
    backup.make(path)
    return path


def test_everything_comes_back_in_place_of_what_was_there(saved):
    organisation = Organisation.objects.get()
    written, stored_at = export(organisation), StoredFile.objects.within(organisation).get().stored_at
    Organisation.objects.create(name="Venue après", slug="apres")
    former = restoring.restore(saved, replace=True)
    assert former is not None and former.exists()
    again = Organisation.objects.get()
    stored = StoredFile.objects.within(again).get()
    assert (again, export(again)) == (organisation, written)
    assert (stored.read(), stored.stored_at) == (b"%PDF-1.7 contrat", stored_at)
    assert str(Person.objects.within(again).get().nir) == NIR


def test_a_backup_never_holds_the_key_nor_a_secret_in_clear(saved, folder):
    key = (folder / "cle").read_bytes().strip()
    with zipfile.ZipFile(saved) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert key not in everything and NIR.encode() not in everything
    assert not any("cle" in name or "secret" in name for name in zipfile.ZipFile(saved).namelist())


def test_without_the_key_a_sealed_field_says_so_and_reads_again_with_it(saved, folder, monkeypatch):
    key = (folder / "cle").read_text()
    (folder / "cle").unlink()
    restoring.restore(saved, replace=True)
    person = Person.objects.within(Organisation.objects.get()).get()
    assert str(person.nir) == "scellé, clé absente"
    assert restoring.sealed_without_key()
    person.save()  # what could not be read is written back unchanged
    monkeypatch.setenv("FILAGE_CLE", key)
    assert str(Person.objects.within(person.organisation_id).get().nir) == NIR
    assert not restoring.sealed_without_key()


@pytest.mark.one_database
def test_data_are_never_replaced_without_being_asked(saved):
    with pytest.raises(Refusal, match="--remplacer"):
        restoring.restore(saved)


@pytest.mark.one_database
def test_a_backup_does_not_cover_what_is_no_backup(transactional_db, folder, tmp_path):
    path = tmp_path / "memoire.txt"
    path.write_text("à garder")
    with pytest.raises(Refusal, match="n’est pas une sauvegarde"):
        backup.make(path)
    assert path.read_text() == "à garder"


def rewritten(source, target, **contents):
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, contents.pop(name.replace(".", "_"), None) or old.read(name))
        for name, content in contents.items():
            new.writestr(name, content)
    return target


@pytest.mark.one_database
def test_a_backup_that_was_altered_is_refused(saved, tmp_path):
    stored = next(name for name in zipfile.ZipFile(saved).namelist() if name.startswith("fichiers/"))
    for fault, contents in {
        "n’est pas celle annoncée": {"base_sqlite3": b"SQLite format 3\0" + b"x" * 5000},
        "n’est plus le même": {stored: b"autre"},
        "son contenu n’est pas celui attendu": {"../../evasion": b"x"},
    }.items():
        with pytest.raises(BadFile, match=fault):
            restoring.restore(rewritten(saved, tmp_path / "altere.zip", **contents), replace=True)
    assert Organisation.objects.get().slug == "compagnie-du-phare"


@pytest.mark.parametrize("content", [b"", b"bonjour", b"PK\x03\x04 coupe"])
@pytest.mark.one_database
def test_what_is_no_backup_is_refused(content, transactional_db, folder, tmp_path):
    path = tmp_path / "rien.zip"
    path.write_bytes(content)
    with pytest.raises(BadFile, match="n’est pas une sauvegarde"):
        restoring.restore(path)


@pytest.mark.sqlite
def test_the_commands_carry_everything_to_another_folder(transactional_db, folder, filage, tmp_path):
    there, zipped = empty_database.prepare(tmp_path / "la-bas"), tmp_path / "tout.zip"
    (tmp_path / "petit.filage.yaml").write_text(SMALL)
    assert filage("importer", tmp_path / "petit.filage.yaml")[0] == 0
    code, said, _ = filage("sauvegarder", zipped)
    assert code == 0 and said.startswith("Sauvegarde écrite")

    def elsewhere(*words):
        """Return what `filage` says, started in the other folder."""
        settings = {"FILAGE_DATA": str(there), "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "filage.config.settings"}
        command = [sys.executable, "-m", "filage", *map(str, words)]
        return subprocess.run(command, env=os.environ | settings, capture_output=True, text=True, check=False).stdout

    assert elsewhere("restaurer", zipped) == "Sauvegarde remise en place.\n"
    assert "titre: La Digue" in elsewhere("exporter")
