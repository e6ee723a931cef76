"""How the result of a tour is drawn by its number of dates: a line that rises, the threshold where it crosses zero."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from filage.rules.engine import Explained
from filage.rules.pricing.price import result_after
from filage.web import format as french

WIDTH, HEIGHT, LEFT, RIGHT, TOP, FOOT = 416, 196, 10, 406, 26, 44
BEYOND = Decimal("1.5")  # how far past the threshold the line goes
LONGEST = 400  # dates
TICKS = 5


@dataclass(frozen=True, slots=True)
class Marks:
    """The numbers of dates to mark: sold firm, planned, and the threshold (None when out of reach)."""

    firm: int
    planned: int | None
    threshold: int | None


def chart(need: Explained, margin: Explained, marks: Marks) -> dict[str, Any] | None:
    """Return what the template draws; None when the need or the margin is unknown, or no date would ever pay."""
    if need.value is None or margin.value is None or margin.value <= 0:
        return None
    last = min(LONGEST, max(int((marks.threshold or 0) * BEYOND) + 1, marks.planned or 0, marks.firm, TICKS))
    low, high = (_result(dates, need, margin) for dates in (0, last))
    span = (max(high, Decimal(0)) - min(low, Decimal(0))) or Decimal(1)

    def x(dates: int) -> str:
        return f"{LEFT + Decimal(RIGHT - LEFT) * dates / last:.1f}"

    def y(amount: Decimal) -> str:
        return f"{TOP + (HEIGHT - TOP - FOOT) * (max(high, Decimal(0)) - amount) / span:.1f}"

    zero = y(Decimal(0))
    found = {
        "width": WIDTH,
        "height": HEIGHT,
        "left": LEFT,
        "right": RIGHT,
        "zero": zero,
        "line": f"{x(0)},{y(low)} {x(last)},{y(high)}",
        "under": _under(need, margin, x, y, zero),
        "ticks": [{"x": x(dates), "text": dates, "anchor": _anchor(dates, last)} for dates in _ticks(last)],
        "tick_y": HEIGHT - 8,
        "zero_label_y": f"{Decimal(zero) - 6:.1f}",
        "low": {"x": x(0), "y": y(low), "text": french.money(low, 0), "text_y": f"{Decimal(y(low)) + 15:.1f}"},
        "end": {"text": french.money(high, 0, unit="", signed=True), "y": f"{max(Decimal(12), Decimal(y(high)) - 8):.1f}"},
        "description": describe(need, margin, marks),
    }
    if marks.threshold:
        found["seuil"] = {
            "x": x(marks.threshold),
            "label_x": f"{Decimal(x(marks.threshold)) + 9:.1f}",
            "label_y": f"{Decimal(zero) + 17:.1f}",
            "dates": marks.threshold,
        }
    if marks.firm:
        here = _result(marks.firm, need, margin)
        found["firm"] = {"x": x(marks.firm), "y": y(here), "label_y": f"{Decimal(y(here)) + 22:.1f}", "dates": marks.firm}
    return found


def describe(need: Explained, margin: Explained, marks: Marks) -> str:
    """Say the drawing in sentences, for whoever does not see it."""
    assert need.value is not None and margin.value is not None
    said = [
        f"Résultat selon le nombre de dates : {french.money(-need.value)} sans aucune date, "
        f"puis {french.money(margin.value, signed=True)} à chaque date."
    ]
    if marks.threshold:
        said.append(f"Le seuil est à {french.count(marks.threshold, 'date')}.")
    if marks.firm:
        said.append(
            f"Avec {french.count(marks.firm, 'date ferme', 'dates fermes')} : {french.money(_result(marks.firm, need, margin))}."
        )
    return " ".join(said)


def _result(dates: int, need: Explained, margin: Explained) -> Decimal:
    return result_after(dates, need=need, margin=margin).known()


def _under(need: Explained, margin: Explained, x: Any, y: Any, zero: str) -> str:
    """Return the triangle below zero, up to where the line crosses it."""
    assert need.value is not None and margin.value is not None
    if need.value <= 0:
        return ""
    crossing = need.value / margin.value
    low = y(-need.value)
    return f"{x(0)},{zero} {x(0)},{low} {x(crossing)},{zero}"


def _ticks(last: int) -> list[int]:
    step = max(1, -(-last // TICKS))
    return list(range(0, last + 1, step))


def _anchor(dates: int, last: int) -> str:
    return "start" if dates == 0 else "end" if dates == last else "middle"
