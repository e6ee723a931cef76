"""Who reads what somebody needs: those that must act, and she herself; the rest of the team knows only that there is a need."""

from typing import Any

from filage.core import access
from filage.desks.logistics.models import AccessNeed


def may_read_need(user: Any, need: AccessNeed) -> bool:
    """Tell whether the user reads what is needed."""
    if need.person.account_id is not None and need.person.account_id == getattr(user, "pk", None):
        return True
    return bool(set(need.seen_by.split(",")) & {str(role) for role in access.roles(user, need)})
