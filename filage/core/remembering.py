"""What need not be built twice: objects made from the same columns, and what was computed from one object."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connections, models

from filage.core.scope import ScopedQuerySet

ROOM = 40_000  # things remembered before starting afresh


class Memory[Thing, Value]:
    """What was made from one object, found again by the object itself, never by its equals."""

    def __init__(self) -> None:
        self._held: dict[int, tuple[Thing, Any, Value]] = {}

    def of(self, thing: Thing, make: Callable[[], Value], *, told: Any = None) -> Value:
        """Return what `make` gave for `thing`; it is made anew when `told`, what else it depends on, is another."""
        held = self._held.get(id(thing))
        if held is not None and held[0] is thing and held[1] == told:
            return held[2]
        if len(self._held) >= ROOM:
            self._held.clear()
        made = make()
        self._held[id(thing)] = (thing, told, made)
        return made


_built: dict[tuple[Any, ...], Any] = {}


def remembered[M: models.Model](rows: ScopedQuerySet[M]) -> list[M]:
    """Return the objects of a queryset; those whose columns were read before are the very same objects: only read them.

    An edit moves one row in a thousand: the others cost the reading of their columns, not the building of a model.
    """
    names: list[str] = []

    def build(columns: Sequence[Any]) -> M:
        names[:] = names or [field.attname for field in rows.model._meta.concrete_fields]
        return rows.model.from_db(rows.db, names, columns)

    return remembered_as(rows, build, about=rows.model)


def remembered_as[Made](rows: ScopedQuerySet[Any], build: Callable[[Sequence[Any]], Made], *, about: Any) -> list[Made]:
    """Return what `build` makes of the columns of each row; the same columns, for the same `about`, give the same thing."""
    rows._check()
    compiler = rows.query.get_compiler(rows.db)
    sql, given = compiler.as_sql()
    with connections[rows.db].cursor() as cursor:
        cursor.execute(sql, given)
        raws = cursor.fetchall()
    converters = compiler.get_converters([column for column, *_ in compiler.select])
    made = []
    for raw in raws:
        key = (about, *raw)
        if key not in _built:
            if len(_built) >= ROOM:
                _built.clear()
            _built[key] = build(next(iter(compiler.apply_converters([list(raw)], converters))))
        made.append(_built[key])
    return made
