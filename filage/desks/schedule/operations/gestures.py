"""What may be done to one date: confirm, sign, play, cancel, postpone, open again, move; each is one set of changes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from filage.core import rehearsing, stages
from filage.core.changes import ChangeSet
from filage.core.identity import uuid7
from filage.core.journal import JournalEntry
from filage.core.refusal import Refusal
from filage.desks.schedule.operations.options import moving_up
from filage.desks.schedule.queries import day_text
from filage.desks.schedule.queries.options import rank_on
from filage.productions.enums import DateStatus, DealStage
from filage.productions.models import Activity
from filage.productions.operations import next_rank, refuse_unless_editor

MOVABLE = (DateStatus.OPTION, DateStatus.CONFIRME, DateStatus.SIGNE)
STANDING_DEALS = (DealStage.PROPOSE, DealStage.ACCORD, DealStage.ENVOYE)

type Change = Callable[[Activity, date | None], ChangeSet]


@dataclass(frozen=True, slots=True)
class Gesture:
    """A gesture on a date: its code in the address, what its button says, what the journal says, what it asks."""

    code: str
    label: str
    done: str
    lead: str
    change: Change
    asks_day: bool = False
    asks_reason: bool = False


def _confirm(activity: Activity, on: date | None) -> ChangeSet:
    changes = stages.step(activity, DateStatus.CONFIRME)
    if activity.deal is not None and activity.deal.stage == DealStage.PROPOSE:
        changes += stages.step(activity.deal, DealStage.ACCORD)
    return changes


def _sign(activity: Activity, on: date | None) -> ChangeSet:
    """Sign the contract of a date: every confirmed date of the same deal is signed with it."""
    changes = stages.step(activity, DateStatus.SIGNE)
    deal = activity.deal
    assert deal is not None  # its step refuses otherwise
    if deal.stage in STANDING_DEALS:
        changes += stages.step(deal, DealStage.SIGNE)
    for other in deal.performances.filter(status=DateStatus.CONFIRME).exclude(pk=activity.pk):
        changes += stages.step(other, DateStatus.SIGNE)
    return changes


def _status(to: DateStatus) -> Change:
    return lambda activity, on: stages.step(activity, to)


def _postpone(activity: Activity, on: date | None) -> ChangeSet:
    """Mark a date as postponed; with a day, place an option on it with the same terms."""
    changes = stages.step(activity, DateStatus.REPORTE) + moving_up(activity)
    return changes if on is None else changes + ChangeSet.create(again(activity, on))


def _cancel(activity: Activity, on: date | None) -> ChangeSet:
    """Cancel a date; when it is an option, those that wait behind it move up."""
    return stages.step(activity, DateStatus.ANNULE) + moving_up(activity)


def again(activity: Activity, on: date, *, after: int = 0) -> Activity:
    """Return the option that a date becomes on another day, on the same terms; `after` others are made before it."""
    kept = {field.attname: getattr(activity, field.attname) for field in activity._meta.concrete_fields}
    rank = next_rank(Activity.objects.within(activity.organisation_id)) + after
    free = {"id": uuid7(), "rank": rank, "status": DateStatus.OPTION, "option_rank": None, "option_until": None}
    return Activity(**kept | shifted(activity, on) | free)


def _move(activity: Activity, on: date | None, at: time | None = None) -> ChangeSet:
    """Bring a date to another day, to another hour when one is said."""
    if on is None:
        raise Refusal("Dites quel jour.")
    if activity.status not in MOVABLE:
        status = DateStatus(activity.status).label.lower()
        raise Refusal(f"Une date « {status} » ne se déplace pas : posez-en une autre.")
    moved = shifted(activity, on, at)
    if on == activity.on:
        if moved["starts_at"] == activity.starts_at:
            raise Refusal("La date est déjà ce jour-là.")
        return ChangeSet.on(activity, **moved)
    return ChangeSet.on(activity, **moved, option_rank=rank_on(activity, on)) + moving_up(activity)


def shifted(activity: Activity, on: date, at: time | None = None) -> dict[str, Any]:
    """Return the day, last day and hours of a date brought to another day, at the same hours where it happens, or from `at`.

    Hours are those of the clocks of the place: a service keeps its length on them, even in the night when they change.
    """
    gap, zone = on - activity.on, ZoneInfo(activity.zone)
    later = timedelta()
    if at is not None and activity.starts_at is not None:
        start = activity.starts_at.astimezone(zone).time()
        later = datetime.combine(on, at) - datetime.combine(on, start)
    hours = {name: _on_the_clock(getattr(activity, name), gap + later, zone) for name in ("starts_at", "ends_at")}
    return {"on": on, "until": activity.until + gap if activity.until else None, **hours}


def _on_the_clock(at: datetime | None, gap: timedelta, zone: ZoneInfo) -> datetime | None:
    if at is None:
        return None
    return (at.astimezone(zone).replace(tzinfo=None) + gap).replace(tzinfo=zone)


GESTURES: Mapping[str, Gesture] = {
    gesture.code: gesture
    for gesture in (
        Gesture("confirmer", "Confirmer", "date confirmée", "Vous confirmez", _confirm),
        Gesture("signer", "Signer", "contrat signé", "Vous signez", _sign),
        Gesture("jouer", "Jouée", "date jouée", "Vous dites jouée", _status(DateStatus.JOUE)),
        Gesture("rouvrir", "Revenir à l’option", "date revenue à l’option", "Vous rouvrez", _status(DateStatus.OPTION)),
        Gesture("deplacer", "Déplacer", "date déplacée", "Vous déplacez", _move, asks_day=True),
        Gesture("reporter", "Reporter", "date reportée", "Vous reportez", _postpone, asks_day=True, asks_reason=True),
        Gesture("annuler", "Annuler la date", "date annulée", "Vous annulez", _cancel, asks_reason=True),
    )
}
LEADS_TO = {
    "confirmer": DateStatus.CONFIRME,
    "signer": DateStatus.SIGNE,
    "jouer": DateStatus.JOUE,
    "rouvrir": DateStatus.OPTION,
    "reporter": DateStatus.REPORTE,
    "annuler": DateStatus.ANNULE,
}


def possible(activity: Activity) -> list[Gesture]:
    """Return the gestures that the stage of a date allows, in the order of the trade."""
    reached = stages.targets(activity)
    return [
        gesture
        for code, gesture in GESTURES.items()
        if (activity.status in MOVABLE if code == "deplacer" else LEADS_TO[code] in reached)
    ]


def carry_out(
    activity: Activity, gesture: Gesture, *, by: Any, on: date | None = None, at: time | None = None, reason: str = ""
) -> JournalEntry | None:
    """Do a gesture on a date; Refusal when its stage, its facts or the user's roles do not allow it.

    `at` is the hour that a date takes where it is moved; none: its own.
    """
    refuse_unless_editor(by, activity)
    changes = _move(activity, on, at) if gesture.code == "deplacer" else gesture.change(activity, on)
    return changes.apply(by=by, why=said(activity, gesture, on, reason))


def rehearse(activity: Activity, gesture: Gesture, *, by: Any, on: date | None = None, at: time | None = None) -> dict[str, Any]:
    """Return what a gesture would move, without doing it; the activity must be read again afterwards."""
    return rehearsing.rehearse(lambda: carry_out(activity, gesture, by=by, on=on, at=at))


def said(activity: Activity, gesture: Gesture, on: date | None = None, reason: str = "") -> str:
    """Return what the journal says: « date confirmée : Nantes, 20 avr. 2027 »."""
    venue = activity.venue
    where = (venue.city or venue.name) if venue else activity.production.title
    moved = f" → {day_text(on)}" if on is not None else ""
    why = f" ({reason.strip()})" if reason.strip() else ""
    return f"{gesture.done} : {where}, {day_text(activity.on)}{moved}{why}"[:300]


def describe(activity: Activity, *, by: Any, **fields: Any) -> JournalEntry | None:
    """Write the facts of a date that no stage guards; Conflict when somebody wrote them first."""
    refuse_unless_editor(by, activity)
    venue = fields.get("venue", activity.venue)
    room = fields.get("room", activity.room)
    if room is not None and (venue is None or room.venue_id != venue.pk):
        fields["room"] = None
    what = (venue.city or venue.name) if venue else activity.production.title
    return ChangeSet.on(activity, **fields).apply(by=by, why=f"date précisée : {what}, {day_text(activity.on)}"[:300])
