"""How long an act takes: the median of several runs after a first one that is not counted."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured, its figure, the figure asked for, and what it is compared to."""

    what: str
    figure: str
    asked: str = ""
    beside: str = ""

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """Return the line as texts."""
        return self.what, self.figure, self.asked, self.beside


def median_seconds(act: Callable[[], object], *, runs: int, warm: int = 1) -> float:
    """Return the median duration of `act` over `runs` runs, in seconds, after `warm` runs that are not counted."""
    for _ in range(warm):
        act()
    durations = []
    for _ in range(runs):
        start = time.perf_counter()
        act()
        durations.append(time.perf_counter() - start)
    return statistics.median(durations)


def milliseconds(seconds: float) -> str:
    """Return a duration as French readers write it: 12,3 ms."""
    value = seconds * 1000
    return f"{value:,.1f} ms".replace(",", " ").replace(".", ",") if value < 100 else f"{value:,.0f} ms".replace(",", " ")


def times(ratio: float) -> str:
    """Return a ratio: × 12 or × 0,8."""
    return f"× {ratio:.0f}" if ratio >= 10 else f"× {ratio:.1f}".replace(".", ",")
