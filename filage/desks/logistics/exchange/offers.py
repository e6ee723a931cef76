"""Prices asked for a journey or a stay, in the Filage file."""

from collections.abc import Iterator

from filage.core.rails.exchange import Field, Problem, Row, Table, fields, provide
from filage.desks.logistics import models


def _for_one_thing(row: Row) -> Iterator[Problem]:
    if bool(row["journey"]) == bool(row["stay"]):
        yield "trajet", "un devis est pour un trajet ou pour un séjour, l’un des deux"


OFFERS = Table(
    model=models.Offer,
    key="offres",
    noun="un devis de trajet ou de séjour",
    production="production",
    fields=fields(
        production="production",
        trajet=Field(attribute="journey", same="production"),
        sejour=Field(attribute="stay", same="production"),
        fournisseur="supplier",
        prix="price",
        valable_jusqu_au="valid_until",
        annulable_jusqu_au="cancellable_until",
        reference="reference",
        retenu="taken",
        note="note",
    ),
    checks=(_for_one_thing,),
)

provide(OFFERS)
