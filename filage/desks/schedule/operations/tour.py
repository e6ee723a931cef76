"""What a cell of the tour table writes: a venue, a price, who bears what, how far the contract is."""

from collections.abc import Sequence
from dataclasses import dataclass
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
    changes = _written(line, field, text, before=before, by=by)
    where = activity.venue.city or activity.venue.name if activity.venue else activity.production.title
    return changes.apply(by=by, why=f"{LABELS[field]} : {where}, {day_text(activity.on)}"[:300])


def _written(line: TourDate, field: str, text: str, *, before: str, by: Any, made: int = 0) -> ChangeSet:
    refuse_unless_editor(by, line.activity)
    now = tour.written(field, line)
    if now != before:
        raise Refusal(f"Cette cellule contient maintenant « {now or 'rien'} » : quelqu’un l’a changée entre-temps.")
    try:
        return _changes(line, field, text, made)
    except reading.Unreadable as reason:
        raise Refusal(str(reason)) from reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A cell of a block: its line, its column, what is typed and what stood there."""

    line: TourDate
    field: str
    text: str
    before: str


def write_all(edits: Sequence[Edit], *, by: Any) -> tuple[JournalEntry | None, dict[int, str]]:
    """Write a block of cells in one gesture; return its entry and, by rank, why a cell was left out: the rest is kept."""
    whole, refused = ChangeSet(), dict[int, str]()
    for rank, edit in sorted(enumerate(edits), key=lambda one: one[1].field != "venue"):  # a new deal asks whose venue it is
        try:
            part = _part(edit, whole, by)
        except Refusal as reason:
            refused[rank] = str(reason)
            continue
        whole += part
        if edit.field == "venue" and part:
            edit.line.activity.venue = tour.venue_named(edit.line.activity.organisation_id, edit.text)
    written = _cells(len(edits) - len(refused))
    return whole.apply(by=by, why=f"tableau de tournée : {written}"), refused


def _cells(cells: int) -> str:
    return f"{cells} cellules" if cells > 1 else f"{cells} cellule"


def _part(edit: Edit, whole: ChangeSet, by: Any) -> ChangeSet:
    """Return what one cell of a block changes and that no cell before it does; Refusal when they disagree."""
    if edit.field == "status":
        if gesture_for(edit.line.activity, edit.text):
            raise Refusal("Un état se change date par date : la ligne dit alors ce qui bouge.")
        return ChangeSet()
    found = _written(edit.line, edit.field, edit.text, before=edit.before, by=by, made=len(whole.changes))
    known = {(one.model, one.pk, one.field): one.new for one in whole.changes if one.field}
    clashes = [one for one in found.changes if one.field and known.get((one.model, one.pk, one.field), one.new) != one.new]
    if clashes:
        raise Refusal("Deux valeurs pour le même contrat dans ce bloc : la première est gardée.")
    fresh = tuple(one for one in found.changes if not one.field or (one.model, one.pk, one.field) not in known)
    return ChangeSet(fresh, found.objects)


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


def _changes(line: TourDate, field: str, text: str, made: int) -> ChangeSet:
    activity = line.activity
    if field == "price":
        return _price(line, reading.amount(text), made)
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


def _price(line: TourDate, amount: Decimal | None, made: int) -> ChangeSet:
    """Change the price of a date: that of its deal, made when there is none; a date that a series prices is left to its deal."""
    activity, deal = line.activity, line.activity.deal
    if amount is not None and amount < 0:
        raise Refusal("Un prix de vente n’est pas négatif.")
    if deal is None:
        return ChangeSet() if amount is None else _new_deal(activity, amount, made)
    if deal.kind not in (DealKind.CESSION, DealKind.PREACHAT):
        raise Refusal(f"Le prix vient d’une {deal.get_kind_display()} : il se change dans les conditions de vente.")
    if len(deal.coefficients) > 1 and not _is_first(activity, deal):
        raise Refusal("Ce prix vient de la série du contrat : changez celui de la première date, ou les coefficients.")
    return ChangeSet.on(deal, base_price=amount)


def _is_first(activity: Activity, deal: Deal) -> bool:
    held = deal.performances.filter(status__in=LIVE).order_by("on", "starts_at", "rank", "id")
    return held.values_list("pk", flat=True).first() == activity.pk


def _new_deal(activity: Activity, amount: Decimal, made: int) -> ChangeSet:
    deal = Deal(
        organisation_id=activity.organisation_id,
        production=activity.production,
        partner_id=activity.venue.structure_id if activity.venue else None,
        kind=DealKind.CESSION,
        base_price=amount,
        rank=next_rank(Deal.objects.within(activity.organisation_id)) + made,  # after those of the same block
    )
    if activity.status in (DateStatus.ANNULE, DateStatus.REPORTE):
        raise Refusal("Cette date ne se joue pas : rouvrez-la avant de lui donner un prix.")
    return ChangeSet.create(deal) + ChangeSet.on(activity, deal=deal)
