"""What is typed of a session of exam, and of a candidate."""

from collections.abc import Sequence
from typing import Any

from django import forms

from filage.productions.choosing import CardField
from filage.productions.models import Person, Structure, Venue
from filage.rules.schooling.certification import Certification
from filage.school.exams.enums import Opened, PreparedBy
from filage.school.exams.models import Candidate, ExamSession
from filage.school.exams.queries.acquired import codes
from filage.school.programmes.enums import Organiser
from filage.school.programmes.models import SchoolSession
from filage.web.inputs import AmountField, CountField, DayField, Parted


class ExamForm(Parted, forms.Form):
    """A session of exam."""

    name = forms.CharField(label="Nom", max_length=160, help_text="« Jury de juin 2026 ».")
    certification = forms.ChoiceField(label="Certification")
    training: Any = forms.ModelChoiceField(label="Session de formation", queryset=None, required=False, empty_label="aucune")
    first = DayField(label="Premier jour d’épreuves")
    last = DayField(label="Dernier jour d’épreuves")
    hand_in_on = DayField(label="Dossiers remis au plus tard le", required=False)
    deliberates_on = DayField(label="Délibération", required=False)
    awarded_on = DayField(
        label="Titres délivrés le", required=False, help_text="Par le certificateur : ouvre les 3 mois du SI CPF."
    )
    handed_on_cpf = DayField(label="Transmis au SI CPF le", required=False, help_text="Par le certificateur.")
    certifier: Any = CardField(label="Certificateur", empty_label="à préciser")
    body: Any = CardField(label="Organisme de formation", empty_label="à préciser")
    organiser = forms.ChoiceField(label="Les épreuves sont organisées par", choices=Organiser.choices)
    venue: Any = CardField(label="Lieu", empty_label="à préciser")
    individual = forms.ChoiceField(
        label="Candidature individuelle", choices=Opened.choices, help_text="La fiche ne se lit pas sur ce point."
    )

    PARTS = (
        ("L’examen", ("name", "certification", "training", "venue")),
        ("Les jours", ("first", "last", "hand_in_on", "deliberates_on", "awarded_on", "handed_on_cpf")),
        ("Les deux organismes", ("certifier", "body", "organiser", "individual")),
    )

    def __init__(self, data: Any = None, *, exam: ExamSession, known: Sequence[tuple[str, str]]) -> None:
        super().__init__(data, initial={name: _initial(exam, name) for name in self.base_fields})
        fields: Any = self.fields
        fields["certification"].choices = known
        fields["training"].queryset = SchoolSession.objects.within(exam.organisation_id)
        fields["venue"].among(Venue.objects.within(exam.organisation_id), exam.organisation_id)
        for name in ("certifier", "body"):
            fields[name].among(Structure.objects.within(exam.organisation_id), exam.organisation_id)

    def clean(self) -> dict[str, Any]:
        """Refuse an exam that ends before it begins."""
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and last < first:
            self.add_error("last", "Les épreuves finissent avant de commencer.")
        return self.cleaned_data


class CandidateForm(Parted, forms.Form):
    """A candidate, by whichever route."""

    person: Any = CardField(label="Personne", empty_label="à choisir", required=True, creates=True)
    route = forms.ChoiceField(label="Voie")
    number = forms.CharField(label="Numéro", max_length=20, required=False, help_text="Vide : le suivant.")
    entered_on = DayField(label="Entrée en formation", required=False, help_text="Pour une VAE, le jour de la recevabilité.")
    months = CountField(label="Parcours suivi", unit="mois", min_value=1, max_value=60, required=False)
    prepared = forms.ChoiceField(label="Suivi", choices=[("", "à préciser"), *PreparedBy.choices], required=False)
    placement_first = DayField(label="Stage ou mission, du", required=False)
    placement_last = DayField(label="au", required=False)
    placement_hours = AmountField(label="Heures de stage", unit="h", min_value=0, max_value=10_000, required=False)
    proof = forms.CharField(
        label="Équivalence ou décision antérieure",
        max_length=300,
        required=False,
        help_text="Laquelle, de quel jour, quelle preuve.",
    )
    presents = forms.MultipleChoiceField(
        label="Blocs présentés",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Aucun coché : tous ceux qui manquent.",
    )
    acquired = forms.MultipleChoiceField(label="Blocs déjà acquis", widget=forms.CheckboxSelectMultiple, required=False)

    PARTS = (
        ("Qui", ("person", "route", "number")),
        (
            "Ce qui ouvre le droit",
            ("entered_on", "months", "prepared", "placement_first", "placement_last", "placement_hours", "proof"),
        ),
        ("Les blocs", ("presents", "acquired")),
    )

    def __init__(
        self, data: Any = None, *, one: Candidate, record: Certification | None, known: dict[str, str], held: Sequence[str] = ()
    ) -> None:
        initial = {name: _initial(one, name) for name in self.base_fields}
        initial |= {name: codes(getattr(one, name)) for name in ("presents", "acquired")}
        super().__init__(data, initial=initial)
        fields: Any = self.fields
        fields["person"].among(Person.objects.within(one.organisation_id), one.organisation_id)
        fields["route"].choices = list(known.items()) or [(one.route, one.route)]
        for name in ("presents", "acquired"):
            fields[name].choices = [(block.code, f"{block.code} {block.title}") for block in (record.blocks if record else ())]

        if held:
            fields["acquired"].help_text = f"Devant un jury clos, elle a déjà obtenu : {', '.join(held)}. Ce n’est plus examiné."

    def clean(self) -> dict[str, Any]:
        """Read the blocks as codes; refuse a block both presented and held, and a placement that ends before it begins."""
        found = self.cleaned_data
        both = set(found.get("presents", ())) & set(found.get("acquired", ()))
        if both:
            self.add_error("presents", f"{', '.join(sorted(both))} : déjà acquis, il ne se présente pas à nouveau.")
        first, last = found.get("placement_first"), found.get("placement_last")
        if first and last and last < first:
            self.add_error("placement_last", "Le stage finit avant de commencer.")
        return found | {name: ", ".join(found.get(name, ())) for name in ("presents", "acquired")}


def _initial(thing: Any, name: str) -> Any:
    return (
        None if thing._state.adding and name in ("person", "exam") and not getattr(thing, f"{name}_id") else getattr(thing, name)
    )
