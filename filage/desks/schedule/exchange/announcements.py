"""What was told of the changes of the calendar, and who read it, in the Filage file; the links that open it stay behind."""

from datetime import date, datetime
from typing import NotRequired, TypedDict

from filage.core.rails.exchange import Field, Table, fields, provide
from filage.desks.schedule import models


class Change(TypedDict):
    """What one person was told of one date."""

    activity: str
    on: date
    what: str
    kind: str
    at: datetime
    moves: NotRequired[list[list[str]]]


class Told(TypedDict):
    """What an announcement says, person by person."""

    personnes: dict[str, list[Change]]


ANNOUNCEMENTS = Table(
    model=models.Announcement,
    key="annonces",
    noun="une annonce",
    production="production",
    fields=fields(
        production="production",
        activite=Field(attribute="activity", same="production"),
        depuis="since",
        faite_le="made_at",
        quoi=Field(attribute="what", like=Told),
        note="note",
    ),
)
ACKNOWLEDGEMENTS = Table(
    model=models.Acknowledgement,
    key="accuses",
    noun="un accusé de lecture",
    parent="announcement",
    unique=(("announcement", "personne"),),
    fields=fields(personne="person", envoye_le="mailed_on", lu_le="on"),
)

provide(ANNOUNCEMENTS, ACKNOWLEDGEMENTS)
