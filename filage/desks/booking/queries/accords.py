"""What a deal pays for each of its evenings: the price of the date, the costs agreed, the shares of a bill, the percentage."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from filage.core.prepared import Prepared
from filage.core.rails.season import once
from filage.productions.enums import AgreedRole, DealKind, VariableMode
from filage.productions.models import AgreedCost, BillShare, Deal
from filage.rules.engine import Explained, given, percent, quantity, sum_of, unknown
from filage.rules.pricing import settlement, sharing, ticketing

PART = "Part de la recette"
DETAILED = (DealKind.COREALISATION, DealKind.CRENEAU)


@dataclass(frozen=True, slots=True)
class Around:
    """The rows that a deal holds beside its own fields."""

    costs: tuple[AgreedCost, ...] = ()
    shares: tuple[BillShare, ...] = ()

    @property
    def deducted(self) -> list[Explained]:
        """The costs of one evening that are deducted before the takings are shared."""
        return [amount_of(cost) for cost in self.costs if cost.role == AgreedRole.DEDUIT]

    @property
    def services(self) -> list[AgreedCost]:
        """What whoever rents pays beside the rent."""
        return [cost for cost in self.costs if cost.role == AgreedRole.PRESTATION]

    @property
    def bill_part(self) -> Explained | None:
        """Our part of what the artists of a shared bill receive; None when we play alone."""
        if not self.shares:
            return None
        ours = [share for share in self.shares if share.ours]
        if not ours or any(share.part is None for share in ours):
            return unknown("Notre part du co-plateau", unit="fraction", gesture="Saisir notre part du co-plateau.")
        parts = [percent(share.part, f"Part de {share.artist}") for share in ours if share.part is not None]
        return parts[0] if len(parts) == 1 else sum_of(parts, "Notre part du co-plateau", unit="fraction")


ALONE = Around()


@Prepared
def COSTS(organisation: UUID, ids: Sequence[UUID]) -> Any:
    return AgreedCost.objects.within(organisation).filter(deal__in=ids).order_by("rank", "id")


@Prepared
def SHARES(organisation: UUID, ids: Sequence[UUID]) -> Any:
    return BillShare.objects.within(organisation).filter(deal__in=ids).order_by("rank", "id")


def prices(deal: Deal, dates: int) -> list[Explained]:
    """Return the price of each date of a deal, net of VAT: base price × its coefficient, the last one repeating."""
    if deal.base_price is None:
        return [unknown("Prix de cession", gesture="Saisir le prix dans les conditions de vente.")] * dates
    base = given(deal.base_price, "Prix de la première date", source=f"Conditions de vente{with_partner(deal)}")
    coefficients = [quantity(Decimal(each), "Coefficient de la date", unit="") for each in deal.coefficients]
    if not coefficients:
        return [base] * dates
    return [(base * coefficients[min(rank, len(coefficients) - 1)]).rounded().named("Prix de la date") for rank in range(dates)]


def with_partner(deal: Deal) -> str:
    """Return « , La Soute », to end a label with whom the deal is passed."""
    return f", {deal.partner.name}" if deal.partner else ""


def detailed(deal: Deal) -> bool:
    """Tell whether rows beside the deal may change what it brings."""
    return bool(deal.variable_mode) or deal.kind in DETAILED


@once
def around(season: Any) -> dict[UUID, Around]:
    """Return what each deal of a season holds beside its fields; nothing is read when no deal can hold any."""
    ids = [deal.pk for deal in season.deals if detailed(deal)]
    return rows_of(season.organisation_id, ids) if ids else {}


def rows_of(organisation: Any, ids: Iterable[UUID]) -> dict[UUID, Around]:
    """Return what some deals hold beside their fields: two queries."""
    wanted = list(ids)
    costs: dict[UUID, list[AgreedCost]] = defaultdict(list)
    shares: dict[UUID, list[BillShare]] = defaultdict(list)
    for cost in COSTS(organisation, wanted):
        costs[cost.deal_id].append(cost)
    for share in SHARES(organisation, wanted):
        shares[share.deal_id].append(share)
    return {deal: Around(tuple(costs[deal]), tuple(shares[deal])) for deal in {*costs, *shares}}


def amount_of(cost: AgreedCost) -> Explained:
    """Return what an agreed cost comes to."""
    if cost.amount is None:
        return unknown(cost.label, gesture=f"Saisir le montant : {cost.label}.")
    return given(cost.amount, cost.label, source="Frais listés au contrat")


def price_of(deal: Deal, fixed: Explained, held: Around = ALONE) -> settlement.ConcertPrice:
    """Return how a deal pays one evening whose guaranteed price is `fixed`."""
    shares = deal.kind == DealKind.COREALISATION
    part = deal.producer_share if shares else deal.variable_share
    gesture = "Saisir la part de la recette dans les conditions de vente."
    guarantee = None
    if shares and deal.guarantee is not None and deal.guarantee_for:
        amount = given(deal.guarantee, "Minimum garanti", source="Conditions de vente")
        guarantee = sharing.Guarantee(amount, sharing.Beneficiary(deal.guarantee_for))
    return settlement.ConcertPrice(
        accord=accord_of(deal),
        fixed=fixed,
        part=unknown("Part de la recette", unit="fraction", gesture=gesture)
        if part is None
        else percent(part, "Part de la recette"),
        threshold=given(deal.threshold or 0, "Seuil", source="Conditions de vente"),
        base=sharing.ShareBase(deal.sharing_base),
        guarantee=guarantee,
        bill_part=held.bill_part,
    )


def accord_of(deal: Deal) -> settlement.Accord:
    """Return the form of what a deal pays for an evening."""
    if deal.kind == DealKind.COREALISATION:
        return settlement.Accord.SHARE
    if deal.variable_mode == VariableMode.PLUS:
        return settlement.Accord.PLUS
    return settlement.Accord.VERSUS if deal.variable_mode == VariableMode.VERSUS else settlement.Accord.FIXED


def forecast_of_series(
    deal: Deal, fixed: Sequence[Explained], found: Sequence[ticketing.Takings], held: Around
) -> settlement.Due:
    """Return what a series whose share is reckoned on all its evenings is expected to pay."""
    price = price_of(deal, fixed[-1], held)
    costs = sum_of(held.deducted, "Frais convenus") if held.deducted else settlement.NOTHING
    bases = [settlement.after_costs(each, price.base, costs) for each in found]
    return settlement.whole_series(price, bases, fixed)


def forecast_of(deal: Deal, fixed: Explained, found: ticketing.Takings, held: Around) -> settlement.Due:
    """Return what one evening is expected to pay, from the takings expected of it."""
    base = sharing.ShareBase(deal.sharing_base)
    costs = sum_of(held.deducted, "Frais convenus") if held.deducted else settlement.NOTHING
    return settlement.due(price_of(deal, fixed, held), settlement.after_costs(found, base, costs))
