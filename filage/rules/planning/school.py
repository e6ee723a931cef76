"""Whether schools are on holiday on a day, in which zone a place is; a year whose calendar is not known is unknown."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

CALENDAR = Path(__file__).parent / "school_holidays.yaml"
ZONES = ("A", "B", "C")
OVERSEAS = 97  # from here on, and in Corsica (20), the académies decide their own calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A holiday of some zones, first and last day without class included."""

    name: str
    zones: frozenset[str]
    first: date
    last: date

    @property
    def label(self) -> str:
        """Return how it is said: « vacances de la Toussaint », « vacances d’hiver », « pont de l’Ascension »."""
        return LABELS.get(self.name, self.name)


LABELS = {
    "Toussaint": "vacances de la Toussaint",
    "Noël": "vacances de Noël",
    "hiver": "vacances d’hiver",
    "printemps": "vacances de printemps",
    "été": "vacances d’été",
    "première période": "vacances après la première période",
    "troisième période": "vacances après la troisième période",
    "quatrième période": "vacances après la quatrième période",
    "été austral": "vacances d’été austral",
    "hiver austral": "vacances d’hiver austral",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolYear:
    """A school year whose calendar is known, with where it was read."""

    name: str
    first: date
    last: date
    source: str
    url: str
    confidence: str
    holidays: tuple[Holiday, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolDay:
    """What is known of a day in a zone: its holiday, if it is one, and the calendar that says so; no year = unknown."""

    on: date
    zone: str
    holiday: Holiday | None = None
    year: SchoolYear | None = None

    @property
    def is_known(self) -> bool:
        """Tell whether a calendar covers the day: without one, no holiday does not mean a day of class."""
        return self.year is not None


def school_holidays(on: date, zone: str) -> SchoolDay:
    """Return what the school calendar says of a day in zone « A », « B », « C », or in an académie that decides its own.

    ValueError for any other zone.
    """
    if zone not in ZONES and zone not in own_academies():
        raise ValueError(f"Zone « {zone} » : A, B ou C, ou {', '.join(own_academies())}.")
    years = school_years() if zone in ZONES else own_academies()[zone]
    year = next((one for one in years if one.first <= on <= one.last), None)
    found = next((one for one in year.holidays if zone in one.zones and one.first <= on <= one.last), None) if year else None
    return SchoolDay(on=on, zone=zone, holiday=found, year=year)


def zone_of(postal_code: str) -> str | None:
    """Return the zone of a French postal code, « 31000 » gives C; None for Corsica, overseas, abroad or no code at all."""
    code = postal_code.replace(" ", "")
    if len(code) != 5 or not code.isascii() or not code.isdigit():
        return None
    return _departments().get(code[:2]) if int(code[:2]) < OVERSEAS else None


def area_of(postal_code: str) -> str | None:
    """Return the zone of a French postal code, or the académie that decides its own calendar; None abroad or without a code."""
    code = postal_code.replace(" ", "")
    if len(code) != 5 or not code.isascii() or not code.isdigit():
        return None
    return zone_of(code) or _own_departments().get(code[:3]) or _own_departments().get(code[:2])


def area_text(area: str) -> str:
    """Return how an area is said: « zone A », « académie de Corse »."""
    if area in ZONES:
        return f"zone {area}"
    return f"académie de {area}"


@cache
def own_academies() -> dict[str, tuple[SchoolYear, ...]]:
    """Return the académies that decide their own calendar, each with the years that are known of it; often none."""
    return {
        academy: tuple(_year(str(name), year, zones=academy) for name, year in said.get("years", {}).items())
        for academy, said in _read()["own"].items()
    }


@cache
def school_years() -> tuple[SchoolYear, ...]:
    """Return the years whose calendar is known, from the oldest to the newest."""
    return tuple(_year(str(name), said) for name, said in _read()["years"].items())


def _year(name: str, said: Any, zones: str = "") -> SchoolYear:
    holidays = tuple(
        Holiday(
            name=one["name"], zones=frozenset([zones] if zones else one["zones"].split()), first=one["first"], last=one["last"]
        )
        for one in said["holidays"]
    )
    kept = {key: said[key] for key in ("first", "last", "source", "url", "confidence")}
    return SchoolYear(name=name, holidays=holidays, **kept)


@cache
def _departments() -> dict[str, str]:
    return {
        department: zone
        for zone, academies in _read()["academies"].items()
        for held in academies.values()
        for department in held.split()
    }


@cache
def _own_departments() -> dict[str, str]:
    return {department: academy for academy, said in _read()["own"].items() for department in said["departments"].split()}


@cache
def _read() -> Any:
    import yaml  # YAML costs 0.1 s: only whoever asks for a holiday pays it

    return yaml.load(CALENDAR.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
