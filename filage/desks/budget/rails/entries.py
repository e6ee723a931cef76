"""How the lines of a budget are gathered before they are shown: one entry for each thing that is priced."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from filage.rules.budgeting.lines import EXACTNESS, EXPENSE, forecast, is_internal, is_secured
from filage.rules.engine import Partial, total
from filage.web import format as french
from filage.web.shapes import spoken

TEAM = "engagement:"
TEAM_LABEL = "Rémunérations et cotisations"
TEAM_NOTE = "détail réservé à l’administration et à la production"
SIGNS = ("×", "÷", " + ", " − ")
KINDS_SHOWN = 2
PAID, COMMITTED = EXACTNESS["paid"], EXACTNESS["committed"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What one origin costs or brings: its lines (forecast), and those that are already engaged or paid."""

    key: Hashable
    label: str
    lines: Sequence[Any]
    done: Sequence[Any] = ()
    merged: bool = False

    @property
    def first(self) -> Any:
        """Return the line that names the entry."""
        return self.lines[0]

    @property
    def amount(self) -> Partial:
        """Return what the forecast counts for it."""
        return total([line.amount for line in self.lines], self.label)

    @property
    def value(self) -> Decimal | None:
        """Return the amount to show: unknown as soon as nothing of it is known."""
        amount = self.amount
        return None if amount.missing and not amount.known else amount.known

    @property
    def gesture(self) -> str:
        """Return what fills an unknown amount."""
        return next((line.unknown_reason for line in self.lines if line.amount.value is None), "")

    @property
    def because(self) -> str:
        """Return the key that explains the amount: none when it was simply typed, or when the entry adds several lines."""
        if len(self.lines) != 1 or self.merged or not is_computed(self.first):
            return ""
        return str(self.first.key)

    @property
    def computed(self) -> bool:
        """Tell whether the amount is computed, rather than typed."""
        return len(self.lines) > 1 or is_computed(self.first)

    @property
    def accounts(self) -> str:
        """Return the accounts of the entry: « 641, 645 »."""
        return ", ".join(dict.fromkeys(line.account for line in self.lines if line.account))

    @property
    def engaged(self) -> Decimal:
        """Return what is engaged, invoiced or paid."""
        return _sum(line for line in self.done if EXACTNESS[line.stage] >= COMMITTED)

    @property
    def paid(self) -> Decimal:
        """Return what is paid."""
        return _sum(line for line in self.done if EXACTNESS[line.stage] == PAID)

    @property
    def secured(self) -> Decimal:
        """Return the part of an income that is sure."""
        return _sum(line for line in self.lines if is_secured(line))

    @property
    def received(self) -> Decimal:
        """Return the part of an income that was received."""
        return _sum(line for line in self.lines if line.status == "encaisse")

    @property
    def awaited(self) -> date | None:
        """Return when the next receipt is due."""
        return min((line.pays_on for line in self.lines if line.pays_on and line.status != "encaisse"), default=None)


def charges(lines: Iterable[Any], *, pay: bool) -> list[Entry]:
    """Return the charges, an entry an origin, in reading order; without `pay`, those of people are one entry a family."""
    return _gather([line for line in lines if line.side == EXPENSE], lambda line: _charge_key(line, pay), pay=pay)


def produits(lines: Iterable[Any]) -> list[Entry]:
    """Return the produits: an entry an origin, dates apart by status so that a firm one is not mixed with an option."""
    return _gather([line for line in lines if line.side != EXPENSE], _income_key, pay=True)


def is_computed(line: Any) -> bool:
    """Tell whether an amount comes from a calculation: a sign in its formula, or another desk than the budget."""
    return not line.origin.startswith("line:") or any(sign in line.formula for sign in SIGNS)


def calculation(entry: Entry, notes: Mapping[str, str]) -> str:
    """Return how the amount was made: « 20 × (5 cachets × 160,00 € × 1,55) »; `notes` holds the source of typed lines."""
    if entry.merged:
        return TEAM_NOTE
    if entry.gesture:
        return entry.gesture
    units = _units(entry.lines)
    if len(units) == 1 and not any(sign in units[0][1] for sign in SIGNS) and entry.first.origin.startswith("line:"):
        count, text = units[0]
        return f"{count} × {text}" if count > 1 else notes.get(entry.first.origin, "")
    if len(units) > KINDS_SHOWN:
        return french.count(sum(count for count, _ in units), "montant")
    return " + ".join(_times(count, text) for count, text in units)


def state(entry: Entry) -> tuple[str, str]:
    """Return how far an income is, and its label when a part of it was received."""
    states = {line.status for line in entry.lines}
    if "encaisse" in states and len(states) > 1:
        amount = entry.amount.known
        return "encaisse", "Encaissé à moitié" if entry.received * 2 == amount else "Encaissé en partie"
    return next(iter(states)), ""


def own_money(entry: Entry) -> bool:
    """Tell whether the entry only moves money inside the office."""
    return is_internal(entry.first)


def _charge_key(line: Any, pay: bool) -> Hashable:
    if not pay and line.origin.startswith(TEAM):
        return TEAM, line.destination
    return line.origin


def _income_key(line: Any) -> Hashable:
    if line.activity is None:
        return line.origin
    return line.origin, line.status


def _gather(lines: Sequence[Any], key: Callable[[Any], Hashable], *, pay: bool) -> list[Entry]:
    counted: dict[Hashable, list[Any]] = defaultdict(list)
    done: dict[Hashable, list[Any]] = defaultdict(list)
    for line in forecast(lines):
        counted[key(line)].append(line)
    for line in lines:
        if EXACTNESS[line.stage] >= COMMITTED:
            done[key(line)].append(line)
    return [
        Entry(
            name, _label(held, not pay and held[0].origin.startswith(TEAM)), held, done[name], not pay and isinstance(name, tuple)
        )
        for name, held in counted.items()
    ]


def _label(lines: Sequence[Any], merged: bool) -> str:
    if merged:
        return TEAM_LABEL
    label: str = min((line.label for line in lines), key=len)
    return label


def _units(lines: Sequence[Any]) -> list[tuple[int, str]]:
    """Return the distinct calculations of an entry with how many times each is found; gross and charges are told as one."""
    pieces: dict[Hashable, list[Any]] = defaultdict(list)
    for line in lines:
        pieces[line.key.partition("#")[0]].append(line)
    told: dict[str, int] = defaultdict(int)
    for held in pieces.values():
        told[_told(held)] += 1
    return [(count, text) for text, count in told.items()]


def _told(lines: Sequence[Any]) -> str:
    gross = lines[0]
    formula = spoken(gross.formula) or french.money(gross.amount.value or 0)
    if len(lines) != 2 or gross.amount.value is None or lines[1].amount.value is None or not gross.amount.value:
        return formula
    whole = gross.amount.value + lines[1].amount.value
    coefficient = (whole / gross.amount.value).quantize(Decimal("0.0001"))
    exact = (gross.amount.value * coefficient).quantize(Decimal("0.01")) == whole
    return f"{formula} × {french.number(coefficient)}" if exact else f"{formula} + cotisations"


def _times(count: int, text: str) -> str:
    if count == 1:
        return text
    return f"{count} × ({text})" if " + " in text or " − " in text else f"{count} × {text}"


def _sum(lines: Iterable[Any]) -> Decimal:
    return sum((line.amount.value for line in lines if line.amount.value is not None), Decimal(0))
