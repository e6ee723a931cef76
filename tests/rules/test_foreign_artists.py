"""What France withholds from foreign artists: the case of the SMA, the net guaranteed, the day it is due."""

from datetime import date
from decimal import Decimal

import pytest

from filage.rules.engine import given, load_law
from filage.rules.withholding import due_on, on_artists

ON = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("net", "gross", "tax", "paid"),
    [(False, "10000.00", "1350.00", "8650.00"), (True, "11560.69", "1560.69", "10000.00")],
)
def test_ten_thousand_euros_to_a_foreign_artist(net, gross, tax, paid):
    found = on_artists(load_law(), given(Decimal(10000), "Part artistique"), ON, net=net)
    assert (found.gross.known(), found.tax.known(), found.paid.known()) == (Decimal(gross), Decimal(tax), Decimal(paid))


def test_before_the_allowance_existed_nothing_is_invented():
    assert not on_artists(load_law(), given(Decimal(10000), "Part artistique"), date(2008, 12, 31)).tax.is_known


@pytest.mark.parametrize(("paid", "due"), [(date(2026, 11, 30), date(2026, 12, 15)), (date(2026, 12, 1), date(2027, 1, 15))])
def test_what_is_withheld_is_paid_the_fifteenth_of_the_next_month(paid, due):
    assert due_on(paid) == due
