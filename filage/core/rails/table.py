"""How kept rows are written: hundreds at each edit, so in plain statements prepared once a table, beneath the ORM."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any
from uuid import UUID

from django.db import connection, models

from filage.core.remembering import kept_with

type Columns = tuple[Any, ...]


class Row(dict[str, Any]):
    """The values of a kept row, by column; the row of a line that did not move is the very same one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.memo: dict[str, tuple[Any, Any]] = {}


class Table:
    """The table of one kind of kept rows."""

    def __init__(self, model: type[models.Model]) -> None:
        self.fields: list[Any] = [field for field in model._meta.concrete_fields if not field.primary_key]
        self.key: Any = model._meta.pk
        self.name = model._meta.db_table
        self.defaults = {field.attname: field.get_default() for field in self.fields}

    def replace(self, organisation_id: UUID, production_ids: tuple[UUID, ...], rows: Iterable[Row]) -> None:
        """Put `rows` (values by column) in the place of those of these productions, or of the whole organisation.

        Rows keep their order. When there are as many as before, only those that differ are written: an edit moves a few.
        """
        quote = connection.ops.quote_name
        uuid = models.UUIDField()
        keys = [uuid.get_db_prep_save(key, connection) for key in (organisation_id, *production_ids)]
        where = f"{quote('organisation_id')} = %s"
        if production_ids:
            where += f" AND {quote('production')} IN ({', '.join(['%s'] * len(production_ids))})"
        values = self._prepared(organisation_id, rows)
        with connection.cursor() as cursor:
            moved = self._moved(cursor, where, keys, values)
            if moved is None:
                cursor.execute(f"DELETE FROM {quote(self.name)} WHERE {where}", keys)
                columns = ", ".join(quote(field.column) for field in self.fields)
                marks = ", ".join(["%s"] * len(self.fields))
                if values:
                    cursor.executemany(f"INSERT INTO {quote(self.name)} ({columns}) VALUES ({marks})", values)
            elif moved:
                pairs = ", ".join(f"{quote(field.column)} = %s" for field in self.fields)
                cursor.executemany(f"UPDATE {quote(self.name)} SET {pairs} WHERE {quote(self.key.column)} = %s", moved)

    def _prepared(self, organisation_id: UUID, rows: Iterable[Row]) -> list[Columns]:
        prepared = [(field.attname, _preparation(field)) for field in self.fields]

        def columns(row: Row) -> Columns:
            given = {**self.defaults, **row, "organisation_id": organisation_id}
            return tuple([prepare(given[name]) for name, prepare in prepared])

        told = (organisation_id, connection.vendor)
        return [kept_with(row, "columns", partial(columns, row), told=told) for row in rows]

    def _moved(self, cursor: Any, where: str, keys: list[Any], values: list[Columns]) -> list[Columns] | None:
        """Return the rows to write again, each with its key at the end; None when it is simpler to write them all."""
        quote = connection.ops.quote_name
        columns = ", ".join(quote(field.column) for field in (*self.fields, self.key))
        cursor.execute(f"SELECT {columns} FROM {quote(self.name)} WHERE {where} ORDER BY {quote(self.key.column)}", keys)
        held = cursor.fetchall()
        if len(held) != len(values):
            return None
        texts = connection.vendor == "sqlite"  # which gives days back as days, and takes them as texts
        days = [place for place, field in enumerate(self.fields) if texts and isinstance(field, models.DateField)]
        named = next((place for place, field in enumerate(self.fields) if field.name == "key"), None)
        moved = []
        for old, new in zip(held, values, strict=True):
            if _as_written(old, days) != new:
                if named is not None and old[named] != new[named]:
                    return None  # rows changed places: a key written before the other has left it would clash
                moved.append((*new, old[-1]))
        return None if len(moved) * 4 > len(values) else moved


def _as_written(held: Columns, days: list[int]) -> Columns:
    if not any(held[place] for place in days):
        return held[:-1]
    columns = list(held[:-1])
    for place in days:
        columns[place] = None if columns[place] is None else str(columns[place])
    return tuple(columns)


def _preparation(field: Any) -> Callable[[Any], Any]:
    """Return what turns a value of the field into what the database driver takes."""
    if isinstance(field, models.CharField | models.TextField):
        return str
    if isinstance(field, models.BooleanField):
        return bool
    if isinstance(field, models.JSONField):
        return lambda value: field.get_db_prep_save(value, connection)
    known: dict[Any, Any] = {None: None}  # the same dates, rates and ids come back on most rows

    def prepare(value: Any) -> Any:
        if value not in known:
            known[value] = field.get_db_prep_save(value, connection)
        return known[value]

    return prepare
