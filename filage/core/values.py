"""How the value of a field is read, written as JSON for the journal, and said in French."""

from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone

from filage.core.fields import FoldedField, SealedTextField

AS_IS = (models.JSONField, SealedTextField)  # fields whose Python value is already what is kept


def field_of(model: type[models.Model], name: str) -> Any:
    """Return a field of a model, without what Django's types cannot say of it."""
    return model._meta.get_field(name)


def written(model: type[models.Model]) -> list[Any]:
    """Return the columns that somebody writes: what follows from them is not."""
    return [field for field in model._meta.concrete_fields if not isinstance(field, FoldedField)]


def following(model: type[models.Model], columns: Collection[str]) -> list[str]:
    """Return the columns that follow from some of those, to be written with them."""
    fields = model._meta.concrete_fields
    return [field.name for field in fields if isinstance(field, FoldedField) and not set(columns).isdisjoint(field.of)]


def read(obj: models.Model, name: str) -> Any:
    """Return the value of a field: the key of a foreign key, the sorted keys of a many-to-many."""
    field = field_of(type(obj), name)
    if field.many_to_many:
        return sorted(getattr(obj, name).values_list("pk", flat=True)) if not obj._state.adding else []
    return field.value_from_object(obj)


def taken(model: type[models.Model], name: str, given: Any) -> Any:
    """Return what somebody gave for a field in the form `read` returns; ValidationError when it cannot be one."""
    field = field_of(model, name)
    if field.many_to_many:
        return sorted(getattr(item, "pk", item) for item in given)
    if isinstance(given, models.Model):
        return given.pk
    return given if isinstance(field, AS_IS) else field.to_python(given)


def to_json(value: Any) -> Any:
    """Return a value as JSON can hold it; amounts and dates become texts."""
    if isinstance(value, list):
        return [to_json(item) for item in value]
    return value if value is None or isinstance(value, bool | int | str | dict) else str(value)


def from_json(model: type[models.Model], name: str, value: Any) -> Any:
    """Return what `to_json` wrote of a field."""
    field = field_of(model, name)
    if field.many_to_many:
        return [field.related_model._meta.pk.to_python(item) for item in value]
    return value if isinstance(field, AS_IS) else field.to_python(value)


def is_sealed(model: type[models.Model], name: str) -> bool:
    """Tell whether a field holds a secret, which no journal keeps."""
    return isinstance(model._meta.get_field(name), SealedTextField)


def shown(value: Any) -> str:
    """Return a value as a French sentence shows it."""
    if value is None or value in ("", []):
        return "vide"
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, Decimal):
        return f"{_unpadded(value):,}".replace(",", "\N{NARROW NO-BREAK SPACE}").replace(".", ",")
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return f"{len(value)} éléments" if isinstance(value, list) else f"« {value} »"


def _unpadded(value: Decimal) -> Decimal:
    """Return a figure without the zeros that a field of more than two decimals adds: 2.0000 is 2, 1234.5000 is 1234.50."""
    if int(value.as_tuple().exponent) >= -2 or value != round(value, 2):
        return value
    return round(value) + Decimal(0) if value == round(value) else round(value, 2)
