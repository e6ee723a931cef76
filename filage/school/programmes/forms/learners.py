"""What is typed of somebody who learns: who, which track, by which route, from when."""

from typing import Any

from django import forms

from filage.productions.choosing import CardField
from filage.productions.models import Person
from filage.rules.schooling.certification import Certification
from filage.school.programmes.models import Learner, SchoolSession, Track
from filage.web.inputs import DayField


class LearnerForm(forms.Form):
    """Somebody who enters a session by hand."""

    person = CardField(label="Personne", creates=True, required=True)
    track: Any = forms.ModelChoiceField(label="Parcours", queryset=None, required=False, empty_label="aucun")
    route = forms.ChoiceField(label="Voie", required=False)
    on = DayField(label="Entrée")

    def __init__(self, data: Any = None, *, session: SchoolSession, certification: Certification | None, **options: Any) -> None:
        super().__init__(data, **options)
        organisation = session.organisation_id
        self.fields["person"].among(Person.objects.within(organisation), organisation)  # type: ignore[attr-defined]
        _choices(self, session, certification)


class LearnerChange(forms.Form):
    """What may change of a learner."""

    track: Any = forms.ModelChoiceField(label="Parcours", queryset=None, required=False, empty_label="aucun")
    route = forms.ChoiceField(label="Voie", required=False)
    entered_on = DayField(label="Entrée", required=False)
    left_on = DayField(label="Sortie", required=False)
    left_for = forms.CharField(label="Motif de la sortie", max_length=160, required=False)

    def __init__(self, data: Any = None, *, learner: Learner, certification: Certification | None) -> None:
        initial = {name: getattr(learner, name) for name in ("route", "entered_on", "left_on", "left_for")}
        super().__init__(data, initial=initial | {"track": learner.track_id})
        _choices(self, learner.session, certification)


def _choices(form: Any, session: SchoolSession, certification: Certification | None) -> None:
    form.fields["track"].queryset = Track.objects.within(session.organisation_id).filter(session=session)
    routes = certification.routes.values() if certification else ()
    form.fields["route"].choices = [("", "à dire"), *((one.code, one.name) for one in routes)]
