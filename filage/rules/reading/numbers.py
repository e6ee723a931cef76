"""How a number written by hand or by a spreadsheet is read: French blanks, decimal comma, euro sign, parentheses below zero."""

import re
from decimal import Decimal

from filage.rules.reading.unreadable import Unreadable, plain, shown

PLACES = 4  # decimals that a rate or a unit price keeps
LARGEST = Decimal(10) ** 12
_BLANK = re.compile(r"[\s\u00a0\u202f\u2007\u2009']+")
_CURRENCY = re.compile(r"€|\b(?:eur|euros?)\b", re.IGNORECASE)
_TAXES = re.compile(r"\b(?:h\.?t\.?|t\.?t\.?c\.?)$", re.IGNORECASE)
_MINUS = "-\u2212\u2013"
_GROUPED = re.compile(r"\d{1,3}([.,]\d{3})+")
_DIGITS = re.compile(r"\d+(\.\d+)?|\.\d+")


def amount(text: str) -> Decimal | None:
    """Read a sum of money: « 1 234,50 € », « (350,00) » below zero, « 1.234,50 »; None for an empty text (unknown)."""
    said = plain(_unsigned(text))
    return _number(_TAXES.sub("", _CURRENCY.sub("", said).strip()), text, "un montant, comme 1 234,50")


def quantity(text: str) -> Decimal | None:
    """Read a quantity: « 15 », « 2,5 »; None for an empty text; Unreadable below zero."""
    found = _number(plain(_unsigned(text)), text, "une quantité, comme 15 ou 2,5")
    if found is not None and found < 0:
        raise Unreadable("Une quantité n’est pas négative : mettez le signe sur le prix unitaire s’il s’agit d’une remise.")
    return found


def rate(text: str) -> Decimal | None:
    """Read a rate in percent: « 5,5 % », « 20 »; None for an empty text; Unreadable outside 0 to 100."""
    found = _number(plain(_unsigned(text)).removesuffix("%"), text, "un taux, comme 5,5 %")
    if found is not None and not 0 <= found <= 100:
        raise Unreadable("Un taux va de 0 à 100 %.")
    return found


def _unsigned(text: str) -> str:
    """Return a text whose leading sign and parentheses no longer look like a formula."""
    bare = text.strip()
    if bare.startswith("(") and bare.endswith(")"):
        return f"-{bare[1:-1].strip()}" if not bare[1:-1].strip().startswith(tuple(_MINUS)) else bare
    return bare.removeprefix("+") if bare[1:2].isdigit() else bare


def _number(text: str, given: str, expected: str) -> Decimal | None:
    bare = _BLANK.sub("", text)
    if not bare:
        return None
    sign = -1 if bare[0] in _MINUS else 1
    digits = _decimal_point(bare.lstrip(_MINUS) if sign < 0 and bare[1:2] not in _MINUS else bare, given)
    if not _DIGITS.fullmatch(digits) or not digits.isascii():
        raise Unreadable(f"{shown(given)} n’est pas {expected}.")
    value = Decimal(digits)
    if value >= LARGEST:
        raise Unreadable(f"{shown(given)} dépasse ce qu’un budget peut contenir.")
    if -int(value.normalize().as_tuple().exponent) > PLACES:
        raise Unreadable(f"{shown(given)} a plus de {PLACES} décimales.")
    return sign * value + 0  # never minus zero


def _decimal_point(digits: str, given: str) -> str:
    """Return digits with a point before the decimals; the last separator is the decimal one when both kinds are there."""
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and point >= 0:
        thousands, decimal = (".", ",") if comma > point else (",", ".")
        whole, _, rest = digits.rpartition(decimal)
        if not _GROUPED.fullmatch(whole.replace(thousands, ".")) or decimal in whole:
            raise Unreadable(f"{shown(given)} : les séparateurs ne se lisent pas. Écrivez 1 234,50.")
        return f"{whole.replace(thousands, '')}.{rest}"
    if digits.count(".") > 1 or digits.count(",") > 1:
        if not _GROUPED.fullmatch(digits):
            raise Unreadable(f"{shown(given)} : les séparateurs ne se lisent pas. Écrivez 1 234,50.")
        return digits.replace(".", "").replace(",", "")
    if point > 0 and _GROUPED.fullmatch(digits) and digits[0] != "0":
        thousands, decimals = digits.replace(".", " "), digits.replace(".", ",")
        raise Unreadable(f"{shown(given)} se lit de deux façons : écrivez {thousands} ou {decimals}.")
    return digits.replace(",", ".")
