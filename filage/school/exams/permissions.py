"""Who reads why a candidate needs an arrangement: the disability referent of the programme that she followed, and nobody else."""

from typing import Any

from filage.school.exams.models import ExamSession
from filage.school.programmes.enums import ReferentRole
from filage.school.programmes.models import Referent


def is_referent(user: Any, exam: ExamSession) -> bool:
    """Tell whether a user is the disability referent of the programme that an exam follows; one query."""
    programme = exam.training.programme_id if exam.training else None
    if programme is None or not getattr(user, "pk", None):
        return False
    rows = Referent.objects.within(exam.organisation_id).filter(programme=programme, role=ReferentRole.ACCESS)
    return bool(rows.filter(person__account=user).exists())
