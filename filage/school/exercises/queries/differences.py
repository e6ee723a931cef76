"""Which lines of a learner's production differ from those of the solved one, and what each difference moves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from difflib import SequenceMatcher
from math import prod
from typing import Any

from filage.documents.shapes import WorkbookData
from filage.rules.engine.text import quantity_text
from filage.rules.reading import identifier
from filage.rules.reading.folding import folded
from filage.rules.schooling.exercises.exercise import Exercise
from filage.school.exercises.queries.measures import answers
from filage.school.exercises.queries.schedules import plan_differences

CHANGED, MISSING, EXTRA = "modifiée", "absente", "en trop"
ALIKE = 0.6  # how near two labels must be to speak of the same line
MOST = 60  # differences that are worked out
HYPOTHESES = "hypotheses"
CELLS: Mapping[str, Sequence[tuple[str, str, str]]] = {
    "plateau": (("number", "effectif", ""), ("quantity", "quantité", ""), ("next_quantity", "quantité des dates suivantes", ""),
                ("gross", "brut unitaire", "EUR"), ("coefficient", "coefficient employeur", "coefficient"),
                ("amount", "montant par date", "EUR"), ("next_amount", "montant des dates suivantes", "EUR")),
    "team": (("quantity", "quantité", ""), ("gross", "brut unitaire", "EUR"),
             ("coefficient", "coefficient employeur", "coefficient")),
    "charges": (("quantity", "quantité", ""), ("unit_price", "prix unitaire", "EUR"), ("vat_rate", "TVA", "fraction"),
                ("phase", "phase", "")),
    "travel": (("quantity", "quantité", ""), ("unit_price", "prix unitaire", "EUR"), ("vat_rate", "TVA", "fraction"),
               ("mode", "prise en charge", "")),
    "income": (("quantity", "quantité", ""), ("unit_price", "prix unitaire", "EUR"), ("asked", "montant", "EUR"),
               ("granted", "montant obtenu", "EUR"), ("phase", "phase", ""), ("status", "état", "")),
    HYPOTHESES: (("dates", "dates prévues", ""), ("price", "prix de cession", "EUR"),
                 ("management_rate", "frais de gestion", "fraction"), ("structure_share", "quote-part de structure", "EUR"),
                 ("vat_rate", "TVA de la cession", "fraction"), ("coefficients", "coefficients de la série", "")),
}  # fmt: skip
SHEETS = tuple(name for name in CELLS if name != HYPOTHESES)
ROWS = {"next_quantity": "quantities", "quantity": "quantities", "next_amount": "amounts", "amount": "amounts"}  # of a plateau


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """A difference: on which line, of what, what was given, what was right, and by how much each answer is wrong for it."""

    label: str
    kind: str
    cell: str = ""
    unit: str = ""
    given: Any = None
    right: Any = None
    told: str = ""  # the whole of it, when it is not one cell
    effects: Mapping[str, Decimal] = field(default_factory=dict)  # code of a question -> what it adds to the answer

    @property
    def weight(self) -> Decimal:
        """Return the largest gap that it makes."""
        return max((abs(value) for value in self.effects.values()), default=Decimal(0))


def causes(exercise: Exercise, mine: WorkbookData, solved: WorkbookData) -> list[Cause]:
    """Return the differences between a production and the solved one, each with its effects, the heaviest first."""
    found = []
    before = answers(exercise, mine)
    for cause, mended in list(_differences(mine, solved))[:MOST]:
        after = answers(exercise, mended)
        effects = {code: value - after[code] for code, value in before.items() if code in after and value != after[code]}
        if effects or not cause.told:  # a flow, a price of a date: only where a question reads it
            found.append(replace(cause, effects=effects))
    return sorted(found, key=lambda one: -one.weight)


def _differences(mine: WorkbookData, solved: WorkbookData) -> Iterator[tuple[Cause, WorkbookData]]:
    """Yield each difference with the production as it would be, this one mended and nothing else."""
    for label, told, plan in plan_differences(mine.cash, solved.cash):
        yield Cause(label=label, kind=CHANGED, told=told), replace(mine, cash=plan)
    yield from _changed_hypotheses(mine, solved)
    yield from _changed_prices(mine, solved)
    for sheet in SHEETS:
        held, wanted = _typed(mine, sheet), _typed(solved, sheet)
        if _same_money(held, wanted):
            held, wanted = _same_names(held, wanted)
        pairs = _pairs(held, wanted)
        for one, other in pairs:
            for name, said, unit in CELLS[sheet]:
                if _cell(one, name) != _cell(other, name):
                    cause = Cause(label=_label(other), kind=CHANGED, cell=said, unit=unit, given=_cell(one, name),
                                  right=_cell(other, name))  # fmt: skip
                    yield cause, _with(mine, sheet, one, _mended(one, name, other))
        for one in held:
            if all(one is not left for left, _ in pairs):
                yield Cause(label=_label(one), kind=EXTRA, given=_worth(one)), _with(mine, sheet, one, None)
        for one in wanted:
            if all(one is not right for _, right in pairs):
                cause = Cause(label=_label(one), kind=MISSING, right=_worth(one))
                yield cause, _sheet(mine, sheet, (*getattr(mine, sheet), one))


def _changed_hypotheses(mine: WorkbookData, solved: WorkbookData) -> Iterator[tuple[Cause, WorkbookData]]:
    for name, said, unit in CELLS[HYPOTHESES]:
        given, right = getattr(mine.hypotheses, name), getattr(solved.hypotheses, name)
        if given != right:
            cause = Cause(label="Hypothèses", kind=CHANGED, cell=said, unit=unit, given=given, right=right)
            yield cause, replace(mine, hypotheses=replace(mine.hypotheses, **{name: right}))


def _changed_prices(mine: WorkbookData, solved: WorkbookData) -> Iterator[tuple[Cause, WorkbookData]]:
    """Yield the dates that are not sold at the price of the solved production."""
    right = {one.ref: one.price for one in solved.tour}
    for line in mine.tour:
        price = right.get(line.ref, line.price)
        if line.price != price:
            told = f"prix {quantity_text(line.price, 'EUR')} au lieu de {quantity_text(price, 'EUR')}"
            tour = tuple(replace(one, price=price) if one is line else one for one in mine.tour)
            label = f"Date {line.ref}, {line.venue or line.city}".rstrip(", ")
            yield Cause(label=label, kind=CHANGED, told=told), replace(mine, tour=tour)


def _same_money(held: Sequence[Any], wanted: Sequence[Any]) -> bool:
    """Tell whether the lines that bear other names on both sides come to the same: the same money cut otherwise."""
    both = {folded(_label(one)) for one in held} & {folded(_label(one)) for one in wanted}
    mine, right = ([_worth(one) for one in lines if folded(_label(one)) not in both] for lines in (held, wanted))
    return bool(mine and right) and None not in (*mine, *right) and sum(mine) == sum(right)  # type: ignore[arg-type]


def _same_names(held: Sequence[Any], wanted: Sequence[Any]) -> tuple[list[Any], list[Any]]:
    """Return the lines of both sides whose name is found on the other."""
    mine, right = ({folded(_label(one)) for one in lines} for lines in (held, wanted))
    return [one for one in held if folded(_label(one)) in right], [one for one in wanted if folded(_label(one)) in mine]


def _typed(data: WorkbookData, sheet: str) -> list[Any]:
    """Return the lines that somebody typed: neither what Filage computes, nor what another sheet already holds."""
    lines = getattr(data, sheet)
    if sheet == "plateau":
        return list(lines)
    return [one for one in lines if identifier(one.id) and not (sheet in ("team", "charges") and one.variable)]


def _pairs(held: Sequence[Any], wanted: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Return the lines of both sides that speak of the same thing: same label first, then the nearest one."""
    ranked = sorted(
        ((_likeness(one, other), left, right) for left, one in enumerate(held) for right, other in enumerate(wanted)),
        key=lambda each: -each[0],
    )
    found: dict[int, int] = {}
    for likeness, left, right in ranked:
        if likeness >= ALIKE and left not in found and right not in found.values():
            found[left] = right
    return [(held[left], wanted[right]) for left, right in sorted(found.items(), key=lambda pair: pair[1])]


