"""The one way to change facts: what was there, what will be, who was there first, and the way back."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction

from filage.core import rails, values
from filage.core.cascade import leaving
from filage.core.journal import JournalEntry, JournalSubject
from filage.core.kept import KeyFigureRow
from filage.core.rails import read
from filage.core.refusal import Refusal
from filage.core.writing import Change, Conflict, Writing, row_of

__all__ = ["Change", "ChangeSet", "Conflict", "history", "undo"]


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Changes applied together, or not at all."""

    changes: tuple[Change, ...] = ()
    objects: tuple[models.Model, ...] = ()  # the caller's objects, brought up to date once applied
    going_back: bool = False  # to values that were already there: they are not checked again

    @classmethod
    def on(cls, obj: models.Model, **fields: Any) -> ChangeSet:
        """Change fields of `obj`, whose present values are those the user saw; a field that does not move is left out.

        A many-to-many takes a list. Raise Refusal when a value cannot be one of its field.
        """
        changes = []
        for name, given in fields.items():
            try:
                old, new = values.read(obj, name), values.taken(type(obj), name, given)
            except ValidationError as error:
                raise Refusal(" ".join(error.messages)) from error
            if old != new:
                changes.append(Change(type(obj), obj.pk, name, old, new, str(obj)))
        return cls(tuple(changes), (obj,))

    @classmethod
    def create(cls, obj: models.Model, **linked: Any) -> ChangeSet:
        """Make `obj`, a new object of an organisation; `linked` gives its many-to-many."""
        new = row_of(obj) | {name: values.taken(type(obj), name, given) for name, given in linked.items()}
        return cls((Change(type(obj), obj.pk, "", None, new, str(obj)),), (obj,))

    @classmethod
    def delete(cls, obj: models.Model) -> ChangeSet:
        """Delete `obj` and all that hangs from it; Refusal when something else needs it."""
        deleted, emptied = leaving(obj)
        cut = [Change(type(one), one.pk, name, values.read(one, name), None, str(one)) for one, name in emptied]
        gone = [Change(type(one), one.pk, "", row_of(one), None, str(one)) for one in reversed(deleted)]
        return cls((*cut, *gone))

    def __add__(self, other: ChangeSet) -> ChangeSet:
        return ChangeSet(self.changes + other.changes, self.objects + other.objects, self.going_back and other.going_back)

    def __bool__(self) -> bool:
        return bool(self.changes)

    def inverse(self) -> ChangeSet:
        """Return the set that goes back, last change first."""
        return ChangeSet(tuple(change.inverse for change in reversed(self.changes)), self.objects, going_back=True)

    def apply(self, *, by: Any, why: str = "", undoes: JournalEntry | None = None) -> JournalEntry | None:
        """Write the set, its journal and the rows of the productions it touches, in one transaction.

        Return the journal entry, or None when nothing changes. Raise Conflict when a stored value is not the old one,
        and Refusal when a value is not accepted.
        """
        if not self.changes:
            return None
        with transaction.atomic():
            organisation_id, touched = Writing(self.changes, going_back=self.going_back).run()
            kept = [_journaled(change) for change in self.changes]
            entry = JournalEntry.objects.create(organisation_id=organisation_id, by=by, why=why, undoes=undoes, changes=kept)
            subjects = dict.fromkeys((one["model"], one["id"]) for one in kept)
            JournalSubject.objects.bulk_create(JournalSubject(entry=entry, model=model, object_id=pk) for model, pk in subjects)
            rails.refresh_touched(touched, organisation_id)
        self._bring_up_to_date()
        return entry

    def preview(self) -> dict[str, Any]:
        """Return what applying would do, without doing it; same exceptions as `apply`.

        `changes` [{subject, field, old, new}] in French words, `figures` [{production, code, label, before, after, difference}].
        """
        changes = [
            {"subject": one.subject, "field": one.field, "old": _shown(one, one.old), "new": _shown(one, one.new)}
            for one in self.changes
        ]
        return {"changes": changes, "figures": self._tried() if self.changes else []}

    def _tried(self) -> list[dict[str, Any]]:
        with transaction.atomic():
            organisation_id, touched = Writing(self.changes, going_back=self.going_back).run()
            before = read.key_figures(organisation_id)
            rails.refresh(touched, organisation_id)
            after = read.key_figures(organisation_id)
            transaction.set_rollback(True)
        return _moves(before, after)

    def _bring_up_to_date(self) -> None:
        mine = {(type(obj), obj.pk): obj for obj in self.objects}
        for change in self.changes:
            obj = mine.get((change.model, change.pk))
            if obj is None:
                continue
            if not change.field:
                obj._state.adding = change.new is None
                obj._state.db = "default"
            elif not (field := values.field_of(change.model, change.field)).many_to_many:
                setattr(obj, field.attname, change.new)


