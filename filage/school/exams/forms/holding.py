"""What is typed to hold an exam: how long each trial lasts, when one is moved, what is arranged, what happened."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from filage.productions.choosing import CardField
from filage.productions.models import Person, Room
from filage.rules.schooling.certification import Certification
from filage.rules.schooling.timetable import Days, Sat
from filage.school.exams.enums import IncidentKind
from filage.school.exams.models import Arrangement, Candidate, ExamSession, Trial
from filage.school.exams.operations.holding import days_of
from filage.web.inputs import CountField, DayField, HourField, Parted

FIRST, LAST, NOON, BACK = time(9), time(17), time(12, 30), time(13, 30)


def anyway() -> forms.BooleanField:
    """Return what is ticked to place trials that collide."""
    return forms.BooleanField(
        label="Poser quand même", required=False, help_text="Ce qui coince restera dit en tête des horaires."
    )


class DrawForm(Parted, forms.Form):
    """How an exam is held: its hours, and how long each trial of each block lasts."""

    opens = HourField(label="De", initial=FIRST)
    closes = HourField(label="À", initial=LAST)
    noon = HourField(label="Repas, de", initial=NOON, required=False)
    back = HourField(label="à", initial=BACK, required=False)
    pause = CountField(label="Pause", unit="min", min_value=0, max_value=120, initial=15, required=False)
    pause_every = CountField(label="Toutes les", unit="personnes", min_value=0, max_value=50, initial=4, required=False)
    panels = CountField(label="Jurys en même temps", min_value=1, max_value=9, initial=1)
    room: Any = forms.ModelChoiceField(label="Salle", queryset=None, required=False, empty_label="à préciser")

    def __init__(self, data: Any = None, *, exam: ExamSession, record: Certification | None) -> None:
        super().__init__(data)
        self.exam = exam
        fields: Any = self.fields
        rooms = Room.objects.within(exam.organisation_id).select_related("venue")
        fields["room"].queryset = rooms.filter(venue=exam.venue) if exam.venue_id else rooms
        self.asked = [(block.code, title) for block in (record.blocks if record else ()) for title in block.trials]
        parts: list[tuple[str, tuple[str, ...]]] = [
            ("Les heures", ("opens", "closes", "noon", "back", "pause", "pause_every", "panels", "room"))
        ]
        if data is not None:
            fields["anyway"] = anyway()
            parts.append(("Malgré tout", ("anyway",)))
        for rank, (code, title) in enumerate(self.asked):
            fields[f"minutes-{rank}"] = CountField(label="Durée", unit="min", min_value=1, max_value=480, required=False)
            fields[f"preparation-{rank}"] = CountField(
                label="Préparation", unit="min", min_value=0, max_value=240, required=False
            )
            fields[f"together-{rank}"] = forms.BooleanField(label="Tout le monde en même temps", required=False)
            parts.append((f"{code}, {title}", (f"minutes-{rank}", f"preparation-{rank}", f"together-{rank}")))
        self.PARTS = tuple(parts)

    def clean(self) -> dict[str, Any]:
        """Return what is asked as the rules read it: trials with a length, days with their hours."""
        found = self.cleaned_data
        opens, closes, noon, back = (found.get(name) for name in ("opens", "closes", "noon", "back"))
        if self.errors:
            return found
        if not opens or not closes or closes <= opens or (noon and back and not opens <= noon < back <= closes):
            self.add_error("closes", "Les heures se suivent : ouverture, repas, reprise, fermeture.")
            return found
        days = Days(
            days=days_of(self.exam),
            opens=opens,
            closes=closes,
            lunch=(noon, back) if noon and back else None,
            pause=found.get("pause") or 0,
            pause_every=found.get("pause_every") or 0,
            panels=found["panels"],
        )
        return {
            "trials": list(self._trials(found)),
            "days": days,
            "room": found.get("room"),
            "anyway": found.get("anyway", False),
        }

    def _trials(self, found: dict[str, Any]) -> Any:
        for rank, (code, title) in enumerate(self.asked):
            if found.get(f"minutes-{rank}"):
                yield Sat(
                    block=code,
                    title=title,
                    minutes=found[f"minutes-{rank}"],
                    preparation=found.get(f"preparation-{rank}") or 0,
                    together=found[f"together-{rank}"],
                )


class MomentForm(forms.Form):
    """A day and an hour, read together as a moment in Paris."""

    on = DayField(label="Jour")
    hour = HourField(label="Heure")

    def clean(self) -> dict[str, Any]:
        """Return the fields, the day and the hour as one moment, `at`."""
        found = dict(self.cleaned_data)
        if self.errors:
            return found
        return found | {"at": timezone.make_aware(datetime.combine(found.pop("on"), found.pop("hour")))}


class TrialForm(MomentForm):
    """When and where one trial is held."""

    minutes = CountField(label="Durée", unit="min", min_value=1, max_value=480, help_text="Sans le temps majoré, qui s’ajoute.")
    preparation = CountField(label="Préparation", unit="min", min_value=0, max_value=240)
    room: Any = forms.ModelChoiceField(label="Salle", queryset=None, required=False, empty_label="à préciser")
    panel = forms.CharField(label="Devant", max_length=40, required=False, help_text="« Jury » ; vide : épreuve écrite.")

    def __init__(self, data: Any = None, *, trial: Trial) -> None:
        local = timezone.localtime(trial.starts_at)
        initial = {name: getattr(trial, name) for name in ("minutes", "preparation", "room", "panel")}
        super().__init__(data, initial=initial | {"on": local.date(), "hour": local.time()})
        fields: Any = self.fields
        fields["room"].queryset = Room.objects.within(trial.organisation_id).select_related("venue")
        if data is not None:
            fields["anyway"] = anyway()


class ArrangeForm(forms.Form):
    """What is arranged for a candidate; the need is there for the referent alone."""

    need = forms.CharField(
        label="Besoin",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Scellé, lu par la personne référente handicap. Vide : ce qui est déjà dit reste.",
    )
    extra = CountField(label="Temps majoré", unit="%", min_value=0, max_value=200, required=False)
    helper: Any = CardField(label="Aide humaine", empty_label="aucune", creates=True)
    material = forms.CharField(label="Matériel ou supports adaptés", max_length=300, required=False)
    asked_on = DayField(label="Demandé le", required=False)
    granted_on = DayField(label="Accordé le", required=False)
    granted_by = forms.CharField(
        label="Accordé par", max_length=160, required=False, help_text="La référente ou le référent du certificateur."
    )

    def __init__(self, data: Any = None, *, held: Arrangement, referent: bool) -> None:
        names = ("extra", "helper", "material", "asked_on", "granted_on", "granted_by")
        super().__init__(data, initial={name: getattr(held, name) for name in names})
        fields: Any = self.fields
        fields["helper"].among(Person.objects.within(held.organisation_id), held.organisation_id)
        if not referent:
            del fields["need"]

    def clean_extra(self) -> int:
        """Return no extra time when none is typed."""
        return self.cleaned_data["extra"] or 0


class IncidentForm(MomentForm):
    """What happened, to whom and when."""

    kind = forms.ChoiceField(label="Nature", choices=IncidentKind.choices)
    candidate: Any = forms.ModelChoiceField(label="Qui", queryset=None, required=False, empty_label="tout le monde")
    text = forms.CharField(label="Ce qui s’est passé", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, data: Any = None, *, exam: ExamSession) -> None:
        super().__init__(data, initial={"on": exam.first})
        fields: Any = self.fields
        fields["candidate"].queryset = Candidate.objects.within(exam.organisation_id).filter(exam=exam).select_related("person")
