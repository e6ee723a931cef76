"""How an exercise is read from YAML: every fault is told at once with its place, and nothing half-read is kept."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from filage.rules.reading import Unreadable
from filage.rules.schooling.exercises.exercise import (
    MEASURES,
    WORKED,
    Cell,
    Criterion,
    Drawing,
    Exercise,
    Figure,
    Origin,
    Question,
    Slip,
)  # fmt: skip
from filage.rules.schooling.exercises.expression import FUNCTIONS, Formula
from filage.rules.schooling.yaml_text import Keys, Opened, faults_of, opened

FOLDER = Path(__file__).parent / "shipped"
TOLD, FORMAT = 10, 1  # faults told, version of this format
MOST = 200  # questions, figures
PLACE = re.compile(r"([\w-]*)(?:\.([\w-]+))?")  # what a fault names first: « questions.3 », « donnees.cachet », « titre »
CHECK = re.compile(r"[A-Z]{3}-\d{3}")
CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,6})?")
FILES = ("depart", "corrige")
SPOKEN = {str: "un texte", int: "un nombre entier", date: "une date AAAA-MM-JJ", list: "une liste", dict: "un objet"}


class Number(str):
    """A figure written between quotes."""


class Expression(str):
    """A formula."""


SPOKEN |= {Number: 'un nombre entre guillemets, comme "12.50"', Expression: "une formule"}


TOP = Keys(
    {"exercice": int, "code": str, "version": str, "titre": str, "releve_le": date, "duree_minutes": int, "competences": list,
     "source": dict, "enonce": str, "questions": list},
    {"note": str, "donnees": dict, "grille": list, "eliminatoires": list, "constats": list, "cellules": list, "depart": str,
     "corrige": str},
)  # fmt: skip
SOURCE = Keys({"nom": str, "confiance": str}, {"url": str})
FIGURE = Keys({"libelle": str, "valeur": Number}, {"unite": str, "tirage": dict})
DRAWING = Keys({"de": Number, "a": Number, "pas": Number}, {})
QUESTION = Keys(
    {"code": str, "numero": str, "texte": str, "points": Number},
    {"unite": str, "formule": Expression, "attendu": Number, "tolerance": Number, "mesure": Expression, "au_moins": Expression,
     "explication": str, "citation": str, "erreurs": list, "constats": list},
)  # fmt: skip
SLIP = Keys({"formule": Expression, "cause": str}, {})
CRITERION = Keys({"code": str, "texte": str}, {"observable": str, "competence": str, "poids": int, "acquis": int})
CELL = Keys({"fichiers": list, "liste": str, "id": str, "cle": str, "formule": Expression}, {})
ROWS = {"questions": QUESTION, "grille": CRITERION, "cellules": CELL}


@cache
def exercises() -> Mapping[str, Exercise]:
    """Return the exercises that Filage ships, by code."""
    found = (read(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.yaml")))
    return {one.code: one for one in found}


def read(text: str) -> Exercise:
    """Return the exercise that a YAML text holds; Unreadable tells all its faults, each with its place."""
    held = opened(text)
    for check in (_shape, _meaning):
        _refuse(held, list(check(held.data)))
    found = _exercise(held.data)
    _refuse(held, list(_unpublished(found)))
    return found


def _refuse(held: Opened, faults: Sequence[str]) -> None:
    """Raise Unreadable with the faults, each with its line."""
    if faults:
        more = f" … et {len(faults) - TOLD} autres." if len(faults) > TOLD else ""
        raise Unreadable(" ".join(_placed(held, one) for one in faults[:TOLD]) + more)


def _placed(held: Opened, fault: str) -> str:
    """Return a fault with the line of what it names: a question by its code, a row, a figure, a key."""
    named = PLACE.match(fault)
    first, second = (named[1], named[2] or "") if named else ("", "")
    rows = held.data.get("questions") if isinstance(held.data, dict) else None
    codes = {
        str(row.get("code")): rank for rank, row in enumerate(rows if isinstance(rows, list) else []) if isinstance(row, dict)
    }
    asked = next((codes[code] for code in (second, first) if code in codes), None)
    place = ("questions", asked) if asked is not None else (first, int(second) if second.isdigit() else second)
    line = held.lines.get(place) or held.lines.get(("", first))
    return f"Ligne {line}, {fault}" if line else fault


def loaded(text: str) -> Any:
    """Return what a YAML text holds, opened as somebody else's; Unreadable when it cannot be taken."""
    return opened(text).data


