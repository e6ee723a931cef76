"""What proves a deliverable is read in its words, and says missing when nothing does."""

from datetime import date

import pytest

from filage.rules.schooling.evidence import Cell, Fact, Given, Held, State, facts_for, matrix
from filage.rules.schooling.record import certifications

RECORD = certifications()["RNCP39624"]


@pytest.mark.parametrize(("deliverable", "fact"), [
    ("budget de production", Fact.CREATION), ("budget d’exploitation", Fact.EXPLOITATION), ("plan de trésorerie", Fact.TREASURY),
    ("contrat de coréalisation", Fact.SHARED), ("DPAE", Fact.DPAE), ("rétroplanning", Fact.PLAN),
    ("feuille de route", Fact.DAY_SHEET), ("tableau prévu/engagé/réalisé", Fact.COMMITTED), ("dossier", Fact.DOSSIER),
])  # fmt: skip
def test_the_words_of_a_deliverable_say_what_proves_it(deliverable, fact):
    assert facts_for(deliverable)[0] is fact


@pytest.mark.parametrize("deliverable", ["dossier de presse", "registre", "note fiscale", "pitch oral", "teaser"])
def test_what_only_a_file_can_show_is_proved_by_no_line(deliverable):
    assert facts_for(deliverable) == ()


def test_every_deliverable_of_the_record_stands_in_its_matrix_once():
    asked = {one.code: one.deliverables for one in RECORD.competences}
    cells = list(matrix(asked, [], {}))
    assert len(cells) == sum(len(one.deliverables) for one in RECORD.competences)
    assert {one.state for one in cells} == {State.MISSING} and len({one.competence for one in cells}) == 19


def test_what_the_candidate_says_wins_over_what_was_found():
    found = Held(fact=Fact.DPAE, name="2 DPAE déposées", on=date(2026, 3, 1))
    given = Given(key="1", state=State.STARTED, on=date(2026, 4, 1))
    assert Cell("C", "DPAE", (found,), ()).state is State.FOUND
    both = Cell("C", "DPAE", (found,), (given,))
    assert both.state is State.STARTED and not both.is_proved and both.on == date(2026, 4, 1)
