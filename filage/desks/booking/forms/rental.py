"""What is typed to rent a slot of an off-type series: rent, deposit, services, the dates in one sentence, the hypotheses."""

from datetime import date
from typing import Any

from django import forms

from filage.desks.booking.forms.concerts import RATE, LinesField
from filage.productions.choosing import CardField
from filage.productions.models import Production, Structure, Venue
from filage.rules.planning.run import Moment, moments, read
from filage.rules.reading import Unreadable
from filage.web.inputs import AmountField, CountField, DayField, Parted

SENTENCE = "« 22 dates à partir du 3 juillet 2027 à 14 h, relâche le lundi »"


class RentalForm(Parted, forms.Form):
    """One slot rented for a series: `moments` holds its dates once the form is valid."""

    PARTS = (
        ("Le créneau", ("partner", "venue", "label", "phrase")),
        ("Ce qu’il coûte", ("base_price", "deposit_rate", "deposit_on", "services")),
        ("Ce qu’il rapporte", ("capacity", "reserved_seats", "fill_rate", "average_price", "tax_rate", "rights_rate")),
    )

    partner: Any = CardField(label="Théâtre", empty_label="à préciser")
    venue: Any = CardField(label="Lieu", empty_label="à préciser")
    label = forms.CharField(label="Intitulé", max_length=200, initial="Location de créneau")
    phrase = forms.CharField(label="Les dates en une phrase", max_length=200, help_text=SENTENCE)
    base_price = AmountField(label="Loyer du créneau, toute la série", unit="€ HT", min_value=0, required=False)
    deposit_rate = AmountField(label="Acompte", **RATE)
    deposit_on = DayField(label="Acompte, le", required=False)
    services = LinesField(label="Prestations", required=False, help_text="Une par ligne : « Régie d’accueil : 900 ».")
    capacity = CountField(label="Jauge", unit="places", min_value=0, max_value=200_000, required=False)
    reserved_seats = CountField(label="Places réservées", unit="places", min_value=0, max_value=200_000, required=False)
    fill_rate = AmountField(label="Remplissage espéré", **RATE)
    average_price = AmountField(label="Prix moyen de la place", unit="€ TTC", min_value=0, required=False)
    tax_rate = AmountField(label="Taxe sur les spectacles", **RATE)
    rights_rate = AmountField(label="Droits d’auteur", **RATE)

    def __init__(self, data: Any = None, *, production: Production, today: date) -> None:
        super().__init__(data)
        here, self.today = production.organisation_id, today
        fields: Any = self.fields
        theirs = Structure.objects.within(here).filter(ours=False).order_by("name")
        fields["partner"].among(theirs, here)
        fields["venue"].among(Venue.objects.within(here).order_by("name"), here)
        self.moments: list[Moment] = []

    def clean_phrase(self) -> str:
        """Read the dates; the error says what the sentence lacks."""
        phrase: str = self.cleaned_data["phrase"]
        try:
            self.moments = moments(read(phrase, today=self.today))
        except Unreadable as error:
            raise forms.ValidationError(str(error)) from error
        return phrase
