"""What each deal brings, date by date: cession prices of a series, shares of takings, and what renting a venue costs."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from filage.core.rails.types import CostLine, Side, Stage
from filage.core.remembering import Again, values_of
from filage.desks.booking.queries import accords, programme
from filage.desks.booking.queries.accords import ALONE, Around, prices
from filage.desks.booking.queries.accords import with_partner as _with
from filage.desks.contracts.queries import abroad
from filage.productions.enums import (
    FIRM,
    LIVE,
    PERFORMANCES,
    ActivityKind,
    DateStatus,
    DealKind,
    DealStage,
    VariableOver,
    VatStatus,
)
from filage.productions.models import Activity, Deal, Production
from filage.rules.accounting import fiscal_year_of
from filage.rules.engine import Explained, given, percent, quantity, sum_of, unknown
from filage.rules.pricing import sharing, ticketing

BY_DATE = (DealKind.CESSION, DealKind.PREACHAT, DealKind.ATELIER)
ACCOUNTS = {
    DealKind.CESSION: "7062",
    DealKind.PREACHAT: "7062",
    DealKind.ATELIER: "7064",
    DealKind.COREALISATION: "7063",
    DealKind.LOCATION: "7061",
    DealKind.CRENEAU: "7061",
}
LABELS = {
    DealKind.CESSION: "Cession",
    DealKind.PREACHAT: "Préachat",
    DealKind.ATELIER: "Atelier",
    DealKind.COREALISATION: "Coréalisation",
    DealKind.LOCATION: "Billetterie",
    DealKind.CRENEAU: "Billetterie",
}
RENT_ACCOUNT, RIGHTS_ACCOUNT, TAX_ACCOUNT, SERVICE_ACCOUNT, SHOW_ACCOUNT = "6132", "6516", "637", "604", "611"
PERCENT = Decimal(100)


_AGAIN: Again[tuple[CostLine, ...]] = Again()  # the lines of each deal, until something that they come from moves


@dataclass(frozen=True, slots=True)
class Terms:
    """A deal with its live dates, in order, and the VAT rates that apply to it (percent; None outside VAT)."""

    deal: Deal
    dates: tuple[Activity, ...]
    vat: Decimal | None
    ticket_vat: Explained
    fiscal_start: int
    around: Around = ALONE
    owed: Explained | None = None  # the rate of the VAT that we owe for a foreign seller and deduct nothing of


def cost_lines(season: Any) -> Iterator[CostLine]:
    """Yield the income of every deal, and the charges of a rented venue; coproductions and residencies are budget lines."""
    for production in season.productions:
        dates = defaultdict(list)
        for activity in season.activities_of(production.pk):
            if activity.deal_id and activity.status in LIVE:
                dates[activity.deal_id].append(activity)
        for bought, evenings in programme.bought(season).items():
            dates[bought] += [each for each in evenings if each.status in LIVE and each not in dates[bought]]
        for deal in season.deals_of(production.pk):
            if deal.stage != DealStage.ROMPU and dates[deal.pk]:
                terms = _terms(season, deal, dates[deal.pk])
                yield from _AGAIN.given(deal.pk, _told(terms), partial(_made, terms))


def _made(terms: Terms) -> tuple[CostLine, ...]:
    return tuple(abroad.with_owed(_lines_of(terms), terms.owed))


def _told(terms: Terms) -> tuple[Any, ...]:
    """Return all that the lines of a deal come from."""
    deal, production = terms.deal, terms.deal.production
    dates = [(values_of(each), each.room and each.room.capacity) for each in terms.dates]
    house = (
        production.capacity,
        production.structure_id,
        terms.fiscal_start,
        terms.vat,
        terms.ticket_vat.value,
        terms.owed and terms.owed.value,
    )
    rows = [values_of(each) for each in (*terms.around.costs, *terms.around.shares)]
    return values_of(deal), deal.partner and (deal.partner.name, deal.partner.country), house, dates, rows


def takings_of(terms: Terms) -> list[tuple[Activity, ticketing.Takings, int]]:
    """Return the takings of each group of like dates (one of them, its takings, how many they are)."""
    groups: dict[tuple[Any, ...], list[Activity]] = defaultdict(list)
    for activity in terms.dates:
        capacity = activity.capacity or (activity.room.capacity if activity.room else None) or activity.production.capacity
        groups[capacity, activity.reserved_seats, activity.fill_rate, activity.average_price].append(activity)
    found = []
    for (capacity, reserved, filling, price), dates in groups.items():
        admissions = _admissions(capacity, reserved, filling, len(dates))
        ticket = _known("Prix moyen d’une place, TTC", price, "EUR")
        found.append((dates[0], ticketing.takings(admissions, ticket, _deductions(terms)), len(dates)))
    return found


def shared(terms: Terms) -> sharing.Sharing:
    """Return each side's part of a coréalisation, the guarantee playing on the whole series."""
    deal = terms.deal
    base_of = sharing.ShareBase(deal.sharing_base)
    base = sum_of([sharing.shared_base(takings, base_of) for _, takings, _ in takings_of(terms)], "Recette à partager")
    if base_of is sharing.ShareBase.NET and terms.around.deducted:
        costs = sum_of(terms.around.deducted, "Frais convenus") * quantity(len(terms.dates), "Dates")
        base = (base - costs).named("Recette à partager")
    guarantee = None
    if deal.guarantee is not None and deal.guarantee_for:
        amount = given(deal.guarantee, "Minimum garanti", source=f"Conditions de vente{_with(deal)}")
        guarantee = sharing.Guarantee(amount, sharing.Beneficiary(deal.guarantee_for))
    return sharing.share(base, _rate("Part du producteur", deal.producer_share), guarantee)


