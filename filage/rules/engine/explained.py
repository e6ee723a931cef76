"""Amounts that remember how they were made, where unknown is a value that absorbs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from filage.rules.engine.rounding import ceil_units, to_cent

type Operand = Explained | Decimal | int

ZERO = Decimal(0)
EURO = "EUR"
FRACTION = "fraction"  # a rate: 0.055 is written 5,5 %
COEFFICIENT = "coefficient"  # a multiplier: 1.55 is written 1,55
NEUTRAL = ("", FRACTION, COEFFICIENT)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from: text, address, first day in force, confidence, and what the reader must know."""

    text: str
    url: str = ""
    since: date | None = None
    confidence: str = ""
    warning: str = ""


class UnknownValue(ValueError):
    """A value was asked for that nobody knows yet; the text names it and the gesture that fills it."""

    def __init__(self, missing: tuple[Explained, ...]):
        self.missing = missing
        super().__init__(" ; ".join(missing_text(item) for item in missing))


def missing_text(item: Explained) -> str:
    """Return the French sentence that names an unknown value, its parameter and the gesture that fills it."""
    parameter = f" ({item.parameter})" if item.parameter else ""
    gesture = f". {item.gesture}" if item.gesture else ""
    return f"Valeur inconnue : {item.label or 'sans nom'}{parameter}{gesture}"


class Explained:
    """A number and the operation it comes from; treat it as immutable.

    `value` is None when unknown. Arithmetic with another Explained, a Decimal or an int builds a node and no text:
    formula, sources and warnings are read from the tree by `filage.rules.engine.explanation` when somebody asks.
    """

    __slots__ = ("gesture", "inputs", "label", "op", "parameter", "source", "unit", "value")

    def __init__(
        self,
        value: Decimal | None,
        op: str = "given",
        inputs: tuple[Explained, ...] = (),
        label: str = "",
        unit: str = "",
        source: Source | None = None,
        gesture: str = "",
        parameter: str | None = None,
    ) -> None:
        self.value = value
        self.op = op
        self.inputs = inputs
        self.label = label
        self.unit = unit
        self.source = source
        self.gesture = gesture
        self.parameter = parameter

    @property
    def is_known(self) -> bool:
        """Tell whether the value is known."""
        return self.value is not None

    def known(self) -> Decimal:
        """Return the value; raise UnknownValue, naming every parameter and gesture, when it is not known."""
        if self.value is None:
            raise UnknownValue(missing(self))
        return self.value

    def named(self, label: str, unit: str | None = None) -> Explained:
        """Return the same node under a label, which formulas then show as one figure."""
        unit = self.unit if unit is None else unit
        if label == self.label and unit == self.unit:
            return self
        return Explained(self.value, self.op, self.inputs, label, unit, self.source, self.gesture, self.parameter)

    def rounded(self) -> Explained:
        """Return the amount rounded to the cent, halves up."""
        value = None if self.value is None else to_cent(self.value)
        return Explained(value, "round", (self,), self.label, self.unit)

    def rounded_up(self) -> Explained:
        """Return the number rounded up to a whole unit: people, dates, tickets."""
        value = None if self.value is None else Decimal(ceil_units(self.value))
        return Explained(value, "ceil", (self,), self.label, self.unit)

    def __add__(self, other: Operand) -> Explained:
        right = as_explained(other)
        value = None if self.value is None or right.value is None else self.value + right.value
        return Explained(value, "add", (self, right), "", self.unit or right.unit)

    def __radd__(self, other: Decimal | int) -> Explained:
        return as_explained(other) + self

    def __sub__(self, other: Operand) -> Explained:
        right = as_explained(other)
        value = None if self.value is None or right.value is None else self.value - right.value
        return Explained(value, "sub", (self, right), "", self.unit or right.unit)

    def __rsub__(self, other: Decimal | int) -> Explained:
        return as_explained(other) - self

    def __mul__(self, other: Operand) -> Explained:
        right = as_explained(other)
        value = None if self.value is None or right.value is None else self.value * right.value
        return Explained(value, "mul", (self, right), "", _product_unit(self.unit, right.unit))

    def __rmul__(self, other: Decimal | int) -> Explained:
        return as_explained(other) * self

    def __truediv__(self, other: Operand) -> Explained:
        right = as_explained(other)
        if right.value is not None and not right.value:
            raise ZeroDivisionError(f"division par zéro : {right.label or 'diviseur'}")
        value = None if self.value is None or right.value is None else self.value / right.value
        return Explained(value, "div", (self, right), "", _quotient_unit(self.unit, right.unit))

    def __rtruediv__(self, other: Decimal | int) -> Explained:
        return as_explained(other) / self

    def __neg__(self) -> Explained:
        return Explained(None if self.value is None else -self.value, "neg", (self,), "", self.unit)

    def opposite(self, label: str) -> Explained:
        """Return the opposite amount under a label, as one node."""
        return Explained(None if self.value is None else -self.value, "neg", (self,), label, self.unit)

    def __repr__(self) -> str:
        shown = "unknown" if self.value is None else str(self.value)
        return f"<Explained {self.label or self.op} {shown} {self.unit}>".replace(" >", ">")


