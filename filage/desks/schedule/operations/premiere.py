"""Moving a première: what moves with it, what stays and why, what that makes impossible; then all of it in one set of changes."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from filage.core import rehearsing
from filage.core.changes import ChangeSet
from filage.core.journal import JournalEntry
from filage.core.rails import agenda
from filage.core.refusal import Refusal
from filage.desks.schedule.enums import TaskAnchor
from filage.desks.schedule.operations.gestures import GESTURES, MOVABLE
from filage.desks.schedule.operations.retroplanning import shifted as task_shifted
from filage.desks.schedule.queries import day_text, what
from filage.desks.schedule.queries.dates import opens
from filage.desks.schedule.queries.tasks import Planned, conflicts, planned
from filage.productions.enums import ActivityKind, DateStatus, PerformanceType
from filage.productions.models import Activity, Production
from filage.productions.operations import refuse_unless_editor
from filage.rules.planning import retroplanning

OURS = (ActivityKind.REPETITION, ActivityKind.MONTAGE)  # services that only the team decides of
AGREED, KEPT = "convenue avec un lieu", "gardée au calendrier"  # why a service stays
APART = timedelta(days=3)  # at most, between two dates of a series
BOOKED = {"trajet": "Trajet", "nuit": "Nuits"}
AROUND = timedelta(days=10)  # of a date, where its journeys and its nights are looked for
BESIDE = timedelta(days=1)  # between the end of the creation and the première, when one is the other


@dataclass(frozen=True, slots=True)
class Along:
    """What follows the première when it is said to: what only the team decides of, the other dates of its series."""

    services: bool = False
    series: bool = False


@dataclass(frozen=True, slots=True)
class Shift:
    """Something that moves: what it is, its day before and after."""

    label: str
    before: date
    after: date


@dataclass(frozen=True, slots=True)
class Stay:
    """Something that does not move, and why."""

    label: str
    on: date | None
    why: str


@dataclass(frozen=True, slots=True)
class Move:
    """A première brought to another day: what it takes along, what stays, what can no longer be kept."""

    before: date
    after: date
    moves: list[Shift] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    changes: ChangeSet = field(default_factory=ChangeSet)

    @property
    def days(self) -> int:
        """Return by how many days it moves."""
        return (self.after - self.before).days


def premiere_of(season: Any, production: Production) -> Activity | None:
    """Return the performance that opens a production, None while none is laid."""
    first = next((one for one in season.performances_of(production.pk) if one.type != PerformanceType.GENERALE), None)
    return first if first is not None and opens(first) else None


def premiere_day(season: Any, production: Production) -> date | None:
    """Return the day of the première: that of its performance, else the one the creation is bound by."""
    first = premiere_of(season, production)
    return first.on if first is not None else production.creation_end


def plan(season: Any, production: Production, to: date, *, along: Along) -> Move:
    """Return what bringing the première to a day would move; Refusal when it is played, the same day, or known of nobody."""
    first, day = premiere_of(season, production), premiere_day(season, production)
    if day is None:
        raise Refusal("Aucune première n’est dite : posez-la au calendrier, ou dites la fin de la création.")
    if to == day:
        raise Refusal("La première est déjà ce jour-là.")
    move, gap = Move(day, to), to - day
    if first is not None:
        move.moves.append(Shift(f"Première : {what(first)}", day, to))
        move = replace(move, changes=GESTURES["deplacer"].change(first, to))
    move = _with_bound(move, production, first, gap)
    rows = planned(season).get(production.pk, [])
    taken = {one.pk for one in series_of(season, production, first)} if along.series else set()
    move = _with_tasks(move, rows, {first.pk, *taken} if first is not None else set(), gap)
    move = _with_services(move, season.activities_of(production.pk), first, gap, along, taken, season.today)
    move.conflicts.extend(_conflicts(move, rows, first, season.today))
    move.conflicts.extend(_dates_before(move, season, production, first))
    _say_bookings(move, season, production)
    return move


def carry_out(season: Any, production: Production, to: date, *, along: Along, by: Any) -> JournalEntry | None:
    """Bring the première and what follows it to a day, in one set of changes that one undo takes back."""
    refuse_unless_editor(by, production)
    move = plan(season, production, to, along=along)
    return move.changes.apply(by=by, why=f"première déplacée : {day_text(move.before)} → {day_text(move.after)}")


def rehearse(move: Move) -> dict[str, Any]:
    """Return the figures and the findings that a move would change, without doing it."""
    return rehearsing.rehearse(lambda: ChangeSet(move.changes.changes).apply(by=None))


def _with_bound(move: Move, production: Production, first: Activity | None, gap: timedelta) -> Move:
    end = production.creation_end
    if end is None:
        return move
    if first is not None and abs(end - move.before) > BESIDE:
        move.stays.append(Stay("Fin de la création", end, "un choix de budget : changez-la dans les bornes du spectacle"))
        return move
    move.moves.append(Shift("Fin de la création", end, end + gap))
    return replace(move, changes=move.changes + ChangeSet.on(production, creation_end=end + gap))


def _with_tasks(move: Move, rows: Sequence[Planned], dates: Collection[UUID], gap: timedelta) -> Move:
    changes = move.changes
    for row in rows:
        task = row.task
        if row.activity is not None and row.activity.pk not in dates:
            continue  # it follows another date
        if (why := _held(row)) or task.due_on is None:
            if why:
                move.stays.append(Stay(task.label, task.due_on, why))
            continue
        due = _brought(row, gap)
        move.moves.append(Shift(task.label, task.due_on, due))
        changes += task_shifted(task, gap, due_on=due)
    return replace(move, changes=changes)


def _brought(row: Planned, gap: timedelta) -> date:
    """Return the day a task is brought to: as many days later, or the same day of the month after its date."""
    task, activity = row.task, row.activity
    assert task.due_on is not None  # asked for by the caller
    steps = retroplanning.template(task.template) if task.template and activity is not None else ()
    due = next((step.due for step in steps if step.code == task.code), None)
    if due is None or not due.of_next_month or activity is None or due.day(activity.on) != task.due_on:
        return task.due_on + gap
    return due.day(activity.on + gap)


def _held(row: Planned) -> str:
    """Say why a task does not follow the première, an empty text when it does."""
    if row.over:
        return row.said.lower()
    if row.task.fixed:
        return "figée"
    return "un jour choisi" if row.task.anchor == TaskAnchor.LIBRE else ""


def series_of(season: Any, production: Production, first: Activity | None) -> list[Activity]:
    """Return the dates that follow the première at the same place, a few days apart at most."""
    found: list[Activity] = []
    last = first
    for one in season.performances_of(production.pk):
        if last is None or first is None or one.venue_id is None or one.on < first.on or one == first:
            continue
        if one.venue_id == first.venue_id and one.on - last.on <= APART:
            found.append(one)
            last = one
    return found


def _with_services(
    move: Move,
    activities: Sequence[Activity],
    first: Activity | None,
    gap: timedelta,
    along: Along,
    taken: Collection[UUID],
    today: date,
) -> Move:
    changes = move.changes
    for one in activities:
        if one == first or one.status not in MOVABLE or (one.until or one.on) < today:
            continue
        label = what(one)[:1].upper() + what(one)[1:]
        if one.pk in taken or (along.services and one.kind in OURS and one.on <= move.before):
            move.moves.append(Shift(label, one.on, one.on + gap))
            changes += GESTURES["deplacer"].change(one, one.on + gap)
        elif one.kind in (*OURS, ActivityKind.RESIDENCE) and one.on <= move.before:
            move.stays.append(Stay(label, one.on, AGREED if one.kind == ActivityKind.RESIDENCE else KEPT))
    return replace(move, changes=changes)


def _conflicts(move: Move, rows: Sequence[Planned], first: Activity | None, today: date) -> Iterator[str]:
    """Yield what the move makes impossible and was not before."""
    if first is not None and first.status == DateStatus.SIGNE:
        yield "Le contrat de la première est signé : un avenant dira le nouveau jour."
    after = {change.pk: change.new for change in move.changes.changes if change.field == "due_on"}
    later = [replace(row, due_on=after.get(row.task.pk, row.due_on)) for row in rows]
    labels = {row.task.pk: row.task.label for row in rows}
    already = {(one.before, one.after) for one in conflicts(rows)}
    for one in conflicts(later):
        if (one.before, one.after) not in already:
            yield f"« {labels[one.before]} » finirait {_days(one.days)} après « {labels[one.after]} », qui l’attend."
    for row in later:
        due = row.due_on
        if row.over or due is None:
            continue
        if row.task.pk in after and due < today <= (row.task.due_on or today):
            yield f"« {row.task.label} » serait due le {day_text(due)}, déjà passé."
        elif row.task.pk not in after and row.task.fixed and move.after < due <= move.before:
            yield f"« {row.task.label} », figée au {day_text(due)}, tomberait après la première."
    yield from _services_out_of_place(move)


def _services_out_of_place(move: Move) -> Iterator[str]:
    for stay in move.stays:
        if stay.on is not None and move.after < stay.on <= move.before and stay.why in (AGREED, KEPT):
            yield f"{stay.label}, le {day_text(stay.on)}, tomberait après la première."


def _dates_before(move: Move, season: Any, production: Production, first: Activity | None) -> Iterator[str]:
    moved = {change.pk for change in move.changes.changes if change.field == "on"}
    for one in season.performances_of(production.pk):
        public = one != first and one.type != PerformanceType.GENERALE
        if public and one.pk not in moved and one.status != DateStatus.JOUE and move.before <= one.on < move.after:
            yield f"{what(one)[:1].upper()}{what(one)[1:]}, le {day_text(one.on)}, se jouerait avant la première."


def _say_bookings(move: Move, season: Any, production: Production) -> None:
    """Say the journeys and the nights that serve a date that moves: they stay on the day they were booked for."""
    moved = {change.pk for change in move.changes.changes if change.field == "on"}
    days = [one.on for one in season.activities_of(production.pk) if one.pk in moved]
    if not days:
        return
    found = agenda.between(season.organisation_id, (production.pk,), min(days) - AROUND, max(days) + AROUND)
    booked = [one for one in found if one.kind in BOOKED and one.activity in moved]
    move.stays.extend(Stay(f"{BOOKED[one.kind]} {one.title}", one.on, one.state) for one in booked)
    if booked:
        several = "s" * (len(booked) > 1)
        yet = "restent" if several else "reste"
        move.conflicts.append(f"{len(booked)} réservation{several} (trajets, nuits) {yet} à l’ancien jour : à changer une à une.")


def _days(count: int) -> str:
    return f"{count} jour{'s' * (count > 1)}"
