"""The results of an exam and of a certification, counted again from what the jury decided and what people answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from filage.rules.schooling.outcomes import Certified, Horizon, Reply, Session, YearRates, due, years
from filage.rules.schooling.sitting import VAE
from filage.school.admissions.queries.calls import applied
from filage.school.exams.enums import CandidateState, FinalDecision
from filage.school.exams.models import Candidate, ExamSession, Inquiry, Verdict
from filage.school.extranet.queries.quality import satisfied

PURPOSE = "enquete-insertion"
WHOLE = (FinalDecision.VALID, FinalDecision.EQUIVALENT)


@dataclass(frozen=True, slots=True)
class Asked:
    """An inquiry of an exam: when it is due, who is to be asked, how many were and answered."""

    horizon: Horizon
    due_on: date | None
    waiting: tuple[Candidate, ...]
    asked: int
    answered: int

    @property
    def label(self) -> str:
        """Return its name."""
        return "6 mois" if self.horizon is Horizon.SIX_MONTHS else "2 ans"


@dataclass(frozen=True, slots=True)
class Results:
    """The results of an exam: its counts, those it certified, its inquiries."""

    exam: ExamSession
    session: Session
    certified: tuple[Candidate, ...]
    partial: tuple[Candidate, ...]
    inquiries: tuple[Asked, ...]


def decisions(exams: Iterable[ExamSession], organisation: Any) -> dict[Any, str]:
    """Return the final decision of each candidate, of the last version of a jury that closed; one query."""
    rows = Verdict.objects.within(organisation).filter(deliberation__exam__in=list(exams), deliberation__closed_at__isnull=False)
    return dict(rows.order_by("deliberation__version").values_list("candidate_id", "decision"))


def results(exam: ExamSession) -> Results:
    """Return the results of an exam; eight queries."""
    held = list(exam.candidates.select_related("person", "previous__previous").order_by("rank", "id"))
    decided = decisions([exam], exam.organisation_id)
    certified = tuple(one for one in held if decided.get(one.pk) in WHOLE)
    partial = tuple(one for one in held if decided.get(one.pk) == FinalDecision.PARTIAL)
    return Results(exam, _session(exam, held, len(certified), len(partial)), certified, partial, tuple(_asked(exam, certified)))


def yearly(organisation: Any, certification: str) -> list[YearRates]:
    """Return the years of a certification as this house made them; four queries."""
    exams = {one.pk: one for one in ExamSession.objects.within(organisation).filter(certification=certification)}
    decided = decisions(exams.values(), organisation)
    whole = [pk for pk, decision in decided.items() if decision in WHOLE]
    rows = Candidate.objects.within(organisation).filter(pk__in=whole).prefetch_related("inquiries")
    return years(_certified(one, exams[one.exam_id]) for one in rows)


def certified_on(exam: ExamSession) -> date:
    """Return the day from which a year and an inquiry count: the titles delivered, else the jury, else the last trial."""
    return exam.awarded_on or exam.deliberates_on or exam.last


def _certified(one: Candidate, exam: ExamSession) -> Certified:
    replies = tuple(
        Reply(horizon=Horizon(each.horizon), employed=each.employed, in_trade=each.in_trade) for each in one.inquiries.all()
    )
    return Certified(year=certified_on(exam).year, by_experience=one.route == VAE, replies=replies)


def _session(exam: ExamSession, held: list[Candidate], whole: int, partial: int) -> Session:
    training = exam.training
    learners = list(training.learners.values_list("left_on", flat=True)) if training else []
    left = sum(on is not None for on in learners)
    counted = applied(training) if training else None
    rate = satisfied(training) if training else None
    return Session(
        applied=counted[0] if counted else None,
        admitted=counted[1] if counted else None,
        entered=len(learners),
        left=len(learners) - left,
        dropped=left,
        sat=sum(one.state == CandidateState.PRESENT for one in held),
        whole=whole,
        partial=partial,
        satisfaction=None if rate is None else int(rate.quantize(Decimal(1), ROUND_HALF_UP)),
    )


def _asked(exam: ExamSession, certified: tuple[Candidate, ...]) -> Iterable[Asked]:
    rows = list(Inquiry.objects.within(exam.organisation_id).filter(candidate__exam=exam))
    for horizon, on in due(certified_on(exam)).items():
        mine = [one for one in rows if one.horizon == horizon]
        asked = {one.candidate_id for one in mine}
        waiting = tuple(one for one in certified if one.pk not in asked)
        yield Asked(horizon, on, waiting, len(mine), sum(one.employed is not None for one in mine))
