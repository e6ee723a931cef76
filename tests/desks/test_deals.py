"""What deals bring: series, deposits, shared takings with a guarantee, rented venues; and how sure that money is."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from filage.desks.booking.models import Slot
from filage.desks.budget import queries
from filage.productions.models import AgreedCost, BillShare
from filage.rules.engine import to_cent


def lines(office, prefix="deal:"):
    return [line for line in queries.figures_of(office.production).lines if line.origin.startswith(prefix)]


def series(office, deal, count, **fields):
    return [office.play(date(2027, 3, 1) + timedelta(days=3 * rank), deal=deal, **fields) for rank in range(count)]


def test_the_coefficients_follow_the_rank_of_the_date_in_the_deal(marees):
    series(marees, marees.deal(3400, coefficients=["1", "0.85", "0.75"], stage="signe"), 3)
    assert [line.amount.known() for line in lines(marees)] == [3400, 2890, 2550]


def test_a_deposit_is_paid_before_and_the_balance_thirty_days_after(marees):
    deal = marees.deal(2500, stage="signe", deposit_rate=Decimal(30), deposit_on=date(2027, 1, 10))
    series(marees, deal, 1)
    assert [(line.amount.known(), line.pays_on) for line in lines(marees)] == [
        (750, date(2027, 1, 10)),
        (1750, date(2027, 3, 31)),
    ]


def shared(office, **terms):
    deal = office.deal(
        None,
        kind="corealisation",
        stage="signe",
        producer_share=Decimal(50),
        tax_rate=Decimal("3.5"),
        rights_rate=Decimal(12),
        vat_rate=Decimal("5.5"),
        **terms,
    )
    series(office, deal, 10, capacity=120, fill_rate=Decimal(62), average_price=Decimal(16))
    return lines(office)


@pytest.mark.parametrize(
    ("guarantee", "beneficiary", "expected"),
    [(None, "", "4767.24"), (3500, "lieu", "4767.24"), (6000, "lieu", "3534.48"), (5000, "producteur", "5000.00")],
)
def test_s4_shares_the_takings_of_the_whole_series(marees, guarantee, beneficiary, expected):
    found = shared(marees, guarantee=guarantee, guarantee_for=beneficiary)
    assert len(found) == 10 and {line.account for line in found} == {"7063"}
    assert sum(line.amount.known() for line in found) == Decimal(expected)


def test_takings_nobody_estimated_are_unknown(marees):
    deal = marees.deal(None, kind="corealisation", stage="signe", producer_share=Decimal(50))
    series(marees, deal, 2, capacity=120, average_price=Decimal(16))
    assert all(not line.amount.is_known for line in lines(marees))


def test_a_rented_venue_brings_the_box_office_and_costs_its_rent(marees):
    deal = marees.deal(
        800, kind="location", stage="signe", tax_rate=Decimal("3.5"), rights_rate=Decimal(12), vat_rate=Decimal("5.5")
    )
    series(marees, deal, 10, capacity=120, fill_rate=Decimal(62), average_price=Decimal(16))
    totals = {}
    for line in lines(marees):
        totals[line.account] = totals.get(line.account, 0) + line.amount.known()
    expected = {"7061": "11283.41", "6132": "8000", "637": "394.92", "6516": "1354.01"}
    assert {account: to_cent(amount) for account, amount in totals.items()} == {
        account: Decimal(text) for account, text in expected.items()
    }


@pytest.mark.parametrize(
    ("status", "stage", "expected", "certain"),
    [
        ("option", "propose", "idee", False),
        ("confirme", "accord", "accorde_oral", True),
        ("confirme", "signe", "conventionne", True),
        ("joue", "accord", "conventionne", True),
    ],
)
def test_the_money_of_a_date_is_as_sure_as_the_date(marees, status, stage, expected, certain):
    series(marees, marees.deal(2500, stage=stage), 1, status=status)
    (line,) = lines(marees)
    assert (line.status, line.certain) == (expected, certain)


@pytest.mark.parametrize("status", ["annule", "reporte"])
def test_a_date_that_will_not_be_played_brings_and_costs_nothing(marees, status):
    series(marees, marees.deal(2500, stage="signe"), 1, status=status)
    assert not [line for line in queries.figures_of(marees.production).lines if line.activity]


def test_vat_is_settled_the_month_after_it_is_received(marees):
    marees.choose("tresorerie_ouverture", 0, on=date(2027, 3, 1))
    series(marees, marees.deal(10000, stage="signe", payment_days=0), 1)
    months = queries.figures_of(marees.production).cash.months
    vat = [row for row in queries.figures_of(marees.production).cash.rows if row.label.startswith("TVA")]
    assert months[0].cash_in.known == Decimal("10550")
    assert [part.known for part in vat[0].amounts[:2]] == [0, Decimal("550.00")]


def test_a_structure_outside_vat_pays_and_counts_with_tax(treasury):
    treasury.line("charge", "Décor", 1000, account="601", vat_rate=Decimal(20), vat_handling="ht")
    treasury.line("charge", "Costumes", 1200, account="601", vat_rate=Decimal(20), vat_handling="ttc")
    found = {line.label: line for line in queries.figures_of(treasury.production).lines}
    assert found["Décor"].amount.known() == 1200 and found["Décor"].vat_rate is None
    assert [line.amount.known() for line in queries.figures_of(treasury.production).lines if line.label == "Costumes"][-1] == 1200


def test_a_structure_that_recovers_vat_counts_without_tax(marees):
    marees.line("charge", "Costumes", 1200, account="601", vat_rate=Decimal(20), vat_handling="ttc")
    line = next(line for line in queries.figures_of(marees.production).lines if line.label == "Costumes")
    assert line.amount.known() == 1000 and line.vat_rate == 20


def evening(office, price, **terms):
    """Return the lines of one concert of the case 5 B: 260 seats at 18 €, tax 3.5 %, rights 8.8 %."""
    terms = {"vat_rate": Decimal("5.5"), "tax_rate": Decimal("3.5"), "rights_rate": Decimal("8.8"), "stage": "signe"} | terms
    deal = office.deal(price, **terms)
    office.play(date(2027, 3, 1), deal=deal, capacity=260, fill_rate=Decimal(100), average_price=Decimal(18))
    return deal


def test_a_guarantee_plus_a_percentage_adds_what_passes_the_threshold(marees):
    evening(marees, 1500, variable_mode="plus", variable_share=Decimal(60), threshold=Decimal(3200))
    found = [(line.key.partition("#")[2], to_cent(line.amount.known())) for line in lines(marees)]
    assert found == [("prix", Decimal("1500.00")), ("variable", Decimal("414.23"))]


def test_a_guarantee_or_a_percentage_pays_the_greater_of_the_two(marees):
    evening(marees, 1500, variable_mode="versus", variable_share=Decimal(60))
    assert to_cent(sum(line.amount.known() for line in lines(marees))) == Decimal("2334.23")  # 60 % of 3 890.39


def test_the_costs_of_the_contract_come_off_before_sharing_and_a_shared_bill_takes_its_part(marees):
    deal = evening(marees, None, kind="corealisation", producer_share=Decimal(70))
    marees.add(AgreedCost, deal=deal, label="Frais de salle", amount=Decimal(350))
    assert to_cent(lines(marees)[0].amount.known()) == Decimal("2478.27")  # 70 % of 3 890.39 − 350
    marees.add(BillShare, deal=deal, artist="Nous", part=Decimal(60), ours=True)
    marees.add(BillShare, deal=deal, artist="Vent d’Est", part=Decimal(40))
    assert to_cent(lines(marees)[0].amount.known()) == Decimal("1486.96")


def test_what_a_festival_buys_is_an_expense_of_its_evening(marees):
    deal = evening(marees, 1500, side="achat")
    (line,) = lines(marees)
    assert (line.side, line.account, line.amount.known(), line.activity is not None) == ("expense", "611", 1500, True)
    assert line.label.startswith("Achat") and line.funder is None and deal.buys


def test_a_purchase_is_dated_by_its_place_in_a_running_order(marees):
    deal = marees.deal(900, side="achat", stage="signe")
    night = marees.play(date(2027, 7, 9))
    marees.add(Slot, activity=night, title="Vent d’Est", deal=deal)
    assert [(line.on, line.amount.known()) for line in lines(marees)] == [(date(2027, 7, 9), 900)]


def test_a_rented_slot_costs_its_rent_once_its_services_and_brings_its_tickets(marees):
    deal = marees.deal(6000, kind="creneau", stage="signe", deposit_rate=Decimal(30), deposit_on=date(2027, 2, 1))
    marees.add(AgreedCost, deal=deal, role="prestation", label="Régie d’accueil", amount=Decimal(900))
    series(marees, deal, 3, capacity=50, fill_rate=Decimal(60), average_price=Decimal(14))
    found = lines(marees)
    paid = [(line.amount.known(), line.pays_on) for line in found if line.account == "6132"]
    assert paid == [(1800, date(2027, 2, 1)), (4200, date(2027, 3, 1))]
    assert sum(line.amount.known() for line in found if line.account == "604") == 900
    assert len([line for line in found if line.account == "7061"]) == 3
