"""What the house does with applications once the call is closed: check, shortlist, meet, mark, decide, promote, let go."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from filage.core import clock, outbox, stages
from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal
from filage.core.stages import Transition
from filage.productions.operations import refuse_unless_editor
from filage.rules.schooling import selection
from filage.school.admissions.enums import OVER, Funder, Outcome, Stage
from filage.school.admissions.models import (
    Application,
    Assessment,
    Intake,
    IntakeAssessor,
    IntakeCriterion,
    IntakeQuota,
    Mark,
)
from filage.school.admissions.queries import calls, files, letters

STEPS = tuple(Transition(one, other) for one, other in zip(list(Stage), list(Stage)[1:], strict=False))
BACK = tuple(Transition(one.target, one.source) for one in STEPS[2:-1])  # an error of the office is mended one step at a time
LATER = frozenset({Stage.DECISION, Stage.FUNDING, Stage.ENROLLED})


def declare() -> None:
    """Declare the stages of an application."""
    stages.declare("application", on="admissions.Application.state", states=Stage.choices, transitions=(*STEPS, *BACK))


@transaction.atomic
def check(intake: Intake, *, by: Any) -> tuple[int, int]:
    """Check every file of a call once it is closed; return how many are complete, and how many are not."""
    refuse_unless_editor(by, intake)
    at = calls.now(intake.organisation)
    files.refuse_before_closing(intake, at)
    whole, counted = ChangeSet(), [0, 0]
    for one in files.all_of(intake, at):
        if one.application.state != Stage.FILED or one.application.outcome:
            continue
        counted[bool(one.missing)] += 1
        whole += stages.step(one.application, Stage.CHECKED)
        if one.missing:
            whole += ChangeSet.on(one.application, outcome=Outcome.INCOMPLETE)
    whole.apply(by=by, why=f"dossiers vérifiés : {intake.name}"[:300])
    return counted[0], counted[1]


def shortlist(application: Application, *, by: Any) -> None:
    """Keep an application that was checked; Refusal when its applicant may not enter, with the reason."""
    _refuse_unless_read(application, by)
    told = files.one_of(application, calls.now(application.intake.organisation))
    if told.verdict.reasons:
        raise Refusal(" ".join(told.verdict.reasons))
    stages.step(application, Stage.SHORTLIST).apply(by=by, why=f"{application} : présélection")


def convene(application: Application, *, at: datetime, place: str, by: Any) -> None:
    """Say when an applicant is met, and write it to her; said again, it moves."""
    _refuse_unless_read(application, by)
    move = stages.step(application, Stage.INTERVIEW) if application.state != Stage.INTERVIEW else ChangeSet()
    changes = move + ChangeSet.on(application, interview_at=at, interview_place=place)
    with transaction.atomic():
        changes.apply(by=by, why=f"{application} : entretien")
        send(application, letters.convened(application))


@transaction.atomic
def mark(
    application: Application, assessor: IntakeAssessor, marks: Mapping[IntakeCriterion, int | None], *, comment: str, on: date
) -> None:
    """Keep the grid of an assessor, in place of her former one; Refusal before the interview, or once it is decided."""
    if application.intake_id != assessor.intake_id:
        raise Refusal("Cette personne n’évalue pas cet appel.")
    if application.state != Stage.INTERVIEW or application.outcome:
        raise Refusal("La grille se remplit à l’entretien, avant la décision.")
    for criterion, value in marks.items():
        if value is not None and not 0 <= value <= criterion.most:
            raise Refusal(f"« {criterion} » se note de 0 à {criterion.most}.")
    organisation = application.organisation_id
    grid, _ = Assessment.objects.within(organisation).get_or_create(
        organisation_id=organisation, application=application, assessor=assessor
    )
    done = on if all(value is not None for value in marks.values()) else None
    changes = ChangeSet.on(grid, comment=comment, done_on=done)
    held = {one.criterion_id: one for one in grid.marks.all()}
    for criterion, value in marks.items():
        before = held.get(criterion.pk)
        if value is None:
            changes += ChangeSet.delete(before) if before else ChangeSet()
        elif before is None:
            changes += ChangeSet.create(
                Mark(organisation_id=organisation, assessment=grid, criterion=criterion, value=value, rank=criterion.rank)
            )
        else:
            changes += ChangeSet.on(before, value=value)
    changes.apply(by=None, why=f"{application} : grille d’entretien")


def quota_of(application: Application, quotas: Sequence[IntakeQuota]) -> IntakeQuota | None:
    """Return the quota that takes an application, by who would pay."""
    return next((one for one in quotas if application.funder in funders_of(one)), None)


def funders_of(quota: IntakeQuota) -> list[Funder]:
    """Return who pays for the places of a quota; codes that are no funder are left out."""
    known = set(Funder.values)
    return [Funder(code.strip()) for code in quota.funders.split(",") if code.strip() in known]


def ranking(intake: Intake, told: Sequence[files.Told], quotas: Sequence[IntakeQuota]) -> list[selection.Place]:
    """Return where each applicant who was met stands in her quota."""
    met = [one for one in told if one.application.state in (Stage.INTERVIEW, *LATER) and one.application.outcome not in OVER]
    held = {one.pk: one.places for one in quotas}
    found = [selection.Candidate(one.application.pk, one.score, _quota(one.application, quotas), one.number) for one in met]
    return selection.placed(found, held)


@transaction.atomic
def decide(intake: Intake, *, by: Any) -> dict[Outcome, int]:
    """Decide of all who were met and marked, by their rank in their quota; return how many of each.

    Those whose grids are not finished wait; whoever was decided of stays as she is.
    """
    refuse_unless_editor(by, intake)
    at = calls.now(intake.organisation)
    files.refuse_before_closing(intake, at)
    quotas = list(intake.quotas.all())
    told = {one.application.pk: one.application for one in files.all_of(intake, at)}
    places = ranking(intake, files.all_of(intake, at), quotas)
    whole, counted = ChangeSet(), dict.fromkeys((Outcome.ADMITTED, Outcome.WAITING), 0)
    for place in places:
        application = told[place.key]
        if application.state != Stage.INTERVIEW:
            continue
        outcome = Outcome.ADMITTED if place.admitted else Outcome.WAITING
        counted[outcome] += 1
        quota = next(one for one in quotas if one.pk == place.quota)
        whole += stages.step(application, Stage.DECISION) + ChangeSet.on(application, outcome=outcome, quota=quota)
    if not whole.changes:
        raise Refusal("Personne à départager : il faut un entretien noté par deux personnes, et un quota.")
    whole.apply(by=by, why=f"sélection : {intake.name}"[:300])
    return counted


def refuse(application: Application, *, reasons: str, by: Any) -> None:
    """Refuse an application, with reasons that its applicant reads."""
    _refuse_unless_read(application, by)
    if not reasons.strip():
        raise Refusal("Dites les motifs : ils sont écrits dans la lettre.")
    if application.state == Stage.ENROLLED:
        raise Refusal("Cette personne est inscrite : sa sortie se note sur la session.")
    ChangeSet.on(application, outcome=Outcome.REFUSED, reasons=reasons.strip(), quota=None).apply(
        by=by, why=f"{application} : refus"
    )


def withdraw(application: Application, *, by: Any) -> Application | None:
    """Take an application out; who held a place gives it to the next of the waiting list, whom this returns."""
    if by is not None:
        refuse_unless_editor(by, application)
    if application.state == Stage.ENROLLED:
        raise Refusal("L’inscription est faite : écrivez à l’organisme, qui notera votre sortie.")
    if application.outcome == Outcome.WITHDRAWN:
        return None
    freed = application.quota if application.outcome == Outcome.ADMITTED else None
    with transaction.atomic():
        ChangeSet.on(application, outcome=Outcome.WITHDRAWN, quota=None).apply(by=by, why=f"{application} : désistement")
        return promote(application.intake, freed, by=by) if freed else None


def promote(intake: Intake, quota: IntakeQuota, *, by: Any) -> Application | None:
    """Give a place of a quota to the next on its waiting list, and write to her; None when nobody waits, or no place is left."""
    rows = Application.objects.within(intake.organisation_id).filter(intake=intake, quota=quota)
    admitted = rows.filter(outcome=Outcome.ADMITTED).count()
    waiting = {one.pk: one for one in rows.filter(outcome=Outcome.WAITING).select_for_update(of=("self",))}
    if admitted >= quota.places:
        return None
    scores = files.scores(intake)
    found = [
        selection.Candidate(pk, selection.mean(scores.get(pk, []), min(2, len(scores.get(pk, [])))), quota.pk, one.number or 0)
        for pk, one in waiting.items()
    ]
    following = selection.promoted(found, quota.pk)
    if following is None:
        return None
    chosen = waiting[following.key]
    chosen.intake = intake
    told = chosen.decided_on is not None
    ChangeSet.on(chosen, outcome=Outcome.ADMITTED).apply(by=by, why=f"{chosen} : place libérée")
    if told:
        send(chosen, letters.decided(chosen))
    return chosen


@transaction.atomic
def tell(intake: Intake, *, by: Any) -> int:
    """Write to everybody who was decided of and was not told yet, those who were not processed included; return how many."""
    refuse_unless_editor(by, intake)
    files.refuse_before_closing(intake, calls.now(intake.organisation))
    rows = Application.objects.within(intake.organisation_id).filter(intake=intake, decided_on=None).exclude(outcome="")
    today, found = clock.today(intake.organisation), list(rows.exclude(outcome=Outcome.WITHDRAWN).order_by("number"))
    whole = ChangeSet()
    for one in found:
        one.intake = intake
        whole += ChangeSet.on(one, decided_on=today)
    whole.apply(by=by, why=f"décisions annoncées : {intake.name}"[:300])
    lacks = {one.application.pk: one.missing for one in files.all_of(intake, calls.now(intake.organisation))}
    for one in found:
        send(one, letters.decided(one, lacks.get(one.pk, ())))
    return len(found)


def accept(application: Application, *, by: Any) -> None:
    """Go on to the money of somebody who was admitted and told."""
    _refuse_unless_read(application, by)
    if application.outcome != Outcome.ADMITTED or application.decided_on is None:
        raise Refusal("Le financement commence quand la personne est admise et le sait.")
    stages.step(application, Stage.FUNDING).apply(by=by, why=f"{application} : financement")


def refuse_unless_admitted(application: Application, *, by: Any) -> None:
    """Raise Refusal when no paper may bind yet: a place is given first."""
    _refuse_unless_read(application, by)
    if application.outcome != Outcome.ADMITTED:
        raise Refusal("Devis, contrat et convention se font pour une personne admise.")


def send(application: Application, mail: letters.Letter) -> None:
    """Put a letter in the outbox."""
    outbox.post(mail.subject, mail.text, [application.email], organisation=application.intake.organisation)


def _quota(application: Application, quotas: Sequence[IntakeQuota]) -> Any:
    if application.quota_id:
        return application.quota_id
    found = quota_of(application, quotas)
    return found.pk if found else None


def _refuse_unless_read(application: Application, by: Any) -> None:
    refuse_unless_editor(by, application)
    files.refuse_before_closing(application.intake, calls.now(application.intake.organisation))
    if application.outcome in OVER:
        raise Refusal(f"Cette candidature est close : {application.get_outcome_display()}.")
