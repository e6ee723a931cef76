"""The small plain shapes that components draw when the rails have none of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from filage.web import format as french

UNITS = {"EUR": "€", "fraction": "%", "coefficient": "", "date": "dates", "hours": "h", "days": "jours"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A place to go: tabs, views, filters; `count` is a mark beside the label, `tone` its severity."""

    label: str
    url: str
    current: bool = False
    count: int = 0
    tone: str = ""
    count_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happens in a day of the week line."""

    title: str
    hour: str = ""
    work: str = ""
    place: str = ""
    url: str = ""
    state: str = ""
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the week line."""

    on: date
    events: Sequence[Event] = ()

    @property
    def weekday(self) -> str:
        """Return the day of the week, in short."""
        return french.SHORT_DAYS[self.on.weekday()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """A step of the price ladder: `strong` is a subtotal, `chosen` the price that comes out."""

    label: str
    value: Any
    note: str = ""
    because: str = ""
    kind: str = "cout"
    strong: bool = False
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What is still to find, prévisionnel or sécurisé: `parts` are (label, value, tone full | part | hole) of the whole."""

    label: str
    value: Any
    parts: Sequence[tuple[str, Decimal, str]]
    whole: Decimal
    note: str = ""
    text: str = ""
    because: str = ""
    kind: str = "chiffre"


@dataclass(frozen=True, slots=True)
class Move:
    """What a change moves: the figure before (empty when it is a difference) and after, already written."""

    label: str
    after: str
    before: str = ""


def measure(value: Decimal | None, unit: str) -> str:
    """Write a value with a unit of the rules: « 4 005,00 € par mois », « 5,5 % », « 1,55 », « 20 dates »."""
    if value is None:
        return "inconnu"
    if unit == "fraction":
        return french.percent(value * 100)
    head, _, per = unit.partition("/")
    times = {"month": " par mois", "year": " par an", "day": " par jour", "hour": " de l’heure", "km": " du kilomètre"}
    tail = times.get(per, f" / {per}") if per else ""
    if head.startswith("EUR"):
        decimals = 2 if value == value.quantize(Decimal("0.01")) else 4
        return french.money(value, decimals) + head.removeprefix("EUR").replace(" ", french.NBSP) + tail
    return french.number(value) + (french.NBSP + UNITS.get(head, head) if UNITS.get(head, head) else "") + tail


def spoken(formula: str) -> str:
    """Return a formula of the rules with the spaces of the screen: U+202F is too thin between thousands."""
    return formula.replace(french.THIN, french.NBSP)
