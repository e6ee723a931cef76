"""The shape of a Filage file: one pydantic model per table, built from the columns, refusing what it does not know."""

from collections.abc import Callable
from functools import cache
from typing import Annotated, Any

from django.db import models
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema, create_model

from filage.core.accounts import Organisation
from filage.core.rails import exchange
from filage.core.rails.exchange import Table
from filage.portability.scalars import Kind, kind_of, optional, reference, said
from filage.portability.tree import Number

FORMAT = 1
ORGANISATION = {"nom": "name", "slug": "slug", "date_figee": "pinned_on"}


class Strict(BaseModel):
    """An object of the file: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def annotated(kind: Kind) -> Any:
    """Return the pydantic type of a kind of value."""
    return Annotated[Any, PlainValidator(kind.read), WithJsonSchema(kind.schema)]


def kind(table: Table, key: str) -> Kind:
    """Return how the values of one key of a table travel."""
    return _kinds(table.model._meta.label)[key]


@cache
def _kinds(label: str) -> dict[str, Kind]:
    table = next(table for table in exchange.tables() if table.model._meta.label == label)
    return {key: _kind(table, key) for key in table.fields}


def _kind(table: Table, key: str) -> Kind:
    spec = table.fields[key]
    found = column(table, key)
    base = kind_of(found, spec)
    return optional(base) if found.null and not isinstance(found, models.ManyToManyField) else base


def column(table: Table, key: str) -> models.Field[Any, Any]:
    """Return the model field that a key of a table fills."""
    found = table.model._meta.get_field(table.fields[key].attribute)
    assert isinstance(found, models.Field)
    return found


def default_of(found: models.Field[Any, Any]) -> Callable[[], Any] | None:
    """Return what makes the value of a missing key, or None when the key is required."""
    if isinstance(found, models.ManyToManyField):
        return list
    if found.has_default():
        return found.get_default
    if found.null:
        return lambda: None
    return str if found.blank else None


@cache
def shape_of(label: str) -> type[Strict]:
    """Return the pydantic model of the objects of a table, named by the label of its model."""
    table = next(table for table in exchange.tables() if table.model._meta.label == label)
    members: dict[str, Any] = {"id": (annotated(Kind(reference, str, {"type": "string", "format": "uuid"})), ...)}
    for key in table.fields:
        default = default_of(column(table, key))
        members[key] = (annotated(kind(table, key)), Field(default_factory=default) if default else ...)
    for child in exchange.children_of(table):
        members[child.key] = (list[shape_of(child.model._meta.label)], Field(default_factory=list))  # type: ignore[misc]
    return create_model(table.key, __base__=Strict, **members)


def _format(value: Any) -> int:
    if not isinstance(value, Number) or value != str(FORMAT):
        raise ValueError(f"ce Filage lit le format {FORMAT}, pas {said(value)}")
    return FORMAT


def organisation_shape() -> type[Strict]:
    """Return the pydantic model of the organisation a file comes from."""
    identity = Kind(reference, str, {"type": "string", "format": "uuid"})
    members: dict[str, Any] = {}
    for key, name in ORGANISATION.items():
        default = default_of(_organisation_column(name))
        members[key] = (annotated(organisation_kind(name)), Field(default_factory=default) if default else ...)
    return create_model("organisation", __base__=Strict, id=(annotated(identity), ...), **members)


def organisation_kind(name: str) -> Kind:
    """Return how one attribute of the organisation travels."""
    found = _organisation_column(name)
    base = kind_of(found, exchange.Field(attribute=name))
    return optional(base) if found.null else base


def _organisation_column(name: str) -> models.Field[Any, Any]:
    found = Organisation._meta.get_field(name)
    assert isinstance(found, models.Field)
    return found


@cache
def file_shape() -> type[Strict]:
    """Return the pydantic model of a whole file."""
    members: dict[str, Any] = {
        "filage": (Annotated[int, BeforeValidator(_format)], ...),
        "scelles_omis": (list[str], Field(default_factory=list)),
        "organisation": (organisation_shape(), ...),
    }
    for table in exchange.tables():
        if not table.parent:
            members[table.key] = (list[shape_of(table.model._meta.label)], Field(default_factory=list))  # type: ignore[misc]
    return create_model("Filage", __base__=Strict, **members)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a Filage file, with what each list holds."""
    described = file_shape().model_json_schema()
    described["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    described["title"] = "Fichier Filage"
    described["properties"]["filage"] = {"const": FORMAT, "description": "version du format"}
    for table in exchange.tables():
        if not table.parent:
            described["properties"][table.key]["description"] = f"chaque élément : {table.noun}"
    return described
