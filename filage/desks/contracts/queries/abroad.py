"""What buying from a foreign partner does to VAT: none on its invoice, reckoned by us instead, and a cost when we deduct none."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from filage.core.rails.types import CostLine, Side
from filage.desks.contracts.queries.terms_said import terms_by_deal
from filage.productions.enums import DealKind, VatStatus
from filage.productions.models import Deal
from filage.rules.engine import Explained
from filage.rules.vat import Buyer

SHOWS = (DealKind.CESSION, DealKind.PREACHAT, DealKind.COREALISATION)
PLACES = (DealKind.LOCATION, DealKind.CRENEAU, DealKind.MISE_A_DISPOSITION)  # taxed where the building stands, by its own law
UNTAXED = (DealKind.MECENAT, DealKind.COPRODUCTION, DealKind.RESIDENCE)
DEDUCTS_NOTHING = (VatStatus.FRANCHISE, VatStatus.EXONERE)
PAID_AFTER = timedelta(days=30)


def is_bought(deal: Deal) -> bool:
    """Tell whether we buy from a partner established abroad, whose invoice bears no French VAT."""
    return deal.buys and deal.partner is not None and Buyer(deal.partner.country or "FR").abroad


def is_sold(season: Any, deal: Deal) -> bool:
    """Tell whether we sell to a partner abroad, who bears the tax of his country or that of the place of the show."""
    if deal.buys or deal.kind in PLACES or deal.partner is None or not Buyer(deal.partner.country or "FR").abroad:
        return False
    if terms_by_deal(season).get(deal.pk, {}).get("acheteur_assujetti") != "non":
        return True
    places = [each.venue.country for each in season.activities_of(deal.production_id) if each.deal_id == deal.pk and each.venue]
    return bool(places) and all(Buyer(place or "FR").abroad for place in places)


def owed_rate(season: Any, deal: Deal, on: date) -> Explained | None:
    """Return the rate of the VAT that we owe in place of a foreign seller and cannot deduct; None when nothing is left to bear.

    A taxed structure deducts what it declares: the tax moves no money. Out of the field of VAT, the seller taxes at home.
    """
    if not is_bought(deal) or deal.kind in (*PLACES, *UNTAXED):
        return None
    if season.vat_status(deal.production.structure_id, on) not in DEDUCTS_NOTHING:
        return None
    codes = dict.fromkeys(SHOWS, "vat.taux_cession") | {DealKind.AUTEUR: "vat.taux_droits"}
    found: Explained = season.law(deal.production.structure_id).read(codes.get(DealKind(deal.kind), "vat.taux_normal"), on)
    return found


def with_owed(lines: Iterator[CostLine], rate: Explained | None) -> Iterator[CostLine]:
    """Yield the lines, each charge followed by the VAT that we owe for it."""
    for line in lines:
        yield line
        if rate is not None and line.side is Side.EXPENSE:
            label = f"{line.label}, TVA autoliquidée"
            yield replace(
                line,
                key=f"{line.key}-autoliquidation",
                label=label,
                amount=(line.amount * rate).rounded().named(label),
                vat_rate=None,
                pays_on=line.pays_on + PAID_AFTER if line.pays_on else None,
            )
