"""What two half-days of a school break together: the same person, room or group twice, a room too small, a day that is closed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import combinations

from filage.rules.planning.bank_holidays import bank_holiday
from filage.rules.schooling.feasibility import SATURDAY, Nature, Plan, Stretch

ALERT, INFO = "alerte", "info"
SELF_STUDY, COMPANY = "autonome", "entreprise"  # kinds of hours that are not those of the centre


class Half(StrEnum):
    """The halves of a day, in order."""

    MORNING = "matin"
    AFTERNOON = "apres_midi"


SPOKEN = {Half.MORNING: "matin", Half.AFTERNOON: "après-midi"}
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi")

type WeekHalf = tuple[int, Half]  # a half-day of any week, Monday first


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A half-day as the rules read it: who, what, where; an empty text is nobody yet, or everyone for a track."""

    key: str
    session: str
    on: date
    half: Half
    hours: Decimal | None
    title: str
    kind: str = "enseigne"
    module: str = ""
    track: str = ""
    trainer: str = ""
    room: str = ""

    @property
    def counted(self) -> Decimal:
        """Return its hours among those of the centre: none of self-study, none when they are not known."""
        return Decimal(0) if self.hours is None or self.kind in (SELF_STUDY, COMPANY) else self.hours


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What is known around the half-days of a session: its calendar, how many follow each track, rooms, names, who comes when."""

    plan: Plan | None
    sizes: Mapping[str, int] = field(default_factory=dict)  # by track; "" is everyone
    seats: Mapping[str, int | None] = field(default_factory=dict)  # by room
    names: Mapping[str, str] = field(default_factory=dict)  # of trainers, rooms and tracks
    away: Mapping[str, Sequence[Stretch]] = field(default_factory=dict)  # by trainer
    usual: Mapping[str, frozenset[WeekHalf]] = field(default_factory=dict)  # by trainer; empty is not said


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """One thing that does not hold on a half-day, and the half-days that it is about."""

    code: str
    severity: str
    on: date
    half: Half
    text: str
    keys: tuple[str, ...]


def clashes(lessons: Sequence[Lesson], house: House, session: str) -> list[Clash]:
    """Return everything that does not hold in the half-days of a session, by day; those of others only count as taken."""
    by_half: dict[tuple[date, Half], list[Lesson]] = defaultdict(list)
    for one in lessons:
        by_half[one.on, one.half].append(one)
    found: list[Clash] = []
    for (_, _), held in sorted(by_half.items(), key=lambda item: (item[0][0], item[0][1] is Half.AFTERNOON)):
        for one in held:
            if one.session == session:
                found += _alone(one, house)
        for one, other in combinations(held, 2):
            if session in (one.session, other.session):
                found += _together(one, other, house)
    return found


def tried(lesson: Lesson, others: Iterable[Lesson], house: House) -> list[Clash]:
    """Return what a half-day would break where it is, among others."""
    there = [one for one in others if (one.on, one.half) == (lesson.on, lesson.half) and one.key != lesson.key]
    return [*_alone(lesson, house), *(each for one in there for each in _together(lesson, one, house))]


def _alone(one: Lesson, house: House) -> Iterator[Clash]:
    plan = house.plan
    if plan is not None and plan.periods:
        yield from (_clash(code, severity, text, one) for code, severity, text in _day(plan, one.on))
    seats, size = house.seats.get(one.room), house.sizes.get(one.track, 0)
    if one.room and seats is not None and seats < size:
        places = f"{seats} place{'s' if seats > 1 else ''}"
        yield _clash("petite_salle", ALERT, f"{house.names[one.room]} : {places} pour {size} personnes", one)
    if any(one.on in stretch for stretch in house.away.get(one.trainer, ())):
        yield _clash("absence", ALERT, f"{house.names[one.trainer]} n’est pas libre ce jour-là", one)
    elif (usual := house.usual.get(one.trainer)) and one.on.weekday() < SATURDAY and (one.on.weekday(), one.half) not in usual:
        when = f"{WEEKDAYS[one.on.weekday()]} {SPOKEN[one.half]}"
        yield _clash("hors_disponibilite", ALERT, f"{house.names[one.trainer]} ne vient pas d’habitude le {when}", one)


def _day(plan: Plan, on: date) -> Iterator[tuple[str, str, str]]:
    if name := bank_holiday(on, plan.territory):
        yield "ferie", ALERT, f"jour férié, {name}"
    if any(on in one for one in plan.closures):
        yield "fermeture", ALERT, "le centre est fermé"
    if not any(on in one for one in plan.of(Nature.CENTRE)):
        company = any(on in one for one in plan.of(Nature.COMPANY))
        yield "hors_session", ALERT, "en entreprise" if company else "hors des périodes en centre"
    if on.weekday() >= SATURDAY:
        yield "week_end", INFO, "fin de semaine"


def _together(one: Lesson, other: Lesson, house: House) -> Iterator[Clash]:
    if one.trainer and one.trainer == other.trainer:
        yield _clash("intervenant", ALERT, f"{house.names[one.trainer]} est déjà pris·e ({other.title})", one, other)
    if one.room and one.room == other.room:
        yield _clash("salle", ALERT, f"{house.names[one.room]} est déjà prise ({other.title})", one, other)
    if one.session == other.session and (one.track == other.track or "" in (one.track, other.track)):
        group = house.names.get(one.track or other.track, "") or "tout le groupe"
        yield _clash("groupe", ALERT, f"{group} a déjà cours ({other.title})", one, other)


def _clash(code: str, severity: str, text: str, *lessons: Lesson) -> Clash:
    first = lessons[0]
    return Clash(code=code, severity=severity, on=first.on, half=first.half, text=text, keys=tuple(one.key for one in lessons))
