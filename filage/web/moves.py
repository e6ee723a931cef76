"""What a change moves, in a line: margin, dates left to sell, balance total and secured, low point, findings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from filage.web import format as french
from filage.web.shapes import Move, measure

FIGURES: Mapping[str, str] = {  # in the order they are said
    "marge.fermes": "Marge des dates fermes",
    "dates.fermes": "Dates fermes",
    "dates.reste_a_vendre": "Reste à vendre",
    "dates.reste_a_amortir": "Reste à amortir",
    "plateau": "Coût plateau",
    "prix": "Prix de cession",
    "creation": "Budget de création",
    "solde.previsionnel": "Solde prévisionnel",
    "solde.securise": "Solde sécurisé",
    "creux": "Creux de trésorerie",
}
SHOWN = 3  # findings of each kind; the rest is counted
MONEY_UNITS = ("", "EUR", "HT", "TTC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A finding that a change brings (`appears`) or takes away."""

    appears: bool
    severity: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What a change moves, ready to be drawn."""

    figures: Sequence[Move]
    findings: Sequence[Shift]
    more: int = 0  # findings that are not said

    def __bool__(self) -> bool:
        return bool(self.figures or self.findings)


def moved(raw: Mapping[str, Any]) -> Moved:
    """Return what a rehearsal, or a set of changes that was applied, moved; `raw` is as core.rehearsing gives it."""
    order = list(FIGURES)
    rows = sorted((row for row in raw["figures"] if row["code"] in FIGURES), key=lambda row: order.index(row["code"]))
    appeared, vanished = raw["findings"]["appeared"], raw["findings"]["vanished"]
    shifts = [Shift(appears=True, severity=row["severity"], message=row["message"]) for row in appeared[:SHOWN]]
    shifts += [Shift(appears=False, severity=row["severity"], message=row["message"]) for row in vanished[:SHOWN]]
    more = len(appeared) + len(vanished) - len(shifts)
    return Moved(figures=[_move(row) for row in rows], findings=shifts, more=more)


def sentence(raw: Mapping[str, Any]) -> str:
    """Say in one line what moved: « Marge des dates fermes +611,68 € ; reste à vendre 13 → 12 dates »."""
    found = moved(raw)
    said = [
        f"{move.label} {move.before} → {move.after}" if move.before else f"{move.label} {move.after}" for move in found.figures
    ]
    for sign, appears in (("de plus", True), ("de moins", False)):
        count = len(raw["findings"]["appeared" if appears else "vanished"])
        if count:
            said.append(f"{french.count(count, 'constat')} {sign}")
    text = f"{french.THIN}; ".join(part[:1].lower() + part[1:] if place else part for place, part in enumerate(said))
    return f"{text}." if text else ""


def _move(row: Mapping[str, Any]) -> Move:
    label, difference = FIGURES[row["code"]], row["difference"]
    if row["code"] == "marge.fermes" and difference is not None:
        return Move(label, french.money(difference, signed=True))
    before = "" if row["before"] is None else _said(row["before"], row["unit"])
    return Move(label, _said(row["after"], row["unit"]), before)


def _said(value: Any, unit: str) -> str:
    if not isinstance(value, Decimal):
        return value or "inconnu"
    return french.money(value) if unit in MONEY_UNITS else measure(value, unit)
