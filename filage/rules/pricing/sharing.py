"""How takings are shared between a company and a venue, with a guaranteed minimum for either side."""

from dataclasses import dataclass
from enum import StrEnum

from filage.rules.engine.explained import ZERO, Explained, given, maximum
from filage.rules.pricing.ticketing import Takings


class ShareBase(StrEnum):
    """What the contract shares."""

    NET = "nette"
    NET_OF_VAT = "ht"
    GROSS = "ttc"


class Beneficiary(StrEnum):
    """Who a guaranteed minimum protects."""

    PRODUCER = "producteur"
    VENUE = "lieu"


@dataclass(frozen=True, slots=True)
class Guarantee:
    """A minimum, for the whole series, in the same terms (net or gross of VAT) as what is shared."""

    amount: Explained
    beneficiary: Beneficiary


@dataclass(frozen=True, slots=True)
class Sharing:
    """Each side's part; they add up to `base`. `guarantee_plays` tells whether the minimum changed the parts (None: unknown)."""

    base: Explained
    producer: Explained
    venue: Explained
    guarantee_plays: bool | None


def shared_base(takings: Takings, base: ShareBase) -> Explained:
    """Return the amount that the contract shares."""
    return {ShareBase.NET: takings.net, ShareBase.NET_OF_VAT: takings.net_of_vat, ShareBase.GROSS: takings.gross}[base]


def share(base: Explained, producer_share: Explained, guarantee: Guarantee | None = None) -> Sharing:
    """Return the parts of the producer and of the venue.

    A minimum for the venue may leave the producer with less than nothing: the company then owes the venue.
    """
    producer = (base * producer_share).named("Part du producteur au pourcentage")
    venue = (base * (1 - producer_share)).named("Part du lieu au pourcentage")
    if guarantee is None:
        return Sharing(base, producer.named("Part du producteur"), venue.named("Part du lieu"), False)
    if guarantee.beneficiary is Beneficiary.PRODUCER:
        kept = maximum(guarantee.amount, producer, label="Part du producteur")
        return Sharing(base, kept, (base - kept).named("Part du lieu"), _plays(guarantee.amount, producer))
    kept = maximum(guarantee.amount, venue, label="Part du lieu")
    return Sharing(base, (base - kept).named("Part du producteur"), kept, _plays(guarantee.amount, venue))


def base_to_reach(cost: Explained, producer_share: Explained, guarantee: Guarantee | None = None) -> Explained | None:
    """Return the amount to share from which the producer's part covers `cost`; None when no amount does (a share of zero)."""
    if guarantee is not None and guarantee.beneficiary is Beneficiary.PRODUCER and guarantee.amount.known() >= cost.known():
        return given(ZERO, "Recette à atteindre", source="Le minimum garanti couvre le coût.")
    if cost.value == ZERO and (guarantee is None or guarantee.beneficiary is Beneficiary.PRODUCER):
        return given(ZERO, "Recette à atteindre")
    if producer_share.value == ZERO:
        return None
    by_share = (cost / producer_share).named("Recette à atteindre")
    if guarantee is None or guarantee.beneficiary is Beneficiary.PRODUCER:
        return by_share
    return maximum(by_share, cost + guarantee.amount, label="Recette à atteindre")


def _plays(minimum: Explained, by_share: Explained) -> bool | None:
    if minimum.value is None or by_share.value is None:
        return None
    return minimum.value > by_share.value
