"""Why a real payslip costs something else than its estimate: the gross, what follows it, then each contribution."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from filage.rules.engine import to_cent

NOT_SAID = Decimal("0.01")  # a gap that no sentence is worth
NEAR = Decimal("0.02")
CENT = Decimal("0.01")
MOST_ACCIDENTS = Decimal("0.06")  # a rate beyond is no rate of theatre
ONE_DECIMAL = Decimal("0.001")
CLOSE_RATE = Decimal("0.00006")  # half a cent on the gross of a few dates
ACCIDENTS, COEFFICIENT = "atmp", "coefficient"  # the only line of an estimate made by a coefficient: it tells no family
PART_OF = (
    ("accidents", ("atmp",)),
    ("chomage", ("chomage", "ags")),
    ("retraite", ("retraite", "ceg", "cet", "apec")),
    ("prevoyance", ("prevoyance",)),
    ("sante", ("sante",)),
    ("conges", ("conges",)),
    ("formation", ("formation",)),
    ("taxes", ("taxe",)),
    ("autre", ("fnas", "fcap", "medecine", "contribution")),
)
COLLECTED = ("accidents", "chomage", "reduction", "taxes")  # by the Urssaf, when a recap does not tell them apart
REST, GROSS, FOLLOWS = "reste", "brut", "suit"


@dataclass(frozen=True, slots=True)
class Estimated:
    """What was estimated: the gross, and each contribution of the employer by line (label, amount), the reduction below zero."""

    gross: Decimal
    lines: Mapping[str, tuple[str, Decimal]] = field(default_factory=dict)
    base: Decimal = Decimal(0)  # of the accidents du travail

    @property
    def charges(self) -> Decimal:
        """Return what the employer adds to the gross."""
        return sum((amount for _, amount in self.lines.values()), Decimal(0))


@dataclass(frozen=True, slots=True)
class Paid:
    """What was paid: the gross, the employer's contributions (None when the file does not say), and their families."""

    gross: Decimal
    charges: Decimal | None = None
    parts: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reason:
    """A piece of the gap, in euros; `code` is brut, suit, reste or a family. `hint` is what it may come from, never sure."""

    code: str
    amount: Decimal
    hint: str = ""


def reasons(estimated: Estimated, paid: Paid) -> tuple[Reason, ...]:
    """Return the pieces of the gap between a payslip and its estimate: their sum is the gap, to the cent."""
    found = [Reason(GROSS, paid.gross - estimated.gross)]
    if paid.charges is not None:
        ratio = paid.gross / estimated.gross if estimated.gross else Decimal(1)
        follows = to_cent(estimated.charges * ratio) - estimated.charges
        found.append(Reason(FOLLOWS, follows))
        rest = paid.charges - estimated.charges - follows
        detailed = bool(paid.parts) and COEFFICIENT not in estimated.lines
        found += _by_part(estimated, paid, ratio, rest) if detailed else [Reason(REST, rest, _hint(estimated, ratio, rest))]
    return tuple(one for one in found if abs(one.amount) >= NOT_SAID)


def part_of(line: str) -> str:
    """Return the family of a line of a payslip."""
    return next((part for part, starts in PART_OF if line.startswith(starts)), "reduction" if line == "reduction" else "urssaf")


def _by_part(estimated: Estimated, paid: Paid, ratio: Decimal, rest: Decimal) -> Iterator[Reason]:
    foreseen: dict[str, Decimal] = defaultdict(Decimal)
    for line, (_, amount) in estimated.lines.items():
        part = part_of(line)
        if part in COLLECTED and part not in paid.parts and "urssaf" in paid.parts:
            part = "urssaf"
        foreseen[part] += amount * ratio
    for part in dict.fromkeys([*paid.parts, *foreseen]):
        gap = to_cent(paid.parts.get(part, Decimal(0)) - foreseen[part])
        rest -= gap
        missing = part not in paid.parts
        yield Reason(part, gap, "absente du récapitulatif" if missing else "" if foreseen[part] else "absente de l’estimation")
    yield Reason(REST, rest)


def _hint(estimated: Estimated, ratio: Decimal, rest: Decimal) -> str:
    """Return what a gap of the contributions may come from: a line that is not there, or another rate of accidents."""
    if abs(rest) <= NEAR:
        return "arrondis"
    for label, amount in estimated.lines.values():
        if amount and abs(to_cent(amount * ratio) + rest) <= NEAR:
            return f"comme si « {label} » n’était pas payée"
        if amount and abs(to_cent(amount * ratio) - rest) <= NEAR:
            return f"comme si « {label} » était comptée deux fois"
    return _other_rate(estimated, ratio, rest) or _rates(estimated, ratio, rest)


def _rates(estimated: Estimated, ratio: Decimal, rest: Decimal) -> str:
    """Return the rate of the contributions that were paid beside the rate estimated: facts, when nothing may be guessed."""
    gross = estimated.gross * ratio
    if not gross or gross < 0:
        return ""
    paid, foreseen = (amount / gross * 100 for amount in (estimated.charges * ratio + rest, estimated.charges * ratio))
    return f"{_percent(paid)} % du brut, contre {_percent(foreseen)} % estimés"


def _percent(value: Decimal) -> str:
    return f"{value.quantize(CENT)}".replace(".", ",")


def _other_rate(estimated: Estimated, ratio: Decimal, rest: Decimal) -> str:
    _, held = estimated.lines.get(ACCIDENTS, ("", Decimal(0)))
    base = estimated.base * ratio
    if not base:
        return ""
    rate = (held * ratio + rest) / base
    near = rate.quantize(ONE_DECIMAL)
    if not 0 <= near <= MOST_ACCIDENTS or abs(rate - near) > max(CLOSE_RATE, NEAR / base):
        return ""
    said = f"{(near * 100).normalize():f}".replace(".", ",")
    return f"comme un taux d’accidents du travail de {said} %"
