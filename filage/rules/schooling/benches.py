"""Who sits before whom at which hour: the same person in two panels at once, or in two exams on one half-day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations

from filage.rules.schooling.signing import NOON

type Who = tuple[str, str]  # key and name of a person


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """What a juror says of where she sits: no panel said, she sits in the only one of her exam."""

    key: str
    name: str
    panels: tuple[str, ...] = ()
    alternate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """A trial heard by a panel: of which exam, from when to when, in which room, and who sits there."""

    key: str
    exam: str
    exam_name: str
    panel: str
    room: str
    starts: datetime
    ends: datetime
    people: frozenset[Who]

    @property
    def half(self) -> tuple[date, bool]:
        """Return its day, and whether it begins in the afternoon."""
        return self.starts.date(), self.starts.time() >= NOON


@dataclass(frozen=True, slots=True)
class Doubled:
    """People who sit in two panels: the first hearings that show it, and whether they overlap."""

    names: tuple[str, ...]
    first: Hearing
    second: Hearing

    @property
    def at_once(self) -> bool:
        """Tell whether the two hearings overlap; if not, they share a half-day."""
        return overlap(self.first, self.second)


def named(label: str) -> str:
    """Return the label of a panel as it is compared."""
    return " ".join(label.split()).casefold()


def sitting(seats: Iterable[Seat], panels: Iterable[str]) -> dict[str, frozenset[Who]]:
    """Return who sits in each panel of an exam; who says none sits in the only one, and in none that is known of several."""
    labels = {named(one) for one in panels}
    found: dict[str, set[Who]] = {label: set() for label in labels}
    for seat in seats:
        said = {named(one) for one in seat.panels}
        alone = labels if len(labels) == 1 and not seat.alternate else set()
        for label in (said & labels) if said else alone:
            found[label].add((seat.key, seat.name))
    return {label: frozenset(people) for label, people in found.items()}


def unplaced(seats: Iterable[Seat], panels: Iterable[str]) -> list[str]:
    """Return the names of those of whom an exam with several panels does not know where they sit."""
    labels = {named(one) for one in panels}
    if len(labels) < 2:
        return []
    return [one.name for one in seats if not one.alternate and not labels & {named(each) for each in one.panels}]


def overlap(first: Hearing, second: Hearing) -> bool:
    """Tell whether two hearings share a moment."""
    return first.starts < second.ends and second.starts < first.ends


def doubled(hearings: Iterable[Hearing]) -> list[Doubled]:
    """Return who sits twice, once by pair of panels and by half-day; hearings that overlap are told first."""
    days: dict[date, list[Hearing]] = {}
    for one in sorted(hearings, key=lambda each: (each.starts, each.exam_name, each.panel, each.key)):
        days.setdefault(one.starts.date(), []).append(one)
    found: dict[object, Doubled] = {}
    for held in days.values():
        for first, second in combinations(held, 2):
            shared = first.people & second.people
            if not shared or not _clash(first, second):
                continue
            pair = frozenset({(first.exam, named(first.panel)), (second.exam, named(second.panel))})
            twice = Doubled(tuple(sorted(name for _, name in shared)), first, second)
            known = found.get((pair, first.half))
            if known is None or (twice.at_once and not known.at_once):
                found[pair, first.half] = twice
    return list(found.values())


def _clash(first: Hearing, second: Hearing) -> bool:
    if first.exam == second.exam:
        return named(first.panel) != named(second.panel) and overlap(first, second)
    return overlap(first, second) or first.half == second.half
