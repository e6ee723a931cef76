"""What a series of performances brings at the box office, and how many seats must be sold to cover a cost."""

from collections.abc import Sequence
from dataclasses import dataclass

from filage.rules.engine.explained import EURO, FRACTION, ZERO, Explained, given, quantity, sum_of

SEATS = "entrées"


@dataclass(frozen=True, slots=True)
class House:
    """The seats of a series: capacity of one date, seats not for sale each date, number of dates."""

    capacity: int
    dates: int
    invitations: int = 0
    held_back: int = 0

    @property
    def sellable(self) -> int:
        """Seats for sale on one date; never less than none."""
        return max(0, self.capacity - self.invitations - self.held_back)

    @property
    def all_seats(self) -> int:
        """Seats of the whole series, for sale or not."""
        return self.capacity * self.dates


@dataclass(frozen=True, slots=True)
class Category:
    """Seats sold, or expected, at one price, VAT included."""

    seats: Explained
    price: Explained


@dataclass(frozen=True, slots=True)
class Deductions:
    """The VAT rate of the tickets, and what is taken on the takings net of VAT before they are shared (fractions)."""

    vat: Explained
    tax: Explained | None = None
    rights: Explained | None = None


@dataclass(frozen=True, slots=True)
class Takings:
    """The takings of a series, in euros: tickets, gross, net of VAT, tax, rights, and what is left to share."""

    admissions: Explained
    gross: Explained
    net_of_vat: Explained
    tax: Explained
    rights: Explained
    net: Explained


@dataclass(frozen=True, slots=True)
class Threshold:
    """The tickets that cover a cost, and what share of all the seats of the series they are (None when there is no seat)."""

    admissions: Explained
    share: Explained | None


def admissions_from_filling(house: House, filling: Explained) -> Explained:
    """Return the tickets of a series filled at a rate: seats for sale × dates × rate, rounded up once, on the total."""
    seats = quantity(house.sellable, "Places vendables par date", unit="places") * quantity(house.dates, "Dates")
    return (seats * filling).rounded_up().named("Entrées", SEATS)


def mean_price(categories: Sequence[Category]) -> Explained:
    """Return the mean price of a ticket, VAT included; the number of seats must not be zero."""
    gross = sum_of([category.seats * category.price for category in categories], "Recette des catégories")
    seats = sum_of([category.seats for category in categories], "Places des catégories", unit="places")
    return (gross / seats).named("Prix moyen TTC", EURO)


def takings(admissions: Explained, price: Explained, deductions: Deductions) -> Takings:
    """Return what the tickets bring: gross, then net of VAT, less the tax and the rights, both taken net of VAT."""
    gross = _gross(admissions, price)
    net_of_vat = (gross / (1 + deductions.vat)).named("Recette HT")
    tax = _levy(net_of_vat, deductions.tax, "Taxe sur les spectacles")
    rights = _levy(net_of_vat, deductions.rights, "Droits d’auteur")
    net = (net_of_vat - tax - rights).named("Recette nette")
    return Takings(admissions, gross, net_of_vat, tax, rights, net)


def one_ticket(price: Explained, deductions: Deductions) -> Takings:
    """Return what one ticket brings."""
    return takings(quantity(1, "Une entrée", unit=SEATS), price, deductions)


def threshold(cost: Explained, per_seat: Explained, house: House) -> Threshold | None:
    """Return the tickets that cover `cost` when each leaves `per_seat`; None when a ticket leaves nothing and there is a cost."""
    if cost.value is not None and cost.value <= 0:
        seats = quantity(0, "Seuil en entrées", unit=SEATS)
    elif per_seat.value is not None and per_seat.value <= 0:
        return None
    else:
        seats = (cost / per_seat).rounded_up().named("Seuil en entrées", SEATS)
    if not house.all_seats:
        return Threshold(seats, None)
    return Threshold(seats, (seats / quantity(house.all_seats, "Places de la série")).named("Seuil de remplissage", FRACTION))


def _gross(admissions: Explained, price: Explained) -> Explained:
    if price.op == "div" and price.inputs[1].value is not None:
        whole, seats = price.inputs  # tickets × (takings ÷ seats), in the order that stays exact when tickets = seats
        return (admissions * whole / seats).named("Recette TTC", EURO)
    return (admissions * price).named("Recette TTC", EURO)


def _levy(base: Explained, rate: Explained | None, label: str) -> Explained:
    return given(ZERO, label) if rate is None else (base * rate).named(label)
