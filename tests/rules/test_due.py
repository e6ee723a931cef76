"""The papers of a contract follow its kind, its amount, who buys and the countries: cases of the Labour code."""

from datetime import date
from decimal import Decimal

import pytest

from filage.rules.contracts.due import Bargain, Side, due, lapses_on, watched

THRESHOLD = Decimal(5000)  # Code du travail, art. R8222-1


def asked(of, **terms):
    said = {"kind": "cession", "buys": False, "amount": Decimal(2500)} | terms
    return [one.piece for one in due(Bargain(**said), THRESHOLD) if one.of is of]


@pytest.mark.parametrize(
    ("amount", "is_watched"), [("4999.99", False), ("5000.00", True), ("5000.01", True), (None, None), ("0", False)]
)
def test_vigilance_is_due_from_the_threshold_on_itself_included(amount, is_watched):
    assert watched(None if amount is None else Decimal(amount), THRESHOLD) is is_watched
    pieces = asked(Side.OURS, amount=None if amount is None else Decimal(amount))
    assert ("vigilance" in pieces, "liste_etrangers" in pieces) == (is_watched is not False,) * 2


def test_an_unknown_amount_asks_without_being_sure():
    found = due(Bargain(kind="prestation", buys=True, amount=None), THRESHOLD)
    assert [one.certain for one in found if one.piece == "vigilance"] == [False]


def test_who_sells_is_a_producer_and_who_buys_presents():
    for buys, seller, buyer in ((False, Side.OURS, Side.PARTNER), (True, Side.PARTNER, Side.OURS)):
        held = {one.of: one.category for one in due(Bargain(kind="cession", buys=buys, amount=None), THRESHOLD) if one.category}
        assert held == {seller: 2, buyer: 3}


def test_a_gift_or_a_contribution_is_no_service():
    for kind in ("mecenat", "coproduction", "partenariat"):
        assert "vigilance" not in asked(Side.OURS, kind=kind, amount=Decimal(20000))


def test_a_foreign_seller_shows_other_papers():
    pieces = asked(Side.PARTNER, buys=True, theirs="BE", amount=Decimal(5000))
    assert {"numero_tva", "a1", "kbis", "information_prefet", "sipsi"} <= set(pieces)
    assert not {"vigilance", "recepisse"} & set(pieces)


def test_a_tour_abroad_takes_its_papers_along():
    assert {"a1", "ata", "residence_fiscale"} <= set(asked(Side.OURS, theirs="CH", abroad=frozenset({"CH"}), at_home=False))
    assert "ata" not in asked(Side.OURS, theirs="BE", abroad=frozenset({"BE"}), at_home=False)
    assert {"ata", "visa"} <= set(asked(Side.OURS, theirs="US", abroad=frozenset({"US"}), at_home=False))


@pytest.mark.parametrize(
    ("issued", "lapses"),
    [
        (date(2026, 5, 2), date(2026, 11, 2)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 30), date(2028, 2, 29)),
        (date(2026, 12, 1), date(2027, 6, 1)),
    ],
)
def test_six_months_end_on_the_same_day_or_on_the_last_of_a_short_month(issued, lapses):
    assert lapses_on(issued, 6) == lapses
