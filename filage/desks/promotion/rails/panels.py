"""What promotion shows on the page of a project: how the work presents itself, who signs it, and its dossier."""

from typing import Any

from filage.core import access
from filage.core.rails import pages
from filage.core.rails.types import Panel
from filage.desks.promotion.queries import pages as queries


def presentation(request: Any, production: Any) -> Panel | None:
    """Give the words of the dossier, and the gesture that makes it."""
    may_issue = access.can_edit(request.user, production)
    return Panel(
        slot="projet.promotion.main",
        title="Présentation",
        template="promotion/panel_presentation.html",
        context={"production": production, "may_issue": may_issue},
        rank=10,
    )


def credits(request: Any, production: Any) -> Panel | None:
    """Give the générique."""
    held = queries.credits(production)
    if not held:
        return None
    return Panel(
        slot="projet.promotion.side",
        title="Générique",
        template="promotion/panel_credits.html",
        context={"credits": held},
        rank=10,
    )


def plug() -> None:
    """Give the panels."""
    pages.panel("projet.promotion.main", "presentation", presentation)
    pages.panel("projet.promotion.side", "credits", credits)