def income_status(activity: Activity, deal: Deal) -> str:
    """Return how sure the income of a date is, in the words of a financing plan."""
    if activity.status == DateStatus.OPTION:
        return "idee"
    if activity.status in (DateStatus.SIGNE, DateStatus.JOUE) or deal.stage == DealStage.SIGNE:
        return "conventionne"
    return "accorde_oral"


def cession_vat(season: Any, production: Production, on: date, deal: Deal | None = None) -> Decimal | None:
    """Return the VAT rate, in percent, of what is sold on a day: the deal's own, else the law's; None outside French VAT."""
    if season.vat_status(production.structure_id, on) != VatStatus.ASSUJETTI:
        return None
    if deal is not None and deal.vat_rate is not None:
        return deal.vat_rate
    if deal is not None and abroad.is_sold(season, deal):
        return None
    legal: Decimal | None = season.law(production.structure_id).read("vat.taux_cession", on).value
    return None if legal is None else legal * PERCENT


def _terms(season: Any, deal: Deal, dates: Sequence[Activity]) -> Terms:
    production = deal.production
    first = dates[0].on
    law = season.law(production.structure_id)
    ticket = (
        percent(deal.vat_rate, "TVA de la billetterie") if deal.vat_rate is not None else law.read("vat.taux_billetterie", first)
    )
    vat = None if abroad.is_bought(deal) else cession_vat(season, deal.production, first, deal)
    held = accords.around(season).get(deal.pk, ALONE) if accords.detailed(deal) else ALONE
    return Terms(
        deal, tuple(dates), vat, ticket, production.structure.fiscal_year_start, held, abroad.owed_rate(season, deal, first)
    )


def _lines_of(terms: Terms) -> Iterator[CostLine]:
    kind = DealKind(terms.deal.kind)
    if kind in BY_DATE:
        over = terms.deal.variable_over == VariableOver.SERIE
        kept = [each for each in terms.dates if (each.kind == ActivityKind.ATELIER) == (kind is DealKind.ATELIER)]
        for activity, amount in zip(kept, prices(terms.deal, len(kept)), strict=True):
            yield from _with_deposit(_sold_or_bought(terms, activity, "prix", amount), terms.deal)
            if terms.deal.variable_mode and not over and activity.kind in PERFORMANCES:
                yield _sold_or_bought(terms, activity, "variable", _variable(terms, activity, amount))
        if terms.deal.variable_mode and over:
            yield from _variable_of_series(_performances(terms))
    elif kind is DealKind.COREALISATION:
        yield from _corealisation(_performances(terms))
    elif kind is DealKind.LOCATION:
        yield from _location(_performances(terms))
    elif kind is DealKind.CRENEAU:
        yield from _slot_rented(_performances(terms))


