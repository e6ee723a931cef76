"""Which budget line is the money of which contract, and which two look like the same money without being linked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from filage.core.rails import costs
from filage.core.rails import season as seasons
from filage.desks.budget.enums import IncomeStatus, Side
from filage.desks.budget.models import Line
from filage.desks.budget.queries.facts import facts_of
from filage.desks.contracts.queries import flat
from filage.productions.enums import DealKind, DealStage
from filage.productions.models import Deal, Production
from filage.rules.engine import to_cent
from filage.rules.reading.folding import folded

ZERO, EURO, MOST = Decimal(0), Decimal(1), Decimal("Infinity")
WORDS = {  # what a line says when it speaks of a contract of this kind, once folded
    DealKind.COPRODUCTION: ("coproduc", "coprod"),
    DealKind.RESIDENCE: ("residence", "accueil en creation"),
    DealKind.PREACHAT: ("preachat", "pre-achat", "pre achat", "preachet"),
    DealKind.CESSION: ("preachat", "pre-achat", "cession"),
    DealKind.MECENAT: ("mecen", "don "),
    DealKind.PARRAINAGE: ("parrain", "sponsor"),
    DealKind.AUTEUR: ("commande",),
}


@dataclass(frozen=True, slots=True)
class Alike:
    """A line and a contract of the same partner that may be the same money, counted twice; None: an unknown amount."""

    line: Line
    deal: Deal
    typed: Decimal | None
    agreed: Decimal | None

    @property
    def is_whole(self) -> bool:
        """Tell whether the line may take the place of the contract; one counted date by date keeps its own."""
        return flat.is_whole(self.deal)


def look_alikes(season: Any) -> Iterator[Alike]:
    """Yield each line beside the first contract of its partner that says the same amount or speaks of the same thing."""
    facts = facts_of(season)
    for production in season.productions:
        deals = [each for each in season.deals_of(production.pk) if each.partner is not None and each.stage != DealStage.ROMPU]
        if not deals:
            continue
        for line in facts.lines_of(production.pk):
            if line.per_performance or line.activity_id or line.status == IncomeStatus.REFUSE:
                continue
            found = next((each for deal in deals if (each := _alike(season, line, deal))), None)
            if found is not None:
                yield found


def disagreements(season: Any) -> Iterator[tuple[Deal, Sequence[Line], Decimal, Decimal]]:
    """Yield the contracts whose lines do not add up to their amount: the lines, what they say, what the contract says."""
    facts = facts_of(season)
    for production in season.productions:
        for deal in season.deals_of(production.pk):
            lines = facts.claimed.get(deal.pk, ())
            amounts = [amount_of(line) for line in lines]
            if not lines or deal.base_price is None or not flat.is_whole(deal):
                continue
            typed = sum((each for each in amounts if each is not None), ZERO)
            if None not in amounts and typed != deal.base_price:
                yield deal, lines, typed, deal.base_price


def choices(line: Line) -> list[Alike]:
    """Return the contracts that a line may be the money of, those of its funder first; those linked to it lead."""
    season = seasons.load(line.organisation_id, (line.production_id,))
    production: Production = season.production(line.production_id)
    held = next(each for each in facts_of(season).lines_of(production.pk) if each.pk == line.pk)
    taken = facts_of(season).claimed
    deals = [
        each
        for each in season.deals_of(production.pk)
        if each.stage != DealStage.ROMPU
        and each.buys == (line.side == Side.CHARGE)
        and (each.pk == line.deal_id or each.pk not in taken)
    ]
    told = [Alike(held, deal, amount_of(held), _agreed(season, deal)) for deal in deals]
    worth = [each for each in told if each.is_whole or (_same_partner(held, each.deal) and each.agreed)]
    return sorted(worth, key=lambda each: (each.deal.pk != line.deal_id, not _same_partner(held, each.deal), _gap(each)))


def _gap(each: Alike) -> Decimal:
    """Return how far apart the two amounts are; one that is unknown comes last."""
    return MOST if each.typed is None or each.agreed is None else abs(each.typed - each.agreed)


def amount_of(line: Line) -> Decimal | None:
    """Return the amount of a line as it was typed; None when it is unknown."""
    return None if line.unit_price is None else to_cent(line.quantity * line.unit_price)


def _alike(season: Any, line: Line, deal: Deal) -> Alike | None:
    if deal.buys != (line.side == Side.CHARGE) or not _same_partner(line, deal):
        return None
    if flat.is_whole(deal) and (line.deal_id is not None or deal.pk in facts_of(season).claimed):
        return None
    typed, agreed = amount_of(line), _agreed(season, deal)
    if not agreed:  # nothing known is counted twice
        return None
    close = typed is not None and abs(typed - agreed) <= EURO
    return Alike(line, deal, typed, agreed) if close or _speaks_of(line, deal) else None


def _same_partner(line: Line, deal: Deal) -> bool:
    if line.funder_id is not None:
        return line.funder_id == deal.partner_id
    return deal.partner is not None and folded(deal.partner.name) in folded(f"{line.label} {line.source}")


def _speaks_of(line: Line, deal: Deal) -> bool:
    text = folded(f"{line.label} {line.source} ")
    return any(word in text for word in WORDS.get(DealKind(deal.kind), ()))


def _agreed(season: Any, deal: Deal) -> Decimal | None:
    """Return what a contract brings or costs, net of VAT; None when it is not known, or when it counts nothing yet."""
    if flat.is_whole(deal):
        return deal.base_price
    origin = f"deal:{deal.pk}"
    amounts = [line.amount.value for line in costs.of(season) if line.origin == origin]
    known = [each for each in amounts if each is not None]
    return sum(known, ZERO) if amounts and len(known) == len(amounts) else None
