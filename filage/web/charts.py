"""How figures become drawings: scales and points of the SVG charts, computed by the server."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from filage.web import format as french

MARGIN_LEFT, MARGIN_RIGHT = 10, 14
HALF_TODAY = 34  # half of « aujourd’hui », in pixels
MONTH_WIDTH = 36  # of a written month, in pixels
TOP, FOOT = 30, 48  # room for the labels over the curve; for the low point and the months under it


@dataclass(frozen=True, slots=True)
class Point:
    """The balance at the end of a month; None is unknown."""

    on: date
    balance: Decimal | None


def treasury(points: Sequence[Point], *, today: date | None = None, width: int = 416, height: int = 196) -> dict[str, Any]:
    """Return what the template of the treasury curve draws: past and future lines, area under zero, low point, today.

    Unknown balances leave a gap in the line and are counted in the description. Coordinates are rounded to a tenth of a pixel.
    """
    known = [(index, point) for index, point in enumerate(points) if point.balance is not None]
    scale = _Scale([point.balance for _, point in known if point.balance is not None], len(points), width, height)
    dots = [(scale.x(index), scale.y(point.balance), point) for index, point in known if point.balance is not None]
    now = _now(points, dots, today)
    low = min(dots, key=lambda dot: dot[2].balance or 0, default=None)
    return {
        "width": width,
        "height": height,
        "zero": _px(scale.y(Decimal(0))),
        "left": MARGIN_LEFT,
        "right": width - MARGIN_RIGHT,
        "past": _line([dot for dot in dots if now and dot[0] <= now[0]], now, before=True),
        "future": _line([dot for dot in dots if not now or dot[0] > now[0]], now, before=False),
        "under": _under(dots, scale.y(Decimal(0))),
        "low": _label(low, low, width) if low else None,
        "peaks": [_label(dot, low, width) for dot in _peaks(dots, low)],
        "now": _today(now, scale, width, height) if now else None,
        "months": _months(points, scale, height),
        "description": describe(points),
        "points": [{"on": point.on, "balance": point.balance} for point in points],
    }


def describe(points: Sequence[Point]) -> str:
    """Say the whole curve in a sentence, for whoever does not see it."""
    if not points:
        return "Trésorerie : aucun mois."
    said = ", ".join(french.money(point.balance, 0) if point.balance is not None else "inconnu" for point in points)
    first, last = french.month(points[0].on, year=True), french.month(points[-1].on, year=True)
    return f"Trésorerie de fin de mois, de {first} à {last} : {said}."


def sparkline(values: Sequence[Decimal | None]) -> dict[str, Any]:
    """Return the points of a line of 96 × 20 that shows only a shape; unknown values are left out."""
    known = [(index, value) for index, value in enumerate(values) if value is not None]
    if len(known) < 2:
        return {"points": "", "zero": None}
    low, high = min(value for _, value in known), max(value for _, value in known)
    span = (high - low) or Decimal(1)
    step = Decimal(96) / (len(values) - 1)

    def y(value: Decimal) -> Decimal:
        return 18 - (value - low) / span * 16

    return {
        "points": " ".join(f"{_px(index * step)},{_px(y(value))}" for index, value in known),
        "zero": _px(y(Decimal(0))) if low < 0 < high else None,
    }


def shares(parts: Sequence[tuple[str, Decimal, str]], total: Decimal) -> list[dict[str, Any]]:
    """Return the pieces of a bar of 100 units: (label, value, tone full | part | hole) end to end, never beyond the whole."""
    drawn: list[dict[str, Any]] = []
    start = Decimal(0)
    for label, value, tone in parts:
        width = max(Decimal(0), min(value / total * 100, 100 - start)) if total > 0 else Decimal(0)
        drawn.append({"label": label, "value": value, "tone": tone, "x": _px(start), "width": _px(width)})
        start += width
    return drawn


class _Scale:
    def __init__(self, balances: Sequence[Decimal], count: int, width: int, height: int):
        self.step = Decimal(width - MARGIN_LEFT - MARGIN_RIGHT) / max(1, count - 1)
        self.low, high = min([Decimal(0), *balances]), max([Decimal(0), *balances])
        self.span = (high - self.low) or Decimal(1)
        self.height = Decimal(height - TOP - FOOT)

    def x(self, index: int) -> Decimal:
        return MARGIN_LEFT + index * self.step

    def y(self, balance: Decimal) -> Decimal:
        return TOP + self.height * (1 - (balance - self.low) / self.span)


type Dot = tuple[Decimal, Decimal, Point]


def _px(value: Decimal) -> str:
    return f"{value:.1f}"


def _now(points: Sequence[Point], dots: Sequence[Dot], today: date | None) -> tuple[Decimal, Decimal] | None:
    """Place today on the curve, between the ends of two months."""
    if today is None:
        return None
    for (x1, y1, before), (x2, y2, after) in itertools.pairwise(dots):
        if before.on <= today < after.on:
            part = Decimal((today - before.on).days) / max(1, (after.on - before.on).days)
            return x1 + (x2 - x1) * part, y1 + (y2 - y1) * part
    return None


def _today(now: tuple[Decimal, Decimal], scale: "_Scale", width: int, height: int) -> dict[str, Any]:
    """Return the mark of today and its word, kept inside the drawing."""
    word = min(max(now[0], Decimal(HALF_TODAY)), Decimal(width - HALF_TODAY))
    below = min(scale.y(Decimal(0)) + 15, Decimal(height - FOOT + 12))
    return {"x": _px(now[0]), "y": _px(now[1]), "label_x": _px(word), "label_y": _px(below)}


def _line(dots: Sequence[Dot], now: tuple[Decimal, Decimal] | None, *, before: bool) -> str:
    ends = [(x, y) for x, y, _ in dots]
    if now:
        ends = [*ends, now] if before else [now, *ends]
    return " ".join(f"{_px(x)},{_px(y)}" for x, y in ends) if len(ends) > 1 else ""


def _under(dots: Sequence[Dot], zero: Decimal) -> list[str]:
    """Return the areas between the curve and the zero line, one for each dive below zero."""
    areas: list[list[tuple[Decimal, Decimal]]] = []
    current: list[tuple[Decimal, Decimal]] = []
    for index, (x, y, _) in enumerate(dots):
        if index:
            x0, y0, _ = dots[index - 1]
            if (y0 > zero) != (y > zero) and y0 != y:
                current.append((x0 + (x - x0) * (zero - y0) / (y - y0), zero))
                if y <= zero:
                    areas.append(current)
                    current = []
        if y > zero:
            current.extend([(x, zero), (x, y)] if not current else [(x, y)])
    if current:
        areas.append([*current, (current[-1][0], zero)])
    return [" ".join(f"{_px(x)},{_px(y)}" for x, y in area) for area in areas if len(area) > 1]


def _peaks(dots: Sequence[Dot], low: Dot | None) -> list[Dot]:
    """Return the highest point and the last one, when they do not crowd the low point."""
    if len(dots) < 2:
        return []
    high = max(dots, key=lambda dot: dot[2].balance or 0)
    return [
        dot for dot in dict.fromkeys([high, dots[-1]]) if dot is not low and (dot is dots[-1] or abs(dot[0] - dots[-1][0]) > 60)
    ]


def _label(dot: Dot, low: Dot | None, width: int) -> dict[str, Any]:
    x, y, point = dot
    balance = point.balance or Decimal(0)
    is_low = dot is low
    at_left, at_right = x < 70, x > width - 60
    anchor = "start" if at_left else "end" if at_right else "middle"
    return {
        "x": _px(x),
        "y": _px(y),
        "text_x": _px(x),
        "text_y": _px(y + 18 if is_low or balance < 0 else max(Decimal(12), y - 9)),
        "anchor": anchor,
        "text": french.money(balance, 0, unit="€" if is_low else ""),
        "below": balance < 0,
    }


def _months(points: Sequence[Point], scale: _Scale, height: int) -> list[dict[str, Any]]:
    """Return the month labels, thinned so that they never touch."""
    every = int(Decimal(MONTH_WIDTH) // scale.step) + 1
    kept = [(index, point) for index, point in enumerate(points) if index % every == 0]
    return [
        {
            "x": _px(scale.x(index)),
            "y": height - 6,
            "anchor": "start" if index == 0 else "end" if index == len(points) - 1 else "middle",
            "text": french.month(point.on, short=True),
        }
        for index, point in kept
    ]
