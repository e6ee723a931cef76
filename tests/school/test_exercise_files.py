"""A production handed in is marked line by line: the first cause of each wrong total, once."""

import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest
import yaml
from openpyxl import load_workbook

from filage.__main__ import main
from filage.core.refusal import Refusal
from filage.rules.schooling.exercises.drawing import drawn
from filage.rules.schooling.exercises.marking import Verdict
from filage.rules.schooling.exercises.record import exercises, loaded
from filage.school.exercises.operations import reading
from filage.school.exercises.queries import answers, corrected
from filage.school.exercises.queries.differences import causes
from filage.school.exercises.queries.readings import as_json, from_json, read
from filage.school.exercises.queries.schedules import flows

CASE_1 = exercises()["cas-1-plateau-prix"]
CASE_2 = exercises()["cas-2-tresorerie"]
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture(scope="module")
def solved(django_db_setup, django_db_blocker):
    """Return what the workbook of the solved production says; it is read once."""
    with django_db_blocker.unblock():
        return reading.solved_of(CASE_1.code, CASE_1.solved)


@pytest.fixture
def workbook():
    """Return a function that gives the workbook of the solved production, some cells changed: sheet, heading, old, new."""

    def change(*cells):
        book = load_workbook(io.BytesIO(reading.workbook_of(replace(CASE_1, start=CASE_1.solved))))
        for sheet, heading, old, new in cells:
            (column,) = {cell.column for row in book[sheet].iter_rows() for cell in row if cell.value == heading}
            (found,) = [row[column - 1] for row in book[sheet].iter_rows() if row[column - 1].value == old]
            found.value = new
        made = io.BytesIO()
        book.save(made)
        return made.getvalue()

    return change


@pytest.fixture
def filage(capfd):
    """Return a function that runs `filage corriger` and gives (code, output, errors)."""

    def run(*words):
        with pytest.raises(SystemExit) as left:
            main(["corriger", *map(str, words)])
        said = capfd.readouterr()
        return left.value.code or 0, said.out, said.err

    return run


def wrong(data, sheet, label, **fields):
    """Return a production where one line is wrong."""
    lines = tuple(replace(one, **fields) if getattr(one, "label", "") == label else one for one in getattr(data, sheet))
    assert lines != getattr(data, sheet)
    return replace(data, **{sheet: lines})


def marked(mine, solved):
    """Return the marks of a production, as they are kept and read again."""
    return corrected(CASE_1, {}, from_json(as_json(read(CASE_1, mine, solved))))


def causes_of(code, mine, solved):
    """Return the differences that make an answer wrong."""
    return [one for one in causes(CASE_1, mine, solved) if code in one.effects]


def test_the_budget_desk_finds_the_published_answers_of_the_solved_production(solved):
    # two roads to each figure: the desk reads the production, the formula reads the statement
    expected = {code: value.known() for code, value in CASE_1.expected().items()}
    assert {code: round(value, 2) for code, value in answers(CASE_1, solved).items()} == expected


def test_the_hours_of_the_technician_are_the_first_cause_of_three_totals(solved):
    mine = wrong(solved, "plateau", "Technique", quantities=(Decimal(8), Decimal(8)))
    found = marked(mine, solved)
    (cause,) = causes_of("plateau", mine, solved)
    # 4 h × 20 × 1,65 = 132 ; + 12 % de gestion = 147,84
    assert (cause.cell, cause.given, cause.right, cause.effects["plateau"]) == ("quantité", 8, 12, Decimal("-132"))
    assert round(cause.effects["prix_cession"], 2) == Decimal("-147.84")
    assert found.marking.of("plateau").verdict is Verdict.WRONG
    assert found.marking.of("plancher").verdict is found.marking.of("prix_cession").verdict is Verdict.FOLLOWS
    assert found.marking.of("solde").verdict is Verdict.RIGHT and found.marking.points == 17


def test_the_second_date_kept_at_twelve_hours_is_wrong_on_one_question(solved):
    mine = wrong(solved, "plateau", "Technique", quantities=(Decimal(12), Decimal(12)))
    found = marked(mine, solved)
    assert [one.question.code for one in found.marking.marks if one.verdict is Verdict.WRONG] == ["deux_dates"]
    assert [one.said for one in found.differences(CASE_1.question("deux_dates"))] == [
        "Technique : quantité des dates suivantes 12 au lieu de 8"
    ]


