"""A jury sits only when it is whole, grades without losing a mark, and closes minutes that nothing changes."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from filage.core.outbox import Mail
from filage.core.refusal import Refusal
from filage.rules.schooling.deliberation import Final
from filage.school.exams.models import ExamSession, Grid, GridEntry
from filage.school.exams.operations import deliberations, grids, jury
from filage.school.exams.operations import minutes as after
from filage.school.exams.operations.deliberations import Decided
from filage.school.exams.operations.grids import Sent
from filage.school.exams.queries import acquired, deliberating, minutes
from filage.school.exams.queries import jury as queries
from tests.keeping import kept_rows
from tests.school.jury_cases import CODE, CODES, school_with_a_jury

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@kept_rows
def school():
    """Return a school whose jury of four may sit."""
    return school_with_a_jury()


def graded(school, candidate, *, but=()):
    """Let the four jurors grade a candidate: everything acquired, save the competences of `but`."""
    from filage.rules.schooling.record import certifications

    for juror in school.jurors:
        for competence in certifications()[CODE].competences:
            mark = "1" if competence.code in but else "2"
            Grid.objects.create(
                organisation=school.organisation,
                juror=juror,
                candidate=candidate,
                competence=competence.code,
                marks=mark * len(competence.criteria),
            )


def sent(candidate, value, *, key, before="-", at=None, criterion=0, competence="BC01-C1"):
    at = at or timezone.now()
    return Sent(
        key=key, candidate=candidate.pk, competence=competence, criterion=criterion, value=value, before=before, typed_at=at
    )


def test_a_whole_jury_opens_and_closes_minutes_with_a_partial_validation_and_an_exemption(school):
    awa, bruno, chloe = school.candidates
    graded(school, awa)
    graded(school, bruno, but=("BC02-C4", "BC04-C1"))
    graded(school, chloe, but=("BC03-C3",))
    deliberations.open_(school.exam, by=school.ana)
    assert deliberations.keep_proposals(school.exam, by=school.ana) == 3 * len(CODES)
    for criterion in range(
        len(next(one for one in queries.panel(school.exam).certification.competences if one.code == "BC03-C3").criteria)
    ):
        deliberations.exempt(
            chloe,
            "BC03-C3",
            criterion,
            by=school.ana,
            whole=True,
            unused=True,
            granted=True,
            opinion="Ce critère ne s’appliquera pas à sa pratique.",
            opined_on=date(2026, 6, 20),
            opined_by="Référente, Institut",
        )
    deliberations.decide(school.exam, chloe.pk, {"BC03-C3": Decided("exempte")}, by=school.ana)
    closed = deliberations.close(school.exam, by=school.ana)
    told = {one["nom"]: one for one in closed.minutes["candidats"]}
    assert {name: one["decision"] for name, one in told.items()} == {
        "Awa Diop": Final.VALID,
        "Bruno Petit": Final.PARTIAL,
        "Chloé Nguyen": Final.VALID,
    }
    assert told["Bruno Petit"]["blocs"] == {"BC01": True, "BC02": False, "BC03": True, "BC04": False}
    assert told["Bruno Petit"]["a_representer"] == ["BC02-C4", "BC04-C1"]
    assert told["Chloé Nguyen"]["resultats"]["BC03-C3"] == "exempte"
    assert "pratique" not in str(told["Chloé Nguyen"]["exemptions"])  # the opinion stays sealed
    assert minutes.is_whole(closed) and closed.closed_at
    assert acquired.acquired(bruno.person, CODE) == frozenset(CODES) - {"BC02-C4", "BC04-C1"}
    assert after.notify(closed, address=str, by=school.ana) == 3
    bruno_reads = Mail.objects.filter(organisation=school.organisation, to=["bruno@exemple.fr"]).get().text
    assert "validation partielle" in bruno_reads and "BC02-C4" in bruno_reads and "dans les deux mois" in bruno_reads
    after.transmit(closed, by=school.ana)
    closed.refresh_from_db()
    with pytest.raises(Refusal, match="précède l’envoi"):
        after.acknowledge(closed, on=closed.sent_on - timedelta(days=1), text="reçu", by=school.ana)


def test_an_invalid_jury_is_refused_with_what_it_lacks_and_who_says_so(school):
    jury.attend(school.jurors[3], False, by=school.ana)
    with pytest.raises(Refusal) as refused:
        deliberations.open_(school.exam, by=school.ana)
    assert "Professionnel externe du métier : 1 sur 2 (France compétences, fiche RNCP39624)" in str(refused.value)


def test_an_external_whom_the_body_employs_does_not_make_a_jury(school):
    jury.write(school.jurors[3], by=school.ana, employed=True)
    assert [one.text for one in queries.panel(school.exam).lacks] == ["Professionnel externe du métier : 1 sur 2."]


def test_a_quorum_is_a_setting_with_its_source(school):
    jury.attend(school.jurors[1], False, by=school.ana)
    assert queries.panel(school.exam).lacks
    rules = queries.panel(school.exam).rules
    jury.set_rules(rules, by=school.ana, quorum_school=1, quorum_outside=2, quorum_source="Accord du certificateur")
    assert queries.panel(school.exam).lacks == []


def test_a_jury_that_did_not_declare_its_ties_does_not_sit(school):
    school.jurors[2].declared_at = None
    school.jurors[2].save()
    with pytest.raises(Refusal, match="Inès Kaci n’a pas signé sa déclaration"):
        deliberations.open_(school.exam, by=school.ana)


def test_a_declared_tie_sets_a_juror_aside_for_one_candidate_only_and_is_signed(school):
    tom, (awa, bruno, _) = school.jurors[3], school.candidates
    with pytest.raises(Refusal, match="Signez de votre nom"):
        jury.declare(tom, {}, name="Quelqu’un")
    jury.declare(tom, {awa.pk: ("tutore", "stage 2026")}, name="tom weber")
    tom.refresh_from_db()
    assert "Awa Diop" in tom.declared and len(tom.declared_sha256) == 64
    panel = queries.panel(school.exam)
    assert [len(panel.graders(one)) for one in (awa, bruno)] == [3, 4] and panel.lacks == []
    kept = grids.receive(tom, [sent(awa, "3", key="a"), sent(bruno, "3", key="b")], device="tablette")
    assert kept.kept == ["b"] and kept.refused == {"a": "Vous ne notez pas cette personne."}


def test_two_jurors_who_fill_the_same_grid_never_erase_one_another(school):
    awa, (diane, paul, *_) = school.candidates[0], school.jurors
    grids.receive(diane, [sent(awa, "3", key="1")], device="a")
    grids.receive(paul, [sent(awa, "0", key="1")], device="b")
    grids.receive(diane, [sent(awa, "2", key="2", criterion=1)], device="a")
    assert {one.juror_id: one.marks[:2] for one in Grid.objects.within(school.organisation)} == {diane.pk: "32", paul.pk: "0-"}
    assert deliberating.bench(school.exam).sheet(awa.pk).cells[0].proposal.spread == 3


def test_an_hour_without_network_loses_nothing_and_a_dispute_of_two_devices_is_kept(school):
    awa, diane, now = school.candidates[0], school.jurors[0], timezone.now()
    grids.receive(diane, [sent(awa, "1", key="phone", at=now - timedelta(minutes=5))], device="telephone")
    queue = [
        sent(awa, "3", key="t1", at=now - timedelta(minutes=50)),
        sent(awa, "2", key="t2", before="3", at=now - timedelta(minutes=40)),
        sent(awa, "2", key="t3", criterion=1, at=now - timedelta(minutes=30)),
    ]
    first = grids.receive(diane, queue, device="tablette")
    again = grids.receive(diane, queue, device="tablette")  # the answer was lost on the way: sent twice, kept once
    grid = Grid.objects.within(school.organisation).get()
    assert grid.marks[:2] == "12"  # what was typed last shows
    assert GridEntry.objects.within(school.organisation).count() == 4
    assert first.disputed and not again.disputed and again.kept == ["t1", "t2", "t3"]
    disputed = GridEntry.objects.within(school.organisation).filter(state="conflit")
    assert {one.value for one in disputed} == {"1", "3", "2"}
    grids.settle(disputed.get(key="t2"), juror=diane)
    grid.refresh_from_db()
    assert grid.marks[:2] == "22" and not disputed.all().exists()


@pytest.mark.parametrize(("value", "criterion", "competence", "why"), [
    ("4", 0, "BC01-C1", "Une note va de 0 à 3."),
    ("2", 40, "BC01-C1", "Ce critère n’est pas"),
    ("2", 0, "BC09-C1", "Cette compétence n’est pas"),
    ("x" * 1001, None, "BC01-C1", "Commentaire trop long"),
])  # fmt: skip
def test_a_mark_that_makes_no_sense_is_refused_alone(school, value, criterion, competence, why):
    awa, diane = school.candidates[0], school.jurors[0]
    bad = sent(awa, value, key="bad", criterion=criterion, competence=competence)
    found = grids.receive(diane, [bad, sent(awa, "2", key="good")], device="a")
    assert found.kept == ["good"] and found.refused["bad"].startswith(why)


def test_a_clock_ahead_of_time_does_not_win_for_ever(school):
    awa, diane = school.candidates[0], school.jurors[0]
    grids.receive(diane, [sent(awa, "1", key="1", at=timezone.now() + timedelta(days=2))], device="a")
    grids.receive(diane, [sent(awa, "3", key="2", before="1")], device="a")
    assert Grid.objects.within(school.organisation).get().marks[0] == "3"


def test_an_exemption_needs_both_conditions_and_the_opinion(school):
    deliberations.open_(school.exam, by=school.ana)
    awa = school.candidates[0]
    good = {"whole": True, "unused": True, "opinion": "Motivé.", "opined_on": date(2026, 6, 20), "opined_by": "Référente"}
    for missing in ("whole", "unused", "opinion"):
        with pytest.raises(Refusal, match="Exemption refusée"):
            deliberations.exempt(awa, "BC03-C3", 1, by=school.ana, **good | {missing: ""}, granted=True)
    with pytest.raises(Refusal, match="exempté sans exemption accordée"):
        deliberations.decide(school.exam, awa.pk, {"BC03-C3": Decided("exempte")}, by=school.ana)


def test_a_decision_that_departs_from_the_grids_is_motivated(school):
    awa = school.candidates[0]
    graded(school, awa)
    deliberations.open_(school.exam, by=school.ana)
    with pytest.raises(Refusal, match="se motive"):
        deliberations.decide(school.exam, awa.pk, {"BC01-C1": Decided("non_acquis")}, by=school.ana)
    deliberations.decide(school.exam, awa.pk, {"BC01-C1": Decided("non_acquis", "L’oral contredit le dossier.")}, by=school.ana)
    assert deliberating.bench(school.exam).sheet(awa.pk).outcome.blocks["BC01"] is False


def test_a_closed_deliberation_is_frozen_and_reopens_as_another_version_with_its_reason(school):
    for one in school.candidates:
        graded(school, one)
    deliberations.open_(school.exam, by=school.ana)
    with pytest.raises(Refusal, match="Il reste à décider"):
        deliberations.close(school.exam, by=school.ana)
    deliberations.keep_proposals(school.exam, by=school.ana)
    first = deliberations.close(school.exam, by=school.ana)
    with pytest.raises(Refusal, match="close"):
        grids.receive(school.jurors[0], [sent(school.candidates[0], "0", key="late")], device="a")
    with pytest.raises(Refusal, match="close"):
        jury.attend(school.jurors[0], False, by=school.ana)
    with pytest.raises(Refusal, match="motif"):
        deliberations.reopen(school.exam, reason=" ", by=school.ana)
    again = deliberations.reopen(school.exam, reason="Recours de B. Petit admis.", by=school.ana)
    assert again.version == 2 and again.decisions.count() == 3 * len(CODES)
    assert acquired.acquired(school.candidates[0].person, CODE) == frozenset()  # nothing is granted while it is open
    first.refresh_from_db()
    assert minutes.is_whole(first)
    first.minutes["candidats"][0]["decision"] = "non_valide"
    assert not minutes.is_whole(first)


def test_the_next_session_asks_only_for_what_is_missing(school):
    bruno = school.candidates[1]
    for one in school.candidates:
        graded(school, one, but=("BC02-C4",) if one is bruno else ())
    deliberations.open_(school.exam, by=school.ana)
    deliberations.keep_proposals(school.exam, by=school.ana)
    deliberations.close(school.exam, by=school.ana)
    following = ExamSession.objects.create(
        organisation=school.organisation, name="Juin 2027", certification=CODE, first=date(2027, 6, 1), last=date(2027, 6, 2)
    )
    bruno.pk, bruno.exam, bruno._state.adding = None, following, True
    bruno.save()
    sheet = deliberating.bench(following).sheets[0]
    assert sheet.undecided == ["BC02-C4"] and sheet.final is Final.PARTIAL
