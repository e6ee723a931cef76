"""How thousands of new rows reach a table at once: plain statements, of which only what is said of a row is prepared."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import batched
from typing import Any
from uuid import UUID

from django.db import connection, models

from filage.core.fields import FoldedField
from filage.rules.reading.folding import folded

AT_ONCE = 2_000  # rows a statement

type Columns = tuple[Any, ...]


class Pouring:
    """The new rows of one model of an organisation, in the order in which they are said."""

    def __init__(self, model: type[models.Model], organisation_id: UUID, rank: int) -> None:
        self.model, self.rank = model, rank
        self.rows: list[list[Any]] = []
        fields: Sequence[Any] = model._meta.concrete_fields
        self._table, self._columns = model._meta.db_table, [field.column for field in fields]
        self._place = {field.attname: place for place, field in enumerate(fields)}
        self._usual = [_usual(field) for field in fields]
        self._id = _id_preparation()
        self._usual[self._place["organisation_id"]] = self._id(organisation_id)
        self._prepared: dict[str, Callable[[Any], Any]] = {field.attname: _preparation(field) for field in fields}
        self._folded = [(field.attname, field.of) for field in fields if isinstance(field, FoldedField)]

    def add(self, pk: UUID, said: Mapping[str, Any]) -> None:
        """Keep a row, what is not said of it being as usual."""
        place, prepared = self._place, self._prepared
        row = self._usual.copy()
        for name, value in said.items():
            row[place[name]] = prepared[name](value)
        row[place["id"]], row[place["rank"]] = self._id(pk), self.rank
        for name, among in self._folded:
            row[place[name]] = folded(" ".join([text for each in among if (text := said.get(each))]))
        self.rank += 1
        self.rows.append(row)

    def write(self) -> Iterator[int]:
        """Write the rows, in the transaction that is open; yield how many were written, step by step."""
        quote = connection.ops.quote_name
        columns, marks = ", ".join(map(quote, self._columns)), ", ".join(["%s"] * len(self._columns))
        with connection.cursor() as cursor:
            for some in batched(self.rows, AT_ONCE, strict=False):
                if connection.vendor == "postgresql":
                    with cursor.copy(f"COPY {quote(self._table)} ({columns}) FROM STDIN") as copy:
                        for row in some:
                            copy.write_row(row)
                else:
                    cursor.executemany(f"INSERT INTO {quote(self._table)} ({columns}) VALUES ({marks})", some)
                yield len(some)


def count_again(*tables: type[models.Model]) -> None:
    """Let the database count what it holds: one that still believes a table empty walks all of it for each row of another.

    SQLite chooses from its indexes alone, and has nothing to count.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(connection.ops.quote_name(model._meta.db_table) for model in tables)}")


def fill(model: type[models.Model], said: Mapping[UUID, Mapping[str, str]]) -> None:
    """Write some texts of rows that are there, by the id of each."""
    quote = connection.ops.quote_name
    groups: dict[tuple[str, ...], list[Columns]] = {}
    column_of: dict[str, Any] = {field.attname: field.column for field in model._meta.concrete_fields}
    prepared = _id_preparation()
    for pk, texts in said.items():
        groups.setdefault(tuple(texts), []).append((*texts.values(), prepared(pk)))
    with connection.cursor() as cursor:
        for names, rows in groups.items():
            pairs = ", ".join(f"{quote(column_of[name])} = %s" for name in names)
            cursor.executemany(f"UPDATE {quote(model._meta.db_table)} SET {pairs} WHERE {quote('id')} = %s", rows)


def _id_preparation() -> Callable[[UUID], Any]:
    """Return what makes of an id what the database takes."""
    return (lambda id: id) if connection.features.has_native_uuid_field else (lambda id: id.hex)


def _usual(field: Any) -> Any:
    """Return what a column holds when nothing is said of it; an id that is said of each row, nothing."""
    return None if field.primary_key else field.get_db_prep_save(field.get_default(), connection)


def _preparation(field: Any) -> Callable[[Any], Any]:
    target = field.target_field if field.is_relation else field
    if isinstance(target, models.UUIDField):
        return _id_preparation()
    if isinstance(field, models.CharField | models.TextField):
        return str
    return lambda value: field.get_db_prep_save(value, connection)
