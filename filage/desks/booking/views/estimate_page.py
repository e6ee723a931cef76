"""What the pages of a quote show: its totals as one types, its lines, how far it is, and what only our eyes read."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from filage.core import access, clock, stages
from filage.desks.booking.enums import EstimateStage
from filage.desks.booking.forms.estimates import Sheet
from filage.desks.booking.models import Estimate
from filage.desks.booking.operations import answering
from filage.desks.booking.queries import estimates, prefilled
from filage.desks.booking.queries.estimates import Charged, Priced
from filage.productions.enums import HostingMode
from filage.productions.models import Production
from filage.rules.engine import given, to_cent, unknown
from filage.web import format as french
from filage.web.tables import Cell, Column, Group, Row, Table, plain

BY_HAND = (EstimateStage.REFUSE, EstimateStage.EXPIRE, EstimateStage.ENVOYE)
GESTURES = {EstimateStage.REFUSE: "Refusé", EstimateStage.EXPIRE: "Classer : expiré", EstimateStage.ENVOYE: "Relancer, prolongé"}
PATH = (EstimateStage.BROUILLON, EstimateStage.ENVOYE, EstimateStage.ACCEPTE)


def form(
    request: HttpRequest, sheet: Sheet, *, rows: Sequence[Any], hints: Sequence[str] = (), season: Any = None
) -> dict[str, Any]:
    """Return what the form of a quote needs; its totals are those of the rows, or of what was typed, in a season read or not."""
    estimate = sheet.estimate
    kept = not estimate._state.adding
    back = (
        reverse("booking:estimate", args=[estimate.pk])
        if kept
        else reverse("web:show_contracts", args=[estimate.production.slug])
    )
    page = {
        "production": estimate.production,
        "tab": "contrats",
        "estimate": estimate,
        "sheet": sheet,
        "heading": f"Devis {estimate.reference}" if kept else "Nouveau devis",
        "hints": hints,
        "back_url": back,
        "totals_url": reverse("booking:estimate_totals", args=[estimate.production.slug]),
    }
    if not sheet.terms.is_bound:
        return page | _reckoned(request, estimate, *rows, season=season)
    return page | (totals(request, sheet) if sheet.is_valid() else {"unreadable": True})


def offers(production: Production) -> list[tuple[str, str]]:
    """Return what a quote of a show may be about, place by place: what to say, and where it leads."""
    here = reverse("booking:new_estimate", args=[production.slug])
    return [
        (f"{venue.name}, {french.count(len(held), 'option')}", f"{here}?dates={','.join(str(each.pk) for each in held)}")
        for venue, held in prefilled.open_options(production).items()
    ]


def totals(request: HttpRequest, sheet: Sheet) -> dict[str, Any]:
    """Return the totals of what is typed."""
    return _reckoned(request, *sheet.made())


def _reckoned(
    request: HttpRequest, estimate: Estimate, dates: Sequence[Any], items: Sequence[Any], *, season: Any = None
) -> dict[str, Any]:
    found = estimates.priced(estimate, list(dates), list(items), season or estimates.season_of(estimate.production))
    return {"priced": found, "cost": _cost(found), "vat": _vat(found), "grid": _grid(found)} | ours(
        request, found, len(dates), estimate
    )


def ours(request: HttpRequest, found: Priced, dates: int, estimate: Estimate) -> dict[str, Any]:
    """Return what only our eyes read: the floor of a date and the margin of the quote, for who may read pay."""
    if not access.can_read_pay(request.user, estimate.production):
        return {}
    floor = prefilled.floor(estimate.production)
    plateau = (
        unknown("Coût plateau", gesture="Le budget le dira.") if floor.plateau is None else given(floor.plateau, "Coût plateau")
    )
    borne = sum((row.worth.value or Decimal(0) for row in found.items if row.item.mode == HostingMode.COMPRIS), Decimal(0))
    margin = (found.cession - plateau * dates - given(borne, "Compris dans le prix")).named("Marge sur coût plateau")
    price = estimate.base_price
    below = price is not None and floor.plateau is not None and price < floor.plateau
    return {"floor": floor, "margin": margin, "below": below, "borne": borne}


def _vat(found: Priced) -> str:
    if found.vat.mention:
        return found.vat.mention
    rate = found.vat.rate.value
    return "TVA" if rate is None else f"TVA {french.percent(rate * 100)}"


def _cost(found: Priced) -> Table | None:
    if len(found.cost.parts) < 2:
        return None
    rows = [Row(part.label, [Cell(part, gesture=part.gesture)]) for part in found.cost.parts]
    total = Row("Coût complet", [Cell(found.cost.total)])
    return plain("Ce que la venue coûte à l’acheteur", [Column("€", "amount")], rows, header="Poste", total=total)


def _grid(found: Priced) -> Table | None:
    if len(found.grid) < 2:
        return None
    rows = [Row(french.count(row.dates, "date"), [Cell(row.total), Cell(row.each)]) for row in found.grid]
    return plain("Tarif par série", [Column("Prix, € HT", "amount"), Column("Par date", "amount")], rows, header="Dates")


def context(request: HttpRequest, estimate: Any) -> dict[str, Any]:
    """Return what the page of one quote needs."""
    today = clock.today_for(request)
    found = estimates.load(estimate)
    edits = access.can_edit(request.user, estimate)
    stage = estimates.stage_on(estimate, today)
    dates = list(estimate.dates.all())
    return {
        "production": estimate.production,
        "tab": "contrats",
        "estimate": estimate,
        "stage": stage,
        "look": estimates.LOOKS[stage],
        "steps": [step for step in stages.steps(estimate) if step.code in PATH] if stage in PATH else [],
        "lines": lines(estimate, found),
        "priced": found,
        "vat": _vat(found),
        "cost": _cost(found),
        "grid": _grid(found),
        "may_edit": edits,
        "moves": _moves(estimate, stage) if edits else [],
        "links": answering.given(estimate) if edits else [],
        "replies": list(estimate.replies.all()),
        "waiting": any(not one.seen for one in estimate.replies.all()),
        "versions": _versions(estimate),
        "today": today,
    } | ours(request, found, len(dates), estimate)


def lines(estimate: Any, found: Priced) -> Table:
    """Return the lines of a quote: its dates at their prices, what is beside, what may still be chosen."""
    dates = list(estimate.dates.all())
    sold = [
        Row(Cell(_day(each.on), note=_where(each), url=_url(each)), ["", "", Cell(price, gesture=price.gesture)])
        for each, price in zip(dates, found.prices, strict=True)
    ]
    groups = [Group(sold, title="Cession")] if sold else []
    for title, rows in (("En plus du prix", found.items), ("En option", found.options)):
        if rows:
            groups.append(Group([_line(row) for row in rows], title=title))
    columns = [
        Column("Quantité", "number", wide=True),
        Column("Unitaire, €", "amount", wide=True),
        Column("€ HT", "amount"),
    ]
    total = Row("Total HT", ["", "", Cell(found.quote.net)])
    return Table("Le devis", columns, groups, header="Désignation", total=total, sheet=False, codes=False)


def _line(row: Charged) -> Row:
    item = row.item
    apart = item.mode in (HostingMode.FOURNI, HostingMode.COMPRIS)
    shown: Any = "" if apart else Cell(row.charged, gesture=row.worth.gesture)
    unit = item.unit_cost
    exact = None if unit is None or unit == to_cent(unit) else max(2, -int(unit.normalize().as_tuple().exponent))
    return Row(Cell(item.label, note=HostingMode(item.mode).label), [item.quantity, Cell(unit, decimals=exact), shown])


def _day(on: date) -> str:
    return french.day_long(on).capitalize()


def _where(each: Any) -> str:
    return ", ".join(part for part in (each.venue.name if each.venue else "lieu à préciser", each.note) if part)


def _url(each: Any) -> str:
    return reverse("schedule:date", args=[each.activity_id]) if each.activity_id else ""


def _moves(estimate: Any, stage: EstimateStage) -> list[tuple[str, str]]:
    """Return the gestures by hand that a quote may take from here."""
    allowed = [each for each in BY_HAND if each in stages.targets(estimate)]
    if stage is EstimateStage.EXPIRE and estimate.stage == EstimateStage.ENVOYE:
        allowed = [EstimateStage.EXPIRE, EstimateStage.REFUSE]
    return [
        (each.value, GESTURES[each]) for each in allowed if not (each is EstimateStage.ENVOYE and estimate.stage == "brouillon")
    ]


def _versions(estimate: Any) -> list[Estimate]:
    rows = Estimate.objects.within(estimate.organisation_id).filter(number=estimate.number).order_by("version")
    return list(rows)
