"""The manual of the engine: amounts explain themselves, unknown is carried, roundings have names."""

from decimal import Decimal

import pytest

from filage.rules.engine import (
    Deferred,
    Source,
    UnknownValue,
    ceil_units,
    explain,
    formula,
    given,
    maximum,
    minimum,
    percent,
    quantity,
    sources,
    sum_of,
    to_cent,
    to_euro_largest_remainder,
    to_ten_thousandth,
    total,
    unknown,
    warnings,
)
from filage.rules.engine.explained import walk


def text(explained):
    return formula(explained).replace("\u202f", " ").replace("\u00a0", " ")


@pytest.fixture
def artists():
    """V1: five cachets of 160 € under a coefficient of 1.55."""
    return (quantity(5, "Nombre") * given(160, "Cachet") * quantity("1.55", "Coefficient")).named("Artistes")


@pytest.fixture
def coefficient():
    """A coefficient that the structure has not given yet."""
    return unknown(
        "Coefficient d’un permanent", unit="coefficient", parameter="employer.x", gesture="Saisir celui de la structure."
    )


def test_an_amount_says_how_it_was_made(artists):
    assert artists.value == Decimal("1240.00")
    assert text(artists) == "5 × 160,00 € × 1,55"


def test_a_named_amount_shows_as_one_figure_and_an_unnamed_one_unfolds(artists):
    technician = quantity(12, "Heures") * given(20, "Brut") * quantity("1.65", "Coefficient")
    plateau = sum_of([artists, technician, given(50, "Usure")], "Coût plateau")
    assert plateau.value == 1686
    assert text(plateau) == "1 240,00 € + 12 × 20,00 € × 1,65 + 50,00 €"


def test_brackets_stand_where_arithmetic_needs_them():
    a, b, c = given(2, "a"), given(3, "b"), quantity(4, "c")
    assert text((a + b) * c) == "(2,00 € + 3,00 €) × 4"
    assert text(a - (b - a)) == "2,00 € − (3,00 € − 2,00 €)"
    assert text(a * c / (c * 2)) == "2,00 € × 4 ÷ (4 × 2)"
    assert text(maximum(a, b)) == "le plus grand de (2,00 € ; 3,00 €)"


def test_a_sum_of_thousands_of_terms_is_no_deep_recursion():
    one = given(1, "un")
    whole = sum((one for _ in range(5000)), given(0, "départ"))
    assert whole.value == 5000
    assert text(whole).count("+") == 5000
    assert explain(whole)["valeur"] == "5000"


def test_a_rate_is_entered_in_percent_and_kept_as_an_exact_fraction():
    rate = percent("5.5", "TVA")
    assert rate.value == Decimal("0.055")
    assert text(given(3545, "HT") * rate) == "3 545,00 € × 5,5 %"


def test_the_tree_is_ready_for_json(artists):
    tree = explain(artists)
    assert [tree[key] for key in ("libelle", "valeur", "unite", "operation", "source", "geste")] == [
        "Artistes", "1240.00", "EUR", "produit", None, "",
    ]  # fmt: skip
    assert [entry["libelle"] for entry in tree["entrees"]] == ["Nombre", "Cachet", "Coefficient"]


def test_sources_are_read_from_the_tree_each_once():
    law = Source("CGI, art. 278-0 bis F", confidence="two_sources")
    rate = given("0.055", "TVA", unit="fraction", source=law)
    assert sources(given(100, "HT") * rate + given(50, "Frais") * rate) == [law]


def test_a_doubtful_value_warns():
    usage = given("1.58", "Coefficient", source=Source("un tutoriel", confidence="derived"))
    assert warnings(usage * 2) == ["Coefficient : valeur déduite, à confirmer"]


