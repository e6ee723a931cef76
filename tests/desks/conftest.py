"""Productions of the desks' tests, built from the published cases: case 1 (Les Marées) and case 2 (a treasury)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from filage.core import clock
from filage.core.models import Organisation
from filage.desks.budget.enums import HypothesisCode
from filage.desks.budget.models import Hypothesis, Line, Payment
from filage.productions.models import Activity, Deal, Engagement, Production, Structure, VatRegime, Venue
from tests.keeping import kept_rows


@dataclass
class Office:
    """One organisation with one production, and short ways to add to it."""

    organisation: Organisation
    structure: Structure
    production: Production

    def add(self, model, **fields):
        return model.objects.create(organisation=self.organisation, **fields)

    def line(self, side, label, price, **fields):
        fields = {"phase": "creation", "destination": "P" if side == "produit" else "D", "unit_price": price} | fields
        return self.add(Line, production=self.production, side=side, label=label, **fields)

    def pay(self, line, on, **amount):
        return self.add(Payment, line=line, on=on, **amount)

    def choose(self, code, value, **fields):
        return self.add(Hypothesis, production=self.production, code=HypothesisCode(code), value=Decimal(value), **fields)

    def partner(self, name, **fields):
        return self.add(Structure, name=name, **fields)

    def engage(self, function, status, gross, coefficient, **fields):
        terms = {"phase": "exploitation", "per_performance": True} | fields
        terms |= {"gross": Decimal(gross), "coefficient": None if coefficient is None else Decimal(coefficient)}
        return self.add(Engagement, production=self.production, function=function, status=status, **terms)

    def play(self, on, venue=None, deal=None, status="signe", **fields):
        return self.add(
            Activity, production=self.production, kind="representation", on=on, venue=venue, deal=deal, status=status, **fields
        )

    def deal(self, price, **fields):
        return self.add(Deal, production=self.production, base_price=None if price is None else Decimal(price), **fields)

    def venue(self, name):
        return self.add(Venue, name=name)


def office(slug, *, vat):
    organisation = Organisation.objects.create(name=slug, slug=slug)
    structure = Structure.objects.create(organisation=organisation, name="Compagnie Les Marées", ours=True)
    VatRegime.objects.create(organisation=organisation, structure=structure, since=date(2020, 1, 1), status=vat)
    production = Production.objects.create(
        organisation=organisation,
        structure=structure,
        slug="estran",
        title="L’Estran",
        creation_start=date(2026, 9, 1),
        creation_end=date(2027, 3, 11),
    )
    return Office(organisation, structure, production)


@pytest.fixture
def in_november():
    """Make it the 22 November 2026, whatever the day of the test: what is to come stays so."""
    with clock.as_if(date(2026, 11, 22)):
        yield


@kept_rows
def marees():
    """Return case 1: team, creation of 78 400 € with 66 400 € of produits, 20 dates planned at 2 500 €, and no date yet."""
    office_ = office("les-marees", vat="assujetti")
    office_.engage("Interprètes", "artiste", "160", "1.55", headcount=5)
    office_.engage(
        "Régie",
        "technicien",
        "20",
        "1.65",
        unit="heure",
        quantity=Decimal(12),
        quantity_following=Decimal(8),
        destination="C",
    )
    office_.line("charge", "Usure", 50, phase="exploitation", destination="E", account="615", per_performance=True)
    office_.line("charge", "Charges de création", 78400, account="604")
    for name, amount, status in (
        ("DRAC", 15000, "notifie"),
        ("Région", 12000, "en_instruction"),
        ("Ville", 6000, "conventionne"),
        ("Coproductions", 24000, "conventionne"),
        ("Société civile", 5000, "demande"),
        ("Apport", 4400, "notifie"),
    ):
        office_.line("produit", name, amount, status=status, account="741", funder=office_.partner(name))
    office_.choose("dates_prevues", 20)
    office_.choose("taux_gestion", 12)
    office_.choose("prix", 2500)
    return office_


@kept_rows
def treasury():
    """Return case 2: nine months of creation of an association outside VAT, from 8 200 € on the first of September."""
    office_ = office("tresorerie", vat="hors_champ")
    office_.choose("tresorerie_ouverture", 8200, on=date(2026, 9, 1))
    office_.choose("tresorerie_mois", 9)
    for side, label, flows in CASE_2:
        funder = office_.partner(label) if side == "produit" else None
        whole = sum(amount for _, amount in flows)
        status = "notifie" if side == "produit" else "estime"
        line = office_.line(side, label, whole, funder=funder, status=status, account="741" if side == "produit" else "606")
        for month, amount in flows:
            year = 2026 if month >= 9 else 2027
            office_.pay(line, date(year, month, 10), amount=Decimal(amount))
    return office_


CASE_2 = [
    ("charge", "Frais fixes", [(month, 380) for month in (9, 10, 11, 12, 1, 2, 3, 4, 5)]),
    ("produit", "Ville", [(10, 3000), (4, 3000)]),
    ("produit", "DRAC", [(12, 15000)]),
    ("produit", "Région", [(1, 7200), (7, 4800)]),
    ("produit", "Coproductions", [(12, 12000), (4, 12000)]),
    ("produit", "Cessions", [(4, 7500), (5, 10000)]),
    ("charge", "Salaires nets", [(11, 4200), (1, 6800), (2, 9000), (3, 5600), (4, 4000)]),
    ("charge", "Cotisations", [(12, 3100), (2, 5000), (3, 6600), (4, 4100), (5, 2900)]),
    ("charge", "Assurance", [(10, 650)]),
    ("charge", "Décor", [(11, 2700), (2, 6300)]),
    ("charge", "Costumes et studio", [(1, 5000)]),
    ("charge", "Communication", [(2, 2400)]),
]
