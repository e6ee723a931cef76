"""Reads the clauses and the plans of papers from text files: a heading of facts, a line of dashes, then the text."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from filage.documents.clauses.shapes import Mention

ROOT = Path(__file__).parent
CONFIDENCES = ("official", "two_sources", "one_source", "derived", "disputed")
SURE = ("official", "two_sources")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One version of a clause: from which day it is written, why, on what it rests, which mentions it carries."""

    key: str
    title: str
    since: date
    why: str
    citation: str
    confidence: str
    text: str
    mentions: tuple[str, ...] = ()
    when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a kind of paper is: its title, what it is in law, and its clauses in order."""

    kind: str
    title: str
    nature: str
    clauses: tuple[str, ...]


def clause(room: str, key: str, on: date) -> Clause:
    """Return the version of a clause in force on a day, its first one before; KeyError when nobody wrote it."""
    versions = library(room)[key]
    return next((each for each in versions if each.since <= on), versions[-1])


def plan(room: str, kind: str) -> Plan:
    """Return the plan of a kind of paper; KeyError when there is none."""
    return plans(room)[kind]


@cache
def library(room: str) -> Mapping[str, tuple[Clause, ...]]:
    """Return every clause of a room by its key, the newest version first; `objet@2027-01-01.txt` is a later `objet.txt`."""
    found: dict[str, list[Clause]] = {}
    for path in sorted((ROOT / room).glob("*.txt")):
        key = path.stem.partition("@")[0]
        found.setdefault(key, []).append(_clause(key, path))
    return {key: tuple(sorted(versions, key=lambda each: each.since, reverse=True)) for key, versions in found.items()}


@cache
def plans(room: str) -> Mapping[str, Plan]:
    """Return the plans of a room by kind."""
    return {
        kind: Plan(kind=kind, title=said["titre"], nature=said.get("nature", ""), clauses=tuple(said["clauses"]))
        for kind, said in _yaml(ROOT / room / "papiers.yaml").items()
    }


@cache
def mentions(room: str) -> tuple[Mention, ...]:
    """Return every mention that a text asks for in the papers of a room."""
    return tuple(_mention(said) for said in _yaml(ROOT / room / "mentions.yaml"))


def _clause(key: str, path: Path) -> Clause:
    heading, _, text = path.read_text(encoding="utf-8").partition("\n---\n")
    said = _loaded(heading)
    if said["confiance"] not in CONFIDENCES or not text.strip():
        raise ValueError(f"{path.name} : confiance inconnue, ou texte absent")
    return Clause(
        key=key,
        title=said["titre"],
        since=said["depuis"],
        why=said["pourquoi"],
        citation=said["source"],
        confidence=said["confiance"],
        text=text.strip(),
        mentions=tuple((said.get("mentions") or "").replace(",", " ").split()),
        when=said.get("quand", ""),
    )


def _mention(said: Mapping[str, Any]) -> Mention:
    blocks = bool(said.get("bloque", False))
    if said["confiance"] not in (SURE if blocks else CONFIDENCES):
        raise ValueError(f"mention {said['code']} : ne bloque que sur une règle officielle ou de deux sources")
    return Mention(
        code=said["code"],
        label=said["libelle"],
        citation=said["article"],
        url=said.get("lien", ""),
        confidence=said["confiance"],
        kinds=tuple(said["papiers"]),
        fields=tuple(said.get("champs", ())),
        when=said.get("quand", ""),
        blocks=blocks,
        remedy=said.get("geste", ""),
    )


def _yaml(path: Path) -> Any:
    return _loaded(path.read_text(encoding="utf-8"))


def _loaded(text: str) -> Any:
    import yaml  # YAML costs 0.1 s: only whoever writes a paper pays it

    return yaml.safe_load(text)
