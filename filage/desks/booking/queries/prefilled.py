"""What a new quote already knows: price and series, the team, nights, meals and kilometres, at the scales of the law."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from filage.core.rails import read
from filage.desks.booking.enums import ItemKind
from filage.desks.booking.models import Estimate, EstimateDate, EstimateItem, Prospect
from filage.desks.booking.queries import estimates
from filage.productions.enums import PERFORMANCES, DateStatus, DealKind, HostingMode, Phase, RightsPayer
from filage.productions.models import Activity, Deal, Production, Structure, Venue
from filage.productions.placing import town_of
from filage.rules.engine import Explained, load_law, to_cent
from filage.rules.geography.distance import Mode, distance

VALIDITY = timedelta(days=30)
MEALS_A_DAY = 2
NEAR = Decimal(50)  # km: nearer than that, one sleeps at home
PARIS = ("75", "92", "93", "94")
VEHICLE = "allowance.km_5.taux_1"  # what a car of 5 CV is reckoned at, a kilometre
SCALES = {"nuit": ("allowance.ccneac_nuit", "allowance.nuit"), "repas": ("allowance.ccneac_repas", "allowance.repas_restaurant")}


@dataclass(frozen=True, slots=True)
class Draft:
    """A quote that nothing keeps yet, with its dates and items; `hints` say where its figures come from."""

    estimate: Estimate
    dates: tuple[EstimateDate, ...]
    items: tuple[EstimateItem, ...]
    hints: tuple[str, ...]
    season: Any


@dataclass(frozen=True, slots=True)
class Floor:
    """What only our eyes read beside a quote: the cost of a date and the price that the budget asks for."""

    plateau: Decimal | None
    price: Decimal | None
    note: str


def draft(production: Production, *, on: date, activities: Sequence[Activity] = (), prospect: Prospect | None = None) -> Draft:
    """Return a quote prefilled for some dates of a production, or for a piste."""
    season = estimates.season_of(production)
    venue = next((each.venue for each in activities if each.venue), prospect.venue if prospect else None)
    buyer = _buyer(activities, prospect, venue)
    model = _model(season, production, buyer)
    estimate = Estimate(
        organisation=production.organisation,
        production=production,
        structure=buyer,
        contact=prospect.contact if prospect else None,
        prospect=prospect,
        number=estimates.next_number(production.organisation_id, on),
        language="fr" if buyer is None or buyer.country in ("FR", "BE", "CH", "LU", "MC", "") else "en",
        made_on=on,
        valid_until=on + VALIDITY,
        base_price=_price(production, model, prospect),
        coefficients=list(model.coefficients) if model else [],
        deposit_rate=model.deposit_rate if model else None,
        payment_days=model.payment_days if model else 30,
        rights_payer=next((each.rights_payer for each in activities if each.rights_payer), RightsPayer.LIEU),
        rights_rate=next((deal.rights_rate for deal in season.deals_of(production.pk) if deal.rights_rate is not None), None),
        capacity=_capacity(production, activities),
        average_price=next((each.average_price for each in activities if each.average_price is not None), None),
    )
    dates = tuple(
        EstimateDate(organisation=production.organisation, estimate=estimate, activity=each, on=each.on, venue=each.venue)
        for each in sorted(activities, key=lambda one: (one.on, one.pk))
    )
    items, hints = _items(season, production, activities, venue, estimate)
    return Draft(estimate, dates, items, hints, season)


def options_of(prospect: Prospect) -> list[Activity]:
    """Return the options that a piste already holds, in order: what its quote is about."""
    rows = Activity.objects.within(prospect.organisation_id).filter(
        production=prospect.production_id, status=DateStatus.OPTION, kind__in=PERFORMANCES, venue__structure=prospect.structure_id
    )
    return list(rows.select_related("venue__structure", "room", "deal__partner").order_by("on", "pk"))


def open_options(production: Production) -> dict[Venue, list[Activity]]:
    """Return the options of a production by place, in order: what a quote asked from nowhere may be about."""
    rows = Activity.objects.within(production.organisation_id).filter(
        production=production, status=DateStatus.OPTION, kind__in=PERFORMANCES, venue__isnull=False
    )
    found: dict[Venue, list[Activity]] = {}
    for each in rows.select_related("venue").order_by("on", "pk"):
        if each.venue is not None:
            found.setdefault(each.venue, []).append(each)
    return found


def floor(production: Production) -> Floor:
    """Return the cost of a date and the price asked, as the key figures keep them."""
    rows = {row.code: row for row in read.key_figures(production.organisation_id, production)}
    price, plateau = rows.get("prix"), rows.get("plateau")
    return Floor(plateau.amount if plateau else None, price.amount if price else None, price.note if price else "")


def party(season: Any, production: Production) -> int | None:
    """Return how many people travel: what the show says, else whom its embauches of tour add up to."""
    if production.touring_party:
        return int(production.touring_party)
    held = season.engagements_of(production.pk)
    heads = sum(each.headcount for each in held if each.on_tour and each.per_performance and each.phase == Phase.EXPLOITATION)
    return heads or None


def _buyer(activities: Sequence[Activity], prospect: Prospect | None, venue: Venue | None) -> Structure | None:
    if prospect is not None:
        return prospect.structure
    partner = next((each.deal.partner for each in activities if each.deal and each.deal.partner), None)
    return partner or (venue.structure if venue else None)


def _model(season: Any, production: Production, buyer: Structure | None) -> Deal | None:
    """Return the cession whose series and terms a new quote takes up: that of the same buyer first, else the last one."""
    sold = [deal for deal in season.deals_of(production.pk) if deal.kind == DealKind.CESSION and deal.base_price is not None]
    mine = [deal for deal in sold if buyer is not None and deal.partner_id == buyer.pk]
    return (mine or sold or [None])[-1]


def _price(production: Production, model: Deal | None, prospect: Prospect | None) -> Decimal | None:
    """Return the price of the first date: the piste’s for all its dates, else what the budget asks, else the last one sold."""
    if prospect is not None and prospect.amount is not None:
        coefficients = [Decimal(each) for each in model.coefficients] if model and model.coefficients else [Decimal(1)]
        ranks = range(prospect.dates_wanted or 1)
        return to_cent(prospect.amount / sum((coefficients[min(rank, len(coefficients) - 1)] for rank in ranks), Decimal(0)))
    asked = floor(production).price
    if asked is not None:
        return to_cent(asked)
    return model.base_price if model else None


def _capacity(production: Production, activities: Sequence[Activity]) -> int | None:
    said = (each.capacity or (each.room.capacity if each.room else None) for each in activities)
    return next((seats for seats in said if seats), production.capacity)


@dataclass(frozen=True, slots=True)
class _Found:
    """An item that a new quote proposes: how many, and what each is reckoned at (None: nobody knows)."""

    kind: ItemKind
    label: str
    quantity: Decimal
    unit: Explained | None


def _items(
    season: Any, production: Production, activities: Sequence[Activity], venue: Venue | None, estimate: Estimate
) -> tuple[tuple[EstimateItem, ...], tuple[str, ...]]:
    """Return the items of travel, lodging and meals that the dates call for, and where their figures come from."""
    people, km = party(season, production), _kilometres(production, venue, estimate.made_on)
    days = max(len({each.on for each in activities}), 1)
    found = [_journey(km, estimate), *_stay(season, venue, estimate, people or 1, days, km)]
    hints = [] if km is None else [f"{km.label} : {km.value:.0f} km par la route, estimés."]
    if people is None:
        hints.append("Équipe en tournée inconnue : nuits et repas comptés pour une personne.")
    hints += [f"{each.label} : {each.unit.label}." for each in found if each.unit is not None]
    said = {field: getattr(activities[0], field) for field in ("travel", "lodging", "meals")} if activities else {}
    modes = {each.kind: said.get(estimates.travel_kinds()[each.kind]) or HostingMode.FORFAIT for each in found}
    items = (
        EstimateItem(
            organisation=production.organisation,
            estimate=estimate,
            kind=each.kind,
            label=each.label,
            mode=modes[each.kind],
            quantity=each.quantity,
            unit_cost=None if each.unit is None else each.unit.value,
        )
        for each in found
    )
    return tuple(items), tuple(hints)


def _journey(km: Explained | None, estimate: Estimate) -> _Found:
    if km is None:
        return _Found(ItemKind.VOYAGE, "Voyage de l’équipe", Decimal(1), None)
    there_and_back = 2 * km.known().quantize(Decimal(1))
    return _Found(ItemKind.VOYAGE, "Voyage, aller et retour (km)", there_and_back, load_law().read(VEHICLE, estimate.made_on))


def _stay(season: Any, venue: Venue | None, estimate: Estimate, heads: int, days: int, km: Explained | None) -> Iterator[_Found]:
    who = f"{heads} personne{'s' * (heads > 1)}"
    if km is None or km.known() >= NEAR:
        nights = Decimal(days * heads)
        yield _Found(ItemKind.HEBERGEMENT, f"Hébergement, {who} (nuits)", nights, _scale("nuit", venue, season, estimate))
    meals = Decimal(MEALS_A_DAY * days * heads)
    yield _Found(ItemKind.REPAS, f"Repas, {who}", meals, _scale("repas", venue, season, estimate))


def _scale(what: str, venue: Venue | None, season: Any, estimate: Estimate) -> Explained | None:
    """Return what a night or a meal is reckoned at: the agreement’s own amount where it is known, else the usual limit."""
    own, usual = SCALES[what]
    if what == "nuit":
        usual += "_paris" if venue and venue.postal_code[:2] in PARIS else "_ailleurs"
    codes = (own, usual) if estimate.production.structure.idcc == "1285" else (usual,)
    law = season.law(estimate.production.structure_id)
    found = [law.read(code, estimate.made_on) for code in codes]
    return next((each for each in found if each.value is not None), None)


def _kilometres(production: Production, venue: Venue | None, on: date) -> Explained | None:
    """Return how far the place is from the house; None when a town is not known, or has namesakes."""
    house = production.structure
    home = town_of(Venue(name=house.name, city=house.city, country=house.country, postal_code=house.postal_code)).town
    there = town_of(venue).town
    return distance(load_law(), home, there, Mode.ROAD, on) if home and there else None


def hosting_of(items: Sequence[EstimateItem]) -> Iterator[tuple[str, str]]:
    """Yield which field of a date each kind of item fills, with who bears it."""
    fields = estimates.travel_kinds()
    for item in items:
        if item.kind in fields and item.is_counted:
            yield fields[item.kind], item.mode
