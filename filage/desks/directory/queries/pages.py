"""Who, where and with whom: what the pages of the directory read, for the productions a user may read."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from filage.core import own_settings
from filage.core.models import DatedSetting
from filage.productions import pointing
from filage.productions.enums import LIVE, EmploymentStatus
from filage.productions.models import Engagement, Person, Recepisse, Structure, VatRegime, Venue
from filage.rules.engine import Explained, Law

COEFFICIENTS = tuple(f"employer.coefficient_{status}" for status in EmploymentStatus)

type Readable = Collection[UUID] | None  # None: all the productions


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the directory, and what she does in each production that may be read."""

    person: Person
    engagements: tuple[Engagement, ...]


@dataclass(frozen=True, slots=True)
class Rate:
    """A coefficient de charges on a day: unknown until the structure, or the trade, gives one."""

    label: str
    value: Explained


@dataclass(frozen=True, slots=True)
class Ours:
    """One of our structures with what it declared, its VAT regimes and its own rates."""

    structure: Structure
    recepisses: tuple[Recepisse, ...]
    regimes: tuple[VatRegime, ...]
    coefficients: tuple[Rate, ...]
    settings: tuple[tuple[str, DatedSetting], ...]  # those that are no coefficient of the day


def people(organisation: Any, readable: Readable) -> list[Member]:
    """Return the people by name with their embauches; only those engaged in the named productions when some are named."""
    engagements = Engagement.objects.within(organisation).select_related("production").filter(person__isnull=False)
    if readable is not None:
        engagements = engagements.filter(production__in=readable)
    held: dict[UUID, list[Engagement]] = defaultdict(list)
    for engagement in engagements:
        if engagement.person_id:
            held[engagement.person_id].append(engagement)
    rows = Person.objects.within(organisation).order_by("name", "id")
    known = pointing.offered(Person, organisation.pk).order_by("name", "id")
    found = known if readable is None else rows.filter(pk__in=list(held))
    return [Member(person, tuple(held.get(person.pk, ()))) for person in found]


def venues(organisation: Any, readable: Readable) -> QuerySet[Venue]:
    """Return the venues by town with their rooms, and how many live dates each holds."""
    rows = pointing.offered(Venue, organisation.pk).select_related("structure").prefetch_related("rooms")
    mine = Q() if readable is None else Q(activities__production__in=readable)
    if readable is not None:
        rows = rows.filter(activities__production__in=readable)
    live = Count("activities", filter=Q(activities__status__in=LIVE) & mine, distinct=True)
    return rows.annotate(dates=live).order_by("city", "name", "id").distinct()


def structures(organisation: Any, readable: Readable) -> QuerySet[Structure]:
    """Return the partners by name, with how many deals each has; ours are elsewhere."""
    rows = pointing.offered(Structure, organisation.pk).filter(ours=False)
    mine = Q() if readable is None else Q(deals__production__in=readable)
    if readable is not None:
        rows = rows.filter(Q(deals__production__in=readable) | Q(venues__activities__production__in=readable))
    return rows.annotate(sales=Count("deals", filter=mine or None, distinct=True)).order_by("name", "id").distinct()


def ours(organisation: Any, readable: Readable, on: date) -> list[Ours]:
    """Return our structures as they stand on a day, with their dated papers and rates; five queries, one more a structure."""
    rows = Structure.objects.within(organisation).filter(ours=True)
    found = list(rows if readable is None else rows.filter(productions__in=readable).distinct())
    recepisses = _by_structure(Recepisse.objects.within(organisation).filter(structure__in=found).order_by("category", "since"))
    regimes = _by_structure(VatRegime.objects.within(organisation).filter(structure__in=found).order_by("-since"))
    settings = list(DatedSetting.objects.within(organisation).order_by("code", "-since"))
    return [_ours(one, recepisses, regimes, settings, own_settings.law_for(one, organisation=organisation), on) for one in found]


def _ours(
    structure: Structure,
    recepisses: Mapping[UUID, list[Any]],
    regimes: Mapping[UUID, list[Any]],
    settings: list[DatedSetting],
    law: Law,
    on: date,
) -> Ours:
    rates = tuple(Rate(law.parameter(code).label, law.read(code, on)) for code in COEFFICIENTS)
    shown = {(code, rate.value.source.since) for code, rate in zip(COEFFICIENTS, rates, strict=True) if rate.value.source}
    own = [row for row in settings if row.structure in (None, structure.pk) and (row.code, row.since) not in shown]
    return Ours(
        structure=structure,
        recepisses=tuple(recepisses.get(structure.pk, ())),
        regimes=tuple(regimes.get(structure.pk, ())),
        coefficients=rates,
        settings=tuple((law.parameter(row.code).label, row) for row in own if row.code in law.codes()),
    )


def _by_structure(rows: QuerySet[Any]) -> dict[UUID, list[Any]]:
    groups: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        groups[row.structure_id].append(row)
    return groups
