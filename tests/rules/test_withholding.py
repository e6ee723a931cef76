"""What income tax holds from a payslip, and who collects what, against the published scales."""

from datetime import date
from decimal import Decimal

import pytest

from filage.cli.rules.paie import PaieEntree, answer
from filage.cli.rules.paie_inverse import PaieInverseEntree
from filage.cli.rules.paie_inverse import answer as reverse
from filage.cli.rules.shapes import BadInput
from filage.rules.engine import load_law
from filage.rules.payroll.withholding import is_short, withheld

D = Decimal
LAW = load_law()
MODULES = ["afdas", "prevoyance", "medecine", "fonds", "conventionnel"]
CACHET = {
    "statut": "artiste",
    "date": "2026-02-15",
    "nb_cachets": 1,
    "jours_contrat": 1,
    "taux_atmp": "1.4",
    "sans_modules": MODULES,
}


def told(entree, **more):
    return answer(PaieEntree.model_validate({"brut": 450, **entree, **more})).sortie


@pytest.mark.parametrize(
    ("taxable", "on", "rate"),
    [
        (1619, date(2026, 4, 30), "0"),  # grille de mai 2025, en vigueur jusqu'au 30 avril 2026
        (1620, date(2026, 4, 30), "0.005"),
        (1634, date(2026, 5, 1), "0"),
        (2600, date(2026, 5, 1), "0.053"),  # 5,3 % : Formulepaie, février 2026
        (2293, date(2025, 7, 1), "0.041"),
        (1591, date(2025, 4, 30), "0.005"),
        (54088, date(2025, 4, 30), "0.43"),
    ],
)
def test_without_a_rate_the_neutral_scale_of_the_day_applies(taxable, on, rate):
    assert withheld(LAW, D(taxable), on, rate=None, short=False).rate.value == D(rate)


def test_a_short_contract_takes_half_a_minimum_wage_off_before_the_scale():
    found = withheld(LAW, D(2600), date(2026, 2, 15), rate=None, short=True)
    assert (found.base.value, found.rate.value, found.amount.value) == (1852, D("0.021"), D("38.89"))  # 2 600 − 748
    assert withheld(LAW, D(600), date(2026, 2, 15), rate=None, short=True).base.value == 0


def test_a_rate_that_was_sent_applies_without_any_abatement():
    found = withheld(LAW, D(1000), date(2026, 2, 15), rate=D("0.031"), short=True)
    assert (found.base.value, found.amount.value) == (1000, 31)


def test_the_two_months_of_a_short_contract_run_from_date_to_date():
    assert is_short(date(2026, 1, 15), date(2026, 3, 14))
    assert not is_short(date(2026, 1, 15), date(2026, 3, 15))
    assert is_short(date(2025, 12, 31), date(2026, 2, 28)) and not is_short(date(2025, 12, 31), date(2026, 3, 1))


def test_the_payslip_says_the_tax_and_what_is_left():
    short = told(CACHET, brut=3000, jours_contrat=4, nb_cachets=4)
    base = D(short.net_imposable) - 748
    assert D(short.base_prelevement_source) == base
    assert D(short.net_apres_prelevement) == D(short.net_a_payer_avant_impot) - D(short.prelevement_source)
    assert told(CACHET, taux_pas=0).prelevement_source == "0.00"
    assert told(CACHET, brut=3000, duree_contrat_mois=3).base_prelevement_source == told(CACHET, brut=3000).net_imposable


def test_the_abatement_since_june_2026_is_derived_and_says_so():
    assert any("déduite" in text for text in told(CACHET, date="2026-06-15").avertissements)


def test_each_body_collects_its_lines_and_the_guso_all_of_them_but_the_funds():
    given = CACHET | {"idcc": "1285", "sans_modules": ["prevoyance"]}
    dsn, guso = ({row.organisme: row.montant for row in told(given, circuit=each).recouvrement} for each in ("dsn", "guso"))
    assert dsn["France Travail"] == "54.68"  # 9,50 % + 2,40 % + AGS 0,25 % de 450 €
    assert set(dsn) == {"Urssaf", "France Travail", "Audiens", "Thalie Santé", "Afdas", "FNAS"}
    assert set(guso) == {"Guso", "FNAS"} and guso["FNAS"] == dsn["FNAS"] == "6.53"
    assert sum(map(D, dsn.values())) == sum(map(D, guso.values()))
    assert told(given, circuit="guso").cout_total_employeur == told(given).cout_total_employeur


