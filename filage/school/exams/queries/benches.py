"""Which jurors sit in which panel, and who would sit in two: one exam on its page, a trial being placed, a whole house."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from filage.rules.schooling import benches
from filage.rules.schooling.benches import Doubled, Hearing, Seat
from filage.rules.schooling.timetable import collisions
from filage.school.exams.models import ExamSession, Juror, Trial
from filage.school.exams.queries import holding
from filage.web import format as french


@dataclass(frozen=True, slots=True)
class Benches:
    """What the panels of some days say: who hears what, and of which exams nobody knows who sits where."""

    hearings: tuple[Hearing, ...]
    unplaced: dict[UUID, list[str]]  # by exam, when it has several panels

    def doubled(self, exam: ExamSession | None = None, keys: Iterable[Any] | None = None) -> list[Doubled]:
        """Return who sits twice, in an exam or at some trials if they are given."""
        kept, found = None if keys is None else set(map(str, keys)), benches.doubled(self.hearings)
        if exam is not None:
            found = [one for one in found if str(exam.pk) in (one.first.exam, one.second.exam)]
        return found if kept is None else [one for one in found if {one.first.key, one.second.key} & kept]


def labels(exam: ExamSession) -> list[str]:
    """Return the panels that hear an exam; one query."""
    return sorted(set(exam.trials.exclude(panel="").order_by().values_list("panel", flat=True)))


def of_days(organisation: Any, first: date, last: date, placed: Sequence[Trial] = (), drawn: UUID | None = None) -> Benches:
    """Return the panels of the exams held between two days; two queries.

    Trials `placed` are read in place of what is written of them, and alone for the exam that is being `drawn`.
    """
    within = {"exam__first__lte": last, "exam__last__gte": first}
    jurors = Juror.objects.within(organisation).filter(**within).select_related("person").order_by("rank", "id")
    seats: dict[UUID, list[Seat]] = {}
    for juror in jurors:
        seats.setdefault(juror.exam_id, []).append(_seat(juror))
    if not seats:
        return Benches((), {})
    rows = Trial.objects.within(organisation).filter(exam__in=list(seats)).select_related("room", "exam")
    moved = {one.pk for one in placed}
    heard: dict[UUID, list[Trial]] = {}
    for trial in [*(one for one in rows if one.pk not in moved and one.exam_id != drawn), *placed]:
        if trial.panel:
            heard.setdefault(trial.exam_id, []).append(trial)
    panels = {exam: {one.panel for one in held} for exam, held in heard.items()}
    people = {exam: benches.sitting(seats.get(exam, ()), panels[exam]) for exam in heard}
    hearings = [_hearing(one, people[exam][benches.named(one.panel)]) for exam, held in heard.items() for one in held]
    lost = {exam: benches.unplaced(seats.get(exam, ()), panels[exam]) for exam in heard}
    return Benches(tuple(hearings), {exam: names for exam, names in lost.items() if names})


def of_exam(exam: ExamSession) -> Benches:
    """Return the panels of an exam and of those held on the same days; two queries."""
    return of_days(exam.organisation_id, exam.first, exam.last)


def clashes(one: Trial) -> list[str]:
    """Return what a trial, placed as it is here and not written yet, would collide with; three queries."""
    others = [each for each in holding.trials(one.exam) if each.pk != one.pk]
    placed = holding.meeting(one)
    found = [
        each for each in collisions([*map(holding.meeting, others), placed]) if each.first is placed or each.second is placed
    ]
    said = [f"{_at(each.first)} et {_at(each.second)} : même {each.over}." for each in found]
    held = of_days(one.organisation_id, one.exam.first, one.exam.last, [one])
    return said + [told(each) for each in held.doubled(keys=[one.pk])]


def drawn_clashes(exam: ExamSession, drawn: Sequence[Trial]) -> list[str]:
    """Return who would sit twice if an exam were held as it is drawn here; two queries."""
    held = of_days(exam.organisation_id, exam.first, exam.last, drawn, exam.pk)
    return [told(one) for one in held.doubled(exam)]


def told(one: Doubled) -> str:
    """Return who sits where twice, with hours and rooms, in a sentence."""
    who = " et ".join(filter(None, (", ".join(one.names[:-1]), one.names[-1])))
    sit = "siègent" if len(one.names) > 1 else "siège"
    apart = one.first.exam != one.second.exam
    shared = "à la même heure" if one.at_once else "la même demi-journée"
    where = f"{_where(one.first, apart)} et {_where(one.second, apart)}"
    return f"{who} {sit} à deux jurys {shared}, le {french.day_long(one.first.starts.date())} : {where}."


def _where(one: Hearing, apart: bool) -> str:
    of = f" de « {one.exam_name} »" if apart else ""
    return f"{one.panel}{of} à {french.hour(one.starts)} ({one.room or 'salle à préciser'})"


def _at(one: Any) -> str:
    return f"{one.name} à {french.hour(one.starts)}"


def _seat(juror: Juror) -> Seat:
    said = tuple(line.strip() for line in juror.panels.splitlines() if line.strip())
    return Seat(key=str(juror.person_id), name=juror.person.name, panels=said, alternate=juror.alternate)


def _hearing(one: Trial, people: frozenset[benches.Who]) -> Hearing:
    starts, ends = (timezone.localtime(at).replace(tzinfo=None) for at in (one.starts_at, one.ends_at))
    return Hearing(
        key=str(one.pk),
        exam=str(one.exam_id),
        exam_name=one.exam.name,
        panel=one.panel,
        room=one.room.name if one.room else "",
        starts=starts,
        ends=ends,
        people=people,
    )
