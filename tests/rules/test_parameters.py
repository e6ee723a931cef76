"""Parameters are dated, sourced and strict; the law reads them on a day, and a structure's settings fill them."""

from datetime import date
from decimal import Decimal

import pytest

from filage.rules.engine import DatedSetting, Law, ParameterError, load_law, warnings
from filage.rules.engine.parameter_file import parse_parameter
from filage.rules.engine.parameters import CONFIDENCES

SHEET = """\
label: Plafond
unit: EUR
confidence: official
values:
  2024-01-01: {value: "3864", source: arrêté de 2023}
  2025-01-01: {value: null, source: abrogé}
  2026-01-01: {value: "4005", source: arrêté de 2025, url: legifrance.gouv.fr, confidence: two_sources}
  2027-01-01: expected
  2028-01-01: unknown
review: {checked_on: 2026-01-31, every_months: 1}
"""


@pytest.fixture
def law(tmp_path):
    (tmp_path / "social").mkdir()
    (tmp_path / "social" / "plafond.yaml").write_text(SHEET, encoding="utf-8")
    return Law(tmp_path)


def test_a_value_stands_from_its_date_to_the_next(law):
    reading = law.read("social.plafond", date(2024, 12, 31))
    assert (reading.value, reading.source.text, reading.source.since) == (3864, "arrêté de 2023", date(2024, 1, 1))
    assert reading.source.confidence == "official"
    assert law.read("social.plafond", date(2026, 6, 1)).source.confidence == "two_sources"


def test_before_the_first_date_and_where_nothing_is_in_force_the_value_is_unknown(law):
    assert not law.read("social.plafond", date(2023, 12, 31)).is_known
    assert not law.read("social.plafond", date(2025, 6, 1)).is_known
    assert not law.in_force("social.plafond", date(2025, 6, 1))
    assert law.in_force("social.plafond", date(2026, 6, 1))


def test_a_value_that_is_due_keeps_the_last_one_and_warns(law):
    reading = law.read("social.plafond", date(2027, 3, 1))
    assert reading.value == 4005
    assert warnings(reading) == ["Plafond : valeur attendue depuis le 01/01/2027 et non publiée : la précédente est reconduite"]


def test_an_unknown_value_is_filled_by_the_latest_setting_on_the_day(law):
    own = law.with_settings([
        DatedSetting("social.plafond", date(2028, 1, 1), Decimal("4100"), "bulletin de janvier", "one_source"),
        DatedSetting("social.plafond", date(2028, 7, 1), Decimal("4200"), "bulletin de juillet", "one_source"),
    ])  # fmt: skip
    assert not law.read("social.plafond", date(2028, 2, 1)).is_known
    assert own.read("social.plafond", date(2028, 2, 1)).value == 4100
    assert own.read("social.plafond", date(2028, 8, 1)).source.text == "bulletin de juillet"


def test_a_setting_of_no_parameter_is_refused(law):
    with pytest.raises(ParameterError, match=r"codes proches : social\.plafond"):
        law.with_settings([DatedSetting("social.plafon", date(2028, 1, 1), Decimal(1), "", "")])


def test_a_misspelt_code_proposes_the_nearest(law):
    with pytest.raises(ParameterError, match=r"codes proches : social\.plafond"):
        law.read("social.plafonds", date(2026, 1, 1))


def test_a_review_is_due_the_same_day_of_a_later_month_or_its_last_day(law):
    assert law.parameter("social.plafond").review_due == date(2026, 2, 28)
    assert law.overdue(date(2026, 2, 28)) == []
    assert [parameter.code for parameter in law.overdue(date(2026, 3, 1))] == ["social.plafond"]


