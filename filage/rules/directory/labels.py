"""Which labels, appellations and disciplines a place may bear, each with its source and how sure it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "labels.yaml"


class Family(StrEnum):
    """Who gives a label: the State by decree, the State or a town by a convention, or nobody: a kind of place."""

    LABEL = "labels"
    APPELLATION = "appellations"
    PLACE = "places"


FAMILIES = {Family.LABEL: "Labels", Family.APPELLATION: "Appellations", Family.PLACE: "Autres lieux"}


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownLabel:
    """One label of the catalogue: what it is for, how many bear it when a source says so, and where it was read."""

    code: str
    name: str
    family: Family
    source: str
    confidence: str
    field: str = ""  # a discipline, when the label has one
    missions: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    years: int | None = None  # of a convention
    count: int | None = None

    @property
    def short(self) -> str:
        """Return what a list shows: the acronym that the trade says, or the name when there is none."""
        return self.code if self.family is Family.LABEL or self.code == "SCIN" else self.name


@cache
def known_labels() -> Mapping[str, KnownLabel]:
    """Return every label by its code, in the order of the catalogue."""
    found = (_label(family, row) for family in Family for row in _data()[family.value])
    return {label.code: label for label in found}


def known_label(code: str) -> KnownLabel | None:
    """Return a label by its code, None when the catalogue has none."""
    return known_labels().get(code)


def label_name(code: str) -> str:
    """Return the name of a label, or its code when the catalogue does not know it."""
    label = known_label(code)
    return label.name if label else code


@cache
def disciplines() -> Mapping[str, str]:
    """Return the disciplines, their French name by their code."""
    found: dict[str, str] = _data()["disciplines"]
    return found


@cache
def networks() -> tuple[str, ...]:
    """Return the networks whose name is offered to who types."""
    return tuple(row["name"] for row in _data()["networks"])


@cache
def checked_on() -> date:
    """Return the day when the catalogue was read again."""
    day: date = _data()["checked_on"]
    return day


def listed(text: str) -> tuple[str, ...]:
    """Return the codes or the names of a text where commas part them."""
    return tuple(part for each in text.split(",") if (part := each.strip()))


def _label(family: Family, row: Mapping[str, Any]) -> KnownLabel:
    source = _data()["sources"][row["source"]]
    return KnownLabel(
        code=row["code"],
        name=row["name"],
        family=family,
        source=source["name"],
        confidence=source["confidence"],
        field=row.get("field", ""),
        missions=tuple(row.get("missions", ())),
        mentions=tuple(row.get("mentions", ())),
        years=row.get("years"),
        count=row.get("count"),
    )


@cache
def _data() -> Mapping[str, Any]:
    import yaml  # YAML costs 0.1 s: only whoever reads the catalogue pays it

    data: dict[str, Any] = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return data
