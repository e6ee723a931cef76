"""Which people, places, shows and vehicles a calendar may be looked at by, and which of its findings are conflicts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from filage.core.kept import FindingRow
from filage.core.marks import Found
from filage.core.rails.checks import GRAVITY
from filage.core.rails.types import Severity
from filage.desks.schedule.queries.agenda import ABSENCE, DUTY, JOURNEY, NIGHT, Agenda, Item
from filage.productions.enums import ActivityKind
from filage.productions.models import Activity, Production, Structure, Venue
from filage.rules.planning.bank_holidays import Territory, territory_of
from filage.rules.planning.school import area_of

CONFLICTS = frozenset(
    {"CAL-001", "CAL-002", "CAL-003", "CAL-008", "CAL-011", "CAL-012", "LOG-006", "LOG-020"}
    | {f"TMP-{number:03d}" for number in range(1, 14) if number not in (6, 9)}
)
KINDS: dict[str, frozenset[str]] = {
    "services": frozenset(ActivityKind.values),
    "voyages": frozenset({ActivityKind.VOYAGE, JOURNEY, NIGHT}),
    "echeances": frozenset({DUTY}),
    "absences": frozenset({ABSENCE}),
}


@dataclass(frozen=True, slots=True)
class Home:
    """Where our own structures are: the school area and the territory that they share; empty when they share none."""

    area: str = ""
    territory: Territory | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What a calendar may be looked at by, each as (value, words)."""

    people: Sequence[tuple[str, str]]
    venues: Sequence[tuple[str, str]]
    shows: Sequence[tuple[str, str]]
    vehicles: Sequence[tuple[str, str]]


def home(organisation: Any) -> Home:
    """Return where our own structures are; one query."""
    codes = set(Structure.objects.within(organisation).filter(ours=True).values_list("postal_code", flat=True)) - {""}
    areas, territories = {area_of(code) for code in codes}, [territory_of(code) for code in codes]
    area = areas.pop() if len(areas) == 1 else None
    shared = territories[0] if territories and all(one == territories[0] for one in territories) else None
    return Home(area or "", shared)


def choices(agenda: Agenda, shows: Iterable[Production]) -> Choices:
    """Return what may be chosen: everybody of these productions, the places they work in; one query beside the agenda’s."""
    rows = Activity.objects.within(agenda.organisation).filter(venue__isnull=False)
    if agenda.productions is not None:
        rows = rows.filter(production__in=list(agenda.productions))
    used = rows.order_by().values("venue").distinct()
    venues = Venue.objects.within(agenda.organisation).filter(pk__in=used).order_by("city", "name", "id")
    cars = {str(one.vehicle): one.vehicle_name for one in agenda.items if one.vehicle is not None}
    return Choices(
        people=sorted(((str(pk), name) for pk, name in agenda.names.items()), key=lambda one: one[1].casefold()),
        venues=[(str(one.pk), ", ".join(part for part in (one.city, one.name) if part)) for one in venues],
        shows=[(one.slug, one.title) for one in shows],
        vehicles=sorted(cars.items(), key=lambda one: one[1].casefold()),
    )


def conflicts(found: Iterable[Found], items: Iterable[Item]) -> list[Found]:
    """Return the findings of some items that are conflicts of hours, people, places and vehicles, the gravest first."""
    shown = {item.about for item in items}
    held = [one for one in found if one[2] in CONFLICTS and one[1] in GRAVITY and not shown.isdisjoint(one[0].split())]
    return sorted(held, key=lambda one: (GRAVITY.index(Severity(one[1])), one[2], one[0]))


def told(organisation: Any, few: Sequence[Found]) -> list[FindingRow]:
    """Return a few findings whole, in their order; one query, none when there is none."""
    if not few:
        return []
    order = {(about, code): rank for rank, (about, _, code, *_) in enumerate(few)}
    rows = FindingRow.objects.within(organisation).filter(
        code__in={code for _, code in order}, about__in=[about for about, _ in order]
    )
    return sorted((row for row in rows if (row.about, row.code) in order), key=lambda row: order[row.about, row.code])
