"""What leaves with an object: everything that hangs from it, said before it goes."""

from collections.abc import Container
from typing import Any

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.deletion import Collector, ProtectedError, RestrictedError

from filage.core.refusal import Refusal


def leaving(
    *objects: models.Model, going: Container[tuple[type[models.Model], Any]] = ()
) -> tuple[list[models.Model], list[tuple[models.Model, str]]]:
    """Return all that is deleted with `objects`, themselves first, and the (object, field) emptied by it.

    The objects are of one model. Raise Refusal when something else still needs one of them and is not `going` with it.
    """
    collector = Collector(using=DEFAULT_DB_ALIAS, origin=objects[0])
    try:
        collector.collect(objects)
    except (ProtectedError, RestrictedError) as error:
        held = error.protected_objects if isinstance(error, ProtectedError) else error.restricted_objects
        if all((type(one), one.pk) in going for one in held):
            return list(objects), []  # what needs them leaves first, in the same set
        raise Refusal(_kept_by(objects[0], held)) from error
    found: Any = collector  # its private parts are not in Django's types
    deleted = [instance for instances in found.data.values() for instance in instances]
    deleted += [instance for rows in found.fast_deletes for instance in rows]
    emptied = [
        (instance, field.name) for (field, _), groups in found.field_updates.items() for group in groups for instance in group
    ]
    gone = {(type(instance), instance.pk) for instance in deleted}
    return deleted, [pair for pair in emptied if (type(pair[0]), pair[0].pk) not in gone]


def _kept_by(obj: models.Model, held: Any) -> str:
    names = ", ".join(f"« {item} »" for item in list(held)[:3])
    more = f" et {len(held) - 3} autres" if len(held) > 3 else ""
    return f"« {obj} » ne peut pas être supprimé : {names}{more} en dépendent. Supprimez-les ou rattachez-les ailleurs d’abord."