def _variable(terms: Terms, activity: Activity, fixed: Explained) -> Explained:
    """Return what the tickets of an evening are expected to add to its guaranteed price."""
    found = takings_of(replace(terms, dates=(activity,)))[0][1]
    return accords.forecast_of(terms.deal, fixed, found, terms.around).variable


def _variable_of_series(terms: Terms) -> Iterator[CostLine]:
    """Yield what the tickets of a whole series are expected to add to its guaranteed price, on its last evening."""
    if terms.dates:
        fixed = prices(terms.deal, len(terms.dates))
        found = [takings_of(replace(terms, dates=(each,)))[0][1] for each in terms.dates]
        due = accords.forecast_of_series(terms.deal, fixed, found, terms.around)
        yield _sold_or_bought(terms, terms.dates[-1], "variable", due.variable)


def _performances(terms: Terms) -> Terms:
    return replace(terms, dates=tuple(each for each in terms.dates if each.kind in PERFORMANCES))


def _corealisation(terms: Terms) -> Iterator[CostLine]:
    if terms.dates:
        whole, part = shared(terms).producer, terms.around.bill_part
        ours = whole if part is None else (whole * part).named("Notre part du co-plateau")
        for activity, amount in zip(terms.dates, _spread(ours, len(terms.dates)), strict=True):
            yield from _with_deposit(_sold_or_bought(terms, activity, "part", amount), terms.deal)


def _location(terms: Terms) -> Iterator[CostLine]:
    for activity, rent in zip(terms.dates, prices(terms.deal, len(terms.dates)), strict=True):
        line = _charge(terms, activity, "loyer", rent, label="Location de la salle", account=RENT_ACCOUNT, destination="C")
        yield from _with_deposit(line, terms.deal)
    yield from _own_tickets(terms)


def _slot_rented(terms: Terms) -> Iterator[CostLine]:
    """Yield the rent of the whole series and its services, once, and what the tickets of each date bring us."""
    if not terms.dates:
        return
    first, partner = terms.dates[0], _with(terms.deal)
    rent = _charge(
        terms,
        first,
        "loyer",
        prices(terms.deal, 1)[0],
        label=f"Location de créneau{partner}",
        account=RENT_ACCOUNT,
        destination="C",
    )
    yield from _with_deposit(replace(rent, activity=None, variable=False), terms.deal)
    for cost in terms.around.services:
        amount = accords.amount_of(cost)
        line = _charge(terms, first, f"prestation-{cost.pk}", amount, label=cost.label, account=SERVICE_ACCOUNT, destination="H")
        yield replace(line, activity=None, variable=False)
    yield from _own_tickets(terms)


def _own_tickets(terms: Terms) -> Iterator[CostLine]:
    if not terms.dates:
        return
    count = len(terms.dates)
    groups = [takings for _, takings, _ in takings_of(terms)]
    receipts = _spread(sum_of([each.net_of_vat for each in groups], "Recette HT"), count)
    taxes = _spread(sum_of([each.tax for each in groups], "Taxe sur les spectacles"), count)
    rights = _spread(sum_of([each.rights for each in groups], "Droits d’auteur"), count)
    for rank, activity in enumerate(terms.dates):
        yield _line(terms, activity, "recette", receipts[rank])
        for part, amount, account in (("taxe", taxes[rank], TAX_ACCOUNT), ("droits", rights[rank], RIGHTS_ACCOUNT)):
            if amount.value != 0:
                yield replace(
                    _charge(terms, activity, part, amount, label=amount.label, account=account, destination="G"), vat_rate=None
                )


