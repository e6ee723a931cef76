"""What money spent on the road costs: nothing until the office accepts a note, and never what something foresees already."""

from collections.abc import Iterator
from typing import Any

from filage.core.rails.types import CostLine, Stage
from filage.desks.logistics.enums import ExpenseKind, ExpenseState
from filage.desks.logistics.models import Expense
from filage.desks.logistics.queries.costing import line_of
from filage.desks.logistics.queries.expenses import ACCOUNTS
from filage.desks.logistics.queries.held import expenses
from filage.rules.engine import given

DESTINATIONS = {"6063": "D"}
ACCEPTED = (ExpenseState.VALIDE, ExpenseState.REMBOURSE)
TOLD = "Note de frais validée"
HUNDRED, RATE = 100, 4


def cost_lines(season: Any) -> Iterator[CostLine]:
    """Yield what each accepted note of the productions of a season cost, net of the VAT that is taken back."""
    for one in expenses(season):
        if one.state in ACCEPTED:
            yield _line(season, one)


def _line(season: Any, one: Expense) -> CostLine:
    account = ACCOUNTS[ExpenseKind(one.kind)]
    net = one.amount - (one.vat or 0)
    label = f"Note de frais, {one.get_kind_display()}"  # the budget is read by more people than the notes: nobody is named
    return line_of(
        season.production(one.production_id),
        season.activity(one.activity_id) if one.activity_id else None,
        f"frais:{one.pk}",
        given(net, label, source=TOLD),
        one.on,
        (account, DESTINATIONS.get(account, "F")),
        stage=Stage.PAID if one.from_float or one.state == ExpenseState.REMBOURSE else Stage.INVOICED,
        origin=one.counted_in,
        vat_rate=round(one.vat * HUNDRED / net, RATE) if one.vat else None,
        pays_on=one.on if one.from_float else one.paid_on or one.on,
    )
