"""Lay half-days, one or a whole run at once, move one, change it, take it away: each gesture is one change, undone at once."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal
from filage.productions.models import Room
from filage.productions.operations import next_rank, refuse_unless_editor
from filage.rules.reading import Unreadable
from filage.rules.schooling import laying, usual
from filage.rules.schooling.halves import Half
from filage.rules.schooling.laying import Laid
from filage.school.programmes.enums import Hours
from filage.school.programmes.models import Module, SchoolSession, Slot, Track, Trainer
from filage.school.programmes.queries import planning

type Place = tuple[date, Half, Decimal | None]


def lay(
    session: SchoolSession,
    places: Sequence[Place],
    *,
    by: Any,
    module: Module | None = None,
    trainer: Trainer | None = None,
    room: Room | None = None,
    track: Track | None = None,
    kind: str = "",
) -> list[Slot]:
    """Lay half-days at some places; what it breaks is told, never refused: a planning is typed before it is right."""
    refuse_unless_editor(by, session)
    if not places:
        raise Refusal("Aucune demi-journée libre ne répond : le calendrier de la session est plein ou fermé là.")
    rank = next_rank(Slot.objects.within(session.organisation_id).filter(session=session))
    made = [
        Slot(
            organisation_id=session.organisation_id,
            session=session,
            on=on,
            moment=half.value,
            hours=hours,
            kind=kind or (module.kind if module else Hours.TAUGHT),
            track=track,
            module=module,
            trainer=trainer,
            room=room,
            rank=rank + shift,
        )
        for shift, (on, half, hours) in enumerate(places)
    ]
    change = ChangeSet()
    for one in made:
        change += ChangeSet.create(one)
    title = planning.title_of(made[0])
    change.apply(
        by=by, why=f"{title} : {len(made)} demi-journée{'s' if len(made) > 1 else ''} posée{'s' if len(made) > 1 else ''}"
    )
    return made


def lay_run(session: SchoolSession, text: str, *, start: date, by: Any, **what: Any) -> tuple[list[Slot], Laid]:
    """Lay a run of half-days said in one line, where the group is free and in the usual week of who teaches, where she said one.

    Refusal when it cannot be read or has no place.
    """
    refuse_unless_editor(by, session)
    held = planning.board(session)
    if held.told.plan is None or None in held.lasting.values():
        raise Refusal("Dites d’abord dans la session ses périodes et les heures du matin et de l’après-midi.")
    try:
        said = laying.run(text)
    except Unreadable as fault:
        raise Refusal(str(fault)) from None
    track = str(what["track"].pk) if what.get("track") else ""
    taken = {(one.on, one.half) for one in held.own if not track or one.track in ("", track)}
    lasting = {half: hours for half, hours in held.lasting.items() if hours is not None}
    trainer = what.get("trainer")
    comes = usual.read(trainer.usual_halves) if trainer else frozenset()
    laid = laying.lay(said, held.told.plan, lasting, start=start, taken=taken, usual=comes)
    if trainer and comes and not laid.places:
        raise Refusal(f"{trainer} vient {trainer.usual} : aucune demi-journée libre ne répond à la fois à cela et à la série.")
    return lay(session, laid.places, by=by, **what), laid


def move(slot: Slot, *, on: date, half: Half, by: Any) -> None:
    """Move a half-day; one that is signed stays where it was signed."""
    refuse_unless_editor(by, slot)
    _refuse_if_held(slot)
    ChangeSet.on(slot, on=on, moment=half.value).apply(by=by, why=f"{planning.title_of(slot)} → {on:%d/%m/%Y}"[:300])


def change(slot: Slot, *, by: Any, **fields: Any) -> None:
    """Change what a half-day holds; one that is signed keeps its day, its half and its hours."""
    refuse_unless_editor(by, slot)
    if any(fields.get(name, getattr(slot, name)) != getattr(slot, name) for name in ("on", "moment", "hours", "track")):
        _refuse_if_held(slot)
    ChangeSet.on(slot, **fields).apply(by=by, why=f"demi-journée du {slot.on:%d/%m/%Y}")


def drop(slot: Slot, *, by: Any) -> None:
    """Take a half-day away, unless it is signed."""
    refuse_unless_editor(by, slot)
    _refuse_if_held(slot)
    ChangeSet.delete(slot).apply(by=by, why=f"{planning.title_of(slot)}, {slot.on:%d/%m/%Y} : retirée"[:300])


def _refuse_if_held(slot: Slot) -> None:
    for reason in dict(planning.held_slots.items()).values():
        if said := reason(slot):
            raise Refusal(said)
