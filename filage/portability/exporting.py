"""What an organisation, or one of its productions, becomes as a Filage text: the same facts give the same bytes."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any, cast
from uuid import UUID

from django.apps import apps
from django.db import models

from filage.core.models import Organisation
from filage.core.prepared import Prepared
from filage.core.rails import exchange
from filage.core.rails.exchange import Table
from filage.portability.emitter import Noted, emit
from filage.portability.reading import END, MARK, target_of
from filage.portability.shape import FORMAT, ORGANISATION, column, kind, organisation_kind

HEAD = f"{MARK}, complet jusqu’à la ligne « {END} »\n"
LONGEST_NOTE = 60

type Objects = dict[str, list[models.Model]]  # label of the model -> objects in file order


def export(organisation: Organisation, production_id: UUID | None = None) -> str:
    """Return the Filage text of an organisation, or of one of its productions with what it refers to."""
    return text_of(organisation, chosen(organisation, production_id))


def text_of(organisation: Organisation, objects: Objects) -> str:
    """Return the Filage text of some objects of an organisation."""
    return HEAD + emit(_Writer(organisation, objects).document()) + END + "\n"


def chosen(organisation: Organisation, production_id: UUID | None = None) -> Objects:
    """Return every object of an organisation, or of one of its productions with what it refers to."""
    objects = _loaded(organisation)
    return objects if production_id is None else _narrowed(objects, production_id)


def _loaded(organisation: Organisation) -> Objects:
    found: Objects = {}
    for table in exchange.tables():
        label = table.model._meta.label
        rows = found[label] = _rows_of(label)(organisation.pk)
        models.prefetch_related_objects(rows, *[each.name for each in table.model._meta.many_to_many])
    _hand_over(found)
    return found


@cache
def _rows_of(label: str) -> Prepared[models.Model]:
    manager = cast(Any, apps.get_model(label)._default_manager)
    return Prepared(lambda organisation_id, _: manager.within(organisation_id).order_by("rank", "id"))


def _hand_over(objects: Objects) -> None:
    """Give each object those that it names, which are at hand: how it is told asks the database nothing more."""
    by_id = {obj.pk: obj for each in objects.values() for obj in each}
    for each in objects.values():
        named = [one for one in each[0]._meta.concrete_fields if one.is_relation] if each else []
        for obj, one in product(each, named):
            if (other := by_id.get(getattr(obj, one.attname))) is not None:
                one.set_cached_value(obj, other)


@dataclass(frozen=True, slots=True)
class _Column:
    """How the values of a key are written: the attribute that holds them, what writes one, and whether it names an object."""

    name: str
    write: Callable[[Any], Any] | None  # None: several objects, each by its name
    refers: bool


def _columns(table: Table) -> tuple[tuple[str, _Column], ...]:
    return _columns_of(table.model._meta.label)


@cache
def _columns_of(label: str) -> tuple[tuple[str, _Column], ...]:
    table = next(table for table in exchange.tables() if table.model._meta.label == label)
    return tuple((key, _column(table, key)) for key in table.fields)


def _column(table: Table, key: str) -> _Column:
    found = column(table, key)
    if isinstance(found, models.ManyToManyField):
        return _Column(found.name, None, True)
    return _Column(found.attname, kind(table, key).write, target_of(table, key) is not None)


class _Writer:
    def __init__(self, organisation: Organisation, objects: Objects) -> None:
        self.organisation = organisation
        self.objects = objects
        self.names = {
            obj.pk: _note(str(obj)) for each in objects.values() for obj in each if type(obj).__str__ is not models.Model.__str__
        }
        self.nested: dict[tuple[str, UUID], list[models.Model]] = defaultdict(list)
        for table in exchange.tables():
            for obj in objects[table.model._meta.label] if table.parent else ():
                self.nested[table.model._meta.label, getattr(obj, f"{table.parent}_id")].append(obj)

    def document(self) -> dict[str, Any]:
        """Return the whole file as plain values, in the order of the keys."""
        head = {key: organisation_kind(name).write(getattr(self.organisation, name)) for key, name in ORGANISATION.items()}
        lists = {
            table.key: [self._object(table, obj) for obj in self.objects[table.model._meta.label]]
            for table in exchange.tables()
            if not table.parent
        }
        return {"filage": FORMAT, "scelles_omis": sealed(), "organisation": {"id": self.organisation.pk, **head}, **lists}

    def _object(self, table: Table, obj: models.Model) -> dict[str, Any]:
        values = {"id": obj.pk, **{key: self._value(column, getattr(obj, column.name)) for key, column in _columns(table)}}
        for child in exchange.children_of(table):
            values[child.key] = [self._object(child, each) for each in self.nested[child.model._meta.label, obj.pk]]
        return values

    def _value(self, column: _Column, stored: Any) -> Any:
        if column.write is None:
            return [self._named(each) for each in sorted(one.pk for one in stored.all())]
        value = column.write(stored)
        return self._named(value) if column.refers and isinstance(value, UUID) else value

    def _named(self, id: UUID) -> Noted:
        return Noted(id, self.names.get(id, ""))


def sealed() -> list[str]:
    """Return the fields that no file ever holds, as « list.key »."""
    return [f"{table.key}.{key}" for table in exchange.tables() for key in table.sealed]


def _note(text: str) -> str:
    clean = "".join(letter if letter.isprintable() else " " for letter in text)
    short = " ".join(clean.split())
    return short if len(short) <= LONGEST_NOTE else f"{short[: LONGEST_NOTE - 1].rstrip()}…"


def _narrowed(objects: Objects, production_id: UUID) -> Objects:
    """Keep one production, what belongs to it, and every shared object that these refer to."""
    kept: dict[UUID, bool] = {}
    tables = exchange.tables()
    by_id = {obj.pk: obj for each in objects.values() for obj in each}
    for table in tables:
        for obj in objects[table.model._meta.label] if table.production else ():
            kept[obj.pk] = _production_of(table, obj, by_id) == production_id
    wanted = {pk for pk, mine in kept.items() if mine}
    _spread(wanted, objects, tables)
    settings = _settings_of(wanted, objects, tables)
    return {label: [obj for obj in each if obj.pk in wanted or obj.pk in settings] for label, each in objects.items()}


def _production_of(table: Table, obj: models.Model, by_id: Mapping[UUID, models.Model]) -> UUID | None:
    """Return the production that a row belongs to, by the path that its table says: « activity__production »."""
    if table.production == "id":
        return obj.pk
    *through, last = table.production.split("__")
    for name in through:
        obj = by_id[getattr(obj, f"{name}_id")]
    found: UUID | None = getattr(obj, f"{last}_id")
    return found


def _spread(wanted: set[UUID], objects: Objects, tables: list[Table]) -> None:
    """Add to `wanted` what its objects refer to, then what is nested in them, until nothing more comes."""
    before = -1
    while len(wanted) != before:
        before = len(wanted)
        for table in reversed(tables):
            for obj in objects[table.model._meta.label]:
                if table.parent and getattr(obj, f"{table.parent}_id") in wanted:
                    wanted.add(obj.pk)
                if obj.pk in wanted:
                    wanted.update(_references(table, obj))


def _references(table: Table, obj: models.Model) -> Iterable[UUID]:
    for key in table.fields:
        found = column(table, key)
        if isinstance(found, models.ManyToManyField):
            yield from (each.pk for each in getattr(obj, found.name).all())
        elif target_of(table, key) is not None and (value := getattr(obj, found.attname)) is not None:
            yield value


def _settings_of(wanted: set[UUID], objects: Objects, tables: list[Table]) -> set[UUID]:
    """Return the settings of the organisation and of the structures that are wanted."""
    bare = [table for table in tables if any(spec.to for spec in table.fields.values())]
    found: set[UUID] = set()
    for table in bare:
        for obj in objects[table.model._meta.label]:
            named = set(_references(table, obj))
            if named <= wanted:
                found.add(obj.pk)
    return found
