"""What a retroplanning asks for and when: templates counted from a première, a date or a hiring, then laid as days."""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from filage.rules.reading import Unreadable

FILE = Path(__file__).parent / "retroplanning.yaml"
PREMIERE, DATE, FIRST_HOUR, END = "P", "R", "E", "F"
ANCHORS = {
    PREMIERE: "la première",
    DATE: "la date",
    FIRST_HOUR: "la première heure de l’embauche",
    END: "la fin de l’exploitation",
}
LASTS = 24  # months of exploitation, when its end is not said
LONGEST = {"J": 3660, "S": 520, "M": 120}
_WHEN = re.compile(r"([PREF])(?:([+-])(\d{1,4})([JSM])|>(\d{1,2}))?")
EXAMPLE = "Écrivez par exemple « P-6M » (mois), « P-3S » (semaines), « R-60J » (jours) ou « R>15 » (le 15 du mois suivant)."


@dataclass(frozen=True, slots=True)
class When:
    """A day counted from an anchor: so many days, weeks or months, or a day of the following month."""

    anchor: str
    count: int = 0
    unit: str = "J"
    of_next_month: int = 0

    def __str__(self) -> str:
        if self.of_next_month:
            return f"{self.anchor}>{self.of_next_month}"
        return f"{self.anchor}{self.count:+d}{self.unit}" if self.count else self.anchor

    def day(self, anchor: date) -> date:
        """Return the day, from that of the anchor; a month without such a day ends earlier."""
        if self.of_next_month:
            return _in_month(months_after(anchor.replace(day=1), 1), self.of_next_month)
        if self.unit == "M":
            return months_after(anchor, self.count)
        return anchor + timedelta(days=self.count * (7 if self.unit == "S" else 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One task of a template: what, counted from what, who answers for it, what it waits for, and where the delay was read."""

    code: str
    label: str
    due: When
    starts: When | None = None
    phase: str = ""
    owner: str = ""
    resource: str = ""
    priority: str = "normale"
    after: tuple[str, ...] = ()
    exit: str = ""
    source: str = ""
    url: str = ""
    confidence: str = "derived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A task of a template as days; without a day, `unknown` names the anchor that nothing tells."""

    step: Step
    starts_on: date | None
    due_on: date | None
    unknown: str = ""


def when(text: str) -> When:
    """Read « P-24M », « R+5J », « E », « R>15 »; Unreadable for anything else."""
    found = _WHEN.fullmatch(text.replace(" ", "").replace("−", "-").upper())
    if found is None:
        raise Unreadable(EXAMPLE)
    anchor, sign, count, unit, day = found.groups()
    if day is not None:
        if not 1 <= int(day) <= 31:
            raise Unreadable("Un jour du mois va de 1 à 31.")
        return When(anchor, of_next_month=int(day))
    if count is None:
        return When(anchor)
    if int(count) > LONGEST[unit]:
        raise Unreadable("Un rétroplanning ne va pas plus loin que dix ans.")
    return When(anchor, int(f"{sign}{count}"), unit)


def months_after(day: date, count: int) -> date:
    """Return the same day of the month `count` months later (earlier when negative), the last one of a shorter month."""
    years, month = divmod(day.month - 1 + count, 12)
    return _in_month(date(day.year + years, month + 1, 1), day.day)


@cache
def template(code: str) -> tuple[Step, ...]:
    """Return the tasks of a template of the house, in order; KeyError when there is none of that code."""
    return tuple(_step(row) for row in _data()["templates"][code])


@cache
def checked_on() -> date:
    """Return the day when the delays were read again."""
    day: date = _data()["checked_on"]
    return day


def merged(steps: Sequence[Step], own: Mapping[str, Step | None]) -> tuple[Step, ...]:
    """Return a template with what an organisation writes of its own: in place of a code, beside the others, None to drop it.

    What waited for a step that is left out waits for what that step waited for.
    """
    codes = [step.code for step in steps]
    whole = {step.code: step for step in steps} | {code: step for code, step in own.items() if step is not None}
    dropped = {code: whole[code].after for code, step in own.items() if step is None and code in whole}
    dropped |= {code: () for code, step in own.items() if step is None and code not in dropped}
    kept = [code for code in (*codes, *(code for code in own if code not in codes)) if code not in dropped]
    return tuple(_waiting(whole[code], tuple(_through(whole[code].after, dropped, frozenset()))) for code in kept)


def lay(steps: Sequence[Step], anchors: Mapping[str, date | None]) -> tuple[Laid, ...]:
    """Return the tasks of a template as days, each after those it waits for; Unreadable when they wait for each other.

    `anchors` gives the day of P, R, E or F. The end of the exploitation, when nobody says it, comes two years after the première.
    """
    known = dict(anchors)
    if known.get(END) is None and (premiere := known.get(PREMIERE)) is not None:
        known[END] = months_after(premiere, LASTS)
    laid: dict[str, Laid] = {}
    for step in in_order(steps):
        due = _day(step.due, known)
        ends = [laid[code].due_on for code in step.after if code in laid]
        latest = max((end for end in ends if end is not None), default=None)
        starts = _day(step.starts, known) if step.starts else (latest if latest and due and latest <= due else due)
        laid[step.code] = Laid(step=step, starts_on=starts, due_on=due, unknown="" if due else ANCHORS[step.due.anchor])
    return tuple(laid.values())


def in_order(steps: Sequence[Step]) -> list[Step]:
    """Return the steps so that each comes after those it waits for, otherwise as given; Unreadable when they go round."""
    left, placed, codes = list(steps), dict[str, Step](), {step.code for step in steps}
    while left:
        ready = next((step for step in left if all(code in placed or code not in codes for code in step.after)), None)
        if ready is None:
            raise Unreadable(f"Ces tâches s’attendent l’une l’autre : {', '.join(step.label for step in left[:3])}.")
        left.remove(ready)
        placed[ready.code] = ready
    return list(placed.values())


def _day(said: When, anchors: Mapping[str, date | None]) -> date | None:
    anchor = anchors.get(said.anchor)
    return None if anchor is None else said.day(anchor)


def _in_month(first: date, day: int) -> date:
    return first.replace(day=min(day, monthrange(first.year, first.month)[1]))


def _waiting(step: Step, after: tuple[str, ...]) -> Step:
    return step if step.after == after else replace(step, after=after)


def _through(codes: Iterable[str], dropped: Mapping[str, tuple[str, ...]], seen: frozenset[str]) -> list[str]:
    """Return what is waited for, going through the steps that are left out."""
    found: dict[str, None] = {}
    for code in codes:
        if code not in dropped:
            found[code] = None
        elif code not in seen:
            found |= dict.fromkeys(_through(dropped[code], dropped, seen | {code}))
    return list(found)


def _step(row: Mapping[str, Any]) -> Step:
    source = _data()["sources"][row["source"]]
    said = {name: row[name] for name in ("code", "label", "phase", "owner", "resource", "priority", "exit") if name in row}
    return Step(
        **said,
        due=when(row["due"]),
        starts=when(row["starts"]) if "starts" in row else None,
        after=tuple(row.get("after", ())),
        source=source["name"],
        url=source.get("url", ""),
        confidence=source["confidence"],
    )


@cache
def _data() -> Mapping[str, Any]:
    import yaml  # YAML costs 0.1 s: only whoever reads a template pays it

    data: dict[str, Any] = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return data
