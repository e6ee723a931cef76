"""Asks days of people, takes their answers by link, and places the day that suits."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from filage.core import clock, links, outbox
from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal
from filage.desks.schedule.enums import PollReply
from filage.desks.schedule.models import Poll, PollAnswer, PollDay, Unavailability
from filage.desks.schedule.queries import polls
from filage.desks.schedule.queries.polls import PURPOSE, Whole
from filage.productions.enums import ActivityKind, DateStatus
from filage.productions.models import Activity, Person, Production
from filage.productions.operations import next_rank, refuse_unless_editor
from filage.rules.planning.run import Moment

LIFETIME = timedelta(days=120)
MOST_DAYS = 60
TAKEN = (
    "{name} a déjà répondu. Pour changer : depuis l’appareil d’où sa réponse est venue, ou par son lien personnel, "
    "que la production peut donner."
)
CLOSED = "Ce sondage est clos : les réponses ne changent plus. Appelez la production si quelque chose a changé pour vous."

type Address = Callable[[str], str]


def ask(
    production: Production,
    *,
    title: str,
    moments: Sequence[Moment],
    until: date | None,
    note: str,
    people: Sequence[Person],
    by: Any,
    zone: str = "",
) -> Poll:
    """Begin a poll about some moments, at the hours of `zone` or else of the place where the show is on that day.

    Refusal without a day or without anybody to ask.
    """
    refuse_unless_editor(by, production)
    if not moments or len(moments) > MOST_DAYS:
        raise Refusal(f"Dites de 1 à {MOST_DAYS} jours.")
    if not people:
        raise Refusal("Dites à qui vous demandez : cochez au moins une personne.")
    organisation = production.organisation_id
    rank = next_rank(Poll.objects.within(organisation))
    poll = Poll(organisation_id=organisation, production=production, title=title, until=until, note=note, rank=rank)
    changes = ChangeSet.create(poll, people=list(people))
    there = polls.zones(production)
    for place, moment in enumerate(sorted(moments, key=lambda one: (one.on, str(one.at or "")))):
        clocks = zone or there.get(moment.on) or timezone.get_default_timezone_name()
        starts = datetime.combine(moment.on, moment.at, ZoneInfo(clocks)) if moment.at else None
        changes += ChangeSet.create(
            PollDay(organisation_id=organisation, poll=poll, on=moment.on, starts_at=starts, zone=clocks, rank=place)
        )
    changes.apply(by=by, why=f"sondage « {title} » : {len(moments)} jours, {len(people)} personnes")
    return poll


def invite(poll: Poll, key: str, *, by: Any) -> str:
    """Return the token of a new link for one person (her id) or the group (an empty key); the one held before closes."""
    refuse_unless_editor(by, poll)
    whole = polls.whole(poll)
    person = next((one for one in whole.people if str(one.pk) == key), None)
    if key and person is None:
        raise Refusal("Cette personne n’est pas du sondage.")
    held = whole.opened.get(person.pk) if person else whole.group
    if held is not None:
        links.revoke(held)
    return _link(whole.poll, person, by)


def write_to_all(poll: Poll, *, address: Address, by: Any) -> int:
    """Write to those who have an address and did not answer yet; return how many they are."""
    refuse_unless_editor(by, poll)
    whole = polls.whole(poll)
    silent = [one for one in whole.people if one.email and not any(one.pk in asked.answers for asked in whole.days)]
    if not silent:
        raise Refusal("Personne à qui écrire : tout le monde a répondu, ou n’a pas d’adresse au répertoire.")
    with transaction.atomic():
        for person in silent:
            text = f"{text_of(whole.poll, person.name, outbox.SECRET)}\n\n{by}"
            opened = address(_link(whole.poll, person, by))
            outbox.post(_subject(whole.poll), text, [person.email], organisation=whole.poll.organisation, secret=opened)
    return len(silent)


def withdraw(poll: Poll, key: str, *, by: Any) -> None:
    """Close the link of one person, or of the group."""
    refuse_unless_editor(by, poll)
    whole = polls.whole(poll)
    held = whole.group if not key else next((link for pk, link in whole.opened.items() if str(pk) == key), None)
    if held is not None:
        links.revoke(held)


def enter(token: str) -> tuple[Whole, Person | None]:
    """Return the poll that a link opens, and who answers by it: None for a group, which says who it is."""
    link = links.follow(token, PURPOSE)
    pk, _, person = link.target.partition(":")
    poll = Poll.objects.within(link.organisation_id).filter(pk=UUID(pk)).first() if link.organisation_id else None
    if poll is None:
        raise Refusal("Ce sondage n’existe plus.")
    whole = polls.whole(poll)
    found = next((one for one in whole.people if str(one.pk) == person), None)
    if person and found is None:
        raise Refusal("Ce sondage n’est plus pour vous.")
    return whole, found


def answer(
    whole: Whole, person: Person, replies: Mapping[str, str], *, by_group: bool = False, same_device: bool = False
) -> None:
    """Keep what somebody answers about the days; Refusal once the poll is closed.

    Through the link of the group nobody changes an answer that did not come from the same device.
    """
    poll, today = whole.poll, clock.today(whole.poll.organisation_id)
    if not polls.is_open(poll, today):
        raise Refusal(CLOSED)
    kept = {one.day_id: one for one in PollAnswer.objects.within(poll.organisation_id).filter(day__poll=poll, person=person)}
    if kept and by_group and not same_device:
        raise Refusal(TAKEN.format(name=person.name))
    changes = ChangeSet()
    for asked in whole.days:
        reply = replies.get(str(asked.day.pk), "")
        if reply not in PollReply:
            continue
        if asked.day.pk in kept:
            if (kept[asked.day.pk].answer, kept[asked.day.pk].by_group) != (reply, by_group):
                changes += ChangeSet.on(kept[asked.day.pk], answer=reply, answered_on=today, by_group=by_group)
        else:
            said = {"answer": reply, "answered_on": today, "by_group": by_group}
            changes += ChangeSet.create(PollAnswer(organisation_id=poll.organisation_id, day=asked.day, person=person, **said))
    through = ", par le lien du groupe" if by_group else ""
    changes.apply(by=None, why=f"sondage « {poll.title} » : réponse de {person.name}{through}"[:300])


def keep(day: PollDay, *, kind: str, title: str, refusals: bool, by: Any) -> Activity:
    """Place a day on the calendar with those who can come, close the poll; the refusals may become absences."""
    refuse_unless_editor(by, day)
    whole = polls.whole(day.poll)
    asked = next(one for one in whole.days if one.day.pk == day.pk)
    if day.activity_id:
        raise Refusal("Ce jour est déjà au calendrier.")
    poll, organisation = whole.poll, whole.poll.organisation_id
    coming = [one for one in whole.people if asked.answers.get(one.pk) in (PollReply.OUI, PollReply.SI_BESOIN)]
    made = Activity(
        organisation_id=organisation,
        production=poll.production,
        rank=next_rank(Activity.objects.within(organisation)),
        kind=kind if kind in ActivityKind else ActivityKind.REPETITION,
        title=title,
        on=day.on,
        starts_at=day.starts_at,
        ends_at=day.ends_at,
        zone=day.zone,
        status=DateStatus.CONFIRME,
    )
    today = clock.today(organisation)
    changes = ChangeSet.create(made, participants=coming) + ChangeSet.on(day, activity=made)
    changes += ChangeSet.on(poll, closed_on=today) if poll.closed_on is None else ChangeSet()
    if refusals:
        changes += _absences(whole)
    changes.apply(by=by, why=f"sondage « {poll.title} » : jour retenu")
    return made


def close(poll: Poll, *, by: Any) -> None:
    """Close a poll, or open it again."""
    refuse_unless_editor(by, poll)
    today = None if poll.closed_on else clock.today(poll.organisation_id)
    ChangeSet.on(poll, closed_on=today).apply(by=by, why=f"sondage « {poll.title} » {'clos' if today else 'rouvert'}")


def _absences(whole: Whole) -> ChangeSet:
    """Return the days that people refused, as absences that the calendar knows; those it knows already are left."""
    organisation = whole.poll.organisation_id
    rows = Unavailability.objects.within(organisation).filter(person__in=[one.pk for one in whole.people])
    known = {(one.person_id, one.since, one.until) for one in rows}
    rank, changes = next_rank(Unavailability.objects.within(organisation)), ChangeSet()
    whole_days = [one for one in whole.days if one.day.starts_at is None]  # an hour refused is not a day refused
    refused = {(pk, one.day.on) for one in whole_days for pk, code in one.answers.items() if code == PollReply.NON}
    for place, (pk, on) in enumerate(sorted(refused, key=str)):
        if (pk, on, on) not in known:
            row = Unavailability(organisation_id=organisation, person_id=pk, since=on, until=on, rank=rank + place)
            changes += ChangeSet.create(row)
    return changes


def _link(poll: Poll, person: Person | None, by: Any) -> str:
    key = f"{poll.pk}:{person.pk}" if person else str(poll.pk)
    recipient = person.email if person else ""
    return links.create(poll.organisation, PURPOSE, key, by=by, expires_at=timezone.now() + LIFETIME, recipient=recipient)


def _subject(poll: Poll) -> str:
    return f"{poll.production.title} : quand pouvez-vous venir ?"


def text_of(poll: Poll, name: str, address: str) -> str:
    """Return what asks somebody, or a group, in a mail or in a messaging."""
    until = f" avant le {poll.until:%d/%m}" if poll.until else ""
    note = f"\n{poll.note}" if poll.note else ""
    hello = f"Bonjour {name}," if name else "Bonjour,"
    return f"{hello}\n{poll.production.title}, {poll.title} : quand pouvez-vous venir ?{note}\nRépondez{until} : {address}"
