"""What was told of the changes of the calendar, and who read it, in the Filage file; the links that open it stay behind."""

from filage.core.rails.exchange import Field, Table, fields, provide
from filage.desks.schedule import models

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
        quoi="what",
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
