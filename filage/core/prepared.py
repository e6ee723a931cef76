"""How what is asked at every edit reaches the database: compiled to SQL once, then only its ids change."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.query import get_related_populators

from filage.core.scope import ScopedQuerySet

type Question[M: models.Model] = Callable[[UUID, Sequence[UUID]], ScopedQuerySet[M]]


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
        return statement.rows([_stored(id) for id in (organisation_id, *ids)])


@dataclass(frozen=True, slots=True)
class _Statement[M: models.Model]:
    """A statement, the rank of the id that each of its places takes, and how its columns become an object."""

    sql: str
    places: Sequence[int]
    converters: Sequence[tuple[int, Callable[..., Any], Any]]
    columns: slice
    names: Sequence[str]
    model: type[M]
    joined: Sequence[Any]

    def rows(self, ids: Sequence[Any]) -> list[M]:
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [ids[place] for place in self.places])
            return [self._row(list(columns)) for columns in cursor.fetchall()]

    def _row(self, columns: list[Any]) -> M:
        for place, convert, expression in self.converters:
            columns[place] = convert(columns[place], expression, connection)
        row = self.model.from_db(DEFAULT_DB_ALIAS, self.names, columns[self.columns])
        for each in self.joined:
            each.populate(columns, row)
        return row


def _compiled[M: models.Model](question: Question[M], count: int) -> _Statement[M]:
    organisation_id, *ids = [uuid4() for _ in range(count + 1)]
    rows: Any = question(organisation_id, ids)
    rows._check()
    compiler: Any = rows.query.get_compiler(DEFAULT_DB_ALIAS)
    sql, given = compiler.as_sql()
    stand_ins = [_stored(id) for id in (organisation_id, *ids)]
    select, about = compiler.select, compiler.klass_info
    converters = compiler.get_converters([column for column, *_ in select]).items()
    first, last = about["select_fields"][0], about["select_fields"][-1]
    return _Statement(
        sql,
        [stand_ins.index(id) for id in given],
        [(place, convert, column) for place, (functions, column) in converters for convert in functions],
        slice(first, last + 1),
        [column.target.attname for column, *_ in select[first : last + 1]],
        rows.model,
        get_related_populators(about, select, DEFAULT_DB_ALIAS, rows._fetch_mode),
    )


def _stored(id: UUID) -> Any:
    return models.UUIDField().get_db_prep_value(id, connection)
