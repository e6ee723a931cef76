"""Which tasks a user reads and changes: the doors of the pages of a retroplanning."""

from collections.abc import Iterable
from uuid import UUID

from django.http import Http404, HttpRequest

from filage.core import access
from filage.core.rails import season as seasons
from filage.desks.schedule.models import Task, TemplateTask
from filage.desks.schedule.queries.tasks import Planned, planned
from filage.productions.models import Production
from filage.rules.planning import retroplanning
from filage.rules.planning.retroplanning import Step


def task_to_read(request: HttpRequest, pk: UUID) -> Task:
    """Return a task with its production and its date; 404 when it is not there, or not for this user."""
    organisation = access.organisation_of(request)
    joined = ("production__structure", "activity__venue", "person")
    found = Task.objects.within(organisation).select_related(*joined).filter(pk=pk).first()
    if found is None or not access.can_read(request.user, found):
        raise Http404("Tâche introuvable.")
    return found


def held(task: Task) -> Planned:
    """Return a task as it stands, with what the facts say of it."""
    rows = of_production(task.production)
    return next(row for row in rows if row.task.pk == task.pk)


def of_production(production: Production) -> list[Planned]:
    """Return the tasks of a production as they stand, by day."""
    season = seasons.load(production.organisation_id, (production.pk,))
    return planned(season).get(production.pk, [])


def chosen(production: Production, keys: Iterable[str]) -> list[Task]:
    """Return the tasks of a production whose identifiers a form posts; what is not one of them is left out."""
    rows = Task.objects.within(production.organisation_id).filter(production=production).select_related("production")
    wanted = set(keys)
    return [task for task in rows if str(task.pk) in wanted]


def template_line(organisation: object, template: str, code: str) -> tuple[TemplateTask, Step | None]:
    """Return the line of an organisation in a template, unsaved when it has none of its own yet, and that of the house; 404.

    Without code, a line to be added beside the others.
    """
    if not code:
        held = TemplateTask.objects.within(organisation).filter(template=template).values_list("code", flat=True)  # type: ignore[arg-type]
        free = next(f"m{rank:02d}" for rank in range(1, 10_000) if f"m{rank:02d}" not in set(held))
        return TemplateTask(organisation=organisation, template=template, code=free), None  # type: ignore[misc]
    house = next((step for step in retroplanning.template(template) if step.code == code), None)
    own = TemplateTask.objects.within(organisation).filter(template=template, code=code).first()  # type: ignore[arg-type]
    if own is None and house is None:
        raise Http404("Cette tâche n’est pas au gabarit.")
    if own is None and house is not None:
        own = TemplateTask(
            organisation=organisation,  # type: ignore[misc]
            template=template,
            code=code,
            label=house.label,
            phase=house.phase,
            starts=str(house.starts) if house.starts else "",
            due=str(house.due),
            owner=house.owner,
            resource=house.resource,
            priority=house.priority,
            after=", ".join(house.after),
            note=house.exit,
        )
    assert own is not None
    return own, house


def dropped(organisation: object, template: str) -> list[TemplateTask]:
    """Return the lines of a template that an organisation does without."""
    rows = TemplateTask.objects.within(organisation).filter(template=template, kept=False)  # type: ignore[arg-type]
    return list(rows.order_by("rank", "code"))
