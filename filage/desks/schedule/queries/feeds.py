"""What the calendars given by a secret link say, and who holds one: dates, hours, places, never a note, a pay, a need, a name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from filage.core import access, clock, links
from filage.core.accounts import Organisation
from filage.core.journal import JournalEntry
from filage.core.links import Link
from filage.core.rails import agenda, read
from filage.core.rails import season as seasons
from filage.core.rails.types import Happening
from filage.desks.schedule.queries import calendar
from filage.desks.schedule.queries.people_at import people_at
from filage.documents.shapes import CalendarData, Event
from filage.productions.enums import ActivityKind, DateStatus
from filage.productions.models import Activity, Person, Production, Venue
from filage.rules.reading import private

PURPOSE = "agenda"  # of the links that open calendars
PERSON, SHOW, DUTIES, VENUE = "personne", "spectacle", "echeances", "lieu"
KINDS = {SHOW: "Spectacle", DUTIES: "Spectacle et ses échéances", PERSON: "Personne", VENUE: "Lieu"}
OWN_DUTIES = ("option:", "tache:")  # what the schedule itself says is due: no duty of pay, no amount
ROAD = {"trajet": "Trajet", "nuit": "Nuit"}
BEHIND, AHEAD = timedelta(days=90), timedelta(days=1100)  # days that are over, and a few seasons
READ_AGAIN = 2  # hours


@dataclass(frozen=True, slots=True)
class Thing:
    """What a calendar may be given of: its key, its kind in French, its name."""

    key: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Held:
    """A calendar that is open to whoever holds its link."""

    thing: Thing
    link: Link


def things(user: Any, organisation: Organisation) -> list[Thing]:
    """Return what the user may give a calendar of: the shows she edits; people and places when she edits the whole office."""
    rows = Production.objects.within(organisation).order_by("rank", "id")
    shows = [one for one in rows if access.can_edit(user, one)]
    found = [Thing(f"{kind}:{one.pk}", KINDS[kind], one.title) for kind in (SHOW, DUTIES) for one in shows]
    if not access.can_edit(user, organisation):
        return found
    people = Person.objects.within(organisation).filter(Q(engagements__isnull=False) | Q(activities__isnull=False))
    places = Venue.objects.within(organisation).filter(activities__isnull=False)
    for kind, named in ((PERSON, people), (VENUE, places)):
        found += [Thing(f"{kind}:{one.pk}", KINDS[kind], one.name) for one in named.distinct().order_by("name", "id")]
    return found


def held(organisation: Organisation, among: Sequence[Thing]) -> list[Held]:
    """Return the calendars that are open, the newest first; one query."""
    known, now = {one.key: one for one in among}, datetime.now(UTC)
    rows = links.held(organisation, PURPOSE, list(known))
    return [Held(known[one.target], one) for one in rows if one.is_open(now)]


def calendar_of(link: Link) -> CalendarData | None:
    """Return the calendar that a link opens, as it stands; None when what it was given of is no longer there."""
    kind, _, pk = link.target.partition(":")
    organisation, model = link.organisation, {PERSON: Person, VENUE: Venue}.get(kind, Production)
    thing: Any = organisation and model.objects.within(organisation).filter(pk=UUID(pk)).first()
    if organisation is None or thing is None:
        return None
    today = clock.today(organisation.pk)
    season = seasons.load(organisation.pk, (thing.pk,) if model is Production else ())
    events = [event(one) for one in _dates(season, kind, thing.pk) if (one.until or one.on) >= today - BEHIND]
    events += [_passing(one) for one in _road(organisation, kind, thing, today)]
    if kind == DUTIES:
        events += list(_duties(organisation, thing))
    return CalendarData(
        name=f"{thing}, calendrier", stamp=datetime.combine(today, time(), UTC), events=tuple(events), refresh_hours=READ_AGAIN
    )


def changed_at(organisation: Any, data: CalendarData) -> datetime:
    """Return when what a calendar says may last have changed: the last change of the house, or the day that began since."""
    last = JournalEntry.objects.within(organisation).order_by("-at").values_list("at", flat=True).first()
    return max(data.stamp, last) if last else data.stamp


def event(activity: Activity) -> Event:
    """Return a date as a calendar given to others says it: what, when, where, how firm."""
    venue, status = activity.venue, DateStatus(activity.status)
    zone = ZoneInfo(activity.zone)
    starts, ends = (at.astimezone(zone) if at else None for at in (activity.starts_at, activity.ends_at))
    town = f"{venue.postal_code} {venue.city}".strip() if venue else ""
    place = [part for part in (venue.name, venue.address, town) if part] if venue else []
    said = [f"{status.label}{calendar.option_rank(activity)}", f"salle : {activity.room.name}" if activity.room else ""]
    return Event(
        uid=f"{activity.pk}@filage",
        title=private.without(f"{activity.production.title} : {calendar.what(activity)}"),
        start=starts or activity.on,
        end=ends if starts else activity.until,
        status=calendar.EVENT_STATUS.get(status, "confirmed"),
        location=private.without(", ".join(place)),
        description=private.without(". ".join(part for part in said if part)),
        category=ActivityKind(activity.kind).label,
        zone=activity.zone,
    )


def _dates(season: Any, kind: str, pk: UUID) -> list[Activity]:
    if kind == PERSON:
        people = people_at(season)
        return [one for one in season.activities if pk in people.get(one.pk, ())]
    if kind == VENUE:
        return [one for one in season.activities if one.venue_id == pk and one.kind != ActivityKind.REUNION]
    return list(season.activities_of(pk))


def _road(organisation: Organisation, kind: str, thing: Any, today: date) -> list[Happening]:
    """Return the journeys and the nights of a show, or of a person in all of them; a place reads none."""
    if kind == VENUE:
        return []
    shows = None if kind == PERSON else (thing.pk,)
    found = agenda.between(organisation.pk, shows, today - BEHIND, today + AHEAD)
    return [one for one in found if one.kind in ROAD and (kind != PERSON or thing.pk in one.people)]


def _passing(one: Happening) -> Event:
    """Return a journey, at its hours, or a night, on its days."""
    title = private.without(f"{ROAD[one.kind]} : {one.title}")
    said = [one.state, one.place if one.kind == "trajet" else ""]
    return Event(
        uid=f"{one.key}@filage",
        title=title,
        start=one.starts_at.astimezone(ZoneInfo(one.zone)) if one.starts_at else one.on,
        end=one.ends_at.astimezone(ZoneInfo(one.zone)) if one.starts_at and one.ends_at else one.until,
        location=private.without(one.place) if one.kind == "nuit" else "",
        description=private.without(", ".join(part for part in said if part)),
        category=ROAD[one.kind],
        zone=one.zone,
    )


def _duties(organisation: Organisation, production: Production) -> Iterator[Event]:
    for row in read.deadlines(organisation, production):
        if row.key.startswith(OWN_DUTIES):
            yield Event(uid=f"{row.key}@filage", title=private.without(row.title), start=row.on, category="Échéance")
