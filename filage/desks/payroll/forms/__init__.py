"""What is typed of an embauche: field by field, or on one line; several lines make several of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from filage.desks.payroll.queries.pages import work
from filage.productions.choosing import CardField
from filage.productions.enums import (
    ContractTrack,
    Deduction,
    DpaeTrack,
    EmploymentContract,
    EmploymentStatus,
    GrossUnit,
    PayTrack,
    Phase,
)
from filage.productions.models import Engagement, Person
from filage.rules.payroll.minima import GRIDS
from filage.rules.reading import Unreadable
from filage.rules.reading.engagements import EXAMPLE, Engaged, engaged
from filage.web.inputs import AmountField, CountField, DayField

MOST_LINES = 60
NAMED_ALONE = "Une embauche nommée compte une personne : faites-en une par nom."


class QuickForm(forms.Form):
    """Embauches, one a line, as they are said or as they come from a spreadsheet."""

    lines = forms.CharField(
        label="En une ligne",
        max_length=20_000,
        help_text="« Camille Roux, comédienne, 5 cachets à 160 », « Régie, 12 h à 20, du 3 au 12 mars »."
        " Maj + Entrée, ou un bloc collé d’un tableur, pour plusieurs.",
    )

    def __init__(self, *args: Any, organisation: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        shown = {"rows": 1, "autocomplete": "off", "data-enter": "", "placeholder": "Qui, fonction, combien à combien"}
        fields: Any = self.fields
        fields["lines"].widget = forms.Textarea(attrs=shown if self.is_bound else shown | {"autofocus": True})
        self.people = Person.objects.within(organisation).only("pk", "name", "organisation_id")
        self.understood: list[tuple[Engagement, str]] = []  # each embauche as it was read, and its work in words

    def clean_lines(self) -> list[dict[str, Any]]:
        """Return the terms of each line; ValidationError naming the line that cannot be read."""
        lines = [line for line in self.cleaned_data["lines"].splitlines() if line.strip(" \t;,")]
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(f"{len(lines)} lignes : {MOST_LINES} au plus en une fois.")
        named = {person.name: person for person in self.people}
        read: list[dict[str, Any]] = []
        faults: list[str] = []
        for rank, line in enumerate(lines, start=1):
            try:
                read.append(_terms(engaged(line, names=tuple(named), today=self.today), named))
            except Unreadable as error:
                faults.append(f"Ligne {rank} : {error}" if len(lines) > 1 else str(error))
        if faults or not lines:
            raise forms.ValidationError(faults or [EXAMPLE])
        self.understood = [(one, work(one)) for one in (Engagement(**terms) for terms in read)]
        return read


def _terms(said: Engaged, named: Mapping[str, Person]) -> dict[str, Any]:
    """Return the fields of an embauche read from a line: paid at each date, it belongs to the exploitation unless said."""
    person = named.get(said.who)
    if person and said.headcount > 1:
        raise Unreadable(NAMED_ALONE)
    return {
        "function": said.function,
        "person": person,
        "placeholder": "" if person else said.who,
        "status": EmploymentStatus(said.status),
        "phase": Phase(said.phase or (Phase.EXPLOITATION if said.per_performance else Phase.CREATION)),
        "unit": GrossUnit(said.unit),
        "quantity": said.quantity,
        "gross": said.gross,
        "headcount": said.headcount,
        "per_performance": said.per_performance,
        "starts_on": said.starts_on,
        "ends_on": said.ends_on,
    }


GROUPS = (
    ("Qui, quoi", ("function", "person", "placeholder", "status", "phase", "headcount")),
    ("Travail et salaire", ("unit", "quantity", "per_performance", "gross", "coefficient", "starts_on", "ends_on")),
    ("Contrat", ("contract_kind", "motive", "position", "executive", "deduction", "weekly_hours")),
    ("Contrat : où il en est", ("contract", "contract_sent_on", "contract_signed_on")),
    ("DPAE", ("dpae", "dpae_on", "dpae_number")),
    ("Paie", ("pay", "reported_on", "paid_on", "declared_on", "certified_on")),
)


def _positions(agreement: str, present: str) -> list[Any]:
    """Return the positions of an agreement's grid, of every grid when it has none of its own, with the one already chosen."""
    grids = {agreement: GRIDS[agreement]} if agreement in GRIDS else GRIDS
    groups: list[Any] = [(f"Convention {code}", [(label, label) for label in grid]) for code, grid in grids.items()]
    known = {label for grid in grids.values() for label in grid}
    return [("", "inconnue"), *([(present, present)] if present and present not in known else []), *groups]


