"""The cases of the controls about who we are, what we sign and what we sell: what makes each speak, what comes near."""

from datetime import date
from decimal import Decimal

from filage.desks.booking.models import Estimate
from filage.desks.directory.models import Label
from filage.productions.models import (
    Deal,
    Engagement,
    Person,
    Recepisse,
    Structure,
    VatRegime,
)
from tests.desks.case_facts import DAY, FIRST, dates, shared
from tests.desks.sound import TODAY


def sep(company, *shares, ours):
    for rank, share in enumerate(shares):
        partner = company.add(Structure, name=f"Coproducteur {rank}")
        terms = {"producer_share": Decimal(ours), "partner_share": None if share is None else Decimal(share)}
        company.add(Deal, production=company.show, kind="coproduction", form="sep", stage="signe", partner=partner, **terms)


def offer(c, until):
    """Return a quote that left, and that is valid until a day."""
    said = {"number": "D-2026-001", "made_on": TODAY - 30 * DAY, "sent_on": TODAY - 30 * DAY, "valid_until": until}
    return c.add(Estimate, production=c.show, structure=c.theatre, stage="envoye", **said)


CASES = {  # code: (what makes it speak, what comes near and leaves it silent)
    # directory
    "ORG-001": (lambda c: c.set(c.ours, siret="73282932000075"), lambda c: c.set(c.theatre, siret="35600000000048")),
    "ORG-002": (
        lambda c: c.set(c.ours, vat_number="FR45732829320"),
        lambda c: c.set(c.theatre, country="BE", vat_number="BE0000045629"),
    ),
    "ORG-003": (lambda c: c.set(c.ours, ape="90.1Z"), lambda c: c.set(c.ours, ape="90.01Z")),
    "ORG-004": (lambda c: c.set(c.ours, siret=""), lambda c: c.set(c.theatre, siret="")),
    "ORG-005": (
        lambda c: c.add(
            Engagement, production=c.show, person=c.add(Person, name="ANA KERRIEN"), function="Voix", status="artiste"
        ),
        lambda c: c.add(
            Engagement, production=c.show, person=c.add(Person, name="Ana Kerrian"), function="Voix", status="artiste"
        ),
    ),
    "ORG-006": (
        lambda c: c.add(Structure, name="theatre du mole", city="LORIENT"),
        lambda c: c.add(Structure, name="Théâtre du Môle", city="Brest"),
    ),
    "ORG-007": (
        lambda c: VatRegime.objects.within(c.organisation).update(since=TODAY + DAY),
        lambda c: VatRegime.objects.within(c.organisation).update(since=TODAY),
    ),
    "ORG-008": (lambda c: c.set(c.ours, idcc=""), lambda c: c.set(c.theatre, idcc="")),
    "LIC-001": (
        lambda c: [c.recepisse.delete(), dates(c, 7)],
        lambda c: [c.recepisse.delete(), dates(c, 6)],
    ),
    "LIC-002": (lambda c: c.set(c.recepisse, until=FIRST - DAY), lambda c: c.set(c.recepisse, until=FIRST)),
    "LIC-003": (lambda c: c.set(c.recepisse, until=TODAY - DAY), lambda c: c.set(c.recepisse, until=TODAY)),
    "LIC-004": (
        lambda c: c.set(c.recepisse, category=3),
        lambda c: c.add(Recepisse, structure=c.ours, number="PLATESV-D-2024-001235", category=3, until=date(2029, 1, 1)),
    ),
    "LIC-005": (
        lambda c: [c.recepisse.delete(), dates(c, 5)],
        lambda c: [c.recepisse.delete(), dates(c, 4)],
    ),
    "LIC-006": (lambda c: c.set(c.recepisse, until=None), lambda c: c.set(c.recepisse, since=None)),
    "LIC-007": (lambda c: c.set(c.recepisse, since=FIRST + DAY), lambda c: c.set(c.recepisse, since=FIRST)),
    "LIC-008": (lambda c: c.set(c.recepisse, number="2-1068432"), lambda c: c.set(c.recepisse, number="L-R-24-1172")),
    "LIC-012": (
        lambda c: c.set(c.ours, representative_since=TODAY - 10 * DAY),
        lambda c: c.set(c.ours, representative_since=TODAY - 10 * DAY, change_told_on=TODAY - 10 * DAY),
    ),
    "LIC-013": (lambda c: c.recepisse.delete(), lambda c: [c.recepisse.delete(), c.set(c.ours, ape="9499Z")]),
    "LAB-001": (
        lambda c: c.add(Label, structure=c.ours, code="SCIN", since=date(2023, 1, 1)),
        lambda c: c.add(Label, structure=c.ours, code="SCIN", since=date(2023, 1, 3)),
    ),
    "LAB-002": (
        lambda c: c.add(Label, structure=c.ours, code="SCIN"),
        lambda c: c.add(Label, structure=c.ours, code="SMAC"),
    ),
    "LAB-003": (
        lambda c: c.add(Label, structure=c.ours, code="SCIN", note="mention Art et danse"),
        lambda c: c.add(Label, structure=c.ours, code="SCIN", note="Mention art et création"),
    ),
    # booking
    "DEV-001": (lambda c: offer(c, TODAY - DAY), lambda c: offer(c, TODAY)),
    # contracts
    "CTR-001": (lambda c: c.set(c.deal, base_price=None), lambda c: c.set(c.deal, base_price=Decimal(0))),
    "CTR-002": (lambda c: c.set(c.date, deal=None), lambda c: c.set(c.date, deal=None, status="option")),
    "CTR-003": (
        lambda c: [c.set(c.deal, stage="envoye"), c.set(c.date, status="confirme", on=TODAY + 90 * DAY)],
        lambda c: [c.set(c.deal, stage="envoye"), c.set(c.date, status="confirme", on=TODAY + 91 * DAY)],
    ),
    "CTR-004": (lambda c: c.set(c.deal, partner=None), lambda c: c.set(c.deal, partner=None, stage="propose")),
    "CTR-005": (
        lambda c: c.set(c.deal, stage="rompu"),
        lambda c: [c.set(c.deal, stage="rompu"), c.set(c.date, status="annule")],
    ),
    "CTR-006": (
        lambda c: c.set(c.deal, stage="envoye"),
        lambda c: [c.set(c.deal, stage="envoye"), c.set(c.date, status="confirme")],
    ),
    "CTR-007": (
        lambda c: c.set(c.deal, deposit_rate=Decimal(30)),
        lambda c: c.set(c.deal, deposit_rate=Decimal(30), deposit_on=FIRST),
    ),
    "CTR-008": (
        lambda c: c.set(c.deal, deposit_rate=Decimal(30), deposit_on=FIRST + DAY),
        lambda c: c.set(c.deal, deposit_rate=Decimal(30), deposit_on=FIRST),
    ),
    "CTR-009": (
        lambda c: [c.set(c.theatre, funder_kind="commune_epci"), c.set(c.deal, payment_days=31)],
        lambda c: [c.set(c.theatre, funder_kind="commune_epci"), c.set(c.deal, payment_days=30)],
    ),
    "CTR-010": (lambda c: sep(c, "30", "20", ours="40"), lambda c: sep(c, "30", "20", ours="50")),
    "CTR-011": (
        lambda c: c.add(Deal, production=c.show, kind="coproduction", stage="accord", partner=c.theatre),
        lambda c: c.add(Deal, production=c.show, kind="coproduction", stage="accord", partner=c.theatre, form="simple"),
    ),
    "CTR-012": (lambda c: sep(c, None, ours="50"), lambda c: sep(c, "50", ours="50")),
    "CTR-013": (
        lambda c: c.add(Deal, production=c.show, stage="signe", partner=c.theatre),
        lambda c: c.add(Deal, production=c.show, stage="accord", partner=c.theatre),
    ),
    "CTR-014": (
        lambda c: c.set(c.date, rights_payer=""),
        lambda c: c.set(c.date, rights_payer="", on=TODAY + 91 * DAY),
    ),
    "CTR-015": (lambda c: c.set(c.date, meals=""), lambda c: c.set(c.date, meals="", on=TODAY + 61 * DAY)),
    "BIL-001": (lambda c: shared(c, producer_share=None), lambda c: shared(c, producer_share=Decimal(0))),
    "BIL-002": (
        lambda c: shared(c, guarantee=Decimal(800)),
        lambda c: shared(c, guarantee=Decimal(800), guarantee_for="producteur"),
    ),
    "BIL-003": (
        lambda c: shared(c, guarantee=Decimal(800), guarantee_for="lieu"),
        lambda c: shared(c, guarantee=Decimal(800), guarantee_for="producteur"),
    ),
    "BIL-004": (
        lambda c: [shared(c), c.set(c.date, fill_rate=None)],
        lambda c: [shared(c), c.set(c.date, capacity=None)],  # the room says it
    ),
    "BIL-005": (
        lambda c: [shared(c), c.set(c.date, average_price=Decimal(0))],
        lambda c: [shared(c), c.set(c.date, average_price=Decimal("0.5"))],
    ),
    "BIL-006": (lambda c: shared(c, tax_rate=None), lambda c: shared(c, tax_rate=Decimal(0))),
    "BIL-007": (lambda c: c.set(c.date, capacity=301), lambda c: c.set(c.date, capacity=300)),
    "BIL-008": (lambda c: c.set(c.date, reserved_seats=200), lambda c: c.set(c.date, reserved_seats=199)),
}
