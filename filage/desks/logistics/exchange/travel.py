"""Vehicles, journeys and their seats, in the Filage file."""

from collections.abc import Iterator
from decimal import Decimal

from filage.core.rails.exchange import Field, Problem, Row, Table, fields, provide
from filage.desks.logistics import models

POLE, ANTIMERIDIAN = Decimal(90), Decimal(180)


def _ends_after_it_starts(row: Row) -> Iterator[Problem]:
    if row["departs_at"] and row["arrives_at"] and row["arrives_at"] < row["departs_at"]:
        yield "arrivee", "précède le départ"


VEHICLES = Table(
    model=models.Vehicle,
    key="vehicules",
    noun="un véhicule",
    fields=fields(
        nom="name", type="kind", places="seats", immatriculation="plate", hauteur="height", ptac="gross_kg", note="note"
    ),
)
JOURNEYS = Table(
    model=models.Journey,
    key="trajets",
    noun="un trajet",
    production="production",
    fields=fields(
        production="production",
        activite=Field(attribute="activity", same="production"),
        date="on",
        mode="mode",
        de="from_place",
        de_insee="from_insee",
        de_latitude=Field(attribute="from_latitude", signed=True, largest=POLE),
        de_longitude=Field(attribute="from_longitude", signed=True, largest=ANTIMERIDIAN),
        vers="to_place",
        vers_insee="to_insee",
        vers_latitude=Field(attribute="to_latitude", signed=True, largest=POLE),
        vers_longitude=Field(attribute="to_longitude", signed=True, largest=ANTIMERIDIAN),
        depart="departs_at",
        arrivee="arrives_at",
        fuseau="zone",
        fuseau_arrivee="arrival_zone",
        vehicule="vehicle",
        km="km",
        methode="method",
        detour="detour",
        cout="cost",
        compte_dans="counted_in",
        prise_en_charge="hosting",
        reference="reference",
        fret="freight",
        etat="state",
        annulable_jusqu_au="cancellable_until",
        note="note",
    ),
    checks=(_ends_after_it_starts,),
)
SEATS = Table(
    model=models.Seat,
    key="places",
    noun="une place d’un trajet",
    parent="journey",
    unique=(("journey", "personne"),),
    fields=fields(personne="person", conduit="driver", place="place"),
)

provide(VEHICLES, JOURNEYS, SEATS)
