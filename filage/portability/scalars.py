"""How one value of the file is read and written, after the column that will hold it: strict, bounded, in French."""

import datetime as dt
import difflib
import json
import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from pydantic import TypeAdapter
from pydantic import ValidationError as PydanticError

from filage.core.fields import LARGEST, ExactField, MoneyField
from filage.core.rails.exchange import Field
from filage.portability.tree import Number

FIRST_DAY, LAST_DAY = dt.date(1950, 1, 1), dt.date(2100, 12, 31)
LONGEST_TEXT = 100_000

type Read = Callable[[Any], Any]
type Write = Callable[[Any], Any]

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_DECIMAL = re.compile(r"-?\d{1,20}(\.\d{1,20})?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)")


@dataclass(frozen=True, slots=True)
class Kind:
    """How values of one sort are read (ValueError with a French message), written, and described in JSON Schema."""

    read: Read
    write: Write
    schema: dict[str, Any]


def kind_of(column: models.Field[Any, Any], spec: Field) -> Kind:
    """Return how the values of a column travel."""
    if isinstance(column, models.ManyToManyField):
        return _references()
    if isinstance(column, models.ForeignKey) or spec.to:
        return Kind(reference, _same, {"type": "string", "format": "uuid"})
    if isinstance(column, ExactField):
        return _exact(column, spec)
    if isinstance(column, models.JSONField):
        return _decimals(spec) if spec.decimals else Kind(_read_json(spec.like), _sorted_json, {})
    if isinstance(column, models.BooleanField):
        return Kind(_boolean, bool, {"type": "boolean"})
    if isinstance(column, models.DateTimeField):
        return Kind(instant, _in_utc, {"type": "string", "format": "date-time"})
    if isinstance(column, models.DateField):
        return Kind(partial(day, since=spec.since or FIRST_DAY), _same, {"type": "string", "format": "date"})
    if isinstance(column, models.IntegerField):
        return _integer(column)
    return _text(column)


def optional(kind: Kind) -> Kind:
    """Return the same kind, where nothing (null) means unknown or none."""
    return Kind(
        lambda value: None if value is None else kind.read(value),
        lambda value: None if value is None else kind.write(value),
        {"anyOf": [kind.schema, {"type": "null"}]},
    )


def closest(word: str, known: Iterable[str]) -> str:
    """Return « , vouliez-vous dire « x » ? » for a misspelt word, or nothing."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f", vouliez-vous dire « {near[0]} » ?" if near else ""


def reference(value: Any) -> UUID:
    """Return the UUID written in full."""
    if not isinstance(value, str) or not _UUID.fullmatch(value):
        raise ValueError(f"attendu un identifiant (UUID), lu {said(value)}")
    return UUID(value)


def day(value: Any, *, since: dt.date = FIRST_DAY) -> dt.date:
    """Return a date between `since` (1950) and 2100."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError(f"attendu une date AAAA-MM-JJ, lu {said(value)}")
    try:
        found = dt.date.fromisoformat(value)
    except ValueError as error:
        raise ValueError(f"la date {said(value)} n’existe pas") from error
    if not since <= found <= LAST_DAY:
        raise ValueError(f"la date {said(value)} est hors des bornes : de {since.year} à 2100")
    return found


def instant(value: Any) -> dt.datetime:
    """Return a moment in UTC between 1950 and 2100."""
    if not isinstance(value, str) or not _INSTANT.fullmatch(value):
        raise ValueError(f"attendu un instant UTC comme 2027-04-08T18:30:00Z, lu {said(value)}")
    try:
        found = dt.datetime.fromisoformat(value).astimezone(dt.UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"l’instant {said(value)} n’existe pas") from error
    if not FIRST_DAY <= found.date() <= LAST_DAY:
        raise ValueError(f"l’instant {said(value)} est hors des bornes : de 1950 à 2100")
    return found


def _in_utc(value: dt.datetime) -> dt.datetime:
    return value.astimezone(dt.UTC)


def said(value: Any) -> str:
    """Return what was read, as a message may show it: short, printable, in quotes."""
    if value is None:
        return "une valeur vide"
    if isinstance(value, dict | list):
        return "un bloc" if isinstance(value, dict) else "une liste"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"« {''.join(letter if letter.isprintable() else '·' for letter in text[:60])}{'…' if len(text) > 60 else ''} »"


def _same(value: Any) -> Any:
    return value


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"attendu true ou false, lu {said(value)}")
    return value


def number(value: Any, places: int, *, signed: bool, largest: Decimal | None) -> Decimal:
    """Return a finite Decimal with `places` decimals; ValueError for the rest."""
    if isinstance(value, Number | str) and value.strip(".+-").lower() in {"inf", "nan", "infinity"}:
        raise ValueError(f"{said(value)} n’est pas un montant fini")
    if not isinstance(value, str) or not _DECIMAL.fullmatch(value):
        hint = " : écrivez un point, sans espace, comme « 2500.00 »" if isinstance(value, str) and "," in value else ""
        raise ValueError(f"attendu un nombre décimal, lu {said(value)}{hint}")
    try:
        found = Decimal(value)
    except InvalidOperation as error:  # cannot happen after the pattern, but never a traceback
        raise ValueError(f"attendu un nombre décimal, lu {said(value)}") from error
    if found < 0 and not signed:
        raise ValueError(f"{said(value)} est négatif : le signe vient du sens, charge ou produit")
    if abs(found) >= LARGEST or (largest is not None and found > largest):
        raise ValueError(f"{said(value)} dépasse le plus grand nombre admis, {largest or LARGEST}")
    if found.quantize(scaled := Decimal(1).scaleb(-places)) != found:
        raise ValueError(f"{said(value)} a plus de {places} décimales")
    return found.quantize(scaled) + 0


