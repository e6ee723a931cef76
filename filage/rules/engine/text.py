"""How a number and a day are written in French, in formulas and messages."""

from datetime import date, timedelta
from decimal import Decimal

from filage.rules.engine.explained import COEFFICIENT, EURO, FRACTION
from filage.rules.engine.rounding import CENT, to_cent, to_ten_thousandth

THIN_SPACE = "\u202f"
HARD_SPACE = "\u00a0"
UNKNOWN = "inconnu"
MONTHS = "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."  # fmt: skip
PERIODS = {"/month": " par mois", "/year": " par an", "/hour": " par heure"}


def number_text(value: Decimal, *, decimals: int | None = None) -> str:
    """Return the number with a comma and thin spaces; without `decimals`, only the digits it needs (at most four)."""
    digits = f"{to_ten_thousandth(value):f}".rstrip("0").rstrip(".") if decimals is None else f"{value:.{decimals}f}"
    sign, digits = ("−", digits[1:]) if digits.startswith("-") else ("", digits)
    whole, _, fraction = digits.partition(".")
    return sign + f"{int(whole):,}".replace(",", THIN_SPACE) + ("," + fraction if fraction else "")


def money_text(value: Decimal) -> str:
    """Return the amount in euros: two decimals, four when it is finer than the cent."""
    exact = to_ten_thousandth(value)
    return number_text(exact, decimals=2 if exact == exact.quantize(CENT) else 4) + HARD_SPACE + "€"


def rounded_money_text(value: Decimal) -> str:
    """Return the amount in euros rounded to the cent."""
    return number_text(to_cent(value), decimals=2) + HARD_SPACE + "€"


def quantity_text(value: Decimal | None, unit: str) -> str:
    """Return the value with its unit: 1 240,00 €, 5,5 %, 20 dates; « inconnu » when there is none."""
    if value is None:
        return UNKNOWN
    if unit.startswith(EURO):
        return money_text(value) + PERIODS.get(unit.removeprefix(EURO), unit.removeprefix(EURO))
    if unit == FRACTION:
        return number_text(value * 100) + HARD_SPACE + "%"
    return number_text(value) + (HARD_SPACE + unit if unit not in ("", COEFFICIENT) else "")


def day_text(day: date) -> str:
    """Return a day in French: 12 mars 2027, 1er avr. 2027."""
    number = f"1er{HARD_SPACE}" if day.day == 1 else f"{day.day}{HARD_SPACE}"
    return f"{number}{MONTHS[day.month - 1]}{HARD_SPACE}{day.year}"


def counted(count: int, one: str, several: str = "") -> str:
    """Return a count with its noun in the singular or the plural: 1 date, 3 dates, 2 travaux."""
    return f"{number_text(Decimal(count))}{HARD_SPACE}{(several or f'{one}s') if count > 1 else one}"


def hours_text(length: timedelta) -> str:
    """Return a length of time as it is said: 9 h, 10 h 30."""
    minutes = int(length.total_seconds()) // 60
    return f"{minutes // 60} h" + (f" {minutes % 60:02d}" if minutes % 60 else "")
