"""What is typed of a programme: what is published, its modules as lines, who answers for what."""

from typing import Any

from django import forms

from filage.productions.choosing import CardField
from filage.productions.models import Person
from filage.rules.reading import Unreadable
from filage.rules.schooling import modules as rules
from filage.school.programmes.enums import ReferentRole
from filage.school.programmes.models import Programme
from filage.school.programmes.queries import known, version_of
from filage.school.programmes.queries.programmes import line
from filage.web.inputs import AmountField, DayField, Parted


def _text(label: str, hint: str = "") -> forms.CharField:
    shown = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=5000, required=False, widget=shown, help_text=hint)


class ProgrammeForm(Parted, forms.Form):
    """A programme as it is published."""

    name = forms.CharField(label="Nom", max_length=160)
    certification = forms.ChoiceField(label="Certification préparée", required=False)
    price = AmountField(label="Prix d’une place", unit="€", min_value=0, max_value=1_000_000, required=False)
    revised_on = DayField(label="Revu le", required=False, help_text="La fiche publiée dit ce jour.")
    modules = forms.CharField(
        label="Modules",
        max_length=60_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Un par ligne : « 1.1 Montage budgétaire | 21 h | BC01-C1, BC01-C2 » ; au besoin le parcours qui le suit et sa"
        " nature (encadré, autonomie, examen, entreprise). « 1.1 » est une partie de « 1 ». Sans heures : inconnues.",
    )
    objectives = _text("Objectifs")
    audience = _text("Public")
    prerequisites = _text("Prérequis", "Par voie d’entrée ; la fiche ajoute ceux de la certification.")
    methods = _text("Méthodes")
    evaluation = _text("Évaluation")
    access = _text("Accès et délais")
    accessibility = _text("Accessibilité")
    funding = _text("Financements")

    TEXTS = ("objectives", "audience", "prerequisites", "methods", "evaluation", "access", "accessibility", "funding")
    ROLES = tuple(f"referent_{role}" for role in ReferentRole.values)
    PARTS = (
        ("Le programme", ("name", "certification", "price", "revised_on")),
        ("Ses modules", ("modules",)),
        ("Ce qui se publie", TEXTS),
        ("Qui répond de quoi", ROLES),
    )

    def __init__(self, data: Any = None, *, programme: Programme) -> None:
        initial = {name: getattr(programme, name) for name in ("name", "certification", "price", "revised_on", *self.TEXTS)}
        referents: dict[str, Any] = {}
        if not programme._state.adding:
            lines = sorted(map(line, programme.modules.all()), key=lambda one: rules.order(one.code))
            initial["modules"] = rules.written(lines)
            referents = {f"referent_{one.role}": one.person_id for one in programme.referents.all()}
        super().__init__(data, initial=initial | referents)
        organisation = programme.organisation_id
        for role, label in ReferentRole.choices:
            field = CardField(label=f"Référent·e, {label}", creates=True)
            field.among(Person.objects.within(organisation), organisation)
            self.fields[f"referent_{role}"] = field
        self.known = known(organisation)
        codes = {code: f"{code}, {held[-1].certification.title}" for code, held in self.known.items()}
        if programme.certification:
            codes.setdefault(programme.certification, programme.certification)
        self.fields["certification"].choices = [("", "aucune"), *codes.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Read the modules line by line, and gather who answers for what."""
        said: dict[str, Any] = self.cleaned_data
        found = version_of(self.known, said.get("certification", ""))
        codes = {one.code for one in found.certification.competences} if found else ()
        try:
            said["modules"] = rules.read(said.get("modules", ""), codes)
        except Unreadable as fault:
            self.add_error("modules", str(fault))
        said["referents"] = {role: said.pop(f"referent_{role}", None) for role in ReferentRole.values}
        return said
