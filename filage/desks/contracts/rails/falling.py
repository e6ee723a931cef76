"""What the desk shows and recalls of dates that fall and of papers awaited: a panel of the date, duties of the day."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from filage.core import access
from filage.core.rails import deadlines as rail
from filage.core.rails import pages, rare
from filage.core.rails.types import Deadline, Panel
from filage.desks.contracts.enums import PieceState
from filage.desks.contracts.models import CancelledDate, LooseEnd, Piece
from filage.desks.contracts.queries.cancellations import FALLEN, LOOSE_ENDS
from filage.desks.contracts.queries.pieces import SOON, THERE, pieces_of
from filage.productions.enums import DateStatus
from filage.productions.models import Activity, Structure

AGAIN = timedelta(days=14)  # before a paper asked is asked again
OWNER = "administration"
OPEN = (DateStatus.OPTION, DateStatus.CONFIRME, DateStatus.SIGNE)


def panel(request: Any, activity: Activity) -> Panel | None:
    """Give what became of a date that fell, or the way to decide it."""
    edits = access.can_edit(request.user, activity)
    rows = CancelledDate.objects.within(activity.organisation_id).filter(activity=activity)
    fallen = rows.select_related("cancellation", "moved_to").order_by("-rank").first() if activity.status in FALLEN else None
    if fallen is None and not (edits and activity.status in OPEN and activity.deal_id):
        return None
    ends = list(fallen.cancellation.loose_ends.order_by("rank", "id")) if fallen else []
    return Panel(
        slot="date.main",
        title="Date tombée" if fallen else "Si la date tombe",
        template="contracts/panel_fallen.html",
        context={
            "activity": activity,
            "fallen": fallen,
            "ends": ends,
            "edits": edits,
            "pay": access.can_read_pay(request.user, activity),
        },
        rank=90,
    )


def deadlines(season: Any) -> Iterator[Deadline]:
    """Yield what is left to undo, the papers to ask again, and ours that lapse soon."""
    shows = [production.pk for production in season.productions]
    for end in LOOSE_ENDS(season.organisation_id, shows) if rare.held(season, LooseEnd) else ():
        production = end.cancellation.production
        yield Deadline(
            key=f"suite:{end.pk}",
            on=end.due_on or season.today,
            title=f"{end.label}, {production.title}",
            owner=OWNER,
            state=_state(end.due_on, season.today),
            url=f"/spectacles/{production.slug}/contrats/",
            production=production.pk,
        )
    if not season.production_ids:
        for structure in season.structures:
            for piece in pieces_of(season, structure.pk):
                yield from _of_the_piece(piece, structure, season.today)


def _of_the_piece(piece: Piece, structure: Structure, today: date) -> Iterator[Deadline]:
    name = piece.get_kind_display()
    if piece.state == PieceState.DEMANDEE and piece.asked_on is not None:
        on = piece.asked_on + AGAIN
        yield Deadline(
            key=f"piece-relance:{piece.pk}",
            on=on,
            title=f"Relancer {structure.name} : {name}",
            owner=OWNER,
            state=_state(on, today),
            url="/structures/",
            structure=structure.pk,
        )
    if structure.ours and piece.state in THERE and piece.expires_on is not None and piece.expires_on - SOON <= today:
        yield Deadline(
            key=f"piece-fin:{piece.pk}",
            on=piece.expires_on,
            title=f"À renouveler : {name}",
            owner=OWNER,
            state=_state(piece.expires_on, today),
            url="/coffre/",
            structure=structure.pk,
        )


def _state(on: date | None, today: date) -> str:
    return "en retard" if on is not None and on < today else "à faire"


def plug() -> None:
    """Give the panel and the duties."""
    pages.panel("date.main", "falling", panel)
    rail.provide("contracts_life", deadlines)
