"""On which line of the public funders' form an account is shown."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from filage.rules.accounting.charts import all_accounts, is_contribution, nature_of, prefixes_of

FILE = Path(__file__).parent / "cerfa.yaml"
OWN_RESOURCES = "autofinancement"
LINE_KEYS = {"label", "class", "prefixes", "funder", "nature"}


@dataclass(frozen=True, slots=True)
class CerfaLine:
    """A line of the form: its code there, its label, its class (60 to 87) and its rank from the top."""

    code: str
    label: str
    account_class: str
    rank: int


@cache
def cerfa_line(account: str, *, income: bool, funder_kind: str = "") -> CerfaLine | None:
    """Return the line of an account; None when it cannot be placed (a charge without account).

    A subsidy goes to the line of its funder's kind; a contribution volontaire goes by its nature, never by its number;
    an income without account is the structure's own resources.
    """
    side = "income" if income else "expense"
    if not account:
        return _lines(side)[OWN_RESOURCES] if income else None
    if is_contribution(account):
        return _find(side, "nature", nature_of(account))
    if account.startswith("74") and not account.startswith("747") and funder_kind:
        return _find(side, "funder", funder_kind)
    return next((_by_prefix(side)[part] for part in prefixes_of(account) if part in _by_prefix(side)), None)


def cerfa_lines(*, income: bool) -> list[CerfaLine]:
    """Return every line of one side, in the order of the form."""
    return list(_lines("income" if income else "expense").values())


@cache
def prefix_terms(code: str, *, income: bool) -> dict[str, int]:
    """Return the account prefixes whose totals, added (1) or taken off (-1), make a line: {"60": 1, "604": -1…} for « 60x ».

    What a line holds by the kind of its funder is not there; contributions volontaires are, by the accounts of their nature.
    """
    owners = _owners("income" if income else "expense")
    terms: dict[str, int] = {}
    for prefix in (prefix for prefix, owner in owners.items() if owner == code):
        terms[prefix] = terms.get(prefix, 0) + 1
        for inner in owners:
            if inner != prefix and next((part for part in list(prefixes_of(inner))[1:] if part in owners), "") == prefix:
                terms[inner] = terms.get(inner, 0) - 1
    return {prefix: sign for prefix, sign in terms.items() if sign}


@cache
def funder_lines() -> dict[str, str]:
    """Return the line of the form that holds the subsidies of each kind of funder: {"etat": "74etat"…}."""
    return {line["funder"]: code for code, line in _data()["lines"]["income"].items() if "funder" in line}


@cache
def _owners(side: str) -> dict[str, str]:
    """Return the line that each account prefix belongs to, the longest prefix winning."""
    owners = {prefix: line.code for prefix, line in _by_prefix(side).items()}
    lines = _data()["lines"][side]
    natures = {line["nature"]: code for code, line in lines.items() if "nature" in line}
    wanted = "87" if side == "income" else "86"
    for number, account in all_accounts().items():
        if number.startswith(wanted) and account.nature in natures:
            owners[number] = natures[account.nature]
    return owners


def class_label(account_class: str) -> str:
    """Return the name of a class of the form: « Achats » for 60; an empty text outside the form."""
    return str(_data()["classes"].get(account_class, ""))


def _find(side: str, key: str, value: str) -> CerfaLine | None:
    fields = _data()["lines"][side]
    code = next((code for code, line in fields.items() if line.get(key) == value), None)
    return None if code is None else _lines(side)[code]


@cache
def _lines(side: str) -> dict[str, CerfaLine]:
    lines = {}
    for rank, (code, fields) in enumerate(_data()["lines"][side].items()):
        if strange := set(fields) - LINE_KEYS:
            raise ValueError(f"{FILE.name}, ligne {code} : clé inconnue {sorted(strange)} ; admises : {sorted(LINE_KEYS)}")
        lines[code] = CerfaLine(code, fields["label"], fields["class"], rank)
    return lines


@cache
def _by_prefix(side: str) -> dict[str, CerfaLine]:
    fields = _data()["lines"][side]
    return {prefix: _lines(side)[code] for code, line in fields.items() for prefix in line.get("prefixes", ())}


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return data
