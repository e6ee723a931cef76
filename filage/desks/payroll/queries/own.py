"""What a person reads of herself, and of nobody else: her embauches wherever her account is linked, her dates, her hours."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils import timezone

from filage.core import clock
from filage.core.accounts import User
from filage.desks.payroll.models import OwnRights, OwnWork
from filage.desks.payroll.queries import hours, period
from filage.productions.enums import LIVE, EmploymentStatus
from filage.productions.models import Activity, Engagement, Person
from filage.rules.benefit.hours import WINDOW
from filage.rules.benefit.own import ANNEX_8, ANNEX_10, Done, Rights, rights
from filage.rules.engine import load_law

ANNEXES = {EmploymentStatus.ARTISTE: ANNEX_10, EmploymentStatus.TECHNICIEN: ANNEX_8}
AHEAD = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Own:
    """Everything the own page says: who one is in each space, one's embauches, what is to come, what counts."""

    today: date
    people: Sequence[Person]
    engagements: Sequence[Engagement]
    coming: Sequence[Activity]
    works: Sequence[OwnWork]
    said: OwnRights
    rights: Rights


def people_of(account: User) -> list[Person]:
    """Return the sheets that are this account's, in every organisation: the one reading of the page that crosses them."""
    rows = Person.objects.across_organisations(reason="une personne lit sa propre page, par le compte relié à ses fiches")
    return list(rows.filter(account=account).select_related("organisation").order_by("organisation__name", "id"))


def own(account: User) -> Own:
    """Return what the own page of an account says; a dozen queries for each organisation where it is linked."""
    people = people_of(account)
    today = _today(people)
    said = OwnRights.objects.filter(account=account).first() or OwnRights(account=account)
    works = list(OwnWork.objects.filter(account=account))
    until = max(today + AHEAD, said.anniversary_on or today)
    engagements, done = [], [_told(one) for one in works]
    for mine in _by_organisation(people):
        held = _engagements(mine)
        engagements += held
        done += _worked(held, today - WINDOW, until)
    return Own(
        today=today,
        people=people,
        engagements=engagements,
        coming=dates_of(people, since=today),
        works=works,
        said=said,
        rights=rights(load_law(), done, today, annex=said.annex or 0, anniversary=said.anniversary_on, over_50=said.over_50),
    )


def dates_of(people: Sequence[Person], *, since: date) -> list[Activity]:
    """Return the live services that some sheets of one person attend from a day on, by date."""
    found: dict[Any, Activity] = {}
    for mine in _by_organisation(people):
        for engagement, activities, named in _attending(mine, since):
            for one in period.days_of(engagement, activities, named):
                found[one.pk] = one
        for one in _named_only(mine, since):
            found[one.pk] = one
    return sorted(found.values(), key=lambda one: (one.on, one.starts_at is None, one.starts_at or 0, str(one.pk)))


def _today(people: Sequence[Person]) -> date:
    """Return the day it is: that of the organisations when they agree, else the calendar's."""
    days = {clock.today(person.organisation) for person in people}
    return days.pop() if len(days) == 1 else timezone.localdate()


def _by_organisation(people: Sequence[Person]) -> Iterator[list[Person]]:
    held: dict[Any, list[Person]] = defaultdict(list)
    for person in people:
        held[person.organisation_id].append(person)
    yield from held.values()


def _engagements(mine: Sequence[Person]) -> list[Engagement]:
    rows = Engagement.objects.within(mine[0].organisation_id).filter(person__in=mine)
    return list(rows.select_related("production__structure", "person").order_by("production__title", "rank", "id"))


def _worked(engagements: Sequence[Engagement], since: date, until: date) -> Iterator[Done]:
    """Yield each day of work of some embauches of one organisation: as it was told, else as it is foreseen."""
    if not engagements:
        return
    productions = {one.production_id for one in engagements}
    held = hours.between(productions, engagements[0].organisation_id, since, until)
    mine = {one.pk for one in engagements}
    for engagement in held.season.engagements:
        if engagement.pk in mine and engagement.status != EmploymentStatus.PERMANENT:
            for day in held.of(engagement):
                yield _done(engagement, day)


def _done(engagement: Engagement, day: hours.Day) -> Done:
    work = day.done if day.is_told else day.planned
    cachets = work.cachets or 0
    return Done(
        first=day.on,
        last=day.on,
        annex=ANNEXES.get(EmploymentStatus(engagement.status), 0),
        employer=engagement.production.structure.name,
        cachets=cachets,
        declared=None if cachets or engagement.unit == "cachet" else work.hours,
        contract=None if engagement.unit == "cachet" else day.planned.hours,
        present=day.done.hours if day.is_told else None,
        told=day.is_told,
    )


def _told(one: OwnWork) -> Done:
    hours_ = Decimal(one.hours) or None
    return Done(
        first=one.first,
        last=one.last,
        annex=ANNEX_10 if one.cachets else ANNEX_8,
        employer=one.employer,
        cachets=one.cachets,
        declared=hours_,
        contract=hours_,
        present=hours_,
        teaching=one.teaching,
    )


def _attending(mine: Sequence[Person], since: date) -> Iterator[tuple[Engagement, list[Activity], period.Named]]:
    """Yield each embauche with the services of its production from a day on, and who is named there."""
    held = _engagements(mine)
    here = Activity.objects.within(mine[0].organisation_id)
    rows = here.filter(production__in={one.production_id for one in held}, status__in=LIVE)
    rows = rows.filter(Q(on__gte=since) | Q(until__gte=since)).select_related("production", "venue")
    by_production: dict[Any, list[Activity]] = defaultdict(list)
    for one in rows.order_by("on", "starts_at", "rank", "id"):
        by_production[one.production_id].append(one)
    links = Activity.participants.through.objects.filter(activity__in=[one.pk for many in by_production.values() for one in many])
    named: dict[Any, set[Any]] = defaultdict(set)
    for activity, person in links.values_list("activity_id", "person_id"):
        named[activity].add(person)
    for engagement in held:
        yield engagement, by_production[engagement.production_id], named


def _named_only(mine: Sequence[Person], since: date) -> list[Activity]:
    rows = Activity.objects.within(mine[0].organisation_id).filter(participants__in=mine, status__in=LIVE)
    return list(rows.filter(Q(on__gte=since) | Q(until__gte=since)).select_related("production", "venue").distinct())
