"""Takes what was kept of the calendar of somebody else: every new, moved or cancelled date in one set of changes."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from filage.core import stages
from filage.core.changes import ChangeSet
from filage.core.journal import JournalEntry
from filage.core.refusal import Refusal
from filage.desks.schedule.models import ImportedEvent
from filage.desks.schedule.queries import imports
from filage.desks.schedule.queries.imports import Asked, Row
from filage.documents import agenda
from filage.documents.agenda import Agenda
from filage.productions.enums import DateStatus
from filage.productions.models import Activity, Production
from filage.productions.operations import next_rank, refuse_unless_editor

AT_ONCE = 300  # dates written by one import: beyond, it is not a calendar of one show
NAMED = {"nouveau": "nouvelle", "change": "changée", "conflit": "changée", "disparu": "annulée"}
CHANGED = "Une de ces dates a changé depuis que cette page les a lues : relisez, rien n’a été écrit."


def read(production: Production, content: bytes, asked: Asked, *, by: Any) -> tuple[Agenda, list[Row], Asked]:
    """Return what a file says, what it would change, and how it was read; Unreadable when it is no calendar.

    A calendar that bears a name is known by it, whatever its file is called.
    """
    refuse_unless_editor(by, production)
    found = agenda.read(content, agenda.Window(asked.since, asked.until), zone=asked.zone)
    asked = replace(asked, calendar=found.name or asked.calendar)
    return found, imports.rows(production, found, asked), asked


def take(production: Production, held: Sequence[Row], imprints: Collection[str], asked: Asked, *, by: Any) -> JournalEntry | None:
    """Write the rows that were kept, as they were shown, in one gesture that one undo takes back."""
    refuse_unless_editor(by, production)
    chosen = [row for row in held if row.takeable and row.imprint in imprints]
    if not imprints:
        raise Refusal("Rien n’est coché : cochez ce que vous gardez.")
    if len(chosen) != len(set(imprints)):
        raise Refusal(CHANGED)
    if len(chosen) > AT_ONCE:
        raise Refusal(f"{len(chosen)} dates d’un coup, c’est plus que les {AT_ONCE} possibles : resserrez les jours.")
    ranks = {model: next_rank(model.objects.within(production.organisation_id)) for model in (Activity, ImportedEvent)}
    changes = ChangeSet()
    for rank, row in enumerate(chosen):
        if row.state == "nouveau":
            changes += _created(production, row, asked, ranks[Activity] + rank, ranks[ImportedEvent] + rank)
        else:
            changes += _changed(production, row, asked, ranks[ImportedEvent] + rank)
    return changes.apply(by=by, why=_why(asked, chosen))


def _created(production: Production, row: Row, asked: Asked, rank: int, kept: int) -> ChangeSet:
    assert row.event is not None  # a new date comes from an event
    said = row.said
    place = said["place"] if row.venue is None else ""
    made = Activity(
        organisation_id=production.organisation_id,
        production=production,
        rank=rank,
        kind=row.kind,
        venue=row.venue,
        note=f"Lieu dit par l’agenda : {place}" if place else "",
        **{name: said[name] for name in ("title", "on", "until", "starts_at", "ends_at", "zone", "status")},
    )
    return ChangeSet.create(made) + ChangeSet.create(_event(made, row, asked, kept))


def _changed(production: Production, row: Row, asked: Asked, kept: int) -> ChangeSet:
    assert row.activity is not None  # what changes is there
    fields = {name: there for name, (_, there) in row.moved.items() if name not in ("place", "status")}
    if "place" in row.moved and row.venue:
        fields |= {"venue": row.venue, "room": None}
    changes = ChangeSet.on(row.activity, **fields) if fields else ChangeSet()
    if "status" in row.moved:
        changes += _status(row.activity, row.moved["status"][1])
    if row.state == "disparu":
        return changes
    if row.held is not None:
        return changes + ChangeSet.on(row.held, said=imports.written(row.said), calendar=asked.calendar)
    return changes + ChangeSet.create(_event(row.activity, row, asked, kept))


def _status(activity: Activity, to: str) -> ChangeSet:
    """Return the step of a service that no public attends; one of them is confirmed without the terms of a sale."""
    if to == DateStatus.ANNULE:
        return stages.step(activity, to)
    return ChangeSet.on(activity, status=to)


def _event(activity: Activity, row: Row, asked: Asked, rank: int) -> ImportedEvent:
    assert row.event is not None
    return ImportedEvent(
        organisation_id=activity.organisation_id,
        rank=rank,
        activity=activity,
        calendar=asked.calendar,
        uid=row.event.uid,
        occurrence=row.event.key,
        said=imports.written(row.said),
    )


def _why(asked: Asked, chosen: Sequence[Row]) -> str:
    counts = Counter(NAMED[row.state] for row in chosen)
    said = ", ".join(f"{count} {word}{'s' if count > 1 else ''}" for word, count in counts.items())
    return f"agenda « {asked.calendar} » : {said}"[:200]
