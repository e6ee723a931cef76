"""Say as what learners are declared in the yearly accounts, when nothing else tells."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal
from filage.productions.operations import refuse_unless_editor
from filage.school.attendance.enums import DeclaredKind
from filage.school.attendance.models import DeclaredAs


@transaction.atomic
def declare(organisation: Any, told: Mapping[Any, str], *, by: Any) -> int:
    """Keep as what each learner is declared, the empty text taking it back; return how many changed."""
    refuse_unless_editor(by, organisation)
    if any(kind and kind not in DeclaredKind.values for kind in told.values()):
        raise Refusal("Ce statut n’est pas une ligne du formulaire.")
    held = {one.learner_id: one for one in DeclaredAs.objects.within(organisation).filter(learner__in=list(told))}
    change, count = ChangeSet(), 0
    for learner, kind in told.items():
        one = held.get(learner.pk)
        if kind == (one.kind if one else ""):
            continue
        count += 1
        if one is None:
            made = DeclaredAs(learner=learner, kind=kind)
            made.organisation_id = learner.organisation_id
            change += ChangeSet.create(made)
        else:
            change += ChangeSet.on(one, kind=kind) if kind else ChangeSet.delete(one)
    if count:
        change.apply(by=by, why="statuts au bilan pédagogique et financier")
    return count
