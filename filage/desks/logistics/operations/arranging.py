"""Write a journey with its passengers, a stay with its beds, a meal, the conditions of hosting of a deal; take one away."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from filage.core.changes import ChangeSet
from filage.core.journal import JournalEntry
from filage.core.scope import Owned
from filage.desks.logistics.enums import HostingSide
from filage.desks.logistics.models import Bed, HostingItem, Journey, Meal, Seat, Stay, Vehicle
from filage.desks.logistics.queries.checklist import CONDITIONS
from filage.productions.models import Deal, Person
from filage.productions.operations import next_rank, refuse_unless_editor


@dataclass(frozen=True, slots=True)
class Slept:
    """How somebody sleeps: the kind of room, with whom, and whether she agreed."""

    room: str
    shared_with: UUID | None = None
    agreed: bool = False


def write_journey(
    journey: Journey, *, by: Any, people: Collection[UUID], driver: UUID | None, new_vehicle: str = "", **fields: Any
) -> Journey:
    """Write a journey and who travels in it; a vehicle that is only named is added to those of the house."""
    refuse_unless_editor(by, journey.production)
    whole = ChangeSet()
    if new_vehicle and not fields.get("vehicle"):
        rank = next_rank(Vehicle.objects.within(journey.organisation_id))
        fields["vehicle"] = Vehicle(organisation_id=journey.organisation_id, name=new_vehicle, rank=rank)
        whole += ChangeSet.create(fields["vehicle"])
    whole += _written(journey, fields)
    held = {} if journey._state.adding else {seat.person_id: seat for seat in journey.seats.all()}
    for rank, person in enumerate(people):
        if person in held:
            whole += ChangeSet.on(held[person], driver=person == driver)
        else:
            whole += ChangeSet.create(
                Seat(
                    organisation_id=journey.organisation_id,
                    journey=journey,
                    person_id=person,
                    driver=person == driver,
                    rank=rank,
                )
            )
    whole += _gone(seat for person, seat in held.items() if person not in people)
    whole.apply(by=by, why=f"trajet {journey.from_place} – {journey.to_place}")
    return journey


def write_stay(stay: Stay, *, by: Any, beds: Mapping[UUID, Slept], **fields: Any) -> Stay:
    """Write a stay and who sleeps there."""
    refuse_unless_editor(by, stay.production)
    whole = _written(stay, fields)
    held = {} if stay._state.adding else {bed.person_id: bed for bed in stay.beds.all()}
    for rank, (person, slept) in enumerate(beds.items()):
        said = {"room": slept.room, "shared_with_id": slept.shared_with, "agreed": slept.agreed}
        if person in held:
            whole += ChangeSet.on(held[person], **_by_objects(held[person], said))
        else:
            whole += ChangeSet.create(Bed(organisation_id=stay.organisation_id, stay=stay, person_id=person, rank=rank, **said))
    whole += _gone(bed for person, bed in held.items() if person not in beds)
    whole.apply(by=by, why=f"séjour, {stay.hotel}")
    return stay


def write_meal(meal: Meal, *, by: Any, **fields: Any) -> Meal:
    """Write a meal of a date."""
    refuse_unless_editor(by, meal.activity)
    _written(meal, fields).apply(by=by, why=f"repas du {meal.on:%d/%m/%Y}")
    return meal


def write_hosting(deal: Deal, *, by: Any, sides: Mapping[str, tuple[str, str]]) -> None:
    """Write who sees to each condition of hosting: code → (side, note); one that is not said is taken away."""
    refuse_unless_editor(by, deal.production)
    held = {item.code: item for item in HostingItem.objects.within(deal.organisation_id).filter(deal=deal).exclude(code="")}
    whole = ChangeSet()
    for rank, (code, label) in enumerate(CONDITIONS.items()):
        side, note = sides.get(code, ("", ""))
        if code in held:
            whole += ChangeSet.on(held[code], side=side, note=note) if side else ChangeSet.delete(held[code])
        elif side:
            made = HostingItem(organisation_id=deal.organisation_id, deal=deal, code=code, label=label, rank=rank)
            made.side, made.note = HostingSide(side).value, note
            whole += ChangeSet.create(made)
    whole.apply(by=by, why="conditions d’accueil")


def remove(row: Journey | Stay | Meal, *, by: Any) -> JournalEntry | None:
    """Take a journey, a stay or a meal away."""
    refuse_unless_editor(by, getattr(row, "production", None) or row.activity)
    return ChangeSet.delete(row).apply(by=by, why=f"« {row} » supprimé")


def instead(absent: UUID | None, person: Person | None, activities: Collection[UUID], organisation: Any) -> ChangeSet:
    """Return what gives the seats and the beds of somebody at some dates to whoever replaces her; nobody yet: they stay hers."""
    whole = ChangeSet()
    if absent is None or person is None or not activities:
        return whole
    seats, beds = Seat.objects.within(organisation), Bed.objects.within(organisation)
    taken = set(seats.filter(person=person.pk).values_list("journey", flat=True))
    slept = set(beds.filter(person=person.pk).values_list("stay", flat=True))
    for seat in seats.filter(person=absent, journey__activity__in=activities).exclude(journey__in=taken):
        whole += ChangeSet.on(seat, person=person, place="")
    for bed in beds.filter(person=absent, stay__activity__in=activities).exclude(stay__in=slept):
        whole += ChangeSet.on(bed, person=person, shared_with=None, agreed=False)
    return whole


def _by_objects(bed: Bed, said: dict[str, Any]) -> dict[str, Any]:
    other = said.pop("shared_with_id")
    return said | {"shared_with": Person.objects.within(bed.organisation_id).get(pk=other) if other else None}


def _written(row: Owned, fields: Mapping[str, Any]) -> ChangeSet:
    if not row._state.adding:
        return ChangeSet.on(row, **fields)
    for name, value in fields.items():
        setattr(row, name, value)
    row.rank = next_rank(type(row).objects.within(row.organisation_id))
    return ChangeSet.create(row)


def _gone(rows: Iterable[Owned]) -> ChangeSet:
    whole = ChangeSet()
    for row in rows:
        whole += ChangeSet.delete(row)
    return whole
