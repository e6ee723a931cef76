"""What a date costs its buyer: the rights on the greater of the fee, approach costs included, and the takings at 70 %."""

from decimal import Decimal

from filage.rules.engine import given, percent, quantity, unknown
from filage.rules.pricing.buyer import House, buyer_cost, rights_due

FEE = given(3000, "Cession et frais d’approche")  # 2 500 € and 500 € of approach costs, as the published invoice has them
RATE = percent("12.6", "Droits d’auteur")  # 10,5 % and 2,1 %, what is usual outside Paris


def house(seats, ticket):
    """Return a house of so many seats, whose ticket net of VAT is known or not."""
    price = unknown("Prix d’une place") if ticket is None else given(Decimal(ticket), "Prix d’une place, HT")
    return House(quantity(seats, "Places"), price)


def test_rights_are_due_on_the_fee_when_it_exceeds_the_takings():
    assert rights_due(FEE, house(180, "10"), RATE).value == Decimal("378.00")  # takings: 126 × 10 = 1 260


def test_rights_are_due_on_the_takings_when_they_exceed_the_fee():
    assert rights_due(FEE, house(1000, "10"), RATE).value == Decimal("882.00")  # takings: 700 × 10 = 7 000


def test_an_unknown_ticket_leaves_the_fee_as_the_base_and_an_unknown_rate_is_never_a_zero():
    assert rights_due(FEE, house(1000, None), RATE).value == Decimal("378.00")
    assert rights_due(FEE, house(1000, None), unknown("Taux")).value is None


def test_each_spectator_of_seventy_percent_of_the_house_bears_her_share():
    cost = buyer_cost([given(3165, "Facture"), given(Decimal("378"), "Droits")], house(180, "10"))
    assert (cost.total.value, cost.each.value) == (3543, Decimal("28.12"))  # 3 543 over 126 spectators


def test_an_unknown_part_makes_the_whole_cost_unknown_and_an_empty_house_gives_no_share():
    assert buyer_cost([FEE, unknown("Droits")], house(180, "10")).total.value is None
    assert buyer_cost([FEE], house(0, "10")).each.value is None
