"""How far a piste is: what the office wrote while no date stands, what its dates say from the first option on."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

LADDER = ("option", "confirme", "signe", "joue", "solde")  # what a date that stands says, the least advanced first
FALLEN = ("reporte", "annule")
SURE_FROM = LADDER.index("confirme")
PERCENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class Held:
    """A date of a piste: its status, and whether everything it is sold for is paid."""

    status: str
    paid: bool = False


def followed(written: str, dates: Sequence[Held]) -> str:
    """Return the stage of a piste: that of its least advanced date that stands, else why none does, else what is written.

    A fallen date no longer counts once the office wrote an earlier stage: the talk began again.
    """
    standing = [_rung(each) for each in dates if each.status not in FALLEN]
    if standing:
        return LADDER[min(standing)]
    fallen = {each.status for each in dates}
    if written not in (*LADDER, *FALLEN) or not fallen:
        return written
    return FALLEN[0] if FALLEN[0] in fallen else FALLEN[1]


def weighed(amount: Decimal | None, probability: Decimal | None, stage: str) -> Decimal | None:
    """Return what a piste is worth in a forecast: amount × probability (percent); None is unknown.

    A piste that fell is worth nothing; from a confirmed date on it counts whole, whatever was thought before.
    """
    if stage in FALLEN:
        return Decimal(0)
    if amount is None:
        return None
    if stage in LADDER[SURE_FROM:]:
        return amount
    return None if probability is None else amount * probability / PERCENT


def _rung(date: Held) -> int:
    return LADDER.index("solde") if date.status == "joue" and date.paid else LADDER.index(date.status)
