"""How many hours somebody attended out of those planned, and when an absence must be said to whoever pays or follows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from filage.rules.engine import Explained, quantity, unknown

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MOMENTS = {"matin": "matin", "apres_midi": "après-midi"}  # in the order of the day
MINUTES = 60


class Status(StrEnum):
    """How somebody was there for a half-day."""

    PRESENT = "present"
    LATE = "retard"
    LEFT_EARLY = "sortie_anticipee"
    EXCUSED = "absent_justifie"
    UNEXCUSED = "absent_injustifie"
    ABSENT = "absent"  # nobody said yet whether a reason stands
    UNSIGNED = "non_signe"  # neither signed nor said absent: not attended until somebody mends it


ABSENCES = (Status.EXCUSED, Status.UNEXCUSED, Status.ABSENT)
PARTIAL = (Status.LATE, Status.LEFT_EARLY)


@dataclass(frozen=True, slots=True)
class HalfDay:
    """A half-day that was planned for somebody, its hours, and how she was there; `minutes` are those missed."""

    on: date
    moment: str  # matin, apres_midi
    hours: Decimal
    status: Status
    minutes: Decimal | None = None
    self_study: bool = False  # it counts neither as planned nor as attended

    @property
    def attended(self) -> Decimal | None:
        """Return the hours attended, None when the minutes missed are not known."""
        if self.status in ABSENCES or self.status == Status.UNSIGNED:
            return Decimal(0)
        if self.minutes is None:
            return None if self.status in PARTIAL else self.hours
        return self.hours - self.minutes / MINUTES


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From when an absence is an alert; a training body sets its own."""

    in_a_row: int = 2  # half-days of absence
    share: Decimal = Decimal("0.05")  # of the hours planned


USUAL = Thresholds()


@dataclass(frozen=True, slots=True)
class Tally:
    """What was planned and attended, in hours, and what must be said of it."""

    planned: Explained
    attended: Explained
    rate: Explained
    alerts: tuple[str, ...]

    @property
    def hours(self) -> Decimal | None:
        """Return the hours attended as they are shown, at two decimals; None when unknown."""
        return None if self.attended.value is None else round(self.attended.value, 2)

    @property
    def percent(self) -> Decimal | None:
        """Return the rate as it is shown, in percent at one decimal; None when unknown."""
        return None if self.rate.value is None else round(self.rate.value * 100, 1)


def counted(half_days: Iterable[HalfDay]) -> list[HalfDay]:
    """Return the half-days that count, in the order of the calendar: self-study never does."""
    order = tuple(MOMENTS)
    return sorted((one for one in half_days if not one.self_study), key=lambda one: (one.on, order.index(one.moment)))


def tally(half_days: Iterable[HalfDay], *, thresholds: Thresholds = USUAL, volume: Decimal | None = None) -> Tally:
    """Return the hours of somebody; `volume` is what the share of absence is of, the hours planned by default."""
    rows = counted(half_days)
    planned = quantity(sum((one.hours for one in rows), Decimal(0)), "Heures prévues", unit="h")
    hours = [one.attended for one in rows]
    known = sum((one for one in hours if one is not None), Decimal(0))
    attended = quantity(known, "Heures réalisées", unit="h")
    if None in hours:
        attended = unknown("Heures réalisées", unit="h", gesture="Dire les minutes manquées de chaque retard et départ.")
    rate = (
        (attended / planned).named("Taux d’assiduité", "fraction")
        if planned.value
        else unknown("Taux d’assiduité", unit="fraction")
    )
    missed = sum(
        (one.hours - (done if done is not None else one.hours) for one, done in zip(rows, hours, strict=True)), Decimal(0)
    )
    whole = volume if volume is not None else planned.known()
    alerts = [*_runs(rows, thresholds.in_a_row), *_too_much(missed, whole, thresholds.share)]
    return Tally(planned, attended, rate, tuple(alerts))


def runs(rows: Sequence[HalfDay], in_a_row: int) -> list[Sequence[HalfDay]]:
    """Return each stretch of half-days in a row that were all missed, as long as `in_a_row` or longer."""
    found: list[Sequence[HalfDay]] = []
    first = 0
    for rank in range(len(rows) + 1):
        if rank == len(rows) or rows[rank].status not in ABSENCES:
            if rank - first >= max(1, in_a_row):
                found.append(rows[first:rank])
            first = rank + 1
    return found


def _runs(rows: Sequence[HalfDay], in_a_row: int) -> list[str]:
    return [f"{_count(len(run))} d’absence de suite, {_when(run)}." for run in runs(rows, in_a_row)]


def _count(many: int) -> str:
    return f"{many} {'demi-journées' if many > 1 else 'demi-journée'}"


def _when(run: Sequence[HalfDay]) -> str:
    if len(run) == 1:
        return f"le {_at(run[0])}"
    return f"du {_at(run[0])} au {_at(run[-1])}"


def _at(one: HalfDay) -> str:
    return f"{WEEKDAYS[one.on.weekday()]} {one.on:%d/%m/%Y} {MOMENTS[one.moment]}"


def _too_much(missed: Decimal, whole: Decimal, share: Decimal) -> list[str]:
    if not missed or not whole or missed < whole * share:
        return []
    part = f"{(missed / whole * 100):.2f}".replace(".", ",")
    return [f"Absences : {number(missed)} h sur {number(whole)} h, soit {part} % (alerte à {number(share * 100)} %)."]


def number(value: Decimal) -> str:
    """Return a number as it is read in French, at two decimals at most."""
    return f"{round(value, 2).normalize():f}".replace(".", ",")
