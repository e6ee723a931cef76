"""What of the exams the search box finds, when asked: an exam by its name, a candidate by hers."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.urls import reverse

from filage.core.rails.types import SearchRow
from filage.rules.reading.folding import folded
from filage.school.exams.models import Candidate, ExamSession


def looked_for(organisation: UUID, words: Sequence[str], limit: int, edits: bool) -> Iterator[SearchRow]:
    """Yield the exams and the candidates that answer; two queries."""
    for exam in ExamSession.objects.within(organisation).order_by("-first", "id"):
        told = folded(f"{exam.name} examen jury {exam.certification}")
        if all(word in told for word in words):
            url = reverse("exams:exam", args=[exam.pk])
            yield SearchRow(key=f"examen:{exam.pk}", title=exam.name, text=exam.certification, url=url, kind="examen")
    rows = Candidate.objects.within(organisation).select_related("person", "exam")
    for word in words:
        rows = rows.filter(person__folded__contains=word)
    for one in rows.order_by("-exam__first", "rank", "id")[:limit]:
        url = reverse("exams:candidate", args=[one.pk])
        yield SearchRow(key=f"candidat:{one.pk}", title=one.person.name, text=one.exam.name, url=url, kind="candidature")
