"""Write the tables of towns from two open files: `python -m tests.cases.write_towns CITIES500.JSON COMMUNES.JSON`."""

import json
import lzma
import sys
from collections import defaultdict
from pathlib import Path

from filage.rules.geography.towns import HOME, TABLE, UNPLACED, Town, key_of

AROUND = frozenset(("BE", "CH", "LU", "MC", "AD"))  # toured like our own regions
NEAR = frozenset(("DE", "ES", "IT", "GB", "NL", "PT"))
LEAST = {**dict.fromkeys(HOME | AROUND, 500), **dict.fromkeys(NEAR, 10_000)}  # inhabitants of the smallest town kept
LEAST_ELSEWHERE = 200_000
OTHER_NAMES = {**dict.fromkeys(AROUND, 30_000), **dict.fromkeys(NEAR, 200_000)}  # from which its names elsewhere find a town
OTHER_NAMES_ELSEWHERE = 1_000_000
SHORTEST_NAME = 4
RENAMED, CLOSE, ALONE = 1.5, 2.0, 5.0  # people of one over those of the other: by another name, among namesakes, alone
ISLANDS = {"GP": "01", "MQ": "02", "GF": "03", "RE": "04", "YT": "06"}  # the region that Insee gives to a territory
MERGED = frozenset(("commune-deleguee", "commune-associee"))
TERRITORIES = {
    "971": "GP",
    "972": "MQ",
    "973": "GF",
    "974": "RE",
    "975": "PM",
    "976": "YT",
    "977": "BL",
    "978": "MF",
    "986": "WF",
    "987": "PF",
    "988": "NC",
}


def main() -> None:
    """Read both sources and write the table, sorted by key: every commune has its Insee code, its degrees when known."""
    cities, communes = (json.loads(Path(path).read_text(encoding="utf-8")) for path in sys.argv[1:])
    kept = [one for one in cities.values() if one["population"] >= LEAST.get(one["countrycode"], LEAST_ELSEWHERE)]
    today = {one["code"]: one for one in communes if one["type"] == "commune-actuelle"}
    joined = _joined([one for one in kept if one["countrycode"] in HOME], list(today.values()))
    parts, seats = _parts([one for one in kept if one["geonameid"] not in joined], communes, today)
    named = _by_name(list(today.values()), "nom")
    rows = set()
    for city in kept:
        if (
            city["geonameid"] not in joined | parts
            and city["countrycode"] in HOME
            and (key_of(city["name"]), _region(city)) in named
        ):
            continue  # one of several namesakes, nobody knows which
        commune = joined.get(city["geonameid"]) or parts.get(city["geonameid"], {})
        town = _town(city, commune)
        names = {city["name"], town.name}
        if town.country not in HOME and town.population >= OTHER_NAMES.get(town.country, OTHER_NAMES_ELSEWHERE):
            names |= {name for name in city["alternatenames"] if len(name) >= SHORTEST_NAME and _is_latin(name)}
        rows |= {"\t".join((key, *town.cells())) for key in map(key_of, names) if key}
    alone = set()
    for code in today.keys() - {one["code"] for one in joined.values()}:
        town = _other(today[code], seats.get(code))
        (rows if town.is_placed else alone).add("\t".join((key_of(town.name), *town.cells())))
    for path, held in ((TABLE, rows), (UNPLACED, alone)):
        path.write_bytes(lzma.compress("\n".join(sorted(held)).encode(), preset=9))


def _joined(cities: list, communes: list) -> dict:
    """Return the commune that each town is, by its key in GeoNames: one name in one region, and about as many people.

    What its own name does not join, another of its names may: « Dunkirk ».
    """
    towns, named = _by_name(cities, "name"), _by_name(communes, "nom")
    found = {}
    for key, here in towns.items():
        there = named.get(key, [])
        near = ALONE if len(here) == len(there) == 1 else CLOSE
        for city in here:
            same = [one for one in there if _apart(city, one) < near]
            if len(same) == 1 and sum(_apart(other, same[0]) < near for other in here) == 1:
                found[city["geonameid"]] = same[0]
    taken = {one["code"] for one in found.values()}
    for city in sorted(cities, key=lambda one: -one["population"]):
        if city["geonameid"] not in found:
            others = {key_of(name) for name in city["alternatenames"]}
            there = [one for name in others for one in named.get((name, _region(city)), ()) if one["code"] not in taken]
            same = {one["code"]: one for one in there if _apart(city, one) < RENAMED}
            if len(same) == 1:
                found[city["geonameid"]] = next(iter(same.values()))
                taken |= set(same)
    return found


def _parts(cities: list, communes: list, today: dict) -> tuple[dict, dict]:
    """Return the commune of which each other town is now a part, and the town where each merged commune has its seat."""
    towns = _by_name([one for one in cities if one["countrycode"] in HOME], "name")
    older = _by_name([one for one in communes if one["type"] in MERGED], "nom")
    parts, seats = {}, {}
    for key, here in towns.items():
        there = older.get(key, [])
        if len(here) == len(there) == 1 and there[0]["chefLieu"] in today:
            city, part = here[0], there[0]
            parts[city["geonameid"]] = today[part["chefLieu"]] | {"nom": part["nom"]}
            if part["code"] == part["chefLieu"]:
                seats[part["code"]] = city
    return parts, seats


def _by_name(rows: list, name: str) -> dict:
    found = defaultdict(list)
    for one in rows:
        found[key_of(one[name]), _region(one)].append(one)
    return found


def _apart(city: dict, commune: dict) -> float:
    """Return how many times the people of the one the other has."""
    one, other = city["population"] or 1, commune.get("population") or 1
    return max(one / other, other / one)


def _region(one: dict) -> str:
    """Return the region of a town or of a commune, as Insee numbers it; a territory without region is one."""
    if "countrycode" not in one:
        return TERRITORIES.get(one["code"][:3], "") if one.get("zone") == "com" else one.get("region", "")
    country = one["countrycode"]
    return ISLANDS.get(country, one["admin1code"] if country == "FR" else country)


def _town(city: dict, commune: dict) -> Town:
    return Town(
        commune.get("nom", city["name"]),
        city["countrycode"],
        commune.get("departement", ""),
        commune.get("code", ""),
        round(city["latitude"], 4),
        round(city["longitude"], 4),
        city["population"],
    )


def _other(commune: dict, seat: dict | None) -> Town:
    """Return a commune that no town is surely: placed at its seat when it is known, else by whoever goes there."""
    code = commune["code"]
    degrees = (round(seat["latitude"], 4), round(seat["longitude"], 4)) if seat else (None, None)
    department = commune.get("departement", code[:3])
    return Town(commune["nom"], TERRITORIES.get(code[:3], "FR"), department, code, *degrees, commune.get("population") or 0)


def _is_latin(name: str) -> bool:
    return all(ord(letter) < 0x250 for letter in name)


if __name__ == "__main__":
    main()
