"""Which gestures bring the low point of a treasury above zero: a deposit, an instalment paid earlier, an expense put off."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import accumulate, combinations, product
from operator import sub

from filage.rules.engine.rounding import to_cent
from filage.rules.treasury.plan import first_of_month

DEPOSIT_SHARE = Decimal("0.30")  # of a signed sale, the usage that the trade's courses teach
HALF, WHOLE = Decimal("0.5"), Decimal(1)
FARTHEST = 3  # months that an expense can be put off
WHOLE_EFFORT = 2  # added when a partner is asked for the whole sum rather than a half
MOST_GESTURES = 3  # in one plan: beyond, nobody follows it
MOST_SUBJECTS = 10  # tried together, the strongest ones
MOST_PLANS = 3
ZERO = Decimal(0)


class Kind(StrEnum):
    """What is asked: a deposit from who bought, money earlier from who gives, time from who is paid."""

    DEPOSIT = "acompte"
    ADVANCE = "avance"
    SHIFT = "report"


@dataclass(frozen=True, slots=True)
class Movable:
    """Money that could move: `flows` are (month, amount without VAT) of it, every amount positive, `rates` their rates of VAT."""

    key: str
    kind: Kind
    label: str
    flows: tuple[tuple[date, Decimal], ...]
    rates: tuple[Decimal, ...] = ()  # fractions; empty: no VAT


@dataclass(frozen=True, slots=True)
class Gesture:
    """One gesture: `share` of what is at stake goes to the month `to`, which moves `amount`.

    `effort` counts the months asked for, two more when the whole is asked. `delta` is what each end of month wins or loses before
    the VAT that follows, `taxes` what each month then has more or less to settle. `balances` are the ends of months once it is
    done and its VAT settled, `low` the lowest of them and `gain` what the low point wins.
    """

    kind: Kind
    key: str
    label: str
    share: Decimal
    amount: Decimal
    to: date
    months: int
    effort: int
    delta: tuple[Decimal, ...]
    taxes: tuple[Decimal, ...] = ()
    balances: tuple[Decimal, ...] = ()
    low: Decimal = ZERO
    gain: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Plan:
    """Gestures done together: no month ends below zero; `low` is then the lowest end of month."""

    gestures: tuple[Gesture, ...]
    effort: int
    balances: tuple[Decimal, ...]
    low: Decimal

    @property
    def keys(self) -> set[str]:
        """Return the sums that it moves."""
        return {each.key for each in self.gestures}


def gestures(
    start: date, balances: Sequence[Decimal], held: Sequence[Movable], *, since: date | None = None, vat: Sequence[Decimal] = ()
) -> list[Gesture]:
    """Return the best gesture on each movable sum, what wins most at the low point first, then what asks least.

    `balances` are the ends of the months from that of `start`; nothing moves to or from a month before that of `since`. `vat` is
    what each month collects less what it deducts, settled the month after; empty when the structure does not settle any.
    """
    found: dict[str, Gesture] = {}
    for each in _tried(start, balances, held, since, vat):
        best = found.get(each.key)
        if each.gain > 0 and (best is None or _order(each) < _order(best)):
            found[each.key] = each
    return sorted(found.values(), key=_order)


def plans(
    start: date, balances: Sequence[Decimal], held: Sequence[Movable], *, since: date | None = None, vat: Sequence[Decimal] = ()
) -> list[Plan]:
    """Return the plans of three gestures at most that leave no month below zero, what asks least first, then what leaves most.

    One plan for each set of movable sums, three plans at most; none when nothing is below zero or nothing suffices.
    """
    if min(balances, default=ZERO) >= 0:
        return []
    variants = _strongest(_tried(start, balances, held, since, vat), balances)
    found: list[Plan] = []
    for size in range(1, MOST_GESTURES + 1):
        for keys in combinations(variants, size):
            most = min((other.effort for other in found if other.keys <= {*keys}), default=None)  # fewer gestures do it for that
            tried = (each for each in product(*(variants[key] for key in keys)) if most is None or _effort(each) < most)
            best = min(_sufficient(tried, balances, vat), key=_plan_order, default=None)
            if best is not None:
                found.append(best)
    return sorted(found, key=_plan_order)[:MOST_PLANS]


def after(balances: Sequence[Decimal], chosen: Sequence[Gesture], *, vat: Sequence[Decimal] = ()) -> tuple[Decimal, ...]:
    """Return the ends of months once some gestures are done together, and the VAT that follows them settled."""
    return _ends(_before_vat(balances, vat), chosen, vat)


def _before_vat(balances: Sequence[Decimal], vat: Sequence[Decimal]) -> Sequence[Decimal]:
    """Return the ends of months as if no VAT were settled."""
    return [end + paid for end, paid in zip(balances, _settled(vat), strict=True)] if vat else balances


def _ends(before: Sequence[Decimal], chosen: Sequence[Gesture], vat: Sequence[Decimal]) -> tuple[Decimal, ...]:
    ends = [sum(month, ZERO) for month in zip(before, *(gesture.delta for gesture in chosen), strict=True)]
    if not vat:
        return tuple(ends)
    moved = [sum(month, ZERO) for month in zip(vat, *(gesture.taxes for gesture in chosen), strict=True)]
    return tuple(map(sub, ends, _settled(moved)))


def _settled(vat: Sequence[Decimal]) -> Iterator[Decimal]:
    """Yield the VAT settled by the end of each month: that of a month is paid the next one, a credit waits."""
    paid = due = credit = ZERO
    for month in vat:
        paid += due
        yield paid
        due = month - credit
        due, credit = (due, ZERO) if due > 0 else (ZERO, -due)


def gesture(
    start: date, balances: Sequence[Decimal], movable: Movable, *, share: Decimal, to: date, vat: Sequence[Decimal] = ()
) -> Gesture | None:
    """Return one named gesture on a movable sum; None when it moves nothing."""
    moves = _moves(movable, share, to)
    if not moves:
        return None
    months = min(abs(_between(each.source, to)) for each in moves)
    cash = _shift(start, len(balances), movable.kind, [(each.source, each.leaves, each.arrives) for each in moves], to)
    tax = _shift(start, len(balances), movable.kind, [(each.source, each.leaves_vat, each.arrives_vat) for each in moves], to)
    made = Gesture(
        kind=movable.kind,
        key=movable.key,
        label=movable.label,
        share=share,
        amount=sum((each.arrives for each in moves), ZERO),
        to=to,
        months=months,
        effort=months + (WHOLE_EFFORT if movable.kind is Kind.ADVANCE and share == WHOLE else 0),
        delta=_running(cash),
        taxes=tuple(tax[1:]) if vat else (),
    )
    ends = after(balances, [made], vat=vat)
    low = min(ends, default=ZERO)
    return replace(made, balances=ends, low=low, gain=low - min(balances, default=ZERO))


def _tried(
    start: date, balances: Sequence[Decimal], held: Sequence[Movable], since: date | None, vat: Sequence[Decimal]
) -> Iterator[Gesture]:
    below = [first_of_month(start, rank) for rank, balance in enumerate(balances) if balance < 0]
    if not below:
        return
    low = first_of_month(start, min(range(len(balances)), key=balances.__getitem__))
    now = first_of_month(since) if since else first_of_month(start)
    for movable in held:
        for share, to in _asked(movable, sorted({below[0], low}), now):
            made = gesture(start, balances, movable, share=share, to=to, vat=vat)
            if made is not None and any(end > before < 0 for end, before in zip(made.balances, balances, strict=True)):
                yield made


def _asked(movable: Movable, targets: Sequence[date], now: date) -> Iterator[tuple[Decimal, date]]:
    """Yield what could be asked: (share, month)."""
    if movable.kind is Kind.SHIFT:
        source = movable.flows[0][0]
        if source >= now:
            yield from ((WHOLE, first_of_month(source, months)) for months in range(1, FARTHEST + 1))
        return
    shares = (DEPOSIT_SHARE,) if movable.kind is Kind.DEPOSIT else (HALF, WHOLE)
    yield from product(shares, [target for target in targets if target >= now])


@dataclass(frozen=True, slots=True)
class _Part:
    """What leaves a month and what arrives in another, VAT included, and the VAT of each: rounded as two invoices would be."""

    source: date
    leaves: Decimal
    arrives: Decimal
    leaves_vat: Decimal
    arrives_vat: Decimal


def _moves(movable: Movable, share: Decimal, to: date) -> list[_Part]:
    """Return what moves to the month `to`: a receipt moves earlier, an expense later."""
    later = movable.kind is Kind.SHIFT
    rates = movable.rates or (ZERO,) * len(movable.flows)
    return [
        _part(first_of_month(month), amount, share, rate)
        for (month, amount), rate in zip(movable.flows, rates, strict=True)
        if (first_of_month(month) < to if later else first_of_month(month) > to)
    ]


def _part(source: date, amount: Decimal, share: Decimal, rate: Decimal) -> _Part:
    moved = to_cent(amount * share)
    arrives, stays = to_cent(moved * rate), to_cent((amount - moved) * rate)
    leaves = to_cent(amount * rate) - stays
    return _Part(source, moved + leaves, moved + arrives, leaves, arrives)


def _shift(start: date, length: int, kind: Kind, moves: Sequence[tuple[date, Decimal, Decimal]], to: date) -> list[Decimal]:
    """Return what each month has more or less, after what the months before them all have."""
    changes = [ZERO] * (length + 1)
    sign = -1 if kind is Kind.SHIFT else 1
    for source, leaves, arrives in moves:
        for month, change in ((source, -sign * leaves), (to, sign * arrives)):
            rank = _between(start, month)
            if rank < length:
                changes[max(rank, -1) + 1] += change
    return changes


def _running(changes: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Return the running sums of the months, from what the months before them have."""
    return tuple(accumulate(changes))[1:]


