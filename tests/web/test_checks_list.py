"""The reference list of controls: every line has its code at its level, or says why not; the guide is what the code does."""

import pytest

from filage.core.rails import checks
from filage.web.pages import reference
from tests.web.write_checks_list import PAGE

LEVELS = {"B": "bloquant", "A": "alerte", "I": "info"}


def test_the_page_of_the_guide_is_the_list_as_the_code_applies_it():
    assert PAGE.read_text(encoding="utf-8") == reference.markdown()


@pytest.mark.parametrize("row", reference.rows(), ids=lambda row: row.id)
def test_a_line_of_the_list_is_applied_at_its_level_or_says_what_differs(row):
    found = [checks.named(code) for code in row.codes]
    assert None not in found
    applied = {str(check.severity) for check in found}
    asked = {LEVELS[letter] for letter in LEVELS if letter in row.niveau.split()[0].rstrip(",")}
    assert asked & applied or row.note or row.papier, (row.id, applied)
    blocks = "bloquant" in applied and not row.niveau.startswith("B")
    assert not blocks or "B" in row.niveau or row.note, f"{row.id} bloque plus que la liste ne le demande"


def test_the_list_has_its_forty_eight_lines_and_no_code_twice_in_one():
    counts = {family: sum(row.id.startswith(family) for row in reference.rows()) for family in reference.FAMILIES}
    assert counts == {"LIC": 7, "VIG": 6, "EMP": 9, "TVA": 12, "COP": 2, "COR": 2, "INT": 9}
    assert all(len(set(row.codes)) == len(row.codes) for row in reference.rows())
