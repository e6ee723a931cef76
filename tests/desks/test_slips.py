"""From an embauche to one estimated payslip for each month worked, against published payslips."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import yaml

from filage.desks.payroll.queries import working
from filage.desks.payroll.queries.slips import NO_GROSS, NO_HOURS, one_date, priced
from filage.productions.models import Engagement, Structure
from filage.rules.engine import DatedSetting, load_law
from tests.house.repository import ROOT

PUBLISHED = {
    case["entree"]["id"]: case for case in yaml.safe_load((ROOT / "tests/cases/payroll/bulletins.yaml").read_text())["cases"]
}
RATES = {
    "payroll.general.accidents_du_travail": "0.0140",
    "payroll.intermittent.prevoyance": "0.0042",
    "employer.health_month": "0",
}


def law(**rates):
    given = RATES | {f"payroll.{code}": rate for code, rate in rates.items()}
    return load_law().with_settings(
        [
            DatedSetting(code, date(2025, 1, 1), Decimal(rate), "appels de cotisation", "one_source")
            for code, rate in given.items()
        ]
    )


def company(**told):
    return Structure(**{"name": "Compagnie", "headcount": 5, "idcc": "1518", "nonprofit": False} | told)


def engaged(status, unit, gross, **told):
    return Engagement(status=status, unit=unit, gross=Decimal(gross), function="Quelqu’un", **told)


def on_dates(engagement, *days, structure=None):
    (month,) = working.by_performance(engagement, [(day, engagement.quantity) for day in days], law())
    return priced(structure or company(), law(), engagement, month)


def over(engagement, start, end, structure=None):
    engagement.starts_on, engagement.ends_on = start, end
    return [priced(structure or company(), law(), engagement, month) for month in working.by_period(engagement, law())]


def given_as(slip, code):
    """Tell whether the terms of a slip are those of a published payslip: gross, hours, cachets, ceiling."""
    case = PUBLISHED[code]["entree"]
    told = (slip.terms.gross, slip.terms.paid_hours, slip.terms.cachets, slip.payslip.ceiling)
    ceiling = Decimal(PUBLISHED[code]["plafond"])
    return told == (Decimal(str(case["brut"])), Decimal(str(case["heures_mois"])), case.get("nb_cachets", 0), ceiling)


def test_separate_dates_of_a_month_make_one_payslip_with_the_ceiling_of_each_day():
    artist = engaged("artiste", "cachet", "170", per_performance=True)
    slip = on_dates(artist, *(date(2026, 4, day) for day in (3, 4, 17, 24)))
    assert given_as(slip, "ART-040") and (slip.days, slip.cachets) == (4, 4)


def test_five_days_in_a_row_take_the_ceiling_of_everybody():
    artist = engaged("artiste", "cachet", "175", per_performance=True)
    slip = on_dates(artist, *(date(2026, 4, day) for day in range(6, 11)))
    assert given_as(slip, "ART-042")


def test_eight_dates_apart_are_eight_short_contracts():
    artist = engaged("artiste", "cachet", "300", per_performance=True)
    slip = on_dates(artist, *(date(2026, 4, 1) + timedelta(days=3 * rank) for rank in range(8)))
    assert slip.payslip.ceiling == 8 * 12 * 30  # plafond horaire de 2026 : 30 €, douze par jour


def test_a_technician_by_the_hour_has_the_ceiling_of_the_days_worked():
    hours = engaged("technicien", "heure", "16", quantity=Decimal(8), per_performance=True)
    assert given_as(on_dates(hours, *(date(2026, 2, day) for day in (5, 6, 7))), "TEC-056")


def test_a_month_of_a_permanent_costs_what_was_published():
    case = PUBLISHED["PER-003"]
    (slip,) = over(engaged("permanent", "mois", "2500"), date(2026, 2, 1), date(2026, 2, 28), company(headcount=3))
    assert (slip.cost, slip.payslip.net) == (Decimal(case["cout"]), Decimal(case["net"]))


def test_a_work_over_two_months_is_shared_by_days_to_the_cent():
    january, february = over(engaged("artiste", "service", "61.05", quantity=Decimal(60)), date(2027, 1, 11), date(2027, 2, 26))
    assert january.gross.value + february.gross.value == 60 * Decimal("61.05")
    assert january.terms.gross == (60 * Decimal("61.05") * 21 / 47).quantize(Decimal("0.01"))
    assert round(january.hours + february.hours, 6) == 60 * 4


def test_what_is_unknown_is_said_and_no_cost_is_given():
    on = date(2026, 9, 4)
    assert one_date(company(), law(), Engagement(status="artiste", function="Jeu"), on).missing == (NO_GROSS,)
    assert over(engaged("technicien", "forfait", "900"), on, on)[0].missing == (NO_HOURS,)
    without = one_date(company(headcount=None, idcc=""), load_law(), engaged("artiste", "cachet", "160"), on)
    assert [text.partition("(")[0].strip() for text in without.missing] == [
        "l’effectif de la structure",
        "la convention collective de la structure",
        "le taux « Accidents du travail, taux notifié à la structure »",
        "le taux « Prévoyance interbranches des intermittents, part employeur »",
    ]
    early = one_date(company(), law(), engaged("artiste", "cachet", "160"), date(2024, 12, 20))
    assert early.payslip is None and "à partir du 01/01/2025" in early.missing[0]
    large = one_date(company(headcount=12), law(), engaged("artiste", "cachet", "160"), on)
    assert large.missing == ("le taux du versement mobilité (0 s’il n’est pas dû)",) and large.cost is None


def test_an_artists_forfait_needs_no_hours_once_the_reduced_rates_are_gone():
    artist = engaged("artiste", "forfait", "4000")
    assert over(artist, date(2026, 11, 16), date(2026, 11, 30))[0].missing == ()
    assert NO_HOURS in over(artist, date(2025, 11, 17), date(2025, 11, 30))[0].missing


@pytest.mark.parametrize(("end", "months"), [(date(2027, 4, 10), True), (date(2027, 4, 11), False)])
def test_a_contract_is_short_up_to_three_months_from_day_to_day(end, months):
    first = over(engaged("technicien", "heure", "20", quantity=Decimal(96)), date(2027, 1, 11), end)[0]
    assert (first.terms.months <= 3) is months


def test_a_workshop_under_a_fixed_term_adds_the_published_indemnities():
    workshop = {"phase": "action_culturelle", "quantity": Decimal(10)}
    (slip,) = over(engaged("intervention", "heure", "35", **workshop), date(2026, 2, 2), date(2026, 2, 6), company(headcount=3))
    assert (slip.base, slip.gross.value) == (Decimal("350.00"), Decimal("423.50"))
    (kept,) = over(
        engaged("intervention", "heure", "35", **workshop, contract_kind="CDI"),
        date(2026, 2, 2),
        date(2026, 2, 6),
        company(headcount=3),
    )
    assert kept.gross.value == kept.base
