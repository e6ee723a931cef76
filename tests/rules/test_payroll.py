"""Payslips against published engines, rates and dates: what differs follows a text, which the case names."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from filage.cli.rules import payslips
from filage.cli.rules.paie import PaieEntree
from filage.rules.engine import DatedSetting, load_law
from filage.rules.payroll.payslip import payslip, stream
from filage.rules.payroll.reverse import gross_for
from filage.rules.payroll.scale import Scales
from filage.rules.payroll.terms import Contract, Employer, ImpossibleTerms, Module, Status, Terms
from filage.rules.payroll.yearly import fcap_3090, wage_tax

D = Decimal
SHEET = yaml.load((Path(__file__).parents[1] / "cases/payroll/bulletins.yaml").read_text(), Loader=yaml.BaseLoader)
CASES = {case["entree"]["id"]: case for case in SHEET["cases"]}
EVERY_MODULE = frozenset(Module)
SAID = ("cadre", "association", "non_lucrative", "prime_precarite", "alsace_moselle")
NOTIFIED = DatedSetting("payroll.general.accidents_du_travail", date(2024, 1, 1), D("0.014"), "notification", "official")
SCALES = Scales(load_law().with_settings([NOTIFIED]))
COMPANY = Employer(5, "1285")


def artist(gross, on=date(2026, 9, 15), **more):
    given = {"cachets": 1, "days": 1, "month_days": 30, "without": EVERY_MODULE} | more
    return Terms(status=Status.ARTISTE, contract=Contract.CDDU, on=on, gross=D(gross), **given)


def technician(gross, on=date(2026, 9, 15), **more):
    given = {"hours": D(24), "days": 3, "month_days": 30, "without": EVERY_MODULE} | more
    return Terms(status=Status.TECHNICIEN, contract=Contract.CDDU, on=on, gross=D(gross), **given)


def permanent(gross, on=date(2026, 9, 15), **more):
    return Terms(status=Status.PERMANENT, contract=Contract.CDI, on=on, gross=D(gross), **more)


def paid(terms, employer=COMPANY):
    return payslip(SCALES, employer, terms)


def of_case(case):
    given = dict(case["entree"]) | ({} if case["entree"]["statut"] == "permanent" else {"sans_modules": list(EVERY_MODULE)})
    given |= {key: given[key] == "true" for key in SAID if key in given}
    entree = PaieEntree.model_validate(given)
    return payslip(payslips.scales_of(entree), payslips.employer_of(entree), payslips.terms_of(entree, entree.brut))


def allowed(case, amount):
    """Return how far a line may be: the engine leaves the rates of artists unrounded."""
    share = {"permanent": D(0), "technicien": D("0.001"), "artiste": D("0.003")}[case["entree"]["statut"]]
    return max(D("0.02"), abs(amount) * share)


@pytest.mark.parametrize("name", CASES)
def test_each_line_is_that_of_the_public_engine_or_of_the_text(name):
    case = CASES[name]
    found, follows = of_case(case).by_line(), case.get("suivre_le_texte", {})
    wanted = {line: D(amount) for line, amount in case["lignes"].items() if line not in follows}
    assert {line for line, amount in wanted.items() if abs(found[line] - amount) > allowed(case, amount)} == set()


@pytest.mark.parametrize("name", CASES)
def test_net_and_cost_are_those_of_the_public_engine_or_of_the_text(name):
    case = CASES[name]
    found = of_case(case)
    assert found.ceiling == D(case["plafond"])
    assert abs(found.net - D(case["net"])) <= max(D("0.10"), D(case["net"]) / 1000)
    cost = D(case["cout"])
    if case["entree"]["statut"] == "artiste":  # the engine does not round their accident rate: ours on both sides
        cost += found.by_line()["atmp"] - D(case["atmp_moteur"])
    if "cout" not in case.get("suivre_le_texte", {}):
        assert abs(found.cost - cost) <= max(D("0.10"), cost / 1000)


@pytest.mark.parametrize("name", CASES)
def test_the_tree_of_a_payslip_comes_to_its_totals(name):
    found = of_case(CASES[name])
    assert (found.explained_cost().value, found.explained_net().value) == (found.cost, found.net)


def moved(terms_of, before, after, employer=COMPANY):
    """Return the lines that are not the same on two days, the reduction among them."""
    first, second = paid(terms_of(before), employer), paid(terms_of(after), employer)
    lines = {**first.by_line(), "reduction": first.reduction}, {**second.by_line(), "reduction": second.reduction}
    return {name for name in {*lines[0], *lines[1]} if lines[0].get(name) != lines[1].get(name)}


@pytest.mark.parametrize(
    ("before", "after", "employer", "lines"),
    [
        (date(2026, 2, 28), date(2026, 3, 1), Employer(5, nonprofit=True), {"taxe_apprentissage"}),
        (date(2026, 2, 28), date(2026, 3, 1), Employer(5), set()),
        (date(2026, 5, 31), date(2026, 6, 1), Employer(5), {"reduction"}),
    ],
    ids=["1er mars 2026, association", "1er mars 2026, société", "1er juin 2026"],
)
def test_a_date_changes_its_lines_and_only_those(before, after, employer, lines):
    assert moved(lambda on: permanent(2500, on), before, after, employer) == lines


def test_the_first_of_may_2025_changes_the_unemployment_of_intermittents_only():
    assert moved(lambda on: artist(450, on), date(2025, 4, 30), date(2025, 5, 1)) == {"chomage_employeur_annexes"}
    assert paid(artist(1000, date(2025, 4, 30), days=5)).by_line()["chomage_employeur_annexes"] == D("95.50")
    assert paid(artist(1000, date(2025, 5, 1), days=5)).by_line()["chomage_employeur_annexes"] == D("95.00")


def test_the_first_of_january_2026_ends_the_reduced_rates_of_an_artist():
    lines = moved(lambda on: artist(450, on, hours=D(24), ceiling=D(400)), date(2025, 12, 31), date(2026, 1, 1))
    assert lines == {"maladie_employeur", "allocations_familiales", "vieillesse_deplafonnee_employeur"}
    before, after = (paid(artist(1000, on, days=8, hours=D(96))).by_line() for on in (date(2025, 12, 31), date(2026, 1, 1)))
    rise = sum(after[line] - before[line] for line in ("maladie_employeur", "allocations_familiales"))
    assert rise == D("54.60")  # + 5,46 points sous 2,25 SMIC (GHS, 9 février 2026)


def test_the_first_of_may_2025_lowers_the_reduction_of_a_permanent():
    assert moved(lambda on: permanent(1810, on), date(2025, 4, 30), date(2025, 5, 1)) == {
        "reduction",
        "chomage_employeur_droit_commun",
    }
    # 0,3194 puis 0,3193 ÷ 0,6 × (1,6 × 1 801,80 ÷ 1 900 − 1), quatre décimales
    assert [paid(permanent(1900, on)).reduction for on in (date(2025, 4, 30), date(2025, 5, 1))] == [D("523.26"), D("523.07")]


def test_an_executive_of_a_part_time_has_the_ceiling_of_her_hours():
    found = paid(permanent(2950, executive=True, weekly_hours=D("17.5")))
    assert (found.ceiling, found.by_line()["prevoyance_cadre_employeur"]) == (D("2002.50"), D("30.04"))


def test_the_forfait_social_counts_the_health_paid_by_the_employer_from_eleven_people():
    told = [paid(permanent(2500, health=D(60)), Employer(headcount)).by_line().get("forfait_social") for headcount in (10, 11)]
    assert told == [None, D("2.40")]  # 8 % × 30 €


@pytest.mark.parametrize(
    ("headcount", "lines"),
    [
        (10, {"formation_professionnelle": "13.75", "fnal": "2.50", "taxe_apprentissage": "17.00"}),
        (11, {"formation_professionnelle": "25.00", "fnal": "2.50", "taxe_apprentissage": "17.00"}),
        (49, {"formation_professionnelle": "25.00", "fnal": "2.50"}),
        (50, {"formation_professionnelle": "25.00", "fnal": "12.50", "peec": "11.25"}),
        (250, {"taxe_apprentissage": "27.00", "peec": "11.25"}),  # 0,68 % + 0,40 %
    ],
)
def test_the_headcount_decides_the_lines(headcount, lines):
    found = paid(permanent(2500), Employer(headcount)).by_line()
    assert {line: found[line] for line in lines} == {line: D(amount) for line, amount in lines.items()}


def test_a_large_company_owes_nothing_more_for_apprentices_while_it_is_exempt():
    before, after = (paid(permanent(2500, on), Employer(300, nonprofit=True)) for on in (date(2026, 2, 1), date(2026, 3, 1)))
    assert ("taxe_apprentissage" in before.by_line(), after.by_line()["taxe_apprentissage"]) == (False, D("27.00"))


def test_the_local_scheme_of_alsace_and_moselle_is_a_setting():
    local = DatedSetting("payroll.general.alsace_moselle", date(2025, 1, 1), D(1), "saisi", "official")
    scales = Scales(SCALES.law.with_settings([local]))
    theirs = payslip(scales, Employer(5), artist(1000, days=10)).by_line()
    assert (theirs["maladie_salarie"], theirs["taxe_apprentissage"]) == (D("9.10"), D("4.40"))
    assert "maladie_salarie" not in paid(artist(1000, days=10), Employer(5)).by_line()


def test_the_tree_of_a_reduction_says_when_the_deduction_caps_it():
    manager = technician(600, hours=D(40), deduction="musicien", deducted=D(0))  # régisseur de théâtre
    found = paid(manager)
    plain = paid(technician(600, hours=D(40))).reduction
    assert found.reduction == min(found.reduction, (plain * D("1.3")).quantize(D("0.01")))
    assert found.explained_cost().value == found.cost


def test_an_artist_has_two_ceilings():
    assert paid(artist(1000, days=4)).ceiling == 1440  # 12 × 30 € par jour de travail
    assert paid(artist(1000, days=5)).ceiling == D("667.50")  # 4 005 € × 5/30
    assert paid(artist(1000, date(2025, 7, 1), days=4)).ceiling == 1392


def test_a_technician_never_has_the_ceiling_of_twelve_hours():
    assert paid(technician(1000, days=3)).ceiling == D("400.50")


def test_the_accident_rate_of_an_artist_is_rounded_to_one_decimal():
    assert paid(artist(1000)).by_line()["atmp"] == 10  # 1,40 % × 0,7 = 0,98 %, arrondi à 1,0 %


@pytest.mark.parametrize(("months", "rate"), [(D(1), "9.50"), (D(3), "9.50"), (D("3.1"), "9.00")])
def test_a_short_cddu_pays_half_a_point_more(months, rate):
    assert paid(artist(100, months=months)).by_line()["chomage_employeur_annexes"] == D(rate)


def test_unemployment_and_leave_are_counted_before_the_deduction_and_the_csg_too():
    found = paid(artist(1200, cachets=3, days=3, deduction="dramatique"))
    lines = found.by_line()
    assert found.taxed == 984  # 18 % en 2026
    assert (lines["chomage_employeur_annexes"], lines["conges_spectacles_employeur"]) == (114, 186)
    assert lines["csg_deductible"] == D("80.17")  # 6,80 % × 98,25 % × 1 200


@pytest.mark.parametrize(("year", "taxed"), [(2025, 790), (2026, 820), (2027, 850), (2031, 970), (2032, 1000)])
def test_the_deduction_of_a_dramatic_artist_fades_until_2032(year, taxed):
    assert paid(artist(1000, date(year, 6, 15), hours=D(12), deduction="dramatique")).taxed == taxed


def test_the_deduction_never_goes_under_the_minimum_wage_nor_beyond_7600_a_year():
    assert paid(artist(400, hours=D(30), deduction="dramatique")).taxed == D("369.30")  # 30 × 12,31
    assert paid(artist(1000, hours=D(1), deduction="dramatique", deducted=D(7550))).taxed == 950
    assert paid(artist(1000, hours=D(1), deduction="dramatique", deducted=D(7600))).taxed == 1000


def test_an_artist_never_has_the_general_reduction():
    assert paid(artist(150)).reduction == 0


def test_a_technician_has_a_hundred_ninetieths_of_a_lower_reduction():
    # 0,0200 + 0,3703 × [½ × (3 × 24 × 12,31 ÷ 384 − 1)]^1,75, quatre décimales, × 100/90
    share = (D(3) * 24 * D("12.31") / 384 - 1) / 2
    factor = (D("0.02") + D("0.3703") * share ** D("1.75")).quantize(D("0.0001"))
    assert paid(technician(384)).reduction == (384 * (factor * 100 / 90).quantize(D("0.0001"))).quantize(D("0.01"))


def test_the_reduction_ends_at_three_minimum_wages():
    assert paid(permanent("5601.04")).reduction > 0  # 3 × 12,31 € × 35 × 52 ÷ 12
    assert paid(permanent("5601.05")).reduction == 0


def test_the_funds_follow_the_agreement():
    in_1285 = paid(artist(1000, without=frozenset()), Employer(5, "1285")).by_line()
    in_3090 = paid(artist(1000, without=frozenset()), Employer(5, "3090")).by_line()
    assert (in_1285["fnas"], in_1285["fcap"]) == (D("14.50"), D("2.50"))
    assert "fnas" not in in_3090 and "fcap" not in in_3090 and in_3090["casc"] is None  # 0,25 ou 0,50 % : à saisir


def test_an_unknown_rate_leaves_the_cost_unknown_and_says_what_is_at_least_paid():
    found = paid(artist(1000, without=frozenset()))
    assert found.cost is None and found.by_line()["prevoyance_employeur"] is None
    assert found.least_cost > found.gross and found.explained_cost().value is None


def test_a_structure_that_gives_its_rate_has_its_cost():
    own = DatedSetting("payroll.intermittent.prevoyance", date(2026, 1, 1), D("0.0034"), "appel de cotisation", "official")
    found = payslip(Scales(SCALES.law.with_settings([own])), COMPANY, artist(1000, days=10, without=frozenset()))
    assert found.by_line()["prevoyance_employeur"] == D("3.40") and found.cost is not None


def test_a_workshop_is_paid_at_full_rates_and_never_as_a_cddu():
    workshop = Terms(status=Status.INTERVENTION, contract=Contract.CDD, on=date(2026, 9, 15), gross=D("423.50"), hours=D(10))
    lines = paid(workshop).by_line()
    assert (lines["maladie_employeur"], lines["chomage_employeur_droit_commun"]) == (D("55.06"), D("16.94"))
    assert lines["cpf_cdd"] == D("4.24") and not {"conges_spectacles_employeur", "formation_afdas"} & set(lines)
    with pytest.raises(ImpossibleTerms, match="CDDU"):
        Terms(status=Status.INTERVENTION, contract=Contract.CDDU, on=date(2026, 9, 15), gross=D(100))


@pytest.mark.parametrize(
    ("terms", "field"),
    [({"gross": D(-1)}, "brut"), ({"on": date(2024, 12, 31)}, "date"), ({"cachets": 7, "days": 2}, "nb_cachets")],
)
def test_impossible_terms_are_refused_by_the_name_of_their_key(terms, field):
    with pytest.raises(ImpossibleTerms) as refused:
        Terms(**{"status": Status.ARTISTE, "contract": Contract.CDDU, "on": date(2026, 1, 1), "gross": D(100)} | terms)
    assert refused.value.field == field


@pytest.mark.parametrize("terms", [artist(0), technician(0), permanent(0)], ids=["artiste", "technicien", "permanent"])
def test_the_gross_of_a_wished_net_or_cost_is_found_to_the_cent(terms):
    for wished in (D("350.00"), D("1234.56"), D("2500.01")):
        found, met = gross_for(SCALES, COMPANY, terms, wished, lambda one: one.net)
        assert not met or found.net == wished
        assert abs(found.net - wished) <= D("0.02")
        found, met = gross_for(SCALES, COMPANY, terms, wished, lambda one: one.cost)
        assert met is (found.cost == wished)


def test_the_odd_cent_of_a_mutuelle_is_borne_once():
    lines = paid(permanent(2500, health=D("60.01"))).by_line()
    assert lines["sante_employeur"] + lines["sante_salarie"] == D("60.01")


def test_equal_payslips_are_computed_once():
    first, other, again = stream(SCALES, COMPANY, [artist(450), artist(451), artist(450)])
    assert first is again and first is not other


def test_the_taxe_sur_les_salaires_is_that_of_the_published_cases():
    law = load_law()
    assert wage_tax(law, [D(25000)], 2025, nonprofit=False).value == D("2080.05")
    # 1 800 € de taxe brute : décote de 180 €, soit 1 620 €
    assert wage_tax(law, [D("22940.84")], 2025, nonprofit=False).value == 1620
    assert wage_tax(law, [D(25000)] * 7, 2025, nonprofit=True).value == 0  # 14 560,35 € sous l’abattement de 24 041 €
    assert wage_tax(law, [D(25000)], 2026, nonprofit=False).value is None


def test_the_fcap_of_a_company_stays_between_80_and_300_euros_a_year():
    law = load_law()
    assert [fcap_3090(law, [D(gross)], 2026).value for gross in (20_000, 150_000, 900_000)] == [80, 150, 300]
