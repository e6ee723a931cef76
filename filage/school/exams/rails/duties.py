"""The dates that an exam must not miss: summonses fifteen days before, dossiers, titles to hand on within three months."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q
from django.urls import reverse

from filage.core import clock
from filage.core.rails.types import Deadline
from filage.rules.schooling.outcomes import due
from filage.school.exams.enums import CandidateState
from filage.school.exams.models import ExamSession
from filage.school.exams.queries.holding import NOTICE

CPF, ASKED = 90, 30  # days: three months at the shortest, and how long an inquiry is recalled once due
TO_CONVENE = Q(candidates__state=CandidateState.ADMITTED, candidates__convened_on=None)


def house(organisation_id: UUID) -> Iterator[Deadline]:
    """Yield the duties of the exams of a house; one query, two when there is an exam."""
    rows = ExamSession.objects.within(organisation_id).annotate(waiting=Count("candidates", filter=TO_CONVENE))
    found = list(rows)
    today = clock.today(organisation_id) if found else date.min
    for exam in found:
        yield from _duties(exam, today)


def _duties(exam: ExamSession, today: date) -> Iterator[Deadline]:
    if exam.waiting:  # type: ignore[attr-defined]
        on = exam.first - timedelta(days=NOTICE)
        yield _duty(exam, "convoquer", on, f"Convoquer les candidates et candidats : {exam.name}", "exams:timetable", today)
    if exam.awarded_on and exam.handed_on_cpf is None:
        last = exam.awarded_on + timedelta(days=CPF)
        yield _duty(exam, "cpf", last, f"Passages à transmettre au SI CPF : {exam.name}", "exams:results", today)
    if exam.awarded_on:
        for horizon, on in due(exam.awarded_on).items():
            if (on - today).days >= 0 or (today - on).days <= ASKED:
                yield _duty(exam, f"enquete-{horizon}", on, f"Enquête d’insertion : {exam.name}", "exams:results", today)
    if exam.hand_in_on and exam.hand_in_on >= today:
        yield _duty(exam, "dossiers", exam.hand_in_on, f"Dossiers à remettre : {exam.name}", "exams:exam", today)


def _duty(exam: ExamSession, code: str, on: date, title: str, url_name: str, today: date) -> Deadline:
    state = "en retard" if on < today else "à faire"
    return Deadline(key=f"examen:{code}:{exam.pk}", on=on, title=title, state=state, url=reverse(url_name, args=[exam.pk]))
