"""What an evening comes to: its tickets, what is taken before sharing, what the accord pays, what is left to pay."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from filage.core import own_settings
from filage.core.prepared import Prepared
from filage.core.rails import rare
from filage.core.rails.season import once
from filage.desks.booking.enums import TicketKind
from filage.desks.booking.models import Settlement, SettlementCost, SettlementTicket
from filage.desks.booking.queries import accords
from filage.desks.booking.queries.accords import ALONE, Around
from filage.productions.enums import LIVE, PERFORMANCES, DealKind, VariableOver
from filage.productions.models import Activity, Deal
from filage.rules.engine import Explained, Law, given, percent, quantity, to_cent, unknown
from filage.rules.pricing import settlement as rules
from filage.rules.pricing import sharing, ticketing
from filage.rules.pricing.settlement import ConcertPrice, Due

PAID = (TicketKind.PREVENTE, TicketKind.SUR_PLACE)
WHOLE_SERIES = "{} se compte sur toute la série : le règlement est à la dernière date."
CLOSED = "Dernière date : {} se règle ici, sur les recettes de toute la série."
LACKING = "Dernière date : {} se règlera ici, quand chaque date de la série aura son décompte."


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """The settlement of one evening, computed; `forecast` is what the hypotheses of the date foresaw."""

    activity: Activity
    deal: Deal
    settlement: Settlement
    tickets: tuple[SettlementTicket, ...]
    opposed: tuple[SettlementCost, ...]
    takings: ticketing.Takings
    costs: rules.Kept
    price: rules.ConcertPrice
    due: rules.Due
    forecast: rules.Due
    left: Explained
    invited: int
    notes: tuple[str, ...] = ()

    @property
    def gap(self) -> Decimal | None:
        """What the evening brought beyond what was foreseen; None when the forecast is unknown."""
        if self.due.whole.value is None or self.forecast.whole.value is None:
            return None
        return to_cent(self.due.whole.value) - to_cent(self.forecast.whole.value)


def night(activity: Activity, held: Settlement | None = None) -> Night | None:
    """Return the settlement of a date, begun or not; None when nothing sells or buys it."""
    deal = activity.deal
    if deal is None:
        return None
    deal.production = activity.production
    settlement = held or settlement_of(activity) or Settlement(organisation_id=activity.organisation_id, activity=activity)
    fresh = settlement._state.adding
    tickets = () if fresh else tuple(SettlementTicket.objects.within(activity.organisation_id).filter(settlement=settlement))
    opposed = () if fresh else tuple(SettlementCost.objects.within(activity.organisation_id).filter(settlement=settlement))
    dates = Activity.objects.within(activity.organisation_id).filter(deal=deal, kind__in=PERFORMANCES, status__in=LIVE)
    order = list(dates.order_by("on", "starts_at", "rank", "id").values_list("pk", flat=True))
    around = accords.rows_of(activity.organisation_id, [deal.pk]).get(deal.pk, ALONE)
    law = own_settings.law_for(activity.production.structure, organisation=activity.organisation)
    earlier = _earlier(deal, activity, order, around, law) if _closes(deal, activity, order) else ()
    return told(settlement, deal, tickets, opposed, order, around, law, earlier)


def _closes(deal: Deal, activity: Activity, order: Sequence[UUID]) -> bool:
    """Tell whether a date is the last of a series whose terms are played on all its evenings."""
    return _whole(deal) and len(order) > 1 and activity.pk == order[-1]


def _whole(deal: Deal) -> bool:
    """Tell whether the terms of a deal are those of its whole series: a guaranteed minimum, or a percentage said so."""
    if deal.kind == DealKind.COREALISATION:
        return deal.guarantee is not None and bool(deal.guarantee_for)
    return bool(deal.variable_mode) and deal.variable_over == VariableOver.SERIE


def _earlier(deal: Deal, last: Activity, order: Sequence[UUID], around: Around, law: Law) -> list[Night]:
    """Return the settlements of the earlier dates of a series; three queries."""
    rows = Settlement.objects.within(last.organisation_id).filter(activity__in=order[:-1])
    held = list(rows.select_related("activity__production", "activity__room"))
    tickets = _by(SettlementTicket.objects.within(last.organisation_id).filter(settlement__in=held))
    opposed = _by(SettlementCost.objects.within(last.organisation_id).filter(settlement__in=held))
    return [told(each, deal, tickets[each.pk], opposed[each.pk], order, around, law) for each in held]


def settlement_of(activity: Activity) -> Settlement | None:
    """Return the settlement of a date as it is kept."""
    return Settlement.objects.within(activity.organisation_id).filter(activity=activity).first()


def told(
    settlement: Settlement,
    deal: Deal,
    tickets: Sequence[SettlementTicket],
    opposed: Sequence[SettlementCost],
    order: Sequence[UUID],
    around: Around,
    law: Law,
    earlier: Sequence[Night] = (),
) -> Night:
    """Return a settlement, computed from what it holds; `order` are the dates of the deal, by day.

    The last date of a series whose terms are those of all its evenings is reckoned with the `earlier` ones, once all are settled.
    """
    activity = settlement.activity
    rank = order.index(activity.pk) if activity.pk in order else 0
    fixed = accords.prices(deal, max(len(order), 1))
    agreed = accords.price_of(deal, fixed[rank], around)
    in_series = _whole(deal) and len(order) > 1
    price = _alone(agreed) if in_series else agreed
    deductions = deductions_of(settlement, deal, law)
    found = rules.night_takings([_category(each) for each in tickets if each.kind in PAID], deductions)
    costs = rules.costs_kept([given(cost.amount, cost.label) for cost in opposed], around.deducted)
    due = rules.due(price, rules.after_costs(found, price.base, costs.kept))
    notes: tuple[str, ...] = ()
    if in_series:
        due, notes = _in_series(agreed, due, earlier, fixed, last=_closes(deal, activity, order))
    advance = given(settlement.advance or Decimal(0), "Avance déjà versée")
    return Night(
        activity=activity,
        deal=deal,
        settlement=settlement,
        tickets=tuple(tickets),
        opposed=tuple(opposed),
        takings=found,
        costs=costs,
        price=price if price.accord is rules.Accord.SHARE else agreed,
        due=due,
        forecast=_forecast(activity, deal, price, around, deductions),
        left=rules.left_to_pay(due.whole, advance),
        invited=sum(each.seats for each in tickets if each.kind == TicketKind.INVITATION),
        notes=notes,
    )


def _alone(agreed: ConcertPrice) -> ConcertPrice:
    """Return what an evening of such a series pays before its last one: a share without minimum, a price without share."""
    return replace(agreed, guarantee=None) if agreed.accord is rules.Accord.SHARE else replace(agreed, accord=rules.Accord.FIXED)


def _in_series(
    agreed: ConcertPrice, due: Due, earlier: Sequence[Night], fixed: Sequence[Explained], *, last: bool
) -> tuple[Due, tuple[str, ...]]:
    """Return what an evening of a series owes, and what is said of it: its last one settles the terms of the whole series."""
    what = "le minimum garanti" if agreed.accord is rules.Accord.SHARE else "la part de la recette"
    if not last:
        return due, (WHOLE_SERIES.format(what.capitalize()),)
    if len(earlier) < len(fixed) - 1:
        return due, (LACKING.format(what),)
    bases, paid = [*(each.due.base for each in earlier), due.base], [each.due.whole for each in earlier]
    return rules.closing(agreed, bases, fixed, paid), (CLOSED.format(what),)


def deductions_of(settlement: Settlement, deal: Deal, law: Law) -> ticketing.Deductions:
    """Return the VAT of the tickets, the tax and the rights of an evening: its own, else those of the deal."""
    vat = settlement.ticket_vat_rate
    tax = deal.tax_rate if settlement.tax_rate is None else settlement.tax_rate
    rights = deal.rights_rate if settlement.rights_rate is None else settlement.rights_rate
    return ticketing.Deductions(
        law.read("vat.taux_billetterie", settlement.activity.on) if vat is None else percent(vat, "TVA des billets"),
        None if tax is None else percent(tax, "Taxe sur les spectacles"),
        None if rights is None else percent(rights, "Droits d’auteur"),
    )


def _forecast(
    activity: Activity, deal: Deal, price: rules.ConcertPrice, around: Around, deductions: ticketing.Deductions
) -> rules.Due:
    capacity = activity.capacity or (activity.room.capacity if activity.room else None) or activity.production.capacity
    if price.accord is rules.Accord.FIXED:
        return rules.due(price, rules.NOTHING)
    if capacity is None or activity.fill_rate is None or activity.average_price is None:
        return rules.due(price, unknown("Recette prévue", gesture="Saisir jauge, remplissage et prix moyen de la date."))
    house = ticketing.House(capacity, 1, held_back=activity.reserved_seats)
    seats = ticketing.admissions_from_filling(house, percent(activity.fill_rate, "Taux de remplissage"))
    found = ticketing.takings(seats, given(activity.average_price, "Prix moyen d’une place, TTC"), deductions)
    listed = rules.costs_kept(around.deducted, around.deducted).kept
    return rules.due(price, rules.after_costs(found, sharing.ShareBase(deal.sharing_base), listed))


def _category(ticket: SettlementTicket) -> ticketing.Category:
    return ticketing.Category(
        quantity(ticket.seats, "Places", unit=ticketing.SEATS), given(ticket.price, "Prix d’une place, TTC")
    )


rare.declare(Settlement)


@Prepared
def SETTLEMENTS(organisation: UUID, ids: Sequence[UUID]) -> Any:
    return Settlement.objects.within(organisation).filter(activity__production__in=ids)


@Prepared
def TICKETS(organisation: UUID, ids: Sequence[UUID]) -> Any:
    return SettlementTicket.objects.within(organisation).filter(settlement__in=ids).order_by("rank", "id")


@Prepared
def OPPOSED(organisation: UUID, ids: Sequence[UUID]) -> Any:
    return SettlementCost.objects.within(organisation).filter(settlement__in=ids).order_by("rank", "id")


@once
def nights(season: Any) -> list[Night]:
    """Return the settlements begun in a season; three queries, none where nobody settles."""
    if not rare.held(season, Settlement):
        return []
    held = SETTLEMENTS(season.organisation_id, [production.pk for production in season.productions])
    if not held:
        return []
    ids = [each.pk for each in held]
    tickets, opposed = _by(TICKETS(season.organisation_id, ids)), _by(OPPOSED(season.organisation_id, ids))
    around = accords.around(season)
    found: list[Night] = []
    by_deal: dict[UUID, list[Night]] = defaultdict(list)
    for settlement in held:
        settlement.activity = season.activity(settlement.activity_id)
    for settlement in sorted(held, key=lambda each: each.activity.on):
        activity = settlement.activity
        if activity.deal is None:
            continue
        dates = [each.pk for each in season.performances_of(activity.production_id) if each.deal_id == activity.deal_id]
        law = season.law(activity.production.structure_id)
        rows = tickets[settlement.pk], opposed[settlement.pk]
        earlier = by_deal[activity.deal_id]
        found.append(told(settlement, activity.deal, *rows, dates, around.get(activity.deal_id, ALONE), law, earlier))
        by_deal[activity.deal_id] = [*earlier, found[-1]]
    return found


def _by(rows: Iterable[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.settlement_id].append(row)
    return found
