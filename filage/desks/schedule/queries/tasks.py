"""The tasks of some productions as they stand: what the facts say is done, the day of a hiring, margins, what no longer holds."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from filage.core.prepared import Prepared, PreparedColumns
from filage.core.rails import rare
from filage.core.rails.season import once
from filage.desks.schedule.enums import TaskAnchor, TaskState, TaskTemplate
from filage.desks.schedule.models import Task, TemplateTask
from filage.desks.schedule.queries.first_hours import attending, first_day_of
from filage.productions.enums import FIRM, LIVE, ContractTrack, DateStatus, DpaeTrack
from filage.productions.models import Activity
from filage.rules.planning import critical, retroplanning
from filage.rules.planning.critical import Broken, Span
from filage.rules.planning.retroplanning import Step

GOALS: Mapping[str, str] = {TaskTemplate.CREATION: "creation", TaskTemplate.DATE: "t16"}  # what each template leads to
TOLD = {  # what the state of a date says of its tasks: nobody types it twice
    "t01": LIVE,
    "t04": FIRM,
    "t05": (DateStatus.SIGNE, DateStatus.JOUE),
    "t06": (DateStatus.SIGNE, DateStatus.JOUE),
    "t16": (DateStatus.JOUE,),
}
TRACKS: Mapping[str, tuple[str, Collection[str]]] = {  # what the embauches of a date say of its tasks, once all of them do
    "t13": ("contract", (ContractTrack.SIGNE,)),
    "t15": ("dpae", tuple(state for state in DpaeTrack if state != DpaeTrack.A_FAIRE)),
}
UNKNOWN = retroplanning.ANCHORS[retroplanning.FIRST_HOUR]

rare.declare(Task)


@Prepared
def TASKS(organisation: UUID, ids: Sequence[UUID]) -> Any:
    return Task.objects.within(organisation).filter(production__in=ids).select_related("person").order_by("due_on", "rank", "id")


@PreparedColumns
def AFTER(organisation: UUID, ids: Sequence[UUID]) -> Any:
    links = Task.depends_on.through.objects.filter(from_task__organisation_id=organisation, from_task__production__in=ids)
    return links.order_by("id").values_list("from_task_id", "to_task_id")


@dataclass(frozen=True, slots=True)
class Planned:
    """A task with what is read of it: the date it is for, its days, whether it is over, its margin in days."""

    task: Task
    activity: Activity | None
    starts_on: date | None
    due_on: date | None
    over: bool
    after: tuple[UUID, ...] = ()
    margin: int | None = None  # days it may slip without moving the première, or the date; None: it holds nothing back
    pushes: int = 0  # days by which its delay already moves it
    unknown: str = ""  # what nothing tells, when it has no day

    def late(self, today: date) -> bool:
        """Tell whether its day has passed."""
        return not self.over and self.due_on is not None and self.due_on < today

    @property
    def said(self) -> str:
        """Return its state in words; what the facts say wins."""
        return TaskState.FAITE.label if self.over and self.task.is_open else TaskState(self.task.state).label

    @property
    def percent(self) -> int:
        """Return how far it is."""
        return 100 if self.over and self.task.state != TaskState.ABANDONNEE else self.task.progress


def told(task: Task, activity: Activity | None) -> bool:
    """Tell whether the state of its date says that a task is done."""
    return activity is not None and task.template == TaskTemplate.DATE and activity.status in TOLD.get(task.code, ())


@once
def planned(season: Any) -> Mapping[UUID, list[Planned]]:
    """Return the tasks of each production of a season, by day; two queries where there are some, none elsewhere."""
    if not rare.held(season, Task):
        return {}
    ids = season.production_ids or tuple(production.pk for production in season.productions)
    after: dict[UUID, list[UUID]] = defaultdict(list)
    for one, before in AFTER(season.organisation_id, ids):
        after[one].append(before)
    activities = {activity.pk: activity for activity in season.activities}
    groups: dict[tuple[UUID, UUID | None], list[Planned]] = defaultdict(list)
    for task in TASKS(season.organisation_id, ids):
        task.production = season.production(task.production_id)
        held = _planned(season, task, activities.get(task.activity_id) if task.activity_id else None, tuple(after[task.pk]))
        groups[task.production_id, task.activity_id].append(held)
    found: dict[UUID, list[Planned]] = defaultdict(list)
    for (production, _), group in groups.items():
        found[production] += _with_margins(group, season.today)
    return {production: sorted(rows, key=_by_day) for production, rows in found.items()}


def conflicts(rows: Sequence[Planned]) -> list[Broken[UUID]]:
    """Return the tasks that end after what waits for them is due."""
    return critical.broken([_span(row) for row in rows])


def template_of(organisation: UUID, code: str) -> tuple[Step, ...]:
    """Return a template as an organisation wants it; one query."""
    own = TemplateTask.objects.within(organisation).filter(template=code)
    return retroplanning.merged(retroplanning.template(code), {row.code: step_of(row) for row in own})


def step_of(row: TemplateTask) -> Step | None:
    """Return what a line of its own says, None when the organisation does without it."""
    if not row.kept:
        return None
    return Step(
        code=row.code,
        label=row.label,
        due=retroplanning.when(row.due),
        starts=retroplanning.when(row.starts) if row.starts else None,
        phase=row.phase,
        owner=row.owner,
        resource=row.resource,
        priority=row.priority,
        after=tuple(part for each in row.after.split(",") if (part := each.strip())),
        exit=row.note,
        source="Délai de la maison",
    )


def _planned(season: Any, task: Task, activity: Activity | None, after: tuple[UUID, ...]) -> Planned:
    over = not task.is_open or told(task, activity)
    if activity is None or task.code not in TRACKS:
        return Planned(task, activity, task.starts_on, task.due_on, over, after)
    engaged = attending(season, activity)
    left = [one for one in engaged if getattr(one, TRACKS[task.code][0]) not in TRACKS[task.code][1]]
    over = over or (bool(engaged) and not left)
    if task.anchor != TaskAnchor.EMBAUCHE:
        return Planned(task, activity, task.starts_on, task.due_on, over, after)
    hired = first_day_of(season, activity, left or engaged)
    due = hired + timedelta(days=task.offset_days or 0) if hired else None
    starts = hired - timedelta(days=dpae_days(season, task, hired)) if hired else None
    return Planned(task, activity, starts, due, over, after, unknown="" if hired else UNKNOWN)


def dpae_days(season: Any, task: Task, on: date) -> int:
    """Return how many days before the first hour of a hiring the law lets it be declared."""
    return int(season.law(task.production.structure_id).read("contracts.dpae_days_before", on).known())


def _with_margins(group: list[Planned], today: date) -> Iterator[Planned]:
    spans = [_span(row) for row in group]
    goals = [row.task.pk for row in group if row.task.code and row.task.code == GOALS.get(row.task.template)]
    margins, pushed = critical.slacks(spans, goals), critical.pushed(spans, goals, today)
    for row in group:
        key = row.task.pk
        margin = None if row.over else margins.get(key)
        yield Planned(
            row.task, row.activity, row.starts_on, row.due_on, row.over, row.after, margin, pushed.get(key, 0), row.unknown
        )


def _span(row: Planned) -> Span[UUID]:
    return Span(row.task.pk, row.starts_on, row.due_on, row.after, row.over)


def _by_day(row: Planned) -> tuple[date, int, str]:
    return row.due_on or date.max, row.task.rank, str(row.task.pk)
