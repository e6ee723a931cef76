"""What a cell of the tour table writes: a venue, a price, who bears what, how far the contract is."""

from decimal import Decimal
from typing import Any

from filage.core import stages
from filage.core.changes import ChangeSet
from filage.core.journal import JournalEntry
from filage.core.refusal import Refusal
from filage.desks.schedule.operations.gestures import LEADS_TO
from filage.desks.schedule.queries import day_text, tour
from filage.desks.schedule.queries.tour import TourDate
from filage.productions.enums import LIVE, DateStatus, DealKind
from filage.productions.models import Activity, Deal
from filage.productions.operations import next_rank, refuse_unless_editor
from filage.rules import reading

LABELS = {
    "venue": "lieu",
    "price": "prix",
    "travel": "voyages",
    "lodging": "hébergement",
    "meals": "repas",
    "rights_payer": "droits",
    "stage": "contrat",
}


def write(line: TourDate, field: str, text: str, *, before: str, by: Any) -> JournalEntry | None:
    """Write what was typed in a cell; Refusal when it cannot be read, is not allowed, or when somebody wrote there first."""
    activity = line.activity
    refuse_unless_editor(by, activity)
    now = tour.written(field, line)
    if now != before:
        raise Refusal(f"Cette cellule contient maintenant « {now or 'rien'} » : quelqu’un l’a changée entre-temps.")
    try:
        changes = _changes(line, field, text)
    except reading.Unreadable as reason:
        raise Refusal(str(reason)) from reason
    where = activity.venue.city or activity.venue.name if activity.venue else activity.production.title
    return changes.apply(by=by, why=f"{LABELS[field]} : {where}, {day_text(activity.on)}"[:300])


def gesture_for(activity: Activity, text: str) -> str:
    """Return the code of the gesture that a typed status asks, an empty text when it is the present one; Refusal otherwise."""
    try:
        to = reading.one_of(text, tour.CHOICES["status"])
    except reading.Unreadable as reason:
        raise Refusal(str(reason)) from reason
    if not to:
        raise Refusal("Une date a toujours un état : option, confirmé, signé, joué, reporté ou annulé.")
    if to == activity.status:
        return ""
    stages.step(activity, to)  # refuses here, where it was typed
    return next(code for code, target in LEADS_TO.items() if target == to)


def _changes(line: TourDate, field: str, text: str) -> ChangeSet:
    activity = line.activity
    if field == "price":
        return _price(line, reading.amount(text))
    if field == "venue":
        venue = tour.venue_named(activity.organisation_id, text)
        room = activity.room if activity.room and venue and activity.room.venue_id == venue.pk else None
        return ChangeSet.on(activity, venue=venue, room=room)
    code = reading.one_of(text, tour.CHOICES[field])
    if field != "stage":
        return ChangeSet.on(activity, **{field: code})
    if activity.deal is None:
        raise Refusal("Cette date n’a pas encore de conditions de vente : donnez-lui un prix d’abord.")
    if not code:
        raise Refusal("Un contrat a toujours une étape : proposé, accord, envoyé, signé ou rompu.")
    return stages.step(activity.deal, code) if code != activity.deal.stage else ChangeSet()


def _price(line: TourDate, amount: Decimal | None) -> ChangeSet:
    """Change the price of a date: that of its deal, made when there is none; a date that a series prices is left to its deal."""
    activity, deal = line.activity, line.activity.deal
    if amount is not None and amount < 0:
        raise Refusal("Un prix de vente n’est pas négatif.")
    if deal is None:
        return ChangeSet() if amount is None else _new_deal(activity, amount)
    if deal.kind not in (DealKind.CESSION, DealKind.PREACHAT):
        raise Refusal(f"Le prix vient d’une {deal.get_kind_display()} : il se change dans les conditions de vente.")
    if len(deal.coefficients) > 1 and not _is_first(activity, deal):
        raise Refusal("Ce prix vient de la série du contrat : changez celui de la première date, ou les coefficients.")
    return ChangeSet.on(deal, base_price=amount)


def _is_first(activity: Activity, deal: Deal) -> bool:
    held = deal.performances.filter(status__in=LIVE).order_by("on", "starts_at", "rank", "id")
    return held.values_list("pk", flat=True).first() == activity.pk


def _new_deal(activity: Activity, amount: Decimal) -> ChangeSet:
    deal = Deal(
        organisation_id=activity.organisation_id,
        production=activity.production,
        partner_id=activity.venue.structure_id if activity.venue else None,
        kind=DealKind.CESSION,
        base_price=amount,
        rank=next_rank(Deal.objects.within(activity.organisation_id)),
    )
    if activity.status in (DateStatus.ANNULE, DateStatus.REPORTE):
        raise Refusal("Cette date ne se joue pas : rouvrez-la avant de lui donner un prix.")
    return ChangeSet.create(deal) + ChangeSet.on(activity, deal=deal)
