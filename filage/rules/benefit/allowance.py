"""What a day of unemployment allowance comes to under annexes 8 and 10: A + B + C, within a floor and a ceiling."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from filage.rules.engine import Explained, Law, given, maximum, minimum, quantity


@dataclass(frozen=True, slots=True)
class Allowance:
    """The three parts, each rounded to the cent, and the daily allowance in euros."""

    pay: Explained
    hours: Explained
    fixed: Explained
    day: Explained
    rests_on: tuple[Explained, ...]  # its minimum and its ceiling, which does not play while it is unknown


def allowance(law: Law, annex: int, pay: Decimal, hours: Decimal, on: date) -> Allowance:
    """Return the daily allowance for a reference pay in euros and the hours worked; `annex` is 8 or 10."""

    def read(code: str) -> Explained:
        return law.read(f"benefit.annexe_{annex}.{code}", on)

    least = law.read("benefit.allocation_minimale", on)
    a = (least * _two_rates(given(pay, "Salaire de référence"), read, "a") / read("a_diviseur")).named("A, le salaire", "EUR")
    b = (least * _two_rates(quantity(hours, "Heures travaillées"), read, "b") / read("b_diviseur")).named("B, les heures", "EUR")
    parts = (a.rounded(), b.rounded(), (least * read("c_taux")).named("C, la part fixe", "EUR").rounded())
    day = maximum(parts[0] + parts[1] + parts[2], read("plancher"), label="Allocation journalière")
    most = law.read("benefit.plafond", on)
    if most.value is not None:
        day = minimum(day, most, label="Allocation journalière")
    return Allowance(*parts, day, (least, most))


def _two_rates(amount: Explained, read: Callable[[str], Explained], part: str) -> Explained:
    step = read(f"{part}_seuil")
    return minimum(amount, step) * read(f"{part}_taux") + maximum(amount - step, 0) * read(f"{part}_taux_haut")
