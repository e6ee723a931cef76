"""Give or withdraw the calendar of somebody of a session, and send the convocations: each mail is kept."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from filage.core import links, outbox
from filage.core.changes import ChangeSet
from filage.core.links import Link
from filage.core.refusal import Refusal
from filage.documents.shapes import CalendarData
from filage.productions.operations import refuse_unless_editor
from filage.school.programmes.models import SchoolSession
from filage.school.programmes.queries import calendars, convening

GONE = "Cet agenda n’existe plus : demandez-en un autre à l’école."


def give(session: SchoolSession, key: str, *, by: Any) -> str:
    """Return the token of a new calendar link, said once; Refusal for who is not of the session."""
    refuse_unless_editor(by, session)
    found = next((one for one in calendars.followed(session) if one.key == key), None)
    if found is None:
        raise Refusal("Cette personne n’est pas dans la session.")
    return links.create(session.organisation, calendars.PURPOSE, key, by=by, recipient=found.name[:254])


def withdraw(session: SchoolSession, pk: UUID | None, *, by: Any) -> str:
    """Close a calendar link and return whose it was."""
    refuse_unless_editor(by, session)
    for one in calendars.followed(session):
        for link in one.links:
            if link.pk == pk:
                links.revoke(link)
                return one.name
    raise Refusal("Cet agenda n’est plus ouvert.")


def enter(token: str) -> tuple[Link, CalendarData]:
    """Return what a link opens; Refusal when it opens nothing any more."""
    link = links.follow(token, calendars.PURPOSE)
    data = calendars.calendar_of(link)
    if data is None:
        raise Refusal(GONE)
    return link, data


@transaction.atomic
def convene(session: SchoolSession, *, on: date, by: Any) -> tuple[int, int]:
    """Write to those who were not convened yet; return how many were, and how many have no address."""
    refuse_unless_editor(by, session)
    waiting = session.learners.filter(left_on=None, convened_on=None).select_related("person", "session__programme")
    change, sent, mute = ChangeSet(), 0, 0
    for learner in waiting.order_by("rank", "id"):
        if not learner.person.email:
            mute += 1
            continue
        subject, text = convening.text_of(learner)
        outbox.post(subject, text, [learner.person.email], organisation=session.organisation)
        change += ChangeSet.on(learner, convened_on=on)
        sent += 1
    if sent:
        change.apply(by=by, why=f"convocations : {session.name}"[:300])
    return sent, mute
