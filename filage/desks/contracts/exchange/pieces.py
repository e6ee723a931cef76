"""The papers that the parties owe one another, as the Filage file tells them."""

from filage.core.rails.exchange import Table, fields, provide
from filage.desks.contracts import models

PIECES = Table(
    model=models.Piece,
    key="justificatifs",
    noun="un justificatif",
    carries_bytes=True,
    fields=fields(
        structure="structure",
        contrat="deal",
        type="kind",
        etat="state",
        numero="number",
        categorie="category",
        emis_le="issued_on",
        expire_le="expires_on",
        demande_le="asked_on",
        recu_le="received_on",
        verifie_le="checked_on",
        preuve="proof",
        note="note",
        nom="name",
        format="media_type",
        taille="size",
        sha256="sha256",
    ),
)

provide(PIECES)
