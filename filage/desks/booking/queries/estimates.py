"""What a quote comes to: the price of each date, what is charged beside it, its VAT, and all that it costs the buyer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from filage.core.rails import season as seasons
from filage.desks.booking.enums import EstimateStage, ItemKind
from filage.desks.booking.models import Estimate, EstimateDate, EstimateItem
from filage.productions.enums import HostingMode, RightsPayer
from filage.rules.engine import Explained, given, percent, quantity, sum_of, unknown
from filage.rules.pricing import quote as pricing
from filage.rules.pricing.buyer import BuyerCost, House, buyer_cost, rights_due
from filage.rules.pricing.series import series
from filage.rules.vat.sale import Buyer, Regime, Sale, Taxed, taxed

HOME = "FR"


@dataclass(frozen=True, slots=True)
class Charged:
    """An item of a quote with what it is worth, and what of it stands on our invoice (net of VAT)."""

    item: EstimateItem
    worth: Explained
    charged: Explained


@dataclass(frozen=True, slots=True)
class GridRow:
    """What several dates cost together, and each of them on average (net of VAT)."""

    dates: int
    total: Explained
    each: Explained


@dataclass(frozen=True, slots=True)
class Priced:
    """A quote reckoned: `prices` one a date, `items` counted, `options` that the buyer may still choose."""

    prices: tuple[Explained, ...]
    cession: Explained
    items: tuple[Charged, ...]
    options: tuple[Charged, ...]
    vat: Taxed
    quote: pricing.Quote
    grid: tuple[GridRow, ...]
    rights: Explained | None  # None: we pay them, or nobody said who does
    cost: BuyerCost


def priced(estimate: Estimate, dates: Sequence[EstimateDate], items: Sequence[EstimateItem], season: Any) -> Priced:
    """Return what a quote comes to, from its rows, saved or not yet."""
    prices = _series(estimate, len(dates))
    cession = sum_of(prices, "Cession")
    counted = tuple(_charged(item) for item in items if item.is_counted)
    vat = vat_of(estimate, season, min((each.on for each in dates), default=estimate.made_on))
    found = pricing.quote(cession, [_hosting(each) for each in counted if each.item.mode != HostingMode.COMPRIS], vat.rate)
    house = House(_seats(estimate, len(dates)), _ticket(estimate, season))
    rights = _rights(estimate, found.net, house)
    return Priced(
        prices,
        cession,
        counted,
        tuple(_charged(item) for item in items if not item.is_counted),
        vat,
        found,
        tuple(_grid(estimate)),
        rights,
        buyer_cost(_parts(estimate, found, rights, len(dates)), house),
    )


def vat_of(estimate: Estimate, season: Any, on: date) -> Taxed:
    """Return the VAT of a quote on a day: the rate that it says, else what the law says of our regime and of the buyer."""
    status = season.vat_status(estimate.production.structure_id, on)
    regime = Regime(str(status)) if status else Regime.TAXED
    if regime is Regime.TAXED and estimate.vat_rate is not None:
        return Taxed(percent(estimate.vat_rate, "TVA de la cession", source="Saisi sur le devis"))
    return taxed(season.law(estimate.production.structure_id), Sale.CESSION, on, seller=regime, buyer=_buyer(estimate))


def _buyer(estimate: Estimate) -> Buyer:
    buyer = estimate.structure
    if buyer is None or (buyer.country or HOME) == HOME:
        return Buyer()
    return Buyer(country=buyer.country, taxable=True, number=buyer.vat_number)


def _base(estimate: Estimate) -> Explained:
    if estimate.base_price is None:
        return unknown("Prix de la première date", gesture="Saisir le prix de la première date.")
    return given(estimate.base_price, "Prix de la première date")


def _series(estimate: Estimate, dates: int) -> tuple[Explained, ...]:
    coefficients = [quantity(Decimal(each), "Coefficient de la date") for each in estimate.coefficients or ["1"]]
    return series(_base(estimate), coefficients, dates).prices


def _grid(estimate: Estimate) -> list[GridRow]:
    rows = []
    for dates in range(1, estimate.grid_dates + 1):
        total = sum_of(_series(estimate, dates), f"Prix de {dates} dates")
        rows.append(GridRow(dates, total, (total / dates).rounded()))
    return rows


def _charged(item: EstimateItem) -> Charged:
    cost = unknown(item.label, gesture=f"Chiffrer : {item.label.lower()}.")
    if item.unit_cost is not None:
        cost = (quantity(item.quantity, "Quantité") * given(item.unit_cost, "Prix unitaire")).rounded().named(item.label, "EUR")
    ours = item.mode in (HostingMode.FORFAIT, HostingMode.REEL)
    return Charged(item, cost, cost if ours else given(0, item.label))


def _hosting(each: Charged) -> pricing.HostingItem:
    """Return an item for the rule, already in whole cents: the lines of the paper then add up to its total."""
    return pricing.HostingItem(each.item.label, pricing.HostingMode(each.item.mode), quantity(1, "Quantité"), each.worth)


def _seats(estimate: Estimate, dates: int) -> Explained:
    if estimate.capacity is None:
        return unknown("Jauge", unit="", gesture="Dire la jauge.")
    return quantity(estimate.capacity * dates, "Places de toutes les dates")


def _ticket(estimate: Estimate, season: Any) -> Explained:
    if estimate.average_price is None:
        return unknown("Prix moyen d’une place", gesture="Dire le prix moyen d’une place.")
    rate = season.law(estimate.production.structure_id).read("vat.taux_billetterie", estimate.made_on)
    return (given(estimate.average_price, "Prix moyen d’une place, TTC") / (1 + rate)).named("Prix moyen d’une place, HT", "EUR")


def _rights(estimate: Estimate, charged: Explained, house: House) -> Explained | None:
    if estimate.rights_payer != RightsPayer.LIEU:
        return None
    if estimate.rights_rate is None:
        return unknown("Droits d’auteur", gesture="Dire le taux de l’autorisation.")
    return rights_due(charged, house, percent(estimate.rights_rate, "Taux des droits d’auteur"))


def _parts(estimate: Estimate, found: pricing.Quote, rights: Explained | None, dates: int) -> list[Explained]:
    parts = [found.gross.named("Notre facture, TTC")]
    if found.provided.value != 0:
        parts.append(found.provided.named("Pris en charge directement"))
    if rights is not None:
        parts.append(rights)
    if estimate.local_costs is not None:
        parts.append((given(estimate.local_costs, "Frais du lieu pour une date") * dates).named("Frais du lieu", "EUR"))
    return parts


def load(estimate: Any) -> Priced:
    """Return what a saved quote comes to; its dates and items must be prefetched, or are read."""
    return priced(estimate, list(estimate.dates.all()), list(estimate.items.all()), season_of(estimate.production))


def season_of(production: Any) -> Any:
    """Return the season of a production, which the reckoning of a quote reads."""
    return seasons.load(production.organisation_id, (production.pk,))


def whole() -> Any:
    """Return the quotes with all that a page shows of them; the caller narrows them to its organisation."""
    dates = EstimateDate.objects.across_organisations(reason="prefetched from quotes already narrowed").select_related(
        "venue", "activity"
    )
    held = Estimate.objects.select_related("production__structure", "structure", "contact", "prospect", "deal", "organisation")
    return held.prefetch_related(Prefetch("dates", dates.order_by("on", "rank", "id")), "items", "replies")


def of_organisation(organisation: Any, productions: Sequence[UUID] | None = None) -> list[Estimate]:
    """Return the quotes of an organisation, the newest first; of some productions when they are named."""
    rows = whole().within(organisation)
    if productions is not None:
        rows = rows.filter(production__in=list(productions))
    return list(rows.order_by("-made_on", "-number", "-version"))


def stage_on(estimate: Estimate, today: date) -> EstimateStage:
    """Return how far a quote is on a day: one that was sent lapses by itself once its validity is over."""
    stage = EstimateStage(estimate.stage)
    lapsed = stage is EstimateStage.ENVOYE and estimate.valid_until is not None and estimate.valid_until < today
    return EstimateStage.EXPIRE if lapsed else stage


LOOKS = {
    EstimateStage.BROUILLON: "option",
    EstimateStage.ENVOYE: "confirme",
    EstimateStage.ACCEPTE: "signe",
    EstimateStage.REFUSE: "annule",
    EstimateStage.EXPIRE: "perime",
}  # how a stage is drawn: as the state of a date or of a paper that it is alike


def newest(estimates: Sequence[Estimate]) -> list[Estimate]:
    """Return the last version of each quote, in the order of the list."""
    last: dict[str, Estimate] = {}
    for each in estimates:
        if each.number not in last or last[each.number].version < each.version:
            last[each.number] = each
    return [each for each in estimates if last[each.number] is each]


def next_number(organisation: Any, on: date) -> str:
    """Return the number of the next quote of a year: « D-2026-004 »."""
    start = f"D-{on.year}-"
    taken = Estimate.objects.within(organisation).filter(number__startswith=start).values_list("number", flat=True)
    used = [int(number.removeprefix(start)) for number in taken if number.removeprefix(start).isdigit()]
    return f"{start}{max(used, default=0) + 1:03d}"


def travel_kinds() -> dict[str, str]:
    """Return which field of a date says who bears each kind of item."""
    return {ItemKind.VOYAGE: "travel", ItemKind.HEBERGEMENT: "lodging", ItemKind.REPAS: "meals"}
