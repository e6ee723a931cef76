"""What a way or a night costs this house when nobody said it: its own price of a kilometre or of a room, else unknown."""

from datetime import date
from decimal import Decimal

from filage.rules.engine import Explained, Law, quantity, unknown

BY_ROAD = frozenset(("van", "voiture", "camion", "car"))  # one price for the whole vehicle
BY_SEAT = frozenset(("train",))
PRICED = BY_ROAD | BY_SEAT


def way(law: Law, mode: str, km: Decimal | None, people: int, on: date, label: str) -> Explained:
    """Return what a way of `km` is estimated to cost, in euros net of VAT; unknown while its kilometres or its price are."""
    if mode not in PRICED or km is None:
        return unknown(label, gesture="Dire ce que coûte le trajet.")
    amount = quantity(km, "Kilomètres") * law.read(f"geography.cost_km.{mode}", on)
    if mode in BY_SEAT:
        amount = amount * quantity(people, "Personnes")
    return amount.named(label, "EUR")


def night(law: Law, on: date) -> Explained:
    """Return what a room costs this house for a night, in euros net of VAT; unknown until it says so."""
    return law.read("geography.cost_night", on)
