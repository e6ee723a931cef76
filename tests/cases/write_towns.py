"""Write the table of towns from two open files: `python -m tests.cases.write_towns CITIES500.JSON COMMUNES.JSON`."""

import json
import lzma
import sys
from collections import defaultdict
from pathlib import Path

from filage.rules.geography.towns import HOME, TABLE, Town, key_of

AROUND = frozenset(("BE", "CH", "LU", "MC", "AD"))  # toured like our own regions
NEAR = frozenset(("DE", "ES", "IT", "GB", "NL", "PT"))
LEAST = {**dict.fromkeys(HOME | AROUND, 500), **dict.fromkeys(NEAR, 10_000)}  # inhabitants of the smallest town kept
LEAST_ELSEWHERE = 200_000
OTHER_NAMES = {**dict.fromkeys(AROUND, 30_000), **dict.fromkeys(NEAR, 200_000)}  # from which its names elsewhere find a town
OTHER_NAMES_ELSEWHERE = 1_000_000
SHORTEST_NAME = 4
SAME_TOWN = 0.5  # a town and a commune of one name and region are the same when neither has half the people of the other
ISLANDS = {"GP": "01", "MQ": "02", "GF": "03", "RE": "04", "YT": "06"}  # the region that Insee gives to a territory


def main() -> None:
    """Read both sources and write the table, sorted by key."""
    cities, communes = (json.loads(Path(path).read_text(encoding="utf-8")) for path in sys.argv[1:])
    known = _communes(communes)
    rows = set()
    for city in cities.values():
        if city["population"] < LEAST.get(city["countrycode"], LEAST_ELSEWHERE):
            continue
        town = _town(city, known)
        names = {city["name"]}
        if town.country not in HOME and town.population >= OTHER_NAMES.get(town.country, OTHER_NAMES_ELSEWHERE):
            names |= {name for name in city["alternatenames"] if len(name) >= SHORTEST_NAME and _is_latin(name)}
        rows |= {"\t".join((key, *town.cells())) for key in map(key_of, names) if key}
    TABLE.write_bytes(lzma.compress("\n".join(sorted(rows)).encode(), preset=9))


def _communes(communes: list) -> dict:
    """Return the communes of today by name and region."""
    found = defaultdict(list)
    for each in communes:
        if each["type"] == "commune-actuelle" and each.get("population"):
            found[key_of(each["nom"]), each["region"]].append(each)
    return found


def _town(city: dict, known: dict) -> Town:
    region = ISLANDS.get(city["countrycode"], city["admin1code"])
    same = [
        each
        for each in known.get((key_of(city["name"]), region), ())
        if SAME_TOWN < (city["population"] or 1) / each["population"] < 1 / SAME_TOWN
    ]
    commune = same[0] if city["countrycode"] in HOME and len(same) == 1 else {}
    return Town(
        city["name"],
        city["countrycode"],
        commune.get("departement", ""),
        commune.get("code", ""),
        round(city["latitude"], 4),
        round(city["longitude"], 4),
        city["population"],
    )


def _is_latin(name: str) -> bool:
    return all(ord(letter) < 0x250 for letter in name)


if __name__ == "__main__":
    main()
