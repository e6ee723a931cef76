"""The gap between a payslip and its estimate is told piece by piece, and the pieces always add up to it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filage.rules.payroll.gaps import Estimated, Paid, reasons

LINES = {
    "maladie_employeur": ("Maladie", Decimal("130.00")),
    "atmp": ("Accidents du travail", Decimal("14.00")),
    "sante_employeur": ("Mutuelle, moitié de l’employeur", Decimal("21.37")),
    "retraite_complementaire_employeur": ("Retraite complémentaire", Decimal("47.20")),
}
ESTIMATED = Estimated(Decimal(1000), LINES, Decimal(1000))
CHARGES = Decimal("212.57")


def said(paid):
    return [(one.code, one.amount) for one in reasons(ESTIMATED, paid)]


def hints(paid):
    return [one.hint for one in reasons(ESTIMATED, paid) if one.hint]


def test_the_same_payslip_has_nothing_to_tell():
    assert said(Paid(Decimal(1000), CHARGES)) == []


def test_another_gross_brings_its_contributions():
    assert said(Paid(Decimal(1200), Decimal("255.08"))) == [("brut", Decimal(200)), ("suit", Decimal("42.51"))]


def test_a_line_that_is_not_paid_is_guessed_never_asserted():
    paid = Paid(Decimal(1000), CHARGES - Decimal("21.37"))
    assert said(paid) == [("reste", Decimal("-21.37"))]
    assert hints(paid) == ["comme si « Mutuelle, moitié de l’employeur » n’était pas payée"]


def test_another_rate_of_accidents_is_guessed():
    assert hints(Paid(Decimal(1000), CHARGES + 7)) == ["comme un taux d’accidents du travail de 2,1 %"]


def test_a_gap_that_looks_like_nothing_is_told_by_its_rates_alone():
    assert hints(Paid(Decimal(1000), CHARGES + Decimal("173.19"))) == ["38,58 % du brut, contre 21,26 % estimés"]


def test_families_are_compared_one_by_one():
    parts = {"urssaf": Decimal("144.00"), "retraite": Decimal("50.00"), "conges": Decimal("155.00")}
    found = reasons(ESTIMATED, Paid(Decimal(1000), sum(parts.values()), parts))
    assert {one.code: one.amount for one in found} == {
        "retraite": Decimal("2.80"),
        "conges": Decimal("155.00"),
        "sante": Decimal("-21.37"),
    }
    assert {one.code: one.hint for one in found}["sante"] == "absente du récapitulatif"


def test_an_estimate_by_coefficient_tells_no_family():
    estimated = Estimated(Decimal(1000), {"coefficient": ("Coefficient de charges", Decimal(550))})
    (found,) = reasons(estimated, Paid(Decimal(1000), Decimal(500), {"urssaf": Decimal(300), "conges": Decimal(200)}))
    assert (found.code, found.amount, found.hint) == ("reste", -50, "50,00 % du brut, contre 55,00 % estimés")


MONEY = st.decimals(Decimal(-2000), Decimal(9000), places=2)


@given(gross=MONEY, charges=MONEY, urssaf=MONEY)
@pytest.mark.parametrize("detailed", [False, True])
def test_the_pieces_add_up_to_the_gap(gross, charges, urssaf, detailed):
    found = reasons(ESTIMATED, Paid(gross, charges, {"urssaf": urssaf} if detailed else {}))
    assert sum(one.amount for one in found) == gross + charges - 1000 - CHARGES
