"""Which objects wear a finding: lines, dates, embauches, funders, people, places, by the keys that findings name."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Case, Q, QuerySet, Value, When

from filage.core import clock
from filage.core.dismissals import set_aside
from filage.core.kept import FindingRow
from filage.core.prepared import PreparedColumns
from filage.core.rails import checks
from filage.core.rails.checks import GRAVITY
from filage.core.rails.types import Severity
from filage.core.scope import ScopedQuerySet

OVERRIDDEN = "deroge"  # it blocked, and somebody who answers for the house let the act go, with a reason
RANKED: tuple[str, ...] = (*GRAVITY, OVERRIDDEN)


@dataclass(frozen=True, slots=True)
class Mark:
    """What an object wears: the gravest severity of its findings, and what each is about, in the words of the catalogue."""

    key: str
    severity: str
    titles: tuple[str, ...]

    @property
    def said(self) -> str:
        """Return the findings in one line, without any amount: everybody who reads the page may read it."""
        return " ; ".join(self.titles)


type Marks = dict[str, Mark]
type Found = tuple[str, str, str, str, UUID | None]  # keys of the objects, severity, code, desk, production


def found(organisation: Any, production: Any = None, *, readable: Collection[UUID] | None = None) -> list[Found]:
    """Return what each finding of an organisation, or of one production, is about, how grave, and from which desk. One query.

    A finding that blocks and was overridden is still worn, as « deroge »: it holds nothing back, and nobody forgets it.

    `readable` names the productions of which the user may read the findings (None: all of them, and the organisation's).
    """
    among = readable if production is None else (getattr(production, "pk", production),)
    asked = _everything if among is None else _of_productions
    return asked(clock.reading())(getattr(organisation, "pk", organisation), tuple(among or ()))


@lru_cache(maxsize=4)
def _everything(_: clock.Reading) -> PreparedColumns:
    return PreparedColumns(lambda organisation_id, _: _told(FindingRow.objects.within(organisation_id), organisation_id))


@lru_cache(maxsize=4)
def _of_productions(_: clock.Reading) -> PreparedColumns:
    return PreparedColumns(
        lambda organisation_id, ids: _told(FindingRow.objects.within(organisation_id).filter(production__in=ids), organisation_id)
    )


def _told(rows: ScopedQuerySet[FindingRow], organisation_id: UUID) -> QuerySet[FindingRow, tuple[Any, ...]]:
    held = set_aside(organisation_id)
    grave = Case(When(held, then=Value(OVERRIDDEN)), default="severity")
    worn = rows.exclude(held, ~Q(severity=Severity.BLOQUANT))
    return worn.values_list("about", grave, "code", "provider", "production")


def of(rows: Iterable[Found]) -> Marks:
    """Return what each object named by these findings wears, by key « kind:id »."""
    titles = {check.code: check.title for check in checks.catalogue()}
    held: dict[str, list[tuple[int, str]]] = {}
    for about, severity, code, *_ in rows:
        title = titles.get(code, code)
        worn = (len(GRAVITY), f"Dérogation : {title}") if severity == OVERRIDDEN else (GRAVITY.index(Severity(severity)), title)
        for key in about.split():
            held.setdefault(key, []).append(worn)
    return {key: _mark(key, told) for key, told in held.items()}


def on(worn: Marks, about: str) -> Mark | None:
    """Return what an object wears, or several told as one by their keys between spaces; None when it wears nothing."""
    held = [worn[key] for key in about.split() if key in worn]
    if len(held) < 2:
        return held[0] if held else None
    first = min(held, key=lambda mark: RANKED.index(mark.severity))
    return Mark(first.key, first.severity, tuple(dict.fromkeys(title for mark in (first, *held) for title in mark.titles)))


def _mark(key: str, told: list[tuple[int, str]]) -> Mark:
    ordered = sorted(told)
    return Mark(key, RANKED[ordered[0][0]], tuple(dict.fromkeys(title for _, title in ordered)))
