"""Which place of the directory a typed name means; several, or one that is nearly that name, are always asked about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from filage.core.refusal import Refusal
from filage.productions import pointing
from filage.productions.models import Person, Structure, Venue
from filage.rules.reading.folding import folded

ARTICLE = re.compile(r"^(?:le |la |les |l')")
NEAR = 0.86  # of two names: beyond, they may be the same place


@dataclass(frozen=True, slots=True)
class Place:
    """A place: a venue with the structure that runs it, or a structure alone."""

    structure: Structure | None
    venue: Venue | None

    @property
    def name(self) -> str:
        """Its name, as the directory writes it."""
        return self.venue.name if self.venue else self.structure.name if self.structure else ""

    @property
    def city(self) -> str:
        """Its town, empty when unknown."""
        own = self.venue.city if self.venue else ""
        return own or (self.structure.city if self.structure else "")

    def __str__(self) -> str:
        return f"{self.name}, {self.city}" if self.city and self.city not in self.name else self.name


def known_places(organisation: Any) -> list[Place]:
    """Return the venues that a list offers, then the partner structures that run none; four queries at most."""
    return _places(*(pointing.offered(model, getattr(organisation, "pk", organisation)) for model in (Venue, Structure)))


def _places(venues: Any, structures: Any) -> list[Place]:
    held = list(venues.select_related("structure").order_by("name", "id"))
    run = {venue.structure_id for venue in held}
    alone = [one for one in structures.filter(ours=False).order_by("name", "id") if one.pk not in run]
    return [*(Place(venue.structure, venue) for venue in held), *(Place(one, None) for one in alone)]


def place_named(organisation: Any, name: str, town: str, *, as_new: bool = False) -> Place | None:
    """Return the place that a name means, None when nothing is near it.

    Refusal naming the choices when several bear it, or when one is nearly that name and `as_new` does not say it is another.
    """
    here = getattr(organisation, "pk", organisation)
    places = _places(*(pointing.naming(model, here, name) for model in (Venue, Structure)))
    said, where = _key(name), folded(town)
    exact = [one for one in places if said in (_key(one.name), _key(str(one)), *_structure(one))]
    in_town = [one for one in exact if not where or folded(one.city) == where]
    if len(in_town) == 1:
        return in_town[0]
    if in_town:
        raise Refusal(f"« {name} » peut être {_listed(in_town)} : ajoutez la ville, ou choisissez dans la liste.")
    if as_new or exact:
        return None
    near = [one for one in places if _is_near(said, _key(one.name)) and (not where or folded(one.city) in ("", where))]
    if near:
        raise Refusal(f"« {name} » ressemble à {_listed(near)}. Choisissez dans la liste, ou cochez « un autre lieu ».")
    return None


def person_named(organisation: Any, name: str) -> Person | None:
    """Return the only person of that name, None when nobody bears it; Refusal when several do."""
    said = folded(name)
    found = [one for one in Person.objects.within(organisation).filter(folded__begins=said) if folded(one.name) == said]
    if len(found) > 1:
        raise Refusal(f"{len(found)} personnes s’appellent « {name} » : ajoutez le contact depuis la page de la piste.")
    return found[0] if found else None


def _structure(place: Place) -> tuple[str, ...]:
    return (_key(place.structure.name),) if place.structure else ()


def _key(name: str) -> str:
    return ARTICLE.sub("", folded(name))


def _is_near(one: str, other: str) -> bool:
    return len(one) > 3 and (other.startswith(one) or SequenceMatcher(None, one, other).ratio() > NEAR)


def _listed(places: Sequence[Place]) -> str:
    return " ou ".join(f"« {one} »" for one in places[:4])
