"""Which terms each kind of contract has, how each is written, and which are missing before it may be signed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from filage.rules import reading
from filage.rules.pricing.cancellation import Tier

FILE = Path(__file__).parent / "terms.yaml"
SHAPES = ("texte", "long", "montant", "taux", "nombre", "jour", "choix", "oui", "bareme")
LONGEST = {"texte": 300, "long": 4000}
WHEN = ("", "etranger", "entrant")  # always; of a contract with a foreign party or place; of a foreign show that we buy
MUST = "*"
MOST_DAYS, MOST_TIERS = 3650, 8
WHOLE = Decimal(100)
YES = "oui"


class BadTerm(ValueError):
    """A term that cannot be read; the text says why, in French."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermKind:
    """A heading of the catalogue: how it is called, how it is written, what is usual."""

    code: str
    label: str
    shape: str
    choices: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    usual: str = ""
    hint: str = ""
    citation: str = ""
    when: str = ""  # asked only then: one of WHEN


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractKind:
    """A kind of contract: who provides and who pays, its amounts (of the deal) and its terms, those due before it is signed."""

    code: str
    roles: tuple[str, str]
    amounts: tuple[str, ...]
    terms: tuple[str, ...]
    due: frozenset[str]  # amounts and terms that are said before it is signed
    annexes: tuple[str, ...]
    pitfalls: tuple[str, ...]


@cache
def catalogue() -> Mapping[str, TermKind]:
    """Return every term by its code."""
    return {code: _term(code, said) for code, said in _file()["termes"].items()}


@cache
def kinds() -> Mapping[str, ContractKind]:
    """Return every kind of contract by its code."""
    return {code: _kind(code, said) for code, said in _file()["types"].items()}


def kept(code: str, text: str) -> str:
    """Return a term as it is kept: amounts with a point, days in ISO, a choice by its code; "" when nothing is said.

    BadTerm when it cannot be read, or when no such term exists.
    """
    term = catalogue().get(code)
    if term is None:
        raise BadTerm(f"« {code} » n’est pas un terme de contrat.")
    said = text.strip()
    return _READERS[term.shape](term, said) if said else ""


def missing(kind: str, amounts: Mapping[str, Any], values: Mapping[str, str]) -> tuple[str, ...]:
    """Return what a contract must say before it is signed and does not, in its order: codes of amounts, then of terms.

    A term with a usual value says that one.
    """
    found = kinds()[kind]
    absent = [name for name in found.amounts if name in found.due and amounts.get(name) in (None, "")]
    known = catalogue()
    absent += [code for code in found.terms if code in found.due and not (values.get(code) or known[code].usual)]
    return tuple(absent)


def value_of(values: Mapping[str, str], code: str) -> str:
    """Return what a contract says under a heading, the usual when it says nothing."""
    return values.get(code) or catalogue()[code].usual


def scale(text: str) -> tuple[Tier, ...]:
    """Return the tiers of « 90:30;15:100 » (cancelled that many days before or fewer: that percentage), the longest first."""
    tiers = []
    for part in filter(None, (each.strip() for each in text.split(";"))):
        days, colon, rate = (each.strip().removesuffix("%").strip() for each in part.partition(":"))
        try:
            share = reading.amount(rate)
        except reading.Unreadable as error:
            raise BadTerm(str(error)) from error
        if not colon or not days.isdigit() or int(days) > MOST_DAYS or share is None or not 0 <= share <= WHOLE:
            raise BadTerm("Un palier s’écrit « jours : pour cent », séparé par un point-virgule : « 90:30;15:100 ».")
        tiers.append(Tier(int(days), share))
    if len(tiers) > MOST_TIERS or len({tier.days for tier in tiers}) < len(tiers):
        raise BadTerm(f"Pas plus de {MOST_TIERS} paliers, chacun avec ses jours.")
    return tuple(sorted(tiers, key=lambda tier: -tier.days))


def _scale(term: TermKind, text: str) -> str:
    return ";".join(f"{tier.days}:{tier.percentage.normalize():f}" for tier in scale(text))


def _text(term: TermKind, text: str) -> str:
    if len(text) > LONGEST[term.shape]:
        raise BadTerm(f"{term.label} : pas plus de {LONGEST[term.shape]} caractères.")
    return text


def _amount(term: TermKind, text: str) -> str:
    try:
        value = reading.amount(text)
    except reading.Unreadable as error:
        raise BadTerm(str(error)) from error
    if value is None or not 0 <= value < 10**12 or (term.shape == "taux" and value > WHOLE):
        raise BadTerm(
            f"{term.label} : un montant positif est attendu." if term.shape == "montant" else f"{term.label} : de 0 à 100."
        )
    if value != round(value, 2):
        raise BadTerm(f"{term.label} : deux décimales au plus.")
    return f"{value:.2f}"


def _count(term: TermKind, text: str) -> str:
    if not text.isdigit() or len(text) > 6:
        raise BadTerm(f"{term.label} : un nombre entier est attendu.")
    return str(int(text))


def _day(term: TermKind, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise BadTerm(f"{term.label} : un jour est attendu (2027-03-12).") from error


def _choice(term: TermKind, text: str) -> str:
    if text not in term.choices:
        raise BadTerm(f"{term.label} : « {text} » n’est pas un choix ({', '.join(term.choices)}).")
    return text


def _yes(term: TermKind, text: str) -> str:
    if text not in (YES, "non"):
        raise BadTerm(f"{term.label} : oui ou non.")
    return text


_READERS = {
    "texte": _text,
    "long": _text,
    "montant": _amount,
    "taux": _amount,
    "nombre": _count,
    "jour": _day,
    "choix": _choice,
    "oui": _yes,
    "bareme": _scale,
}


def _term(code: str, said: Mapping[str, Any]) -> TermKind:
    if said["forme"] not in SHAPES or bool(said.get("choix")) != (said["forme"] == "choix"):
        raise ValueError(f"terme {code} : forme inconnue, ou choix sans forme")
    if said.get("quand", "") not in WHEN:
        raise ValueError(f"terme {code} : « quand » inconnu")
    return TermKind(
        code=code,
        label=said["libelle"],
        shape=said["forme"],
        choices=said.get("choix", {}),
        unit=said.get("unite", ""),
        usual=said.get("usage", ""),
        hint=said.get("aide", ""),
        citation=said.get("source", ""),
        when=said.get("quand", ""),
    )


def _kind(code: str, said: Mapping[str, Any]) -> ContractKind:
    named = [*said["montants"], *said["termes"]]
    terms = tuple(each.removesuffix(MUST) for each in said["termes"])
    if stray := [each for each in terms if each not in catalogue()]:
        raise ValueError(f"type {code} : terme inconnu {stray[0]}")
    first, second = said["roles"]
    return ContractKind(
        code=code,
        roles=(first, second),
        amounts=tuple(each.removesuffix(MUST) for each in said["montants"]),
        terms=terms,
        due=frozenset(each.removesuffix(MUST) for each in named if each.endswith(MUST)),
        annexes=tuple(said["annexes"]),
        pitfalls=tuple(said["pieges"]),
    )


@cache
def _file() -> Any:
    return yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
