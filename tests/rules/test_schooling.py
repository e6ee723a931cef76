"""The school: the record of the certification, the calendar of a real session, and who may enter by which route."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from filage.rules.engine.parameters import CONFIDENCES
from filage.rules.reading import Unreadable
from filage.rules.schooling.certification import Entered, Entry, Opening, entered, entry_refusal
from filage.rules.schooling.deliberation import Final, Result, deliberated, final, frame, named_in
from filage.rules.schooling.eligibility import PARIS, Application, NoSuchCourse, judged
from filage.rules.schooling.feasibility import Nature, Period, Plan, best_block
from filage.rules.schooling.findings import findings, slack
from filage.rules.schooling.grading import Method, Rule, proposed, verdict
from filage.rules.schooling.record import FOLDER, certifications, read

CODE = "RNCP39624"
EXPIRY = date(2026, 10, 1)
CLOSING = datetime(2025, 10, 15, 23, 59, tzinfo=PARIS)
SECOND = timedelta(seconds=1)
FILED = Application(level=4, filed_at=CLOSING, closes_at=CLOSING, pieces={"CV": True}, enters_on=date(2025, 12, 1))
SESSION = Plan(
    periods=[
        Period(date(2025, 12, 1), date(2026, 3, 27), Nature.CENTRE),
        Period(date(2026, 6, 22), date(2026, 6, 30), Nature.CENTRE),
        Period(date(2026, 4, 7), date(2026, 6, 19), Nature.COMPANY),
    ],
    hours_a_day=Decimal(7),
    centre_hours=Decimal(511),
    company_hours=Decimal(350),
    most_weeks=10,
)


@pytest.fixture(scope="module")
def record():
    return certifications()[CODE]


@pytest.fixture(scope="module")
def text():
    return (FOLDER / "rncp39624.yaml").read_text(encoding="utf-8")


def test_the_record_holds_what_france_competences_publishes(record):
    assert (len(record.activities), len(record.competences), record.expires_on) == (18, 19, EXPIRY)
    assert [(block.code, len(record.of_block(block.code))) for block in record.blocks] == [
        ("BC01", 6), ("BC02", 5), ("BC03", 5), ("BC04", 3),
    ]  # fmt: skip
    assert (record.replaces, record.replaces_until, record.replaced_by) == ("RNCP36984", date(2024, 10, 24), "")
    assert sum(seats.count for seats in record.jury) == 4
    assert {record.origin.confidence, record.right_kept.confidence} <= set(CONFIDENCES)


def test_no_criterion_passes_for_official(record):
    assert not record.has_official_criteria
    assert all(one.criteria and not any(criterion.official for criterion in one.criteria) for one in record.competences)


def test_the_published_rates_give_the_published_mean(record):
    certified = sum(year.certified for year in record.years)
    mean = Decimal(sum(year.certified * year.employed for year in record.years)) / certified
    assert (certified, round(mean, 1)) == (169, Decimal("83.3"))


def test_one_enters_until_the_last_day_of_the_registration_and_not_after(record):
    assert entered(record, EXPIRY) is Entered.IN_TIME
    assert entry_refusal(record, EXPIRY) == ""
    refusal = entry_refusal(record, EXPIRY + timedelta(days=1))
    assert "échue depuis le 01/10/2026" in refusal and "L6113-9" in refusal and "francecompetences.fr" in refusal


@pytest.mark.parametrize(("before", "after", "fault"), [
    ("  - code: BC01-C2\n", "  - code: BC01-C1\n", "competences : BC01-C1 est en double"),
    ("    bloc: BC04\n", "    bloc: BC05\n", "bloc inconnu, BC05"),
    ("    activite: 18\n", "    activite: 19\n", "activité inconnue, 19"),
    ("niveau: 5\n", "niveau: cinq\n", "référentiel.niveau : un nombre entier est attendu"),
    ("releve_le: 2026-11-21\n", "releve_le: 2026-02-31\n", "YAML illisible"),
    ("intitule: ", "titre: ", "référentiel.titre : clé inconnue"),
    ("officiel: false}", "officiel: non}", "criteres.0.officiel : true ou false est attendu"),
    ("ouverture: a_confirmer", "ouverture: oui", "voies.6.ouverture"),
    ("source: FICHE\n  droit", "source: RUMEUR\n  droit", "RUMEUR est citée"),
    ("activites:\n", "activites: [\n", "YAML illisible, ligne"),
])  # fmt: skip
def test_a_faulty_record_is_refused_with_the_place_of_its_fault(text, before, after, fault):
    assert before in text
    with pytest.raises(Unreadable) as refused:
        read(text.replace(before, after, 1))
    assert fault in str(refused.value)


@pytest.mark.parametrize("nothing", ["", "- 1", "3", "certification: {", "\x00", "a: &a [*a]"])
def test_what_is_no_record_is_refused(nothing):
    with pytest.raises(Unreadable):
        read(nothing)


def test_a_real_session_says_each_of_its_numbers():
    said = {one.code: one.message for one in findings(SESSION)}
    assert "511 h (73 jours de 7 h)" in said["centre_tient"] and "90 jours (83 + 7)" in said["centre_tient"]
    assert "+119 h, 17 jours" in said["centre_tient"]
    assert "marge nulle" in said["entreprise_marge_nulle"] and "vendredi 19/06/2026" in said["entreprise_marge_nulle"]
    assert "11 semaines ISO (15 à 25), 10 au plus" in said["semaines_depassees"]
    assert "15, 18, 19, 20 et 22" in said["semaines_depassees"] and "322 h au mieux" in said["semaines_depassees"]
    assert "vendredi 15/05/2026" in said["ponts"] and "−7 h" in said["ponts"]
    assert said["intervalle"].startswith("5 jours ouvrés") and "30/03/2026 au 03/04/2026" in said["intervalle"]


def test_what_a_real_calendar_leaves_to_lose_is_one_sentence():
    assert slack(SESSION) == (
        "Marge en centre : +119 h (17 jours), +63 h s’il fermait du 22/12/2025 au 02/01/2026 ; "
        "en entreprise : nulle, −7 h avec 1 pont."
    )


def test_ten_weeks_from_the_first_one_hold_less(record):
    days = [on for on in SESSION.days_of(SESSION.periods[2]) if on.isocalendar().week < 25]
    assert best_block(days, 10) == (date(2026, 4, 6), 45)  # 315 h


def test_the_end_of_the_year_is_a_hypothesis_until_it_is_a_closure():
    hypothesis = next(one.message for one in findings(SESSION) if one.code == "fermeture")
    assert "22/12/2025 au 02/01/2026 (8 jours de moins) : 82 jours, 574 h, marge de +63 h (9 jours)" in hypothesis


def test_a_period_without_a_working_day_breaks_nothing():
    weekend = Period(date(2026, 5, 2), date(2026, 5, 3), Nature.COMPANY)
    said = findings(replace(SESSION, periods=[weekend], centre_hours=Decimal(0), company_hours=Decimal(0)))
    assert [one.code for one in said] == ["entreprise_tient"]


@pytest.mark.parametrize(("route", "filed", "eligible"), [
    ("initiale_1", {"level": 4}, True),
    ("initiale_1", {"level": 3}, False),
    ("initiale_2", {"level": 4, "ects": 60}, True),
    ("initiale_2", {"level": 4, "ects": 59}, False),
    ("alternance", {"level": 4, "months": 24}, True),
    ("alternance", {"level": 4, "months": 12, "ects": 59}, False),
    ("professionnalisation", {"level": 4, "months": 12, "ects": 60}, True),
    ("continue", {"level": 4}, True),
    ("continue", {"level": 3, "experience": 24}, True),
    ("continue", {"level": 3, "experience": 23}, False),
    ("continue", {"level": 2, "experience": 240}, False),
    ("continue", {"level": 2, "derogation": True}, True),
    ("vae", {"level": 0}, True),
    ("individuelle", {"level": 0}, True),
    ("continue", {"filed_at": CLOSING + SECOND}, False),
    ("continue", {"filed_at": CLOSING.astimezone(tz=None)}, True),
    ("continue", {"pieces": {"CV": True, "lettre": False}}, False),
    ("continue", {"enters_on": EXPIRY}, True),
    ("continue", {"enters_on": EXPIRY + timedelta(days=1)}, False),
    ("vae", {"enters_on": EXPIRY + timedelta(days=1)}, False),
])  # fmt: skip
def test_a_route_lets_in_whom_the_record_lets_in(record, route, filed, eligible):
    verdict = judged(record, record.routes[route], replace(FILED, **filed))
    assert verdict.eligible is eligible
    assert len(verdict.reasons) == len(verdict.remedies) == (0 if eligible else 1)


def test_each_failure_is_told(record):
    wrong = replace(FILED, level=2, pieces={"CV": False}, filed_at=CLOSING + SECOND, enters_on=EXPIRY + timedelta(days=1))
    reasons = judged(record, record.routes["continue"], wrong).reasons
    words = ("niveau 3 et 24 mois", "CV", "15/10/2025 à 23 h 59 min 1 s", "échue")
    assert all(word in reason for reason, word in zip(reasons, words, strict=True))


def test_a_derogation_never_opens_a_closed_registration_nor_a_late_file(record):
    late = replace(FILED, level=2, derogation=True, filed_at=CLOSING + SECOND, enters_on=EXPIRY + timedelta(days=1))
    assert len(judged(record, record.routes["continue"], late).reasons) == 2


def test_the_length_of_the_course_is_asked_only_where_it_decides(record):
    apprenticeship = record.routes["alternance"]
    assert judged(record, apprenticeship, replace(FILED, ects=60)).eligible
    assert not judged(record, apprenticeship, replace(FILED, level=3)).eligible
    for unclear in (FILED, replace(FILED, months=18)):
        with pytest.raises(NoSuchCourse):
            judged(record, apprenticeship, unclear)


def test_an_individual_candidate_is_never_refused_by_rule_until_the_certifier_closes_the_route(record):
    route = record.routes["individuelle"]
    assert route.opening is Opening.TO_CONFIRM and "à confirmer" in judged(record, route, FILED).warnings[0]
    assert not judged(record, replace(route, opening=Opening.CLOSED), FILED).eligible


def test_a_session_may_ask_more_than_the_record(record):
    stricter = replace(record.routes["continue"], entries=(Entry(level=4, experience=24),))
    assert not judged(record, stricter, replace(FILED, experience=23)).eligible
    assert judged(record, stricter, replace(FILED, experience=24)).eligible


@pytest.mark.parametrize(("results", "earlier", "decision"), [
    (Result.ACQUIRED, (), Final.VALID),
    (Result.EQUIVALENT, (), Final.EQUIVALENT),
    (Result.ABSENT, (), Final.ABSENT),
    (Result.NOT_ACQUIRED, (), Final.REFUSED),
    (Result.ABSENT, ("BC02",), Final.PARTIAL),
    (Result.NOT_ACQUIRED, ("BC04-C1",), Final.PARTIAL),
])  # fmt: skip
def test_the_results_of_a_candidate_lead_to_one_decision(record, results, earlier, decision):
    said = dict.fromkeys(frame(record).competences, results)
    assert final(deliberated(frame(record), said, earlier=earlier), said, earlier) is decision


def test_a_criterion_is_of_the_competence_that_its_name_or_its_text_says(record):
    asked = frame(record)
    assert named_in(asked, "2e critère de bc03-c3") == "BC03-C3"
    assert named_in(asked, "Marge d'aléas affichée") == "BC01-C1"
    assert named_in(asked, "BC01-C1 et BC01-C2") == named_in(asked, "BC01-C11") == named_in(asked, "permis") == ""


@pytest.mark.parametrize(("marks", "rule", "acquired"), [
    ("222", Rule(), True),
    ("331", Rule(), False),  # nothing makes up for an insufficient criterion
    ("1--", Rule(), False),
    ("22-", Rule(), None),
    ("331", Rule(method=Method.MEAN), True),
    ("311", Rule(method=Method.MEAN), False),
    ("33-", Rule(method=Method.MEAN), None),
    ("331", Rule(method=Method.MEAN, mandatory={"C": frozenset({2})}), False),
    ("122", Rule(mandatory={"C": frozenset({1, 2})}), True),
    ("222", Rule(threshold=Decimal(3)), False),
])  # fmt: skip
def test_a_grid_says_what_its_criteria_make_by_the_rule_of_the_session(marks, rule, acquired):
    assert verdict(marks, rule, "C") is acquired


def test_a_criterion_set_aside_does_not_count():
    assert verdict("0222", Rule(), "C", frozenset({0})) is True
    assert verdict("-222", Rule(), "C", frozenset({0})) is True


@pytest.mark.parametrize(("grids", "acquired", "cast"), [
    ([("2", False), ("2", False), ("2", True), ("1", False)], True, False),
    ([("2", False), ("2", True), ("1", False), ("1", False)], True, True),  # the president settles
    ([("2", False), ("2", False), ("1", True), ("1", False)], False, True),
    ([("2", False), ("2", False), ("1", False), ("1", False)], None, False),
    ([("2", False), ("2", False), ("2", True), ("-", False)], True, False),  # the last one changes nothing
    ([("2", False), ("2", True), ("1", False), ("-", False)], None, False),
    ([], None, False),
])  # fmt: skip
def test_a_jury_proposes_what_most_of_its_grids_say(grids, acquired, cast):
    found = proposed(grids, Rule(), "C")
    assert (found.acquired, found.cast) == (acquired, cast)


def test_a_spread_is_the_widest_gap_on_one_criterion():
    assert proposed([("23-", False), ("031", False)], Rule(), "C").spread == 2
