"""What of the interview travels in the Filage file, after the shared nouns, under which French key."""

from filage.core.rails.exchange import Field, Table, fields, provide
from filage.productions import interview as models

ANSWERS = Table(
    model=models.Answer,
    key="entretiens",
    noun="une réponse de l’entretien",
    production="production",
    unique=(("production", "sujet"),),
    fields=fields(production="production", sujet="topic", texte="text", point_ouvert="open_point"),
)
NEEDS = Table(
    model=models.Need,
    key="besoins",
    noun="un besoin",
    production="production",
    fields=fields(
        production="production",
        type="kind",
        libelle="label",
        origine="origin",
        unite="unit",
        quantite="quantity",
        cout_unitaire="unit_cost",
        source="cost_source",
        certain="certain",
        reponse=Field(attribute="answer", same="production"),
    ),
)
QUOTES = Table(
    model=models.Quote,
    key="devis",
    noun="un devis",
    parent="need",
    fields=fields(
        fournisseur="supplier",
        reference="reference",
        cout_unitaire="unit_cost",
        recu_le="received_on",
        valable_jusqu_au="valid_until",
        retenu="chosen",
        note="note",
    ),
)
ATTACHMENTS = Table(
    model=models.Attachment,
    key="pieces",
    noun="une pièce jointe",
    production="production",
    carries_bytes=True,
    fields=fields(
        production="production",
        type="kind",
        nom="name",
        format="media_type",
        taille="size",
        sha256="sha256",
        ajoutee_le="added_on",
    ),
)

provide(ANSWERS, NEEDS, QUOTES, ATTACHMENTS)
