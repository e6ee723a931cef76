"""What a cancelled date costs: what the buyer owes by the contract, what employees are owed all the same, what is lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from filage.rules.engine.explained import EURO, ZERO, Explained, given, percent, sum_of


class Cause(StrEnum):
    """Why a date is cancelled: by one of the parties, or by what falls on both."""

    BUYER = "acheteur"
    PRODUCER = "producteur"
    ILLNESS = "maladie"
    FORCE_MAJEURE = "force_majeure"
    WEATHER = "intemperies"
    HEALTH = "alerte_sanitaire"


@dataclass(frozen=True, slots=True)
class Tier:
    """A step of the contract's scale: cancelled this many days before the date or fewer, this percentage of the price is due."""

    days: int
    percentage: Decimal


@dataclass(frozen=True, slots=True)
class Employment:
    """A contract of employment for the date: signed or not, and what is left to pay until its term, in euros."""

    signed: bool
    remaining: Explained


@dataclass(frozen=True, slots=True)
class Cancellation:
    """Euros, rounded to the cent: a negative loss is what the indemnity leaves once everything is paid."""

    owed_by_buyer: Explained
    owed_to_employees: Explained
    loss: Explained
    alerts: tuple[str, ...]


TERM = "Les CDDU signés sont dus jusqu’à leur terme (Code du travail, art. L1243-1 et L1243-4)."
TERM_EVEN_SO = "Même en cas de force majeure, les CDDU signés sont dus jusqu’à leur terme (Code du travail, art. L1243-4, al. 2)."
NOT_SIGNED = "Un contrat promis et non signé engage aussi : vérifier ce qui a été écrit aux salariés."
ILLNESS = "La maladie d’un artiste n’est pas un cas de force majeure : remplacement, report ou dédit selon le contrat."
BY_US = "Annulation par le producteur : l’indemnité que le contrat lui fait devoir n’est pas comptée ici."
SHARED = "Chaque partie garde ses frais, sauf clause contraire du contrat."
SAID_BY_CLAUSE = "Le contrat doit dire ce qui est dû dans ce cas : sans clause, rien n’est compté."
VAT = "TVA du dédit, prix ou dommages : question à l’expert-comptable."
NO_TIER = "Aucun palier du barème ne joue à cette date : rien n’est dû par l’acheteur."
NO_SCALE = "Le contrat n’a pas de barème d’annulation : rien n’est compté, et l’indemnité est à négocier."
DECLARED = "DPAE possibles depuis huit jours : annuler celles qui sont déposées."
DECLARED_FROM = 8


def tier_at(scale: Sequence[Tier], days_before: int) -> Tier | None:
    """Return the step that a cancellation falls in: the nearest one at or above its number of days; None beyond them all."""
    return min((tier for tier in scale if tier.days >= days_before), key=lambda tier: tier.days, default=None)


def cancellation(
    price: Explained,
    days_before: int,
    cause: Cause,
    scale: Sequence[Tier],
    spent: Sequence[Explained],
    contracts: Sequence[Employment],
) -> Cancellation:
    """Return what a cancelled date owes and loses; `spent` is what was engaged and does not come back."""
    owed, alerts = _owed(price, days_before, cause, scale)
    signed = [each.remaining for each in contracts if each.signed]
    employees = sum_of(signed, "Dû aux salariés jusqu’au terme").rounded()
    costs = sum_of(spent, "Frais engagés")
    loss = (costs + employees - owed).named("Perte").rounded()
    if signed:
        alerts.append(TERM_EVEN_SO if cause is Cause.FORCE_MAJEURE else TERM)
    if any(not each.signed for each in contracts):
        alerts.append(NOT_SIGNED)
    if days_before <= DECLARED_FROM:
        alerts.append(DECLARED)
    return Cancellation(owed, employees, loss, tuple(alerts))


def _owed(price: Explained, days_before: int, cause: Cause, scale: Sequence[Tier]) -> tuple[Explained, list[str]]:
    nothing = given(ZERO, "Dû par l’acheteur", unit=EURO)
    if cause is not Cause.BUYER:
        said = {Cause.ILLNESS: ILLNESS, Cause.PRODUCER: BY_US, Cause.FORCE_MAJEURE: SHARED}
        return nothing, [said.get(cause, SAID_BY_CLAUSE)]
    tier = tier_at(scale, days_before)
    if tier is None:
        return nothing, [NO_TIER if scale else NO_SCALE]
    part = percent(tier.percentage, f"Barème à {tier.days} jours ou moins")
    return (price * part).named("Dû par l’acheteur").rounded(), [VAT]
