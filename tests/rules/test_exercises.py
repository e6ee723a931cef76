"""An exercise finds its published answers again, draws others, and says the first cause of a wrong one."""

import re
from decimal import Decimal

import pytest

from filage.rules.reading import Unreadable
from filage.rules.schooling.exercises.drawing import drawn, seed_of
from filage.rules.schooling.exercises.expression import Formula
from filage.rules.schooling.exercises.marking import Verdict, mark
from filage.rules.schooling.exercises.record import FOLDER, exercises, loaded, read

# Corrigé publié du cas 1.
CASE_1 = {
    "plateau": "1686.00", "solde": "12000.00", "part": "600.00", "plancher": "1888.32", "prix_cession": "2488.32",
    "deux_dates": "4828.80", "facture_ht": "3545.80", "facture_ttc": "3740.82", "reste": "3436.48", "minimum": "20",
}  # fmt: skip
SMALL = """\
exercice: 1
code: essai
version: "1"
titre: Essai
releve_le: 2026-11-21
duree_minutes: 10
competences: [BC01-C1]
source: {nom: Essai, confiance: faible}
enonce: "{a} fois {b}"
donnees:
  a: {libelle: A, valeur: "2"}
  b: {libelle: B, valeur: "3"}
questions:
  - {code: q1, numero: "1", texte: Produit, points: "1", unite: "", formule: a * b, attendu: "6"}
"""


def case(number):
    return next(one for code, one in exercises().items() if code.startswith(f"cas-{number}-"))


def typed(**said):
    return {code: Decimal(value) for code, value in said.items()}


def test_every_published_answer_is_found_again():
    assert {code: value.known() for code, value in case(1).expected().items()} == typed(**CASE_1)


@pytest.mark.parametrize("found", exercises().values(), ids=lambda one: one.code)
def test_a_shipped_exercise_is_worth_twenty_and_names_its_source(found):
    assert found.points == 20 and found.origin.name and found.origin.confidence and found.competences


def test_right_answers_take_all_the_points():
    marking = mark(case(1), typed(**CASE_1))
    assert marking.points == marking.out_of == 20 and {one.verdict for one in marking.marks} == {Verdict.RIGHT}


@pytest.mark.parametrize(("code", "answer", "said"), [
    ("plateau", "1090.00", "charges employeur"),  # 800 + 240 + 50 : les « erreurs types » de la fiche
    ("solde", "78400.00", "sans déduire les produits acquis"),
    ("facture_ttc", "3683.30", "qu’au prix de cession"),  # 2 500 × 1,055 + 1 045,80
    ("deux_dates", "4976.64", "même nombre d’heures"),
])  # fmt: skip
def test_a_usual_mistake_is_named(code, answer, said):
    found = mark(case(1), typed(**CASE_1 | {code: answer})).of(code)
    assert found.verdict is Verdict.WRONG and said in found.cause


def test_what_follows_from_a_mistake_is_counted_once():
    plateau = Decimal("1290.00")  # le technicien oublié : 5 × 160 × 1,55 + 50
    floor, price = plateau * Decimal("1.12"), plateau * Decimal("1.12") + 600
    marking = mark(case(1), typed(**CASE_1) | {"plateau": plateau, "plancher": floor, "prix_cession": price})
    assert marking.of("plateau").verdict is Verdict.WRONG and marking.of("plateau").gap == Decimal("-396.00")
    for code in ("plancher", "prix_cession"):
        assert marking.of(code).verdict is Verdict.FOLLOWS
        assert [one.code for one in marking.of(code).follows] == ["plateau"]


def test_an_answer_that_is_not_there_is_missing_and_not_zero():
    found = mark(case(1), {}).of("plateau")
    assert (found.verdict, found.gap, found.points) == (Verdict.MISSING, None, 0)


@pytest.mark.parametrize(
    ("answer", "said"), [("-1686", "signe"), ("168600", "cent fois trop grande"), ("1.686", "mille fois trop petite")]
)
def test_a_sign_or_a_unit_is_told(answer, said):
    assert said in mark(case(1), typed(plateau=answer)).of("plateau").cause


def test_each_learner_draws_figures_of_her_own_and_always_the_same():
    one, again, other = (drawn(case(1), seed_of("donne", name)) for name in ("ana", "ana", "lou"))
    assert one.figures == again.figures != other.figures
    for found in (one, other):
        for code, figure in found.figures.items():
            bounds = case(1).figures[code].drawing
            assert figure.value == case(1).figures[code].value if bounds is None else bounds.least <= figure.value <= bounds.most


