"""What is typed to replace somebody: when, why, by whom, under which contract, at what price."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from filage.desks.payroll.operations.replacing import INSTEAD, NAME_ALONE
from filage.desks.payroll.queries.replacing import Replacement, is_past, share
from filage.desks.payroll.queries.replacing_words import said_days
from filage.productions.choosing import CardField
from filage.productions.enums import AbsencePay, GrossUnit
from filage.productions.models import Activity, Engagement, Person
from filage.rules.payroll.replacing import OTHER, REPLACEMENT, USAGE, Absence, Ground, grounds, motive, of
from filage.rules.payroll.terms import Status
from filage.web import format as french
from filage.web.inputs import AmountField, DayField

GROUNDS = {"usage": USAGE, "remplacement": REPLACEMENT, "autre": OTHER}
REASONS = {
    Absence.MALADIE: "Maladie",
    Absence.ACCIDENT: "Accident",
    Absence.PARENTALITE: "Maternité, paternité, adoption",
    Absence.AUTRE_ENGAGEMENT: "Autre engagement",
    Absence.DESISTEMENT: "Désistement",
    Absence.AUTRE: "Autre",
}
CREDITS = [("", "laissé tel quel"), (INSTEAD, "« en remplacement de »"), (NAME_ALONE, "un nom pour l’autre")]


class ReplaceForm(forms.Form):
    """A replacement: the days say the dates, unless some of them are ticked."""

    first = DayField(label="Du", required=False)
    last = DayField(label="Au", required=False)
    dates = forms.MultipleChoiceField(
        label="Ou seulement ces dates",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Rien de coché : toutes celles de ces jours.",
    )
    absence = forms.ChoiceField(
        label="Raison",
        choices=[(one.value, text) for one, text in REASONS.items()],
        help_text="Pour la paie ; aucun texte ne la dit.",
    )
    person: Any = CardField(label="Par", empty_label="à trouver")
    newcomer = forms.CharField(
        label="Ou, hors du répertoire", max_length=160, required=False, help_text="Son nom ; sa fiche est créée."
    )
    gross = AmountField(label="Brut", required=False, min_value=0, help_text="Vide : inconnu.")
    quantity = AmountField(label="Combien", decimals=4, required=False, min_value=0)
    ground = forms.ChoiceField(label="Contrat", required=False)
    motive = forms.CharField(
        label="Motif écrit au contrat",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Vide : il s’écrit seul.",
    )
    absence_pay = forms.ChoiceField(label="", choices=[(AbsencePay.SUSPENDUE, "suspendue"), (AbsencePay.MAINTENUE, "maintenue")])
    credit = forms.ChoiceField(label="Générique", required=False, choices=CREDITS)

    def __init__(self, *args: Any, absent: Engagement, dates: Sequence[Activity], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.absent, self.coming = absent, {str(one.pk): one for one in dates}
        fields: Any = self.fields
        people = Person.objects.within(absent.organisation_id).exclude(engagements=absent)
        fields["person"].among(people.order_by("name", "id"), absent.organisation_id)
        fields["dates"].choices = [(key, _told(one, today)) for key, one in self.coming.items()]
        if not self.coming:
            del fields["dates"]
        unit = GrossUnit(absent.unit).label
        fields["gross"].unit = f"€ / {unit}"
        fields["quantity"].unit = f"{unit} / date" if absent.per_performance else f"{unit} en tout"
        fields["quantity"].help_text = "Vide : autant." if absent.per_performance else "Vide : la part de ces jours."
        fields["absence_pay"].label = f"Paie {of(str(absent.person))} ces jours-là"
        open_to = {ground for one in Absence for ground in grounds(Status(absent.status), one)}
        kept = [(code, ground.label) for code, ground in GROUNDS.items() if ground in open_to]
        fields["ground"].choices = [("", "celui de l’usage"), *kept]

    def clean(self) -> dict[str, Any]:
        """Return the replacement asked for; an error beside what does not hold."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        dates, first, last = self._days(found)
        if self.errors or first is None or last is None:
            return found
        absence = Absence(found["absence"])
        ground = self._ground(absence, found["ground"])
        self.asked = Replacement(
            absent=self.absent,
            dates=dates,
            first=first,
            last=last,
            absence=absence,
            ground=ground,
            motive=found["motive"].strip(),
            person=found["person"],
            newcomer="" if found["person"] else " ".join(found["newcomer"].split()),
            gross=found["gross"],
            quantity=self._quantity(found, first, last),
            absence_pay=AbsencePay(found["absence_pay"]),
            credit=found["credit"],
        )
        if not self.asked.motive:
            self.asked = replace(self.asked, motive=self._motive(self.asked))
        return found

    def _days(self, found: dict[str, Any]) -> tuple[list[Activity], date | None, date | None]:
        """Return the dates replaced, then the first and the last day: those ticked, else those of the days typed."""
        chosen = [self.coming[key] for key in found.get("dates", ())]
        if chosen:
            return chosen, min(one.on for one in chosen), max(one.until or one.on for one in chosen)
        first, last = found.get("first"), found.get("last") or found.get("first")
        if first is None or last is None:
            self.add_error("first", "Dites quels jours, ou cochez des dates.")
        elif last < first:
            self.add_error("last", "La fin précède le début.")
        else:
            return [one for one in self.coming.values() if one.on <= last and (one.until or one.on) >= first], first, last
        return [], None, None

    def _ground(self, absence: Absence, code: str) -> Ground:
        possible = grounds(Status(self.absent.status), absence)
        ground = GROUNDS.get(code, possible[0])
        if ground not in possible:
            text = f"Ce contrat ne convient pas ({absence.value}) : {possible[0].label}, {possible[0].citation}."
            self.add_error("ground", text)
        return ground

    def _quantity(self, found: dict[str, Any], first: date, last: date) -> Decimal:
        if found["quantity"] is not None:
            return Decimal(found["quantity"])
        if self.absent.per_performance:
            return self.absent.quantity
        return share(self.absent, list(self.coming.values()), first, last)

    def _motive(self, asked: Replacement) -> str:
        return motive(
            asked.ground,
            who=str(self.absent.person),
            function=self.absent.function,
            work=self.absent.production.title,
            when=said_days(asked.when, asked.first, asked.last),
        )[:300]


def _told(activity: Activity, today: date) -> str:
    """Say a date in a list: « ven. 16 avr., Lorient », with what to know of it."""
    where = activity.venue.city or activity.venue.name if activity.venue else activity.title or activity.get_kind_display()
    last = f" au {french.day(activity.until)}" if activity.until else ""
    said = f"{french.day(activity.on, year=activity.on.year != today.year)}{last}, {where}"
    return f"{said} (passée)" if is_past(activity, today) else said