def test_two_mistakes_that_make_up_for_each_other_are_both_told(solved):
    mine = wrong(wrong(solved, "income", "DRAC", asked=Decimal(14000)), "income", "Région", asked=Decimal(13000))
    found = marked(mine, solved)
    assert found.marking.points == 20 and {one.said.split(" :")[0] for one in found.reading.differences} == {"DRAC", "Région"}


def test_a_line_that_is_missing_and_one_too_many_are_told_with_what_they_weigh(solved):
    mine = replace(solved, income=tuple(one for one in solved.income if one.label != "Apport"))
    (cause,) = causes_of("solde", mine, solved)
    assert (cause.label, cause.kind, cause.effects["solde"]) == ("Apport", "absente", Decimal(4400))
    extra = replace(solved.charges[1], id="01a1fe00-0001-7000-8000-0000000000ff", label="Imprévus", unit_price=Decimal(500))
    (cause,) = causes_of("solde", replace(solved, charges=(*solved.charges, extra)), solved)
    assert (cause.kind, cause.effects["solde"]) == ("en trop", Decimal(500))


def test_the_same_money_cut_in_more_lines_is_no_mistake(solved):
    one = next(line for line in solved.charges if line.label == "Charges de création")
    cut = [replace(one, id=f"01a1fe00-0001-7000-8000-0000000000f{rank}", label=label, unit_price=Decimal(price))
           for rank, (label, price) in enumerate((("Décor", 38400), ("Répétitions", 40000)))]  # fmt: skip
    mine = replace(solved, charges=(*(line for line in solved.charges if line is not one), *cut))
    assert marked(mine, solved).marking.points == 20 and not causes(CASE_1, mine, solved)


def test_the_command_names_the_line_of_a_variant(filage, tmp_path):
    mine = tmp_path / "copie.filage.yaml"
    mine.write_text(drawn(CASE_1, 7).solved.replace("quantite_suivantes: '8.00'", "quantite_suivantes: '9.00'"))
    code, said, _ = filage("cas-1", mine, "--graine", 7)
    assert code == 0 and "→ Technique : quantité des dates suivantes 9 au lieu de 8" in said and "17 sur 20" in said