def _likeness(one: Any, other: Any) -> float:
    if one.id == other.id:
        return 2.0
    mine, right = folded(_label(one)), folded(_label(other))
    near = SequenceMatcher(None, mine, right).ratio() + (0.3 if mine.split()[:1] == right.split()[:1] else 0)
    cells = ("gross", "unit_price", "asked", "coefficient", "quantity")
    same = [getattr(one, name, None) == getattr(other, name, None) is not None for name in cells]
    return near + (0.2 if any(same) else 0)


def _label(line: Any) -> str:
    return str(getattr(line, "label", "") or getattr(line, "function", ""))


def _cell(line: Any, name: str) -> Any:
    held = getattr(line, ROWS[name]) if name in ROWS and hasattr(line, ROWS[name]) else None
    if held is None:
        return getattr(line, name)
    if not held:
        return None
    return held[0] if not name.startswith("next") else (held[1] if len(held) > 1 else held[0])


def _mended(line: Any, name: str, other: Any) -> Any:
    if name not in ROWS or not hasattr(line, ROWS[name]):
        return replace(line, **{name: getattr(other, name)})
    row, right = ROWS[name], _cell(other, name)
    held = [
        _cell(line, row_name)
        for row_name in (("quantity", "next_quantity") if row == "quantities" else ("amount", "next_amount"))
    ]
    held[1 if name.startswith("next") else 0] = right
    return replace(line, **{row: tuple(held) if held != [None, None] else ()})


def _with(data: WorkbookData, sheet: str, line: Any, other: Any) -> WorkbookData:
    lines = [other if one is line else one for one in getattr(data, sheet)]
    return _sheet(data, sheet, tuple(one for one in lines if one is not None))


def _sheet(data: WorkbookData, sheet: str, lines: tuple[Any, ...]) -> WorkbookData:
    held: dict[str, Any] = {sheet: lines}
    return replace(data, **held)


def _worth(line: Any) -> Decimal | None:
    """Return what a line says of money."""
    for name in ("granted", "asked"):
        if getattr(line, name, None) is not None:
            return Decimal(getattr(line, name))
    if getattr(line, "amounts", ()):
        return Decimal(line.amounts[0]) if line.amounts[0] is not None else None
    price = getattr(line, "gross", None) if hasattr(line, "gross") else getattr(line, "unit_price", None)
    if price is None:
        return None
    factors = [getattr(line, name, None) for name in ("number", "coefficient")]
    return prod([Decimal(each) for each in [*factors, _cell(line, "quantity")] if each is not None], start=Decimal(price))