# ------------------------------------------------------------ shape
def _shape(data: Any) -> Iterator[str]:
    faults = list(_row(data, TOP, "exercice"))
    yield from faults
    if faults:
        return
    yield from _row(data["source"], SOURCE, "source")
    for code, figure in data.get("donnees", {}).items():
        yield from _row(figure, FIGURE, f"donnees.{code}")
        if isinstance(figure, dict) and isinstance(figure.get("tirage"), dict):
            yield from _row(figure["tirage"], DRAWING, f"donnees.{code}.tirage")
    for key, keys in ROWS.items():
        rows = data.get(key, [])
        if len(rows) > MOST:
            yield f"{key} : {MOST} au plus."
        for rank, row in enumerate(rows[:MOST]):
            yield from _row(row, keys, f"{key}.{rank}")
            for place, slip in enumerate(row.get("erreurs", []) if isinstance(row, dict) else []):
                yield from _row(slip, SLIP, f"{key}.{rank}.erreurs.{place}")
    for key in ("competences", "eliminatoires", "constats"):
        if not all(isinstance(one, str) for one in data.get(key, [])):
            yield f"{key} : une liste de textes est attendue."


def _row(row: Any, keys: Keys, place: str) -> Iterator[str]:
    yield from faults_of(row, keys, place, _refused)


def _refused(value: Any, kind: type) -> str:
    """Return why a value is not of a kind, an empty text when it is."""
    if kind is Number:
        return "" if isinstance(value, str) and NUMBER.fullmatch(value) else f"{SPOKEN[Number]} est attendu."
    if kind is Expression:
        try:
            Formula(value if isinstance(value, str) else "")
        except Unreadable as reason:
            return str(reason)
        return ""
    return "" if type(value) is kind else f"{SPOKEN[kind]} est attendu."


# ------------------------------------------------------------ meaning
def _meaning(data: dict[str, Any]) -> Iterator[str]:
    if data["exercice"] != FORMAT:
        yield f"exercice : ce Filage lit le format {FORMAT}."
    if not NAME.fullmatch(data["code"]):
        yield "code : des minuscules, des chiffres et des traits d’union, comme cas-1-plateau."
    if data.get("note", "points") not in ("points", "grille"):
        yield "note : points ou grille."
    if not 1 <= data["duree_minutes"] <= 24 * 60:
        yield "duree_minutes : de 1 à 1440."
    codes = [*data.get("donnees", {}), *(one["code"] for one in data["questions"])]
    twice = [code for code, count in Counter(codes).items() if count > 1]
    yield from (f"{code} : ce code nomme deux choses." for code in twice)
    yield from (f"{code} : un code est en minuscules, chiffres et tirets bas." for code in codes if not _is_code(code))
    if not data["questions"]:
        yield "questions : il en faut une au moins."
    yield from _formulas(data)
    yield from _checks(data)
    for one in data.get("cellules", []):
        if not set(one["fichiers"]) <= set(FILES) or any(name not in data for name in one["fichiers"]):
            yield f"cellules : {one['cle']} va dans depart ou corrige, qui doivent y être."
    for one in data.get("grille", []):
        if not (0 <= one.get("acquis", 0) <= 3 and 1 <= one.get("poids", 1) <= 20):
            yield f"grille : {one['code']} a un poids de 1 à 20 et est acquis de 0 à 3."


