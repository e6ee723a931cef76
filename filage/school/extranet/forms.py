"""What is typed of the extranet: a document, a questionnaire, a meeting, a need, a loan, a line of the log, a review."""

from typing import Any

from django import forms
from django.db.models import Q

from filage.productions.models import Person
from filage.school.extranet.enums import EntryKind, IndicatorState, TalkKind
from filage.school.programmes.models import Learner, Module, Referent, SchoolSession, Track
from filage.web.inputs import CountField, DayField


def lines(label: str, *, rows: int = 3, required: bool = False, **options: Any) -> forms.CharField:
    """Return a field of several lines."""
    return forms.CharField(
        label=label, required=required, max_length=10_000, widget=forms.Textarea(attrs={"rows": rows}), **options
    )


def one_of(label: str, rows: Any, *, empty: str = "", required: bool = False) -> forms.ModelChoiceField:
    """Return a choice among rows of the organisation."""
    return forms.ModelChoiceField(label=label, queryset=rows, empty_label=empty or None, required=required)


class ShareForm(forms.Form):
    """A document to hand out."""

    file = forms.FileField(label="Fichier", max_length=200, help_text="PDF, DOCX, ODT, texte, JPEG ou PNG.")
    title = forms.CharField(label="Titre", max_length=160, required=False, help_text="Vide : le nom du fichier.")
    acknowledged = forms.BooleanField(label="Demander à chacun de dire qu’il l’a lu", required=False)

    def __init__(self, *given: Any, session: SchoolSession, **options: Any) -> None:
        super().__init__(*given, **options)
        here = session.organisation_id
        self.fields["track"] = one_of("Pour", Track.objects.within(here).filter(session=session), empty="tout le monde")
        self.fields["module"] = one_of("Module", modules(session), empty="aucun")

    def clean(self) -> dict[str, Any]:
        """Give the bytes that were sent, and a title."""
        sent = self.cleaned_data.pop("file", None)
        if sent:
            self.cleaned_data |= {
                "file": (sent.name, sent.read()),
                "title": self.cleaned_data.get("title") or sent.name.rpartition(".")[0][:160],
            }
        return self.cleaned_data


class AskForm(forms.Form):
    """A questionnaire to open."""

    opened_on = DayField(label="Du")
    closes_on = DayField(label="Au")

    def __init__(self, *given: Any, session: SchoolSession, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["module"] = one_of("Module", modules(session), empty="la session entière")

    def clean(self) -> dict[str, Any]:
        """Refuse days the wrong way round."""
        first, last = self.cleaned_data.get("opened_on"), self.cleaned_data.get("closes_on")
        if first and last and last < first:
            self.add_error("closes_on", "La fin précède le début.")
        return self.cleaned_data


class TalkForm(forms.Form):
    """What came of a meeting."""

    on = DayField(label="Date")
    kind = forms.ChoiceField(label="Quoi", choices=TalkKind.choices)
    notes = lines("Ce qui s’est dit", rows=5)
    agreed = lines("Ce qui est convenu")
    next_on = DayField(label="Prochain entretien", required=False)

    def __init__(self, *given: Any, people: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["held_by"] = one_of("Avec", people, empty="non précisé")


class NeedForm(forms.Form):
    """What a learner needs, never why."""

    need = lines("Ce dont la personne a besoin", required=True, help_text="Ce qu’il faut faire, jamais pourquoi.")
    arrangement = lines("Ce qui est aménagé")
    who_knows = lines("Qui le sait", rows=1)
    since = DayField(label="Depuis")
    until = DayField(label="Jusqu’au", required=False)


class ItemForm(forms.Form):
    """A title of the documentation."""

    title = forms.CharField(label="Titre", max_length=200)
    authors = forms.CharField(label="Auteurs", max_length=200, required=False)
    reference = forms.CharField(label="Cote", max_length=80, required=False)
    copies = CountField(label="Exemplaires", min_value=1, max_value=1000, initial=1)


class LendForm(forms.Form):
    """A copy to lend."""

    due_on = DayField(label="À rendre le")

    def __init__(self, *given: Any, organisation: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        rows = Learner.objects.within(organisation).filter(left_on=None).select_related("person").order_by("person__folded")
        self.fields["learner"] = one_of("À", rows, required=True, empty="Choisissez")


class LogForm(forms.Form):
    """A line of the log of improvement."""

    kind = forms.ChoiceField(label="Quoi", choices=EntryKind.choices)
    on = DayField(label="Date")
    said_by = forms.CharField(label="Dit par", max_length=120, required=False, help_text="Une qualité plutôt qu’un nom.")
    text = lines("Ce qui a été constaté ou lu", required=True)
    action = lines("Action décidée")
    owner = forms.CharField(label="Responsable", max_length=120, required=False)
    due_on = DayField(label="Pour le", required=False)
    done_on = DayField(label="Fait le", required=False)
    outcome = lines("Résultat")

    def __init__(self, *given: Any, organisation: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["session"] = one_of("Session", SchoolSession.objects.within(organisation), empty="aucune")


class ReviewForm(forms.Form):
    """Where the house stands with an indicator."""

    state = forms.ChoiceField(label="Où nous en sommes", choices=IndicatorState.choices)
    note = lines("Ce qui le montre, ce qui manque", rows=5)


def modules(session: SchoolSession) -> Any:
    """Return the modules of the programme of a session."""
    return Module.objects.within(session.organisation_id).filter(programme=session.programme_id)


def people(learner: Learner) -> Any:
    """Return who may have met a learner: those who teach or answer for something in the house."""
    rows = Person.objects.within(learner.organisation_id)
    named = Referent.objects.within(learner.organisation_id).values("person")
    return rows.filter(Q(pk__in=named) | Q(teachings__isnull=False)).distinct().order_by("folded", "id")
