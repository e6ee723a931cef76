"""The quotes of each show with their dates, their items and the answers, in the Filage file."""

from collections.abc import Iterator
from decimal import Decimal

from filage.core.rails.exchange import Field, Problem, Row, Table, fields, provide
from filage.desks.booking import models

PERCENT = Decimal(100)


def _valid_after_made(row: Row) -> Iterator[Problem]:
    if row["valid_until"] and row["valid_until"] < row["made_on"]:
        yield "valable_jusqu_au", "précède la date du devis"


ESTIMATES = Table(
    model=models.Estimate,
    key="devis_de_vente",
    noun="un devis",
    production="production",
    unique=(("numero", "version"),),
    fields=fields(
        production="production",
        structure="structure",
        contact="contact",
        piste=Field(attribute="prospect", same="production"),
        contrat=Field(attribute="deal", same="production"),
        numero="number",
        version="version",
        langue="language",
        date="made_on",
        valable_jusqu_au="valid_until",
        etape="stage",
        envoye_le="sent_on",
        repondu_le="answered_on",
        prix_base="base_price",
        coefficients=Field(attribute="coefficients", decimals=True),
        grille="grid_dates",
        taux_tva=Field(attribute="vat_rate", largest=PERCENT),
        acompte=Field(attribute="deposit_rate", largest=PERCENT),
        delai="payment_days",
        droits="rights_payer",
        taux_droits=Field(attribute="rights_rate", largest=PERCENT),
        jauge="capacity",
        prix_moyen="average_price",
        frais_locaux="local_costs",
        note="note",
    ),
    checks=(_valid_after_made,),
)
DATES = Table(
    model=models.EstimateDate,
    key="dates",
    noun="une date d’un devis",
    parent="estimate",
    fields=fields(activite="activity", date="on", lieu="venue", note="note"),
)
ITEMS = Table(
    model=models.EstimateItem,
    key="postes",
    noun="un poste d’un devis",
    parent="estimate",
    fields=fields(
        nature="kind",
        libelle="label",
        mode="mode",
        quantite="quantity",
        unitaire="unit_cost",
        en_option="optional",
        retenu="chosen",
    ),
)
REPLIES = Table(
    model=models.EstimateReply,
    key="reponses",
    noun="une réponse à un devis",
    parent="estimate",
    fields=fields(dit="said", mot="word", qui="who", le="on", vue="seen"),
)

provide(ESTIMATES, DATES, ITEMS, REPLIES)
