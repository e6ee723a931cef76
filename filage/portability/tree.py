"""How a YAML text becomes plain values: nothing is expanded, guessed or run, and every value keeps its line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

import yaml

from filage.portability.problems import BadFile

DEEPEST = 24
LARGEST_TEXT = 20 * 1024 * 1024  # bytes
MOST_VALUES = 400_000
LONGEST_KEY = 200
LONGEST_SCALAR = 200_000  # characters

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_NULLS = {"", "~", "null", "Null", "NULL"}
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}

_SAID = {
    "unexpected end of stream": "un guillemet n’est pas refermé",
    "mapping values are not allowed": "un deux-points de trop ; mettez le texte entre guillemets",
    "cannot start any token": "un signe réservé commence la valeur ; mettez-la entre guillemets",
    "did not find expected": "retrait ou ponctuation inattendus",
    "could not find expected ':'": "il manque un deux-points après la clé",
    "escape character": "suite d’échappement inconnue après « \\ »",
    "block sequence entries are not allowed": "un tiret de liste est mal placé",
}

type Path = tuple[str | int, ...]


class Number(str):
    """A number written without quotes, kept as its text: no float is ever made."""


@dataclass(slots=True)
class Tree:
    """What a text holds, and the line of each key and item by its path."""

    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """Return the line of a path, or of the nearest object that holds it."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)


def parse(content: bytes) -> Tree:
    """Return the tree of one YAML document; BadFile for anything else, with the line."""
    text = decode(content)
    if not text.strip():
        raise BadFile.at(0, "Le fichier est vide.")
    try:
        return _Builder(text).build()
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, max(error.position, 0)) + 1
        raise BadFile.at(line, "caractère interdit dans un fichier texte") from error
    except yaml.MarkedYAMLError as error:
        raise _malformed(error) from error


def decode(content: bytes) -> str:
    """Return the text of UTF-8 bytes, without a byte order mark; BadFile naming the first wrong byte."""
    if len(content) > LARGEST_TEXT:
        raise BadFile.at(0, f"Le fichier est trop gros : plus de {LARGEST_TEXT // 1024 // 1024} Mo de texte.")
    try:
        return content.decode("utf-8-sig", errors="strict")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"le fichier n’est pas en UTF-8 (octet {error.start}) : enregistrez-le de nouveau en UTF-8"
        raise BadFile.at(line, message) from error


def _malformed(error: yaml.MarkedYAMLError) -> BadFile:
    mark: Any = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 0
    if "alias" in str(error.problem or ""):
        return BadFile.at(line, "les ancres et les alias YAML (& et *) sont refusés")
    if "nesting" in str(error.problem or ""):
        return BadFile.at(line, f"trop de niveaux imbriqués : {DEEPEST} au plus")
    said = next((french for english, french in _SAID.items() if english in str(error.problem)), "la suite ne se lit pas")
    return BadFile.at(line, f"le texte est mal formé ou coupé ici : {said}")


class _Builder:
    def __init__(self, text: str) -> None:
        self.events: Iterator[Any] = yaml.parse(text, Loader=yaml.CSafeLoader)
        self.tree = Tree()
        self.count = 0

    def build(self) -> Tree:
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                line = cast(Any, event.start_mark).line + 1
                if self.tree.lines:
                    raise BadFile.at(line, "un seul document par fichier : retirez la ligne « --- »")
                self.tree.lines[()] = line
                self.tree.value = self._value(next(self.events), ())
        return self.tree

    def _value(self, event: Any, path: Path) -> Any:
        line = event.start_mark.line + 1
        self._guard(event, path, line)
        self.tree.lines.setdefault(path, line)
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event, line)
        return self._mapping(path) if isinstance(event, yaml.MappingStartEvent) else self._sequence(path)

    def _guard(self, event: Any, path: Path, line: int) -> None:
        self.count += 1
        if self.count > MOST_VALUES:
            raise BadFile.at(line, f"trop de valeurs : {MOST_VALUES} au plus dans un fichier")
        if len(path) > DEEPEST:
            raise BadFile.at(line, f"trop de niveaux imbriqués : {DEEPEST} au plus")
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise BadFile.at(line, "les ancres et les alias YAML (& et *) sont refusés : écrivez la valeur en entier")
        if event.tag is not None:
            raise BadFile.at(line, f"les étiquettes YAML sont refusées : retirez « {event.tag[:40]} »")

    def _mapping(self, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            line = event.start_mark.line + 1
            if not isinstance(event, yaml.ScalarEvent):
                raise BadFile.at(line, "une clé doit être un mot")
            self._guard(event, path, line)
            key = event.value
            if len(key) > LONGEST_KEY:
                raise BadFile.at(line, f"clé trop longue : {LONGEST_KEY} caractères au plus")
            if key in values:
                raise BadFile.at(line, f"clé écrite deux fois, déjà en ligne {self.tree.line((*path, key))}", key)
            self.tree.lines[(*path, key)] = line
            values[key] = self._value(next(self.events), (*path, key))
        return values

    def _sequence(self, path: Path) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            values.append(self._value(event, (*path, len(values))))
        return values


def _scalar(event: yaml.ScalarEvent, line: int) -> Any:
    text: str = event.value
    if len(text) > LONGEST_SCALAR:
        raise BadFile.at(line, f"texte trop long : {LONGEST_SCALAR} caractères au plus")
    if event.style:  # quoted, or a block: always text
        return text
    if text in _NULLS:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    return Number(text) if _NUMBER.fullmatch(text) else text
