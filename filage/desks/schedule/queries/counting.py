"""What the services of somebody make over a period: hours by sort, by week, days at work and days without, nights away."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from filage.desks.schedule.queries.agenda import DAY, JOURNEY, NIGHT, Item
from filage.desks.schedule.queries.trying import hours_text, service_or_journey
from filage.productions.enums import ActivityKind
from filage.rules.working_time import Limits, Service, worked

SORTS = {
    ActivityKind.REPETITION.value: "Répétitions",
    ActivityKind.RESIDENCE.value: "Résidences",
    ActivityKind.MONTAGE.value: "Montages",
    ActivityKind.REPRESENTATION.value: "Représentations",
    ActivityKind.CONCERT.value: "Concerts",
    ActivityKind.ATELIER.value: "Ateliers",
    ActivityKind.REUNION.value: "Réunions",
    ActivityKind.AUTRE.value: "Autres services",
    ActivityKind.VOYAGE.value: "Voyages",
    JOURNEY: "Voyages",
}


@dataclass(frozen=True, slots=True)
class Sum:
    """Some services: how many, the hours they make, how many have no hours."""

    label: str
    count: int
    length: timedelta
    unknown: int = 0
    over: bool = False

    @property
    def hours(self) -> str:
        """Return the hours: « 12 h 30 », « au moins 8 h » when some are unknown, nothing when none is known."""
        if self.unknown == self.count:
            return "inconnu"
        return f"au moins {hours_text(self.length)}" if self.unknown else hours_text(self.length)


@dataclass(frozen=True, slots=True)
class Sums:
    """What a period adds up to."""

    whole: Sum
    sorts: Sequence[Sum]
    weeks: Sequence[Sum]
    days_worked: int
    days_off: int
    nights: int


def sums(items: Iterable[Item], limits: Limits | None, since: date, until: date) -> Sums:
    """Return what the services and journeys of one person make between two days, both included.

    A moment shared by two services counts once; a journey counts as the agreement of `limits` counts it (all of it without).
    """
    mine = [one for one in items if one.is_work or one.kind == JOURNEY]
    inside = [one for one in mine if since <= one.on <= until]
    sorts: dict[str, list[Item]] = {label: [] for label in SORTS.values()}
    weeks: dict[date, list[Item]] = defaultdict(list)
    for one in inside:
        sorts[SORTS[one.kind]].append(one)
        weeks[one.on - DAY * one.on.weekday()].append(one)
    taken = {day for one in mine for day in _days(one, since, until)}
    return Sums(
        whole=_sum("", inside, limits),
        sorts=[_sum(label, held, limits) for label, held in sorts.items() if held],
        weeks=[_sum(_week(monday), held, limits) for monday, held in sorted(weeks.items())],
        days_worked=len(taken),
        days_off=(until - since).days + 1 - len(taken),
        nights=sum(len(list(_days(one, since, until))) for one in items if one.kind == NIGHT),
    )


def _sum(label: str, held: Sequence[Item], limits: Limits | None) -> Sum:
    services = [service_or_journey(one) for one in held]
    known: list[Service] = [one for one in services if one is not None]
    length = worked(known, limits)
    return Sum(label, len(held), length, services.count(None), limits is not None and length > limits.week)


def _days(item: Item, since: date, until: date) -> Iterable[date]:
    day = max(item.on, since)
    while day <= min(item.until, until):
        yield day
        day += DAY


def _week(monday: date) -> str:
    return f"Semaine {monday.isocalendar().week}, du {monday:%d/%m} au {monday + 6 * DAY:%d/%m}"
