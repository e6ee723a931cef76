"""What becomes of a finding: kept with its key, traced from day to day, set aside for a time, and holding back one act."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from filage.core import blocking, clock, dismissals, rails, stages, tasks, tracing
from filage.core.changes import ChangeSet, undo
from filage.core.dismissals import Dismissal
from filage.core.journal import JournalEntry
from filage.core.models import FindingTrace
from filage.core.rails import checks, read
from filage.core.rails.checks import Check, Found
from filage.core.rails.types import Act, Severity
from filage.core.refusal import Refusal
from filage.core.stages import Transition

TODAY = date(2026, 11, 22)
DATABASE_TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def without_genre(season):
    for production in season.productions:
        if production.genre != "théâtre":
            yield Found(
                subject=production.title,
                message=f"Genre « {production.genre} ».",
                remedy="Dites-le.",
                production=production.pk,
                about=tuple(f"activity:{one.pk}" for one in season.activities_of(production.pk) if one.rank == 0),
            )


RULE = Check(
    code="ESS-001",
    title="Le genre manque",
    desk="essai",
    severity=Severity.BLOQUANT,
    act=Act.CONFIRMER,
    citation="Code d’essai, art. 1",
    confidence="official",
    find=without_genre,
)


@pytest.fixture
def ruled(show):
    """Return the show, read against one rule which blocks the first of its two dates."""
    with checks.only(RULE), clock.as_if(TODAY):
        rails.refresh(None, show.organisation)
        yield show


def finding(show):
    (row,) = read.all_findings(show.organisation, show)
    return row


def aside(show, by, **given):
    return dismissals.dismiss(finding(show), **{"reason": "convenu", "until": TODAY + timedelta(days=30), "by": by} | given)


def test_a_finding_set_aside_is_told_no_more_until_its_day(ruled, company):
    made = aside(ruled, company.ana)
    assert read.findings(ruled.organisation) == [] and finding(ruled).dismissed
    assert JournalEntry.objects.within(ruled.organisation).first().why == "constat ESS-001 écarté : convenu"
    with clock.as_if(made.until + timedelta(days=1)):
        assert [row.code for row in read.findings(ruled.organisation)] == ["ESS-001"]


def test_a_finding_set_aside_comes_back_when_its_facts_change(ruled, company):
    aside(ruled, company.ana)
    ChangeSet.on(ruled, genre="cirque").apply(by=company.ana)
    assert [row.message for row in read.findings(ruled.organisation)] == ["Genre « cirque »."]
    aside(ruled, company.ana)
    assert read.findings(ruled.organisation) == [] and Dismissal.objects.within(ruled.organisation).count() == 1


def test_a_dismissal_is_taken_back_by_its_author_or_by_undoing(ruled, company):
    dismissals.restore(aside(ruled, company.ana), by=company.ana)
    assert len(read.findings(ruled.organisation)) == 1
    aside(ruled, company.ana)
    undo(JournalEntry.objects.within(ruled.organisation).first(), by=company.ana)
    assert len(read.findings(ruled.organisation)) == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"reason": " "}, "Dites pourquoi"),
        ({"until": TODAY - timedelta(days=1)}, "à venir"),
        ({"until": TODAY + timedelta(days=400)}, "dans l’année"),
    ],
)
def test_a_finding_is_not_set_aside_without_a_reason_and_a_day_that_makes_sense(ruled, company, given, said):
    with pytest.raises(Refusal, match=said):
        aside(ruled, company.ana, **given)


def test_who_answers_for_the_house_alone_sets_aside_what_blocks(ruled, company):
    with pytest.raises(Refusal, match="administration ou la direction"):
        aside(ruled, company.karim)


def test_what_changed_since_a_moment_is_told_and_what_came_and_went_is_not(ruled, company):
    before = timezone.now()
    assert tracing.since(ruled.organisation, before) == ({}, [])
    ChangeSet.on(ruled, genre="théâtre").apply(by=company.ana)
    appeared, gone = tracing.since(ruled.organisation, before)
    assert appeared == {} and [one.code for one in gone] == ["ESS-001"]
    ChangeSet.on(ruled, genre="").apply(by=company.ana)
    assert tracing.since(ruled.organisation, before) == ({}, [])
    appeared, gone = tracing.since(ruled.organisation, before - timedelta(days=1))
    assert list(appeared) == [(finding(ruled).key, "bloquant")] and gone == []


def test_what_was_mended_is_told_once_and_not_while_it_stands(ruled, company):
    moment = timezone.now() - timedelta(days=30)
    for genre in ("théâtre", "", "théâtre"):
        ChangeSet.on(ruled, genre=genre).apply(by=company.ana)
    assert [one.code for one in tracing.mended(ruled.organisation, moment)] == ["ESS-001"]
    ChangeSet.on(ruled, genre="").apply(by=company.ana)
    assert tracing.mended(ruled.organisation, moment) == []


def test_what_has_been_gone_for_long_is_forgotten(ruled, company):
    ChangeSet.on(ruled, genre="théâtre").apply(by=company.ana)
    rows = FindingTrace.objects.within(ruled.organisation)
    tracing.forget()
    assert rows.count() == 1
    rows.update(vanished_at=timezone.now() - tracing.REMEMBERED - timedelta(days=1))
    tracing.forget()
    assert rows.count() == 0


def test_a_finding_holds_back_its_act_on_what_it_is_about_and_nothing_else(ruled, company):
    first, second = ruled.activities.order_by("rank")
    with pytest.raises(Refusal, match=r"Genre.*Dites-le.*ESS-001 · Code d’essai, art. 1"):
        blocking.refuse_if_held(Act.CONFIRMER, first)
    blocking.refuse_if_held(Act.CONFIRMER, second)
    blocking.refuse_if_held(Act.SIGNER, first)
    ChangeSet.on(first, note="on change ce qu’on veut").apply(by=company.ana)
    aside(ruled, company.ana)
    blocking.refuse_if_held(Act.CONFIRMER, first)


def test_a_step_that_is_an_act_is_held_back_and_the_others_are_not(ruled):
    first = ruled.activities.order_by("rank")[0]
    steps = [Transition("confirme", "signe", act=Act.CONFIRMER), Transition("confirme", "option")]
    states = [("confirme", "confirmé"), ("signe", "signé"), ("option", "option")]
    with stages.registry.only():
        stages.declare("essai", on="productions.Activity.status", states=states, transitions=steps)
        with pytest.raises(Refusal, match="ESS-001"):
            stages.step(first, "signe")
        assert stages.step(first, "option")


def test_what_concerns_the_whole_house_is_read_again_once_after_several_edits(show, company):
    def without_any_genre(season):
        if not season.production_ids and not any(production.genre for production in season.productions):
            yield Found(subject="Structure", message="Aucun genre nulle part.", remedy="")

    with checks.only(replace(RULE, find=without_any_genre)):
        rails.refresh(None, show.organisation)
        with override_settings(TASKS=DATABASE_TASKS):
            for genre in ("cirque", "théâtre"):
                ChangeSet.on(show, genre=genre).apply(by=company.ana)
            assert DBTaskResult.objects.filter(task_path=tasks.read_house_again.module_path).count() == 1
        assert len(read.findings(show.organisation)) == 1
        tasks.reread_house(show.organisation_id)
        assert read.findings(show.organisation) == []
        assert FindingTrace.objects.within(show.organisation).get().vanished_at
