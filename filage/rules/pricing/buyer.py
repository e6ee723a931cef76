"""What a date costs whoever buys it, in all: the invoice, what it provides by itself, the author's rights, its own costs."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from filage.rules.engine.explained import FRACTION, Explained, maximum, quantity, sum_of, unknown

USUAL_FILLING = Decimal("0.7")  # of the house: what a programmer reckons with


@dataclass(frozen=True, slots=True)
class House:
    """The seats sold over all the dates, the price of a ticket net of VAT; either may be unknown."""

    seats: Explained
    ticket: Explained

    @property
    def admissions(self) -> Explained:
        """How many spectators, at 70 % of the house."""
        filling = quantity(USUAL_FILLING, "Remplissage usuel", unit=FRACTION)
        return (self.seats * filling).named("Spectateurs à 70 % de jauge", "")

    @property
    def takings(self) -> Explained:
        """What they pay in all, net of VAT."""
        return (self.admissions * self.ticket).named("Recette HT à 70 % de jauge", "EUR")


@dataclass(frozen=True, slots=True)
class BuyerCost:
    """What the buyer pays in all, part by part, and for each spectator of a house filled at 70 %."""

    parts: tuple[Explained, ...]
    total: Explained
    each: Explained


def rights_due(charged: Explained, house: House, rate: Explained) -> Explained:
    """Return the author's rights: a rate on the greater of what is charged and the takings, each net of VAT.

    The takings stay out while the house or the ticket is unknown: what is charged is then the base, which is a least.
    """
    takings = house.takings
    base = charged if takings.value is None else maximum(charged, takings, label="Assiette des droits")
    return (base * rate).named("Droits d’auteur").rounded()


def buyer_cost(parts: Sequence[Explained], house: House) -> BuyerCost:
    """Return the sum of what the buyer bears and its share for each spectator; unknown as soon as a part is."""
    total = sum_of(parts, "Coût complet pour l’acheteur").rounded()
    return BuyerCost(tuple(parts), total, _each(total, house.admissions))


def _each(total: Explained, admissions: Explained) -> Explained:
    if not admissions.value:  # unknown, or none
        return unknown("Coût par spectateur", gesture="Dire la jauge.")
    return (total / admissions).named("Coût par spectateur à 70 % de jauge", "EUR").rounded()
