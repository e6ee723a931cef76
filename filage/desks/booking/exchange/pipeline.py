"""The pistes of each show, and the professionals invited to its performances, in the Filage file."""

from collections.abc import Iterator
from decimal import Decimal

from filage.core.rails.exchange import Field, Problem, Row, Table, fields, provide
from filage.desks.booking import models

PERCENT = Decimal(100)


def _named(row: Row) -> Iterator[Problem]:
    if not (row["person"] or row["name"]):
        yield "nom", "manque : dites qui est invité, par « personne » ou par « nom »"


PROSPECTS = Table(
    model=models.Prospect,
    key="pistes",
    noun="une piste",
    production="production",
    fields=fields(
        production="production",
        structure="structure",
        lieu="venue",
        contact="contact",
        saison="season",
        segment="segment",
        dates_souhaitees="dates_wanted",
        montant="amount",
        probabilite=Field(attribute="probability", largest=PERCENT),
        etape="stage",
        motif_perte="lost_reason",
        note="note",
    ),
)
INVITATIONS = Table(
    model=models.Invitation,
    key="invitations",
    noun="une invitation",
    production="activity__production",
    fields=fields(
        activite="activity",
        personne="person",
        structure="structure",
        nom="name",
        places="seats",
        etat="status",
        retour="feedback",
        suite_le="next_on",
    ),
    checks=(_named,),
)

provide(PROSPECTS, INVITATIONS)
