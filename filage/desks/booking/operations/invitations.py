"""What may be done about the professionals invited: invite, tick who came with what follows, take back."""

from datetime import date
from typing import Any

from filage.core.changes import ChangeSet
from filage.core.journal import JournalEntry
from filage.core.refusal import Refusal
from filage.desks.booking.enums import InvitationStatus
from filage.desks.booking.models import Invitation
from filage.desks.booking.queries import invitations, places
from filage.desks.directory.enums import InteractionKind
from filage.desks.directory.operations import contacts
from filage.desks.directory.queries import contacts as directory
from filage.productions.models import Activity, Structure
from filage.productions.operations import next_rank, refuse_unless_editor
from filage.rules.booking import guests
from filage.rules.reading import Unreadable
from filage.rules.reading.folding import folded

CAME = InvitationStatus.PRESENTE


def invite(activity: Activity, text: str, *, by: Any) -> Invitation:
    """Invite a professional said in one line; who the directory knows is linked to it, the others keep the name typed."""
    refuse_unless_editor(by, activity)
    try:
        said = guests.read(text)
    except Unreadable as reason:
        raise Refusal(str(reason)) from reason
    person = places.person_named(activity.organisation_id, said.name)
    structure = _structure(activity.organisation_id, said.structure)
    named = said.name if structure or not said.structure else f"{said.name}, {said.structure}"
    if any(folded(one.who) in (folded(named), folded(said.name)) for one in invitations.guests(activity)):
        raise Refusal(f"{said.name} est déjà sur la liste.")
    made = Invitation(
        organisation_id=activity.organisation_id,
        rank=next_rank(Invitation.objects.within(activity.organisation_id)),
        activity=activity,
        person=person,
        structure=structure,
        name="" if person else named[:160],
        seats=said.seats,
    )
    ChangeSet.create(made).apply(by=by, why=f"invitation de {said.name}"[:300])
    return made


def tick(invitation: Invitation, status: str, *, owner: str = "", by: Any) -> JournalEntry | None:
    """Say what became of an invitation; a visit is noted with what follows it (J+1, J+7, J+30), and taken back with it."""
    activity = invitation.activity
    refuse_unless_editor(by, activity)
    if status not in InvitationStatus.values:
        raise Refusal("Cet état n’existe pas.")
    changes = ChangeSet.on(invitation, status=status)
    if status == CAME != invitation.status:
        first, *_ = guests.after_a_visit(activity.on)
        changes += _visit(invitation, owner) + ChangeSet.on(invitation, next_on=first[0])
    elif invitation.status == CAME != status:
        changes += _unvisit(invitation) + ChangeSet.on(invitation, next_on=None)
    said = InvitationStatus(status).label
    return changes.apply(by=by, why=f"{invitation.who} : {said}"[:300])


def tell(invitation: Invitation, *, feedback: str, next_on: date | None = None, by: Any) -> JournalEntry | None:
    """Write what a professional said of the show."""
    refuse_unless_editor(by, invitation.activity)
    changes = ChangeSet.on(invitation, feedback=feedback, next_on=next_on or invitation.next_on)
    return changes.apply(by=by, why=f"retour de {invitation.who}"[:300])


def remove(invitation: Invitation, *, by: Any) -> JournalEntry | None:
    """Take a professional off the list; Refusal once she came."""
    refuse_unless_editor(by, invitation.activity)
    if invitation.status == CAME:
        raise Refusal(f"{invitation.who} est venu·e : dites d’abord son absence, ou gardez la ligne.")
    return ChangeSet.delete(invitation).apply(by=by, why=f"invitation de {invitation.who} retirée"[:300])


def _visit(invitation: Invitation, owner: str) -> ChangeSet:
    """Return the visit in the directory and what follows it; nothing for who the directory does not know."""
    about = _about(invitation)
    if not about:
        return ChangeSet()
    activity, organisation = invitation.activity, invitation.organisation_id
    where = (activity.venue.city or activity.venue.name) if activity.venue else ""
    about["production"] = activity.production
    changes = contacts.interaction(organisation, InteractionKind.VU, activity.on, where=where, venue=activity.venue, **about)
    for after, (on, what) in enumerate(guests.after_a_visit(activity.on)):
        changes += contacts.gesture(organisation, f"{what} ({invitation.who})", on, owner, **about, after=after)
    return changes


def _unvisit(invitation: Invitation) -> ChangeSet:
    """Return what takes back a visit that was noted by mistake: it, and what follows that is not done."""
    activity, organisation = invitation.activity, invitation.organisation_id
    planned = {f"{what} ({invitation.who})": on for on, what in guests.after_a_visit(activity.on)}
    noted = [
        one
        for one in directory.seen(organisation, [activity.production_id])
        if one.on == activity.on and (one.person_id, one.structure_id) == (invitation.person_id, invitation.structure_id)
    ]
    coming = [one for one in directory.next_gestures(organisation) if planned.get(one.what) == one.due_on]
    return sum((ChangeSet.delete(one) for one in (*noted[:1], *coming)), ChangeSet())


def _about(invitation: Invitation) -> dict[str, Any]:
    found = {"person": invitation.person, "structure": invitation.structure}
    return {name: value for name, value in found.items() if value is not None}


def _structure(organisation: Any, name: str) -> Structure | None:
    if not name:
        return None
    said = folded(name)
    found = [one for one in Structure.objects.within(organisation) if folded(one.name) == said]
    return found[0] if len(found) == 1 else None
