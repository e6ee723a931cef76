"""How the lines of a budget are gathered before they are shown: one entry for each thing that is priced."""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from filage.desks.budget.queries.pages import Told
from filage.rules.budgeting.lines import EXACTNESS, EXPENSE, forecast, is_internal, is_secured
from filage.rules.engine import Partial, total
from filage.web import format as french
from filage.web.shapes import spoken

TEAM = "engagement:"
TEAM_LABEL = "Rémunérations et cotisations"
TEAM_NOTE = "détail réservé à l’administration et à la production"
CHARGES = "645"
KINDS_SHOWN = 2
CENT = Decimal("0.01")
ONCE = re.compile(r"1\s(cachet|service|jour|forfait|heure)(?=\s×)")
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
    def is_team(self) -> bool:
        """Tell whether it pays people: each month paid then takes the place of its estimate."""
        return bool(self.first.origin.startswith(TEAM))

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
    def kind(self) -> str:
        """Return what `because` names: one cost line, or origins told as one."""
        return "cout" if len(self.lines) == 1 else "origine"

    @property
    def because(self) -> str:
        """Return the key that explains the amount, computed or typed; none when the team is told as one."""
        if self.merged:
            return ""
        if len(self.lines) == 1:
            return str(self.first.key)
        status = self.key[1] if isinstance(self.key, tuple) and self.first.side != EXPENSE else ""
        return "+".join(dict.fromkeys(f"{line.origin}|{status}" if status else line.origin for line in self.lines))

    @property
    def computed(self) -> bool:
        """Tell whether the amount is computed, rather than typed."""
        return any(line.activity is not None or is_computed(line) for line in self.lines)

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
    return _alike(_gather([line for line in lines if line.side == EXPENSE], lambda line: _charge_key(line, pay), pay=pay))


def produits(lines: Iterable[Any]) -> list[Entry]:
    """Return the produits: an entry an origin, dates apart by status so that a firm one is not mixed with an option."""
    return _gather([line for line in lines if line.side != EXPENSE], _income_key, pay=True)


def one(origin: str, label: str, lines: Sequence[Any]) -> Entry:
    """Return the entry of one origin; one without any cost line costs nothing."""
    counted = forecast(lines) if len(lines) > 1 else lines
    return Entry(origin, label, counted, [line for line in lines if EXACTNESS[line.stage] >= COMMITTED])


def is_computed(line: Any) -> bool:
    """Tell whether an amount comes from a calculation: a sign in its formula, or another desk than the budget."""
    return not line.origin.startswith("line:") or "×" in line.formula


def calculation(entry: Entry, said: Told) -> str:
    """Return how the amount was made: « 20 × 5 cachets × 160,00 € × 1,55 », or what fills it when it is unknown."""
    if entry.merged:
        return TEAM_NOTE
    if entry.gesture:
        return entry.gesture
    if entry.first.origin in said.calculations:
        text = spoken(said.calculations[entry.first.origin])
        return times(len(_origins(entry.lines)), text + _coefficient(entry.lines))
    units = _units(entry.lines)
    if len(units) > KINDS_SHOWN:
        return french.count(sum(count for count, _ in units), "montant")
    return " + ".join(times(count, text) for count, text in units)


def people(entry: Entry, said: Told) -> str:
    """Return who the entry is for: a name, or how many people do the same work at the same pay."""
    origins = _origins(entry.lines)
    if entry.merged or not entry.first.origin.startswith(TEAM):
        return ""
    return said.people.get(origins[0], "") if len(origins) == 1 else french.count(len(origins), "personne")


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


def _alike(rows: Sequence[Entry]) -> list[Entry]:
    """Return the entries with those of the same work at the same pay, on the same days, told as one."""
    found: dict[Hashable, list[Entry]] = defaultdict(list)
    for entry in rows:
        same = (entry.label, entry.first.destination, tuple((line.on, line.amount.value) for line in entry.lines))
        found[same if entry.first.origin.startswith(TEAM) and not entry.merged else entry.key].append(entry)
    return [
        held[0]
        if len(held) == 1
        else replace(
            held[0], lines=[line for one in held for line in one.lines], done=[line for one in held for line in one.done]
        )
        for held in found.values()
    ]


def _origins(lines: Iterable[Any]) -> list[str]:
    return list(dict.fromkeys(line.origin for line in lines))


def _units(lines: Sequence[Any]) -> list[tuple[int, str]]:
    """Return the distinct calculations of an entry with how many times each is found: gross and charges are told as one,
    and so are the instalments of the price of a date."""
    pieces: dict[Hashable, list[Any]] = defaultdict(list)
    for line in lines:
        pieces[line.origin, line.activity or line.key.partition("#")[0]].append(line)
    told: dict[str, int] = defaultdict(int)
    for held in pieces.values():
        told[_piece(held)] += 1
    return [(count, text) for text, count in told.items()]


def _piece(lines: Sequence[Any]) -> str:
    if lines[0].origin.startswith(TEAM):
        return spoken(lines[0].formula) + _coefficient(lines)
    if lines[0].origin.startswith("deal:") or len(lines) > 1:
        return french.money(_sum(lines))
    return spoken(lines[0].formula) or french.money(_sum(lines))


def _coefficient(lines: Sequence[Any]) -> str:
    """Return « × 1,55 », what turns the gross of an embauche into its whole cost; nothing for any other line."""
    gross = _sum(line for line in lines if not line.account.startswith(CHARGES))
    whole = _sum(lines)
    if not lines[0].origin.startswith(TEAM) or not gross or whole == gross:
        return ""
    coefficient = (whole / gross).quantize(Decimal("0.001"))
    near = abs(gross * coefficient - whole) <= CENT * len(lines)
    return f" × {french.number(coefficient)}" if near else " + cotisations"


def times(count: int, text: str) -> str:
    """Write « 3 × 2 500,00 € »; what is done once each is simply counted: « 70 cachets × 160,00 € »."""
    if count == 1 or not text:
        return text
    once = ONCE.match(text)
    if once:
        return f"{count} {once[1]}s{text[once.end() :]}"
    return f"{count} × ({text})" if " + " in text or " − " in text else f"{count} × {text}"


def _sum(lines: Iterable[Any]) -> Decimal:
    return sum((line.amount.value for line in lines if line.amount.value is not None), Decimal(0))
