"""Tells the changes of a show to those they concern, each by a link of her own, and keeps who read them."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from filage.core import clock, links, outbox
from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal
from filage.desks.schedule.models import Acknowledgement, Announcement
from filage.desks.schedule.queries import announcements, told
from filage.desks.schedule.queries.announcements import PURPOSE
from filage.productions.models import Person, Production
from filage.productions.operations import next_rank, refuse_unless_editor

LIFETIME = timedelta(days=90)
type Address = Callable[[str], str]


def announce(
    production: Production, *, since: datetime, people: Collection[str], note: str, mails: bool, address: Address, by: Any
) -> Announcement:
    """Tell what changed since a moment to the people chosen among those it concerns; Refusal when it concerns none of them."""
    refuse_unless_editor(by, production)
    made_at = timezone.now()
    lines = {person: held for person, held in told.changed(production, since).items() if str(person) in people}
    if not lines:
        raise Refusal("Personne à prévenir : cochez quelqu’un, ou remontez plus loin.")
    dates = {one.activity for held in lines.values() for one in held}
    known = {str(one.pk): one for one in production.activities.all()} if len(dates) == 1 else {}
    made = Announcement(
        organisation_id=production.organisation_id,
        production=production,
        activity=known.get(next(iter(dates))),
        rank=next_rank(Announcement.objects.within(production.organisation_id)),
        since=since,
        made_at=made_at,
        what=told.written(lines),
        note=note[:300],
    )
    cards = told.names(production.organisation_id, lines)
    rows = [Acknowledgement(organisation_id=made.organisation_id, announcement=made, person=card) for card in cards.values()]
    with transaction.atomic():
        created = sum((ChangeSet.create(one) for one in rows), ChangeSet.create(made))
        created.apply(by=by, why=f"changements annoncés à {len(rows)} personne{'s' if len(rows) > 1 else ''}")
        if mails:
            _mail(rows, address, by)
    return made


def remind(announcement: Announcement, *, address: Address, by: Any) -> int:
    """Write again to those who have not read, and return how many they are; Refusal when there is nobody to write to."""
    refuse_unless_editor(by, announcement)
    late = [one for one in announcements.readers(announcement) if one.on is None and one.person.email]
    if not late:
        raise Refusal("Personne à relancer par courriel : tout le monde a lu, ou n’a pas d’adresse au répertoire.")
    with transaction.atomic():
        _mail(late, address, by)
    return len(late)


def link_for(announcement: Announcement, pk: UUID, *, by: Any) -> str:
    """Return the token of a new link for one person, to be pasted in a messaging; it is said once."""
    refuse_unless_editor(by, announcement)
    row = next((one for one in announcements.readers(announcement) if one.pk == pk), None)
    if row is None:
        raise Refusal("Cette annonce n’est pas pour cette personne.")
    return _link(row, by)


def enter(token: str) -> Acknowledgement:
    """Return what a link opens: an announcement, for one person; Refusal when it opens nothing any more."""
    link = links.follow(token, PURPOSE)
    rows = Acknowledgement.objects.within(link.organisation_id) if link.organisation_id else Acknowledgement.objects.none()
    found = rows.select_related("announcement__production", "person", "organisation").filter(pk=UUID(link.target)).first()
    if found is None:
        raise Refusal("Cette annonce n’est plus là : demandez à la production.")
    return found


def acknowledge(row: Acknowledgement) -> None:
    """Note that somebody read what was told to her; a second time changes nothing."""
    if row.on is None:
        ChangeSet.on(row, on=timezone.now()).apply(by=None, why=f"changements lus par {row.person}")


def _mail(rows: Collection[Acknowledgement], address: Address, by: Any) -> None:
    sent = ChangeSet()
    for row in rows:
        if row.person.email:
            show = row.announcement.production
            text = announcements.letter(row, outbox.SECRET, by)
            subject = f"{show.title} : ce qui change"
            outbox.post(subject, text, [row.person.email], organisation=row.organisation, secret=address(_link(row, by)))
            sent += ChangeSet.on(row, mailed_on=clock.today(row.organisation_id))
    sent.apply(by=by, why="annonce envoyée par courriel")


def _link(row: Acknowledgement, by: Any) -> str:
    recipient = Person.objects.within(row.organisation_id).get(pk=row.person_id).email
    return links.create(row.organisation, PURPOSE, row.pk, by=by, expires_at=timezone.now() + LIFETIME, recipient=recipient)
