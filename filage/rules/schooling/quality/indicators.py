"""Which indicators a training body answers for, and what usually shows each of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).with_name("indicators.yaml")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: its number (1 to 32), its criterion, whether every body answers for it, and what shows it."""

    number: int
    criterion: int
    common: bool
    subject: str
    proof: str


@dataclass(frozen=True, slots=True)
class Reference:
    """The whole référentiel: its criteria by number, its indicators in order, and where it was read."""

    criteria: Mapping[int, str]
    indicators: tuple[Indicator, ...]
    name: str
    url: str
    guide: str


@cache
def reference() -> Reference:
    """Return the référentiel that Filage ships."""
    import yaml  # YAML costs 0.1 s: only whoever reads it pays

    data = yaml.load(SOURCE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return Reference(
        criteria={row["numero"]: row["intitule"] for row in data["criteres"]},
        indicators=tuple(
            Indicator(row["numero"], row["critere"], row["commun"], row["sujet"], row["preuve"]) for row in data["indicateurs"]
        ),
        name=data["source"]["nom"],
        url=data["source"]["url"],
        guide=data["guide"],
    )