def undo(entry: JournalEntry, *, by: Any) -> JournalEntry | None:
    """Apply the inverse of a journal entry; Refusal when it was undone already, or held only secrets, which no journal keeps."""
    if entry.undone_by.exists():
        raise Refusal("Ce changement a déjà été annulé.")
    inverse = ChangeSet(tuple(_read(one) for one in entry.changes if "old" in one), going_back=True).inverse()
    if not inverse:
        raise Refusal("Un champ scellé ne se rétablit pas : le journal n’en garde que le nom. Saisissez-le à nouveau.")
    return inverse.apply(by=by, why="annulation", undoes=entry)


def history(obj: Any) -> list[JournalEntry]:
    """Return the journal of one object, last first."""
    entries = JournalEntry.objects.within(obj.organisation_id).select_related("by")
    return list(entries.filter(subjects__model=obj._meta.label, subjects__object_id=str(obj.pk)))


def _journaled(change: Change) -> dict[str, Any]:
    """Return a change as the journal keeps it: a sealed field by its name only."""
    kept = {"model": change.model._meta.label, "id": str(change.pk), "subject": change.subject, "field": change.field}
    if change.field:
        sealed = values.is_sealed(change.model, change.field)
        return kept if sealed else kept | {"old": values.to_json(change.old), "new": values.to_json(change.new)}
    whole = change.new if change.old is None else change.old
    named = [name for name, value in whole.items() if value and values.is_sealed(change.model, name)]
    row = {name: values.to_json(value) for name, value in whole.items() if not values.is_sealed(change.model, name)}
    return kept | ({"old": None, "new": row} if change.old is None else {"old": row, "new": None}) | {"sealed": named}


def _read(kept: dict[str, Any]) -> Change:
    model = apps.get_model(kept["model"])
    pk = model._meta.pk.to_python(kept["id"])
    if kept["field"]:
        old, new = (values.from_json(model, kept["field"], kept[side]) for side in ("old", "new"))
    else:
        old, new = (_row(model, kept[side]) for side in ("old", "new"))
    return Change(model, pk, kept["field"], old, new, kept["subject"])


def _row(model: type[models.Model], row: dict[str, Any] | None) -> dict[str, Any] | None:
    return None if row is None else {name: values.from_json(model, name, value) for name, value in row.items()}


def _shown(change: Change, value: Any) -> str:
    if not change.field:
        return "" if value is None else change.subject
    return "•••" if values.is_sealed(change.model, change.field) else values.shown(value)


def _moves(before: list[KeyFigureRow], after: list[KeyFigureRow]) -> list[dict[str, Any]]:
    """Return the key figures that moved; an amount that is or becomes unknown has no difference."""
    was = {(row.production, row.code): row for row in before}
    moves = []
    for row in after:
        old = was.get((row.production, row.code))
        if old is not None and (old.amount, old.text) == (row.amount, row.text):
            continue
        moves.append(
            {
                "production": row.production,
                "code": row.code,
                "label": row.label,
                "before": None if old is None else _said(old),
                "after": _said(row),
                "difference": None if old is None else _difference(old.amount, row.amount),
            }
        )
    return moves


def _said(row: KeyFigureRow) -> Any:
    return row.text if row.amount is None else row.amount


def _difference(old: Decimal | None, new: Decimal | None) -> Decimal | None:
    return None if old is None or new is None else new - old