@pytest.mark.parametrize(("name", "content", "said"), [
    ("vide.yaml", b"", "est vide"),
    ("coupe.yaml", b"# Fichier Filage, complet\nfilage: 1\n", "coupé"),
    ("bruit.yaml", b"\x00\x01\x02", "n’est pas un fichier Filage"),
    ("autre.yaml", CASE_1.start.replace("slug: cas-1-plateau-prix", "slug: autre").encode(), "n’est pas celui de l’exercice"),
])  # fmt: skip
def test_a_file_that_is_not_a_copy_is_refused_in_one_sentence(filage, tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    code, _, error = filage("cas-1", tmp_path / name)
    assert code and said in error and "Traceback" not in error


def test_a_file_of_two_hundred_megabytes_is_refused_unread(filage, tmp_path):
    with (tmp_path / "gros.yaml").open("wb") as big:
        big.truncate(200 * 1024 * 1024)
    code, _, error = filage("cas-1", tmp_path / "gros.yaml")
    assert code == 1 and "dépasse 20 Mo" in error


def test_answers_that_were_typed_are_marked_without_a_production(filage, tmp_path):
    (tmp_path / "r.yaml").write_text("1: 1 686,00 €\n2a: 78400\n", encoding="utf-8")
    code, said, _ = filage("cas-1", "--reponses", tmp_path / "r.yaml")
    assert code == 0 and "1. Coût plateau d’une représentation : ✓ juste" in said and "sans déduire les produits acquis" in said
    (tmp_path / "r.yaml").write_text("12: 3\n")
    assert "la question « 12 » n’existe pas" in filage("cas-1", "--reponses", tmp_path / "r.yaml")[2]


def test_a_workbook_that_comes_back_is_marked_as_a_production(workbook):
    content = workbook(("Équipe", "Brut unitaire", 20, 22))
    text, found = reading.read(replace(CASE_1, start=CASE_1.solved), content)
    assert found.answers["plateau"] == Decimal("1725.60")  # 5 × 160 × 1,55 + 12 × 22 × 1,65 + 50
    assert found.of("plateau", Decimal("0.01"))[0].said == "Technique : brut unitaire 22,00\xa0€ au lieu de 20,00\xa0€"
    assert text.startswith("# Fichier Filage")


def test_a_workbook_with_a_broken_formula_or_of_another_exercise_is_refused(workbook):
    for broken in ("#REF!", "vingt"):
        with pytest.raises(Refusal, match="ne se lisent pas"):
            reading.read(replace(CASE_1, start=CASE_1.solved), workbook(("Équipe", "Brut unitaire", 20, broken)))
    other = replace(CASE_1, start=CASE_1.solved.replace("01a1fe00-0001", "01a1fe00-0002"))
    with pytest.raises(Refusal, match="n’est pas celui de l’exercice"):
        reading.read(other, workbook())


@cache
def _start_of_case_2():
    return reading.workbook_of(CASE_2)


@pytest.fixture
def plan():
    """Return a function that gives the workbook of case 2 mended as its statement says, but for the months of some flows."""

    sent = _start_of_case_2()

    def write(**left):
        book = load_workbook(io.BytesIO(sent))
        sheet = book["Trésorerie"]
        (heads,) = [row for row in sheet.iter_rows(min_row=1, max_row=10) if row[0].value == "Flux"]
        months = {f"{cell.value:%m}": cell.column for cell in heads[6:15]}
        flows = {row[0].value: row[0].row for row in sheet.iter_rows(min_row=5, max_row=22)}
        for flow, amounts in (MENDED | left).items():
            row = next(place for name, place in flows.items() if name and name.startswith(flow))
            for month, column in months.items():
                sheet.cell(row, column).value = amounts.get(month)
        made = io.BytesIO()
        book.save(made)
        return made.getvalue()

    return write


# L’énoncé du cas 2 : ce que le plan de départ place au mauvais mois.
MENDED = {
    "Cession, Le Pont": {"04": 7500}, "Cession, La Scène": {"05": 10000}, "Région": {"01": 7200},
    "Cotisations": {"12": 3100, "02": 5000, "03": 6600, "04": 4100, "05": 2900},
}  # fmt: skip
BALANCES = ("sept", "oct", "nov", "dec", "janv", "fevr", "mars", "avr", "mai", "besoin")


def test_a_treasury_mended_in_the_workbook_takes_all_the_points_of_its_table(plan):
    found = corrected(CASE_2, {}, reading.read(CASE_2, plan())[1])
    assert [round(found.reading.answers[code], 2) for code in BALANCES] == [
        7820, 9790, 2510, 26030, 21050, -2030, -14610, -590, 6130, 14610,
    ]  # fmt: skip
    assert {found.marking.of(code).verdict for code in BALANCES} == {Verdict.RIGHT} and found.marking.points == 13
    typed = {label: total for label, _, total in flows(from_json(as_json(found.reading)).plan)}
    assert typed["Région, aide à la création"] == 7200 and typed["Cotisations sociales"] == -(3100 + 5000 + 6600 + 4100 + 2900)


def test_a_subsidy_left_at_the_vote_is_named_with_what_it_adds_and_paid_once(plan):
    found = corrected(CASE_2, {}, reading.read(CASE_2, plan(Région={"01": 12000}))[1])
    (line,) = found.differences(CASE_2.question("janv"))
    said = line.said.replace("\xa0", " ").replace("\u202f", " ")
    assert said == "Région, aide à la création : janv. 2027 12 000,00 € au lieu de 7 200,00 €"
    assert line.effects["janv"] == 4800 and found.marking.of("janv").verdict is Verdict.WRONG
    assert {found.marking.of(code).verdict for code in ("fevr", "mars", "avr", "mai", "besoin")} == {Verdict.FOLLOWS}
    assert found.marking.of("creux").verdict is Verdict.WRONG, "un découvert n’est pas un plan, même si sa cause est déjà comptée"
    assert corrected(CASE_2, {"creux": Decimal(2410)}, found.reading).marking.of("creux").verdict is Verdict.RIGHT


def test_contributions_paid_with_the_wages_are_a_month_early(plan):
    early = {"11": 3100, "01": 5000, "02": 6600, "03": 4100, "04": 2900}
    found = corrected(CASE_2, {}, reading.read(CASE_2, plan(Cotisations=early))[1])
    assert [one.said for one in found.differences(CASE_2.question("nov"))] == ["Cotisations sociales : un mois trop tôt"]
    assert found.marking.of("nov").gap == -3100 and found.marking.of("dec").verdict is Verdict.RIGHT


def test_the_treasury_read_in_filage_is_the_one_of_the_statement_and_an_untouched_start_is_worth_nothing():
    (started, solved, varied) = (
        corrected(one, {}, reading.read(one, text.encode())[1])
        for one, text in ((CASE_2, CASE_2.start), (CASE_2, CASE_2.solved), (drawn(CASE_2, 12), drawn(CASE_2, 12).solved))
    )
    assert solved.marking.points == varied.marking.points == 13 and not solved.reading.differences
    assert started.marking.points == 0 and "celle de départ" in started.reading.differences[0].said


def test_an_instalment_that_cannot_be_read_is_named(plan):
    with pytest.raises(Refusal, match="Région, aide à la création, 01/2027 : « bientôt » ne se lit pas"):
        reading.read(CASE_2, plan(Région={"01": "bientôt"}))


@pytest.mark.parametrize("code", [code for code, one in exercises().items() if one.findings])
def test_the_contradictions_of_a_given_production_are_those_that_the_linter_finds(code):
    for one in (exercises()[code], drawn(exercises()[code], 5)):
        asked = [question.code for question in one.questions if question.findings]
        started, solved = (corrected(one, {}, reading.read(one, text.encode())[1]) for text in (one.start, one.solved))
        assert {raised.code for raised in started.reading.findings} == one.findings and not solved.reading.findings
        assert [started.marking.of(each).points for each in asked] == [0] * len(asked)
        assert {solved.marking.of(each).verdict for each in asked} == {Verdict.RIGHT}


def test_contradictions_are_paid_one_by_one_each_with_its_gesture_and_its_rule():
    one = exercises()["cas-5-deux-exploitations"]
    mine = one.solved.replace('  part_variable: "60"\n', "")
    found = corrected(one, {}, from_json(as_json(reading.read(one, mine.encode())[1])))
    question = one.question("contradictions")
    assert found.marking.of("contradictions").points == Decimal("0.75")
    (left,) = found.raised(question)
    assert left.code == "CCT-002" and left.remedy and "Garantie" in left.rule


def test_taking_a_contract_away_mends_nothing():
    one = exercises()["cas-3-contrats-international"]
    data = loaded(one.solved)
    gone = data["contrats"].pop()["id"]
    for row in data["activites"]:
        row.pop("contrat") if row["contrat"] == gone else None
    data["justificatifs"] = [row for row in data["justificatifs"] if row.get("contrat") != gone]
    found = corrected(one, {}, reading.read(one, yaml.safe_dump(data, allow_unicode=True).encode())[1])
    mark = found.marking.of("etranger_leve")
    assert mark.points == 0 and "Il manque 1\xa0contrat" in mark.cause


def test_the_production_of_two_situations_is_read_line_by_line_and_date_by_date():
    one = exercises()["cas-5-deux-exploitations"]
    found = corrected(one, {}, reading.read(one, one.solved.replace('"0.90"', '"0.95"').encode())[1])
    # 2 800 × 0,05 à chacune des deux deuxièmes dates
    assert [(each.said.split(" :")[0], each.effects["resultat"]) for each in found.differences(one.question("resultat"))] == [
        ("Date D2, Lieu 1", 140), ("Date D4, Lieu 2", 140),
    ]  # fmt: skip
    assert found.marking.of("charges").verdict is Verdict.RIGHT


def test_a_workbook_whose_sheets_lost_their_names_or_that_holds_macros_is_refused(workbook):
    book = load_workbook(io.BytesIO(workbook()))
    book["Équipe"].title = "Mon équipe"
    renamed, hostile = io.BytesIO(), io.BytesIO(workbook())
    book.save(renamed)
    with zipfile.ZipFile(hostile, "a") as held:
        held.writestr("xl/vbaProject.bin", b"x")
    for content, said in ((renamed, "La feuille « Équipe » manque"), (hostile, "contient des macros")):
        with pytest.raises(Refusal, match=said):
            reading.read(replace(CASE_1, start=CASE_1.solved), content.getvalue())
