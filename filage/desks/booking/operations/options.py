"""How a piste becomes dates: options laid on the calendar with its place and its price, in one gesture."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from filage.core import stages
from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal
from filage.desks.booking.enums import ProspectStage
from filage.desks.booking.models import Prospect
from filage.desks.booking.queries import pipeline
from filage.desks.schedule import operations as schedule
from filage.desks.schedule.queries import day_text
from filage.desks.schedule.queries.options import rivals
from filage.productions.enums import ActivityKind, DateStatus, DealKind
from filage.productions.models import Activity, Deal, Room, Venue
from filage.productions.operations import next_rank, refuse_unless_editor
from filage.rules.booking import options
from filage.rules.engine import to_cent
from filage.rules.planning.run import Moment


def lay(
    prospect: Prospect,
    moments: Sequence[Moment],
    *,
    venue: Venue | None,
    room: Room | None = None,
    until: date | None,
    rank: int | None = None,
    priced: bool = True,
    by: Any,
) -> list[Activity]:
    """Lay options on the calendar for a piste, each behind those that already want its day unless `rank` says otherwise.

    With `priced` and an amount, its terms are written with them. One ChangeSet; Refusal when a date is already laid there.
    """
    production = prospect.production
    refuse_unless_editor(by, production)
    if not moments:
        raise Refusal("Dites quels jours.")
    _refuse_again(prospect, moments)
    deal, changes = _terms(prospect, len(moments)) if priced else (_standing_deal(prospect), ChangeSet())
    kind = _kind(prospect)
    room_seats = room.capacity if room else None
    made = schedule.placed(
        production,
        moments,
        kind=kind,
        status=DateStatus.OPTION,
        venue=venue,
        room=room,
        capacity=room_seats if room_seats is not None else production.capacity,
        deal=deal,
        option_until=until,
    )
    for one in made:
        waiting = [each.option_rank for each in rivals(one) if each.status == DateStatus.OPTION]
        one.option_rank = rank or options.next_rank(waiting)
        changes += ChangeSet.create(one)
    if prospect.stage != ProspectStage.OPTION:
        changes += stages.step(prospect, ProspectStage.OPTION)
    days = ", ".join(day_text(one.on) for one in made[:3]) + ("…" if len(made) > 3 else "")
    changes.apply(by=by, why=f"options posées pour « {venue or prospect.structure} » : {days}"[:300])
    return made


def _terms(prospect: Prospect, dates: int) -> tuple[Deal | None, ChangeSet]:
    """Return the terms of the dates: those that stand already, else the amount of the piste shared between its dates."""
    standing = _standing_deal(prospect)
    if standing is not None or prospect.amount is None:
        return standing, ChangeSet()
    each = to_cent(prospect.amount / Decimal(prospect.dates_wanted or dates))
    deal = Deal(
        organisation_id=prospect.organisation_id,
        production=prospect.production,
        partner=prospect.structure,
        kind=DealKind.CESSION,
        base_price=each,
        rank=next_rank(Deal.objects.within(prospect.organisation_id)),
    )
    return deal, ChangeSet.create(deal)


def _standing_deal(prospect: Prospect) -> Deal | None:
    """Return the terms that the dates of the piste already share, None when there are none, or several."""
    held = {one.activity.deal for one in pipeline.as_it_stands(prospect).dates if one.activity.status in pipeline.LIVE}
    return held.pop() if len(held) == 1 else None


def _refuse_again(prospect: Prospect, moments: Sequence[Moment]) -> None:
    held = {one.activity.on for one in pipeline.as_it_stands(prospect).dates if one.activity.status in pipeline.LIVE}
    if again := sorted({one.on for one in moments} & held):
        raise Refusal(f"Le {day_text(again[0])} est déjà posé pour cette piste.")


def _kind(prospect: Prospect) -> ActivityKind:
    """Return how the performances of the show are called: concerts when it gives some, else représentations."""
    rows = Activity.objects.within(prospect.organisation_id).filter(production=prospect.production_id)
    return ActivityKind.CONCERT if rows.filter(kind=ActivityKind.CONCERT).exists() else ActivityKind.REPRESENTATION
