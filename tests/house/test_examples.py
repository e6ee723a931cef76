"""The examples are written as the exporter writes: what a reader sees there is the file itself."""

import pytest

from filage.portability import operations
from filage.portability.exporting import export
from tests.house.repository import ROOT, files, shown

EXAMPLES = [path for path in files(".yaml", under="examples") if path.name.endswith(".filage.yaml")]


def test_there_are_examples():
    assert (ROOT / "examples/les-marees.filage.yaml") in EXAMPLES


@pytest.mark.django_db
@pytest.mark.parametrize("path", EXAMPLES, ids=shown)
def test_an_example_is_what_the_exporter_writes(path):
    organisation = operations.import_file(path)
    assert export(organisation) == path.read_text()
