"""How the pages of logistics lay out journeys, rooms, meals and the chain of the dates."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from filage.desks.logistics.enums import BookingState
from filage.desks.logistics.models import AccessNeed, Bed, Journey, Meal, Seat, Stay
from filage.desks.logistics.permissions import may_read_need
from filage.desks.logistics.queries.pages import OfDate, Tour, names_in
from filage.desks.logistics.queries.rooming import Night, between
from filage.rules.booking.journey import km_text
from filage.rules.geography.chain import Chain
from filage.web import format as french
from filage.web.tables import Cell, Column, Row, Table, plain

JOURNEY = [
    Column("Heures"),
    Column("Qui"),
    Column("Distance", wide=True),
    Column("Coût, € HT", "amount", wide=True),
    Column("Réservation"),
]
CHAIN = [Column("Ville"), Column("Route"), Column("Nuits", "number", decimals=0)]


def journeys(found: OfDate, edits: bool) -> Table | None:
    """Return the journeys of a date."""
    rows = [_journey(found, one, seats, edits) for one, seats in found.journeys]
    return plain("Trajets", JOURNEY, rows, header="Trajet") if rows else None


def _journey(found: OfDate, one: Journey, seats: Sequence[Seat], edits: bool) -> Row:
    url = reverse("logistics:edit_journey", args=[found.activity.pk, one.pk]) if edits else ""
    note = ", ".join(filter(None, [one.get_mode_display(), one.vehicle.name if one.vehicle else "", one.reference, one.freight]))
    people = ", ".join(f"{seat.person.name}{' (conduit)' if seat.driver else ''}" for seat in seats)
    far = km_text(one.km) if one.km is not None else ""
    cost: Any = Cell(one.cost, because=f"journey:{one.pk}" if not one.counted_in else "")
    if one.counted_in:
        cost = Cell(one.cost, note="déjà dans une ligne de budget")
    return Row(
        Cell(f"{one.from_place} – {one.to_place}", url=url, note=note),
        [
            hours(one),
            people or "personne",
            Cell(far, note=one.get_method_display() if far else ""),
            cost,
            booking(one, found.activity if edits else None),
        ],
    )


def hours(one: Journey) -> str:
    """Return the day and the hours of a journey, each where it happens: « ven. 16 avr., 9 h 30 – 12 h (Londres) »."""
    said = [_hour(at, zone) for at, zone in ((one.departs_at, one.zone), (one.arrives_at, one.arrival_zone or one.zone)) if at]
    away = f" (heure de {one.arrival_zone.rpartition('/')[2].replace('_', ' ')})" if one.arrives_at and one.arrival_zone else ""
    return ", ".join(filter(None, [french.day(one.on), " – ".join(said) + away]))


def _hour(at: datetime, zone: str) -> str:
    return french.hour(at.astimezone(ZoneInfo(zone)))


def booking(one: Journey | Stay, activity: Any = None) -> Cell:
    """Return how far a booking is, and until when it may be given up; it leads to its offers, made or still to be."""
    until = f"annulable jusqu’au {french.day(one.cancellable_until, weekday=False)}" if one.cancellable_until else ""
    if activity is None or one.state == BookingState.ANNULE:
        return Cell(one.get_state_display(), note=until)
    asked = "comparer des devis" if one.state == BookingState.A_RESERVER else until or "ses devis"
    url = reverse("logistics:offers", args=[activity.pk, "trajet", one.pk])
    return Cell(one.get_state_display(), url=url, note=asked)


def rooms(stay: Stay, beds: Sequence[Bed], nights: Sequence[Night]) -> Table:
    """Return the rooming list of a stay, with its totals night by night."""
    rows = []
    for bed in beds:
        since, until = between(stay, bed)
        kind = bed.get_room_display() + (f", avec {bed.shared_with.name}" if bed.shared_with else "")
        dates = f"{french.day(since, weekday=False)} – {french.day(until, weekday=False)}"
        rows.append(Row(bed.person.name, [Cell(kind, note=bed.note), dates]))
    said = [
        f"{_from_to(alike)} : {french.count(alike[0].people, 'personne')}, {french.count(alike[0].rooms, 'chambre')}"
        for alike in _runs(nights)
    ]
    return plain(
        f"Chambres, {stay.hotel}",
        [Column("Chambre"), Column("Nuits")],
        rows,
        header="Personne",
        total=Row("Par nuit", ["", " ; ".join(said)]),
    )


def _runs(nights: Sequence[Night]) -> Iterator[list[Night]]:
    """Yield the nights that follow each other with as many people and rooms."""
    ranked = groupby(enumerate(nights), lambda pair: (pair[1].people, pair[1].rooms, pair[1].on.toordinal() - pair[0]))
    yield from ([one for _, one in each] for _, each in ranked)


def _from_to(nights: Sequence[Night]) -> str:
    """Return the days of nights alike: « lun. 8 févr. », « du lun. 8 au jeu. 25 févr. »."""
    first, last = nights[0].on, nights[-1].on
    return french.day(first) if first == last else f"du {french.day(first)} au {french.day(last)}"


def meals(found: OfDate, edits: bool) -> Table | None:
    """Return the meals of a date."""
    rows = [_meal(found, one, edits) for one in found.meals]
    columns = [Column("Qui"), Column("Où"), Column("Combien", "number", decimals=0), Column("Confirmé")]
    return plain("Repas", columns, rows, header="Repas") if rows else None


def _meal(found: OfDate, one: Meal, edits: bool) -> Row:
    url = reverse("logistics:edit_meal", args=[found.activity.pk, one.pk]) if edits else ""
    hour = _hour(one.at, found.activity.zone) if one.at else ""
    count = one.headcount if one.headcount is not None else len(found.team)
    said = french.day(one.confirmed_on, weekday=False) if one.confirmed_on else "pas encore"
    name = f"{one.get_moment_display().capitalize()}, {french.day(one.on)}"
    return Row(
        Cell(name, url=url, note=one.note), [one.get_provider_display(), ", ".join(filter(None, [hour, one.place])), count, said]
    )


def needs(found: Sequence[AccessNeed], user: Any) -> list[tuple[str, str, str]]:
    """Return who needs something, of which sort, and what, to whoever must act; to the others nobody is named."""
    return [(one.person.name, one.get_kind_display(), one.text) for one in found if may_read_need(user, one)]


def chain(tour: Tour, shown: Chain, caption: str) -> Table:
    """Return a chain of dates with the road to each and the nights before it."""
    rows, names = [], names_in(tour)
    for stop, leg in zip(shown.stops, shown.legs[:-1], strict=True):
        note = "par la maison" if leg.through_home else ""
        moved = " · option" if stop.movable else ""
        rows.append(
            Row(
                french.day(stop.on, year=True),
                [Cell(f"{names.get(stop.town, stop.town.name)}{moved}"), Cell(km_text(leg.km.known()), note=note), leg.nights],
            )
        )
    last = shown.legs[-1]
    rows.append(Row("Retour", [tour.home, km_text(last.km.known()), last.nights]))
    total = Row("En tout", ["", km_text(shown.km), shown.nights])
    return plain(caption, CHAIN, rows, header="Jour", total=total)
