"""Under which contract somebody is replaced, and what the law says of whoever is away (Code du travail, L1242-2 and after)."""

import pytest

from filage.rules.payroll.replacing import OTHER, REPLACEMENT, USAGE, Absence, grounds, motive, of_the_absent
from filage.rules.payroll.terms import Contract, Status


@pytest.mark.parametrize("status", [Status.ARTISTE, Status.TECHNICIEN])
def test_an_artist_or_a_technician_is_replaced_under_a_cddu_or_a_cdd_of_replacement(status):
    assert grounds(status, Absence.MALADIE) == (USAGE, REPLACEMENT)


@pytest.mark.parametrize("status", [Status.PERMANENT, Status.INTERVENTION])
def test_ordinary_law_knows_the_cdd_of_replacement_only(status):
    assert grounds(status, Absence.ACCIDENT) == (REPLACEMENT,)


def test_who_withdraws_is_not_an_absent_employee():
    assert grounds(Status.ARTISTE, Absence.DESISTEMENT) == (USAGE,)
    assert grounds(Status.PERMANENT, Absence.DESISTEMENT) == (OTHER,)


def test_a_ground_cites_its_article_and_says_what_it_costs():
    assert (USAGE.contract, REPLACEMENT.contract) == (Contract.CDDU, Contract.CDD)
    assert "L1242-2 3°" in USAGE.citation and "L1242-2 1°" in REPLACEMENT.citation
    assert any("10 %" in note and "L1243-8" in note for note in REPLACEMENT.notes)
    assert any("L1243-10" in note for note in USAGE.notes)


def test_the_motive_names_whom_it_replaces_and_never_why_she_is_away():
    said = motive(REPLACEMENT, who="Ana Le Goff", function="comédienne", work="L’Estran", when="le 16 avril 2027")
    assert said == "Remplacement d’Ana Le Goff, comédienne, pendant son absence, dans « L’Estran », le 16 avril 2027"
    assert not any(absence.value in said for absence in Absence if absence is not Absence.AUTRE)


def test_an_illness_suspends_the_contract_and_asks_for_no_amendment():
    remarks = of_the_absent(Absence.MALADIE, Status.ARTISTE, signed=True)
    assert [remark.citation for remark in remarks] == [
        "Code du travail, art. L1243-6",
        "Code du travail, art. L1226-1 et D1226-1",
    ]
    assert not any(remark.asks for remark in remarks)


def test_another_engagement_leaves_a_signed_contract_due_and_asks_for_an_amendment():
    (remark,) = of_the_absent(Absence.AUTRE_ENGAGEMENT, Status.ARTISTE, signed=True)
    assert remark.asks and "L1243-1" in remark.citation
    assert of_the_absent(Absence.AUTRE_ENGAGEMENT, Status.ARTISTE, signed=False) == ()
