"""Who registers to a meeting: one place each while there are some, and the video address by mail alone."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from filage.core import outbox
from filage.core.models import Organisation
from filage.core.refusal import Refusal
from filage.school.admissions.models import InfoMeeting, MeetingGuest
from filage.school.admissions.queries import calls, letters

MOST = 2_000  # of a meeting that says no capacity
BEFORE = timedelta(hours=30)  # a reminder leaves in the night before


@transaction.atomic
def register(meeting: InfoMeeting, *, name: str, email: str, at: datetime) -> None:
    """Register somebody, once whatever she does, and send her the address; Refusal when it is over or full."""
    if at >= meeting.starts_at:
        raise Refusal("Cette réunion est passée.")
    InfoMeeting.objects.within(meeting.organisation_id).select_for_update(of=("self",)).get(pk=meeting.pk)
    rows = MeetingGuest.objects.within(meeting.organisation_id).filter(meeting=meeting)
    if rows.filter(email__iexact=email).exists():
        return
    if rows.count() >= (meeting.capacity or MOST):
        raise Refusal("Cette réunion est complète : choisissez-en une autre, ou écrivez-nous.")
    MeetingGuest.objects.create(
        organisation_id=meeting.organisation_id, meeting=meeting, name=name, email=email.lower(), registered_at=at
    )
    _write(meeting, name, email)


def remind(organisation: UUID) -> int:
    """Write to who registered to a meeting that is about to take place, once; return how many."""
    owner = Organisation.objects.get(pk=organisation)
    at = calls.now(owner)
    rows = MeetingGuest.objects.within(owner).filter(reminded_at=None, meeting__starts_at__gt=at)
    found = list(rows.filter(meeting__starts_at__lte=at + BEFORE).select_related("meeting__intake__organisation"))
    for one in found:
        _write(one.meeting, one.name, one.email, again=True)
        one.reminded_at = at
    MeetingGuest.objects.within(owner).bulk_update(found, ["reminded_at"])
    return len(found)


def _write(meeting: Any, name: str, email: str, *, again: bool = False) -> None:
    mail = letters.registered(meeting, name, again=again)
    outbox.post(mail.subject, mail.text, [email], organisation=meeting.intake.organisation, secret=meeting.video)
