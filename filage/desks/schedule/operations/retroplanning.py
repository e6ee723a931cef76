"""What may be done to the tasks of a show: lay a template, say where one is, shift some, change or add one, take one away."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from filage.core import own_settings
from filage.core.changes import Change, ChangeSet
from filage.core.journal import JournalEntry
from filage.core.refusal import Refusal
from filage.desks.schedule.enums import TaskAnchor, TaskState, TaskTemplate
from filage.desks.schedule.models import Task, TemplateTask
from filage.desks.schedule.queries import day_text
from filage.desks.schedule.queries.tasks import Planned, template_of
from filage.productions.enums import LIVE, PERFORMANCES
from filage.productions.models import Activity, Production
from filage.productions.operations import create, next_rank, refuse_unless_editor
from filage.rules.planning import critical, retroplanning
from filage.rules.planning.critical import Filed
from filage.rules.planning.retroplanning import Laid
from filage.rules.reading import Unreadable

ANCHORED = {
    retroplanning.PREMIERE: TaskAnchor.PREMIERE,
    retroplanning.DATE: TaskAnchor.DATE,
    retroplanning.FIRST_HOUR: TaskAnchor.EMBAUCHE,
    retroplanning.END: TaskAnchor.LIBRE,
}

type Anchors = dict[str, date | None]

FARTHEST = 3660  # days: a shift beyond ten years is a typing mistake


def lay_creation(production: Production, premiere: date, *, by: Any, done_before: date | None = None) -> list[Task]:
    """Lay the tasks of a creation, counted from its première; Refusal when they are already there.

    Those that were due before `done_before` are laid as done, on a day nobody says.
    """
    end = production.exploitation_end
    anchors: Anchors = {retroplanning.PREMIERE: premiere, retroplanning.END: end if end and end > premiere else None}
    why = f"rétroplanning posé : première le {day_text(premiere)}"
    return _lay(production, None, TaskTemplate.CREATION, anchors, by=by, why=why, done_before=done_before)


def lay_date(activity: Activity, *, by: Any, done_before: date | None = None) -> list[Task]:
    """Lay the tasks of a performance, counted from it; Refusal when they are already there or when it does not stand."""
    if activity.kind not in PERFORMANCES or activity.status not in LIVE:
        raise Refusal("Un rétroplanning se pose sur une représentation qui tient.")
    why = f"rétroplanning posé : date du {day_text(activity.on)}"
    anchors: Anchors = {retroplanning.DATE: activity.on}
    return _lay(activity.production, activity, TaskTemplate.DATE, anchors, by=by, why=why, done_before=done_before)


def mark(held: Planned, state: TaskState, *, on: date, by: Any, blocker: str = "", progress: int | None = None) -> Any:
    """Say where a task is; Refusal when nothing is said to block it, or when its declaration is filed on a wrong day."""
    refuse_unless_editor(by, held.task)
    fields = _stated(held, state, on, blocker, progress)
    return ChangeSet.on(held.task, **fields).apply(by=by, why=f"tâche « {held.task} » : {state.label.lower()}"[:300])


def _stated(held: Planned, state: TaskState, on: date, blocker: str, progress: int | None) -> dict[str, Any]:
    """Return what a state says of a task: its reason when it is blocked, its day when it is done."""
    if state == TaskState.BLOQUEE and not blocker.strip():
        raise Refusal("Dites ce qui bloque : la personne qui lira saura quoi débloquer.")
    if state == TaskState.FAITE:
        _refuse_unless_filed_in_time(held, on)
    undone = 0 if held.task.state == TaskState.FAITE else held.task.progress
    return {
        "state": state,
        "blocker": blocker.strip() if state == TaskState.BLOQUEE else "",
        "done_on": on if state == TaskState.FAITE else None,
        "progress": 100 if state == TaskState.FAITE else undone if progress is None else progress,
    }


def shift(tasks: Sequence[Task], days: int, *, by: Any) -> JournalEntry | None:
    """Shift some tasks by as many days, in one gesture; Refusal when there is nothing to shift."""
    if not days or abs(days) > FARTHEST:
        raise Refusal("Dites de combien de jours : 7, ou −7 pour avancer.")
    movable = [task for task in tasks if task.due_on is not None and task.is_open]
    if not movable:
        raise Refusal("Aucune tâche à décaler : cochez-en une au moins, à faire et datée.")
    changes = ChangeSet()
    for task in movable:
        refuse_unless_editor(by, task)
        changes += shifted(task, timedelta(days=days), counted=task.anchor != TaskAnchor.LIBRE)
    return changes.apply(by=by, why=f"{len(movable)} tâches décalées de {days:+d} j".replace("-", "−"))


def shifted(task: Task, gap: timedelta, *, counted: bool = False, due_on: date | None = None) -> ChangeSet:
    """Return what brings the days of a task later or earlier; `counted`: it is now that far from its anchor.

    `due_on` is its last day, when it is not as many days later.
    """
    moved = {name: day + gap for name in ("starts_on", "due_on") if (day := getattr(task, name)) is not None}
    moved |= {"due_on": due_on} if due_on is not None else {}
    offset = {"offset_days": task.offset_days + gap.days} if counted and task.offset_days is not None else {}
    return ChangeSet.on(task, **moved, **offset)


def write(held: Planned, *, on: date, by: Any, depends_on: Sequence[Task] = (), **fields: Any) -> JournalEntry | None:
    """Write what a task says, its state with the rest; one whose day is typed is counted from its anchor again."""
    task, state = held.task, TaskState(fields.get("state", held.task.state))
    refuse_unless_editor(by, task)
    start, due = fields.get("starts_on", task.starts_on), fields.get("due_on", task.due_on)
    if start and due and due < start:
        raise Refusal("Le dernier jour précède le premier.")
    if due and task.due_on and task.offset_days is not None:
        fields["offset_days"] = task.offset_days + (due - task.due_on).days
    if state != task.state:
        fields |= _stated(held, state, on, fields.get("blocker", ""), fields.get("progress"))
    why = f"tâche « {task} » précisée"[:300]
    return ChangeSet.on(task, **fields, depends_on=[one.pk for one in depends_on]).apply(by=by, why=why)


def add(production: Production, *, by: Any, depends_on: Sequence[Task] = (), **fields: Any) -> Task:
    """Add a task by hand, with a day of its own."""
    refuse_unless_editor(by, production)
    rank = next_rank(Task.objects.within(production.organisation_id))
    task = Task(organisation_id=production.organisation_id, production=production, rank=rank, **fields)
    if task.starts_on and task.due_on and task.due_on < task.starts_on:
        raise Refusal("Le dernier jour précède le premier.")
    ChangeSet.create(task, depends_on=[one.pk for one in depends_on]).apply(by=by, why=f"tâche « {task} » ajoutée"[:300])
    return task


def remove(tasks: Sequence[Task], *, by: Any) -> JournalEntry | None:
    """Take some tasks away, in one gesture."""
    if not tasks:
        raise Refusal("Cochez au moins une tâche.")
    gone: dict[tuple[Any, Any], Change] = {}  # a link between two of them leaves once
    for task in tasks:
        refuse_unless_editor(by, task)
        for one in ChangeSet.delete(task).changes:
            gone.setdefault((one.model, one.pk), one)
    return ChangeSet(tuple(gone.values())).apply(by=by, why=f"{len(tasks)} tâches retirées")


def write_template(line: TemplateTask, *, by: Any, **fields: Any) -> TemplateTask:
    """Write a line of its own in a template of the organisation; Refusal when its delays cannot be read or go round."""
    refuse_unless_editor(by, line.organisation)
    try:
        for name in ("starts", "due"):
            if text := fields.get(name, getattr(line, name)):
                fields[name] = str(retroplanning.when(text))
        with transaction.atomic():
            made = _template_line(line, fields, by)
            steps = template_of(line.organisation_id, line.template)
            known = {step.code for step in steps}
            if missing := [code for step in steps if step.code == made.code for code in step.after if code not in known]:
                raise Refusal(f"« {missing[0]} » n’est le code d’aucune tâche de ce gabarit.")
            retroplanning.in_order(steps)
    except Unreadable as error:
        raise Refusal(str(error)) from error
    return made


def _template_line(line: TemplateTask, fields: dict[str, Any], by: Any) -> TemplateTask:
    if line._state.adding:
        return create(TemplateTask(organisation=line.organisation, template=line.template, code=line.code, **fields), by=by)
    ChangeSet.on(line, **fields).apply(by=by, why=f"gabarit : « {fields.get('label', line.label)} »"[:300])
    return line


def _lay(
    production: Production,
    activity: Activity | None,
    code: TaskTemplate,
    anchors: Anchors,
    *,
    by: Any,
    why: str,
    done_before: date | None,
) -> list[Task]:
    refuse_unless_editor(by, production)
    rows = Task.objects.within(production.organisation_id)
    if rows.filter(production=production, activity=activity, template=code).exists():
        raise Refusal("Ce rétroplanning est déjà posé : décalez ses tâches, ou retirez-les avant d’en poser un autre.")
    try:
        laid = retroplanning.lay(template_of(production.organisation_id, code), anchors)
    except Unreadable as error:
        raise Refusal(str(error)) from error
    rank, made = next_rank(rows), dict[str, Task]()
    changes = ChangeSet()
    for place, one in enumerate(laid):
        task = made[one.step.code] = _task(production, activity, code, one, anchors)
        task.rank = rank + place
        if done_before is not None and one.due_on is not None and one.due_on < done_before:
            task.state, task.progress = TaskState.FAITE, 100
        changes += ChangeSet.create(task, depends_on=_before(one, made))
    changes.apply(by=by, why=why)
    return list(made.values())


def _before(one: Laid, made: dict[str, Task]) -> list[UUID]:
    return [made[code].pk for code in one.step.after if code in made]


def _task(production: Production, activity: Activity | None, template: str, one: Laid, anchors: Anchors) -> Task:
    step, anchor = one.step, ANCHORED[one.step.due.anchor]
    if anchor == TaskAnchor.LIBRE and anchors.get(retroplanning.END) is None:
        anchor = TaskAnchor.PREMIERE  # an end that nobody says is counted from the première
    from_day = anchors.get(retroplanning.DATE if anchor == TaskAnchor.DATE else retroplanning.PREMIERE)
    offset = (one.due_on - from_day).days if one.due_on and from_day and anchor != TaskAnchor.LIBRE else None
    return Task(
        organisation_id=production.organisation_id,
        production=production,
        activity=activity,
        template=template,
        code=step.code,
        label=step.label,
        phase=step.phase,
        anchor=anchor,
        offset_days=step.due.count if anchor == TaskAnchor.EMBAUCHE else offset,
        starts_on=one.starts_on,
        due_on=one.due_on,
        owner=step.owner,
        resource=step.resource,
        priority=step.priority,
        note=step.exit[:1].upper() + step.exit[1:],
    )


def _refuse_unless_filed_in_time(held: Planned, on: date) -> None:
    """Refuse a declaration said filed nine days before the hiring or after it; E is never the performance."""
    task = held.task
    if task.anchor != TaskAnchor.EMBAUCHE:
        return
    hired = held.due_on
    law = own_settings.law_for(task.production.structure_id, organisation=task.organisation_id)
    days = int(law.read("contracts.dpae_days_before", hired or on).known())
    found = critical.filed(on, hired, earliest=days)
    if hired is None:
        raise Refusal("La première heure de l’embauche est inconnue : engagez l’équipe de cette date, ou dites son premier jour.")
    if found == Filed.TOO_EARLY:
        raise Refusal(f"Trop tôt : une DPAE se dépose au plus {days} jours avant l’embauche, qui commence le {day_text(hired)}.")
    if found == Filed.TOO_LATE:
        raise Refusal(f"Trop tard : l’embauche a commencé le {day_text(hired)}, la DPAE la précède.")
