"""Files to bring in: the examples of the repository, and a very small one that each test bends to its purpose."""

from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import transaction

from filage.__main__ import main
from filage.portability import operations

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.filage.yaml"))

SMALL = """\
filage: 1
organisation:
  id: 01a1fd5d-0000-7000-8000-000000000001
  nom: Compagnie du Phare
  slug: compagnie-du-phare
structures:
  - id: 01a1fd5d-0000-7000-8000-000000000002
    nom: Compagnie du Phare
    notre: true
lieux:
  - id: 01a1fd5d-0000-7000-8000-000000000003
    nom: Théâtre des Salines
  - id: 01a1fd5d-0000-7000-8000-000000000004
    nom: La Corderie
salles:
  - id: 01a1fd5d-0000-7000-8000-000000000005
    lieu: 01a1fd5d-0000-7000-8000-000000000003
    nom: Grande salle
productions:
  - id: 01a1fd5d-0000-7000-8000-000000000006
    structure: 01a1fd5d-0000-7000-8000-000000000002
    slug: la-digue
    titre: La Digue
activites:
  - id: 01a1fd5d-0000-7000-8000-000000000007
    production: 01a1fd5d-0000-7000-8000-000000000006
    type: representation
    date: 2027-04-08
    debut: 2027-04-08T18:30:00Z
    lieu: 01a1fd5d-0000-7000-8000-000000000003
    salle: 01a1fd5d-0000-7000-8000-000000000005
lignes:
  - id: 01a1fd5d-0000-7000-8000-000000000008
    production: 01a1fd5d-0000-7000-8000-000000000006
    sens: charge
    phase: creation
    libelle: Décor
    destination: D
    quantite: "1"
    prix_unitaire: "9000.00"
    paiements:
      - id: 01a1fd5d-0000-7000-8000-000000000009
        date: 2026-11-16
        part: "30"
"""


@pytest.fixture
def filage(capfd):
    """Return a function that runs `filage` and gives (code, output, errors)."""

    def run(*words):
        with pytest.raises(SystemExit) as left:
            main([str(word) for word in words])
        said = capfd.readouterr()
        return left.value.code or 0, said.out, said.err

    return run


@pytest.fixture
def bring(tmp_path):
    """Return a function that imports a text, as `filage importer` does."""

    def import_text(text, **options):
        path = tmp_path / "fichier.filage.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return operations.import_file(path, **options)

    return import_text


@contextmanager
def taken_back():
    """Leave the database as it was found: nothing stays of what is written meanwhile."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
