"""What is known of one learner: her meetings, what she thinks of herself, and who may read what she needs."""

from collections.abc import Sequence
from typing import Any

from filage.rules.schooling.quality.self_marks import Said, days
from filage.school.extranet.models import LearnerNeed, SelfMark, Talk
from filage.school.programmes.enums import ReferentRole
from filage.school.programmes.models import Learner, Referent


def talks(learner: Learner) -> Sequence[Talk]:
    """Return the meetings with a learner, the latest first; one query."""
    rows = Talk.objects.within(learner.organisation_id).filter(learner=learner).select_related("held_by")
    return list(rows.order_by("-on", "-id"))


def self_marks(learner: Learner) -> list[Said]:
    """Return what a learner thought of herself, day by day; one query."""
    rows = SelfMark.objects.within(learner.organisation_id).filter(learner=learner)
    return days(rows.values_list("on", "competence", "mark"))


def is_referent(user: Any, learner: Learner) -> bool:
    """Tell whether an account is that of the disability referent of a learner's programme; one query."""
    rows = Referent.objects.within(learner.organisation_id).filter(role=ReferentRole.ACCESS)
    return bool(user.is_authenticated and rows.filter(programme=learner.session.programme_id, person__account=user).exists())


def needs(learner: Learner, *, by: Any) -> list[LearnerNeed]:
    """Return what a learner needs, nothing to whoever is not the referent."""
    rows = LearnerNeed.objects.within(learner.organisation_id).filter(learner=learner)
    return list(rows.order_by("-since", "-id")) if is_referent(by, learner) else []
