"""Each control speaks when its fact goes wrong, and stays silent on the very edge of its rule."""

import gc
import re
import weakref
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from filage.core import rails
from filage.core.models import DatedSetting, Membership, User
from filage.core.rails import checks, deadlines
from filage.core.rails import season as seasons
from filage.desks.booking.models import Estimate, Invitation
from filage.desks.budget.models import FundingPaper, Hypothesis, Version
from filage.desks.budget.operations import frozen
from filage.desks.contracts.models import Piece
from filage.desks.directory.models import Label
from filage.desks.schedule.models import Task
from filage.productions.models import (
    Activity,
    Deal,
    Engagement,
    Need,
    Person,
    Quote,
    Recepisse,
    Structure,
    VatRegime,
    Venue,
)
from tests.desks import concert_cases, piece_cases, road_cases, school_cases
from tests.desks.sound import TODAY, at, sound
from tests.keeping import kept_rows

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
company = kept_rows(sound)
UUIDS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
DAY = timedelta(days=1)
FIRST = date(2026, 12, 11)


def test_a_sound_company_has_nothing_to_be_told(company):
    season = seasons.load(company.organisation.pk)
    assert [finding.code for finding in checks.of(season) if finding.severity != "info"] == []
    read = weakref.ref(season)
    del season
    gc.collect()
    assert read() is None, "what was computed from a season keeps it, and every edit would keep one more"


def test_a_permanent_is_declared_like_anybody_hired(company):
    hired = {"status": "permanent", "per_performance": False, "unit": "mois", "dpae": "a_faire", "dpae_on": None}
    company.set(company.embauche, **hired, starts_on=TODAY + 9 * DAY, ends_on=None)
    due = [duty for duty in deadlines.of(seasons.load(company.organisation.pk)) if duty.key.startswith("embauche:dpae")]
    assert [duty.on for duty in due] == [TODAY + 9 * DAY] and company.found("EMB-006") == []
    company.set(company.embauche, starts_on=TODAY - 40 * DAY)  # an open contract is not over
    assert [found.severity for found in company.found("EMB-006")] == ["bloquant"]
    company.set(company.embauche, starts_on=None)
    assert company.found("EMB-006") == []


def test_ten_services_at_once_are_told_nine_times_and_not_once_for_each_pair(company):
    for rank in range(9):
        company.play(FIRST, 20, venue=company.add(Venue, name=f"Salle {rank}", city="Brest"), room=None)
    first = f"activity:{company.date.pk}"
    for code in ("CAL-001", "CAL-003"):
        about = [found.about for found in company.found(code)]
        assert len({other for _, other, *_ in about}) == len(about) == 9
        assert {one for one, *_ in about} == {first}, "each is told with the first of the day"


def foreign(company, **fields):
    company.set(company.theatre, country="BE", **fields)


def looked_up(company, number):
    told = {"kind": "numero_tva", "state": "verifiee", "checked_on": TODAY, "proof": "VIES, lu le 2 novembre"}
    company.add(Piece, structure=company.theatre, number=number, **told)


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


def twelve_weeks(company, day):
    """Ana works four days a week, twelve weeks, a break in each day."""
    for rank in range(12):
        for off in range(4):
            on = date(2027, 1, 4) + (7 * rank + off) * DAY
            company.work(on, 8, day / 2, kind="montage")
            company.work(on, 14, day / 2, kind="montage")


def evenings_then(company, hour):
    """Ana works six evenings until 23 h, rests on Sunday, works again on Monday at some hour."""
    for rank in range(6):
        company.work(date(2027, 1, 4) + rank * DAY, 20, 3)
    company.work(date(2027, 1, 11), hour, 2)


def nights(company, days):
    """Ana works from 18 h to 4 h with a break, on some days of a week."""
    for rank in days:
        company.work(date(2027, 1, 4) + rank * DAY, 18, 4.5, kind="montage")
        company.work(date(2027, 1, 4) + rank * DAY, 23, 5, kind="montage")


def second_service(company, *, hours_after):
    """Ana plays until 22 h on the eleventh, then works again so many hours later."""
    company.play(date(2027, 1, 11), 20)
    company.work(date(2027, 1, 12), 22 + hours_after - 24, 3)


def creating(company, _):
    """Put the show in the middle of its creation, forty days before its end."""
    company.set(company.show, creation_end=TODAY + 40 * DAY)