@pytest.mark.parametrize(
    ("entree", "message"),
    [
        ({"statut": "permanent", "circuit": "guso"}, "ni permanent, ni atelier"),
        ({"statut": "intervention", "circuit": "guso"}, "ni permanent, ni atelier"),
        ({"statut": "technicien", "contrat": "CDI", "circuit": "guso"}, "durée déterminée"),
        ({"statut": "permanent", "prime_precarite": True}, "fin d’un CDD"),
        ({"statut": "artiste", "prime_precarite": True}, "fin d’un CDD"),
        ({"statut": "artiste", "nb_cachets": 94}, "3 cachets par jour"),
        ({"statut": "permanent", "brut": 1_000_001}, "faute de frappe"),
        ({"statut": "permanent", "date": "2024-12-31"}, "à partir du 01/01/2025"),
    ],
)
def test_what_no_payslip_can_have_is_refused(entree, message):
    with pytest.raises(BadInput, match=message):
        told({"date": "2026-02-15"} | entree)


def test_a_minor_a_pay_under_the_minimum_wage_and_what_was_supposed_are_said():
    child = told(CACHET, naissance="2011-05-01").avertissements
    assert any("préfet" in text for text in child)
    assert any("représentants légaux" in text for text in told(CACHET, naissance="2009-05-01").avertissements)
    assert not any("préfet" in text for text in told(CACHET, naissance="1990-05-01").avertissements)
    low = {"statut": "technicien", "date": "2026-09-15", "heures_mois": 40, "taux_atmp": "1.4", "jours_contrat": 7}
    assert any("Brut inférieur" in text for text in told(low, brut=492).avertissements)  # 40 × 12,31 = 492,40
    assert not any("Brut inférieur" in text for text in told(low, brut="492.40").avertissements)
    untold = {key: value for key, value in CACHET.items() if key != "jours_contrat"}
    assert told(untold).plafond_applique == "360.00"
    assert any("un jour de travail par cachet" in text for text in told(untold).avertissements)
    assert any("mobilité" in text for text in told(CACHET, effectif=11).avertissements)


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({"idcc": "3090"}, "FCAP-SVP"),
        ({"idcc": "1285", "effectif": 11}, "CSE"),
        ({"dfs": "artiste dramatique"}, "accord du salarié"),
        ({"date": "2027-02-15"}, "ceux de 2026 sont reconduits"),
    ],
)
def test_what_the_structure_must_know_is_said(more, text):
    assert any(text in said for said in told(CACHET, **more).avertissements)
    assert not any(text in said for said in told(CACHET).avertissements)


def test_a_workshop_adds_the_end_of_its_contract_then_the_leave_not_taken():
    workshop = {"statut": "intervention", "date": "2026-09-15", "heures_mois": 10, "taux_atmp": "1.4"}
    assert told(workshop, brut=350, prime_precarite=True, indemnite_conges=True).brut_total == "423.50"
    assert told(workshop, brut=350, prime_precarite=True).brut_total == "385.00"


@pytest.mark.parametrize("wish", [{"net_vise": "1741.51"}, {"cout_vise": "2576.77"}])
def test_a_reversed_gross_gives_its_wish_again(wish):
    terms = {
        "statut": "permanent",
        "contrat": "CDD",
        "date": "2026-09-15",
        "effectif": 3,
        "taux_atmp": "1.4",
        "prime_precarite": True,
    }
    found = reverse(PaieInverseEntree.model_validate(terms | wish)).sortie
    again = told(terms, brut=found.brut)
    assert [again.net_a_payer_avant_impot if "net_vise" in wish else again.cout_total_employeur] == list(wish.values())
