"""The towns that Filage can place: a table sorted by spelling, searched without being read whole."""

import lzma
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from functools import cache
from heapq import nlargest
from pathlib import Path

from filage.rules.reading.folding import folded

TABLE = Path(__file__).parent / "towns.tsv.xz"
UNPLACED = Path(__file__).parent / "communes.tsv.xz"  # the communes whose degrees no table says
COMMUNES, PLACED = 34_969, 14_549  # of France: all have their Insee code, nine people out of ten live in one that is placed
CREDIT = (
    f"Communes et villes : GeoNames (CC BY 4.0) ; code Insee des {COMMUNES:,} communes : Etalab (Licence Ouverte). "
    f"Coordonnées connues pour {PLACED:,} communes où vivent neuf habitants sur dix ; ailleurs elles se saisissent sur le lieu."
).replace(",", "\u00a0")
HOME = frozenset(("FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "NC", "PF", "WF"))  # what France covers
FAR_LARGER = 10
SHORT_FORMS = {"st": "saint", "ste": "sainte"}
AFTER_EVERY_LETTER = "\uffff"
MOST_SPELLINGS = 12  # of one town


@dataclass(frozen=True, slots=True)
class Town:
    """A town: its country (two letters), department, Insee code, degrees and inhabitants; what is not known is empty or None."""

    name: str
    country: str
    department: str
    insee: str
    latitude: float | None
    longitude: float | None
    population: int

    def cells(self) -> tuple[str, ...]:
        """Return what a row of the table holds after its key."""
        return tuple("" if cell is None else str(cell) for cell in astuple(self))

    @property
    def is_placed(self) -> bool:
        """Tell whether its degrees are known."""
        return self.latitude is not None and self.longitude is not None

    @property
    def degrees(self) -> tuple[float, float]:
        """Return its latitude and its longitude; ValueError when nobody knows them."""
        if self.latitude is None or self.longitude is None:
            raise ValueError(f"{self.place} : coordonnées inconnues.")
        return self.latitude, self.longitude

    @property
    def place(self) -> str:
        """Return the name with what tells it from its namesakes: « Valence (26) », « Brest (BY) »."""
        return f"{self.name} ({self.department or self.country})"


def key_of(name: str) -> str:
    """Return a name as it is compared: no capital, accent, hyphen or apostrophe, « st » read « saint »."""
    words = re.split(r"[\s'’.\-/]+", folded(name))
    return " ".join(SHORT_FORMS.get(word, word) for word in words if word)


def find(name: str, *, country: str = "", insee: str = "") -> tuple[Town, ...]:
    """Return the towns of that name, the largest first: those of a country when it is named, otherwise those of France.

    Another country's come when France has none, or when theirs is far larger. An Insee code leaves only its own.
    Never trust the first of several: they are choices to offer.
    """
    towns = _rows_of(key_of(name))
    if insee:
        return tuple(town for town in towns if town.insee == insee)
    if country:
        return tuple(town for town in towns if town.country == country or (country == "FR" and town.country in HOME))
    ours = tuple(town for town in towns if town.country in HOME)
    if not ours:
        return towns
    return tuple(town for town in towns if town in ours or town.population > FAR_LARGER * ours[0].population)


def nearest_names(name: str, most: int = 5) -> tuple[str, ...]:
    """Return the towns whose name begins as this one does, the largest first."""
    key = key_of(name)
    if not key:
        return ()
    rows = _table()
    start, end = bisect_left(rows, key), bisect_left(rows, key + AFTER_EVERY_LETTER)
    largest: dict[str, None] = {}
    for row in nlargest(MOST_SPELLINGS * most, rows[start:end], key=_population):
        largest.setdefault(row.partition("\t")[2])  # one town has several spellings
    towns = sorted(map(_town, (f"\t{row}" for row in largest)), key=lambda town: (-town.population, town.place))
    return tuple(town.place for town in towns[:most])


def rows_held() -> int:
    """Return how many names the table holds."""
    return len(_table())


def every_town() -> Iterator[Town]:
    """Yield each row of the table; a town comes once a spelling."""
    return map(_town, _table())


def _population(row: str) -> int:
    return int(row[row.rfind("\t") + 1 :])


def _rows_of(key: str) -> tuple[Town, ...]:
    rows, found = _table(), []
    place = bisect_left(rows, key + "\t")
    while place < len(rows) and rows[place].startswith(key + "\t"):
        found.append(_town(rows[place]))
        place += 1
    return tuple(sorted(found, key=lambda town: (-town.population, town.place)))


def _town(row: str) -> Town:
    _, name, country, department, insee, latitude, longitude, population = row.split("\t")
    there, across = (float(said) if said else None for said in (latitude, longitude))
    return Town(name, country, department, insee, there, across, int(population))


@cache
def _table() -> list[str]:
    both = (lzma.decompress(path.read_bytes()).decode().split("\n") for path in (TABLE, UNPLACED))
    return sorted(row for rows in both for row in rows)
