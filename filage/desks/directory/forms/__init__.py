"""What is typed of a person, a structure, a venue, a room, and of our own structure when it starts."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from filage.productions import pointing
from filage.productions.enums import FunderKind, PayCircuit, StructureKind, VatStatus
from filage.productions.models import Structure
from filage.rules import identity
from filage.rules.identity import vat_numbers
from filage.web.format import MONTHS
from filage.web.inputs import AmountField, CountField, DayField, Parted

FIRST_BIRTH = date(1900, 1, 1)
YES_NO_UNKNOWN = [("unknown", "inconnu"), ("true", "oui"), ("false", "non")]
CATEGORIES = [(1, "1 · exploitant de lieu"), (2, "2 · producteur ou entrepreneur de tournées"), (3, "3 · diffuseur")]


class BirthField(DayField):
    """A day of birth: past, and of somebody who may be alive."""

    def clean(self, value: Any) -> Any:
        """Return the day, None when nothing is typed; ValidationError for one that nobody was born on."""
        found = super().clean(value)
        if found is not None and not FIRST_BIRTH <= found <= timezone.localdate():
            raise ValidationError(f"Une date de naissance entre {FIRST_BIRTH.year} et aujourd’hui.")
        return found


class PersonForm(Parted, forms.Form):
    """Someone the office works with."""

    PARTS = (
        ("La personne", ("name", "trades", "email", "phone", "bio")),
        ("État civil", ("birth_name", "born_on", "birth_place", "nationality")),
        ("Adresse", ("address", "postal_code", "city", "country")),
        ("Paie et accès", ("conges_number", "nir", "iban", "withholding_rate", "access_needs", "erase")),
    )

    name = forms.CharField(label="Nom", max_length=160)
    trades = forms.CharField(label="Métiers", max_length=200, required=False, help_text="Comédienne, régisseur lumière…")
    email = forms.EmailField(label="Courriel", required=False)
    phone = forms.CharField(label="Téléphone", max_length=40, required=False)
    bio = forms.CharField(
        label="Biographie", widget=forms.Textarea, required=False, help_text="Telle que le dossier la dira.", max_length=20_000
    )


SEALED = {
    "nir": "NIR",
    "iban": "IBAN",
    "access_needs": "Besoins d’accès",
    "withholding_rate": "Taux du prélèvement à la source",
}
KEPT = "Scellé : déjà écrit. Vide, il reste ; ce que vous tapez le remplace."


class SealedPersonForm(PersonForm):
    """The same for whoever may read pay: what contracts and declarations ask; what is kept sealed is never shown back here."""

    birth_name = forms.CharField(label="Nom de naissance", max_length=120, required=False, help_text="S’il diffère.")
    born_on = BirthField(label="Naissance le", required=False)
    birth_place = forms.CharField(label="À", max_length=120, required=False, help_text="Commune et département, ou pays.")
    nationality = forms.CharField(label="Nationalité", max_length=60, required=False)
    address = forms.CharField(label="Adresse", max_length=300, required=False)
    postal_code = forms.CharField(label="Code postal", max_length=12, required=False)
    city = forms.CharField(label="Ville", max_length=120, required=False)
    country = forms.CharField(label="Pays", max_length=2, initial="FR", required=False, help_text="Deux lettres : FR, BE…")
    conges_number = forms.CharField(label="N° Congés Spectacles", max_length=40, required=False)
    nir = forms.CharField(label="NIR (n° de sécurité sociale)", max_length=24, required=False, help_text="Scellé.")
    iban = forms.CharField(label="IBAN", max_length=42, required=False, help_text="Scellé.")
    access_needs = forms.CharField(
        label="Besoins d’accès", max_length=2_000, required=False, help_text="Scellé.", widget=forms.Textarea(attrs={"rows": 2})
    )
    withholding_rate = forms.CharField(
        label="Taux du prélèvement à la source", max_length=8, required=False, help_text="Scellé. Vide : aucun taux transmis."
    )
    erase = forms.MultipleChoiceField(label="Effacer", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, sealed: frozenset[str], **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        for name in SEALED:
            fields[name].widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}
            if name in sealed:
                fields[name].help_text = KEPT
        fields["erase"].choices = [(name, label) for name, label in SEALED.items() if name in sealed]
        if not sealed:
            del fields["erase"]

    def clean_nir(self) -> str:
        """Return the fifteen signs; refuse those whose key is wrong."""
        return _keyed(self.cleaned_data["nir"], identity.nir_fault)

    def clean_iban(self) -> str:
        """Return the number without its spaces; refuse one whose key is wrong."""
        return _keyed(self.cleaned_data["iban"], identity.iban_fault)

    def clean_country(self) -> str:
        """Return the two letters of the country; France when nothing is typed."""
        return _country(self.cleaned_data["country"])

    def clean_withholding_rate(self) -> str:
        """Return the rate in percent, with a point; refuse what is none."""
        text = self.cleaned_data["withholding_rate"].replace("%", "").replace(",", ".").strip()
        if text and not (re.fullmatch(r"\d{1,2}(\.\d{1,2})?", text)):
            raise ValidationError("Un taux en pour cent, de 0 à 99,99 : 4,5.")
        return text

    def clean(self) -> dict[str, Any]:
        """Return the fields to write: a sealed one only when something is typed or when it is to be erased."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        erased = found.pop("erase", [])
        kept = {name: value for name, value in found.items() if name not in SEALED or value}
        return {name: "" for name in erased if name not in kept} | kept


