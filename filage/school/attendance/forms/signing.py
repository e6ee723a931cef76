"""What is typed to sign a half-day, to call the roll, and to set the rules of a session."""

from collections.abc import Mapping
from typing import Any

from django import forms

from filage.core.refusal import Refusal
from filage.rules.schooling.signing import clock_time
from filage.school.attendance.enums import State
from filage.school.attendance.models import AttendanceRules
from filage.school.attendance.operations.register import Signature
from filage.school.attendance.queries.book import Book, Half
from filage.web.inputs import AmountField, CountField

LONGEST_REASON = 300


class RulesForm(forms.Form):
    """What a training body sets for the attendance of a session."""

    morning_from = forms.CharField(label="Le matin commence à", max_length=5, required=False, help_text="09:00, ou vide")
    afternoon_from = forms.CharField(
        label="L’après-midi commence à", max_length=5, required=False, help_text="14:00, ou vide : dès midi"
    )
    delay = CountField(
        label="Délai pour signer", unit="min", min_value=0, max_value=100_000, required=False,
        help_text="Après la demi-journée ; vide : jusqu’à minuit. Au-delà, un motif est demandé. Aucun texte ne fixe ce délai.",
    )  # fmt: skip
    in_a_row = CountField(label="Alerte d’absence", unit="demi-journées de suite", min_value=1, max_value=100)
    absence_share = AmountField(
        label="Alerte d’absence", unit="%", min_value=0, max_value=100, help_text="Des heures de la session."
    )

    def __init__(self, data: Any = None, *, rules: AttendanceRules) -> None:
        names = ("morning_from", "afternoon_from", "delay", "in_a_row", "absence_share")
        super().__init__(data, initial={name: getattr(rules, name) for name in names})

    def clean_morning_from(self) -> str:
        """Read the hour of the morning."""
        return self._hour("morning_from")

    def clean_afternoon_from(self) -> str:
        """Read the hour of the afternoon."""
        return self._hour("afternoon_from")

    def _hour(self, name: str) -> str:
        text = str(self.cleaned_data[name]).strip().lower().replace("h", ":").replace(" ", "")
        text = f"{text}00" if text.endswith(":") else text
        text = text.zfill(5) if ":" in text else text
        if text and clock_time(text) is None:
            raise forms.ValidationError("Écrivez une heure : 09:00.")
        return text


def signature_of(posted: Mapping[str, Any]) -> Signature:
    """Return what somebody put down: her drawing first, else her typed name."""
    trace, name = posted.get("trace", "").strip(), " ".join(posted.get("nom", "").split())
    return Signature("trace", trace) if trace else Signature("nom", name[:200])


def reason_of(posted: Mapping[str, Any]) -> str:
    """Return the reason that was typed."""
    return " ".join(posted.get("motif", "").split())[:LONGEST_REASON]


def roll_of(book: Book, half: Half, posted: Mapping[str, Any]) -> dict[Any, tuple[str, int | None]]:
    """Return how each learner was said to be, those of whom nothing was said left out."""
    told = {}
    for learner in book.learners:
        status = posted.get(f"etat-{learner.pk}", "")
        if not status or not book.expected(half, learner):
            continue
        minutes = posted.get(f"minutes-{learner.pk}", "").strip()
        if minutes and not (minutes.isascii() and minutes.isdigit() and len(minutes) < 4):
            raise Refusal(f"{learner} : les minutes manquées sont un nombre.")
        if status not in State.values:
            raise Refusal("Cet état n’existe pas.")
        told[learner] = (status, int(minutes) if minutes and status in (State.LATE, State.LEFT_EARLY) else None)
    return told
