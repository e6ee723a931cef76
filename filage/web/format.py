"""How numbers, money, dates and hours are written in French on a screen."""

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

NBSP = "\u00a0"  # between thousands, before a unit
THIN = "\u202f"  # before « ; ! ? »
MINUS = "\u2212"
DASH = "–"  # « rien », never « zéro inconnu »

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
SHORT_DAYS = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")
MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")
SHORT_MONTHS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
NUMBERS = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
PLURAL = 2  # from two on, a unit takes its plural


def number(value: Decimal | int, decimals: int | None = None, *, signed: bool = False) -> str:
    """Write a number: thousands apart, decimal comma, true minus; `decimals` None keeps only the useful ones."""
    value = Decimal(value)
    if decimals is None:
        value = value.normalize()
        decimals = max(0, -int(value.as_tuple().exponent))
    value = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    whole = f"{abs(value):,.{decimals}f}".replace(",", NBSP).replace(".", ",")
    sign = MINUS if value < 0 else "+" if signed and value > 0 else ""
    return sign + whole


def money(value: Decimal | int, decimals: int = 2, *, unit: str = "€", signed: bool = False) -> str:
    """Write a sum, in euros unless `unit` says otherwise; an empty unit writes the number alone."""
    return number(value, decimals, signed=signed) + (NBSP + unit if unit else "")


def percent(value: Decimal | int) -> str:
    """Write a rate given in percent: « 5,5 % »."""
    return number(value) + NBSP + "%"


def first(day: int) -> str:
    """Write the day of a month as text: « 1er », « 2 »."""
    return "1er" if day == 1 else str(day)


def day(value: date, *, weekday: bool = True, year: bool = False) -> str:
    """Write a day in short: « ven. 16 avr. »."""
    return NBSP.join(
        [
            *([SHORT_DAYS[value.weekday()]] if weekday else []),
            first(value.day),
            SHORT_MONTHS[value.month - 1],
            *([str(value.year)] if year else []),
        ]
    )


def day_long(value: date, *, weekday: bool = True, year: bool = True) -> str:
    """Write a day in full: « vendredi 16 avril 2027 »."""
    return " ".join(
        [
            *([DAYS[value.weekday()]] if weekday else []),
            first(value.day) + NBSP + MONTHS[value.month - 1] + (f"{NBSP}{value.year}" if year else ""),
        ]
    )


def month(value: date, *, short: bool = False, year: bool = False) -> str:
    """Write a month: « mars », « sept. », « mars 2027 »."""
    return (SHORT_MONTHS if short else MONTHS)[value.month - 1] + (f"{NBSP}{value.year}" if year else "")


def hour(value: time | datetime) -> str:
    """Write an hour, in the zone of the value: « 9 h », « 20 h 30 »."""
    return f"{value.hour}{NBSP}h" + (f"{NBSP}{value.minute:02d}" if value.minute else "")


def period(since: date, until: date | None) -> str:
    """Write a period: « du 21 au 27 novembre », « le 21 novembre », with the years when they differ."""
    if until is None or until == since:
        return f"le {day_long(since, weekday=False, year=False)}"
    if since.year != until.year:
        return f"du {day_long(since, weekday=False)} au {day_long(until, weekday=False)}"
    start = first(since.day) if since.month == until.month else day_long(since, weekday=False, year=False)
    return f"du {start} au {day_long(until, weekday=False, year=False)}"


def distance(value: date, today: date) -> str:
    """Say how far a day is: « aujourd’hui », « demain », « J−5 », « 70 jours de retard »."""
    gap = (value - today).days
    if gap < 0:
        return f"{-gap}{NBSP}jour{'s' if gap < -1 else ''} de retard"
    return ("aujourd’hui", "demain")[gap] if gap < 2 else f"J{MINUS}{gap}"


def count(value: int, singular: str, plural: str = "", *, words: bool = False, feminine: bool = False) -> str:
    """Write a count with its noun: « 3 dates », « deux alertes » with `words`, « une date » with `feminine`."""
    written = str(value)
    written = ("une" if feminine and value == 1 else NUMBERS[value]) if words and 0 <= value < len(NUMBERS) else number(value)
    return f"{written}{NBSP}{(plural or singular + 's') if value > 1 else singular}"


def units(quantity: Decimal, unit: str) -> str:
    """Write a quantity in a unit that somebody typed: « 12 pièces », « 1 forfait », « 3 m² »."""
    plural = unit if quantity < PLURAL or unit.endswith(("s", "x", "z", "²", "³")) or " " in unit or len(unit) < 3 else f"{unit}s"
    return f"{number(quantity)}{NBSP}{plural}" if unit else number(quantity)


def size(octets: int) -> str:
    """Write the size of a file: « 12 ko », « 1,4 Mo »."""
    if octets < 1000:
        return f"{octets}{NBSP}o"
    if octets < 1_000_000:
        return f"{number(Decimal(octets) / 1000, 0)}{NBSP}ko"
    return f"{number(Decimal(octets) / 1_000_000, 1)}{NBSP}Mo"


def typeset(text: str) -> str:
    """Return a French sentence whose signs hold to their words: no line begins with « : » or « ; »."""
    for sign, space in ((":", NBSP), ("»", NBSP), (";", THIN), ("?", THIN), ("!", THIN)):
        text = text.replace(f" {sign}", f"{space}{sign}")
    return text.replace("« ", f"«{NBSP}")
