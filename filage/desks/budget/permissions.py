"""Who may change a budget: direction artistique, administration and production; pay is read by the last two only."""

from typing import Any

from filage.core.access import can_read_pay, roles
from filage.core.enums import Role
from filage.core.refusal import Refusal

EDITORS = frozenset({Role.DIRECTION_ARTISTIQUE, Role.ADMINISTRATION, Role.PRODUCTION})


def may_edit(user: Any, production: Any) -> bool:
    """Tell whether the user may change lines, hypotheses and versions of a production."""
    return bool(roles(user, production) & EDITORS)


def refuse_unless_editor(user: Any, production: Any) -> None:
    """Raise Refusal when the user may not change the budget of a production."""
    if not may_edit(user, production):
        raise Refusal("Vous lisez ce budget sans pouvoir le changer : demandez à l’administration ou à la production.")


def refuse_unless_pay_reader(user: Any, thing: Any) -> None:
    """Raise Refusal when the user may not read pay: a coefficient de charges is read on payslips."""
    if not can_read_pay(user, thing):
        raise Refusal(
            "Le coefficient de charges se lit sur les bulletins : seules l’administration et la production le changent."
        )
