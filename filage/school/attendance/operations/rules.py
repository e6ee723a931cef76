"""Set when the half-days of a session are signed, and from when an absence is an alert."""

from typing import Any

from django.db import transaction

from filage.core.changes import ChangeSet
from filage.productions.operations import refuse_unless_editor
from filage.school.attendance.models import AttendanceRules


@transaction.atomic
def write(rules: AttendanceRules, *, by: Any, **fields: Any) -> AttendanceRules:
    """Write the rules of a session."""
    refuse_unless_editor(by, rules)
    if rules._state.adding:
        for name, value in fields.items():
            setattr(rules, name, value)
        change = ChangeSet.create(rules)
    else:
        change = ChangeSet.on(rules, **fields)
    change.apply(by=by, why="réglages de l’émargement")
    return rules
