"""The concerts, the running orders and the settlements, in the Filage file."""

from decimal import Decimal

from filage.core.rails.exchange import Field, Table, fields, provide
from filage.desks.booking import models

PERCENT = Decimal(100)

SLOTS = Table(
    model=models.Slot,
    key="passages",
    noun="un passage de la soirée",
    production="activity__production",
    fields=fields(
        activite="activity",
        titre="title",
        structure="structure",
        scene="stage_room",
        position="position",
        debut="starts_at",
        duree_minutes="minutes",
        changement_minutes="changeover_minutes",
        balance="soundcheck_at",
        balance_minutes="soundcheck_minutes",
        contrat="deal",
        note="note",
    ),
)
CONCERTS = Table(
    model=models.ConcertTerms,
    key="concerts",
    noun="les conditions d’un concert",
    production="activity__production",
    unique=(("activite",),),
    fields=fields(
        activite="activity",
        duree_set_minutes="set_minutes",
        jauge_debout="standing_capacity",
        jauge_assise="seated_capacity",
        prix_prevente="advance_price",
        prix_sur_place="door_price",
        exclusivite_km="exclusivity_km",
        exclusivite_depuis="exclusivity_since",
        exclusivite_jusqu_au="exclusivity_until",
        embargo_jusqu_au="embargo_until",
        annonce_le="announced_on",
        commission_merch=Field(attribute="merch_commission", largest=PERCENT),
        portes="doors_at",
        couvre_feu="curfew_at",
    ),
)
REQUESTS = Table(
    model=models.HostRequest,
    key="demandes",
    noun="une demande d’accueil",
    production="activity__production",
    fields=fields(
        activite="activity",
        type="kind",
        libelle="label",
        provenance="source",
        charge="provider",
        cout_estime="estimated_cost",
        note="note",
    ),
)
SETTLEMENTS = Table(
    model=models.Settlement,
    key="decomptes",
    noun="un décompte de soirée",
    production="activity__production",
    unique=(("activite",),),
    fields=fields(
        activite="activity",
        etape="stage",
        taux_tva=Field(attribute="ticket_vat_rate", largest=PERCENT),
        taux_taxe=Field(attribute="tax_rate", largest=PERCENT),
        taux_droits=Field(attribute="rights_rate", largest=PERCENT),
        avance="advance",
        signe_le="signed_on",
        signe_pour_lieu="signed_for_venue",
        signe_pour_producteur="signed_for_producer",
        note="note",
    ),
)
TICKETS = Table(
    model=models.SettlementTicket,
    key="billets",
    noun="une ligne de billets",
    parent="settlement",
    fields=fields(type="kind", libelle="label", places="seats", prix="price"),
)
COSTS = Table(
    model=models.SettlementCost,
    key="frais_opposes",
    noun="un frais opposé",
    parent="settlement",
    fields=fields(libelle="label", montant="amount"),
)

DUTIES = Table(
    model=models.LabelDuty,
    key="missions_label",
    noun="une mission de label",
    production="production",
    unique=(("production", "label", "mission"),),
    fields=fields(production="production", label="label", mission="mission", tenue_le="held_on", note="note"),
)

provide(SLOTS, CONCERTS, REQUESTS, SETTLEMENTS, TICKETS, COSTS, DUTIES)
