"""What the commands say, and the code they leave with: 0 done, 1 refused, 2 a bad file."""

import json
import os
import threading

import pytest

from filage.core.models import Organisation
from tests.portability.conftest import EXAMPLES, SMALL

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "petit.filage.yaml"
    path.write_text(SMALL)
    return path


def test_importer_then_exporter_gives_back_the_example(filage):
    path = next(path for path in EXAMPLES if path.name.startswith("plateau"))
    code, said, _ = filage("importer", path)
    assert (code, said.splitlines()[-1]) == (0, "Importé.")
    assert filage("exporter") == (0, path.read_text(), "")


def test_importer_says_what_comes_in(filage, small):
    _, said, _ = filage("importer", small)
    assert said.splitlines()[0] == "Nouvel espace « Compagnie du Phare » (compagnie-du-phare)."
    assert "À créer : structures : 1, lieux : 2, salles : 1" in said


def test_essai_writes_nothing(filage, small):
    code, said, _ = filage("importer", small, "--essai")
    assert code == 0 and "rien n’a été écrit" in said
    assert not Organisation.objects.exists()


def test_the_same_file_again_says_nothing_changes(filage, small):
    filage("importer", small)
    assert "Rien à changer." in filage("importer", small)[1]


def test_a_bad_file_leaves_with_2_and_names_the_line(filage, small):
    small.write_text(SMALL.replace("titre: La Digue", "titr: La Digue"))
    code, out, errors = filage("importer", small)
    assert (code, out) == (2, "")
    assert errors.splitlines()[0] == "« petit.filage.yaml » est refusé, rien n’a été écrit :"
    assert "ligne 23, productions › 1 › titr : clé inconnue, vouliez-vous dire « titre » ?" in errors


def test_an_absent_file_leaves_with_2(filage, tmp_path):
    assert filage("importer", tmp_path / "absent")[0] == 2


def test_exporter_without_any_organisation_says_the_next_gesture(filage):
    assert filage("exporter") == (1, "", "Il n’y a encore aucun espace : importez un fichier avec « filage importer ».\n")


@pytest.mark.one_database
def test_exporter_asks_which_organisation(filage, small):
    filage("importer", small)
    Organisation.objects.create(name="Autre", slug="autre")
    assert "choisissez avec --organisation" in filage("exporter")[2]
    assert filage("exporter", "--organisation", "compagnie-du-phare")[0] == 0
    assert "Espaces connus : autre, compagnie-du-phare" in filage("exporter", "--organisation", "phare")[2]


def test_exporter_writes_one_production_in_a_file(filage, small, tmp_path):
    filage("importer", small)
    out = tmp_path / "digue.filage.yaml"
    assert filage("exporter", "--production", "la-digue", "--sortie", out) == (0, "", "")
    assert "titre: La Digue" in out.read_text()
    assert "Spectacles connus : la-digue" in filage("exporter", "--production", "digue")[2]


def test_exporter_writes_an_archive_that_importer_reads(filage, small, tmp_path):
    filage("importer", small)
    filage("exporter", "--sortie", tmp_path / "tout.zip")
    assert "Rien à changer." in filage("importer", tmp_path / "tout.zip")[1]


@pytest.mark.one_database
def test_a_folder_that_cannot_be_written_is_said_in_one_sentence(filage, small, tmp_path):
    filage("importer", small)
    code, _, errors = filage("exporter", "--sortie", tmp_path / "nulle-part" / "tout.yaml")
    assert code == 1 and len(errors.splitlines()) == 1 and "Traceback" not in errors


@pytest.mark.one_database
def test_exporter_never_replaces_a_device_nor_a_link(filage, small, tmp_path):
    filage("importer", small)
    pipe, link, kept = tmp_path / "tube", tmp_path / "lien.yaml", tmp_path / "vrai.yaml"
    os.mkfifo(pipe)
    reader = threading.Thread(target=pipe.read_bytes)
    reader.start()
    link.symlink_to(kept)
    assert filage("exporter", "--sortie", pipe)[0] == filage("exporter", "--sortie", link)[0] == 0
    reader.join(timeout=10)
    assert pipe.is_fifo() and link.is_symlink() and "titre: La Digue" in kept.read_text()


@pytest.mark.one_database
def test_schema_describes_every_list(filage):
    code, said, _ = filage("schema")
    described = json.loads(said)
    assert code == 0 and described["properties"]["filage"]["const"] == 1
    assert {"structures", "productions", "activites", "embauches", "lignes", "reglages"} <= set(described["properties"])
    assert described["additionalProperties"] is False