class EngagementForm(forms.Form):
    """An embauche: an empty gross stays unknown, an empty name is a post still open."""

    function = forms.CharField(label="Fonction", max_length=120, help_text="Comédienne, régisseuse lumière, costumier…")
    person: Any = CardField(label="Personne", empty_label="à pourvoir")
    placeholder = forms.CharField(
        label="Sinon, qui ?",
        max_length=120,
        required=False,
        help_text="« Interprète 3 », « remplaçante » : tant que le nom manque.",
    )
    status = forms.ChoiceField(label="Statut", choices=EmploymentStatus.choices)
    phase = forms.ChoiceField(label="Budget", choices=Phase.choices, initial=Phase.CREATION)
    unit = forms.ChoiceField(label="Payée au", choices=GrossUnit.choices, initial=GrossUnit.CACHET)
    quantity = AmountField(label="Combien", decimals=4, min_value=0, initial=1, help_text="Cachets, services, heures ou jours.")
    per_performance = forms.BooleanField(label="À chaque représentation", required=False)
    gross = AmountField(label="Brut pour chacun", unit="€ brut", required=False, min_value=0, help_text="Vide : inconnu.")
    headcount = CountField(label="Nombre de personnes", min_value=1, max_value=500, initial=1)
    starts_on = DayField(label="Du", required=False)
    ends_on = DayField(label="Au", required=False, help_text="Vides : les dates des services suivis.")
    contract_kind = forms.ChoiceField(
        label="Type de contrat", choices=[("", "celui du statut"), *EmploymentContract.choices], required=False
    )
    position = forms.ChoiceField(
        label="Position dans la convention", required=False, help_text="Vide : inconnue, sans minimum lu."
    )
    executive = forms.BooleanField(label="Cadre", required=False)
    deduction = forms.ChoiceField(
        label="Abattement pour frais (DFS)", choices=[("", "aucun"), *Deduction.choices], required=False
    )
    weekly_hours = AmountField(
        label="Temps partiel",
        unit="h par semaine",
        decimals=4,
        required=False,
        min_value=0,
        max_value=48,
        help_text="Vide : plein temps.",
    )
    motive = forms.CharField(
        label="Objet ou motif", max_length=300, required=False, help_text="Ce que dit le contrat : « représentations de… »."
    )

    def __init__(self, *args: Any, organisation: Any, agreement: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        chosen: Any = self.fields["person"]
        chosen.among(Person.objects.within(organisation).order_by("name", "id"), getattr(organisation, "pk", organisation))
        position: Any = self.fields["position"]
        position.choices = _positions(agreement, self.initial.get("position", ""))

    def clean(self) -> dict[str, Any]:
        """Return the terms: a person named needs no placeholder, and is one."""
        found = super().clean() or self.cleaned_data
        if found.get("person"):
            found["placeholder"] = ""
            if found.get("headcount", 1) > 1:
                self.add_error("headcount", NAMED_ALONE)
        return found


class EngagedForm(EngagementForm):
    """An embauche that is under way: its coefficient, and how far contract, declaration and pay are, each step with its day."""

    coefficient = AmountField(
        label="Coefficient de charges",
        decimals=4,
        required=False,
        min_value=0,
        help_text="Vide : au moteur de paie, sinon celui de la structure.",
    )
    contract = forms.ChoiceField(label="Contrat", choices=ContractTrack.choices)
    contract_sent_on = DayField(label="Envoyé le", required=False)
    contract_signed_on = DayField(label="Signé le", required=False)
    dpae = forms.ChoiceField(label="DPAE", choices=DpaeTrack.choices)
    dpae_on = DayField(label="Déposée le", required=False)
    dpae_number = forms.CharField(label="N° de l’accusé de réception", max_length=60, required=False)
    pay = forms.ChoiceField(label="Paie", choices=PayTrack.choices)
    reported_on = DayField(label="Heures relevées le", required=False)
    paid_on = DayField(label="Payé le", required=False)
    declared_on = DayField(label="AEM ou DSN faite le", required=False)
    certified_on = DayField(label="Certificat remis le", required=False)

    def sides(self) -> list[list[tuple[str, list[forms.BoundField]]]]:
        """Return the fields by what they speak of, in the two columns of the page: the terms, how far it is."""
        groups = [(title, [self[name] for name in names]) for title, names in GROUPS]
        return [groups[:3], groups[3:]]