def quoted(company, until):
    need = company.add(Need, production=company.show, kind="technique", label="Gradateurs")
    company.add(Quote, need=need, supplier="Lumières de l’Ouest", unit_cost=Decimal(800), valid_until=until, chosen=True)
    company.line("charge", "Gradateurs", 800, need=need, status="devis")


def sent(company, *, moved):
    line = company.line("charge", "Décor", 1000)
    kept = {"number": 1, "name": "dépôt", "frozen_on": TODAY, "sent_to": company.theatre, "data": frozen(company.show)}
    company.add(Version, production=company.show, **kept)
    if moved:
        company.set(line, unit_price=Decimal(1200))


def under(company, status, sold):
    """Put the structure under a regime, with so many euros of sales this year."""
    VatRegime.objects.within(company.organisation).update(status=status)
    company.set(company.deal, base_price=Decimal(sold))


def asked(company, amount=1000, **fields):
    """Return the line of a public funder who was asked for something."""
    city = company.add(Structure, name="Ville", kind="financeur", funder_kind="commune_epci")
    return company.line("produit", "Ville", amount, **({"funder": city, "status": "demande", "on": TODAY + 90 * DAY} | fields))


def coproduced(company, amount, *, linked=False):
    """Write a coproduction of 12 000 € in a contract, and its money in a line of the same partner."""
    partner = company.add(Structure, name="Le Haut-Phare")
    terms = {"kind": "coproduction", "form": "simple", "base_price": Decimal(12000), "partner": partner}
    deal = company.add(Deal, production=company.show, stage="accord", **terms)
    company.line("produit", "Apport", Decimal(amount), funder=partner, deal=deal if linked else None)


def paper(company, line, **fields):
    return company.add(FundingPaper, line=line, **fields)


def based(company, base):
    """Ask for an aid on a base, in a creation of 10 000 € paid out, 1 000 € of depreciation and 1 500 € of volunteers."""
    company.line("charge", "Décor", 10000)
    company.line("charge", "Dotation", 1000, account="6811")
    company.line("charge", "Bénévoles", 1500, account="864", destination="Z")
    asked(company, eligible_base=Decimal(base))


def paid_in(company, day):
    line = asked(company, status="notifie")
    company.year(line, 2026, 1000)
    company.pay(line, day, share=Decimal(100))


def setting(company, code, value):
    told = {"structure": company.ours.pk, "since": date(2026, 1, 1), "value": Decimal(value), "source": "accord du 5 janvier"}
    company.add(DatedSetting, code=code, **told)


def offer(c, until):
    """Return a quote that left, and that is valid until a day."""
    said = {"number": "D-2026-001", "made_on": TODAY - 30 * DAY, "sent_on": TODAY - 30 * DAY, "valid_until": until}
    return c.add(Estimate, production=c.show, structure=c.theatre, stage="envoye", **said)


def waits(company, town, rank, on=FIRST):
    return company.play(on, venue=company.add(Venue, name="Salle", city=town), room=None, status="option", option_rank=rank)


def elsewhere_after(company, days, town, code):
    return company.play(FIRST + days * DAY, venue=company.add(Venue, name="Salle", city=town, insee=code), room=None)


def task_due(c, on, *, before):
    """Give the date a task due on a day, and playing, which waits for it and begins on another."""
    first = c.add(Task, production=c.show, activity=c.date, template="date", code="t06", label="Contrat signé", due_on=on)
    c.set(c.date, status="confirme")  # a signed date says by itself that its contract is signed
    played = {"template": "date", "code": "t16", "label": "Représentation", "starts_on": before, "due_on": before}
    c.add(Task, production=c.show, activity=c.date, **played).depends_on.add(first)


def authorised(c, premiere):
    """Say when the première is, the authorisation of the author still being asked for."""
    c.set(c.date, on=premiere, starts_at=at(premiere, 20), ends_at=at(premiere, 22))
    c.set(c.show, creation_end=premiere)
    c.add(Task, production=c.show, template="creation", code="autorisation", label="Autorisation d’auteur")