@pytest.mark.parametrize(("change", "line", "complaint"), [
    (('"3864"', "3864.5"), 5, "flottant"),
    (('"3864"', "yes"), 5, "attendu un nombre"),
    (('"3864"', '".5"'), 5, "attendu un nombre"),
    (('"3864"', "0100"), 5, "attendu un nombre"),
    (("label: Plafond", "libelle: Plafond"), 1, "clé inconnue « libelle » ; clés admises : label, unit, values"),
    (("unit: EUR", "unit: EUR\nlabel: Deux"), 3, "clé en double « label »"),
    (("unit: EUR", "on: EUR"), 2, "clé « on » : YAML ne la lit pas comme un texte"),
    (("unit: EUR", "12: EUR"), 2, "clé « 12 »"),
    (("unit: EUR", "unit: 12"), 2, "attendu un texte"),
    (("2024-01-01", "2024-02-30"), 5, "« 2024-02-30 » n’est pas une date"),
    (("2024-01-01", "2024-1-1"), 5, "n’est pas une date"),
    (("2024-01-01", "2025-01-01"), 6, "date en double"),
    (("expected", "soon"), 8, "« soon »"),
    (("confidence: official", "confidence: sure"), 3, "official, two_sources"),
    (("confidence: official\n", ""), 4, "confidence manque"),
    (("source: arrêté de 2023", "sources: arrêté"), 5, "clé inconnue « sources » ; clés admises : value, source, url"),
    ((", source: arrêté de 2023", ""), 5, "clé manquante : source"),
    (("every_months: 1", "every_months: 0"), 10, "nombre entier de mois"),
    (("{checked_on: 2026-01-31, every_months: 1}", "2026-01-31"), 10, "attendu une suite"),
    (("label: Plafond", "[1]: Plafond"), 1, "une clé est un texte ou une date"),
    (("label: Plafond", "label: [Plafond"), 2, "YAML illisible"),
])  # fmt: skip
def test_a_broken_sheet_is_refused_with_its_line_and_what_is_allowed(change, line, complaint):
    with pytest.raises(ParameterError) as refusal:
        parse_parameter("social.plafond", SHEET.replace(*change, 1), "plafond.yaml")
    assert f"plafond.yaml, ligne {line}" in str(refusal.value)
    assert complaint in str(refusal.value)


def test_an_empty_sheet_is_refused():
    with pytest.raises(ParameterError, match="fichier vide"):
        parse_parameter("social.plafond", "", "plafond.yaml")


def test_every_parameter_of_filage_can_be_read_and_every_value_has_its_source():
    law = load_law()
    for code in law.codes():
        for dated in law.parameter(code).values:
            if dated.standing == "known":
                assert dated.source, code
                assert dated.confidence in CONFIDENCES, code


@pytest.mark.parametrize(("code", "on", "value"), [
    ("vat.taux_cession", date(2026, 11, 21), "0.055"),
    ("vat.taux_billetterie_140_premieres", date(2026, 11, 21), "0.021"),
    ("taxes.taux_taxe_spectacle", date(2026, 11, 21), "0.035"),
    ("vat.franchise_services", date(2026, 11, 21), "37500"),
    ("vat.franchise_services_majoree", date(2026, 11, 21), "41250"),
    ("commercial_tax.franchise", date(2019, 5, 1), "63059"),
    ("commercial_tax.franchise", date(2024, 5, 1), "78596"),
    ("commercial_tax.franchise", date(2025, 5, 1), "80011"),
    ("commercial_tax.franchise", date(2026, 5, 1), "81051"),
    ("funding.plafond_de_minimis", date(2026, 5, 1), "300000"),
    ("employer.coefficient_artiste", date(2022, 9, 1), "1.55"),
    ("employer.coefficient_technicien", date(2022, 9, 1), "1.65"),
    ("employer.coefficient_artiste", date(2026, 9, 1), "1.58"),
    ("employer.coefficient_technicien", date(2026, 9, 1), "1.62"),
])  # fmt: skip
def test_filage_knows_the_values_of_its_fact_sheets(code, on, value):
    assert load_law().read(code, on).value == Decimal(value)


def test_nobody_knows_the_coefficient_of_a_permanent_employee():
    reading = load_law().read("employer.coefficient_permanent", date(2026, 9, 1))
    assert not reading.is_known
    assert "Saisir le coefficient de la structure" in warnings(reading)[0]
