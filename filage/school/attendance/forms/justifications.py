"""What is typed of an absence: its days, the reason, and the paper that proves it."""

from typing import Any

from django import forms

from filage.core.received import upload_of
from filage.core.refusal import Refusal
from filage.school.attendance.enums import Reason
from filage.web.inputs import DayField


class AbsenceForm(forms.Form):
    """The days of an absence, why, and the paper."""

    first = DayField(label="Du")
    last = DayField(label="Au", required=False, help_text="Vide : le même jour.")
    kind = forms.ChoiceField(label="Raison", choices=[("", "à dire"), *Reason.choices])
    text = forms.CharField(label="Un mot", max_length=500, required=False)
    paper = forms.FileField(
        label="Photo ou PDF",
        max_length=200,
        required=False,
        help_text="JPEG, PNG ou PDF, 10 Mo au plus.",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,application/pdf"}),
    )

    def clean(self) -> dict[str, Any]:
        """Give the last day when only one is said, and the bytes that were sent."""
        said = self.cleaned_data
        said["last"] = said.get("last") or said.get("first")
        said["paper"] = upload_of(said.get("paper"), "justificatif")
        return said


class GivenForm(AbsenceForm):
    """The same, for the learner that the office names."""

    def __init__(self, *given: Any, session: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        rows = session.learners.select_related("person", "organisation", "session").order_by("person__name", "id")
        self.fields["learner"] = forms.ModelChoiceField(label="Stagiaire", queryset=rows, empty_label="qui ?")
        self.order_fields(["learner"])


def absence_of(posted: Any, files: Any) -> dict[str, Any]:
    """Return what a learner says of an absence; Refusal with the first thing that is wrong."""
    form = AbsenceForm(posted, files)
    if not form.is_valid():
        field, errors = next(iter(form.errors.items()))
        label = form.fields[field].label if field in form.fields else ""
        raise Refusal(f"{label} : {errors[0]}" if label else str(errors[0]))
    return form.cleaned_data
