"""Let somebody into a session, which the expiry of its certification may refuse, or note that she leaves it."""

from datetime import date
from typing import Any

from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal
from filage.productions.models import Person
from filage.productions.operations import next_rank, refuse_unless_editor
from filage.rules.schooling.certification import entry_refusal
from filage.school.programmes.models import Learner, SchoolSession, Track
from filage.school.programmes.queries import certification

GESTURE = "Rattachez la session à une autre certification active, puis reprenez l’entrée."


def enter_refusal(session: SchoolSession, on: date) -> str:
    """Return why nobody may enter a session on a day, with its citation; empty when one may."""
    found = certification(session.organisation_id, session.certification, session.version) if session.certification else None
    return entry_refusal(found, on) if found else ""


def enter(session: SchoolSession, person: Person, *, on: date, by: Any, track: Track | None = None, route: str = "") -> Learner:
    """Let somebody in on a day; Refusal after the expiry of the certification, twice, or into the track of another session."""
    refuse_unless_editor(by, session)
    if refusal := enter_refusal(session, on):
        raise Refusal(f"{refusal} {GESTURE}")
    if track is not None and track.session_id != session.pk:
        raise Refusal("Ce parcours est celui d’une autre session.")
    rows = Learner.objects.within(session.organisation_id).filter(session=session)
    made = ChangeSet.create(person) if person._state.adding else ChangeSet()
    if not person._state.adding and rows.filter(person=person).exists():
        raise Refusal(f"{person.name} est déjà dans cette session.")
    learner = Learner(
        organisation_id=session.organisation_id,
        session=session,
        person=person,
        track=track,
        route=route,
        entered_on=on,
        rank=next_rank(rows),
    )
    (made + ChangeSet.create(learner)).apply(by=by, why=f"entrée de {person.name} : {session.name}"[:300])
    return learner


def change(learner: Learner, *, by: Any, **fields: Any) -> None:
    """Change the track, the route or the days of a learner; an entry moved after the expiry is refused as a new one is."""
    refuse_unless_editor(by, learner)
    on = fields.get("entered_on", learner.entered_on)
    if on and on != learner.entered_on and (refusal := enter_refusal(learner.session, on)):
        raise Refusal(f"{refusal} {GESTURE}")
    left = fields.get("left_on", learner.left_on)
    if on and left and left < on:
        raise Refusal("La sortie précède l’entrée.")
    ChangeSet.on(learner, **fields).apply(by=by, why=f"parcours de {learner.person}"[:300])
