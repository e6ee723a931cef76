"""What a retroplanning keeps: its tasks, and how an organisation changes the templates."""

from django.core.validators import MaxValueValidator
from django.db import models

from filage.core.scope import Owned
from filage.desks.schedule import enums


class Task(Owned):
    """Something to be done for a show or for one of its dates, by when and by whom."""

    production = models.ForeignKey("productions.Production", on_delete=models.CASCADE, related_name="tasks")
    activity = models.ForeignKey(
        "productions.Activity", on_delete=models.CASCADE, null=True, blank=True, related_name="tasks"
    )  # the date it prepares; empty: the whole show
    template = models.CharField(max_length=10, choices=enums.TaskTemplate, blank=True)  # empty: added by hand
    code = models.CharField(max_length=20, blank=True)  # in its template
    label = models.CharField(max_length=200)
    phase = models.CharField(max_length=12, choices=enums.TaskPhase, blank=True)
    anchor = models.CharField(max_length=10, choices=enums.TaskAnchor, default=enums.TaskAnchor.LIBRE)
    offset_days = models.IntegerField(null=True, blank=True)  # of its last day from its anchor; empty: a day of its own
    starts_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)  # empty: nothing tells it yet
    owner = models.CharField(max_length=120, blank=True)  # the function that answers for it
    person = models.ForeignKey("productions.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="tasks")
    resource = models.CharField(max_length=200, blank=True)  # what it takes: a room, a lorry, a line of the budget
    priority = models.CharField(max_length=8, choices=enums.TaskPriority, default=enums.TaskPriority.NORMALE)
    progress = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(100)])  # percent
    state = models.CharField(max_length=10, choices=enums.TaskState, default=enums.TaskState.A_FAIRE)
    blocker = models.CharField(max_length=300, blank=True)  # what holds it back
    fixed = models.BooleanField(default=False)  # stays where it is when its anchor moves
    done_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    depends_on = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="followers")

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["production", "due_on"], name="task_by_due_day")]

    @property
    def is_open(self) -> bool:
        """Tell whether it is still to be done."""
        return self.state in enums.OPEN

    def __str__(self) -> str:
        return self.label


class TemplateTask(Owned):
    """A line of its own that an organisation writes in a template: in place of the one of that code, or beside the others."""

    template = models.CharField(max_length=10, choices=enums.TaskTemplate)
    code = models.CharField(max_length=20)
    kept = models.BooleanField(default=True)  # false: this house does without it
    label = models.CharField(max_length=200)
    phase = models.CharField(max_length=12, choices=enums.TaskPhase, blank=True)
    starts = models.CharField(max_length=12, blank=True)  # « P-24M »: from the première, a date (R) or the hiring (E)
    due = models.CharField(max_length=12)
    owner = models.CharField(max_length=120, blank=True)
    resource = models.CharField(max_length=200, blank=True)
    priority = models.CharField(max_length=8, choices=enums.TaskPriority, default=enums.TaskPriority.NORMALE)
    after = models.CharField(max_length=120, blank=True)  # codes of what comes before it, apart by a comma
    note = models.TextField(blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "template", "code"], name="template_task_once"),
        ]

    def __str__(self) -> str:
        return self.label
