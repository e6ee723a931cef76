"""How one date more or fewer is drawn: a bar for each number of dates around those planned, red under zero."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from filage.rules.budgeting.grids import Neighbour
from filage.web import format as french

WIDTH, HEIGHT, TOP, FOOT, GAP = 416, 190, 24, 42, 10


def chart(rows: Sequence[Neighbour], planned: int) -> dict[str, Any] | None:
    """Return what the template draws, from the result of each number of dates; None without any."""
    results = [row.result.known() for row in rows]
    if not results:
        return None
    high, low = max(Decimal(0), *results), min(Decimal(0), *results)
    span = (high - low) or Decimal(1)
    step = Decimal(WIDTH) / len(rows)

    def y(amount: Decimal) -> Decimal:
        return TOP + (HEIGHT - TOP - FOOT) * (high - amount) / span

    zero = y(Decimal(0))
    bars = [
        {
            "x": f"{rank * step + Decimal(GAP) / 2:.1f}",
            "width": f"{step - GAP:.1f}",
            "y": f"{min(zero, y(result)):.1f}",
            "height": f"{max(Decimal(1), abs(y(result) - zero)):.1f}",
            "middle": f"{rank * step + step / 2:.1f}",
            "label_y": f"{y(result) - 6 if result >= 0 else y(result) + 15:.1f}",
            "text": french.money(result, 0, unit="", signed=True),
            "dates": row.dates,
            "here": row.dates == planned,
            "under": result < 0,
        }
        for rank, (row, result) in enumerate(zip(rows, results, strict=True))
    ]
    return {"width": WIDTH, "height": HEIGHT, "zero": f"{zero:.1f}", "foot": HEIGHT - 8, "bars": bars, "text": say(rows, planned)}


def say(rows: Sequence[Neighbour], planned: int) -> str:
    """Say what one date more or fewer changes: the result, and the price that would pay the creation back."""
    by_dates = {row.dates: row for row in rows}
    here = by_dates.get(planned)
    if here is None:
        return ""
    now = french.money(here.result.known(), signed=True)
    said = [f"À {french.count(planned, 'date')} et au prix retenu, le résultat est de {now}."]
    for dates, words in ((planned - 1, "Une date de moins"), (planned + 1, "Une date de plus")):
        near = by_dates.get(dates)
        if near is not None:
            price = "" if near.price is None or near.price.value is None else f", prix calculé {french.money(near.price.value)}"
            said.append(f"{words} : {french.money(near.result.known(), signed=True)}{price}.")
    return " ".join(said)
