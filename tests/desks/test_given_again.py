"""What a season computes again only when something moved is what it would compute from nothing, whatever moved."""

from datetime import date
from decimal import Decimal
from importlib import import_module

import pytest

from filage.core.rails import checks, costs, deadlines, sections
from filage.core.rails import figures as heads_of
from filage.core.rails import season as seasons
from filage.core.remembering import Again
from filage.desks.budget.models import Hypothesis, Line, Payment
from filage.desks.payroll.models import ActualPay
from filage.portability import operations
from filage.productions.models import Activity, Deal, Engagement, Person, Production, Structure
from tests.keeping import kept_rows
from tests.portability.test_examples import example


@kept_rows
def theatre():
    """Return the organisation of the theatre season."""
    return operations.import_file(example("saison-theatre"))


def told(organisation):
    """Return everything that a season says: each line, figure and part of a paper, each duty and each finding."""
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
    heads = [
        (one.code, one.production, one.amount and one.amount.value, one.text, one.note, one.tone, one.url)
        for one in heads_of.rail.of(season)
    ]
    papers = [(one.code, one.data) for one in sections.rail.of(season) if one.code in ("budget", "conditions", "tresorerie")]
    dues = [(one.key, one.on, one.title, one.state) for one in deadlines.of(season)]
    found = [(one.key, one.imprint, one.message) for one in checks.of(season)]
    return lines, heads, papers, dues, found


def from_nothing(organisation, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(Again, "given", lambda self, key, told, make: make())
        for module in ("manual", "figures"):
            room = import_module(f"filage.desks.budget.queries.{module}")
            patch.setattr(room, "kept_with", lambda thing, name, make, told=None: make())
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
    (Structure, {"siret": ""}),
    (Activity, {"until": date(2027, 6, 1)}),
    (Activity, {"venue": None}),
    (Engagement, {"position": ""}),
    (Engagement, {"dpae": "deposee", "contract": "a_etablir"}),
    (Person, {"born_on": None, "name": "Personne"}),
    (Production, {"title": "Autre titre"}),
    (Line, {"per_performance": True, "phase": "exploitation", "destination": "A"}),
    (Payment, {"on": date(2027, 8, 31)}),
    (Hypothesis, {"value": Decimal(11)}),
    (Hypothesis, {"on": date(2026, 3, 1)}),
    (ActualPay, {"gross": Decimal(12)}),
]


@pytest.mark.one_database
@pytest.mark.parametrize(("model", "fields"), MOVES, ids=[f"{model.__name__} {' '.join(fields)}" for model, fields in MOVES])
def test_every_line_follows_what_moved(theatre, monkeypatch, model, fields):
    before = told(theatre)
    model.objects.within(theatre).update(**fields)
    after = told(theatre)
    assert after == from_nothing(theatre, monkeypatch)
    assert after != before or model is Production  # nothing here is sold by the seat, nor dated by the end of the creation
