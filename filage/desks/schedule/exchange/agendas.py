"""Which dates came from the calendar of somebody else, in the Filage file."""

from datetime import date, datetime
from typing import TypedDict

from filage.core.rails.exchange import Field, Table, fields, provide
from filage.desks.schedule import models


class Event(TypedDict, total=False):
    """What the other calendar said of a date."""

    title: str
    on: date | None
    until: date | None
    starts_at: datetime | None
    ends_at: datetime | None
    zone: str
    place: str
    status: str


IMPORTED = Table(
    model=models.ImportedEvent,
    key="evenements_importes",
    noun="un évènement d’un autre agenda",
    production="activity__production",
    unique=(("activite",),),
    fields=fields(
        activite="activity", agenda="calendar", uid="uid", occurrence="occurrence", dit=Field(attribute="said", like=Event)
    ),
)

provide(IMPORTED)
