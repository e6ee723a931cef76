"""Which aids of the trade Filage can name, and what each asks: its ceiling, its rate, what it counts, when it is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "catalogue.yaml"
UNDATED = "s.d."
AID_KEYS = {
    "code", "name", "status", "rate", "floor", "ceiling", "base", "before", "performances", "excludes", "dated",
    "confidence", "url",
}  # fmt: skip


class Standing(StrEnum):
    """How an aid stands in the catalogue: open, read too long ago, closed."""

    OPEN = "actif"
    TO_CHECK = "a_verifier"
    CLOSED = "clos"


class Base(StrEnum):
    """What the eligible base of an aid may count, when it is less than the whole budget."""

    ARTIST_GROSS = "artist_gross"
    ARTIST_PAY = "artist_pay"


class Before(StrEnum):
    """What must not have begun when the aid is asked."""

    PROJECT = "project"
    PREMIERE = "premiere"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAid:
    """One aid of the catalogue; what was not found is None or empty."""

    code: str
    name: str
    standing: Standing
    dated: str
    confidence: str
    url: str = ""
    rate: Decimal | None = None
    floor: Decimal | None = None
    ceiling: Decimal | None = None
    base: Base | None = None
    before: Before | None = None
    performances: int | None = None
    excludes: tuple[str, ...] = ()

    @property
    def age(self) -> str:
        """Return how old what is known of it is: « fiche de 2021-2022 », « fiche non datée »."""
        return "fiche non datée" if self.dated == UNDATED else f"fiche de {self.dated}"


def known_aid(code: str) -> KnownAid | None:
    """Return an aid by its code, None when the catalogue has none."""
    return known_aids().get(code)


@cache
def known_aids() -> Mapping[str, KnownAid]:
    """Return every aid by its code, in the order of the catalogue."""
    return {aid.code: aid for aid in map(_aid, _data()["aids"])}


@cache
def checked_on() -> date:
    """Return the day when the catalogue was read again."""
    day: date = _data()["checked_on"]
    return day


def _aid(row: Mapping[str, Any]) -> KnownAid:
    strange = set(row) - AID_KEYS
    if strange:
        raise ValueError(f"{FILE.name}, aide {row.get('code')} : clé inconnue {sorted(strange)} ; admises : {sorted(AID_KEYS)}")
    return KnownAid(
        code=row["code"],
        name=row["name"],
        standing=Standing(row["status"]),
        dated=row["dated"],
        confidence=row["confidence"],
        url=row.get("url", ""),
        excludes=tuple(row.get("excludes", ())),
        performances=row.get("performances"),
        base=Base(row["base"]) if "base" in row else None,
        before=Before(row["before"]) if "before" in row else None,
        **{key: Decimal(row[key]) for key in ("rate", "floor", "ceiling") if key in row},
    )


@cache
def _data() -> Mapping[str, Any]:
    import yaml  # YAML costs 0.1 s: only whoever reads the catalogue pays it

    data: dict[str, Any] = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return data
