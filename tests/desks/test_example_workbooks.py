"""The workbooks of every example, recomputed by LibreOffice: each number of each sheet is ours, to the cent."""

import os
from datetime import date

import pytest

from filage.core.rails import season as seasons
from filage.desks.budget.rails.workbook import workbook_data
from filage.documents import sheets, workbook
from filage.documents.workbook import difference, reading
from filage.documents.workbook.register import kept
from filage.portability import operations
from filage.productions.models import Production
from tests.documents.spreadsheet import OFFICE, Office, differences
from tests.house.repository import ROOT

EXAMPLES = [path for path in sorted((ROOT / "examples").glob("*.filage.yaml")) if "ecole" not in path.name]  # no budget there
ON = date(2026, 11, 22)
FULLEST = int(os.environ.get("FILAGE_CLASSEURS", "1"))  # productions of each example; more of them when somebody asks


def made(path):
    """Return the data of the workbooks of an example: its fullest productions; of the others, LibreOffice learns nothing more."""
    organisation = operations.import_file(path)
    season = seasons.load(organisation.pk, tuple(Production.objects.within(organisation).values_list("pk", flat=True)))
    found = {f"{path.stem}/{each.slug}": workbook_data(season, each, on=ON) for each in season.productions}
    return sorted(found.items(), key=lambda item: -len(kept(item[1])) - len(item[1].tour))[:FULLEST]


@pytest.mark.django_db
@pytest.mark.libreoffice
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice n’est pas installé")
def test_every_number_of_every_sheet_of_every_example_is_found_by_libreoffice_and_nothing_comes_back_changed(tmp_path):
    data = {name: each for path in EXAMPLES for name, each in made(path)}
    written = {name: workbook.render(each) for name, each in data.items()}
    found = Office(tmp_path).all_recalculated([*written.values()])
    assert len(written) >= len(EXAMPLES)
    for (name, content), recomputed in zip(written.items(), found, strict=True):
        assert (name, differences(content, recomputed)) == (name, [])
        back = reading.read(sheets.read(content))
        assert difference.compare(back.sent, kept(data[name]), back.found) == [], name
