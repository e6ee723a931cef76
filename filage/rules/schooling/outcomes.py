"""What became of those who were certified: rates by year and by session, on whoever answered, and how many did."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import IntEnum

from filage.rules.schooling.certification import Year

FEWEST_SHOWN = 5  # people behind a published figure, at least: below, one would know who they are


class Horizon(IntEnum):
    """How many days after the certification one is asked."""

    SIX_MONTHS = 180
    TWO_YEARS = 730


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What somebody certified answers at a horizon; None while she did not."""

    horizon: Horizon
    employed: bool | None = None
    in_trade: bool | None = None

    @property
    def is_given(self) -> bool:
        """Tell whether she answered."""
        return self.employed is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Certified:
    """Somebody certified in a year, by VAE or not, with what she answered."""

    year: int
    by_experience: bool = False
    replies: tuple[Reply, ...] = ()


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate in whole percent on those who answered; None when nobody did."""

    yes: int
    answered: int
    asked: int

    @property
    def percent(self) -> int | None:
        """Return the rate, halves up."""
        return _percent(self.yes, self.answered)

    @property
    def published(self) -> int | None:
        """Return the rate as anybody may read it: None while too few answered."""
        return self.percent if self.answered >= FEWEST_SHOWN else None

    @property
    def response(self) -> int | None:
        """Return how many of those who were asked answered, in percent."""
        return _percent(self.answered, self.asked)

    @property
    def formula(self) -> str:
        """Return how it is counted, with its numbers: « 7 sur 9 réponses, 12 personnes interrogées »."""
        return (
            f"{self.yes} sur {self.answered} réponse{'s' * (self.answered > 1)}, {self.asked} interrogée{'s' * (self.asked > 1)}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRates:
    """A year in the shape of the record, with the numbers behind each rate."""

    year: int
    certified: int
    by_experience: int
    employed: Rate
    in_trade: Rate
    in_trade_later: Rate

    @property
    def published(self) -> Year:
        """Return it as the record writes it."""
        return Year(
            year=self.year,
            certified=self.certified,
            by_experience=self.by_experience,
            employed=self.employed.percent,
            in_trade=self.in_trade.percent,
            in_trade_later=self.in_trade_later.percent,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """The counts of a session, from its applications to its certified; None is unknown."""

    applied: int | None
    admitted: int | None
    entered: int
    left: int
    dropped: int
    sat: int
    whole: int
    partial: int
    satisfaction: int | None = None

    @property
    def dropout(self) -> int | None:
        """Return the dropouts on those who entered, in percent."""
        return _percent(self.dropped, self.entered)

    @property
    def success(self) -> int | None:
        """Return those certified on those who sat, in percent."""
        return _percent(self.whole, self.sat)


def years(people: Iterable[Certified]) -> list[YearRates]:
    """Return the years of a certification, the latest first."""
    by_year: dict[int, list[Certified]] = {}
    for one in people:
        by_year.setdefault(one.year, []).append(one)
    return [_year(year, held) for year, held in sorted(by_year.items(), reverse=True)]


def weighted(rates: Iterable[tuple[int, int | None]]) -> Decimal | None:
    """Return the mean of yearly rates weighted by those certified, to a tenth; None when no year has one."""
    known = [(count, rate) for count, rate in rates if rate is not None]
    people = sum(count for count, _ in known)
    if not people:
        return None
    total = Decimal(sum(count * rate for count, rate in known)) / people
    return total.quantize(Decimal("0.1"), ROUND_HALF_UP)


def due(certified_on: date) -> Mapping[Horizon, date]:
    """Return the days on which to ask."""
    return {horizon: certified_on + timedelta(days=horizon) for horizon in Horizon}


def _year(year: int, held: list[Certified]) -> YearRates:
    return YearRates(
        year=year,
        certified=len(held),
        by_experience=sum(one.by_experience for one in held),
        employed=_rate(held, Horizon.SIX_MONTHS, "employed"),
        in_trade=_rate(held, Horizon.SIX_MONTHS, "in_trade"),
        in_trade_later=_rate(held, Horizon.TWO_YEARS, "in_trade"),
    )


def _rate(held: list[Certified], horizon: Horizon, what: str) -> Rate:
    asked = [reply for one in held for reply in one.replies if reply.horizon is horizon]
    given = [reply for reply in asked if reply.is_given]
    return Rate(sum(bool(getattr(reply, what)) for reply in given), len(given), len(asked))


def _percent(part: int, whole: int) -> int | None:
    return int((Decimal(100 * part) / whole).quantize(Decimal(1), ROUND_HALF_UP)) if whole else None
