"""What a person reads of herself, and of nobody else: her embauches wherever her account is linked, her dates, her hours."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import timezone

from filage.core import clock
from filage.core.accounts import User
from filage.core.archive import IssuedDocument
from filage.core.rails import season as seasons
from filage.desks.payroll.models import OwnRights, OwnWork
from filage.desks.payroll.queries import hours, period
from filage.productions.enums import LIVE, ContractTrack, EmploymentStatus
from filage.productions.models import Activity, Engagement, Person
from filage.rules.benefit.hours import WINDOW
from filage.rules.benefit.own import ANNEX_8, ANNEX_10, Done, Rights, rights
from filage.rules.engine import load_law

ANNEXES = {EmploymentStatus.ARTISTE: ANNEX_10, EmploymentStatus.TECHNICIEN: ANNEX_8}
AHEAD = timedelta(days=366)


PAPERS = ("contrat", "avenant")  # those of one person: a common contract says what the others earn
GIVEN = (ContractTrack.ENVOYE, ContractTrack.SIGNE)


@dataclass(frozen=True, slots=True)
class Paper:
    """A contract or an amendment that the office sent to a person: to sign, or signed."""

    document: IssuedDocument
    engagement: Engagement

    @property
    def to_sign(self) -> bool:
        """Tell whether her signature is awaited."""
        return bool(self.engagement.contract == ContractTrack.ENVOYE)


@dataclass(frozen=True, slots=True)
class Own:
    """Everything the own page says: who one is in each space, one's embauches, what is to come, what counts."""

    today: date
    people: Sequence[Person]
    engagements: Sequence[Engagement]
    coming: Sequence[Activity]
    papers: Sequence["Paper"]
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
    today = today_of(people)
    said = OwnRights.objects.filter(account=account).first() or OwnRights(account=account)
    works = list(OwnWork.objects.filter(account=account))
    until = max(today + AHEAD, said.anniversary_on or today)
    engagements: list[Engagement] = []
    coming: list[Activity] = []
    papers: list[Paper] = []
    done = [_told(one) for one in works]
    for mine in _by_organisation(people):
        held = hours.between(_productions(mine), mine[0].organisation_id, today - WINDOW, until)
        engagements += _engagements(held.season, mine)
        papers += papers_of(mine, _engagements(held.season, mine))
        coming += _dates(held.season, mine, today)
        done += _worked(held, mine)
    return Own(
        today=today,
        people=people,
        engagements=engagements,
        coming=_in_order(coming),
        papers=papers,
        works=works,
        said=said,
        rights=rights(load_law(), done, today, annex=said.annex or 0, anniversary=said.anniversary_on, over_50=said.over_50),
    )


def dates_of(people: Sequence[Person], *, since: date) -> list[Activity]:
    """Return the live services that some sheets of one person attend from a day on, by date."""
    found: list[Activity] = []
    for mine in _by_organisation(people):
        season = seasons.load(mine[0].organisation_id, tuple(_productions(mine)))
        found += _dates(season, mine, since)
    return _in_order(found)


def papers_of(mine: Sequence[Person], engagements: Sequence[Engagement]) -> list[Paper]:
    """Return the last version of each paper that was sent for some embauches of one organisation; one query."""
    sent = {f"engagement:{one.pk}": one for one in engagements if one.contract in GIVEN}
    rows = IssuedDocument.objects.within(mine[0].organisation_id).filter(subject__in=sent, kind__in=PAPERS)
    last: dict[tuple[str, str], IssuedDocument] = {}
    for document in rows.select_related("file").order_by("-issued_at", "-id"):
        last.setdefault((document.subject, document.kind), document)
    return [Paper(document, sent[subject]) for (subject, _), document in last.items()]


def paper(account: User, pk: UUID) -> IssuedDocument | None:
    """Return a paper that was sent to the person of an account, None when it is not hers."""
    for mine in _by_organisation(people_of(account)):
        held = list(Engagement.objects.within(mine[0].organisation_id).filter(person__in=mine))
        found = next((one.document for one in papers_of(mine, held) if one.document.pk == pk), None)
        if found is not None:
            return found
    return None


def today_of(people: Sequence[Person]) -> date:
    """Return the day it is: that of the organisations when they agree, else the calendar's."""
    days = {clock.today(person.organisation) for person in people}
    return days.pop() if len(days) == 1 else timezone.localdate()


def _by_organisation(people: Sequence[Person]) -> Iterator[list[Person]]:
    held: dict[Any, list[Person]] = defaultdict(list)
    for person in people:
        held[person.organisation_id].append(person)
    yield from held.values()


def _productions(mine: Sequence[Person]) -> list[Any]:
    """Return the productions of one organisation where somebody is engaged or named, by their ids; two queries.

    An organisation where she is nowhere gives an id of no production: an empty list would read all of them.
    """
    here = mine[0].organisation_id
    engaged = Engagement.objects.within(here).filter(person__in=mine).values_list("production_id", flat=True)
    named = Activity.objects.within(here).filter(participants__in=mine).values_list("production_id", flat=True)
    return sorted({*engaged, *named}) or [mine[0].pk]


def _engagements(season: Any, mine: Sequence[Person]) -> list[Engagement]:
    ids = {person.pk for person in mine}
    return [one for one in season.engagements if one.person_id in ids]


def _dates(season: Any, mine: Sequence[Person], since: date) -> Iterator[Activity]:
    """Yield the live services from a day on where somebody is named, or that one of her embauches attends; each once."""
    ids = {person.pk for person in mine}
    named = period.named_at(season)
    attended = {activity.pk for one in _engagements(season, mine) for activity in period.days_in(season, one)}
    for activity in season.activities:
        there = activity.pk in attended or not ids.isdisjoint(named.get(activity.pk, ()))
        if there and activity.status in LIVE and (activity.until or activity.on) >= since:
            yield activity


def _in_order(found: Sequence[Activity]) -> list[Activity]:
    return sorted(found, key=lambda one: (one.on, one.starts_at is None, str(one.starts_at), str(one.pk)))


def _worked(held: hours.Hours, mine: Sequence[Person]) -> Iterator[Done]:
    """Yield each day of work of somebody in one organisation: as it was told, else as it is foreseen."""
    for engagement in _engagements(held.season, mine):
        if engagement.status != EmploymentStatus.PERMANENT:
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
        training=one.training,
    )
