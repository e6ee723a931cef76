"""In which town a place is: by its coordinates, its Insee code, its town and department; a namesake is never guessed."""

from collections.abc import Sequence
from dataclasses import dataclass

from filage.productions.models import Venue
from filage.rules.geography import Town, find


@dataclass(frozen=True, slots=True)
class Where:
    """The town of a place: found, or why it is not; `choices` are the namesakes to choose from."""

    town: Town | None
    why: str = ""
    choices: Sequence[str] = ()


def town_of(venue: Venue | None) -> Where:
    """Return the town of a place, from its coordinates, Insee code, town and department; several namesakes are never guessed."""
    if venue is None:
        return Where(None, "lieu inconnu")
    latitude, longitude = getattr(venue, "latitude", None), getattr(venue, "longitude", None)
    if latitude is not None and longitude is not None:
        return Where(Town(venue.city or venue.name, venue.country, "", venue.insee, float(latitude), float(longitude), 0))
    if not venue.city:
        return Where(None, f"{venue.name} : ville inconnue")
    country = "" if venue.insee else venue.country
    found = find(venue.city, country=country, insee=venue.insee) or find(venue.city, country=venue.country)
    department = venue.postal_code[:2] if venue.country == "FR" else ""
    near = [town for town in found if department and town.department.startswith(department)] or list(found)
    if len(near) == 1 and not near[0].is_placed:
        return Where(None, f"{near[0].place} : aucune table ne dit où c’est, donnez les coordonnées du lieu")
    if len(near) == 1:
        return Where(near[0])
    if not near:
        return Where(None, f"{venue.city} n’est pas dans la table des villes : donnez son code Insee, ou ses coordonnées")
    choices = [town.place for town in near]
    return Where(None, f"{venue.city} : {' ou '.join(choices[:4])} ? Donnez le code postal ou Insee", choices)
