"""What travelling costs an employee and is paid back: what the agreement owes, what is exempt, what enters the pay."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from filage.rules.engine import Explained, Law, given, maximum, minimum, quantity, unknown

LOW_KM, HIGH_KM = 5000, 20_000
FEWEST_CV, MOST_CV = 3, 7


@dataclass(frozen=True, slots=True)
class Allowed:
    """One kind of expense, in euros: owed by the agreement, paid, exempt from contributions, added to the pay."""

    owed: Explained
    exempt: Explained
    taxed: Explained


def allowed(owed: Explained, limit: Explained, paid: Decimal | None, label: str) -> Allowed:
    """Return what is exempt of a payment (what is owed when nothing is said), and what enters the pay."""
    given_back = owed if paid is None else given(paid, f"{label}, versé")
    exempt = minimum(given_back, limit, label=f"{label}, exonéré")
    return Allowed(owed, exempt, maximum(given_back - exempt, 0, label=f"{label}, réintégré"))


def meals(law: Law, agreement: str, count: int, on: date, paid: Decimal | None = None) -> Allowed:
    """Return the meals of a journey; the agreement 3090 is not held: its amount is unknown."""
    number = quantity(count, "Repas")
    owed = _owed(law, agreement, "repas", on) * number
    return allowed(owed.named("Repas, dû", "EUR"), law.read("allowance.repas_restaurant", on) * number, paid, "Repas")


def nights(law: Law, agreement: str, count: int, on: date, *, paris: bool, paid: Decimal | None = None) -> Allowed:
    """Return the nights of a journey, breakfast included; `paris` is Paris and its three nearest départements."""
    number = quantity(count, "Nuits")
    limit = law.read(f"allowance.nuit_{'paris' if paris else 'ailleurs'}", on)
    return allowed((_owed(law, agreement, "nuit", on) * number).named("Nuits, dû", "EUR"), limit * number, paid, "Nuits")


def mileage(law: Law, km: Decimal, cv: int, on: date, paid: Decimal | None = None) -> Allowed:
    """Return the kilometres of the year in one's own car: the scale limits the exemption, nothing is owed by it."""
    power = min(max(cv, FEWEST_CV), MOST_CV)
    rank = 1 if km <= LOW_KM else 2 if km <= HIGH_KM else 3
    limit = quantity(km, "Kilomètres de l’année") * law.read(f"allowance.km_{power}.taux_{rank}", on)
    if rank == 2:
        limit = limit + law.read(f"allowance.km_{power}.constante_{rank}", on)
    limit = limit.named("Barème kilométrique", "EUR").rounded()
    return allowed(limit, limit, paid, "Kilomètres")


def _owed(law: Law, agreement: str, what: str, on: date) -> Explained:
    if agreement == "1285":
        return law.read(f"allowance.ccneac_{what}", on)
    return unknown(f"Indemnité de {what} de la convention {agreement}", gesture="Saisir le montant de l’accord en vigueur.")
