"""Which productions an object moves when it changes."""

from functools import cache
from typing import Any
from uuid import UUID

from filage.core.scope import PRODUCTION, Scoped, production_of


def touched_productions(obj: Any) -> set[UUID] | None:
    """Return the productions whose figures may move with `obj`; None means the whole organisation.

    A model may answer itself with a method of the same name. Otherwise: its production, or the one its parents lead to.
    """
    if hasattr(obj, "touched_productions"):
        return obj.touched_productions()
    production = production_of(obj)
    if production is not None:
        return {production}
    for field in _parents(obj._meta.model):
        parent = getattr(obj, field)
        if parent is not None:
            return touched_productions(parent)
    return None


@cache
def _parents(model: Any) -> tuple[str, ...]:
    return tuple(field.name for field in _links(model) if _leads_to_production(field.related_model))


def _leads_to_production(model: Any) -> bool:
    return model._meta.label == PRODUCTION or any(
        field.name == "production" or _leads_to_production(field.related_model) for field in _links(model)
    )


def _links(model: Any) -> list[Any]:
    """Return the foreign keys towards other objects of the office; those towards itself lead nowhere."""
    return [
        field
        for field in model._meta.concrete_fields
        if field.is_relation and issubclass(field.related_model, Scoped) and field.related_model is not model
    ]
