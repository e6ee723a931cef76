"""What makes a register tamper-evident: each record holds the imprint of the former, and the first break is named."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Kept:
    """A record as it was kept: its number, from 1, its text and the imprint written beside it."""

    number: int
    text: str
    imprint: str


@dataclass(frozen=True, slots=True)
class Break:
    """The first record that does not follow from the former, and why."""

    number: int
    reason: str


def canonical(said: Mapping[str, Any]) -> str:
    """Return the one text of what a record says: keys in order, no blank, what is None or empty left out."""
    held = {key: value for key, value in said.items() if value not in (None, "", {}, [])}
    return json.dumps(held, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def imprint(text: str) -> str:
    """Return the imprint (SHA-256) of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def beginning(register: UUID | str) -> str:
    """Return what the first record of a register holds in place of a former one: no chain is grafted on another."""
    return imprint(f"filage:emargement:{register}")


def first_break(register: UUID | str, records: Iterable[Kept]) -> Break | None:
    """Return the first break of a chain, read in the order of its numbers; None when it is whole."""
    former, expected = beginning(register), 1
    for record in records:
        if record.number != expected:
            return Break(expected, f"le n° {expected} manque, ou le n° {record.number} est en double")
        if imprint(record.text) != record.imprint:
            return Break(expected, "son texte n’est plus celui qui a été signé")
        said = read(record.text)
        if said.get("numero") != record.number or said.get("session") != str(register):
            return Break(expected, "il vient d’un autre registre, ou d’un autre rang")
        if said.get("precedent") != former:
            return Break(expected, "il ne suit pas l’enregistrement précédent")
        former, expected = record.imprint, expected + 1
    return None


def read(text: str) -> dict[str, Any]:
    """Return what a record says; nothing when it cannot be read."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
