"""What is typed of a task, of a move of the première, and of a line of a template."""

from typing import Any

from django import forms

from filage.core.scope import ScopedQuerySet
from filage.desks.schedule.enums import TaskPhase, TaskPriority, TaskState
from filage.desks.schedule.models import Task, TemplateTask
from filage.productions.models import Person, Production
from filage.rules.planning import retroplanning
from filage.rules.reading import Unreadable
from filage.web.inputs import CountField, DayField

NONE = [("", "—")]


class TaskForm(forms.Form):
    """Everything a task says: what, when, who, how far, what holds it back."""

    label = forms.CharField(label="Tâche", max_length=200)
    state = forms.ChoiceField(label="État", choices=TaskState.choices, initial=TaskState.A_FAIRE)
    blocker = forms.CharField(
        label="Ce qui bloque", max_length=300, required=False, help_text="Se dit quand la tâche est bloquée."
    )
    progress = CountField(label="Avancement", unit="%", min_value=0, max_value=100, required=False)
    starts_on = DayField(label="Commence le", required=False)
    due_on = DayField(label="Pour le", required=False)
    owner = forms.CharField(
        label="Responsable", max_length=120, required=False, help_text="Une fonction : production, régie générale…"
    )
    person: Any = forms.ModelChoiceField(label="Qui s’en charge", queryset=None, required=False, empty_label="—")
    priority = forms.ChoiceField(label="Priorité", choices=TaskPriority.choices, initial=TaskPriority.NORMALE)
    phase = forms.ChoiceField(label="Phase", choices=NONE + TaskPhase.choices, required=False)
    resource = forms.CharField(
        label="Ce qu’elle demande", max_length=200, required=False, help_text="Une salle, un véhicule, une ligne…"
    )
    fixed = forms.BooleanField(label="Figée : elle ne suit pas la première quand elle se déplace", required=False)
    depends_on: Any = forms.ModelMultipleChoiceField(label="Attend la fin de", queryset=None, required=False)
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, production: Production, task: Task | None = None, **options: Any) -> None:
        if task is not None:
            options["initial"] = {name: getattr(task, name) for name in self.base_fields if name != "depends_on"} | {
                "depends_on": [one.pk for one in task.depends_on.all()]
            }
        super().__init__(*args, **options)
        organisation = production.organisation_id
        people: ScopedQuerySet[Person] = Person.objects.within(organisation)
        chosen = {task.person_id} if task is not None and task.person_id else set()
        self.fields["person"].queryset = people.filter(  # type: ignore[attr-defined]
            pk__in=[*people.filter(engagements__production=production).values_list("pk", flat=True), *chosen]
        ).order_by("name")
        others = Task.objects.within(organisation).filter(production=production, activity=task.activity_id if task else None)
        self.fields["depends_on"].queryset = others.exclude(pk=task.pk) if task else others  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Return the fields; a blocked task says by what."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if found.get("state") == TaskState.BLOQUEE and not found.get("blocker"):
            self.add_error("blocker", "Dites ce qui bloque.")
        found["progress"] = found.get("progress") or 0
        return found


class MoveForm(forms.Form):
    """Where the première goes, and whether what only the team decides of follows."""

    le = DayField(label="Nouvelle première")
    serie = forms.BooleanField(label="Les autres dates de la même série, au même lieu, suivent", required=False)
    avec = forms.BooleanField(label="Répétitions et montages suivent", required=False)


class TemplateForm(forms.Form):
    """A line of a template, as the organisation wants it."""

    kept = forms.BooleanField(label="Retenue : décochez pour faire sans elle", required=False, initial=True)
    label = forms.CharField(label="Tâche", max_length=200)
    starts = forms.CharField(
        label="Commence", max_length=12, required=False, help_text="Rien : quand ce qu’elle attend est fini."
    )
    due = forms.CharField(label="Pour", max_length=12, help_text=retroplanning.EXAMPLE)
    owner = forms.CharField(label="Responsable", max_length=120, required=False)
    priority = forms.ChoiceField(label="Priorité", choices=TaskPriority.choices, initial=TaskPriority.NORMALE)
    after = forms.CharField(
        label="Attend", max_length=120, required=False, help_text="Les codes de ce qui vient avant : t06, t08."
    )
    resource = forms.CharField(label="Ce qu’elle demande", max_length=200, required=False)
    phase = forms.ChoiceField(label="Phase", choices=NONE + TaskPhase.choices, required=False)
    note = forms.CharField(label="Ce qui en sort", required=False, max_length=300)

    def __init__(self, *args: Any, line: TemplateTask, **options: Any) -> None:
        options["initial"] = {name: getattr(line, name) for name in self.base_fields}
        super().__init__(*args, **options)

    def clean_starts(self) -> str:
        """Return the delay as it is written; an error that says how to write it."""
        return _when(self.cleaned_data["starts"]) if self.cleaned_data["starts"] else ""

    def clean_due(self) -> str:
        """Return the delay as it is written; an error that says how to write it."""
        return _when(self.cleaned_data["due"])


def _when(text: str) -> str:
    try:
        return str(retroplanning.when(text))
    except Unreadable as error:
        raise forms.ValidationError(str(error)) from error
