"""What a running order contradicts: two sets at once on a stage, a changeover too short, a set after the curfew."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise


class ClashKind(StrEnum):
    """What is wrong between two passages, or of one."""

    OVERLAP = "chevauchement"
    SHORT = "changement"
    CURFEW = "couvre_feu"


@dataclass(frozen=True, slots=True)
class Passage:
    """One set on a stage: when it starts, how long it lasts, the changeover needed before it (minutes)."""

    key: object
    stage: object
    starts: datetime
    minutes: int
    changeover: int = 0

    @property
    def ends(self) -> datetime:
        """When it is over."""
        return self.starts + timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Clash:
    """What is wrong: with the passage before on the stage, by how many minutes; `before` is None for a curfew."""

    kind: ClashKind
    passage: object
    before: object | None
    minutes: int


def clashes(passages: Iterable[Passage], curfew: datetime | None = None) -> Iterator[Clash]:
    """Yield what a running order contradicts, stage by stage, by the hour."""
    stages: dict[object, list[Passage]] = defaultdict(list)
    for passage in sorted(passages, key=lambda one: one.starts):
        stages[passage.stage].append(passage)
    for order in stages.values():
        longest = order[0]
        for before, after in pairwise(order):
            longest = max(longest, before, key=lambda one: one.ends)
            left = int((after.starts - longest.ends).total_seconds() // 60)
            if left < 0:
                yield Clash(ClashKind.OVERLAP, after.key, longest.key, -left)
            elif left < after.changeover:
                yield Clash(ClashKind.SHORT, after.key, longest.key, after.changeover - left)
        if curfew is not None:
            for passage in order:
                if passage.ends > curfew:
                    over = int((passage.ends - curfew).total_seconds() // 60)
                    yield Clash(ClashKind.CURFEW, passage.key, None, over)
