"""What the papers say in a sentence: a surplus is no fault, and one date is singular."""

from decimal import Decimal

from filage.documents import phrases
from filage.documents.shapes import Threshold
from filage.documents.sums import Sum, add


def known(amount):
    return add([Decimal(amount)])


def test_dates_that_bring_more_than_they_cost_are_no_fault_of_a_budget_of_exploitation():
    charges, income = known("6788.89"), known("15667.00")
    assert phrases.unbalanced(charges, income, "fr").tone == "blocked"
    said = phrases.unbalanced(charges, income, "fr", may_exceed=True)
    assert said.tone == "open" and "Excédent prévisionnel" in said.title
    assert phrases.unbalanced(income, charges, "fr", may_exceed=True).tone == "blocked"  # dates that lose money stay a fault


def test_a_surplus_is_not_told_while_an_amount_is_unknown():
    income = Sum(known=Decimal(15667), unknown=1)
    assert "Excédent" not in phrases.unbalanced(known("6788.89"), income, "fr", may_exceed=True).title


def test_one_date_that_pays_a_creation_back_is_said_in_the_singular():
    one = Threshold(price=Decimal(2900), plateau=Decimal(1780), management=None, need=Decimal(500), dates=1, planned=14)
    said = phrases.threshold(one, "fr")
    assert "1 représentation à" in said.title and "1 date couvre" in said.text and "1 dates" not in said.citation


def test_a_house_outside_vat_is_never_given_a_price_before_tax():
    short = Threshold(price=Decimal(2500), plateau=Decimal(7114), need=Decimal(500), taxed=False)
    assert phrases.threshold(short, "fr").title.replace("\xa0", " ").endswith("2 500,00 € sans TVA")
    assert phrases.threshold(short, "en").title.endswith("no VAT")
