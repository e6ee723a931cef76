"""What is typed of the terms agreed with a partner: those that its kind of contract has."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html

from filage.desks.contracts.enums import Language
from filage.productions.choosing import CardField
from filage.productions.enums import LIVE, ActivityKind, CoproductionForm, DealKind, DealSide, GuaranteeFor, SharingBase
from filage.productions.models import Activity, Deal, Production, Structure
from filage.rules.contracts import terms
from filage.rules.contracts.terms import TermKind
from filage.rules.reading import identifier
from filage.web import format as french
from filage.web.inputs import AmountField, CoefficientsField, CountField, DayField, Parted

NOT_SAID = ("", "à préciser")
WHO = ("partner", "kind", "side", "label")
YES = [("oui", "oui"), ("non", "non")]
PRICE = ("base_price", "coefficients", "form", "producer_share", "partner_share", "sharing_base", "guarantee", "guarantee_for")
PAID = ("vat_rate", "deposit_rate", "deposit_on", "payment_days", "tax_rate", "rights_rate", "taxe", "versement", "echeance")
PARTS = (
    ("Le contrat", ("partner", "kind", "side", "label", "objet")),
    ("Le prix et son paiement", (*PRICE, *PAID)),
    (
        "Les frais et l’accueil",
        ("frais_voyage", "frais_hebergement", "frais_repas", "hebergement", "montage", "personnel", "loges"),
    ),
    ("La salle", ("prix_places", "invitations", "billetterie", "bordereau_jours", "reversement_jours", "accessibilite")),
    ("Si la date tombe", ("bareme_annulation", "report_mois", "preavis")),
    (
        "Hors de France",
        (
            *("part_artistique", "part_technique", "part_droits", "retenue", "acheteur_assujetti"),
            *("entrant_artistes", "retenue_montant", "retenue_versee_le"),
        ),
    ),
)


class DealForm(Parted, forms.Form):
    """The terms of a deal; its stage moves by a gesture, which may refuse."""

    PARTS = PARTS
    REST = "Le reste du contrat"

    partner: Any = CardField(label="Partenaire", empty_label="à préciser")
    kind = forms.ChoiceField(label="Nature", choices=DealKind.choices, help_text="Les champs suivent la nature du contrat.")
    side = forms.ChoiceField(
        label="De quel côté", required=False, choices=[("", "celui de l’usage"), *DealSide.choices], help_text="Qui paie."
    )
    label = forms.CharField(label="Intitulé", max_length=200, required=False)
    base_price = AmountField(label="Prix de la première date", unit="€ HT", required=False, min_value=0)
    coefficients = CoefficientsField(
        label="Série", required=False, help_text="« 1 ; 0,85 ; 0,75 » : un coefficient par date de suite."
    )
    form = forms.ChoiceField(label="Forme", required=False, choices=[NOT_SAID, *CoproductionForm.choices])
    producer_share = AmountField(label="Part du producteur", unit="%", decimals=4, required=False, min_value=0, max_value=100)
    partner_share = AmountField(label="Part du partenaire", unit="%", decimals=4, required=False, min_value=0, max_value=100)
    sharing_base = forms.ChoiceField(label="Partage calculé sur", required=False, choices=SharingBase.choices)
    guarantee = AmountField(label="Minimum garanti", unit="€ HT", required=False, min_value=0)
    guarantee_for = forms.ChoiceField(label="Garanti au", required=False, choices=[NOT_SAID, *GuaranteeFor.choices])
    tax_rate = AmountField(
        label="Taxe sur les spectacles",
        unit="%",
        decimals=4,
        required=False,
        min_value=0,
        max_value=100,
        help_text="CNM ou ASTP.",
    )
    rights_rate = AmountField(label="Droits d’auteur", unit="%", decimals=4, required=False, min_value=0, max_value=100)
    vat_rate = AmountField(
        label="TVA",
        unit="%",
        decimals=4,
        required=False,
        min_value=0,
        max_value=100,
        help_text="Vide : le taux légal de l’opération.",
    )
    deposit_rate = AmountField(label="Acompte", unit="%", decimals=4, required=False, min_value=0, max_value=100)
    deposit_on = DayField(label="Acompte le", required=False)
    payment_days = CountField(label="Paiement à", unit="jours", min_value=0, max_value=365)

    def __init__(self, data: Any = None, *, deal: Deal) -> None:
        values = dict(deal.terms.values_list("code", "value"))
        super().__init__(data, initial={name: getattr(deal, name) for name in self.base_fields})
        fields: Any = self.fields
        here = deal.organisation_id
        fields["partner"].among(Structure.objects.within(here).filter(ours=False).order_by("name", "id"), here)
        kind = terms.kinds()[deal.kind]
        for name in set(self.fields) - {*WHO, *kind.amounts}:
            del self.fields[name]
        asked = {"", *_foreign(deal)}
        for code in kind.terms:
            term = terms.catalogue()[code]
            if term.when not in asked and not values.get(code):
                continue
            fields[code] = field_of(term, due=code in kind.due)
            self.initial[code] = _typed(term, values.get(code, ""))
        if "base_price" in fields and deal.kind in PRICED:
            fields["base_price"].label = PRICED[DealKind(deal.kind)]


def _foreign(deal: Deal) -> set[str]:
    """Return the cases in which a deal asks more terms: with a foreign party or place, a foreign show that we buy."""
    away = deal.partner is not None and deal.partner.country not in ("", "FR")
    bought = {"entrant"} if away and deal.buys else set()
    if away or deal.performances.exclude(venue=None).exclude(venue__country__in=("", "FR")).exists():
        return {"etranger", *bought}
    return bought


PRICED: dict[str, str] = {
    DealKind.COPRODUCTION: "Apport",
    DealKind.RESIDENCE: "Apport",
    DealKind.LOCATION: "Loyer",
    DealKind.MISE_A_DISPOSITION: "Loyer",
    DealKind.CRENEAU: "Loyer de la série",
    DealKind.AUTEUR: "Prime",
    DealKind.MANDAT: "Forfait",
    DealKind.CAPTATION: "Prix",
    DealKind.MECENAT: "Don",
    DealKind.PARRAINAGE: "Prix",
    DealKind.PRESTATION: "Prix",
    DealKind.FOURNISSEUR: "Prix",
    DealKind.ATELIER: "Prix d’une séance",
}


def field_of(term: TermKind, *, due: bool) -> forms.Field:
    """Return the field that a term is typed in; one due before signing says so, none is due to save."""
    said = [term.hint]
    if term.usual and term.shape not in ("choix", "oui"):
        said.append(f"Vide : {term.usual}.")
    if due:
        said.append("À dire avant de signer.")
    options: dict[str, Any] = {"label": term.label, "required": False, "help_text": " ".join(part for part in said if part)}
    match term.shape:
        case "montant":
            return AmountField(unit="€", min_value=0, **options)
        case "taux":
            return AmountField(unit="%", min_value=0, max_value=100, **options)
        case "nombre":
            return CountField(unit=term.unit, min_value=0, max_value=999999, **options)
        case "jour":
            return DayField(**options)
        case "choix":
            usual = f"d’usage : {term.choices[term.usual]}" if term.usual else NOT_SAID[1]
            return forms.ChoiceField(choices=[("", usual), *term.choices.items()], **options)
        case "oui":
            return forms.ChoiceField(choices=[NOT_SAID, *YES], **options)
        case "long":
            return forms.CharField(max_length=terms.LONGEST["long"], widget=forms.Textarea(attrs={"rows": 3}), **options)
        case "bareme":
            return ScaleField(max_length=120, **options)
    return forms.CharField(max_length=terms.LONGEST["texte"], **options)


class ScaleField(forms.CharField):
    """A scale of cancellation: « 90:30;15:100 »."""

    def clean(self, value: Any) -> str:
        """Return the scale as it is kept; ValidationError when it cannot be read."""
        try:
            return terms.kept("bareme_annulation", super().clean(value))
        except terms.BadTerm as error:
            raise forms.ValidationError(str(error)) from error


def _typed(term: TermKind, value: str) -> Any:
    """Return a term as its field is filled."""
    if not value:
        return None
    if term.shape in ("montant", "taux"):
        return Decimal(value)
    return date.fromisoformat(value) if term.shape == "jour" else value


def as_kept(said: dict[str, Any]) -> dict[str, Any]:
    """Return what a form of terms holds, each term of the catalogue as the text that is kept of it."""
    return {name: _written(value) if name in terms.catalogue() else value for name, value in said.items()}


def _written(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else f"{value:f}" if isinstance(value, Decimal) else str(value)


class BeginForm(forms.Form):
    """A deal that begins: what it is, with whom, for which dates."""

    kind = forms.ChoiceField(label="Nature", choices=DealKind.choices)
    partner: Any = CardField(label="Partenaire", empty_label="à préciser")
    label = forms.CharField(label="Intitulé", max_length=200, required=False)
    activities: Any = forms.ModelMultipleChoiceField(
        label="Dates", queryset=None, required=False, widget=forms.CheckboxSelectMultiple, help_text="Sans conditions encore."
    )

    def __init__(self, data: Any = None, *, production: Production, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        fields: Any = self.fields
        absent = 'Absent ? <a href="{}">L’ajouter au carnet</a>.'
        fields["partner"].help_text = format_html(absent, reverse("directory:add_structures"))
        here = production.organisation_id
        fields["partner"].among(Structure.objects.within(here).filter(ours=False).order_by("name", "id"), here)
        free = Activity.objects.within(production.organisation_id).filter(production=production, deal=None, status__in=LIVE)
        fields["activities"].queryset = free.select_related("venue").order_by("on", "id")
        fields["activities"].label_from_instance = _of_day
        if not fields["activities"].queryset.exists():
            del self.fields["activities"]


def _of_day(activity: Activity) -> str:
    where = f", {activity.venue}" if activity.venue else ""
    return f"{french.day(activity.on, year=True)}, {activity.title or activity.get_kind_display()}{where}"


def begun_with(production: Production, chosen: str) -> dict[str, Any]:
    """Return what a new deal begins with when a date is named: that date, and whoever runs its venue."""
    named: Any = identifier(chosen)
    rows = Activity.objects.within(production.organisation_id).filter(production=production, pk=named, deal=None)
    found = rows.select_related("venue").first()
    if found is None:
        return {}
    kind = DealKind.ATELIER if found.kind == ActivityKind.ATELIER else DealKind.CESSION
    return {"activities": [found.pk], "partner": found.venue.structure_id if found.venue else None, "kind": kind}


class ClauseForm(forms.Form):
    """A clause written by hand."""

    text = forms.CharField(
        label="Texte",
        max_length=8000,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Une ligne par paragraphe ; « - » ouvre un élément de liste ; « [tableau prix] » tient la place d’un tableau. "
        "Vide, la clause est supprimée.",
    )
    reason = forms.CharField(label="Pourquoi", max_length=300, required=False)


class SignedForm(forms.Form):
    """A contract that came back signed."""

    paper = forms.FileField(label="Exemplaire signé", help_text="PDF, JPEG ou PNG ; son empreinte est gardée.")
    signed_on = DayField(label="Signé le")
    note = forms.CharField(label="Note", max_length=300, required=False)


class SheetForm(forms.Form):
    """A technical sheet to annex."""

    paper = forms.FileField(label="Fiche technique", help_text="PDF qui ne fait que montrer des pages.")


class SettingForm(forms.Form):
    """What the text of a contract is set to."""

    language = forms.ChoiceField(label="Langue", choices=Language.choices)
    hosting_annexed = forms.BooleanField(label="Annexer les conditions d’accueil", required=False)
    note = forms.CharField(
        label="Note de négociation",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Jamais imprimée.",
    )
