"""What the house usually pays and waits for, on the road and for its accessible performances, as it stands on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from filage.core import own_settings
from filage.desks.logistics.enums import ServiceKind
from filage.productions.models import Structure
from filage.rules.engine import Explained

ROAD, ACCESS = "Route et nuits", "Séances accessibles"
ROADS = {
    "van": "Fourgon ou minibus, le kilomètre",
    "voiture": "Voiture, le kilomètre",
    "camion": "Camion, le kilomètre",
    "car": "Autocar, le kilomètre",
    "train": "Train, le kilomètre par personne",
}
NIGHT = "nuit"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that the house pays for: the parameter of its price, and that of how long before it is asked."""

    key: str
    label: str
    price: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A line as it stands on a day for one of our structures."""

    line: Line
    price: Explained
    lead: Explained | None


@dataclass(frozen=True, slots=True)
class House:
    """The prices and the delays of one of our structures."""

    structure: Structure
    subjects: Sequence[tuple[str, Sequence[Standing]]]


SUBJECTS: dict[str, tuple[Line, ...]] = {
    ROAD: (
        *(Line(key, label, f"geography.cost_km.{key}") for key, label in ROADS.items()),
        Line(NIGHT, "Une chambre, la nuit", "geography.cost_night"),
    ),
    ACCESS: tuple(
        Line(
            kind.value, kind.label[:1].upper() + kind.label[1:], f"accessibility.{kind}.price", f"accessibility.{kind}.lead_days"
        )
        for kind in ServiceKind
    ),
}
BY_KEY = {line.key: line for lines in SUBJECTS.values() for line in lines}


def houses(organisation: Any, on: date) -> list[House]:
    """Return our structures with their prices on a day; two queries."""
    settings = own_settings.settings_of(organisation.pk)
    return [_house(one, own_settings.law_with(settings, one.pk), on) for one in ours(organisation)]


def ours(organisation: Any) -> Any:
    """Return the structures of the house, as a queryset."""
    return Structure.objects.within(organisation).filter(ours=True).select_related("organisation").order_by("rank", "id")


def standing(structure: Structure, line: Line, on: date) -> Standing:
    """Return one line as it stands for a structure."""
    return _standing(own_settings.law_for(structure, organisation=structure.organisation_id), line, on)


def _house(structure: Structure, law: Any, on: date) -> House:
    return House(structure, [(title, [_standing(law, line, on) for line in lines]) for title, lines in SUBJECTS.items()])


def _standing(law: Any, line: Line, on: date) -> Standing:
    return Standing(line, law.read(line.price, on), law.read(line.lead, on) if line.lead else None)
