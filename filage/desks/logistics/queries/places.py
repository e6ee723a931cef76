"""Where a journey starts and ends: its own coordinates, else its Insee code, else the one town of that name."""

from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from filage.desks.logistics.models import Journey
from filage.productions.models import Structure, Venue
from filage.productions.placing import Where, town_of
from filage.rules.geography import Placed, Town, find, placed


def ends_of(journey: Journey) -> tuple[Town, Town] | None:
    """Return the towns of both ends of a journey; None when one of them is not known for sure."""
    one = _town(journey.from_place, journey.from_insee, journey.from_latitude, journey.from_longitude)
    other = _town(journey.to_place, journey.to_insee, journey.to_latitude, journey.to_longitude)
    return (one, other) if one and other else None


def _town(name: str, insee: str, latitude: Decimal | None, longitude: Decimal | None) -> Town | None:
    if latitude is not None and longitude is not None:
        return Town(name, "", "", insee, float(latitude), float(longitude), 0)
    if insee:
        found = find(name.partition(" (")[0], insee=insee)
        return found[0] if found and found[0].is_placed else None
    return placed(name).town


def known_kilometres(journey: Journey, start: str, end: str, mode: str) -> Decimal | None:
    """Return the kilometres somebody typed once between the same two places, either way, by the same means."""
    rows = Journey.objects.within(journey.organisation_id).filter(method="saisi", km__isnull=False, mode=mode)
    same = Q(from_place__iexact=start, to_place__iexact=end) | Q(from_place__iexact=end, to_place__iexact=start)
    found: Decimal | None = rows.exclude(pk=journey.pk).filter(same).order_by("-on").values_list("km", flat=True).first()
    return found


def home_of(structure: Structure, venues: Iterable[Venue]) -> Where:
    """Return the town a structure leaves from; one that no table knows is where a venue of the same town says it is."""
    there = Venue(name=structure.name, city=structure.city, postal_code=structure.postal_code, country=structure.country)
    found = town_of(there)
    if found.town is not None or found.choices:
        return found
    near = (one for one in venues if one.city == structure.city and one.latitude is not None and one.longitude is not None)
    return next((town_of(one) for one in near), found)


def placed_here(organisation: UUID, name: str) -> Placed:
    """Return the town that a name means; one that no table knows is where a venue of that town says it is."""
    found = placed(name)
    if found.town is not None or found.choices:
        return found
    known = found.known
    rows = Venue.objects.within(organisation).filter(city__iexact=name.strip(), latitude__isnull=False, longitude__isnull=False)
    near = rows.order_by("rank", "id").first()
    return Placed(town_of(near).town, known=known) if near else found
