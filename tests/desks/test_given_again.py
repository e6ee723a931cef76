"""What a season computes again only when something moved is what it would compute from nothing, whatever moved."""

from datetime import date
from decimal import Decimal

import pytest

from filage.core.rails import costs
from filage.core.rails import season as seasons
from filage.core.remembering import Again
from filage.desks.budget.queries import manual
from filage.desks.budget.queries.figures import figures
from filage.desks.contracts import queries as contracts
from filage.desks.payroll.queries import costing
from filage.portability import operations
from filage.productions.models import Activity, Deal, Engagement, Production, Structure
from tests.keeping import kept_rows
from tests.portability.test_examples import example


@kept_rows
def theatre():
    """Return the organisation of the theatre season."""
    return operations.import_file(example("saison-theatre"))


def told(organisation):
    """Return everything that a season says of its money: each line, and each price."""
    season = seasons.load(organisation.pk)
    lines = {
        line.key: (
            line.amount.value,
            line.label,
            line.on,
            line.pays_on,
            line.status,
            line.certain,
            line.vat_rate,
            line.fiscal_year,
        )
        for line in costs.of(season)
    }
    return lines, [figures(season, production).price.plateau.value for production in season.productions]


def from_nothing(organisation, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(costing, "_AGAIN", Again())
        patch.setattr(costing, "_ON_A_DATE", Again())
        patch.setattr(contracts, "_AGAIN", Again())
        patch.setattr(manual, "kept_with", lambda thing, name, make, told=None: make())
        return told(organisation)


MOVES = [
    (Engagement, {"gross": Decimal(211)}),
    (Engagement, {"headcount": 2}),
    (Engagement, {"starts_on": date(2027, 2, 1)}),
    (Engagement, {"function": "Autre fonction"}),
    (Activity, {"on": date(2027, 5, 6)}),
    (Activity, {"status": "option"}),
    (Activity, {"deal": None}),
    (Deal, {"base_price": Decimal(999)}),
    (Deal, {"payment_days": 3}),
    (Deal, {"deposit_rate": Decimal(30), "deposit_on": date(2026, 12, 1)}),
    (Deal, {"vat_rate": Decimal(20)}),
    (Production, {"creation_end": date(2027, 6, 30)}),
    (Production, {"capacity": 40}),
    (Structure, {"fiscal_year_start": 9}),
    (Structure, {"headcount": 60}),
    (Structure, {"name": "Un autre nom"}),
]


@pytest.mark.parametrize(("model", "fields"), MOVES, ids=[f"{model.__name__} {' '.join(fields)}" for model, fields in MOVES])
def test_every_line_follows_what_moved(theatre, monkeypatch, model, fields):
    before = told(theatre)
    model.objects.within(theatre).update(**fields)
    after = told(theatre)
    assert after == from_nothing(theatre, monkeypatch)
    assert after != before or model is Production  # nothing here is sold by the seat, nor dated by the end of the creation
