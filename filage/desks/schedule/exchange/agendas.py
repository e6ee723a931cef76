"""Which dates came from the calendar of somebody else, in the Filage file."""

from filage.core.rails.exchange import Table, fields, provide
from filage.desks.schedule import models

IMPORTED = Table(
    model=models.ImportedEvent,
    key="evenements_importes",
    noun="un évènement d’un autre agenda",
    production="activity__production",
    unique=(("activite",),),
    fields=fields(activite="activity", agenda="calendar", uid="uid", occurrence="occurrence", dit="said"),
)

provide(IMPORTED)
