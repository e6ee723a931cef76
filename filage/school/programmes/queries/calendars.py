"""What the calendars of a learner or a trainer say, opened by a secret link: when, what, where; never who else, nor a note."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from filage.core import clock, links
from filage.core.links import Link
from filage.documents.shapes import CalendarData, Event
from filage.rules.reading import private
from filage.school.programmes.enums import Moment, Where
from filage.school.programmes.models import Learner, SchoolSession, Slot, Trainer
from filage.school.programmes.queries.planning import title_of
from filage.school.programmes.queries.trainers import lasting

PURPOSE = "agenda-formation"
LEARNER, TRAINER = "stagiaire", "formateur"
ZONE, READ_AGAIN = ZoneInfo("Europe/Paris"), 2  # hours


@dataclass(frozen=True, slots=True)
class Followed:
    """Somebody of a session whose calendar may be given, and the links that are open."""

    key: str
    name: str
    email: str
    kind: str
    links: tuple[Link, ...]


def followed(session: SchoolSession) -> list[Followed]:
    """Return the learners of a session, then those who teach in it, with their open links; three queries."""
    learners = session.learners.filter(left_on=None).select_related("person").order_by("rank", "id")
    teach = Trainer.objects.within(session.organisation_id).filter(slots__session=session).distinct()
    rows = [(f"{LEARNER}:{one.pk}", one.person, "stagiaire") for one in learners]
    teach = teach.select_related("person").order_by("person__name")
    rows += [(f"{TRAINER}:{one.pk}", one.person, "intervenant·e") for one in teach]
    now, opened = datetime.now(UTC), links.held(session.organisation_id, PURPOSE, [key for key, _, _ in rows])
    return [
        Followed(key, person.name, person.email, kind, tuple(one for one in opened if one.target == key and one.is_open(now)))
        for key, person, kind in rows
    ]


def calendar_of(link: Link) -> CalendarData | None:
    """Return the calendar that a link opens, as it stands; None when who it was given to is no longer there."""
    kind, _, pk = link.target.partition(":")
    organisation = link.organisation
    if organisation is None or kind not in (LEARNER, TRAINER):
        return None
    model: Any = Learner if kind == LEARNER else Trainer
    found = model.objects.within(organisation).filter(pk=UUID(pk)).select_related("person").first()
    if found is None or getattr(found, "left_on", None) is not None:
        return None
    rows = _of_learner(found) if kind == LEARNER else Slot.objects.within(organisation).filter(trainer=found)
    events = [event(one) for one in rows.select_related("session", "module", "room__venue", "track").order_by("on", "-moment")]
    if kind == LEARNER:
        events += _company(found.session)
    stamp = datetime.combine(clock.today(organisation.pk), time(), UTC)
    return CalendarData(name=f"Formation, {found.person.name}", stamp=stamp, events=tuple(events), refresh_hours=READ_AGAIN)


def event(slot: Slot) -> Event:
    """Return a half-day as a calendar says it: at its hours when the session says them, else on its day."""
    starts = start_of(slot)
    venue = slot.room.venue if slot.room else None
    where = [slot.room.name if slot.room else "", *((venue.name, venue.city) if venue else ())]
    return Event(
        uid=f"{slot.pk}@filage",
        title=private.without(f"{title_of(slot)}{f' ({slot.track.name})' if slot.track else ''}"),
        start=starts or slot.on,
        end=starts + _span(lasting(slot)) if starts else None,
        location=private.without(", ".join(filter(None, where))),
        description="" if starts else slot.get_moment_display(),
        category="Formation",
        zone=str(ZONE),
    )


def start_of(slot: Slot) -> datetime | None:
    """Return when a half-day begins, None while its session does not say it."""
    at = hour(slot.session.morning_at if slot.moment == Moment.MORNING else slot.session.afternoon_at)
    return datetime.combine(slot.on, at, ZONE) if at else None


def hour(text: str) -> time | None:
    """Read « 09:00 »; None for anything else."""
    try:
        return time.fromisoformat(text) if text else None
    except ValueError:
        return None


def days_of(rows: Iterable[Slot]) -> tuple[date, date] | None:
    """Return the first and the last day of some half-days."""
    days = [one.on for one in rows]
    return (min(days), max(days)) if days else None


def _of_learner(learner: Learner) -> Any:
    rows = Slot.objects.within(learner.organisation_id).filter(session=learner.session_id)
    rows = rows.filter(Q(track=None) | Q(track=learner.track_id)) if learner.track_id else rows.filter(track=None)
    return rows.filter(on__gte=learner.entered_on) if learner.entered_on else rows


def _company(session: SchoolSession) -> Iterator[Event]:
    for one in session.periods.all():
        if one.where == Where.COMPANY:
            uid, title = f"{one.pk}@filage", "Période en entreprise"
            yield Event(uid=uid, title=title, start=one.first, end=one.last, category="Formation")


def _span(hours: Decimal) -> timedelta:
    return timedelta(minutes=int(hours * 60))
