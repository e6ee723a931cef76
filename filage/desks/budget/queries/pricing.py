"""What the price page reads beyond the price sheet: other ways of selling, dates around those planned, dates sold under cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from filage.core.rails import season as seasons
from filage.desks.budget.enums import HypothesisCode
from filage.desks.budget.models import Hypothesis
from filage.desks.budget.queries.facts import facts_of
from filage.desks.budget.queries.figures import Figures, compute
from filage.desks.budget.queries.kept import lines
from filage.productions.models import Activity, Deal, Production
from filage.rules.budgeting.grids import Neighbour, Offer, neighbours, offers
from filage.rules.engine import sum_of

SALES = "7062"


@dataclass(frozen=True, slots=True)
class SoldUnder:
    """A date sold under its coût plateau, and the reason its deal gives (« date vitrine »)."""

    activity: Activity
    price: Decimal
    plateau: Decimal

    @property
    def shortfall(self) -> Decimal:
        """Return what is missing: it enters the threshold."""
        return self.plateau - self.price

    @property
    def reason(self) -> str:
        """Return why it is sold so; an empty text while nobody said."""
        return self.activity.deal.vitrine_reason if self.activity.deal else ""


@dataclass(frozen=True, slots=True)
class Priced:
    """Everything that the price page shows."""

    figures: Figures
    chosen: dict[HypothesisCode, Hypothesis]
    offers: Sequence[Offer]
    neighbours: Sequence[Neighbour]
    under: Sequence[SoldUnder]


def priced(production: Production) -> Priced:
    """Return the figures of a production, from its kept lines and its facts, with what it chose."""
    season = seasons.load(production.organisation_id, (production.pk,))
    facts, loaded = facts_of(season), season.production(production.pk)
    found = compute(season, loaded, lines(production))
    chosen = {code: kept for code in HypothesisCode if (kept := facts.hypothesis(production.pk, code)) is not None}
    beside = offers(
        found.price,
        same_day=facts.value(loaded, HypothesisCode.MEME_JOUR),
        same_place=facts.value(loaded, HypothesisCode.MEME_LIEU),
        school=facts.value(loaded, HypothesisCode.PRIX_SCOLAIRE),
    )
    creation = (found.creation.charges, found.creation.income)
    return Priced(found, chosen, beside, neighbours(found.price, creation, found.chosen), sold_under(found))


def sold_under(found: Figures) -> list[SoldUnder]:
    """Return the dates of a production whose cession is under their coût plateau, by date."""
    sold: dict[Any, list[Any]] = {}
    for line in found.counted:
        if line.account == SALES and line.activity is not None and line.origin.startswith("deal:"):
            sold.setdefault(line.activity, []).append(line.amount)
    under = []
    for activity in found.performances:
        row = found.dates.get(activity.pk)
        amount = sum_of(sold.get(activity.pk, ()), "Cession").value
        if activity.pk in sold and row is not None and amount is not None and row.plateau.value is not None:
            under.append(SoldUnder(activity, amount, row.plateau.value))
    return [each for each in under if each.shortfall > 0]


def deal_of(production: Production, pk: Any) -> Deal | None:
    """Return a deal of a production, None when it has no such one."""
    return Deal.objects.within(production.organisation_id).filter(production=production, pk=pk).first()
