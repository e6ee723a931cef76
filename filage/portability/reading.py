"""Whether a text is a Filage file: its shape, its identifiers, its figures; every fault is said, and nothing is written."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from pydantic import BaseModel, ValidationError

from filage.core.rails import exchange
from filage.core.rails.exchange import Table
from filage.portability import tree
from filage.portability.problems import BadFile, Problem
from filage.portability.scalars import closest, said
from filage.portability.shape import ORGANISATION, column, file_shape
from filage.portability.tree import Path, Tree

MARK = "# Fichier Filage"
END = "..."


@dataclass(slots=True)
class Row:
    """One object of the file: its table, its place in its list, its values by attribute of the model."""

    table: Table
    id: UUID
    rank: int
    path: Path
    values: dict[str, Any]


@dataclass(slots=True)
class Parcel:
    """What a valid file holds, in the order of writing."""

    organisation: Mapping[str, Any]
    rows: list[Row] = field(default_factory=list)
    source: Tree = field(default_factory=Tree)

    def of(self, table: Table) -> list[Row]:
        """Return the rows of a table, in file order."""
        return [row for row in self.rows if row.table is table]

    def problem(self, row: Row, message: str, key: str = "") -> Problem:
        """Return a fault of a row, placed in the file."""
        path = (*row.path, key) if key else row.path
        return Problem(self.source.line(path), shown(path), message)


def read(content: bytes) -> Parcel:
    """Return what a Filage text holds; BadFile with every fault found."""
    found = tree.parse(content)
    if not isinstance(found.value, dict):
        raise BadFile.at(found.line(()), "attendu des clés (« filage: 1 », « organisation: »…) : ce n’est pas un fichier Filage")
    _check_whole(content)
    try:
        shaped = file_shape().model_validate(found.value)
    except ValidationError as error:
        raise BadFile(_in_french(error, found)) from error
    header = shaped.organisation  # type: ignore[attr-defined]
    said_of_it = {name: getattr(header, key) for key, name in ORGANISATION.items()}
    parcel = Parcel({"id": header.id, **said_of_it}, source=found)
    parcel.rows = list(_rows(shaped))
    problems = [*_repeated(parcel), *_checked(parcel), *_twice(parcel)]
    if problems:
        raise BadFile(problems)
    return parcel


def shown(path: Path) -> str:
    """Return a path as a message shows it: « lignes › 3 › annees › 1 › montant », counted from 1."""
    return " › ".join(str(part + 1) if isinstance(part, int) else part for part in path)


def _check_whole(content: bytes) -> None:
    lines = content.rstrip().splitlines()
    if lines[0].removeprefix(b"\xef\xbb\xbf").startswith(MARK.encode()) and lines[-1] != END.encode():
        raise BadFile.at(len(lines), f"le fichier est coupé : sa dernière ligne devrait être « {END} »")


def _rows(shaped: BaseModel) -> Iterator[Row]:
    for table in exchange.tables():
        if not table.parent:
            yield from _listed(table, getattr(shaped, table.key), (table.key,), None)


def _listed(table: Table, objects: list[BaseModel], path: Path, parent: UUID | None) -> Iterator[Row]:
    children = exchange.children_of(table)
    for rank, each in enumerate(objects):
        here = (*path, rank)
        values = {spec.attribute: getattr(each, key) for key, spec in table.fields.items()}
        if table.parent:
            values[table.parent] = parent
        row = Row(table, each.id, rank, here, values)  # type: ignore[attr-defined]
        yield row
        for child in children:
            yield from _listed(child, getattr(each, child.key), (*here, child.key), row.id)


def _repeated(parcel: Parcel) -> Iterator[Problem]:
    first: dict[UUID, Row] = {}
    for row in parcel.rows:
        if row.id in first:
            line = parcel.source.line((*first[row.id].path, "id"))
            yield parcel.problem(row, f"identifiant déjà donné en ligne {line} : {row.id}", "id")
        first.setdefault(row.id, row)


def _checked(parcel: Parcel) -> Iterator[Problem]:
    for row in parcel.rows:
        for check in row.table.checks:
            for key, message in check(row.values):
                yield parcel.problem(row, message, key)


def _twice(parcel: Parcel) -> Iterator[Problem]:
    for table in exchange.tables():
        for keys in table.unique:
            attributes = [table.fields[key].attribute if key in table.fields else table.parent for key in keys]
            seen: Counter[tuple[Any, ...]] = Counter()
            for row in parcel.of(table):
                signature = tuple(row.values[name] for name in attributes)
                seen[signature] += None not in signature  # as in the tables: what is not said is never the same
                if seen[signature] == 2:
                    yield parcel.problem(row, f"{said(signature[-1])} est déjà pris par {table.noun} du fichier", keys[-1])


def references(row: Row) -> Iterator[tuple[str, type[models.Model], UUID]]:
    """Yield each reference of a row: key of the file, model it names, identifier."""
    for key, spec in row.table.fields.items():
        value = row.values[spec.attribute]
        target = target_of(row.table, key)
        if value and target is not None:
            for each in value if isinstance(value, list) else [value]:
                yield key, target, each


def target_of(table: Table, key: str) -> type[models.Model] | None:
    """Return the model that a key of a table refers to, if it is a reference."""
    spec = table.fields[key]
    return apps.get_model(spec.to) if spec.to else column(table, key).related_model


def _in_french(error: ValidationError, found: Tree) -> Iterator[Problem]:
    for each in error.errors(include_url=False, include_input=True):
        path: Path = tuple(each["loc"])
        yield Problem(found.line(path), shown(path), _message(each, path))


def _message(fault: Any, path: Path) -> str:
    match fault["type"]:
        case "value_error":
            return str(fault["ctx"]["error"])
        case "missing":
            return "il manque cette clé"
        case "extra_forbidden":
            return f"clé inconnue{closest(str(path[-1]), _known(path[:-1])) or ' : elle n’existe pas ici'}"
        case "list_type":
            return f"attendu une liste, lu {said(fault['input'])}"
        case "model_type" | "dict_type" | "model_attributes_type":
            return f"attendu un bloc de clés, lu {said(fault['input'])}"
        case "string_type":
            return f"attendu un texte, lu {said(fault['input'])}"
    return f"valeur refusée : {said(fault['input'])}"


def _known(path: Path) -> list[str]:
    shape: Any = file_shape()
    for part in path:
        if isinstance(part, str):
            annotation = shape.model_fields[part].annotation
            shape = annotation.__args__[0] if hasattr(annotation, "__args__") else annotation
    return list(shape.model_fields)
