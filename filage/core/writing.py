"""How a set of changes reaches the database: rows locked, old values compared, new ones checked, then written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from filage.core import values
from filage.core.accounts import Organisation
from filage.core.cascade import leaving
from filage.core.following import Followed
from filage.core.journal import JournalEntry
from filage.core.refusal import Refusal
from filage.core.scope import Scoped
from filage.core.touching import touched_productions


class Conflict(Refusal):
    """Somebody changed the same thing first; the text says who, when, and what it is worth now."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one object; or, `field` being empty, a whole object that appears (`old` None) or goes (`new` None)."""

    model: type[models.Model]
    pk: Any
    field: str
    old: Any
    new: Any
    subject: str = ""

    @property
    def inverse(self) -> Change:
        """Return the change that goes back."""
        return Change(self.model, self.pk, self.field, self.new, self.old, self.subject)


class Writing:
    """One set being written, in a transaction that its caller opened."""

    def __init__(self, changes: Sequence[Change], *, going_back: bool) -> None:
        self.changes = changes
        self.going_back = going_back
        self.organisations: set[UUID] = set()
        self.linked: set[tuple[Any, UUID, Any]] = set()  # links found good
        self.touched: set[UUID] | None = set()
        self.followed = Followed()

    def run(self) -> tuple[UUID, set[UUID] | None]:
        """Write everything; return the organisation and the productions touched (None: all of them)."""
        rows = self._locked()
        self._check_departures(rows)
        for (model, pk, whole), group in groupby(self.changes, key=lambda one: (one.model, one.pk, not one.field)):
            changes = list(group)
            if not whole:
                self._update(rows.get((model, pk)), changes)
            elif changes[0].old is None:
                self._create(changes[0])
            else:
                self._delete(rows.get((model, pk)), changes[0])
        if len(self.organisations) != 1:
            raise Refusal("Ces changements portent sur plusieurs espaces : faites-les un espace à la fois.")
        self.followed.settle()
        return self.organisations.pop(), self.touched

    def _locked(self) -> dict[tuple[type[models.Model], Any], models.Model]:
        wanted: dict[type[models.Model], set[Any]] = {}
        for change in self.changes:
            if change.field or change.old is not None:
                wanted.setdefault(change.model, set()).add(change.pk)
        found = [row for model, pks in wanted.items() for row in model._base_manager.select_for_update().filter(pk__in=pks)]
        for row in found:
            self._touch(row)
        return {(type(row), row.pk): row for row in found}

    def _update(self, row: models.Model | None, changes: list[Change]) -> None:
        if row is None:
            raise Conflict(f"« {changes[0].subject} » n’existe plus{_last_hand(changes[0])}.")
        columns = []
        for change in changes:
            self._compare(change, values.read(row, change.field))
            if values.field_of(change.model, change.field).many_to_many:
                self._check_links(row, change.field, change.new)
                getattr(row, change.field).set(change.new)
            else:
                setattr(row, values.field_of(change.model, change.field).attname, change.new)
                columns.append(change.field)
        if columns:
            self._check(row, columns)
            row.save(update_fields=[*columns, *values.following(type(row), columns)])
        self._touch(row)

    def _create(self, change: Change) -> None:
        row, linked = build(change)
        self._check(row, [field.name for field in values.written(type(row))])
        row.save(force_insert=True)
        for name, pks in linked.items():
            self._check_links(row, name, pks)
            getattr(row, name).set(pks)
        self._touch(row)

    def _delete(self, row: models.Model | None, change: Change) -> None:
        if row is None:
            raise Conflict(f"« {change.subject} » n’existe plus{_last_hand(change)}.")
        for name, old in change.old.items():
            self._compare(Change(change.model, change.pk, name, old, None, change.subject), values.read(row, name))
        for name in (field.name for field in row._meta.many_to_many):
            getattr(row, name).clear()
        type(row)._base_manager.filter(pk=row.pk)._raw_delete(row._state.db)

    def _check_departures(self, rows: dict[tuple[type[models.Model], Any], models.Model]) -> None:
        """Refuse to delete an object to which something was attached since the user looked."""
        going = {(one.model, one.pk): one for one in self.changes if not one.field and one.new is None}
        groups: dict[type[models.Model], list[models.Model]] = {}
        for key in going.keys() & rows.keys():
            groups.setdefault(key[0], []).append(rows[key])
        for objects in groups.values():
            held = leaving(*objects, going=going)[0]
            late = [one for one in held if not one._meta.auto_created and (type(one), one.pk) not in going]
            if late:
                raise Conflict(f"« {late[0]} » a été ajouté entre-temps à ce que vous supprimez. Rechargez, puis recommencez.")

    def _compare(self, change: Change, stored: Any) -> None:
        if stored in (change.old, change.new):
            return
        sealed = values.is_sealed(change.model, change.field)
        now = "" if sealed else f" : c’est maintenant {values.shown(stored)}, vous partiez de {values.shown(change.old)}"
        raise Conflict(f"« {change.subject} » a changé entre-temps{_last_hand(change)}{now}. Rechargez, puis recommencez.")

    def _check(self, row: models.Model, fields: list[str]) -> None:
        """Refuse a value the field or a constraint does not accept, or a link to another organisation."""
        if self.going_back:
            return
        others = {field.name for field in row._meta.concrete_fields} - set(fields)
        asked = [field for field in map(partial(values.field_of, type(row)), fields) if field.is_relation]
        linked = {field.name: key for field in asked if (key := field.value_from_object(row)) is not None}
        ours = {name for name in linked if issubclass(values.field_of(type(row), name).related_model, Scoped)}
        try:
            row.clean_fields(exclude=others | ours)  # the rows of the house are looked for below, in one question
            row.validate_constraints(exclude=others)
        except ValidationError as error:
            raise Refusal(" ".join(error.messages)) from error
        for name, key in linked.items():
            self._check_links(row, name, [key])

    def _check_links(self, row: models.Model, name: str, keys: list[Any]) -> None:
        target = values.field_of(type(row), name).related_model
        if self.going_back or not keys or not issubclass(target, Scoped):
            return
        if (known := {(target, _organisation(row), key) for key in keys}) <= self.linked:
            return  # a hundred lines of one show lead to the same show
        if target._base_manager.filter(pk__in=keys, organisation=_organisation(row)).count() != len(set(keys)):
            raise Refusal(f"« {row} » ne peut pas être relié à ce qui n’est pas dans son espace.")
        self.linked |= known

    def _touch(self, row: models.Model) -> None:
        if row._meta.auto_created:  # the row of a many-to-many follows its objects
            return
        self.organisations.add(_organisation(row))
        self.followed.note(row)
        touched = touched_productions(row)
        self.touched = None if self.touched is None or touched is None else self.touched | touched


