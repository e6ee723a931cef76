"""Turns the frozen shapes of documents into plain JSON values and back, without loss."""

import base64
import hashlib
import json
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Literal, Union

type Json = bool | int | str | list[Json] | dict[str, Json] | None


def to_json(value: object) -> Json:
    """Return `value` as plain JSON: Decimal and dates become text, bytes base64, tuples lists, shapes objects.

    Raises TypeError on a value that no shape holds (a float among them: money is never one).
    """
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal():
            return str(value)
        case date():
            return value.isoformat()
        case bytes():
            return base64.b64encode(value).decode("ascii")
        case list() | tuple():
            return [to_json(item) for item in value]
        case Mapping():
            return {str(key): to_json(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} ne se fige pas en JSON")


def from_json[Shape](shape: type[Shape], data: object) -> Shape:
    """Return the `shape` that `to_json` wrote. Raises ValueError, naming the field, on anything else."""
    return typing.cast(Shape, _read(shape, data, shape.__name__))


@cache
def _hints(shape: type) -> dict[str, Any]:
    return typing.get_type_hints(shape)


def _read(hint: Any, data: object, where: str) -> object:
    if isinstance(hint, typing.TypeAliasType):
        hint = hint.__value__
    origin = typing.get_origin(hint)
    if origin in (Union, types.UnionType):
        return _read_union(typing.get_args(hint), data, where)
    if origin is Literal:
        return _kept(data in typing.get_args(hint), data, where)
    if origin is tuple:
        return _read_tuple(typing.get_args(hint), data, where)
    if is_dataclass(hint):
        return _read_shape(typing.cast(type, hint), data, where)
    return _read_leaf(hint, data, where)


def _read_union(options: tuple[Any, ...], data: object, where: str) -> object:
    if data is None and types.NoneType in options:
        return None
    for option in sorted((o for o in options if o is not types.NoneType), key=lambda o: o is date):
        try:
            return _read(option, data, where)
        except ValueError:
            continue
    raise ValueError(f"{where} : valeur inattendue")


def _read_tuple(inside: tuple[Any, ...], data: object, where: str) -> tuple[object, ...]:
    if not isinstance(data, list):
        raise ValueError(f"{where} : une liste est attendue")
    hints = [inside[0]] * len(data) if len(inside) == 2 and inside[1] is Ellipsis else list(inside)
    if len(hints) != len(data):
        raise ValueError(f"{where} : {len(hints)} valeurs attendues")
    return tuple(_read(hint, item, f"{where}[{rank}]") for rank, (hint, item) in enumerate(zip(hints, data, strict=True)))


def _read_shape(shape: type, data: object, where: str) -> object:
    if not isinstance(data, dict):
        raise ValueError(f"{where} : un objet est attendu")
    known = {field.name: field for field in fields(shape)}
    if strange := sorted(set(data) - set(known)):
        raise ValueError(f"{where} : champ inconnu « {strange[0]} »")
    for name, field in known.items():
        if name not in data and field.default is MISSING and field.default_factory is MISSING:
            raise ValueError(f"{where}.{name} : champ absent")
    return shape(**{name: _read(_hints(shape)[name], item, f"{where}.{name}") for name, item in data.items()})


def _read_leaf(hint: Any, data: object, where: str) -> object:
    if hint is bool or hint is int:
        return _kept(type(data) is hint, data, where)
    if not isinstance(data, str):
        raise ValueError(f"{where} : un texte est attendu")
    try:
        if hint is Decimal:
            return Decimal(data)
        if hint is date:
            return date.fromisoformat(data)
        if hint is datetime:
            return _read_instant(data)
        if hint is bytes:
            return base64.b64decode(data, validate=True)
    except (InvalidOperation, ValueError) as error:
        raise ValueError(f"{where} : « {data[:40]} » ne se lit pas") from error
    return _kept(hint is str, data, where)


def _read_instant(text: str) -> datetime:
    if "T" not in text:
        raise ValueError("une date n’est pas un instant")
    return datetime.fromisoformat(text)


def _kept(fits: bool, data: object, where: str) -> object:
    if not fits:
        raise ValueError(f"{where} : valeur inattendue")
    return data


def imprint(data: Any) -> str:
    """Return what tells whether a paper would still say the same, whatever the day it is issued."""
    plain = replace(data, head=replace(data.head, document=replace(data.head.document, issued=date.min)))
    return hashlib.sha256(json.dumps(to_json(plain), sort_keys=True).encode()).hexdigest()