@pytest.mark.parametrize("operation", [
    lambda amount, missing: amount + missing,
    lambda amount, missing: missing - amount,
    lambda amount, missing: amount * missing * 0,
    lambda amount, missing: amount / missing,
    lambda amount, missing: minimum(amount, missing),
    lambda amount, missing: maximum(missing, 0),
    lambda amount, missing: sum_of([amount, missing], "somme"),
    lambda amount, missing: (-missing).rounded(),
    lambda amount, missing: missing.rounded_up(),
])  # fmt: skip
def test_unknown_absorbs(artists, coefficient, operation):
    result = operation(artists, coefficient)
    assert not result.is_known
    assert warnings(result) == ["Valeur inconnue : Coefficient d’un permanent (employer.x). Saisir celui de la structure."]


def test_asking_for_an_unknown_value_names_the_parameter_and_the_gesture(artists, coefficient):
    with pytest.raises(UnknownValue, match=r"Coefficient d’un permanent \(employer.x\). Saisir celui de la structure."):
        (artists * coefficient).known()


def test_two_amounts_are_compared_by_their_known_values_only(artists, coefficient):
    with pytest.raises(TypeError):
        _ = artists < coefficient


def test_a_total_says_what_it_knows_and_what_is_missing(artists, coefficient):
    salary = (given(2000, "Brut") * coefficient).named("Administratrice")
    whole = total([artists, salary, 60], "Charges")
    assert (whole.known, whole.missing, whole.is_complete, whole.value) == (Decimal("1300.00"), (salary,), False, None)
    assert total([artists, 60], "Charges").value == 1300
    assert (whole + total([40], "Autres")).known == 1340
    assert not whole.explained().is_known


def test_a_zero_divisor_is_an_error_and_names_itself():
    with pytest.raises(ZeroDivisionError, match="Dates prévues"):
        given(10, "Besoin") / quantity(0, "Dates prévues")


@pytest.mark.parametrize("wrong", [1.5, True, None])
def test_what_is_not_exact_is_refused(wrong):
    with pytest.raises(TypeError):
        given(wrong, "montant")
    with pytest.raises(TypeError):
        given(1, "montant") + wrong


@pytest.mark.parametrize("wrong", ["NaN", "Infinity", "1,5", "douze"])
def test_what_is_not_a_finite_number_is_refused(wrong):
    with pytest.raises(ValueError, match="n’est pas un nombre"):
        given(wrong, "montant")


def test_cents_and_ten_thousandths_round_halves_up():
    assert [to_cent(Decimal(value)) for value in ("2.345", "2.3449", "-2.345", "-0.001")] == [
        Decimal("2.35"), Decimal("2.34"), Decimal("-2.35"), Decimal("0.00"),
    ]  # fmt: skip
    assert str(to_cent(Decimal("-0.001"))) == "0.00"
    assert to_ten_thousandth(Decimal("0.00005")) == Decimal("0.0001")


def test_the_error_of_a_division_moves_no_rounding():
    assert to_cent(Decimal(1) / 7 * Decimal("1.015")) == Decimal("0.15")  # 0.145 exactly
    assert ceil_units(Decimal(3) / (Decimal(1) / 3)) == 9


def test_people_and_dates_round_up():
    assert [ceil_units(Decimal(value)) for value in ("19.62", "7", "0", "-0.5")] == [20, 7, 0, 0]


def test_whole_euros_keep_the_sum():
    assert to_euro_largest_remainder([Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]) == [34, 33, 33]
    assert to_euro_largest_remainder([]) == []


def test_inputs_that_wait_are_made_once_and_only_when_somebody_asks():
    asked = []

    def parts():
        asked.append("parts")
        return given("12.00", "Maladie"), given("3.50", "Vieillesse")

    charges = Deferred(Decimal("15.50"), "sum", parts, "Cotisations", "EUR").named("Cotisations de mai")
    whole = (charges + given("100.00", "Brut")).named("Coût")
    assert (whole.value, asked) == (Decimal("115.50"), [])
    assert formula(charges) == "12,00 € + 3,50 €".replace(" €", "\u00a0€")
    assert [node["libelle"] for node in explain(whole)["entrees"][0]["entrees"]] == ["Maladie", "Vieillesse"]
    assert [node.label for node in walk(whole)] == ["Coût", "Cotisations de mai", "Maladie", "Vieillesse", "Brut"]
    assert asked == ["parts"]