class Deferred(Explained):
    """A number whose inputs are made when somebody asks: what thousands of amounts rest on, and few are asked about."""

    __slots__ = ("_made", "_make")

    def __init__(self, value: Decimal | None, op: str, make: Callable[[], tuple[Explained, ...]], label: str, unit: str) -> None:
        self.value, self.op, self._make, self.label, self.unit = value, op, make, label, unit
        self._made: tuple[Explained, ...] | None = None
        self.source, self.gesture, self.parameter = None, "", None

    @property
    def inputs(self) -> tuple[Explained, ...]:  # type: ignore[override]
        """Return what the number comes from, made the first time."""
        if self._made is None:
            self._made = self._make()
        return self._made

    def named(self, label: str, unit: str | None = None) -> Explained:
        """Return the same node under a label; its inputs still wait."""
        return Deferred(self.value, self.op, lambda: self.inputs, label, self.unit if unit is None else unit)


def as_explained(value: Operand) -> Explained:
    """Return the operand as a node; refuse floats, which are never exact, and booleans."""
    if type(value) is Explained or type(value) is Deferred:
        return value
    if type(value) is Decimal or type(value) is int:
        return Explained(_exact(value))
    raise TypeError(f"un montant est un Decimal, un entier ou un Explained, pas {type(value).__name__}")


def given(value: Decimal | int | str, label: str, *, unit: str = EURO, source: Source | str | None = None) -> Explained:
    """Return a known value under a label; raise ValueError when the text is no finite number, TypeError for a float."""
    origin = _source(source) if isinstance(source, str) else source
    return Explained(_exact(value), "given", (), label, unit, origin)


def quantity(value: Decimal | int | str, label: str, *, unit: str = "", source: Source | str | None = None) -> Explained:
    """Return a known count, coefficient or measure: a number without currency."""
    return given(value, label, unit=unit, source=source)


def percent(value: Decimal | int | str, label: str, *, source: Source | str | None = None) -> Explained:
    """Return a rate entered in percent (5.5) as an exact fraction (0.055)."""
    return given(_exact(value).scaleb(-2), label, unit=FRACTION, source=source)


def unknown(label: str, *, unit: str = EURO, gesture: str = "", parameter: str | None = None) -> Explained:
    """Return a value that nobody knows yet, with the gesture that will fill it."""
    return Explained(None, "unknown", (), label, unit, None, gesture, parameter)


def nodes(items: Iterable[Operand]) -> tuple[Explained, ...]:
    """Return the operands as nodes; most often they all are."""
    held = tuple(items)
    return held if NODES.issuperset(map(type, held)) else tuple(map(as_explained, held))  # type: ignore[return-value]


def sum_of(items: Iterable[Operand], label: str, *, unit: str = EURO) -> Explained:
    """Return the sum of the items as one node; unknown as soon as one of them is (see `total` for the known part)."""
    inputs = nodes(items)
    return Explained(_absorbing_sum(inputs), "sum", inputs, label, unit)


def minimum(*items: Operand, label: str = "") -> Explained:
    """Return the smallest item, unknown as soon as one of them is."""
    return _extreme("min", items, label)


def maximum(*items: Operand, label: str = "") -> Explained:
    """Return the greatest item, unknown as soon as one of them is."""
    return _extreme("max", items, label)


def walk(root: Explained) -> Iterator[Explained]:
    """Yield each node of the tree once, root first, left to right, whatever its depth."""
    seen: set[int] = set()
    stack = [root]
    while stack:
        node = stack.pop()
        if id(node) not in seen:
            seen.add(id(node))
            yield node
            stack.extend(reversed(node.inputs))


def missing(root: Explained) -> tuple[Explained, ...]:
    """Return the unknown values that make `root` unknown, each once."""
    return tuple(node for node in walk(root) if node.value is None and not node.inputs)


NODES = frozenset({Explained, Deferred})
_source = lru_cache(maxsize=4096)(Source)  # « Saisi dans le budget » is said of thousands of amounts


def _exact(value: Decimal | int | str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (Decimal, int, str)):
        raise TypeError(f"une valeur exacte est un Decimal, un entier ou un texte, pas {type(value).__name__}")
    try:
        exact = value if type(value) is Decimal else Decimal(value)
    except ArithmeticError as error:
        raise ValueError(f"« {value} » n’est pas un nombre") from error
    if not exact.is_finite():
        raise ValueError(f"« {value} » n’est pas un nombre fini")
    return exact


def _absorbing_sum(inputs: tuple[Explained, ...]) -> Decimal | None:
    try:
        return sum([item.value for item in inputs], ZERO)  # type: ignore[type-var]
    except TypeError:  # an unknown among them
        return None


def _extreme(op: str, items: tuple[Operand, ...], label: str) -> Explained:
    inputs = tuple(as_explained(item) for item in items)
    values = [item.value for item in inputs if item.value is not None]
    choose = min if op == "min" else max
    value = choose(values) if len(values) == len(inputs) else None
    unit = next((item.unit for item in inputs if item.unit), "")
    return Explained(value, op, inputs, label, unit)


def _product_unit(left: str, right: str) -> str:
    if left.startswith(EURO):
        return left
    if right.startswith(EURO):
        return right
    return left if right in NEUTRAL else right


def _quotient_unit(left: str, right: str) -> str:
    return "" if left == right else left


def cents(amount: Explained) -> Decimal | None:
    """Return an amount to the cent, None when unknown."""
    return None if amount.value is None else to_cent(amount.value)
