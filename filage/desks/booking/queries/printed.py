"""What the paper of a quote says: what it comes to, to whom, and never a word of our margins."""

import hashlib
import json
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from filage.core import clock
from filage.desks.booking.models import EstimateItem
from filage.desks.booking.queries import estimates
from filage.desks.booking.queries.estimates import Charged, Priced
from filage.desks.directory.queries import house
from filage.documents import codec
from filage.documents.estimate_shapes import EstimateData, QuotedCost, QuotedDate, QuotedItem, QuotedSeries
from filage.documents.shapes import Lang
from filage.rules.engine.explained import cents

KIND = "Devis"
PERCENT = Decimal(100)
OUR_LABELS = (  # what a new quote is filled with, for a presenter who reads English
    (re.compile("Voyage de l’équipe"), "Travel of the company"),
    (re.compile(r"Voyage, aller et retour \(km\)"), "Travel there and back (km)"),
    (re.compile(r"Hébergement, (\d+) personnes? \(nuits\)"), "Accommodation, {} (nights)"),
    (re.compile(r"Repas, (\d+) personnes?"), "Meals, {}"),
)


def data(estimate: Any, *, on: date, lang: Lang) -> EstimateData:
    """Return the paper of a saved quote, as it leaves on a day."""
    season = estimates.season_of(estimate.production)
    dates, items = list(estimate.dates.all()), list(estimate.items.all())
    found = estimates.priced(estimate, dates, items, season)
    rate = found.vat.rate.value
    return EstimateData(
        head=house.head(season, season.production(estimate.production_id), KIND, on=on, lang=lang),
        reference=estimate.reference,
        buyer=estimate.structure.name if estimate.structure else "",
        buyer_lines=_lines(estimate, lang),
        valid_until=estimate.valid_until,
        dates=tuple(
            QuotedDate(
                on=each.on,
                place=each.venue.name if each.venue else "",
                town=each.venue.city if each.venue else "",
                note=each.note,
                price=cents(price),
            )
            for each, price in zip(dates, found.prices, strict=True)
        ),
        items=_quoted(found.items, lang),
        options=_quoted(found.options, lang),
        series=tuple(QuotedSeries(dates=row.dates, total=cents(row.total), each=cents(row.each)) for row in found.grid),
        net=cents(found.quote.net),
        vat_rate=None if rate is None else rate * PERCENT,
        vat=cents(found.quote.vat),
        gross=cents(found.quote.gross),
        mention=found.vat.mention,
        deposit_rate=estimate.deposit_rate,
        payment_days=estimate.payment_days,
        rights=estimate.rights_payer,
        rights_rate=estimate.rights_rate,
        cost=_cost(found),
        note=estimate.note,
    )


def imprint(found: EstimateData) -> str:
    """Return the imprint of what a quote says, whatever the day it is printed."""
    said: Any = codec.to_json(found)
    said["head"].pop("document")
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def day_of(estimate: Any) -> date:
    """Return the day that stands on the paper: the one it left, or today for a draft."""
    left: date | None = estimate.sent_on
    return left or clock.today(estimate.organisation)


def _lines(estimate: Any, lang: Lang) -> tuple[str, ...]:
    buyer = estimate.structure
    if buyer is None:
        return (estimate.contact.name,) if estimate.contact else ()
    town = f"{buyer.postal_code} {buyer.city}".strip()
    country = buyer.country if buyer.country not in ("", "FR") else ""
    numbers = f"SIRET {buyer.siret}" if buyer.siret else ""
    vat = f"{'TVA' if lang == 'fr' else 'VAT'} {buyer.vat_number}" if country and buyer.vat_number else ""
    said = (estimate.contact.name if estimate.contact else "", *buyer.address.splitlines(), town, country, numbers, vat)
    return tuple(part for part in said if part)


def label_in(label: str, lang: Lang) -> str:
    """Return the words of an item in the language of the paper: ours are known, those that somebody typed stay as they are."""
    for ours, theirs in OUR_LABELS if lang == "en" else ():
        found = ours.fullmatch(label)
        if found:
            heads = next(iter(found.groups()), "")
            return theirs.format(f"{heads} person" if heads == "1" else f"{heads} people")
    return label


def _quoted(rows: Sequence[Charged], lang: Lang) -> tuple[QuotedItem, ...]:
    return tuple(
        QuotedItem(
            label=label_in(row.item.label, lang),
            mode=row.item.mode,  # type: ignore[arg-type]
            quantity=row.item.quantity,
            unit=row.item.unit_cost,
            amount=cents(row.worth),
            was_option=_was_option(row.item),
        )
        for row in rows
    )


def _was_option(item: EstimateItem) -> bool:
    return item.optional and item.chosen


def _cost(found: Priced) -> QuotedCost | None:
    """Return the whole cost, when it is known and the invoice is not all of it."""
    cost = found.cost
    if cost.total.value is None or (len(cost.parts) < 2 and cost.each.value is None):
        return None
    parts = tuple((part.label, cents(part)) for part in cost.parts)
    return QuotedCost(parts=parts, total=cents(cost.total), each=cents(cost.each))
