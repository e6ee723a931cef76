"""Which tasks hold the end: how many days each may slip before what waits for it slips too, and which days cannot hold."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Span[Key: Hashable]:
    """A task as the path sees it: its days, what it waits for; one that is done waits for nobody and holds nobody back."""

    key: Key
    starts_on: date | None
    due_on: date | None
    after: tuple[Key, ...] = ()
    done: bool = False


@dataclass(frozen=True, slots=True)
class Broken[Key: Hashable]:
    """A task that ends after what waits for it begins."""

    before: Key
    after: Key
    days: int  # by how many


def slacks[Key: Hashable](spans: Sequence[Span[Key]], goals: Iterable[Key]) -> Mapping[Key, int]:
    """Return how many days each task may slip without moving a goal; only those that lead to a goal with known days are told.

    A task that begins the day after another, or the very day it ends, follows it without a free day. Zero or less is critical.
    """
    by_key = {span.key: span for span in spans}
    followers: dict[Key, list[Span[Key]]] = {}
    for span in spans:
        for key in span.after:
            followers.setdefault(key, []).append(span)
    found: dict[Key, int | None] = {key: 0 for key in goals if key in by_key and by_key[key].due_on}

    def slack(span: Span[Key], seen: frozenset[Key]) -> int | None:
        if span.key in found:
            return found[span.key]
        if span.due_on is None or span.done or span.key in seen:
            return None
        told = [
            free(span.due_on, next_one.starts_on or next_one.due_on) + rest
            for next_one in followers.get(span.key, ())
            if (rest := slack(next_one, seen | {span.key})) is not None and (next_one.starts_on or next_one.due_on)
        ]
        found[span.key] = min(told) if told else None
        return found[span.key]

    for span in spans:
        slack(span, frozenset())
    return {key: days for key, days in found.items() if days is not None}


def free(end: date, start: date | None) -> int:
    """Return the free days between an end and what follows it, negative when they overlap."""
    days = (start - end).days if start is not None else 0
    return max(days - 1, 0) if days >= 0 else days


def broken[Key: Hashable](spans: Sequence[Span[Key]]) -> list[Broken[Key]]:
    """Return the tasks that end after what waits for them is due: an order that the days no longer keep."""
    by_key = {span.key: span for span in spans}
    found = []
    for span in spans:
        for key in span.after:
            before = by_key.get(key)
            if before is None or before.done or span.done or before.due_on is None or span.due_on is None:
                continue
            if before.due_on > span.due_on:
                found.append(Broken(key, span.key, (before.due_on - span.due_on).days))
    return found


def pushed[Key: Hashable](spans: Sequence[Span[Key]], goals: Iterable[Key], today: date) -> Mapping[Key, int]:
    """Return by how many days each task that is late pushes a goal back: what is left of its delay once its margin is eaten."""
    margins = slacks(spans, goals)
    late = {span.key: (today - span.due_on).days for span in spans if span.due_on and not span.done and span.due_on < today}
    return {key: days - margins[key] for key, days in late.items() if key in margins and days > margins[key]}


class Filed(StrEnum):
    """What a prior declaration (DPAE) filed on a day is worth."""

    ACCEPTED = "acceptée"
    TOO_EARLY = "trop tôt"
    TOO_LATE = "trop tard"
    UNKNOWN = "inconnu"


def filed(on: date, first_hour: date | None, *, earliest: int) -> Filed:
    """Tell what a DPAE filed on a day is worth, from the day of the first hour of the hiring (E), never from a performance.

    `earliest` is how many days before E the law lets it be filed. Of the very day, the hour decides.
    """
    if first_hour is None:
        return Filed.UNKNOWN
    if on < first_hour - timedelta(days=earliest):
        return Filed.TOO_EARLY
    return Filed.ACCEPTED if on <= first_hour else Filed.TOO_LATE
