"""The paper of the diffusion desk: the list of the professionals invited to a performance."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from filage.core import archive
from filage.core.archive import DocumentKind, IssuedDocument, Produced
from filage.core.rails import season as seasons
from filage.core.refusal import Refusal
from filage.desks.booking.enums import InvitationStatus
from filage.desks.booking.queries import invitations
from filage.desks.directory.queries import house
from filage.documents import codec
from filage.documents.paper_shapes import GuestLine, GuestsData
from filage.productions.models import Activity

TITLE = "Professionnels invités"
TONES: Mapping[str, Any] = {
    InvitationStatus.CONFIRMEE: "firm",
    InvitationStatus.PRESENTE: "firm",
    InvitationStatus.ENVOYEE: "open",
    InvitationStatus.ABSENTE: "unknown",
    InvitationStatus.DECLINEE: "blocked",
}


def guests_file(
    organisation: Any, production: Any, *, on: date, by: Any, about: Sequence[str], options: Mapping[str, Any]
) -> Produced:
    """Return the list of who is invited to a performance (« activity:<id> »)."""
    from filage.documents import papers as press  # loaded when a document is made

    activity = _activity(organisation, about[0])
    if activity is None:
        raise Refusal("Cette date n’existe plus.")
    season = seasons.load(organisation.pk, (production.pk,))
    data = GuestsData(
        head=house.head(season, season.production(production.pk), TITLE, on=on),
        on=activity.on,
        hour=activity.starts_at.astimezone(ZoneInfo(activity.zone)).strftime("%H:%M") if activity.starts_at else "",
        place=f"{activity.venue.name}, {activity.venue.city}".strip(", ") if activity.venue else "",
        guests=_lines(activity),
    )
    name = f"{production.slug}-invites-{activity.on.isoformat()}.pdf"
    return Produced(codec.to_json(data), press.render(data), name, _imprint(activity))  # type: ignore[arg-type]


def imprints(organisation: Any, documents: Sequence[IssuedDocument]) -> Mapping[UUID, str]:
    """Return what each list would be made from today; those whose date is gone are left out."""
    found = {}
    for each in documents:
        activity = _activity(organisation, each.about[0])
        if activity is not None:
            found[each.pk] = _imprint(activity)
    return found


def _lines(activity: Activity) -> tuple[GuestLine, ...]:
    return tuple(
        GuestLine(
            name=one.who,
            structure=one.structure.name if one.structure else "",
            seats=one.seats,
            state=one.get_status_display(),
            tone=TONES[one.status],
        )
        for one in invitations.guests(activity)
    )


def _imprint(activity: Activity) -> str:
    venue = activity.venue
    said = [activity.on.isoformat(), str(activity.starts_at), venue.name if venue else "", venue.city if venue else ""]
    lines = [[one.name, one.structure, one.seats, one.state] for one in _lines(activity)]
    return hashlib.sha256(json.dumps([said, lines]).encode()).hexdigest()


def _activity(organisation: Any, key: str) -> Activity | None:
    rows = Activity.objects.within(organisation).select_related("venue", "production")
    return rows.filter(pk=key.partition(":")[2]).first()


GUESTS = DocumentKind(
    "professionnels-invites", TITLE, ".pdf", "application/pdf", guests_file, per="activity", rank=60, imprint=imprints
)


def plug() -> None:
    """Declare the paper."""
    archive.declare(GUESTS)
