"""Makes any text safe to print: what a font or a PDF/A cannot take is dropped or shown as missing, never fatal."""

import re
import unicodedata
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

LONGEST = 20_000  # characters of one text; a longer one is cut, and says so
MISSING = "\u2610"  # a letter that the fonts cannot draw
_TITLE = re.compile(r"(?<![\w_])_([^_\n]{1,300})_(?![\w_])")
_LONG_RUN = re.compile(r"[^\s\u200b\u00ad\-/]{31,}")
_SPACES = {
    ord(space): " "
    for space in "\t\v\f\u2028\u2029\u0085\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u200a\u205f\u3000"
}


def clean(text: str, covered: AbstractSet[int] | None = None) -> str:
    """Return `text` without control, direction and private characters; with `covered`, without what no font can draw.

    Accents are composed, line ends are \\n. A letter outside `covered` becomes « ☐ », an emoji or a lone mark goes away.
    """
    if len(text) > LONGEST:
        text = text[:LONGEST] + "…"
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).translate(_SPACES)
    kept = text if _is_clean(text) else "".join(c for c in text if c == "\n" or unicodedata.category(c) not in _FORBIDDEN)
    if covered is None:
        return kept.strip()
    return _tidy("".join(c if ord(c) in covered or c in "\n " else _substitute(c, covered) for c in kept)).strip()


_FORBIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def _is_clean(text: str) -> bool:
    """Tell at once, of nearly every text, that nothing is forbidden in it: what prints, and the spaces of French signs."""
    return text.replace("\n", " ").replace("\u00a0", " ").replace("\u202f", " ").isprintable()


def _substitute(character: str, covered: AbstractSet[int]) -> str:
    """Return what can be drawn in place of `character`: its compatible form, its base letter, a box, or nothing."""
    plain = unicodedata.normalize("NFKC", character)
    if plain != character and all(ord(c) in covered for c in plain):
        return plain
    if ord(base := unicodedata.normalize("NFD", character)[0]) in covered:
        return base
    if unicodedata.category(character)[0] in "LN":
        return MISSING if ord(MISSING) in covered else "?"
    return ""


def undrawn(text: str, covered: AbstractSet[int]) -> set[str]:
    """Return the letters of `text` that print as « ☐ »: what the reader of the paper is told about."""
    strange = {c for c in text[:LONGEST] if ord(c) not in covered and unicodedata.category(c)[0] in "LN"}
    composed = set(unicodedata.normalize("NFC", "".join(sorted(strange))))
    return {c for c in composed if ord(c) not in covered and _substitute(c, covered) in (MISSING, "?")}


def _tidy(text: str) -> str:
    return re.sub(r" {2,}", " ", text)


def breakable(text: str) -> str:
    """Return `text` with places to break inside words of 31 characters and more (addresses, nonsense)."""
    return _LONG_RUN.sub(lambda run: "\u200b".join(run[0][at : at + 12] for at in range(0, len(run[0]), 12)), text)


def runs(text: str, *, whole: bool = False) -> list[dict[str, str | bool]]:
    """Return `text` cut into runs `{text, work}`: `_Titre_` is the title of a work, set in italic serif.

    `whole` leaves long words without the places to break that paper needs.
    """
    parts: list[dict[str, str | bool]] = []
    for rank, part in enumerate(_TITLE.split(text)):
        if part:
            parts.append({"text": part if whole else breakable(part), "work": rank % 2 == 1})
    return parts


def paragraphs(text: str) -> list[list[dict[str, str | bool]]]:
    """Return the paragraphs of `text`, each as runs; empty ones are left out."""
    return [runs(line.strip()) for line in text.split("\n") if line.strip()]


def cents(amount: Decimal) -> Decimal:
    """Return `amount` rounded half up to the cent: done once, when it is printed."""
    return amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def money(amount: Decimal, lang: str = "fr") -> str:
    """Return `amount` as the language writes it: « 1 234,56 € » or « €1,234.56 »."""
    whole, fraction = f"{abs(cents(amount)):,.2f}".split(".")
    sign = "\u2212" if cents(amount) < 0 else ""
    if lang == "en":
        return f"{sign}€{whole}.{fraction}"
    return f"{sign}{whole.replace(',', chr(0xA0))},{fraction}\u00a0€"


def euros(amount: Decimal, lang: str = "fr") -> str:
    """Return whole euros as the language writes them: « 1 234 € » or « €1,234 »."""
    shown = money(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP), lang)
    return shown.replace(",00" if lang == "fr" else ".00", "")


def percent(rate: Decimal, lang: str = "fr") -> str:
    """Return a rate (0.055) as « 5,5 % » or « 5.5% »."""
    shown = f"{(rate * 100).normalize():f}"
    return f"{shown.replace('.', ',')}\u00a0%" if lang == "fr" else f"{shown}%"


MONTHS = {
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}


def month(day: date, lang: str = "fr") -> str:
    """Return « mars 2027 » or « March 2027 »."""
    return f"{MONTHS[lang][day.month - 1]} {day.year}"
