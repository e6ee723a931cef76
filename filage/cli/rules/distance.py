"""`calculer distance`: the kilometres between two towns, estimated without a network."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from filage.cli.rules.numbers import Number, refuse
from filage.cli.rules.shapes import Answer, Entree, Sortie
from filage.rules.engine import load_law
from filage.rules.geography import Mode, Town, distance, find, great_circle, nearest_names

ON = date(2026, 11, 21)  # the detours have one value, whatever the day
METHODS = {Mode.ROAD: "estime_route", Mode.RAIL: "estime_rail", Mode.AIR: "grand_cercle"}
RELIEF = frozenset("04 05 06 07 09 12 15 19 23 2A 2B 38 43 48 63 65 66 73 74".split())  # noqa: SIM905
SHORT_FLIGHT, SHORTEST = 200, 5  # km
Detour = Annotated[Decimal, Number(1, 3)]
Km = Annotated[str, Field(pattern=r"^[0-9]+\.[0-9]$", description="kilomètres, une décimale")]


class Ville(Entree):
    """A town, by its name; its Insee code or its country tells it from its namesakes."""

    nom: Annotated[str, Field(min_length=1, max_length=120)]
    insee: str | None = None
    pays: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    latitude: Annotated[Decimal, Number(-90, 90)] | None = None
    longitude: Annotated[Decimal, Number(-180, 180)] | None = None

    @model_validator(mode="after")
    def _both(self) -> Self:
        if (self.latitude is None) != (self.longitude is None):
            raise refuse("latitude et longitude vont ensemble")
        return self


class DistanceEntree(Entree):
    """Two towns, how one travels, and the detour when it is known."""

    de: Ville
    vers: Ville
    mode: Mode = Mode.ROAD
    detour: Detour | None = None


class Candidat(Entree):
    """A town that a name may mean."""

    nom: str
    pays: str
    departement: str
    insee: str
    population: int


class DistanceSortie(Sortie):
    """The kilometres, null when a name is unknown or ambiguous, and then the towns it may mean."""

    km: Km | None
    grand_cercle_km: Km | None
    methode: str
    candidats: list[Candidat]


ENTREE, SORTIE = DistanceEntree, DistanceSortie


def answer(entree: DistanceEntree) -> Answer:
    """Return the distance between two towns."""
    found = [(ville, find(ville.nom, country=ville.pays or "", insee=ville.insee or "")) for ville in (entree.de, entree.vers)]
    method = METHODS[entree.mode]
    found = [(ville, _typed(ville, towns)) for ville, towns in found]
    if any(len(towns) != 1 or not towns[0].is_placed for _, towns in found):
        unclear = [(ville, towns) for ville, towns in found if len(towns) != 1 or not towns[0].is_placed]
        warnings = [_unclear(ville, towns) for ville, towns in unclear]
        choices = [_candidate(town) for _, towns in unclear for town in towns]
        return Answer(DistanceSortie(km=None, grand_cercle_km=None, methode=method, candidats=choices, avertissements=warnings))
    one, other = (towns[0] for _, towns in found)
    kilometres = distance(load_law(), one, other, entree.mode, ON, detour=entree.detour)
    sortie = DistanceSortie(
        km=f"{kilometres.known():.1f}",
        grand_cercle_km=f"{great_circle(one, other):.1f}",
        methode=method,
        candidats=[],
        avertissements=_doubts(one, other, entree),
    )
    return Answer(sortie, {"km": kilometres})


def _typed(ville: Ville, towns: tuple[Town, ...]) -> tuple[Town, ...]:
    """Return the town at the degrees that were typed, else what its name means."""
    if ville.latitude is None or ville.longitude is None:
        return towns
    known = towns[0] if len(towns) == 1 else Town(ville.nom, ville.pays or "FR", "", ville.insee or "", None, None, 0)
    return (replace(known, latitude=float(ville.latitude), longitude=float(ville.longitude)),)


def _unclear(ville: Ville, towns: tuple[Town, ...]) -> str:
    if len(towns) == 1:
        return f"« {towns[0].place} » : commune sans coordonnées. Donner latitude et longitude, ou les kilomètres."
    if towns:
        return f"« {ville.nom} » : {len(towns)} villes de ce nom, préciser insee ou pays."
    near = ", ".join(nearest_names(ville.nom))
    return f"« {ville.nom} » : ville inconnue{f' ; proches : {near}' if near else ''}. Saisir les kilomètres à la main."


def _candidate(town: Town) -> Candidat:
    return Candidat(nom=town.name, pays=town.country, departement=town.department, insee=town.insee, population=town.population)


def _doubts(one: Town, other: Town, entree: DistanceEntree) -> list[str]:
    straight, texts = great_circle(one, other), ["Distance estimée : à remplacer par la vraie quand elle est connue."]
    if one == other:
        texts.append(f"Même ville : compter au moins {SHORTEST} km pour un trajet urbain.")
    if entree.mode is Mode.ROAD and entree.detour is None and RELIEF & {one.department, other.department}:
        texts.append("Département de relief : un détour de 1,40 est plus probable, à confirmer.")
    if entree.mode is Mode.AIR and straight < SHORT_FLIGHT:
        texts.append(f"Moins de {SHORT_FLIGHT} km en avion : est-ce bien ce mode ?")
    return texts
