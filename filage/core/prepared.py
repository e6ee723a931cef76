"""How what is asked at every edit reaches the database: compiled to SQL once, then only its ids change."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.base import ModelState
from django.db.models.query import get_related_populators

from filage.core.fields import SealedTextField
from filage.core.remembering import Generations, Shareable
from filage.core.scope import ScopedQuerySet

type Question[M: models.Model] = Callable[[UUID, Sequence[UUID]], models.QuerySet[M]]
type Columns = Sequence[Any]

CHANGEABLE = (models.JSONField, SealedTextField)  # whose values are made anew for each reader


class Prepared[M: models.Model]:
    """The rows of a model for an organisation and some ids, most often those of its productions.

    `question` says which, as a queryset of objects; it is called with stand-ins, once for each number of ids, so that it may
    only put the ids it is given in its conditions. Building and compiling a queryset costs ten times what SQLite asks to answer.
    """

    def __init__(self, question: Question[M]) -> None:
        self.question = question
        self._statements: dict[tuple[str, int], _Statement[M]] = {}

    def __call__(self, organisation_id: UUID, ids: Collection[UUID] = ()) -> list[M]:
        """Return the rows as new objects, one query."""
        key = connection.vendor, len(ids)
        try:
            statement = self._statements.get(key) or self._statements.setdefault(key, _compiled(self.question, len(ids)))
        except EmptyResultSet:
            return []  # among no production there is nothing
        return [self._row(statement, columns) for columns in statement.read(organisation_id, *ids)]

    def _row(self, statement: _Statement[M], columns: Columns) -> M:
        return statement.row(columns)


class Shared[M: Shareable](Prepared[M]):
    """The same, for thousands of rows of which an edit moves one: the same columns are the same object, which refuses writes."""

    def _row(self, statement: _Statement[M], columns: Columns) -> M:
        key = statement.model, columns
        held: M | None = _held.get(key)
        if held is None:
            held = statement.row(columns).shared()
            _held.put(key, held)
        return held


class PreparedColumns:
    """The same for a queryset of some columns (`values_list`): tuples, for what is only read."""

    def __init__(self, question: Callable[[UUID, Sequence[UUID]], models.QuerySet[Any, tuple[Any, ...]]]) -> None:
        self.question = question
        self._statements: dict[tuple[str, int], _Columns] = {}

    def __call__(self, organisation_id: UUID, ids: Collection[UUID] = ()) -> list[tuple[Any, ...]]:
        """Return the columns of each row, one query."""
        key = connection.vendor, len(ids)
        try:
            statement = self._statements.get(key) or self._statements.setdefault(key, _columns(self.question, len(ids)))
        except EmptyResultSet:
            return []
        return [statement.converted(columns) for columns in statement.read(organisation_id, *ids)]


_held: Generations[tuple[type[models.Model], Columns], Any] = Generations()


@dataclass(frozen=True, slots=True)
class _Columns:
    """A statement, what fills each of its places (the rank of an id, or a constant), and what makes the values it reads."""

    sql: str
    places: Sequence[tuple[int | None, Any]]
    converters: Sequence[tuple[int, Callable[[Any], Any]]]

    def read(self, *ids: UUID) -> list[Columns]:
        """Return what the database answers about these ids."""
        stored = [_stored(id) for id in ids]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [constant if rank is None else stored[rank] for rank, constant in self.places])
            return cursor.fetchall()

    def converted(self, read: Columns) -> tuple[Any, ...]:
        """Return the values of a row."""
        columns = list(read)
        for place, convert in self.converters:
            columns[place] = convert(columns[place])
        return tuple(columns)


@dataclass(frozen=True, slots=True)
class _Statement[M: models.Model](_Columns):
    """The same, with how its columns become an object."""

    columns: slice
    names: Sequence[str]
    model: type[M]
    joined: Sequence[Any]
    beside: Sequence[tuple[str, int]]  # what the question annotates

    def row(self, read: Columns) -> M:
        """Return the object that the columns of a row make."""
        columns = self.converted(read)
        row = self.model.__new__(self.model)  # as `from_db` does, for columns that are all there
        row.__dict__.update(zip(self.names, columns[self.columns], strict=True), _state=_stored_state())
        for each in self.joined:
            each.populate(columns, row)
        for name, place in self.beside:
            row.__dict__[name] = columns[place]
        return row


def _compiled[M: models.Model](question: Question[M], count: int) -> _Statement[M]:
    rows, compiler, told = _prepared(question, count)
    select, about = compiler.select, compiler.klass_info
    first, last = about["select_fields"][0], about["select_fields"][-1]
    return _Statement(
        told.sql,
        told.places,
        told.converters,
        slice(first, last + 1),
        [column.target.attname for column, *_ in select[first : last + 1]],
        rows.model,
        get_related_populators(about, select, DEFAULT_DB_ALIAS, rows._fetch_mode),
        list(compiler.annotation_col_map.items()),
    )


def _columns(question: Callable[[UUID, Sequence[UUID]], Any], count: int) -> _Columns:
    return _prepared(question, count)[2]


def _prepared(question: Callable[[UUID, Sequence[UUID]], Any], count: int) -> tuple[Any, Any, _Columns]:
    ids = [uuid4() for _ in range(count + 1)]
    rows = question(ids[0], ids[1:])
    if isinstance(rows, ScopedQuerySet):
        rows._check()
    compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
    sql, given = compiler.as_sql()
    stored = [_stored(id) for id in ids]
    converters = compiler.get_converters([column for column, *_ in compiler.select]).items()
    places = [(stored.index(value), None) if value in stored else (None, value) for value in given]
    made = [(place, _converter(convert, column)) for place, (functions, column) in converters for convert in functions]
    return rows, compiler, _Columns(sql, places, made)


def _stored_state() -> ModelState:
    state = ModelState()
    state.adding, state.db = False, DEFAULT_DB_ALIAS
    return state


def _converter(convert: Callable[..., Any], column: Any) -> Callable[[Any], Any]:
    """Return what makes a value of a column; the same ids, dates and rates come back on most rows, and are made once."""

    def made(value: Any) -> Any:
        return convert(value, column, connection)

    return made if isinstance(column.output_field, CHANGEABLE) else lru_cache(maxsize=8192)(made)


def _stored(id: UUID) -> Any:
    return models.UUIDField().get_db_prep_value(id, connection)