def _country(text: str) -> str:
    letters = text.strip().upper() or "FR"
    if not (len(letters) == 2 and letters.isascii() and letters.isalpha()):
        raise ValidationError("Deux lettres : FR, BE, CH…")
    return letters


def _keyed(text: str, fault: Callable[[str], str]) -> str:
    if text and (said := fault(text)):
        raise ValidationError(f"{said[:1].upper()}{said[1:]}.")
    return identity.compact(text).replace("-", "")


class StructureForm(Parted, forms.Form):
    """A partner: theatre, festival, funder, supplier."""

    PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("La structure", ("name", "kind", "funder_kind", "legal_form")),
        ("Où la joindre", ("address", "postal_code", "city", "country", "email", "phone", "website")),
        ("Pour ses papiers", ("siret", "vat_number", "iban", "erase", "representative", "representative_quality")),
    )

    name = forms.CharField(label="Nom", max_length=200)
    kind = forms.ChoiceField(label="Sorte", choices=StructureKind.choices, initial=StructureKind.LIEU)
    funder_kind = forms.ChoiceField(
        label="Financeur", choices=[("", "n’est pas un financeur"), *FunderKind.choices], required=False
    )
    legal_form = forms.CharField(label="Forme juridique", max_length=100, required=False)
    siret = forms.CharField(label="SIRET", max_length=20, required=False, help_text="14 chiffres.")
    address = forms.CharField(label="Adresse", max_length=300, required=False)
    postal_code = forms.CharField(label="Code postal", max_length=12, required=False)
    city = forms.CharField(label="Ville", max_length=120, required=False)
    country = forms.CharField(label="Pays", max_length=2, initial="FR", required=False, help_text="Deux lettres : FR, BE…")
    vat_number = forms.CharField(
        label="N° de TVA", max_length=20, required=False, help_text="Avec les lettres du pays : FR…, BE…, CHE…"
    )
    email = forms.EmailField(label="Courriel", required=False)
    phone = forms.CharField(label="Téléphone", max_length=40, required=False)
    website = forms.CharField(label="Site", max_length=200, required=False)
    representative = forms.CharField(label="Représentée par", max_length=120, required=False)
    representative_quality = forms.CharField(label="En qualité de", max_length=120, required=False)
    iban = forms.CharField(
        label="IBAN", max_length=42, required=False, help_text="Scellé.", widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    erase = forms.MultipleChoiceField(label="Effacer", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, sealed: frozenset[str] = frozenset(), **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        if not sealed:
            del fields["erase"]
            return
        fields["iban"].help_text, fields["erase"].choices = KEPT, [("iban", SEALED["iban"])]

    def clean_iban(self) -> str:
        """Return the number without its spaces; refuse one whose key or length is wrong."""
        return _keyed(self.cleaned_data["iban"], identity.iban_fault)

    def clean(self) -> dict[str, Any]:
        """Return the fields to write: the sealed one only when it is typed or to be erased."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        erased = found.pop("erase", [])
        if not found.get("iban"):
            found.pop("iban", None)
        return {name: "" for name in erased if name not in found} | found

    def clean_siret(self) -> str:
        """Return the 14 digits; refuse those whose key is wrong."""
        return siret(self.cleaned_data["siret"])

    def clean_country(self) -> str:
        """Return the two letters of the country; France when nothing is typed."""
        return _country(self.cleaned_data["country"])

    def clean_vat_number(self) -> str:
        """Return the VAT number without spaces; refuse one that cannot be of its country, or whose key is wrong."""
        number = vat_numbers.plain(self.cleaned_data["vat_number"])
        country = self.cleaned_data.get("country", "")
        moved = {"vat_number", "country"} & set(self.changed_data)
        if moved and number and (fault := identity.vat_number_fault(number, country=country)):
            raise ValidationError(f"Ce n° de TVA n’existe pas : {fault}.")
        return number


class OurStructureForm(StructureForm):
    """Our own structure: what contracts and payslips will say of it."""

    PARTS = (
        *StructureForm.PARTS,
        ("Qui la dirige", ("representative_since", "change_told_on", "competent_until")),
        ("Ce que la loi demande", ("ape", "idcc", "headcount", "nonprofit")),
        ("Sa paie", ("pay_circuit", "urssaf", "retirement_fund", "welfare_fund", "medical_service", "conges_employer_number")),
    )

    representative_since = DayField(
        label="Dirige depuis le", required=False, help_text="Un changement se déclare sous quinze jours."
    )
    change_told_on = DayField(label="Changement déclaré le", required=False)
    competent_until = DayField(
        label="Personne compétente partie le",
        required=False,
        help_text="Vide : elle est toujours là. Trois mois pour la remplacer.",
    )
    ape = forms.CharField(label="Code APE", max_length=6, required=False, help_text="9001Z pour les arts du spectacle vivant.")
    idcc = forms.CharField(
        label="Convention collective (IDCC)", max_length=4, required=False, help_text="1285 ou 3090 pour le spectacle vivant."
    )
    headcount = CountField(
        label="Effectif",
        unit="salariés",
        min_value=0,
        max_value=100_000,
        required=False,
        help_text="Annuel moyen. Vide : inconnu.",
    )
    nonprofit = forms.NullBooleanField(label="But non lucratif", required=False, widget=forms.Select(choices=YES_NO_UNKNOWN))
    pay_circuit = forms.ChoiceField(label="Déclare la paie par", choices=PayCircuit.choices, initial=PayCircuit.DSN)
    urssaf = forms.CharField(label="Urssaf", max_length=120, required=False, help_text="Celle qui reçoit vos DPAE.")
    retirement_fund = forms.CharField(label="Retraite complémentaire", max_length=120, required=False)
    welfare_fund = forms.CharField(label="Prévoyance", max_length=120, required=False)
    medical_service = forms.CharField(label="Médecine du travail", max_length=120, required=False)
    conges_employer_number = forms.CharField(label="N° d’employeur, Congés Spectacles", max_length=40, required=False)
    fiscal_year_start = forms.TypedChoiceField(
        label="L’exercice ouvre le 1er", choices=[(number, name) for number, name in enumerate(MONTHS, 1)], coerce=int
    )


class DegreesField(forms.CharField):
    """A coordinate in degrees, as a map gives it: « 48,3904 », « -4.4861 », or « 4,48 O »."""

    def __init__(self, *, north: bool, **options: Any) -> None:
        self.north, self.largest = north, 90 if north else 180
        super().__init__(max_length=24, widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}), **options)

    def clean(self, value: Any) -> Any:
        """Return the degrees, north and east positive; None when nothing is typed."""
        text = super().clean(value).upper().replace("°", "").replace("−", "-").strip()
        if not text:
            return None
        found = re.fullmatch(r"(-?\d{1,3}(?:[.,]\d{1,8})?)\s*([NSEOW]?)", text)
        if found is None or found[2] not in ("", *("NS" if self.north else "EOW")):
            raise ValidationError("Des degrés et leurs décimales, comme 48,3904 ou -4,4861.")
        degrees = Decimal(found[1].replace(",", ".")).quantize(Decimal("0.0001")) * (-1 if found[2] in tuple("SOW") else 1)
        if abs(degrees) > self.largest:
            raise ValidationError(f"De -{self.largest} à {self.largest} degrés.")
        return degrees

    def prepare_value(self, value: Any) -> Any:
        """Return degrees as the trade writes them."""
        return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value


class VenueForm(Parted, forms.Form):
    """A place where something happens."""

    PARTS = (
        ("Le lieu", ("name", "structure", "accessibility")),
        ("Où il est", ("address", "postal_code", "city", "country", "latitude", "longitude")),
    )

    name = forms.CharField(label="Nom", max_length=200)
    structure: Any = forms.ModelChoiceField(label="Tenu par", queryset=None, required=False, empty_label="—")
    address = forms.CharField(label="Adresse", max_length=300, required=False)
    postal_code = forms.CharField(label="Code postal", max_length=12, required=False)
    city = forms.CharField(label="Ville", max_length=120, required=False)
    country = forms.CharField(label="Pays", max_length=2, initial="FR", required=False, help_text="Deux lettres : FR, BE…")
    latitude = DegreesField(label="Latitude", north=True, required=False, help_text="48,3904, nord positif.")
    longitude = DegreesField(
        label="Longitude", north=False, required=False, help_text="Négative à l’ouest de Greenwich : -4,4861."
    )
    accessibility = forms.CharField(label="Accessibilité", max_length=300, required=False)

    def __init__(self, *args: Any, organisation: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        chosen: Any = self.fields["structure"]
        held = getattr((self.initial or {}).get("structure"), "pk", None)
        chosen.queryset = pointing.offered(Structure, organisation.pk, pk=held).order_by("name", "id")

    def clean_country(self) -> str:
        """Return the two letters of the country; France when nothing is typed."""
        return _country(self.cleaned_data["country"])

    def clean(self) -> dict[str, Any]:
        """Return the fields; refuse one coordinate without the other."""
        found = super().clean() or self.cleaned_data
        given = {name: found.get(name) is not None for name in ("latitude", "longitude") if name not in self.errors}
        for name, there in given.items():
            if not there and any(given.values()):
                self.add_error(name, "Les deux coordonnées vont ensemble : donnez celle-ci, ou retirez l’autre.")
        return found


class RoomForm(forms.Form):
    """A room of a venue: how many people it holds, and what its stage measures."""

    name = forms.CharField(label="Nom de la salle", max_length=120)
    capacity = CountField(label="Jauge", unit="places", min_value=0, max_value=200_000, required=False)
    seated = CountField(label="Dont assises", unit="places", min_value=0, max_value=200_000, required=False)
    standing = CountField(label="Dont debout", unit="places", min_value=0, max_value=200_000, required=False)
    width = AmountField(label="Ouverture", unit="m", min_value=0, max_value=200, required=False)
    depth = AmountField(label="Profondeur", unit="m", min_value=0, max_value=200, required=False)
    height = AmountField(label="Hauteur sous gril", unit="m", min_value=0, max_value=100, required=False)
    slope = AmountField(label="Pente", unit="%", min_value=0, max_value=30, required=False, help_text="0 : plateau plat.")
    wings = forms.CharField(label="Dégagements", max_length=120, required=False)
    dock = forms.CharField(label="Quai de déchargement", max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        """Return the fields; refuse more seats of a kind than there are places."""
        found = super().clean() or self.cleaned_data
        for name in ("seated", "standing"):
            if found.get("capacity") is not None and (found.get(name) or 0) > found["capacity"]:
                self.add_error(name, "Plus que la jauge : corrigez l’une ou l’autre.")
        return found


class VatForm(forms.Form):
    """The VAT regime of our structure, from a day on."""

    status = forms.ChoiceField(label="Régime", choices=VatStatus.choices)
    since = DayField(label="Depuis le")


class RecepisseForm(forms.Form):
    """A n° de récépissé of our structure."""

    number = forms.CharField(label="N° de récépissé", max_length=60)
    category = forms.TypedChoiceField(label="Catégorie", choices=CATEGORIES, coerce=int, initial=2)
    since = DayField(label="Depuis le", required=False)
    until = DayField(label="Jusqu’au", required=False)

    def clean(self) -> dict[str, Any]:
        """Return the fields; refuse an end before its beginning."""
        found = super().clean() or self.cleaned_data
        if found.get("since") and found.get("until") and found["until"] < found["since"]:
            self.add_error("until", "La fin précède le début.")
        return found


class StartForm(forms.Form):
    """Our structure, to start for real."""

    name = forms.CharField(label="Nom de la structure", max_length=200)
    city = forms.CharField(label="Ville", max_length=120, required=False)
    legal_form = forms.CharField(
        label="Forme juridique", max_length=100, required=False, help_text="Association loi 1901, SCOP, SARL…"
    )


class StartWithAccountForm(StartForm):
    """The same, with the account of whoever starts: the demonstration's is not hers."""

    person = forms.CharField(label="Votre nom", max_length=160, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(label="Votre courriel", widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    password = forms.CharField(
        label="Votre mot de passe",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="10 caractères au moins.",
    )


def siret(text: str) -> str:
    """Return a SIRET as 14 digits, or nothing; ValidationError when it cannot be one."""
    digits = identity.compact(text)
    if digits and (fault := identity.siret_fault(digits)):
        raise ValidationError(f"Ce SIRET n’existe pas : {fault}. Relisez-le sur l’avis de situation.")
    return digits
