"""The amount of an aid computed from its rules, and which of its limits decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from filage.rules.engine.explained import EURO, ZERO, Explained, given, maximum, minimum, quantity, sum_of


class Limit(StrEnum):
    """What decided the amount, by the name of its key; nothing when the rate or the flat amount applies in full."""

    RATE = "taux_pct"
    FLOOR = "plancher"
    CEILING = "plafond"
    NEED = "reste_a_financer"
    CUMULATION = "plafond_cumul"
    FEWEST_DATES = "dates_min"
    MOST_DATES = "dates_max"


@dataclass(frozen=True, slots=True)
class Step:
    """An amount for each date up to a number of dates (None: for all those beyond the previous step)."""

    up_to: int | None
    amount: Explained


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates that an aid counts: under `fewest` nothing is due, those beyond `most` are not counted."""

    count: int
    fewest: int | None = None
    most: int | None = None

    @property
    def eligible(self) -> bool:
        """Tell whether there are enough dates."""
        return self.fewest is None or self.count >= self.fewest

    @property
    def counted(self) -> int:
        """The dates that bring something."""
        return self.count if self.most is None else min(self.count, self.most)


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of an aid, in euros; a floor never lifts it above a ceiling, the need, or the eligible cost."""

    floor: Explained | None = None
    ceiling: Explained | None = None
    need: Explained | None = None
    cumulation: Explained | None = None
    received: Explained | None = None


@dataclass(frozen=True, slots=True)
class Aid:
    """The amount of an aid, what limited it, and whether its conditions are met."""

    amount: Explained
    limited_by: Limit | None
    eligible: bool


def flat_amount(per_date: Explained, dates: int) -> Explained:
    """Return a flat amount for each counted date, in euros."""
    return (quantity(dates, "Dates comptées") * per_date).named("Forfait par date", EURO)


def stepped_amount(steps: Sequence[Step], dates: int) -> Explained:
    """Return the marginal steps of an amount per date: each date is paid at the price of its own step; the last step is open."""
    parts, done = [], 0
    for step in steps:
        upper = dates if step.up_to is None else min(dates, step.up_to)
        if upper > done:
            parts.append(quantity(upper - done, "Dates du palier") * step.amount)
            done = upper
    return sum_of(parts, "Forfait par paliers")


def aid(
    base: Explained, limits: Limits, *, rate: Explained | None = None, flat: Explained | None = None, dates: Dates | None = None
) -> Aid:
    """Return the amount of an aid.

    `base` is the eligible cost: with a `rate`, the aid is at most rate × base; with `flat` (dates already counted), at most that.
    With neither, the base itself is the most. Amounts must be known: raises UnknownValue otherwise.
    """
    if dates is not None and not dates.eligible:
        return Aid(given(ZERO, "Aide", source="Nombre de dates insuffisant"), Limit.FEWEST_DATES, False)
    candidates = _candidates(base, limits, rate, flat)
    start = candidates[0][1]
    if limits.floor is not None:
        start = maximum(start, _floor(limits.floor, base, rate), label="Aide avant plafonds")
    bounds = [(None, start), *candidates[1:]]
    amount = minimum(*(bound for _, bound in bounds), label="Aide")
    limited_by = next(limit for limit, bound in bounds if bound.known() == amount.known())
    if limited_by is None and start.known() > candidates[0][1].known():
        limited_by = Limit.FLOOR
    if limited_by is None and dates is not None and dates.counted < dates.count and flat is not None:
        limited_by = Limit.MOST_DATES
    return Aid(amount, limited_by, True)


def _candidates(
    base: Explained, limits: Limits, rate: Explained | None, flat: Explained | None
) -> list[tuple[Limit | None, Explained]]:
    by_rate = None if rate is None else (base * rate).named("Taux × assiette", EURO)
    found: list[tuple[Limit | None, Explained]] = [(None, flat or by_rate or base)]
    if flat is not None and by_rate is not None:
        found.append((Limit.RATE, by_rate))
    if limits.ceiling is not None:
        found.append((Limit.CEILING, limits.ceiling))
    if limits.need is not None:
        found.append((Limit.NEED, _at_least_zero(limits.need)))
    if limits.cumulation is not None:
        received = limits.received or given(ZERO, "Déjà reçu")
        found.append((Limit.CUMULATION, _at_least_zero((limits.cumulation - received).named("Reste sous le plafond de cumul"))))
    return found


def _floor(floor: Explained, base: Explained, rate: Explained | None) -> Explained:
    return floor if rate is None else minimum(floor, base, label="Plancher, dans la limite de l’assiette")


def _at_least_zero(amount: Explained) -> Explained:
    return maximum(amount, 0, label=amount.label)
