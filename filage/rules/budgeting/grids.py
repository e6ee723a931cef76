"""What a performance is sold for otherwise: twice in a day, back in a place, to a school, or with one date more or fewer."""

from collections.abc import Sequence
from dataclasses import dataclass

from filage.rules.budgeting.price import Hypotheses, PriceSheet, calculated_over
from filage.rules.engine import Explained, quantity
from filage.rules.pricing.price import result_after

NEAR = 3  # dates looked at on each side of those planned


@dataclass(frozen=True, slots=True)
class Offer:
    """One way of selling: what its performances cost, what each is sold, what is missing when that is under the cost."""

    code: str
    label: str
    plateau: Explained
    price: Explained
    shortfall: Explained | None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """So many dates: the price that would pay the creation back, and what is left at the price that serves."""

    dates: int
    price: Explained | None
    result: Explained


def offers(
    sheet: PriceSheet, *, same_day: Explained | None, same_place: Explained | None, school: Explained | None
) -> list[Offer]:
    """Return the three prices beside that of a series; a missing coefficient is 1, a missing school price gives no row.

    A second performance the same day needs no new montage: it costs what a following date does.
    """
    if sheet.base is None:
        return []
    one = quantity(1, "Coefficient, sans dégressivité")
    found = [
        _offer("meme_jour", "2e représentation le même jour", sheet.plateau_following, sheet.base * (same_day or one)),
        _offer("meme_lieu", "Retour au même lieu, sans suivre", sheet.plateau, sheet.base * (same_place or one)),
    ]
    return found if school is None else [*found, _offer("scolaire", "Représentation scolaire", sheet.plateau, school)]


def neighbours(sheet: PriceSheet, creation: tuple[Explained, Explained], chosen: Hypotheses) -> Sequence[Neighbour]:
    """Return the dates around those planned, each with its price and its result; nothing while one of them is unknown."""
    planned, margin = sheet.planned.value, sheet.price.margin
    if planned is None or margin is None or margin.value is None or sheet.need.value is None:
        return ()
    return tuple(
        Neighbour(dates, calculated_over(sheet, creation, dates, chosen), result_after(dates, need=sheet.need, margin=margin))
        for dates in range(max(1, int(planned) - NEAR), int(planned) + NEAR + 1)
    )


def _offer(code: str, label: str, plateau: Explained, price: Explained) -> Offer:
    missing = (plateau - price).named("Manque")
    return Offer(code, label, plateau, price.named(label), missing if missing.value is not None and missing.value > 0 else None)
