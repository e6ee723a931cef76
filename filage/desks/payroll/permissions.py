"""Who may do what with hours and pay: the régie tells hours and never reads pay, administration and production check both."""

from typing import Any

from filage.core import access
from filage.core.enums import Role
from filage.core.refusal import Refusal

TELLERS = frozenset({Role.ADMINISTRATION, Role.PRODUCTION, Role.REGIE_GENERALE})
CHECKERS = frozenset({Role.ADMINISTRATION, Role.PRODUCTION})
TELLERS_ONLY = "Les heures se saisissent par qui a travaillé, la régie générale, la production ou l’administration."
CHECKERS_ONLY = "Les heures se valident par la production ou l’administration."


def may_tell(user: Any, production: Any) -> bool:
    """Tell whether the user reads and types the hours of a production."""
    return bool(access.roles(user, production) & TELLERS)


def may_check(user: Any, production: Any) -> bool:
    """Tell whether the user checks the hours of a production and sends them."""
    return bool(access.roles(user, production) & CHECKERS)


def refuse_unless_teller(user: Any, production: Any) -> None:
    """Raise Refusal when the user may not type hours here."""
    if not may_tell(user, production):
        raise Refusal(TELLERS_ONLY)


def refuse_unless_checker(user: Any, production: Any) -> None:
    """Raise Refusal when the user may not check hours here."""
    if not may_check(user, production):
        raise Refusal(CHECKERS_ONLY)
