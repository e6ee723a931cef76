"""What an act would move, found by doing it and going back: figures, and findings that appear or vanish."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from filage.core.kept import FindingRow, KeyFigureRow
from filage.core.rails import checks, refreshing

type Row = dict[str, Any]

NOTHING: dict[str, Any] = {"figures": [], "findings": {"appeared": [], "vanished": []}}


@dataclass(slots=True)
class Rehearsal:
    """What the sets of changes applied during a rehearsal touched; the rows of the rails are left alone."""

    organisation_id: UUID | None = None
    touched: set[UUID] | None = field(default_factory=set)

    def note(self, organisation_id: UUID, touched: Iterable[UUID] | None) -> None:
        """Remember what one set touched; None is the whole organisation."""
        self.organisation_id = organisation_id
        self.touched = None if touched is None or self.touched is None else self.touched | set(touched)


running: ContextVar[Rehearsal | None] = ContextVar("rehearsal", default=None)


def rehearse(act: Callable[[], Any]) -> dict[str, Any]:
    """Return what `act`, made of operations, would move, and leave everything as it was; it raises what `act` raises.

    `figures` [{production, code, label, unit, before, after, difference}]; `findings` {appeared, vanished}, each a list of
    {production, code, severity, subject, message}. The objects that `act` holds must be read again afterwards.
    """
    rehearsal = Rehearsal()
    with transaction.atomic():
        token = running.set(rehearsal)
        try:
            act()
        finally:
            running.reset(token)
        moved = _moved(rehearsal)
        transaction.set_rollback(True)
    return moved


def _moved(rehearsal: Rehearsal) -> dict[str, Any]:
    if rehearsal.organisation_id is None:
        return NOTHING
    before = Kept.of(rehearsal.organisation_id, rehearsal.touched)
    figures, findings = refreshing.would_be(rehearsal.touched, rehearsal.organisation_id)
    return compare(before, Kept(figures, findings))


@dataclass(frozen=True, slots=True)
class Kept:
    """The key figures and the findings of some productions, as columns."""

    figures: Sequence[Row] = ()
    findings: Sequence[Row] = ()

    @classmethod
    def of(cls, organisation: Any, productions: Iterable[UUID] | None) -> Kept:
        """Read those that are kept; None is the whole organisation. Two queries."""
        named = {} if productions is None else {"production__in": list(productions)}
        figures = KeyFigureRow.objects.within(organisation).filter(**named)
        findings = FindingRow.objects.within(organisation).filter(**named)
        return cls(
            [{**row} for row in figures.values("production", "code", "label", "unit", "amount", "text")],
            [{**row} for row in findings.values("production", "code", "severity", "subject", "message", "pay")],
        )


def compare(before: Kept, after: Kept) -> dict[str, Any]:
    """Return the figures that moved and the findings that appeared or vanished, as `rehearse` does."""
    old, new = _by_subject(before.findings), _by_subject(after.findings)
    return {
        "figures": list(_figures(before.figures, after.figures)),
        "findings": {
            "appeared": [row for key, row in new.items() if key not in old],
            "vanished": [row for key, row in old.items() if key not in new],
        },
    }


def _figures(before: Sequence[Row], after: Sequence[Row]) -> Iterator[dict[str, Any]]:
    """Yield the figures that moved; an amount that is or becomes unknown has no difference."""
    was = {(row["production"], row["code"]): row for row in before}
    for row in after:
        old = was.get((row["production"], row["code"]))
        now = (row.get("amount"), row.get("text", ""))
        if old is not None and (old["amount"], old["text"]) == now:
            continue
        yield {
            "production": row["production"],
            "code": row["code"],
            "label": row["label"],
            "unit": row.get("unit", ""),
            "before": None if old is None else _said(old),
            "after": _said(row),
            "difference": None if old is None else _difference(old["amount"], row.get("amount")),
        }


def _by_subject(rows: Sequence[Row]) -> dict[tuple[Any, ...], Row]:
    """Return the findings by what they are about: one whose amount moved is still the same."""
    return {(row["production"], row["code"], row["subject"]): _told(row) for row in rows}


def _told(row: Row) -> Row:
    """Return what is said of a finding: its rule alone when its message says what somebody earns."""
    told = {name: row[name] for name in ("production", "code", "severity", "subject", "message")}
    check = checks.named(row["code"]) if row["pay"] else None
    return told | {"subject": "", "message": check.title} if check else told


def _said(row: Row) -> Any:
    return row.get("text", "") if row.get("amount") is None else row["amount"]


def _difference(old: Decimal | None, new: Decimal | None) -> Decimal | None:
    return None if old is None or new is None else new - old


@dataclass(frozen=True, slots=True)
class Applied:
    """A set of changes that was applied while somebody listened: its journal entry, and what it moved."""

    entry: Any
    moved: dict[str, Any]


listening: ContextVar[list[Applied] | None] = ContextVar("listening", default=None)


@contextmanager
def listen() -> Iterator[list[Applied]]:
    """Give what is applied inside the block, so that a page can say it and offer to take it back."""
    applied: list[Applied] = []
    token = listening.set(applied)
    try:
        yield applied
    finally:
        listening.reset(token)
