"""Notes de frais and the caisse de tournée, in the Filage file."""

from filage.core.rails.exchange import Field, Table, fields, provide
from filage.desks.logistics import models

EXPENSES = Table(
    model=models.Expense,
    key="notes_de_frais",
    noun="une note de frais",
    production="production",
    carries_bytes=True,
    fields=fields(
        production="production",
        activite=Field(attribute="activity", same="production"),
        personne="person",
        date="on",
        type="kind",
        libelle="label",
        montant="amount",
        tva="vat",
        km="km",
        puissance="horsepower",
        electrique="electric",
        sur_la_caisse="from_float",
        compte_dans="counted_in",
        etat="state",
        rembourse_le="paid_on",
        note="note",
        nom="name",
        format="media_type",
        taille="size",
        sha256="sha256",
    ),
)
MOVES = Table(
    model=models.FloatMove,
    key="caisse",
    noun="un mouvement de la caisse de tournée",
    production="production",
    fields=fields(
        production="production", personne="person", date="on", montant=Field(attribute="amount", signed=True), quoi="what"
    ),
)

provide(EXPENSES, MOVES)
