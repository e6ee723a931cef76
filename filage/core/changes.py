"""The one way to change facts: what was there, what will be, who was there first, and the way back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q

from filage.core import rails, rehearsing, values
from filage.core.cascade import leaving
from filage.core.journal import TOUCHED, JournalEntry, JournalSubject
from filage.core.refusal import Refusal
from filage.core.remembering import Shareable
from filage.core.writing import Change, Conflict, Writing, row_of

__all__ = ["Change", "ChangeSet", "Conflict", "history", "last_of", "recent", "undo"]

UNDONE, REDONE = "annulation", "rétablissement"


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
        if isinstance(obj, Shareable):
            obj.refuse_when_shared()
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

    def apply(
        self, *, by: Any, why: str = "", undoes: JournalEntry | None = None, also: Iterable[tuple[str, str]] = ()
    ) -> JournalEntry | None:
        """Write the set, its journal and the rows of the productions it touches, in one transaction.

        `also` names objects that the entry speaks of without changing them, as (model, id).

        Return the journal entry, or None when nothing changes. Raise Conflict when a stored value is not the old one,
        and Refusal when a value is not accepted.
        """
        if not self.changes:
            return None
        with transaction.atomic():
            organisation_id, touched = Writing(self.changes, going_back=self.going_back).run()
            kept = [_journaled(change) for change in self.changes]
            entry = JournalEntry.objects.create(organisation_id=organisation_id, by=by, why=why, undoes=undoes, changes=kept)
            JournalSubject.objects.bulk_create(_subjects(entry, kept, touched, also))
            _refresh(entry, touched, {change.model._meta.app_label for change in self.changes})
        self._bring_up_to_date()
        return entry

    def preview(self) -> dict[str, Any]:
        """Return what applying would do, without doing it; same exceptions as `apply`.

        `changes` [{subject, field, old, new}] in French words; `figures` and `findings` as `rehearsing.rehearse` returns them.
        """
        changes = [
            {"subject": one.subject, "field": one.field, "old": _shown(one, one.old), "new": _shown(one, one.new)}
            for one in self.changes
        ]
        alone = ChangeSet(self.changes, going_back=self.going_back)  # the caller's objects stay as they are
        return {"changes": changes} | (rehearsing.rehearse(lambda: alone.apply(by=None)) if self.changes else rehearsing.NOTHING)

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
    if not entry.changes:
        raise Refusal("Un long import ne s’annule pas d’ici : le journal n’en garde que le compte.")
    inverse = ChangeSet(tuple(_read(one) for one in entry.changes if "old" in one), going_back=True).inverse()
    if not inverse:
        raise Refusal("Un champ scellé ne se rétablit pas : le journal n’en garde que le nom. Saisissez-le à nouveau.")
    back = entry.undoes_id is not None and entry.why == UNDONE
    return inverse.apply(by=by, why=REDONE if back else UNDONE, undoes=entry)


def history(*objects: models.Model) -> list[JournalEntry]:
    """Return the journal of some objects of one organisation, last first; one query."""
    spoken = Q()
    for obj in objects:
        spoken |= Q(model=obj._meta.label, object_id=str(obj.pk))
    told = JournalSubject.objects.filter(spoken).values("entry")
    organisation: Any = objects[0].organisation_id  # type: ignore[attr-defined]
    return list(JournalEntry.objects.within(organisation).select_related("by").filter(pk__in=told))


def recent(organisation: Any, production: UUID | None = None, *, limit: int = 20) -> list[JournalEntry]:
    """Return what moved last in an organisation, or in one of its productions, last first; one query."""
    entries = JournalEntry.objects.within(organisation).select_related("by")
    if production is not None:
        entries = entries.filter(subjects__model=TOUCHED, subjects__object_id=str(production))
    return list(entries[:limit])


def last_of(user: Any, organisation: Any, production: UUID | None = None) -> JournalEntry | None:
    """Return the last thing the user did (or did again) there and may still take back; None when there is nothing left."""
    entries = JournalEntry.objects.within(organisation).filter(Q(undoes=None) | Q(why=REDONE), by=user, undone_by=None)
    if production is not None:
        entries = entries.filter(subjects__model=TOUCHED, subjects__object_id=str(production))
    return entries.first()


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


def _subjects(
    entry: JournalEntry, kept: list[dict[str, Any]], touched: set[UUID] | None, also: Iterable[tuple[str, str]] = ()
) -> list[JournalSubject]:
    """Return what an entry speaks of: its objects, and the productions it touched (the organisation when it is all of them)."""
    subjects = dict.fromkeys([*((one["model"], one["id"]) for one in kept), *also])
    places = [str(entry.organisation_id)] if touched is None else sorted(map(str, touched))
    return [
        JournalSubject(entry=entry, model=model, object_id=pk)
        for model, pk in (*subjects, *((TOUCHED, place) for place in places))
    ]


def _refresh(entry: JournalEntry, touched: set[UUID] | None, moved: set[str]) -> None:
    """Bring the kept rows up to date, unless this is only a rehearsal; tell who listens what moved."""
    organisation_id, rehearsal, applied = entry.organisation_id, rehearsing.running.get(), rehearsing.listening.get()
    if rehearsal is not None:
        rehearsal.note(organisation_id, touched)
    elif applied is None:
        rails.refresh_touched(touched, organisation_id, moved)
    else:
        before = rehearsing.Kept.of(organisation_id, touched)
        rails.refresh_touched(touched, organisation_id, moved)
        applied.append(rehearsing.Applied(entry, rehearsing.compare(before, rehearsing.Kept.of(organisation_id, touched))))