def build(change: Change) -> tuple[models.Model, dict[str, list[Any]]]:
    """Return the unsaved object that a creation makes, and the many-to-many to set once it is saved."""
    fields = {name: values.field_of(change.model, name) for name in change.new}
    columns = {fields[name].attname: value for name, value in change.new.items() if not fields[name].many_to_many}
    return change.model(**columns), {name: value for name, value in change.new.items() if fields[name].many_to_many and value}


def row_of(obj: models.Model) -> dict[str, Any]:
    """Return every value of an object; its many-to-many are rows of their own."""
    return {field.name: values.read(obj, field.name) for field in values.written(type(obj))}


def _organisation(row: Any) -> UUID:
    return row.pk if isinstance(row, Organisation) else row.organisation_id


def _last_hand(change: Change) -> str:
    """Return « , par Ana le 12/03/2026 à 14:02 » from the journal, or nothing when the journal does not know."""
    entries = JournalEntry.objects.across_organisations(reason="dire qui était là avant").filter(
        subjects__model=change.model._meta.label, subjects__object_id=str(change.pk)
    )
    entry = entries.select_related("by").first()
    if entry is None:
        return ""
    return f", par {entry.by or 'Filage'} le {timezone.localtime(entry.at):%d/%m/%Y à %H:%M}"
