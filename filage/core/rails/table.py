"""How kept rows are written: hundreds at each edit, so in plain statements prepared once a table, beneath the ORM."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import connection, models


class Table:
    """The table of one kind of kept rows."""

    def __init__(self, model: type[models.Model]) -> None:
        self.fields: list[Any] = [field for field in model._meta.concrete_fields if not field.primary_key]
        self.name = model._meta.db_table
        self.defaults = {field.attname: field.get_default() for field in self.fields}

    def replace(self, organisation_id: UUID, production_ids: tuple[UUID, ...], rows: Iterable[Mapping[str, Any]]) -> None:
        """Put `rows` (values by column) in the place of those of these productions, or of the whole organisation."""
        quote = connection.ops.quote_name
        columns = [field.column for field in self.fields]
        prepared = [(field.attname, _preparation(field)) for field in self.fields]
        uuid = models.UUIDField()
        where = f"{quote('organisation_id')} = %s"
        keys = [uuid.get_db_prep_save(key, connection) for key in (organisation_id, *production_ids)]
        if production_ids:
            where += f" AND {quote('production')} IN ({', '.join(['%s'] * len(production_ids))})"
        insert = f"INSERT INTO {quote(self.name)} ({', '.join(map(quote, columns))}) VALUES ({', '.join(['%s'] * len(columns))})"
        values = [
            tuple([prepare(row.get(name, self.defaults[name])) for name, prepare in prepared])
            for row in ({"organisation_id": organisation_id, **given} for given in rows)
        ]
        with connection.cursor() as cursor:
            cursor.execute(
                f"DELETE FROM {quote(self.name)} WHERE {where}", [uuid.get_db_prep_save(key, connection) for key in keys]
            )
            if values:
                cursor.executemany(insert, values)


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