def _checks(data: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the checks that a question, or the whole exercise, asks for."""
    places = [("constats", data.get("constats", [])), *((one["code"], one.get("constats", [])) for one in data["questions"])]
    for place, codes in places:
        strange = [code for code in codes if not _is_check(code)]
        yield from (f"{place} : « {code} » n’est pas le code d’un contrôle, comme CTR-014." for code in strange)
    for one in data["questions"]:
        if one.get("constats") and not {"formule", "au_moins"}.isdisjoint(one):
            yield f"{one['code']} : une question a une formule ou des constats, pas les deux."
        if one.get("constats") and not ("depart" in data and "corrige" in data):
            yield f"{one['code']} : des constats se lisent dans une production : depart et corrige y sont."


def _is_check(code: Any) -> bool:
    return isinstance(code, str) and bool(CHECK.fullmatch(code))


def _formulas(data: dict[str, Any]) -> Iterator[str]:
    """Yield the names that a formula asks for and that nothing gives before it."""
    known = set(data.get("donnees", {}))
    every = known | {one["code"] for one in data["questions"] if "formule" in one}
    for one in data["questions"]:
        for key, names in (("formule", known), ("au_moins", set(data.get("donnees", {})))):
            if key in one:
                yield from (f"{one['code']}.{key} : {name} n’est pas donné avant." for name in _missing(one[key], names))
        if "mesure" in one:
            names = {*MEASURES, *data.get("donnees", {})}
            yield from (f"{one['code']}.mesure : {name} ne se lit pas." for name in _missing(one["mesure"], names))
        for slip in one.get("erreurs", []):
            yield from (f"{one['code']}.erreurs : {name} n’existe pas." for name in _missing(slip["formule"], every))
        if "formule" in one:
            known = known | {one["code"]}
    for cell in data.get("cellules", []):
        given = set(data.get("donnees", {}))
        yield from (f"cellules.{cell['cle']} : {name} n’est pas une donnée." for name in _missing(cell["formule"], given))


def _missing(text: str, known: Collection[str]) -> list[str]:
    return [name for name in Formula(text).names if name not in known]


def _is_code(code: Any) -> bool:
    return isinstance(code, str) and bool(CODE.fullmatch(code)) and code not in FUNCTIONS


def _unpublished(found: Exercise) -> Iterator[str]:
    """Yield the published answers that the formulas do not find again: one of the two is wrong."""
    try:
        expected = found.expected()
    except Unreadable as reason:
        yield str(reason)
        return
    for one in found.questions:
        if one.published is not None and abs(expected[one.code].known() - one.published) > one.tolerance:
            yield f"questions.{one.code} : la formule donne {expected[one.code].known():f}, l’attendu est {one.published:f}."
    places = {"enonce": found.statement} | {f"questions.{one.code}": f"{one.text} {one.explanation}" for one in found.questions}
    if sum(len(WORKED.findall(text)) for text in places.values()) > MOST:
        yield f"enonce : {MOST} calculs au plus dans les textes."
        return
    for place, text in places.items():
        try:
            found.said(text)
        except Unreadable as reason:
            yield f"{place} : {reason}"


# ------------------------------------------------------------ shapes
def _exercise(data: dict[str, Any]) -> Exercise:
    source = data["source"]
    return Exercise(
        code=data["code"],
        version=data["version"],
        title=data["titre"],
        read_on=data["releve_le"],
        minutes=data["duree_minutes"],
        competences=tuple(data["competences"]),
        origin=Origin(name=source["nom"], confidence=source["confiance"], url=source.get("url", "")),
        statement=data["enonce"],
        figures={code: _figure(code, row) for code, row in data.get("donnees", {}).items()},
        questions=tuple(map(_question, data["questions"])),
        criteria=tuple(map(_criterion, data.get("grille", []))),
        failing=tuple(data.get("eliminatoires", [])),
        watched=tuple(data.get("constats", [])),
        cells=tuple(map(_cell, data.get("cellules", []))),
        start=data.get("depart", ""),
        solved=data.get("corrige", ""),
        by_grid=data.get("note") == "grille",
    )


def _figure(code: str, row: dict[str, Any]) -> Figure:
    drawn = row.get("tirage")
    drawing = Drawing(least=Decimal(drawn["de"]), most=Decimal(drawn["a"]), step=Decimal(drawn["pas"])) if drawn else None
    return Figure(code=code, label=row["libelle"], value=Decimal(row["valeur"]), unit=row.get("unite", ""), drawing=drawing)


def _question(row: dict[str, Any]) -> Question:
    formulas = {name: Formula(row[key]) if key in row else None for name, key in
                (("formula", "formule"), ("measure", "mesure"), ("floor", "au_moins"))}  # fmt: skip
    return Question(
        code=row["code"],
        number=row["numero"],
        text=row["texte"],
        points=Decimal(row["points"]),
        unit=row.get("unite", "EUR"),
        published=Decimal(row["attendu"]) if "attendu" in row else None,
        tolerance=Decimal(row.get("tolerance", "0.01")),
        explanation=row.get("explication", ""),
        citation=row.get("citation", ""),
        findings=tuple(row.get("constats", [])),
        slips=tuple(Slip(formula=Formula(one["formule"]), cause=one["cause"]) for one in row.get("erreurs", [])),
        **formulas,
    )


def _criterion(row: dict[str, Any]) -> Criterion:
    return Criterion(
        code=row["code"],
        text=row["texte"],
        seen=row.get("observable", ""),
        competence=row.get("competence", ""),
        weight=row.get("poids", 1),
        needed=row.get("acquis", 0),
    )


def _cell(row: dict[str, Any]) -> Cell:
    return Cell(files=tuple(row["fichiers"]), table=row["liste"], id=row["id"], key=row["cle"], formula=Formula(row["formule"]))
