"""What travelling costs an employee and is paid back: what the agreement owes, what is exempt, what enters the pay."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from filage.rules.engine import Explained, Law, given, maximum, minimum, quantity, sum_of, unknown

EASED_FROM, EASED_UNTIL = 4, 24  # months at one place
TEN_CENTS = Decimal("0.1")
LOW_KM, HIGH_KM = 5000, 20_000
FEWEST_CV, MOST_CV = 3, 7
NO_KM = Decimal(0)


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


def meals(law: Law, agreement: str, count: int, on: date, paid: Decimal | None = None, *, month: int = 1) -> Allowed:
    """Return the meals of a journey, in the n-th `month` at one place; the amount of the agreement 3090 is unknown."""
    number = quantity(count, "Repas")
    owed = _owed(law, agreement, "repas", on) * number
    return allowed(
        owed.named("Repas, dû", "EUR"), _eased(law, law.read("allowance.repas_restaurant", on), on, month) * number, paid, "Repas"
    )


def nights(
    law: Law, agreement: str, count: int, on: date, *, paris: bool | None, paid: Decimal | None = None, month: int = 1
) -> Allowed:
    """Return the nights of a journey, breakfast included; `paris` is Paris and its three nearest départements, None unknown."""
    number = quantity(count, "Nuits")
    if paris is None:
        limit = unknown("Limite d’exonération de la nuit", gesture="Dire la ville et le code postal du lieu.")
    else:
        limit = law.read(f"allowance.nuit_{'paris' if paris else 'ailleurs'}", on)
    limit = _eased(law, limit, on, month) * number
    return allowed((_owed(law, agreement, "nuit", on) * number).named("Nuits, dû", "EUR"), limit, paid, "Nuits")


def mileage(law: Law, km: Decimal, cv: int, on: date, paid: Decimal | None = None) -> Allowed:
    """Return the kilometres of the year in one's own car: the scale limits the exemption, nothing is owed by it."""
    limit = _scale(law, km, cv, on).named("Barème kilométrique", "EUR").rounded()
    return allowed(limit, limit, paid, "Kilomètres")


def journey_by_car(law: Law, km: Decimal, cv: int, on: date, *, before: Decimal = NO_KM, electric: bool = False) -> Explained:
    """Return what the scale gives for the `km` of one journey, `before` being those of the same year already told, in euros.

    The scale reads the year: a journey is worth what it adds to it.
    """
    whole = _scale(law, before + km, cv, on)
    added = whole - _scale(law, before, cv, on) if before else whole
    if electric:
        added = added * (1 + law.read("allowance.km_electrique", on))
    return added.named("Barème kilométrique", "EUR").rounded()


def _scale(law: Law, km: Decimal, cv: int, on: date) -> Explained:
    power = min(max(cv, FEWEST_CV), MOST_CV)
    rank = 1 if km <= LOW_KM else 2 if km <= HIGH_KM else 3
    found = quantity(km, "Kilomètres de l’année") * law.read(f"allowance.km_{power}.taux_{rank}", on)
    return found + law.read(f"allowance.km_{power}.constante_{rank}", on) if rank == 2 else found


def together(found: Sequence[Allowed]) -> Allowed:
    """Return several kinds of expense as one."""
    parts = ([getattr(each, name) for each in found] for name in ("owed", "exempt", "taxed"))
    return Allowed(*(sum_of(part, label) for part, label in zip(parts, ("Dû", "Exonéré", "Réintégré"), strict=True)))


def _eased(law: Law, limit: Explained, on: date, month: int) -> Explained:
    """Return a limit of exemption in the n-th month at one place: lower from the fourth one, in whole tens of cents."""
    if month < EASED_FROM:
        return limit
    if month > EASED_UNTIL:
        return unknown(f"{limit.label}, après deux ans", gesture="Demander à l’Urssaf : la limite n’a pas été trouvée.")
    found = limit * (1 - law.read("allowance.abattement_long", on))
    value = None if found.value is None else found.value.quantize(TEN_CENTS, ROUND_HALF_UP)
    return Explained(value, "round", (found,), f"{limit.label}, à partir du quatrième mois", limit.unit)


def _owed(law: Law, agreement: str, what: str, on: date) -> Explained:
    if agreement == "1285":
        return law.read(f"allowance.ccneac_{what}", on)
    return unknown(f"Indemnité de {what} de la convention {agreement}", gesture="Saisir le montant de l’accord en vigueur.")