def _line(terms: Terms, activity: Activity, part: str, amount: Explained) -> CostLine:
    deal = terms.deal
    kind = DealKind(deal.kind)
    return CostLine(
        key=f"deal:{deal.pk}@{activity.pk}#{part}",
        origin=f"deal:{deal.pk}",
        label=f"{LABELS[kind]}{_with(deal)}",
        stage=Stage.COMPUTED,
        side=Side.INCOME,
        amount=amount,
        vat_rate=terms.vat,
        on=activity.on,
        pays_on=activity.on + timedelta(days=deal.payment_days),
        production=deal.production_id,
        activity=activity.pk,
        destination="P",
        account=ACCOUNTS[kind],
        phase="action_culturelle" if kind is DealKind.ATELIER else "exploitation",
        fiscal_year=fiscal_year_of(activity.on, starts_in=terms.fiscal_start),
        funder=deal.partner_id,
        structure=deal.production.structure_id,
        status=income_status(activity, deal),
        certain=activity.status in FIRM,
        variable=True,
    )


def _sold_or_bought(terms: Terms, activity: Activity, part: str, amount: Explained) -> CostLine:
    """Return what an evening is sold for, or what it costs to whoever buys it: a venue, a festival."""
    if not terms.deal.buys:
        return _line(terms, activity, part, amount)
    label = f"Achat{_with(terms.deal)}"
    line = _charge(terms, activity, part, amount, label=label, account=SHOW_ACCOUNT, destination="C")
    return replace(line, pays_on=activity.on + timedelta(days=terms.deal.payment_days), funder=None)


def _charge(terms: Terms, activity: Activity, part: str, amount: Explained, **fields: str) -> CostLine:
    income = _line(terms, activity, part, amount)
    return replace(income, side=Side.EXPENSE, pays_on=activity.on, status="", funder=None, **fields)  # type: ignore[arg-type]


def _with_deposit(line: CostLine, deal: Deal) -> Iterator[CostLine]:
    """Yield the line, cut in two when a part of the price is paid beforehand."""
    if not deal.deposit_rate or deal.deposit_on is None:
        yield line
        return
    deposit = (line.amount * percent(deal.deposit_rate, "Acompte")).rounded().named(f"{line.label}, acompte")
    balance = (line.amount - deposit).named(f"{line.label}, solde")
    yield replace(line, key=f"{line.key}-acompte", amount=deposit, pays_on=min(deal.deposit_on, line.pays_on or date.max))
    yield replace(line, key=f"{line.key}-solde", amount=balance)


def _spread(whole: Explained, count: int) -> list[Explained]:
    """Return equal parts of an amount, in whole cents; the last takes what is left."""
    if count == 1:
        return [whole.rounded().named(whole.label)]
    cents = whole.rounded().named(whole.label)
    each = (cents / count).rounded().named(f"{whole.label}, par date")
    return [each] * (count - 1) + [(cents - each * (count - 1)).named(f"{whole.label}, dernière date")]


def _admissions(capacity: int | None, reserved: int, filling: Decimal | None, dates: int) -> Explained:
    if capacity is None:
        return _known("Jauge", None, "places")
    house = ticketing.House(capacity, dates, held_back=reserved)
    return ticketing.admissions_from_filling(house, _rate("Taux de remplissage", filling))


def _deductions(terms: Terms) -> ticketing.Deductions:
    deal = terms.deal
    tax = None if deal.tax_rate is None else percent(deal.tax_rate, "Taxe sur les spectacles", source="Conditions de vente")
    rights = None if deal.rights_rate is None else percent(deal.rights_rate, "Droits d’auteur", source="Conditions de vente")
    return ticketing.Deductions(terms.ticket_vat, tax, rights)


def _rate(label: str, value: Decimal | None) -> Explained:
    if value is None:
        return unknown(label, unit="fraction", gesture=f"Saisir : {label.lower()}.")
    return percent(value, label)


def _known(label: str, value: Decimal | int | None, unit: str) -> Explained:
    if value is None:
        return unknown(label, unit=unit, gesture=f"Saisir : {label.lower()}.")
    return given(value, label, unit=unit)
