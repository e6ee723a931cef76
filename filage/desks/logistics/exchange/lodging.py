"""Stays, beds, meals and conditions of hosting, in the Filage file."""

from filage.core.rails.exchange import Field, Table, fields, provide
from filage.desks.logistics import models
from filage.productions.exchange import in_order

IN_ORDER = in_order(("arrivee", "arrives_on"), ("depart", "leaves_on"))

STAYS = Table(
    model=models.Stay,
    key="sejours",
    noun="un séjour à l’hôtel",
    production="production",
    fields=fields(
        production="production",
        activite=Field(attribute="activity", same="production"),
        hotel="hotel",
        structure="structure",
        adresse="address",
        ville="city",
        telephone="phone",
        arrivee="arrives_on",
        depart="leaves_on",
        prix="price",
        compte_dans="counted_in",
        prise_en_charge="hosting",
        reference="reference",
        etat="state",
        annulable_jusqu_au="cancellable_until",
        petit_dejeuner="breakfast_from",
        parking="parking",
        cle_tardive="late_key",
        sans_marche="step_free",
        note="note",
    ),
    checks=(IN_ORDER,),
)
BEDS = Table(
    model=models.Bed,
    key="lits",
    noun="un lit d’un séjour",
    parent="stay",
    unique=(("stay", "personne"),),
    fields=fields(
        personne="person",
        arrivee="arrives_on",
        depart="leaves_on",
        chambre="room",
        avec="shared_with",
        accepte="agreed",
        note="note",
    ),
    checks=(IN_ORDER,),
)
MEALS = Table(
    model=models.Meal,
    key="repas",
    noun="un repas",
    production="activity__production",
    unique=(("activite", "date", "moment"),),
    fields=fields(
        activite="activity",
        date="on",
        moment="moment",
        charge="provider",
        heure="at",
        lieu="place",
        nombre="headcount",
        prix="price",
        compte_dans="counted_in",
        confirme_le="confirmed_on",
        note="note",
    ),
)
HOSTING = Table(
    model=models.HostingItem,
    key="accueil",
    noun="une condition d’accueil",
    production="deal__production",
    fields=fields(contrat="deal", code="code", libelle="label", charge="side", note="note"),
)

provide(STAYS, BEDS, MEALS, HOSTING)
