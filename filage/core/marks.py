"""Which objects wear a finding: lines, dates, embauches, funders, people, places, by the keys that findings name."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from filage.core.dismissals import standing
from filage.core.kept import FindingRow
from filage.core.rails import checks
from filage.core.rails.checks import GRAVITY


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


def of(organisation: Any, production: Any = None, *, readable: Collection[UUID] | None = None) -> Marks:
    """Return the marks of the objects of an organisation, or of one production, by key « kind:id ». One query.

    `readable` names the productions of which the user may read the findings (None: all of them, and the organisation's).
    """
    rows = FindingRow.objects.within(organisation).exclude(about="")
    if production is not None:
        rows = rows.filter(production=getattr(production, "pk", production))
    elif readable is not None:
        rows = rows.filter(production__in=readable)
    held: dict[str, list[tuple[int, str]]] = {}
    titles = {check.code: check.title for check in checks.catalogue()}
    kept = standing(rows, organisation).values_list("about", "severity", "code")
    for about, severity, code in kept:
        for key in about.split():
            held.setdefault(key, []).append((GRAVITY.index(severity), titles.get(code, code)))
    return {key: _mark(key, found) for key, found in held.items()}


def _mark(key: str, found: list[tuple[int, str]]) -> Mark:
    ordered = sorted(found)
    return Mark(key, GRAVITY[ordered[0][0]], tuple(dict.fromkeys(title for _, title in ordered)))