def test_a_variant_is_worked_out_by_hand_too():
    found = drawn(case(1), 42)
    given = {code: figure.value for code, figure in found.figures.items()}
    plateau = 5 * given["cachet"] * Decimal("1.55") + given["heures"] * given["taux_horaire"] * Decimal("1.65") + given["usure"]
    assert found.expected()["plateau"].known() == plateau
    assert found.expected()["solde"].known() == given["charges_creation"] - 66400


def test_a_variant_fills_the_solved_production():
    found = drawn(case(1), 42)
    cachet = next(one for one in loaded(found.solved)["embauches"] if one["unite"] == "cachet")
    assert Decimal(cachet["brut"]) == found.figures["cachet"].value and cachet["effectif"] == 5


@pytest.mark.parametrize(("old", "new", "said"), [
    ('attendu: "6"', 'attendu: "7"', "la formule donne 6"),
    ("formule: a * b", "formule: a * c", "c n’est pas donné avant"),
    ("formule: a * b", "formule: a ** b", "entrent dans une formule"),
    ('valeur: "2"', "valeur: 2.0", "entre guillemets"),
    ("titre: Essai\n", "", "exercice.titre : clé manquante"),
    ("titre: Essai\n", "titre: Essai\nautre: 1\n", "exercice.autre : clé inconnue"),
    ("exercice: 1", "exercice: 2", "lit le format 1"),
    ("code: essai", "code: ../essai", "traits d’union"),
    ("  b: {libelle: B", "  q1: {libelle: B", "nomme deux choses"),
    ("enonce:", "enonce: [", "YAML illisible"),
    ("formule: a * b", "formule: a / (b - b)", "divise par zéro"),
    ("releve_le: 2026-11-21", "releve_le: 2026-02-31", "YAML illisible"),
])  # fmt: skip
def test_a_faulty_exercise_says_its_faults(old, new, said):
    assert old in SMALL
    with pytest.raises(Unreadable, match=said):
        read(SMALL.replace(old, new))


@pytest.mark.parametrize("text", [
    "__import__('os')", "a.b", "a[0]", "lambda: 1", "[a]", "a if b else c", "arrondi(a, b)", "1e9", "0x10", "'a'", "True",
    "a @ b",
    "plus_petit(a)", "arrondi(*a)", "arrondi(x=a)", "", "(" * 300 + "a" + ")" * 300, "-" * 60 + "a", "a" * 700, "not a", "a < b",
])  # fmt: skip
def test_a_formula_holds_figures_and_nothing_else(text):
    with pytest.raises(Unreadable):
        Formula(text)


def test_the_shipped_files_are_named_after_their_code():
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(exercises())


# Fiche des cas pratiques : les chiffres de chaque corrigé.
PUBLISHED = {
    2: {"sept": "7820", "oct": "9790", "nov": "2510", "dec": "26030", "janv": "21050", "fevr": "-2030", "mars": "-14610",
        "avr": "-590", "mai": "6130", "besoin": "14610", "decembre_sans_drac": "11030", "janvier_sans_drac": "6050"},
    3: {"part40": "900.00", "part65": "900.00", "depasser": "125", "retenue": "1485.00", "net": "16515.00", "tva": "990.00",
        "banque": "13624.00"},
    5: {"effet_charges": "-2217.60", "effet_regie": "216.48", "effet_amortissement": "5400.00", "effet_series": "-980.00",
        "effet_vhr": "-234.54", "effet_repas": "0", "effet_gestion": "-160.09", "cddu": "1354.32", "reclamer_a": "157.63",
        "total_reclame": "571.86", "plateau": "8179.44", "charges": "16944.20", "resultat": "3386.20", "club_a": "1588.58",
        "festival": "4009.00", "taxe_d": "70.00", "prevu_b": "480.20"},
    4: {"separation": "514", "apres": "9", "marge": "39", "remplacement": "2035.80"},  # 6 × 78 + 46 ; (8 × 60 + 5 × 165) × 1,56
    6: {"acquis_ensuite": "75", "manque": "23500", "manque_ensuite": "15500", "une_date": "4121.60",
        "deux_dates": "7106.40", "marge": "1120",
        "dates_a_vendre": "14"},
}  # fmt: skip


@pytest.mark.parametrize("number", PUBLISHED)
def test_the_figures_of_each_case_are_those_that_were_published(number):
    found = case(number).expected()
    assert {code: found[code].known() for code in PUBLISHED[number]} == typed(**PUBLISHED[number])


def test_a_treasury_that_pays_contributions_late_is_named():
    found = mark(case(2), typed(nov="2510", dec="29130")).of("dec")  # 2 510 + 27 000 - 380, sans les 3 100
    assert "cotisations" in found.cause


