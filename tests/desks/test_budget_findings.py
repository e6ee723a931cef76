"""What the budget's controls find, each brought about by the one fact that should cause it."""

from datetime import date, timedelta

import pytest

from filage.core import clock
from filage.core.rails import checks
from filage.core.rails import season as seasons
from filage.desks.budget.rails import deadlines

pytestmark = pytest.mark.one_database

BLOCKING = "bloquant"
HERE = {"BUD-001", "BUD-002", "BUD-003", "BUD-004", "BUD-005", "BUD-006", "BUD-007", "BUD-008", "TRE-001"}


def found(office, code=None, *, on=None):
    season = seasons.load(office.organisation.pk, (office.production.pk,))
    with clock.as_if(on):
        return [finding for finding in checks.of(season) if finding.code in ({code} if code else HERE)]


def test_a_sound_production_has_no_finding(marees):
    assert found(marees) == []


def test_a_budget_that_nothing_closes_is_not_balanced(treasury):
    treasury.line("charge", "Tournage", 10000, account="604")
    (finding,) = found(treasury, "BUD-001")
    assert "Il manque" in finding.message and finding.severity == "alerte"
    assert (
        finding.remedy
        and finding.citation
        and finding.confidence
        and finding.remedy_url == "/spectacles/estran/budget/?phase=creation"
    )


def test_an_exploitation_that_lacks_the_price_of_its_dates_asks_for_it(marees):
    for day in range(1, 25):
        marees.play(date(2027, 11, day), status="option")
    (finding,) = found(marees, "BUD-001")
    assert finding.remedy.startswith("Donner ses conditions de vente à 24\xa0dates ; chercher un produit")


def test_volunteers_are_the_same_on_both_sides(marees):
    marees.line("charge", "Bénévolat", 900, destination="Z", account="864")
    assert [each.code for each in found(marees)] == ["BUD-002"]
    marees.line("produit", "Bénévolat", 900, destination="Z", account="875", status="notifie")
    assert found(marees) == []


def test_an_unknown_amount_is_said_and_never_counted_as_zero(marees):
    marees.line("charge", "Captation", None, account="604", destination="H")
    (finding,) = found(marees, "BUD-003")
    assert finding.severity == "inconnu" and "Captation" in finding.message


def test_a_missing_coefficient_has_its_own_code(marees):
    marees.engage(
        "Administration", "permanent", "2500", None, phase="creation", per_performance=False, unit="mois", destination="I"
    )
    (finding,) = found(marees, "BUD-006")
    assert finding.severity == "inconnu" and "coefficient" in finding.message


def test_a_price_under_the_floor_is_an_alert(marees):
    from filage.core.changes import ChangeSet
    from filage.desks.budget.models import Hypothesis

    price = Hypothesis.objects.within(marees.organisation).get(code="prix")
    ChangeSet.on(price, value="1800").apply(by=None)
    assert [each.code for each in found(marees)] == ["BUD-004"]
    assert "plancher" in found(marees)[0].message


@pytest.mark.parametrize(("reason", "severity"), [("", "alerte"), ("date vitrine, première", "info")])
def test_a_date_sold_under_its_plateau_is_an_alert_unless_a_reason_is_given(marees, reason, severity):
    marees.play(date(2027, 3, 12), marees.venue("Môle"), marees.deal(1500, stage="signe", vitrine_reason=reason))
    (finding,) = found(marees, "BUD-008")
    assert finding.severity == severity and "186,00" in finding.message and reason in finding.message


def test_a_threshold_beyond_the_planned_dates_is_an_alert(marees):
    marees.line("charge", "Décor refait", 6000, account="604")
    (finding,) = found(marees, "BUD-005")
    assert "30" in finding.message and "20" in finding.message


def test_a_treasury_below_zero_says_how_low_and_when(treasury):
    (finding,) = found(treasury, "TRE-001")
    assert "14" in finding.message and "mars 2027" in finding.message and finding.severity == "alerte"


def test_a_charge_without_account_is_told(marees):
    marees.line("charge", "Divers", 0, account="")
    assert [each.code for each in found(marees)] == ["BUD-007"]


def test_an_answer_that_is_late_is_told_until_it_comes(marees):
    assert found(marees, "FIN-001", on=date(2030, 1, 1)) == []
    line = marees.line(
        "produit", "Onda", 1000, status="demande", account="741", funder=marees.partner("Onda"), on=date(2026, 12, 3)
    )
    (late,) = found(marees, "FIN-001", on=date(2026, 12, 4))
    assert "3 déc. 2026" in late.message.replace("\xa0", " ") and f"line:{line.pk}" in late.about
    assert found(marees, "FIN-001", on=date(2026, 12, 3)) == []
    season = seasons.load(marees.organisation.pk, (marees.production.pk,))
    assert [(each.on, each.title) for each in deadlines.deadlines(season)] == [(date(2026, 12, 3), "Réponse attendue : Onda")]


def test_an_instalment_is_awaited_until_it_is_paid(treasury):
    season = seasons.load(treasury.organisation.pk, (treasury.production.pk,))
    awaited = [each.on for each in deadlines.deadlines(season)]
    assert date(2026, 10, 10) in awaited and len(awaited) == 9


@pytest.mark.parametrize(("days", "severity"), [(-1, "alerte"), (2, "alerte"), (10, "info"), (20, None)])
def test_an_option_about_to_lapse_is_told_in_time(marees, days, severity):
    today = date(2026, 11, 21)
    marees.play(
        date(2027, 4, 24), marees.venue("Vannes"), status="option", option_rank=1, option_until=today + timedelta(days=days)
    )
    assert [each.severity for each in found(marees, "DAT-001", on=today)] == ([severity] if severity else [])


def test_nothing_blocks_on_a_habit_of_the_trade(marees, treasury):
    for each in (marees, treasury):
        season = seasons.load(each.organisation.pk, (each.production.pk,))
        assert all(finding.severity != BLOCKING for finding in checks.of(season))
