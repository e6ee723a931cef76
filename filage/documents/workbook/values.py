"""Computes beside a formula the value it must have, and words the guard that carries an unknown amount through."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TypeGuard

from filage.documents.text import cents

UNKNOWN = "inconnu"
NOT_APPLICABLE = "sans objet"

type Value = Decimal | str  # a number, or a word: « inconnu », « OK »…


def value_of(amount: Decimal | int | None) -> Value:
    """Return an amount as a cell value: None is « inconnu »."""
    return UNKNOWN if amount is None else Decimal(amount)


def is_number(value: Value) -> TypeGuard[Decimal]:
    """Return whether a value is a number."""
    return isinstance(value, Decimal)


def quoted(text: str) -> str:
    """Return a text as a formula holds it: an inverted comma inside is doubled, or it would end there."""
    return '"' + text.replace('"', '""') + '"'


def guarded(formula: str, *cells: str) -> str:
    """Return `formula`, replaced by « inconnu » while one of the cells it reads says so."""
    if not cells:
        return formula
    unknown = "+".join(f'({cell}="{UNKNOWN}")' for cell in cells)
    return f'IF({unknown}>0,"{UNKNOWN}",{formula})'


def product(*factors: Value) -> Value:
    """Return the product of values, unknown as soon as one is."""
    result = Decimal(1)
    for factor in factors:
        if not is_number(factor):
            return UNKNOWN
        result *= factor
    return result


def addition(*terms: Value) -> Value:
    """Return the sum of values, unknown as soon as one is."""
    result = Decimal(0)
    for term in terms:
        if not is_number(term):
            return UNKNOWN
        result += term
    return result


def rounded(value: Value) -> Value:
    """Return a number rounded half up to the cent; a word stays."""
    return cents(value) if is_number(value) else value


def known_sum(values: Iterable[Value]) -> Decimal:
    """Return the sum of what is known, as SUM and SUMIFS do."""
    return sum((value for value in values if is_number(value)), Decimal(0))


def unknown_count(values: Sequence[Value]) -> Decimal:
    """Return how many values are unknown."""
    return Decimal(sum(value == UNKNOWN for value in values))


def count_formula(block: str) -> str:
    """Return the formula that counts the unknown amounts of a block."""
    return f'SUMPRODUCT(({block}="{UNKNOWN}")*1)'


def or_word(formula: str, condition: str, word: str) -> str:
    """Return `formula` when `condition` holds, else `word`."""
    return f'IF({condition},{formula},"{word}")'


def taxed(amount: str, tax: str, rate: str) -> str:
    """Return the formula of an amount in the terms of the workbook, from the cells that say how its price was typed."""
    more = f'IF(({tax}="HT")*(montants_en="TTC"),1+{rate},1)'
    less = f'IF(({tax}="TTC")*(montants_en="HT"),1+{rate},1)'
    return f"{amount}*{more}/{less}"
