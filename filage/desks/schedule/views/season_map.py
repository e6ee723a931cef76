"""The dates of a season where they are played: a mark a town, a thread a show through its firm dates in their order."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from filage.desks.schedule.queries.dates import Dated
from filage.productions.enums import FIRM, LIVE, DateStatus
from filage.productions.models import Venue
from filage.productions.placing import Where, town_of
from filage.rules.geography import Town
from filage.web import format as french
from filage.web import maps

FIRMEST = (DateStatus.SIGNE, DateStatus.JOUE, DateStatus.CONFIRME, DateStatus.OPTION)  # what a town wears
WRITTEN = 3  # days written after a name
ROUND = timedelta(days=7)  # of a whole season, the map joins what one round of dates may hold
WIDE, NARROW = (896, 600), (358, 400)  # the map of a season, on a desk and on a phone


@dataclass(slots=True)
class Placed:
    """What a map is made of: the dates of each town, the towns of each show in order, the venues that nobody can place."""

    towns: dict[Town, list[Dated]] = field(default_factory=dict)
    threads: dict[Any, list[tuple[date, Town]]] = field(default_factory=lambda: defaultdict(list))
    unplaced: dict[Venue, str] = field(default_factory=dict)


def placed(rows: Iterable[Dated]) -> Placed:
    """Return where the performances that stand are played; no query."""
    found, known = Placed(), dict[UUID, Where]()
    for row in rows:
        venue = row.activity.venue
        if not row.is_performance or row.activity.status not in LIVE or venue is None:
            continue
        where = known.get(venue.pk) or known.setdefault(venue.pk, town_of(venue))
        if where.town is None:
            found.unplaced[venue] = where.why
            continue
        found.towns.setdefault(where.town, []).append(row)
        if row.activity.status in FIRM:
            found.threads[row.activity.production_id].append((row.activity.on, where.town))
    return found


def of_month(found: Placed, title: str) -> maps.Map | None:
    """Return the map that stands beside the list of a month, its days after each name."""
    return maps.drawn(_marks(found, _days), threads=_threads(found), title=title)


def of_season(found: Placed, title: str) -> dict[str, Any]:
    """Return the maps of a whole season, and its towns one by one."""
    marks, threads = _marks(found, lambda rows: ""), list(_threads(found, ROUND))
    wide, narrow = (maps.drawn(marks, threads=threads, title=title, width=x, height=y) for x, y in (WIDE, NARROW))
    return {"wide": wide, "narrow": narrow, "towns": list(found.towns.items()), "unplaced": list(found.unplaced.items())}


def _threads(found: Placed, most: timedelta = timedelta.max) -> Iterator[list[Town]]:
    """Give the towns of each show in order, cut where two dates are further apart than `most`."""
    for stops in found.threads.values():
        thread: list[Town] = []
        for index, (on, town) in enumerate(stops):
            if thread and on - stops[index - 1][0] > most:
                yield thread
                thread = []
            thread.append(town)
        yield thread


def _marks(found: Placed, note: Callable[[Sequence[Dated]], str]) -> Sequence[maps.Mark]:
    return [maps.Mark(town=town, note=note(rows), state=_state(rows)) for town, rows in found.towns.items()]


def _state(rows: Sequence[Dated]) -> str:
    worn = {row.activity.status for row in rows}
    return next((str(status) for status in FIRMEST if status in worn), "")


def _days(rows: Sequence[Dated]) -> str:
    days: list[date] = sorted({row.activity.on for row in rows})
    said = ", ".join(french.first(day.day) for day in days[:WRITTEN])
    return said + ("…" if len(days) > WRITTEN else "")
