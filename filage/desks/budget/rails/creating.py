"""What the interview and the proposed lines show on the page of a project: what is open, and what waits for an answer."""

from typing import Any

from django.urls import reverse

from filage.core.rails import pages
from filage.core.rails.types import Panel
from filage.desks.budget import permissions
from filage.desks.budget.enums import ContributionState
from filage.desks.budget.queries import contributions, needs
from filage.productions.enums import InterviewTopic

SHOWN = 5


def interview(request: Any, production: Any) -> Panel | None:
    """Give the open points of the interview; to whoever may write it, the way in even when nothing was said."""
    found = needs.outline(production)
    if not (found.answered or found.asked or permissions.may_edit(request.user, production)):
        return None
    return Panel(
        slot="projet.budget.side",
        title="Entretien",
        count=f"{found.answered} sur {len(InterviewTopic)}",
        more_label="Ouvrir",
        more_url=reverse("budget:interview", args=[production.slug]),
        template="budget/panel_interview.html",
        context={"points": found.points[:SHOWN], "more": len(found.points) - SHOWN, "asked": found.asked},
        rank=30,
    )


def proposed(request: Any, production: Any) -> Panel | None:
    """Give the lines that the posts propose and nobody answered."""
    if not permissions.may_edit(request.user, production):
        return None
    waiting = [one for one in contributions.proposals(production) if one.state == ContributionState.PROPOSEE]
    if not waiting:
        return None
    return Panel(
        slot="projet.budget.side",
        title="Lignes proposées",
        count=f"{len(waiting)} à relire",
        more_label="Répondre",
        more_url=reverse("budget:contributions", args=[production.slug]),
        template="budget/panel_proposals.html",
        context={"waiting": waiting[:SHOWN]},
        rank=20,
    )


def plug() -> None:
    """Give the panels."""
    pages.panel("projet.budget.side", "interview", interview)
    pages.panel("projet.budget.side", "proposed", proposed)
