"""The timetable of an exam: its trials in order, what collides, what is arranged, and how many days are left to convene."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from filage.rules.schooling.timetable import Collision, Meeting, collisions
from filage.school.exams.enums import CandidateState
from filage.school.exams.models import Arrangement, Candidate, ExamSession, Incident, Trial

NOTICE = 15  # days between a summons and the first trial, at least
CALLED = (CandidateState.ADMITTED, CandidateState.PRESENT, CandidateState.ABSENT)


@dataclass(frozen=True, slots=True)
class Timetable:
    """The trials of an exam in order, and those that cannot both be held."""

    trials: tuple[Trial, ...]
    collisions: tuple[Collision, ...]
    outside: tuple[Trial, ...]  # on a day that is none of the exam's

    @property
    def days(self) -> list[tuple[date, list[Trial]]]:
        """Return the trials day by day."""
        found: dict[date, list[Trial]] = {}
        for one in self.trials:
            found.setdefault(timezone.localtime(one.starts_at).date(), []).append(one)
        return sorted(found.items())


@dataclass(frozen=True, slots=True)
class Notice:
    """Whether there is time to convene: the last day to write, who is not convened yet."""

    until: date
    left: int  # days between today and the first trial
    waiting: tuple[Candidate, ...]

    @property
    def is_late(self) -> bool:
        """Tell whether somebody is not convened and fewer than fifteen days are left."""
        return bool(self.waiting) and self.left < NOTICE


def trials(exam: ExamSession) -> list[Trial]:
    """Return the trials of an exam in order; one query."""
    rows = exam.trials.select_related("candidate__person", "room__venue").order_by("starts_at", "panel", "rank", "id")
    return list(rows)


def timetable(exam: ExamSession, held: Sequence[Trial] | None = None) -> Timetable:
    """Return the timetable of an exam; one query, none when the trials were read before."""
    found = tuple(trials(exam) if held is None else held)
    outside = tuple(one for one in found if not exam.first <= timezone.localtime(one.starts_at).date() <= exam.last)
    return Timetable(found, tuple(collisions([meeting(one) for one in found])), outside)


def meeting(one: Trial) -> Meeting:
    """Return a trial as the rules read it."""
    return Meeting(
        key=str(one.candidate_id),
        block=one.block,
        title=one.title,
        starts=_clock(one.starts_at),
        ends=_clock(one.ends_at),
        prepares=_clock(one.prepares_at),
        room=str(one.room_id or ""),
        panel=one.panel,
        name=one.candidate.person.name,
    )


def _clock(at: datetime) -> datetime:
    return timezone.localtime(at).replace(tzinfo=None)


def of_candidate(one: Candidate) -> list[Trial]:
    """Return the trials of a candidate in order; one query."""
    return list(one.trials.select_related("room__venue").order_by("starts_at", "id"))


def trial(organisation: Any, pk: UUID) -> Trial | None:
    """Return a trial of a house, None when it has no such one."""
    rows = Trial.objects.within(organisation).select_related("exam__training", "exam__venue", "candidate__person", "room")
    found: Trial | None = rows.filter(pk=pk).first()
    return found


def arrangements(exam: ExamSession) -> dict[UUID, Arrangement]:
    """Return what is arranged for the candidates of an exam, by candidate; one query."""
    rows = Arrangement.objects.within(exam.organisation_id).filter(candidate__exam=exam).select_related("helper")
    return {one.candidate_id: one for one in rows}


def arrangement(one: Candidate) -> Arrangement:
    """Return what is arranged for a candidate, unsaved when nothing is."""
    held = one.arrangements.select_related("helper").first()
    return held or Arrangement(organisation_id=one.organisation_id, candidate=one)


def incidents(exam: ExamSession) -> list[Incident]:
    """Return what happened during an exam; one query."""
    return list(exam.incidents.select_related("candidate__person").order_by("at", "id"))


def late_summons(organisation: Any, today: date) -> dict[ExamSession, list[tuple[str, date | None]]]:
    """Return, by exam that is not over, who was convened too late and when, or is not while it is too late; one query."""
    rows = Candidate.objects.within(organisation).filter(exam__last__gte=today, state__in=CALLED)
    found: dict[ExamSession, list[tuple[str, date | None]]] = {}
    for one in rows.select_related("exam", "person").order_by("exam__first", "exam_id", "rank", "id"):
        unsent = one.convened_on is None and one.state == CandidateState.ADMITTED
        if (unsent or one.convened_on) and (one.exam.first - (one.convened_on or today)).days < NOTICE:
            found.setdefault(one.exam, []).append((one.person.name, one.convened_on))
    return found


def notice(exam: ExamSession, candidates: Iterable[Candidate], today: date) -> Notice:
    """Return whether there is time to convene those who may sit."""
    waiting = tuple(one for one in candidates if one.state == CandidateState.ADMITTED and one.convened_on is None)
    return Notice(exam.first - timedelta(days=NOTICE), (exam.first - today).days, waiting)
