"""What is typed of a jury: its members, its rules, an exemption, an appeal, what the certifier acknowledged."""

from collections.abc import Sequence
from typing import Any

from django import forms

from filage.productions.choosing import CardField
from filage.productions.models import Person
from filage.rules.reading import Unreadable
from filage.school.exams.enums import Quality, Reckoning
from filage.school.exams.models import CriterionExemption, Juror, JuryRules
from filage.school.exams.queries.jury import mandatory
from filage.web.inputs import AmountField, CountField, DayField


class JurorForm(forms.Form):
    """A member of a jury."""

    person: Any = CardField(label="Personne", required=True, empty_label="à choisir au répertoire")
    quality = forms.ChoiceField(label="Siège en qualité de", choices=Quality.choices)
    employer = forms.CharField(label="Employeur ou activité", max_length=160, required=False)
    employed = forms.BooleanField(
        label="Salarié·e de l’organisme ou du certificateur", required=False, help_text="Un externe salarié ne compte pas."
    )  # fmt: skip
    president = forms.BooleanField(label="Préside", required=False, help_text="Sa voix départage.")
    alternate = forms.BooleanField(label="Remplaçante ou remplaçant", required=False, help_text="Ne compte que si présent.")
    panels = forms.MultipleChoiceField(
        label="Siège à",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Les jurys des horaires. Qui siégerait à deux à la même heure est nommé.",
    )

    def __init__(self, data: Any = None, *, juror: Juror, panels: Sequence[str] = ()) -> None:
        initial = {name: getattr(juror, name) for name in self.base_fields if name not in ("person", "panels")}
        said = juror.panels.splitlines()
        super().__init__(data, initial=initial | {"person": juror.person_id, "panels": said})
        people: Any = self.fields["person"]
        people.among(Person.objects.within(juror.organisation_id), juror.organisation_id)
        known = list(dict.fromkeys([*panels, *said]))
        if len(known) > 1:
            where: Any = self.fields["panels"]
            where.choices = [(one, one) for one in known]
        else:
            del self.fields["panels"]  # the only panel of the exam: nothing to say

    def clean_panels(self) -> str:
        """Return the panels chosen, one a line."""
        return "\n".join(self.cleaned_data["panels"])


class RulesForm(forms.Form):
    """What the certifier lays down for a jury."""

    quorum_school = CountField(label="Quorum, membres de l’école", min_value=0, max_value=20, required=False)
    quorum_outside = CountField(label="Quorum, externes", min_value=0, max_value=20, required=False)
    quorum_source = forms.CharField(
        label="Qui l’a fixé", max_length=200, required=False, help_text="Aucun texte trouvé : vide, la composition entière."
    )  # fmt: skip
    method = forms.ChoiceField(label="Une grille dit « acquis » quand", choices=Reckoning.choices)
    threshold = AmountField(label="Seuil", unit="sur 3", min_value=0, max_value=3)
    mandatory = forms.CharField(
        label="Critères obligatoires",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Une compétence par ligne : « BC01-C1 : 1, 3 ». Vide : tous le sont.",
    )
    place = forms.CharField(label="Lieu de la délibération", max_length=200, required=False)
    appeals = forms.CharField(
        label="Voies et délai de recours",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Au règlement du certificateur.",
    )

    def __init__(self, data: Any = None, *, rules: JuryRules) -> None:
        super().__init__(data, initial={name: getattr(rules, name) for name in self.base_fields})

    def clean_mandatory(self) -> str:
        """Refuse a line that names no criterion."""
        typed = str(self.cleaned_data["mandatory"])
        try:
            mandatory(typed)
        except Unreadable as unreadable:
            raise forms.ValidationError(str(unreadable)) from None
        return typed


class ExemptionForm(forms.Form):
    """A criterion to set aside for a candidate."""

    where = forms.ChoiceField(label="Critère")
    whole = forms.BooleanField(label="La capacité professionnelle globale n’est pas remise en cause", required=False)
    unused = forms.BooleanField(label="Le critère n’a pas vocation à s’appliquer dans la pratique future", required=False)
    opinion = forms.CharField(
        label="Avis motivé du référent handicap",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Scellé. Aucune donnée de santé : ce que le critère demande, et pourquoi il est sans objet.",
    )
    opined_by = forms.CharField(label="Avis de", max_length=160, required=False)
    opined_on = DayField(label="Rendu le", required=False)
    granted = forms.BooleanField(label="Le jury accorde l’exemption", required=False)

    def __init__(self, data: Any = None, *, known: Any, row: CriterionExemption | None = None) -> None:
        names = ("whole", "unused", "opinion", "opined_by", "opined_on", "granted")
        held = {name: getattr(row, name) for name in names} if row else {}
        super().__init__(data, initial=held | ({"where": f"{row.competence}/{row.criterion}"} if row else {}))
        where: Any = self.fields["where"]
        where.choices = known


class AppealForm(forms.Form):
    """What a candidate contests."""

    on = DayField(label="Reçu le")
    text = forms.CharField(label="Ce qui est contesté", max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))
