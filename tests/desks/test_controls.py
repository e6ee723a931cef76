"""Each control speaks when its fact goes wrong, and stays silent on the very edge of its rule."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from filage.core.rails import checks
from filage.core.rails import season as seasons
from filage.productions.models import Activity, Deal, Engagement, Person, Recepisse, Structure, VatRegime, Venue
from tests.desks.sound import TODAY, at, sound

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
FIRST = date(2026, 12, 11)


def test_a_sound_company_has_nothing_to_be_told():
    season = seasons.load(sound().organisation.pk)
    assert [finding.code for finding in checks.of(season) if finding.severity != "info"] == []


def foreign(company, **fields):
    company.set(company.theatre, country="BE", **fields)


def dates(company, count, year=2027):
    for rank in range(count):
        company.play(date(year, 1, 1) + rank * 2 * DAY)


def sep(company, *shares, ours):
    for rank, share in enumerate(shares):
        partner = company.add(Structure, name=f"Coproducteur {rank}")
        terms = {"producer_share": Decimal(ours), "partner_share": None if share is None else Decimal(share)}
        company.add(Deal, production=company.show, kind="coproduction", form="sep", stage="signe", partner=partner, **terms)


def shared(company, **fields):
    """Turn the deal into a coréalisation whose takings are known."""
    company.set(company.date, fill_rate=Decimal(60), average_price=Decimal(15))
    company.set(company.deal, kind="corealisation", **({"producer_share": Decimal(50), "tax_rate": Decimal("3.5")} | fields))


def in_series(company, count):
    monday = date(2027, 1, 4)
    for rank in range(count):
        company.work(monday + rank * DAY, 10, 4)


def long_week(company, hours):
    monday = date(2027, 1, 4)
    for rank in range(6):
        company.work(monday + rank * DAY, 10, hours / 6)


def second_service(company, *, hours_after):
    """Ana plays until 22 h on the eleventh, then works again so many hours later."""
    company.play(date(2027, 1, 11), 20)
    company.work(date(2027, 1, 12), 22 + hours_after - 24, 3)


CASES = {  # code: (what makes it speak, what comes near and leaves it silent)
    # directory
    "ORG-001": (lambda c: c.set(c.ours, siret="73282932000075"), lambda c: c.set(c.theatre, siret="35600000000048")),
    "ORG-002": (lambda c: c.set(c.ours, vat_number="FR45732829320"), lambda c: c.set(c.theatre, vat_number="BE0123456789")),
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
    "TVA-001": (lambda c: c.set(c.deal, vat_rate=Decimal(20)), lambda c: c.set(c.deal, vat_rate=Decimal("5.5"))),
    "TVA-002": (
        lambda c: c.set(c.deal, vat_rate=Decimal("2.1")),
        lambda c: shared(c, vat_rate=Decimal("2.1")),
    ),
    "TVA-003": (
        lambda c: [shared(c, vat_rate=Decimal("2.1")), c.set(c.show, played_before=140)],
        lambda c: [shared(c, vat_rate=Decimal("2.1")), c.set(c.show, played_before=139)],
    ),
    "TVA-004": (
        lambda c: [VatRegime.objects.within(c.organisation).update(status="franchise"), c.set(c.deal, vat_rate=Decimal("5.5"))],
        lambda c: [VatRegime.objects.within(c.organisation).update(status="franchise"), c.set(c.deal, vat_rate=Decimal(0))],
    ),
    "TVA-005": (lambda c: foreign(c), lambda c: [foreign(c), c.set(c.deal, vat_rate=Decimal(0))]),
    "TVA-006": (lambda c: foreign(c), lambda c: foreign(c, vat_number="BE0123456789")),
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
    # schedule
    "CAL-001": (
        lambda c: c.work(FIRST, 19, 2, venue=c.add(Venue, name="Studio", city="Lorient")),
        lambda c: c.work(FIRST, 14, 2, venue=c.add(Venue, name="Studio", city="Lorient")),
    ),
    "CAL-002": (
        lambda c: c.add(
            Activity,
            production=c.another_show(),
            kind="representation",
            on=FIRST,
            venue=c.venue,
            room=c.room,
            starts_at=at(FIRST, 21),
            ends_at=at(FIRST, 23),
        ),
        lambda c: c.add(
            Activity,
            production=c.another_show(),
            kind="representation",
            on=FIRST,
            venue=c.venue,
            room=c.room,
            starts_at=at(FIRST, 22),
            ends_at=at(FIRST, 23),
        ),
    ),
    "CAL-003": (
        lambda c: c.play(FIRST, 15, venue=c.add(Venue, name="Salle", city="Brest"), room=None),
        lambda c: c.play(FIRST, 15),
    ),
    "CAL-004": (lambda c: c.set(c.date, on=TODAY - DAY), lambda c: c.set(c.date, on=TODAY)),
    "CAL-005": (lambda c: c.set(c.date, venue=None, room=None), lambda c: c.set(c.date, venue=None, room=None, status="option")),
    "CAL-006": (
        lambda c: c.set(c.date, starts_at=None, ends_at=None),
        lambda c: c.set(c.date, starts_at=None, ends_at=None, on=TODAY + 61 * DAY),
    ),
    "CAL-007": (
        lambda c: c.set(c.show, exploitation_end=FIRST - DAY),
        lambda c: c.set(c.show, exploitation_end=FIRST),
    ),
    "CAL-008": (
        lambda c: c.play(date(2026, 12, 19), 14, type="scolaire"),  # Saturday; the holidays of Noël start that evening
        lambda c: c.play(date(2026, 12, 18), 14, type="scolaire"),
    ),
    "CAL-009": (
        lambda c: c.play(date(2030, 3, 12), 14, type="scolaire"),
        lambda c: c.play(date(2027, 3, 12), 14, type="scolaire"),
    ),
    "CAL-010": (lambda c: c.play(date(2026, 11, 11)), lambda c: c.play(date(2026, 11, 12))),
    "CAL-011": (
        lambda c: c.set(c.date, starts_at=at(FIRST + DAY, 20), ends_at=at(FIRST + DAY, 22)),
        lambda c: c.set(c.date, starts_at=at(FIRST, 0), ends_at=at(FIRST, 2)),
    ),
    "TMP-001": (lambda c: second_service(c, hours_after=10), lambda c: second_service(c, hours_after=11)),
    "TMP-002": (
        lambda c: [c.work(date(2027, 1, 11), 8, 3), c.work(date(2027, 1, 11), 20, 2)],
        lambda c: [c.work(date(2027, 1, 11), 8, 3), c.work(date(2027, 1, 11), 19, 2)],
    ),
    "TMP-003": (
        lambda c: c.work(date(2027, 1, 11), 9, 10.5),
        lambda c: c.work(date(2027, 1, 11), 9, 10),
    ),
    "TMP-004": (lambda c: long_week(c, 54), lambda c: long_week(c, 48)),
    "TMP-005": (lambda c: in_series(c, 7), lambda c: in_series(c, 6)),
    "TMP-006": (lambda c: c.work(date(2027, 1, 11), 22, 3), lambda c: c.work(date(2027, 1, 11), 22, 2)),
    # payroll
    "EMB-001": (lambda c: c.set(c.embauche, gross=None), lambda c: c.set(c.embauche, gross=Decimal(0))),
    "EMB-002": (
        lambda c: c.set(c.embauche, unit="heure", gross=Decimal("12.30")),
        lambda c: c.set(c.embauche, unit="heure", gross=Decimal("12.31")),
    ),
    "EMB-003": (
        lambda c: [c.set(c.embauche, person=None), c.set(c.date, on=TODAY + 30 * DAY)],
        lambda c: [c.set(c.embauche, person=None), c.set(c.date, on=TODAY + 31 * DAY)],
    ),
    "EMB-004": (
        lambda c: c.set(c.embauche, starts_on=c.show.creation_start - DAY),
        lambda c: c.set(c.embauche, starts_on=c.show.creation_start),
    ),
    "EMB-005": (  # a Friday: Saturday is the first working day, Monday the second
        lambda c: c.set(c.embauche, starts_on=TODAY - 4 * DAY),
        lambda c: c.set(c.embauche, starts_on=TODAY - 3 * DAY),
    ),
    "EMB-006": (lambda c: c.set(c.embauche, starts_on=TODAY + 8 * DAY), lambda c: c.set(c.embauche, starts_on=TODAY + 9 * DAY)),
    "EMB-007": (
        lambda c: c.set(c.embauche, dpae="deposee", starts_on=TODAY + 9 * DAY),
        lambda c: c.set(c.embauche, dpae="deposee", starts_on=TODAY + 8 * DAY),
    ),
    "EMB-008": (
        lambda c: c.set(c.embauche, dpae="deposee", contract="signe", starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 30)),
        lambda c: c.set(c.embauche, dpae="deposee", contract="signe", starts_on=date(2026, 9, 1), ends_on=date(2026, 10, 1)),
    ),
    "EMB-009": (
        lambda c: c.add(
            Engagement, production=c.show, person=c.ana, function="Comédienne", status="artiste", phase="exploitation"
        ),
        lambda c: c.add(Engagement, production=c.show, person=c.ana, function="Comédienne", status="artiste", phase="creation"),
    ),
    "EMB-010": (lambda c: c.embauche.delete(), lambda c: [c.embauche.delete(), c.set(c.date, status="option")]),
    "EMB-011": (lambda c: c.set(c.embauche, coefficient=Decimal("0.55")), lambda c: c.set(c.embauche, coefficient=Decimal(1))),
}


@pytest.mark.parametrize("code", CASES)
def test_a_control_speaks_when_its_fact_goes_wrong(code):
    company = sound()
    CASES[code][0](company)
    found = company.found(code)
    assert found, f"{code} ne dit rien"
    for finding in found:
        assert finding.subject and finding.message.endswith((".", "?")) and finding.remedy.endswith((".", "?")), finding
        assert finding.remedy_url.startswith("/") and finding.about and finding.citation


@pytest.mark.parametrize("code", CASES)
def test_a_control_is_silent_on_the_edge_of_its_rule(code):
    company = sound()
    CASES[code][1](company)
    assert company.found(code) == []