def declared_for(c, on):
    """Give a date where nobody is engaged the task of its declarations."""
    bare = c.play(on)
    bare.participants.add(c.add(Person, name="Lise Morel"))
    c.add(Task, production=c.show, activity=bare, template="date", code="t15", label="DPAE", anchor="embauche")


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
    "TVA-005": (lambda c: [foreign(c), c.set(c.deal, vat_rate=Decimal("5.5"))], lambda c: foreign(c)),
    "TVA-006": (lambda c: foreign(c), lambda c: foreign(c, vat_number="BE0000045629")),
    "TVA-017": (
        lambda c: foreign(c, vat_number="BE0000045629"),
        lambda c: [foreign(c, vat_number="BE0000045629"), looked_up(c, "BE 0000.045.629")],
    ),
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
    "OPT-001": (
        lambda c: (waits(c, "Brest", 1, FIRST + DAY), waits(c, "Redon", 1, FIRST + DAY)),
        lambda c: (waits(c, "Brest", 2, FIRST + DAY), waits(c, "Redon", 1, FIRST + DAY)),
    ),
    "OPT-002": (lambda c: waits(c, "Brest", 1), lambda c: waits(c, "Brest", 1, FIRST + DAY)),
    "TRJ-001": (lambda c: elsewhere_after(c, 1, "Nice", "06088"), lambda c: elsewhere_after(c, 4, "Nice", "06088")),
    "PRO-001": (
        lambda c: c.add(Invitation, activity=c.set(c.date, on=TODAY - DAY), name="Claire Morvan", status="confirmee"),
        lambda c: c.add(Invitation, activity=c.set(c.date, on=TODAY - DAY), name="Claire Morvan", status="absente"),
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
    "RET-001": (lambda c: task_due(c, TODAY - DAY, before=TODAY), lambda c: task_due(c, TODAY, before=TODAY + DAY)),
    "RET-002": (lambda c: task_due(c, FIRST + DAY, before=FIRST), lambda c: task_due(c, FIRST, before=FIRST)),
    "RET-003": (lambda c: authorised(c, TODAY + 180 * DAY), lambda c: authorised(c, date(2027, 5, 2))),
    "RET-004": (
        lambda c: c.add(Task, production=c.show, activity=c.date, template="date", code="t03", label="Fiche comparée"),
        lambda c: c.add(
            Task, production=c.show, activity=c.date, template="date", code="t03", label="Fiche comparée", state="faite"
        ),
    ),
    "RET-005": (lambda c: declared_for(c, TODAY + 30 * DAY), lambda c: declared_for(c, TODAY + 31 * DAY)),
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
    "TMP-007": (lambda c: twelve_weeks(c, 11.25), lambda c: twelve_weeks(c, 11)),
    "TMP-008": (lambda c: evenings_then(c, 9), lambda c: evenings_then(c, 10)),
    "TMP-009": (lambda c: c.work(date(2027, 1, 11), 9, 6), lambda c: c.work(date(2027, 1, 11), 9, 5.75)),
    "TMP-010": (
        lambda c: c.work(date(2027, 1, 11), 8, 8.5, kind="voyage"),
        lambda c: c.work(date(2027, 1, 11), 8, 8, kind="voyage"),
    ),
    "TMP-011": (lambda c: nights(c, (0, 2)), lambda c: nights(c, (0,))),
    "TMP-012": (
        lambda c: [c.set(c.ana, born_on=date(2010, 1, 1)), c.work(date(2027, 1, 11), 20, 2.5)],
        lambda c: [c.set(c.ana, born_on=date(2010, 1, 1)), c.work(date(2027, 1, 11), 20, 2)],
    ),
    "TMP-013": (
        lambda c: [c.set(c.embauche, status="technicien"), c.work(date(2027, 1, 11), 9, 3.25, kind="montage")],
        lambda c: [c.set(c.embauche, status="technicien"), c.work(date(2027, 1, 11), 9, 3.5, kind="montage")],
    ),
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
    "EMB-030": (lambda c: c.set(c.date, on=TODAY + 21 * DAY), lambda c: c.set(c.date, on=TODAY + 22 * DAY)),
    "EMB-031": (
        lambda c: c.set(c.embauche, contract="envoye"),
        lambda c: c.set(c.embauche, contract="signe"),
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
    "EMB-012": (
        lambda c: c.set(c.ana, born_on=date(2008, 12, 12)),
        lambda c: c.set(c.ana, born_on=date(2008, 12, 11)),  # eighteen on the first day
    ),
    "EMB-013": (
        lambda c: c.set(c.embauche, unit="cachet", quantity=Decimal(4)),
        lambda c: c.set(c.embauche, unit="cachet", quantity=Decimal(3)),
    ),
    "EMB-014": (
        lambda c: c.set(c.embauche, unit="cachet", gross=Decimal("5000.01")),
        lambda c: c.set(c.embauche, unit="cachet", gross=Decimal(5000)),
    ),
    "EMB-015": (
        lambda c: c.set(c.embauche, dpae="deposee", dpae_on=FIRST + DAY),
        lambda c: c.set(c.embauche, dpae="deposee", dpae_on=FIRST),
    ),
    "EMB-016": (
        lambda c: c.set(c.embauche, starts_on=TODAY),
        lambda c: c.set(c.embauche, starts_on=TODAY + DAY),
    ),
    "EMB-017": (
        lambda c: c.set(c.embauche, status="intervention", contract_kind="CDDU"),
        lambda c: c.set(c.embauche, status="artiste", contract_kind="CDDU"),
    ),
    "EMB-018": (
        lambda c: c.set(c.embauche, per_performance=False, starts_on=date(2026, 1, 31), ends_on=date(2026, 12, 1)),
        lambda c: c.set(c.embauche, per_performance=False, starts_on=date(2026, 2, 1), ends_on=date(2026, 12, 31)),
    ),
    "EMB-019": (  # a contract that ends on the seventeenth of October is sent and paid on the first of November
        lambda c: [
            c.set(c.ours, pay_circuit="guso"),
            c.set(c.embauche, starts_on=date(2026, 10, 17), ends_on=date(2026, 10, 17)),
        ],
        lambda c: [
            c.set(c.ours, pay_circuit="guso"),
            c.set(c.embauche, starts_on=date(2026, 10, 18), ends_on=date(2026, 10, 18)),
        ],
    ),
    "EMB-011": (lambda c: c.set(c.embauche, coefficient=Decimal("0.55")), lambda c: c.set(c.embauche, coefficient=Decimal(1))),
    "EMB-020": (  # one or two cachets in the month: 159,56 €
        lambda c: c.set(c.embauche, position="artiste dramatique", gross=Decimal("159.55")),
        lambda c: c.set(c.embauche, position="artiste dramatique", gross=Decimal("159.56")),
    ),
    "EMB-021": (  # 1 991,44 € ÷ 151,40 h
        lambda c: c.set(c.embauche, unit="heure", position="groupe 5", gross=Decimal("13.14")),
        lambda c: c.set(c.embauche, unit="heure", position="groupe 5", gross=Decimal("13.15")),
    ),
    "EMB-022": (
        lambda c: c.set(c.embauche, deduction="dramatique"),
        lambda c: [c.set(c.embauche, deduction="dramatique"), setting(c, "employer.dfs_agreed", 1)],
    ),
    "EMB-023": (lambda c: c.set(c.embauche, coefficient=None), lambda c: c.set(c.embauche, coefficient=Decimal("1.58"))),
    "EMB-024": (
        lambda c: [c.set(c.ours, idcc="3090"), c.set(c.embauche, position="musicien")],
        lambda c: [c.set(c.ours, idcc="1285"), c.set(c.embauche, position="musicien")],
    ),
    "EMB-050": (
        lambda c: c.set(c.ana, born_on=date(TODAY.year - 10, 1, 1)),
        lambda c: c.set(c.ana, born_on=date(TODAY.year - 19, 1, 1)),
    ),
    # budget
    "BUD-008": (
        lambda c: c.set(c.deal, base_price=Decimal("278.99")),  # one cachet of 180 € and 55 % of charges: 279 €
        lambda c: c.set(c.deal, base_price=Decimal("279.00")),
    ),
    "BUD-009": (
        lambda c: creating(c, [c.line("charge", "Décor", 1000), c.line("produit", "Ville", 999)]),
        lambda c: creating(c, [c.line("charge", "Décor", 1000), c.line("produit", "Ville", 1000)]),
    ),
    "BUD-010": (
        lambda c: c.year(c.line("charge", "Décor", 1000), 2026, 999),
        lambda c: c.year(c.line("charge", "Décor", 1000), 2026, 1000),
    ),
    "BUD-011": (
        lambda c: c.pay(c.line("produit", "Ville", 1000), date(2027, 2, 1), amount=Decimal("1000.02")),
        lambda c: c.pay(c.line("produit", "Ville", 1000), date(2027, 2, 1), share=Decimal(100)),
    ),
    "BUD-012": (
        lambda c: c.line("charge", "Décor", 1000, account="741"),
        lambda c: c.line("charge", "Bénévoles", 1000, account="864", destination="Z"),
    ),
    "BUD-013": (
        lambda c: c.line("produit", "Transfert", 1000, account="791"),
        lambda c: c.line("produit", "Transfert", 1000, account="791", on=date(2024, 5, 1)),
    ),
    "BUD-014": (
        lambda c: c.line("charge", "Décor", 1000, status="engage"),
        lambda c: c.line("charge", "Décor", 1000, status="engage", source="devis 12"),
    ),
    "BUD-015": (lambda c: quoted(c, TODAY + 15 * DAY), lambda c: quoted(c, TODAY + 16 * DAY)),
    "BUD-016": (
        lambda c: sent(c, moved=True),
        lambda c: sent(c, moved=False),
    ),
    "BUD-017": (
        lambda c: c.line("charge", "Décor", 1000, destination="P"),
        lambda c: c.line("produit", "Bénévoles", 1000, account="875", destination="Z"),
    ),
    "TRE-002": (
        lambda c: Hypothesis.objects.within(c.organisation).delete(),
        lambda c: Hypothesis.objects.within(c.organisation).update(value=0),
    ),
    "TRE-003": (
        lambda c: c.line("charge", "Décor", 1000),
        lambda c: c.line("charge", "Décor", 1000, on=date(2026, 12, 1)),
    ),
    "TVA-007": (
        lambda c: under(c, "franchise", "37125.00"),  # nine tenths of 41 250 €
        lambda c: under(c, "franchise", "37124.99"),
    ),
    "TVA-008": (
        lambda c: under(c, "hors_champ", "72945.90"),  # nine tenths of 81 051 €
        lambda c: under(c, "hors_champ", "72945.89"),
    ),
    "TVA-009": (
        lambda c: c.line("charge", "Stagiaire", 1000, account="6411", vat_rate=Decimal(20)),
        lambda c: c.line("charge", "Stagiaire", 1000, account="6411", vat_rate=Decimal(20), vat_handling="sans"),
    ),
    "TVA-010": (
        lambda c: c.line("produit", "Ville", 1000, vat_rate=Decimal("5.5")),
        lambda c: c.line("produit", "Ville", 1000, account="7062", vat_rate=Decimal("5.5")),
    ),
    "TVA-011": (
        lambda c: under(c, "franchise", "37500.01"),
        lambda c: under(c, "franchise", "37500.00"),
    ),
    "TVA-013": (
        lambda c: c.line("produit", "Voyages", 300, account="7085", activity=c.date, vat_rate=Decimal(20)),
        lambda c: c.line("produit", "Voyages", 300, account="7085", activity=c.date, vat_rate=Decimal("5.5")),
    ),
    "FIN-001": (
        lambda c: asked(c, on=TODAY - DAY),
        lambda c: asked(c, on=TODAY),
    ),
    "FIN-002": (lambda c: asked(c, on=TODAY + 60 * DAY), lambda c: asked(c, on=TODAY + 61 * DAY)),
    "FIN-003": (
        lambda c: c.pay(asked(c, status="notifie"), TODAY + 60 * DAY, share=Decimal(50)),
        lambda c: c.pay(asked(c, status="notifie"), TODAY + 61 * DAY, share=Decimal(50)),
    ),
    "FIN-004": (
        lambda c: paper(c, asked(c), kind="bilan", due_on=TODAY + 60 * DAY),
        lambda c: paper(c, asked(c), kind="bilan", due_on=TODAY + 61 * DAY),
    ),
    "FIN-005": (
        lambda c: asked(c, aid="sacd-theatre"),  # read in 2021-2022
        lambda c: asked(c, aid="sacd-theatre", status="notifie"),
    ),
    "FIN-006": (
        lambda c: asked(c, 40001, aid="idf-accomp", eligible_base=Decimal(100000)),  # 50 %, 40 000 € at most
        lambda c: asked(c, 40000, aid="idf-accomp", eligible_base=Decimal(100000)),
    ),
    "FIN-007": (
        lambda c: asked(c, 5001, aid="idf-accomp", eligible_base=Decimal(10000)),
        lambda c: asked(c, 5000, aid="idf-accomp", eligible_base=Decimal(10000)),
    ),
    "FIN-008": (
        lambda c: asked(c, 9999, aid="drac-projet-theatre"),  # from 10 000 €
        lambda c: asked(c, 10000, aid="drac-projet-theatre"),
    ),
    "FIN-009": (lambda c: based(c, 11500), lambda c: based(c, 10000)),
    "FIN-010": (lambda c: based(c, 10001), lambda c: based(c, 10000)),
    "FIN-011": (
        lambda c: asked(c, aid="adami-musique", eligible_base=Decimal("180.01")),  # one gross of 180 €
        lambda c: asked(c, aid="adami-musique", eligible_base=Decimal("180.00")),
    ),
    "FIN-012": (lambda c: based(c, 12501), lambda c: based(c, 12500)),
    "FIN-013": (
        lambda c: paper(c, asked(c, aid="adami-theatre"), kind="demande", done_on=date(2026, 6, 2)),  # began on the first
        lambda c: paper(c, asked(c, aid="adami-theatre"), kind="demande", done_on=date(2026, 6, 1)),
    ),
    "FIN-014": (
        lambda c: [c.line("charge", "Décor", 1000), asked(c, 801)],
        lambda c: [c.line("charge", "Décor", 1000), asked(c, 800)],
    ),
    "FIN-015": (lambda c: asked(c, 23001, status="notifie"), lambda c: asked(c, 23000, status="notifie")),
    "FIN-016": (
        lambda c: [dates(c, 6), asked(c, 10000, aid="drac-projet-theatre")],  # eight are asked
        lambda c: [dates(c, 7), asked(c, 10000, aid="drac-projet-theatre")],
    ),
    "FIN-017": (lambda c: paid_in(c, date(2027, 1, 1)), lambda c: paid_in(c, date(2026, 12, 31))),
    "FIN-018": (lambda c: asked(c, on=None), lambda c: asked(c, on=None, status="idee")),
    "FIN-019": (
        lambda c: [asked(c, 10000, aid="drac-projet-theatre"), asked(c, aid="drac-conv-2")],
        lambda c: [asked(c, 10000, aid="drac-projet-theatre"), asked(c, aid="drac-conv-2", status="refuse")],
    ),
    "FIN-020": (
        lambda c: c.pay(asked(c, status="encaisse"), TODAY, share=Decimal(100)),
        lambda c: c.pay(asked(c, status="encaisse"), TODAY, share=Decimal(100), paid=True),
    ),
    "FIN-021": (lambda c: asked(c, aid="aide-disparue"), lambda c: asked(c, aid="onda")),
    "FIN-022": (
        lambda c: asked(c, 1001, status="notifie", asked=Decimal(1000)),
        lambda c: asked(c, 1000, status="notifie", asked=Decimal(1000)),
    ),
    "FIN-023": (
        lambda c: asked(c, aid="idf-accomp"),
        lambda c: asked(c, aid="idf-accomp", eligible_base=Decimal(2000)),
    ),
    "FIN-024": (lambda c: coproduced(c, "11999.00"), lambda c: coproduced(c, "11998.99")),  # a euro of rounding is the same money
    "FIN-025": (
        lambda c: coproduced(c, "12000.01", linked=True),
        lambda c: coproduced(c, "12000.00", linked=True),
    ),
}

CASES |= piece_cases.CASES | concert_cases.CASES | road_cases.CASES | school_cases.CASES


OPENED = set()  # the remedies that were followed: one of each address and field


def follow(company, url):
    """Open the page of a remedy as who runs the office, once for each kind of address, and find the field it names."""
    kind = UUIDS.sub("*", url)
    if kind in OPENED:
        return
    OPENED.add(kind)
    user = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=user, organisation=company.organisation, role="administration")
    rails.refresh(None, company.organisation)
    client = Client()
    client.force_login(user)
    path, _, anchor = url.partition("#")
    page = client.get(path)
    assert page.status_code == 200, url
    row, cell = anchor[6:42], anchor[43:]
    if anchor.startswith("ligne-"):
        line = re.search(rf'<tr id="r-{row}".*?</tr>', page.content.decode(), re.DOTALL)
        assert line and (not cell or f'data-f="{cell}"' in line.group()), url
    else:
        assert not anchor or f'id="{anchor}"' in page.content.decode(), url


@pytest.mark.parametrize("code", CASES)
def test_a_control_speaks_when_its_fact_goes_wrong(code, company):
    CASES[code][0](company)
    found = company.found(code)
    assert found, f"{code} ne dit rien"
    follow(company, found[0].remedy_url)
    for finding in found:
        assert finding.subject and finding.message.endswith((".", "?")) and finding.remedy.endswith((".", "?")), finding
        assert finding.remedy_url.startswith("/") and finding.about and finding.citation


@pytest.mark.parametrize("code", CASES)
def test_a_control_is_silent_on_the_edge_of_its_rule(code, company):
    CASES[code][1](company)
    assert company.found(code) == []
