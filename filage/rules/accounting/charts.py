"""Which accounts a fiscal year knows, what each is called, and which never touch the bank."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from filage.rules.engine import Source

FILE = Path(__file__).parent / "chart.yaml"
FIRST_OF_2025 = 2025
ACCOUNT_KEYS = {"label", "destinations", "moves", "nature", "since", "until", "becomes"}


@dataclass(frozen=True, slots=True)
class Account:
    """One account: label, usual destinations (letters of the budget), how it moves, nature of a contribution volontaire."""

    number: str
    label: str
    destinations: str = ""
    moves: str = ""
    nature: str = ""
    since: int | None = None
    until: int | None = None
    becomes: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """The chart of accounts of a fiscal year: 2018 or 2025."""

    plan: int
    label: str
    source: Source
    accounts: Mapping[str, Account]

    def find(self, number: str) -> Account | None:
        """Return the account, or the nearest one that contains it (6411 for 64118); None outside the chart."""
        return next((self.accounts[part] for part in prefixes_of(number) if part in self.accounts), None)

    def label_of(self, number: str) -> str:
        """Return the French name of the account, an empty text outside the chart."""
        found = self.find(number)
        return found.label if found else ""

    def successor(self, number: str) -> str:
        """Return the account that replaced a closed one in this chart; an empty text when nothing did."""
        account = all_accounts().get(number)
        return account.becomes if account and number not in self.accounts else ""


def chart_of(fiscal_year: int, *, starts_in: int = 1) -> Chart:
    """Return the chart of the fiscal year that ends in `fiscal_year` and opens in the month `starts_in` (1 to 12)."""
    opened_in = fiscal_year if starts_in == 1 else fiscal_year - 1
    return _chart(2025 if opened_in >= FIRST_OF_2025 else 2018)


def fiscal_year_of(day: date, *, starts_in: int = 1) -> int:
    """Return the fiscal year of a day, named after the year it ends in; it opens in the month `starts_in` (1 to 12)."""
    return day.year + (starts_in > 1 and day.month >= starts_in)


def is_cash(account: str) -> bool:
    """Tell whether the account is paid or received: depreciation, provisions and contributions volontaires never are."""
    return not account.startswith(_not_cash())


def is_contribution(account: str) -> bool:
    """Tell whether the account is a contribution volontaire (86 or 87), outside the result and outside the cash."""
    return account.startswith(("86", "87"))


def nature_of(account: str) -> str:
    """Return the nature of a contribution volontaire (benevolat, dons_en_nature…), an empty text for any other account."""
    accounts = all_accounts()
    return next((accounts[part].nature for part in prefixes_of(account) if part in accounts), "")


def prefixes_of(number: str) -> Iterator[str]:
    """Yield the account number, then each of its prefixes, the longest first."""
    for length in range(len(number), 0, -1):
        yield number[:length]


@cache
def _chart(plan: int) -> Chart:
    data = _data()
    known = {
        number: account
        for number, account in all_accounts().items()
        if (account.since is None or account.since <= plan) and (account.until is None or plan <= account.until)
    }
    return Chart(plan, data["plans"][plan], Source(data["source"], confidence=data["confidence"]), known)


@cache
def all_accounts() -> dict[str, Account]:
    """Return every account that a chart knew, by its number."""
    accounts = {}
    for number, fields in _data()["accounts"].items():
        strange = set(fields) - ACCOUNT_KEYS
        if strange or not isinstance(number, str):
            raise ValueError(f"{FILE.name}, compte {number} : clé inconnue {sorted(strange)} ; admises : {sorted(ACCOUNT_KEYS)}")
        accounts[number] = Account(number, **fields)
    return accounts


@cache
def _not_cash() -> tuple[str, ...]:
    return tuple(_data()["not_cash"])


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return data
