"""What others may ask of the budget desk: kept lines and what they add up to, price, tour, treasury, and why."""

from filage.core.rails import season as seasons
from filage.desks.budget.queries import needs
from filage.desks.budget.queries.computed import cost_lines
from filage.desks.budget.queries.facts import facts_of, imprint
from filage.desks.budget.queries.figures import Figures, compute, figures
from filage.desks.budget.queries.kept import (
    KeptLine,
    funder_kinds,
    funder_names,
    hypotheses,
    kept_line,
    lines,
    organisation_treasury,
    tour,
    treasury,
    versions,
)
from filage.productions.models import Production
from filage.rules.budgeting.balances import budgets
from filage.rules.budgeting.price import PriceSheet

__all__ = [
    "Figures",
    "KeptLine",
    "budgets",
    "compute",
    "cost_lines",
    "facts_of",
    "figures",
    "figures_of",
    "funder_kinds",
    "funder_names",
    "hypotheses",
    "imprint",
    "kept_line",
    "lines",
    "needs",
    "organisation_treasury",
    "price",
    "tour",
    "treasury",
    "versions",
]


def figures_of(production: Production) -> Figures:
    """Return the figures of one production, from its facts."""
    season = seasons.load(production.organisation_id, (production.pk,))
    return figures(season, season.production(production.pk))


def price(production: Production) -> PriceSheet:
    """Return the price sheet of one production, from its facts."""
    return figures_of(production).price
