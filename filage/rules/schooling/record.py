"""How the record of a certification is read from YAML: every fault is told at once, and nothing half-read is kept."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from filage.rules.reading import Unreadable
from filage.rules.schooling.certification import (
    Block,
    Certification,
    Competence,
    Criterion,
    Entry,
    Opening,
    Origin,
    Route,
    Seats,
    Year,
)  # fmt: skip
from filage.rules.schooling.yaml_text import Keys, Opened, faults_of, opened

FOLDER = Path(__file__).parent / "certifications"
TOLD = 10  # faults
UNKNOWN = "inconnu"
SPOKEN = {
    str: "un texte",
    int: "un nombre entier",
    bool: "true ou false",
    date: "une date AAAA-MM-JJ",
    list: "une liste",
    dict: "un objet",
}


def _keys(needed: Mapping[str, type], **allowed: type) -> Keys:
    return Keys(needed, allowed)


TOP = _keys(
    {"code": str, "intitule": str, "niveau": int, "releve_le": date, "certificateur": dict, "enregistrement": dict,
     "sources": dict, "activites": list, "blocs": list, "competences": list, "voies": list},
    nsf=list, formacode=list, rome=list, jury=list, statistiques=list,
)  # fmt: skip
CERTIFIER = _keys({"nom": str, "source": str}, siret=str)
REGISTRATION = _keys({"echeance": date, "source": str, "droit_garde": str}, debut=date, remplace=dict, remplacee_par=str)
BEFORE = _keys({"code": str}, echeance=date)
SOURCE = _keys({"nom": str, "confiance": str}, url=str)
CRITERION = _keys({"texte": str, "officiel": bool})
ENTRY = _keys({"niveau": int}, ects=int, experience_mois=int, mois=int)
ROWS = {
    "activites": _keys({"numero": int, "intitule": str}),
    "blocs": _keys({"code": str, "intitule": str}, epreuves=list),
    "competences": _keys({"code": str, "bloc": str, "activite": int, "intitule": str}, livrables=list, criteres=list),
    "voies": _keys(
        {"code": str, "nom": str, "entrees": list, "source": str}, stage_mois=list, ouverture=str, derogation=bool, a_dire=str
    ),
    "jury": _keys({"qualites": list, "nombre": int}),
    "statistiques": _keys(
        {"annee": int, "certifies": int}, vae=int, insertion_6_mois=int, metier_vise_6_mois=int, metier_vise_2_ans=int
    ),
}
ONCE = {"activites": "numero", "blocs": "code", "competences": "code", "voies": "code", "statistiques": "annee"}


@cache
def certifications() -> Mapping[str, Certification]:
    """Return the certifications that Filage ships, by code."""
    found = (read(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.yaml")))
    return {one.code: one for one in found}


@cache
def shipped_text(code: str) -> str | None:
    """Return the YAML of a certification that Filage ships, None when it ships no such one."""
    found = (path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.yaml")) if path.stem == code.lower())
    return next(found, None)


@lru_cache(maxsize=64)
def read(text: str) -> Certification:
    """Return the certification that a YAML text holds; Unreadable tells all its faults, each with its place and its line."""
    held = opened(text)
    for check in (_shape, _meaning):
        faults = [_placed(fault, held) for fault in check(held.data)]
        if faults:
            more = f" … et {len(faults) - TOLD} autres." if len(faults) > TOLD else ""
            raise Unreadable(" ".join(faults[:TOLD]) + more)
    for fault in _twice(held):
        raise Unreadable(fault)
    return _certification(held.data)


def _placed(fault: str, held: Opened) -> str:
    place = re.match(r"(\w+)(?:\.(\w+))?", fault)
    if place is None:
        return fault
    top, part = ("", place[2] or "") if place[1] == "référentiel" else (place[1], place[2] or "")
    line = held.lines.get((top, int(part) if part.isdigit() else part)) or held.lines.get(("", top))
    return f"Ligne {line}, {fault}" if line else fault


def _twice(held: Opened) -> Iterator[str]:
    """Yield every code that is said twice, with its lines."""
    for key, name in ONCE.items():
        found: dict[Any, list[int]] = {}
        for rank, row in enumerate(held.data.get(key, [])):
            found.setdefault(row[name], []).append(held.lines.get((key, rank), 0))
        for code, lines in found.items():
            if len(lines) > 1:
                yield f"{key} : {code} est en double, lignes {' et '.join(map(str, lines))}. Rien n’a été gardé."


def _shape(data: Any) -> Iterator[str]:
    faults = list(_row(data, TOP, "référentiel"))
    yield from faults
    if faults:
        return
    yield from _row(data["certificateur"], CERTIFIER, "certificateur")
    yield from _row(data["enregistrement"], REGISTRATION, "enregistrement")
    yield from _row(data["enregistrement"].get("remplace", {"code": ""}), BEFORE, "enregistrement.remplace")
    for code, source in data["sources"].items():
        yield from _row(source, SOURCE, f"sources.{code}")
    for key in ("nsf", "formacode", "rome"):
        yield from _texts(data.get(key, []), key)
    for key, keys in ROWS.items():
        for rank, row in enumerate(data.get(key, [])):
            yield from _row(row, keys, f"{key}.{rank}")
            if isinstance(row, dict):
                yield from _inside(row, f"{key}.{rank}")


def _inside(row: dict[str, Any], place: str) -> Iterator[str]:
    for key in ("epreuves", "livrables", "qualites"):
        yield from _texts(row.get(key, []), f"{place}.{key}")
    for key, keys in (("criteres", CRITERION), ("entrees", ENTRY)):
        held = row.get(key, [])
        for rank, one in enumerate(held if isinstance(held, list) else ()):
            yield from _row(one, keys, f"{place}.{key}.{rank}")
    months = row.get("stage_mois", [0, 0])
    if not (isinstance(months, list) and len(months) == 2 and all(type(one) is int for one in months) and months[0] <= months[1]):
        yield f"{place}.stage_mois : deux nombres de mois, le plus petit d’abord."
    if row.get("ouverture", Opening.OPEN) not in list(Opening):
        yield f"{place}.ouverture : {', '.join(Opening)}."


def _row(row: Any, keys: Keys, place: str) -> Iterator[str]:
    yield from faults_of(row, keys, place, _refused, unknown=UNKNOWN)


def _refused(value: Any, kind: type) -> str:
    return "" if type(value) is kind else f"{SPOKEN[kind]} est attendu."


def _texts(held: Any, place: str) -> Iterator[str]:
    if not isinstance(held, list) or not all(isinstance(one, str) for one in held):
        yield f"{place} : une liste de textes est attendue (un code s’écrit entre guillemets)."


def _meaning(data: dict[str, Any]) -> Iterator[str]:
    blocks, activities = {row["code"] for row in data["blocs"]}, {row["numero"] for row in data["activites"]}
    for row in data["competences"]:
        if row["bloc"] not in blocks:
            yield f"competences : {row['code']} est d’un bloc inconnu, {row['bloc']}."
        if row["activite"] not in activities:
            yield f"competences : {row['code']} vise une activité inconnue, {row['activite']}."
    filled = {row["bloc"] for row in data["competences"]}
    for rank, row in enumerate(data["blocs"]):
        if row["code"] not in filled:
            yield f"blocs.{rank} : {row['code']} n’a aucune compétence ; dites les siennes, ou retirez-le."
    yield from _reversed(data["enregistrement"])
    named = [row["source"] for row in (data["certificateur"], data["enregistrement"], *data["voies"])]
    for source in dict.fromkeys([*named, data["enregistrement"]["droit_garde"]]):
        if source not in data["sources"]:
            yield f"sources : {source} est citée et n’y est pas."


def _reversed(registered: dict[str, Any]) -> Iterator[str]:
    starts, before = _known(registered.get("debut")), _known(registered.get("remplace", {}).get("echeance"))
    ends = f"{registered['echeance']:%d/%m/%Y}"
    if starts is not None and starts > registered["echeance"]:
        yield f"enregistrement.debut : {starts:%d/%m/%Y} vient après l’échéance, {ends} ; relisez les deux sur la fiche."
    if before is not None and before > registered["echeance"]:
        yield f"enregistrement.remplace : elle finit le {before:%d/%m/%Y}, après celle-ci, {ends} ; relisez les deux."


def _certification(data: dict[str, Any]) -> Certification:
    registered, sources = data["enregistrement"], {code: _origin(row) for code, row in data["sources"].items()}
    starts = _known(registered.get("debut"))
    return Certification(
        code=data["code"],
        title=data["intitule"],
        level=data["niveau"],
        **{key: tuple(data.get(key, ())) for key in ("nsf", "formacode", "rome")},
        read_on=data["releve_le"],
        certifier=data["certificateur"]["nom"],
        certifier_siret=_known(data["certificateur"].get("siret")) or "",
        starts_on=starts,
        expires_on=registered["echeance"],
        replaces=registered.get("remplace", {}).get("code", ""),
        replaces_until=registered.get("remplace", {}).get("echeance"),
        replaced_by=_known(registered.get("remplacee_par")) or "",
        origin=sources[registered["source"]],
        right_kept=sources[registered["droit_garde"]],
        activities={row["numero"]: row["intitule"] for row in data["activites"]},
        blocks=tuple(
            Block(code=row["code"], title=row["intitule"], trials=tuple(row.get("epreuves", ()))) for row in data["blocs"]
        ),
        competences=tuple(map(_competence, data["competences"])),
        routes={row["code"]: _route(row, sources) for row in data["voies"]},
        jury=tuple(Seats(qualities=tuple(row["qualites"]), count=row["nombre"]) for row in data.get("jury", ())),
        years=tuple(map(_year, data.get("statistiques", ()))),
    )


def _known(value: Any) -> Any:
    return None if value == UNKNOWN else value


def _origin(row: dict[str, str]) -> Origin:
    return Origin(name=row["nom"], url=row.get("url", ""), confidence=row["confiance"])


def _competence(row: dict[str, Any]) -> Competence:
    return Competence(
        code=row["code"],
        block=row["bloc"],
        activity=row["activite"],
        title=row["intitule"],
        deliverables=tuple(row.get("livrables", ())),
        criteria=tuple(Criterion(text=one["texte"], official=one["officiel"]) for one in row.get("criteres", ())),
    )


def _route(row: dict[str, Any], sources: Mapping[str, Origin]) -> Route:
    return Route(
        code=row["code"],
        name=row["nom"],
        entries=tuple(
            Entry(level=one["niveau"], ects=one.get("ects", 0), experience=one.get("experience_mois", 0), months=one.get("mois"))
            for one in row["entrees"]
        ),
        opening=Opening(row.get("ouverture", Opening.OPEN)),
        waivable=row.get("derogation", True),
        placement=(row["stage_mois"][0], row["stage_mois"][1]) if "stage_mois" in row else None,
        note=row.get("a_dire", ""),
        origin=sources[row["source"]],
    )


def _year(row: dict[str, Any]) -> Year:
    return Year(
        year=row["annee"],
        certified=row["certifies"],
        by_experience=row.get("vae", 0),
        employed=row.get("insertion_6_mois"),
        in_trade=row.get("metier_vise_6_mois"),
        in_trade_later=row.get("metier_vise_2_ans"),
    )
