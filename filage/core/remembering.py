"""What need not be built twice: objects made from the same columns, and what was computed from one object."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connections, models

from filage.core.scope import ScopedQuerySet

ROOM = 20_000  # things of one generation; those not asked for during a whole generation are forgotten


class Generations[Key, Value]:
    """A room with two shelves: what is asked for moves to the young one; when that is full, the old one is emptied."""

    def __init__(self) -> None:
        self._young: dict[Key, Value] = {}
        self._old: dict[Key, Value] = {}

    def get(self, key: Key) -> Value | None:
        """Return what was put under a key, None when it is forgotten."""
        found = self._young.get(key)
        if found is None and (found := self._old.pop(key, None)) is not None:
            self.put(key, found)
        return found

    def put(self, key: Key, value: Value) -> None:
        """Remember something."""
        if len(self._young) >= ROOM:
            self._old, self._young = self._young, {}
        self._young[key] = value


class Memory[Thing, Value]:
    """What was made from one object, found again by the object itself, never by its equals."""

    def __init__(self) -> None:
        self._held: Generations[int, tuple[Thing, Any, Value]] = Generations()

    def of(self, thing: Thing, make: Callable[[], Value], *, told: Any = None) -> Value:
        """Return what `make` gave for `thing`; it is made anew when `told`, what else it depends on, is another."""
        held = self._held.get(id(thing))
        if held is not None and held[0] is thing and held[1] == told:
            return held[2]
        made = make()
        self._held.put(id(thing), (thing, told, made))
        return made


_built: Generations[tuple[Any, ...], Any] = Generations()


def remembered[M: models.Model](rows: ScopedQuerySet[M]) -> list[M]:
    """Return the objects of a queryset; those whose columns were read before are the very same objects: only read them.

    An edit moves one row in a thousand: the others cost the reading of their columns, not the building of a model.
    """
    names: list[str] = []

    def build(columns: Sequence[Any]) -> M:
        names[:] = names or [field.attname for field in rows.model._meta.concrete_fields]
        return rows.model.from_db(rows.db, names, columns)

    return remembered_as(rows, build, about=rows.model)


def remembered_as[Made](rows: Any, build: Callable[[Sequence[Any]], Made], *, about: Any) -> list[Made]:
    """Return what `build` makes of the columns of each row of a queryset of objects or of lists of values.

    The same columns, for the same `about`, give the same thing.
    """
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
        found = _built.get(key)
        if found is None:
            found = build(next(iter(compiler.apply_converters([list(raw)], converters))))
            _built.put(key, found)
        made.append(found)
    return made
