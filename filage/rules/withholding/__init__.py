"""What France withholds from the artistic part of a price paid to who is not resident there (CGI, art. 182 A bis)."""

from dataclasses import dataclass
from datetime import date

from filage.rules.engine import Law
from filage.rules.engine.explained import EURO, Explained

DUE_DAY = 15  # of the month that follows the payment


@dataclass(frozen=True, slots=True)
class Withheld:
    """What is due by the payer: gross, taxable base, tax and what the artist receives, in euros rounded to the cent."""

    gross: Explained
    base: Explained
    tax: Explained
    paid: Explained


def on_artists(law: Law, price: Explained, on: date, *, net: bool = False) -> Withheld:
    """Return what is withheld from an artistic part, in euros; `net` when the contract guarantees what the artist receives."""
    rate, allowance = law.read("withholding.artists_rate", on), law.read("withholding.artists_allowance", on)
    gross = (price / (1 - (1 - allowance) * rate)).named("Brut", EURO).rounded() if net else price
    base = (gross * (1 - allowance)).named("Base", EURO).rounded()
    tax = (
        (gross - price).named("Retenue à la source", EURO) if net else (base * rate).named("Retenue à la source", EURO).rounded()
    )
    return Withheld(gross, base, tax, (gross - tax).named("Versé à l’artiste", EURO))


def due_on(paid: date) -> date:
    """Return the last day on which what was withheld is paid to the tax office."""
    year, month = divmod(paid.year * 12 + paid.month, 12)
    return date(year, month + 1, DUE_DAY)