def test_a_plan_that_never_goes_under_zero_is_right_whatever_it_is():
    for answer, verdict in (("0", Verdict.RIGHT), ("2410", Verdict.RIGHT), ("-1", Verdict.WRONG)):
        assert mark(case(2), typed(creux=answer)).of("creux").verdict is verdict


def test_a_guarantee_read_as_the_larger_of_two_is_named():
    assert "« Plus » est lu comme « ou »" in mark(case(5), typed(club_b="1500")).of("club_b").cause


def test_what_a_trainer_reads_is_left_out_of_the_computed_points():
    marking = mark(case(4), {})
    assert marking.out_of == 3 and marking.left == 17, "le planning compris : sans production, ses contradictions se lisent"


@pytest.mark.parametrize("hostile", ["[" * 200_000, "a: &a [1]\nb: *a", "code: 1\ncode: 2"])
def test_a_file_that_would_fell_its_reader_is_refused(hostile):
    with pytest.raises(Unreadable):
        loaded(hostile)


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_variants_of_a_case_have_other_answers_and_texts_that_follow_them(number):
    one, other = drawn(case(number), 1), drawn(case(number), 2)
    answers = [[value.known() for value in found.expected().values()] for found in (case(number), one, other)]
    assert answers[0] != answers[1] != answers[2] != answers[0]
    for found in (one, other):
        texts = [found.statement, *(question.explanation for question in found.questions)]
        assert not re.search(r"[{}]", " ".join(map(found.said, texts)))


def test_a_text_works_its_figures_out():
    found = drawn(case(5), 3)
    given = {code: figure.value for code, figure in found.figures.items()}
    said = found.said(found.statement).replace("\u202f", " ").replace("\xa0", " ")
    wages = f"{24 * given['cachet']:,.2f}".replace(",", " ").replace(".", ",")
    assert f"interprètes 4 × {given['cachet']},00 € × 6 = {wages} €" in said


@pytest.mark.parametrize(("old", "new", "said"), [
    ('enonce: "{a} fois {b}"', 'enonce: "{= a * c}"', "enonce : « a \\* c » : c n’est ni une donnée ni une réponse"),
    ('formule: a * b, attendu: "6"', "constats: [CTR-14]", "n’est pas le code d’un contrôle"),
    ('formule: a * b, attendu: "6"', "constats: [CTR-014]", "depart et corrige y sont"),
    ('formule: a * b', "constats: [CTR-014], formule: a * b", "pas les deux"),
    ('enonce: "{a} fois {b}"', f'enonce: "{"{=a}" * 201}"', "200 calculs au plus"),
])  # fmt: skip
def test_a_text_and_a_check_that_lead_nowhere_are_refused(old, new, said):
    assert old in SMALL
    with pytest.raises(Unreadable, match=said):
        read(SMALL.replace(old, new))


@pytest.mark.parametrize(("old", "new", "line"), [
    ("duree_minutes: 10", "duree_minutes: 0", 6),
    ('valeur: "3"', "valeur: 3", 12),
    ("formule: a * b", "formule: a * c", 14),
    ('attendu: "6"', 'attendu: "7"', 14),
    ("points:", "pointes:", 14),
])  # fmt: skip
def test_a_fault_of_an_exercise_names_its_line(old, new, line):
    with pytest.raises(Unreadable, match=f"^Ligne {line}, "):
        read(SMALL.replace(old, new))


def test_an_evening_of_music_tells_plus_from_or():
    found = exercises()["musiques-une-soiree"]
    # 240 × 16 / 1,055 = 3 639,81 ; − 12,3 % = 3 192,11 ; 1 200 + 70 % × (3 192,11 − 900) ; 65 % × 2 292,11 = 1 489,87 < 1 500
    said = {"recette": "3639.81", "nette": "3192.11", "accord_b": "2804.48", "accord_c": "1500", "seuil": "111"}
    assert {mark(found, typed(**said)).of(code).verdict for code in said} == {Verdict.RIGHT}
    assert "« Plus » est lu comme « ou »" in mark(found, typed(**said | {"accord_b": "1604.48"})).of("accord_b").cause


def test_an_exercise_whose_answers_grow_without_end_is_refused():
    grows = "".join(
        f'  - {{code: g{rank}, numero: "g{rank}", texte: G, points: "0", formule: {before} * {before}}}\n'
        for rank, before in enumerate(["big", *(f"g{rank}" for rank in range(40))])
    )
    text = SMALL.replace("questions:\n", '  big: {libelle: Grand, valeur: "999999999999"}\nquestions:\n') + grows
    with pytest.raises(Unreadable, match="trop grand pour se calculer"):
        read(text)