def _strongest(tried: Iterator[Gesture], balances: Sequence[Decimal]) -> Mapping[str, list[Gesture]]:
    """Return the gestures by sum, for the sums that bring most to the months below zero."""
    by_key: dict[str, list[Gesture]] = {}
    for each in tried:
        by_key.setdefault(each.key, []).append(each)

    def strength(key: str) -> Decimal:
        gains = ((end - was, was) for each in by_key[key] for end, was in zip(each.balances, balances, strict=True))
        return max(gain for gain, was in gains if was < 0)

    kept = sorted(by_key, key=lambda key: (-strength(key), key))[:MOST_SUBJECTS]
    return {key: by_key[key] for key in kept}


def _sufficient(tried: Iterator[tuple[Gesture, ...]], balances: Sequence[Decimal], vat: Sequence[Decimal]) -> Iterator[Plan]:
    before = _before_vat(balances, vat)
    for chosen in tried:
        ends = _ends(before, chosen, vat)
        low = min(ends)
        if low >= 0:
            yield Plan(chosen, _effort(chosen), ends, low)


def _effort(chosen: Sequence[Gesture]) -> int:
    return sum(each.effort for each in chosen)


def _order(made: Gesture) -> tuple[Decimal, int, str]:
    return (-made.gain, made.effort, made.label)


def _plan_order(plan: Plan) -> tuple[int, int, Decimal]:
    return (plan.effort, len(plan.gestures), -plan.low)


def _between(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month