def _exact(column: ExactField, spec: Field) -> Kind:
    pattern = rf"^-?\d+(\.\d{{1,{column.places}}})?$"
    return Kind(
        lambda value: number(value, column.places, signed=spec.signed, largest=spec.largest),
        lambda value: str(column.to_python(value)),
        {"type": "string", "pattern": pattern, "description": "euros" if isinstance(column, MoneyField) else "nombre exact"},
    )


def _decimals(spec: Field) -> Kind:
    def read(value: Any) -> list[str]:
        if not isinstance(value, list) or len(value) > 100:
            raise ValueError("attendu une liste de nombres, 100 au plus")
        return [str(number(each, 4, signed=spec.signed, largest=spec.largest)) for each in value]

    def write(value: Any) -> list[str]:
        return [str(Decimal(str(each)).quantize(Decimal("0.0001"))) for each in value]

    return Kind(read, write, {"type": "array", "items": {"type": "string"}})


def _integer(column: models.IntegerField[Any, Any]) -> Kind:
    smallest = 0 if isinstance(column, models.PositiveIntegerField | models.PositiveSmallIntegerField) else -(2**31)
    largest = 32767 if isinstance(column, models.PositiveSmallIntegerField | models.SmallIntegerField) else 2**31 - 1

    def read(value: Any) -> int:
        if not isinstance(value, Number) or not re.fullmatch(r"-?\d{1,12}", value):
            raise ValueError(f"attendu un nombre entier sans guillemets, lu {said(value)}")
        if not smallest <= int(value) <= largest:
            raise ValueError(f"{said(value)} est hors des bornes : de {smallest} à {largest}")
        return int(value)

    return Kind(read, int, {"type": "integer", "minimum": smallest, "maximum": largest})


def _text(column: models.Field[Any, Any]) -> Kind:
    longest = column.max_length or LONGEST_TEXT
    choices = [str(code) for code, _ in column.flatchoices]
    accepted = ["", *choices] if choices and column.blank else choices

    def read(value: Any) -> str:
        found = _words(value, longest)
        if choices and found not in accepted:
            raise ValueError(f"{said(found)} n’est pas admis{closest(found, choices) or ' : ' + ', '.join(choices)}")
        if not found and not column.blank:
            raise ValueError("ne peut pas être vide")
        if found and not choices:
            _run_validators(column, found)
        return found

    schema: dict[str, Any] = {"type": "string", "maxLength": longest}
    return Kind(read, str, {"enum": accepted} if choices else schema)


def _words(value: Any, longest: int) -> str:
    if isinstance(value, Number):
        raise ValueError(f"attendu un texte : mettez {said(value)} entre guillemets")
    if not isinstance(value, str):
        raise ValueError(f"attendu un texte, lu {said(value)}")
    if len(value) > longest:
        raise ValueError(f"texte trop long : {len(value)} caractères, {longest} au plus")
    if "\x00" in value:
        raise ValueError("caractère nul interdit")
    return value


def _run_validators(column: models.Field[Any, Any], value: str) -> None:
    try:
        column.run_validators(value)
    except ValidationError as error:
        raise ValueError(f"{said(value)} : {' '.join(error.messages)}") from error


def _references() -> Kind:
    def read(value: Any) -> list[UUID]:
        if not isinstance(value, list):
            raise ValueError(f"attendu une liste d’identifiants, lu {said(value)}")
        found = [reference(each) for each in value]
        if len(set(found)) < len(found):
            raise ValueError("le même identifiant y est deux fois")
        return found

    return Kind(read, sorted, {"type": "array", "items": {"type": "string", "format": "uuid"}})


def _read_json(like: Any) -> Read:
    """Return what reads a JSON column: kept as it was written, and refused when whoever reads it later could not."""
    adapter = None if like is None else TypeAdapter(like)

    def read(value: Any) -> Any:
        found = _json(value)
        if adapter is not None and found != {}:
            try:
                adapter.validate_json(json.dumps(found), strict=True)
            except PydanticError as error:
                place = " › ".join(str(part + 1) if isinstance(part, int) else part for part in error.errors()[0]["loc"])
                raise ValueError(f"{f'« {place} » ' if place else ''}n’est pas ce qu’écrit « filage exporter »") from error
        return found

    return read


def _json(value: Any) -> Any:
    if isinstance(value, Number):
        return int(value) if re.fullmatch(r"-?\d{1,15}", value) else _float(value)
    if isinstance(value, dict):
        return {_words(key, LONGEST_TEXT): _json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_json(each) for each in value]
    return _words(value, LONGEST_TEXT) if isinstance(value, str) else value


def _float(value: Number) -> float:
    found = float(value) if len(value) < 40 and "n" not in value.lower() else math.inf
    if not math.isfinite(found):
        raise ValueError(f"{said(value)} n’est pas un nombre fini")
    return found


def _sorted_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _sorted_json(value[key]) for key in sorted(value)}
    return [_sorted_json(each) for each in value] if isinstance(value, list) else value
