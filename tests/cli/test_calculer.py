"""`filage calculer` and `filage baremes`: JSON in, JSON out, and one French sentence when the input is wrong."""

import io
import json
import subprocess
import sys

import pytest

from filage.__main__ import main
from filage.cli.rules import RULES

V1 = {
    "equipe": [
        {"fonction": "artiste", "nombre": 5, "brut": 160, "coefficient": "1.55"},
        {"fonction": "technicien", "nombre": 1, "quantite": 12, "brut": 20, "coefficient": "1.65"},
    ],
    "usure": 50,
}
CASE_1 = {
    "plateau": 1686, "taux_gestion": "0.12", "charges_creation": 78400, "produits_acquis": 66400,
    "dates_prevues": 20, "prix": 2500,
}  # fmt: skip
S4 = {
    "jauge": 120, "dates": 10, "taux_remplissage_pct": 62, "prix_moyen_ttc": 16, "tva_pct": "5.5",
    "taxe_pct": "3.5", "droits_pct": 12,
}  # fmt: skip
SHARED = {**S4, "part_producteur_pct": 50}
AID = {"assiette": 10000, "taux_pct": 30}
CASH = {"debut": "2026-11", "mois": 3, "ouverture": 1000, "flux": []}


class Process:
    """What a run of the command left: its exit code, its answer, its complaint."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    @property
    def answer(self):
        assert self.code == 0, self.err
        return json.loads(self.out)


@pytest.fixture
def filage(capsys, monkeypatch):
    """Run the command in this process, with `given` (text, bytes or data) on standard input."""

    def run(*arguments, given=""):
        raw = given if isinstance(given, bytes) else (given if isinstance(given, str) else json.dumps(given)).encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        with pytest.raises(SystemExit) as stop:
            main(arguments)
        return Process(stop.value.code or 0, *capsys.readouterr())

    return run


@pytest.fixture
def calculer(filage):
    return lambda rule, given, *options: filage("calculer", rule, *options, given=given)


def test_one_object_in_gives_one_object_out(calculer):
    answer = calculer("plateau", V1).answer
    assert answer == {
        "lignes": [{"fonction": "artiste", "cout": "1240.00"}, {"fonction": "technicien", "cout": "396.00"}],
        "plateau": "1686.00",
        "avertissements": [],
    }


def test_a_list_in_gives_a_list_out_in_order(calculer):
    answers = calculer("prix", [{**CASE_1, "prix": price} for price in (2500, 3000, 2000)]).answer
    assert [answer["marge_par_date"] for answer in answers] == ["611.68", "1111.68", "111.68"]
    assert calculer("prix", []).answer == []


def test_a_number_is_read_from_its_text_and_never_as_a_float(calculer):
    assert calculer("serie", '{"prix_base": 0.145, "coefficients": [1], "dates": 1}').answer["total"] == "0.15"
    assert calculer("serie", '{"prix_base": "2.675", "coefficients": [1e0], "dates": "1"}').answer["total"] == "2.68"


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_publishes_its_schema(filage, rule):
    schema = filage("calculer", rule, "--schema").answer
    assert schema["type"] == "object"
    assert not schema["additionalProperties"]
    assert set(schema["required"]) <= set(schema["properties"])
    assert "avertissements" in schema["sortie"]["properties"]


def test_the_explanation_opens_the_amount_down_to_what_was_given(calculer):
    why = calculer("plateau", V1, "--expliquer").answer["pourquoi"]
    assert (why["cle"], why["valeur"]) == ("plateau", "1686.00")
    artists = why["entrees"][0]
    assert artists["formule"].replace("\u202f", " ").replace("\xa0", " ") == "5 × 160,00 € × 1,55"
    assert [entry["libelle"] for entry in artists["entrees"]] == ["Nombre", "Brut", "Coefficient de charges"]


def test_the_explanation_names_the_key_of_each_other_amount(calculer):
    why = calculer("prix", CASE_1, "--expliquer").answer["pourquoi"]
    assert why["cle"] == "revient"
    assert {"marge_par_date", "seuil_dates", "prix_plancher"} <= {tree["cle"] for tree in why["autres"]}


QUOTE = {"prix_base": 2500, "coefficients": [1], "dates": 1, "vhr": [], "tva_pct": 5.5}
ITEM = {"poste": "Voyage", "mode": "forfait", "quantite": 1, "unitaire": 100}
SALE = {"operation": "cession", "date": "2026-03-01", "vendeur": {"regime": "assujetti"}, "montant_ht": 100}
TERM = {
    "periodes": [{"nature": "centre", "debut": "2025-12-01", "fin": "2026-03-27"}], "heures_par_jour": 7,
    "heures_centre": 511, "heures_entreprise": 0,
}  # fmt: skip
STAY = {"nature": "entreprise", "debut": "2026-04-07", "fin": "2026-06-19"}
HALF = {"date": "2025-12-01", "moment": "matin", "statut": "present"}
RESULTS = {"certification": "RNCP39624", "candidat": "a", "resultats": {}}
ENTRY = {
    "voie": "continue", "niveau": 4, "depot": "2025-10-15T23:59:00+02:00", "cloture": "2025-10-15T23:59:00+02:00",
    "pieces": {}, "entree": "2025-12-01", "certification": "RNCP39624",
}  # fmt: skip
OFF = {"prix": 1, "jours_avant": 1, "cause": "acheteur", "bareme": [], "couts_engages": [], "contrats_de_travail": []}


@pytest.mark.parametrize(("rule", "given", "field"), [
    ("plateau", {}, "equipe : clé manquante"),
    ("plateau", {"equipe": 3}, "equipe : doit être une liste"),
    ("plateau", {"equipe": [3]}, "equipe.0 : doit être un objet"),
    ("plateau", {"equipe": [{**V1["equipe"][0], "brut": "cent"}]}, "equipe.0.brut : « cent » n’est pas un nombre"),
    ("plateau", {"equipe": [{**V1["equipe"][0], "brut": True}]}, "equipe.0.brut : doit être un nombre"),
    ("plateau", {"equipe": [{**V1["equipe"][0], "brut": None}]}, "equipe.0.brut : est vide (null) : un nombre"),
    ("plateau", {"equipe": [{**V1["equipe"][0], "brut": -1}]}, "equipe.0.brut : ne peut pas être négatif"),
    ("plateau", {"equipe": [{**V1["equipe"][0], "nombre": 1.5}]}, "equipe.0.nombre : doit être un nombre entier"),
    ("plateau", {"equipe": [{**V1["equipe"][0], "fonction": 3}]}, "equipe.0.fonction : doit être un texte"),
    ("plateau", {"equipe": [{**V1["equipe"][0], "cachet": 1}]}, "equipe.0.cachet : clé inconnue ; clés admises : fonction"),
    ("plateau", {**V1, "frais_paie": 20}, "bulletins : manque, puisque frais_paie est donné"),
    ("plateau", [V1, {"equipe": [{}]}], "1.equipe.0.fonction : clé manquante"),
    ("prix", {**CASE_1, "dates_prevues": -1}, "dates_prevues : ne peut pas être négatif"),
    ("prix", {**CASE_1, "marque_sur_prix_pct": 100}, "marque_sur_prix_pct : doit être inférieur à 100"),
    ("prix", {**CASE_1, "taux_gestion": 12}, "taux_gestion : doit être au plus 1"),
    ("prix", '{"plateau": 1e400}', "plateau : nombre trop grand"),
    ("prix", '{"plateau": "1E+999999999"}', "plateau : nombre trop grand"),
    ("prix", '{"plateau": "NaN"}', "plateau : « NaN » n’est pas un nombre"),
    ("prix", '{"plateau": "1_000"}', "plateau : « 1_000 » n’est pas un nombre"),
    ("serie", {"prix_base": 1, "coefficients": [], "dates": 1}, "coefficients : ne peut pas être vide"),
    ("serie", {"prix_base": 1, "coefficients": [1], "dates": 10**9}, "dates : doit être au plus 10000"),
    ("billetterie", {**S4, "taux_remplissage_pct": 101}, "taux_remplissage_pct : doit être au plus 100"),
    ("billetterie", {**S4, "entrees": 3}, "taux_remplissage_pct : donner taux_remplissage_pct ou entrees"),
    ("billetterie", {**S4, "prix_moyen_ttc": None}, "prix_moyen_ttc : donner prix_moyen_ttc ou categories"),
    ("corealisation", {**SHARED, "base_partage": "brute"}, "base_partage : valeur refusée"),
    ("corealisation", {**SHARED, "minimum_garanti": {"montant": 1}}, "minimum_garanti.beneficiaire : clé manquante"),
    ("coproduction", {"cout": 1, "apports": [{"partie": "A"}]}, "apports.0.numeraire : clé manquante"),
    ("tresorerie", {**CASH, "debut": "2026-13"}, "debut : doit être un mois AAAA-MM"),
    ("tresorerie", {**CASH, "debut": "0999-01"}, "debut : année hors de"),
    ("tresorerie", {**CASH, "mois": 0}, "mois : doit être au moins 1"),
    ("tresorerie", {**CASH, "retards": [{"financeur": "A", "mois": 1}] * 2}, "retards.1.financeur : « A » a déjà un retard"),
    ("aide", {**AID, "forfait_par_date": 50}, "dates : manque, puisque forfait_par_date est donné"),
    ("aide", {**AID, "dates": 1, "paliers": [{"jusqu_a": 5, "montant": 1}]}, "paliers.0.jusqu_a : le dernier palier"),
    ("aide", {**AID, "dates": 1, "dates_min": 9, "dates_max": 3}, "dates_min : dépasse dates_max"),
    ("devis", {**QUOTE, "prix_base": None}, "prix_base : est vide (null) : un nombre est attendu"),
    ("devis", {**QUOTE, "prix_base": -1}, "prix_base : ne peut pas être négatif"),
    ("devis", {**QUOTE, "coefficients": None}, "coefficients : doit être une liste"),
    ("devis", {**QUOTE, "coefficients": [None]}, "coefficients.0 : est vide (null)"),
    ("devis", {**QUOTE, "tva_pct": "20 %"}, "tva_pct : « 20 % » n’est pas un nombre"),
    ("devis", {**QUOTE, "vhr": [{**ITEM, "mode": "offert"}]}, "vhr.0.mode : valeur refusée ; valeurs admises : 'forfait'"),
    ("devis", {**QUOTE, "vhr": [{**ITEM, "tva": 20}]}, "vhr.0.tva : clé inconnue ; clés admises : poste, mode, quantite"),
    ("tva", {**SALE, "operation": "don"}, "operation : valeur refusée ; valeurs admises : 'cession', 'billetterie'"),
    ("tva", {**SALE, "vendeur": {"regime": "reel"}}, "vendeur.regime : valeur refusée ; valeurs admises : 'assujetti'"),
    ("tva", {**SALE, "client": {"pays": "Belgique"}}, "client.pays : doit être un pays en deux lettres capitales"),
    ("tva", {**SALE, "client": {"assujetti": "oui"}}, "client.assujetti : doit être true ou false"),
    ("tva", {**SALE, "rang": 0}, "rang : doit être au moins 1"),
    ("tva", {**SALE, "montant_ht": None}, "montant_ht : est vide (null)"),
    ("faisabilite", {**TERM, "periodes": []}, "periodes : ne peut pas être vide"),
    ("faisabilite", {**TERM, "periodes": [{**STAY, "fin": "2026-04-06"}]}, "periodes.0.fin : précède debut"),
    ("faisabilite", {**TERM, "periodes": [{**STAY, "fin": "2046-04-06"}]}, "periodes.0.fin : plus de dix ans"),
    ("faisabilite", {**TERM, "periodes": [{**STAY, "debut": "2026-02-30"}]}, "periodes.0.debut : doit être une date"),
    ("faisabilite", {**TERM, "periodes": [STAY, {**STAY, "nature": "centre"}]}, "periodes.1.debut : chevauche periodes.0"),
    ("faisabilite", {**TERM, "periodes": [{**STAY, "nature": "stage"}]}, "periodes.0.nature : valeur refusée"),
    ("faisabilite", {**TERM, "heures_par_jour": 0}, "heures_par_jour : doit être plus que zéro"),
    ("faisabilite", {**TERM, "heures_par_jour": 25}, "heures_par_jour : doit être au plus 24"),
    ("faisabilite", {**TERM, "fermetures": [{"debut": "2026-01-02", "fin": "2026-01-01"}]}, "fermetures.0.fin : précède"),
    ("faisabilite", {**TERM, "territoire": "bretagne"}, "territoire : valeur refusée ; valeurs admises : metropole, alsace"),
    ("faisabilite", {**TERM, "absences_jours": 1}, "absences_jours : plus d’absences (1) que de jours"),
    ("jury", {"membres": [{"qualite": "ami"}], "candidats": [], "voie": "vae"}, "membres.0.qualite : valeur refusée"),
    ("jury", {"membres": [], "candidats": [], "voie": "libre"}, "voie : valeur refusée"),
    ("assiduite", {"demi_journees": [{**HALF, "statut": "parti"}]}, "demi_journees.0.statut : valeur refusée"),
    ("assiduite", {"demi_journees": [{**HALF, "moment": "soir"}]}, "demi_journees.0.moment : valeur refusée"),
    ("assiduite", {"demi_journees": [HALF, HALF]}, "demi_journees.1.date : demi-journée dite deux fois"),
    ("assiduite", {"demi_journees": [{**HALF, "statut": "retard", "minutes": 241}]}, "demi_journees.0.minutes : plus que"),
    ("assiduite", {"demi_journees": [{**HALF, "statut": "absent", "minutes": 30}]}, "demi_journees.0.minutes : une absence"),
    ("deliberation", {**RESULTS, "certification": "RNCP1"}, "certification : « RNCP1 » n’est pas connue de Filage"),
    ("deliberation", {**RESULTS, "certification": {"competences": []}}, "certification : doit être un code, ou un objet"),
    ("deliberation", {**RESULTS, "resultats": {"BC09-C1": "acquis"}}, "resultats.BC09-C1 : cette compétence n’est pas de"),
    ("deliberation", {**RESULTS, "resultats": {"BC01-C1": "bien"}}, "resultats.BC01-C1 : valeur refusée"),
    ("deliberation", {**RESULTS, "acquis_anterieurs": ["BC5"]}, "acquis_anterieurs.0 : « BC5 » n’est ni un bloc ni"),
    ("deliberation", {**RESULTS, "exemptions": [{"critere": "x", "condition1": True}]}, "exemptions.0.condition2 : clé"),
    ("eligibilite", {**ENTRY, "voie": "libre"}, "voie : valeur refusée ; valeurs admises : initiale_1"),
    ("eligibilite", {**ENTRY, "depot": "2025-10-15T23:59:00"}, "depot : doit être un moment avec son fuseau"),
    ("eligibilite", {**ENTRY, "niveau": 9}, "niveau : doit être au plus 8"),
    ("eligibilite", {**ENTRY, "pieces": {"CV": "oui"}}, "pieces.CV : doit être true ou false"),
    ("eligibilite", {**ENTRY, "certification": "RNCP1"}, "certification : « RNCP1 » n’est pas connue de Filage ; connues"),
    ("eligibilite", {**ENTRY, "voie": "alternance"}, "duree_mois : Apprentissage : préciser la durée"),
    ("eligibilite", {**ENTRY, "voie": "initiale_1", "duree_mois": 12}, "duree_mois : Formation initiale, 1re année"),
    ("annulation", {**OFF, "cause": "pluie"}, "cause : valeur refusée ; valeurs admises : 'acheteur', 'producteur', 'maladie'"),
    ("annulation", {**OFF, "jours_avant": -1}, "jours_avant : ne peut pas être négatif"),
    ("annulation", {**OFF, "contrats_de_travail": [{"signe": None, "salaires_restants": 1}]}, "signe : doit être true ou false"),
])  # fmt: skip
def test_a_wrong_input_is_refused_by_naming_its_field(calculer, rule, given, field):
    refused = calculer(rule, given)
    assert (refused.code, refused.out) == (2, "")
    assert field in refused.err
    assert "Traceback" not in refused.err


@pytest.mark.parametrize(("given", "sentence"), [
    (b"", "Entrée vide"),
    (b"  \n", "Entrée vide"),
    (b"3", "doit être un objet JSON"),
    (b'{"equipe": ', "JSON illisible, ligne 1, colonne 12"),
    (b'{"equipe": [], "usure": NaN}', "NaN n’est pas un nombre"),
    (b'{"equipe": [], "usure": -Infinity}', "-Infinity n’est pas un nombre"),
    (b'{"equipe": [], "equipe": []}', "equipe : clé en double"),
    (b'{"equipe": "\xff"}', "pas en UTF-8"),
    (b'{"equipe": "\\ud800"}', "moitié de caractère"),
    (b"[" * 200_000, "JSON trop imbriqué"),
])  # fmt: skip
def test_what_is_no_json_object_is_refused_in_a_sentence(calculer, given, sentence):
    refused = calculer("plateau", given)
    assert (refused.code, refused.out) == (2, "")
    assert sentence in refused.err


def test_a_byte_order_mark_is_no_error(calculer):
    assert calculer("plateau", b"\xef\xbb\xbf" + json.dumps(V1).encode()).answer["plateau"] == "1686.00"


def test_an_unknown_rule_or_option_is_refused_in_french(filage):
    assert "vouliez-vous « plateau »" in filage("calculer", "plateu").err
    assert filage("calculer", "plateau", "--zut").err.startswith("Option inconnue : --zut")
    assert filage("calculer").err.startswith("Il manque « REGLE »")
    assert filage("zut").err.startswith("Commande inconnue : zut")
    assert filage("calculer", "plateau", "a", "b").err.startswith("Argument en trop : a b")


def test_a_price_without_planned_dates_says_what_it_cannot_know(calculer):
    answer = calculer("prix", {**CASE_1, "dates_prevues": 0, "marge_sur_cout_pct": 10}).answer
    assert [answer[key] for key in ("amort_par_date", "revient", "prix_sur_cout", "prix_plancher")] == [
        None,
        None,
        None,
        "1888.32",
    ]
    assert "Aucune date prévue" in answer["avertissements"][0]


@pytest.mark.parametrize("price", ["1888.32", "1700"])
def test_a_price_that_leaves_nothing_never_pays_the_creation_back(calculer, price):
    answer = calculer("prix", {**CASE_1, "prix": price}).answer
    assert (answer["seuil_dates"], answer["seuil_atteignable"]) == (None, False)
    assert "Seuil inatteignable" in answer["avertissements"][0]


def test_a_price_under_its_floor_says_the_floor_and_what_each_date_loses(calculer):
    low = calculer("prix", {**CASE_1, "produits_acquis": 80000, "prix": "1700"}).answer["avertissements"]
    text = low[1].replace("\u202f", " ").replace("\xa0", " ")
    assert text == "Le prix ne couvre pas le prix plancher (1 888,32 €) : chaque date perd 188,32 €."
    assert len(low) == 2  # nothing is left to pay back, and nobody says that it never will be


def test_a_warning_agrees_with_its_count(calculer):
    one = calculer("serie", {"prix_base": 900, "coefficients": [1], "dates": 1, "plateaux": [800, 800]}).answer
    assert one["avertissements"] == ["2\xa0plateaux pour 1\xa0date : les derniers ne servent pas."]
    alone = calculer("prix", {**CASE_1, "dates_prevues": 1}).answer
    assert alone["avertissements"] == ["À ce prix, le seuil est à 20\xa0dates, pour 1\xa0date prévue."]


def test_wages_paid_are_explained_without_two_signs_in_a_row(calculer):
    why = calculer("tresorerie", {**CASH, "salaires": [{"mois": "2026-11", "montant": 200}]}, "--expliquer").out
    assert "− (−200,00" in why.replace("\xa0", " ").replace("\u202f", " ") and "− −" not in why.replace("\xa0", " ")


def test_a_creation_already_paid_needs_no_date(calculer):
    answer = calculer("prix", {**CASE_1, "produits_acquis": 80000}).answer
    assert (answer["besoin_creation"], answer["seuil_dates"], answer["seuil_atteignable"]) == ("-1600.00", 0, True)
    assert "dépassent les charges" in answer["avertissements"][0]


def test_a_series_repeats_its_last_coefficient_and_alerts_each_date_under_its_plateau(calculer):
    given = {"prix_base": 3400, "coefficients": [1, "0.85", "0.75"], "dates": 4, "plateaux": [2600, 2600, 2600, 2500]}
    answer = calculer("serie", given).answer
    assert answer["prix"] == ["3400.00", "2890.00", "2550.00", "2550.00"]
    assert answer["marge"] == "1090.00"
    assert len(answer["alertes"]) == 1
    assert answer["alertes"][0].startswith("Date 3")


def test_a_series_of_no_date_costs_nothing(calculer):
    assert calculer("serie", {"prix_base": 3400, "coefficients": [1], "dates": 0}).answer["total"] == "0.00"


def test_tickets_from_a_filling_rate_round_up_once_on_the_whole_series(calculer):
    answer = calculer("billetterie", {**S4, "jauge": 99, "dates": 3, "taux_remplissage_pct": "50.1"}).answer
    assert answer["entrees"] == 149  # 99 × 3 × 50,1 % = 148,797


def test_categories_give_their_mean_price(calculer):
    categories = [{"places": 60, "prix_ttc": 20}, {"places": 40, "prix_ttc": 12}]
    sold = {"jauge": 120, "dates": 1, "tva_pct": 0, "categories": categories}
    assert calculer("billetterie", {**sold, "entrees": 100}).answer["recette_ttc"] == "1680.00"
    assert calculer("billetterie", {**sold, "taux_remplissage_pct": 50}).answer["recette_ttc"] == "1008.00"


def test_more_tickets_than_seats_is_said(calculer):
    given = {key: value for key, value in S4.items() if key != "taux_remplissage_pct"}
    assert "la jauge est dépassée" in calculer("billetterie", {**given, "entrees": 1201}).answer["avertissements"][0]


def test_a_threshold_above_the_house_is_impossible_and_said(calculer):
    answer = calculer("corealisation", {**SHARED, "cout": 11000}).answer
    assert (answer["seuil_spectateurs"], answer["seuil_pct"]) == (1717, "143.08")
    assert "Seuil inatteignable" in answer["avertissements"][0]


def test_a_minimum_equal_to_the_part_does_not_play(calculer):
    given = {"jauge": 100, "dates": 1, "entrees": 100, "prix_moyen_ttc": 10, "tva_pct": 0, "part_producteur_pct": 60}
    answer = calculer("corealisation", {**given, "minimum_garanti": {"montant": 600, "beneficiaire": "producteur"}}).answer
    assert (answer["part_producteur"], answer["garanti_joue"]) == ("600.00", False)


def test_a_minimum_above_the_takings_makes_the_company_owe_the_venue(calculer):
    given = {"jauge": 100, "dates": 1, "entrees": 10, "prix_moyen_ttc": 10, "tva_pct": 0, "part_producteur_pct": 60}
    answer = calculer("corealisation", {**given, "minimum_garanti": {"montant": 600, "beneficiaire": "lieu"}}).answer
    assert (answer["part_producteur"], answer["part_lieu"]) == ("-500.00", "600.00")
    assert "la compagnie lui doit" in answer["avertissements"][-1]


@pytest.mark.parametrize(("base", "part"), [("nette", "4767.24"), ("ht", "5641.71"), ("ttc", "5952.00")])
def test_what_is_shared_is_what_the_contract_says(calculer, base, part):
    assert calculer("corealisation", {**SHARED, "base_partage": base}).answer["part_producteur"] == part


def test_a_simple_coproduction_gives_a_part_and_no_result(calculer):
    parties = [{"partie": name, "numeraire": cash, "industrie": 0, "nature": 1000} for name, cash in (("A", 5000), ("B", 3000))]
    answer = calculer("coproduction", {"cout": 10000, "resultat": 2000, "apports": parties}).answer
    assert [part["part_pct"] for part in answer["parts"]] == ["60.00", "40.00"]
    assert [part["resultat"] for part in answer["parts"]] == [None, None]
    shared = calculer("coproduction", {"cout": 10000, "resultat": -2000, "apports": parties, "forme": "participation"}).answer
    assert [part["resultat"] for part in shared["parts"]] == ["-1200.00", "-800.00"]


def test_a_cash_plan_crosses_the_year_and_reports_what_falls_outside(calculer):
    flows = [
        {"libelle": "acompte", "mois": "2026-12", "montant": 500, "financeur": "DRAC"},
        {"libelle": "solde", "mois": "2027-01", "montant": 300, "financeur": "DRAC"},
        {"libelle": "ancien", "mois": "2026-10", "montant": -50},
    ]
    answer = calculer("tresorerie", {**CASH, "flux": flows, "retards": [{"financeur": "DRAC", "mois": 1}]}).answer
    assert [month["mois"] for month in answer["mois"]] == ["2026-11", "2026-12", "2027-01"]
    assert [month["solde"] for month in answer["mois"]] == ["1000.00", "1000.00", "1500.00"]
    assert answer["reports"] == [{"libelle": "ancien", "montant": "-50.00"}, {"libelle": "solde", "montant": "300.00"}]


def test_a_late_funder_who_pays_nothing_is_said(calculer):
    answer = calculer("tresorerie", {**CASH, "retards": [{"financeur": "Région", "mois": 2}]}).answer
    assert "aucun flux du financeur « Région »" in answer["avertissements"][0]


@pytest.mark.parametrize(("rules", "amount", "limit"), [
    ({}, "3000.00", None),
    ({"plafond": 2000}, "2000.00", "plafond"),
    ({"plafond": 2000, "reste_a_financer": 1500}, "1500.00", "reste_a_financer"),
    ({"plafond": 2000, "deja_recu": 900, "plafond_cumul": 1000}, "100.00", "plafond_cumul"),
    ({"deja_recu": 1200, "plafond_cumul": 1000}, "0.00", "plafond_cumul"),
    ({"plancher": 4000}, "4000.00", "plancher"),
    ({"plancher": 4000, "plafond": 3500}, "3500.00", "plafond"),
    ({"plancher": 4000, "reste_a_financer": 500}, "500.00", "reste_a_financer"),
    ({"dates": 4, "dates_min": 5}, "0.00", "dates_min"),
])  # fmt: skip
def test_an_aid_says_what_limits_it(calculer, rules, amount, limit):
    answer = calculer("aide", {**AID, **rules}).answer
    assert (answer["montant"], answer["limite_par"], answer["eligible"]) == (amount, limit, limit != "dates_min")


def test_the_parameters_are_listed_with_their_source(filage):
    rows = filage("baremes", "taux_cession", "--au", "2026-11-21", "--json").answer["baremes"]
    assert [(row["code"], row["valeur"], row["confiance"]) for row in rows] == [("vat.taux_cession", "0.055", "two_sources")]
    assert "deux sources" in filage("baremes", "taux_cession", "--au", "2026-11-21").out


def test_a_value_past_its_review_makes_the_command_fail(filage):
    assert filage("baremes", "--perimes", "--au", "2026-11-22").code == 0
    late = filage("baremes", "--perimes", "--au", "2029-01-01")
    assert late.code == 1
    assert "à relire depuis le" in late.out
    assert filage("baremes", "--au", "demain").code == 2


def test_the_help_lists_every_command_in_french_and_imports_none_of_them():
    watch = "import sys; from filage.__main__ import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
    check = "slow = {'django', 'pydantic', 'yaml'} & set(sys.modules); sys.exit(f'imported: {slow}' if slow else 0)"
    run = subprocess.run([sys.executable, "-c", watch + check], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    for word in ("Commandes", "calculer", "dossier", "restaurer", "Affiche cette aide."):
        assert word in run.stdout


def test_the_command_answers_as_a_process_and_never_imports_django():
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "filage", "calculer", "plateau"],
        input=json.dumps(V1), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert json.loads(run.stdout)["plateau"] == "1686.00"
    assert "django" not in run.stderr
