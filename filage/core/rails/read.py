"""What pages read: the kept rows of an organisation or of one production, one query a rail."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from filage.core import dismissals
from filage.core.kept import CostRow, DeadlineRow, FindingRow, KeptRow, KeyFigureRow
from filage.core.rails.checks import GRAVITY
from filage.core.scope import ScopedQuerySet


def costs(organisation: Any, production: Any = None) -> list[CostRow]:
    """Return the cost lines, in the order the desks gave them."""
    return _rows(CostRow, organisation, production)


def costs_of_date(activity: Any) -> list[CostRow]:
    """Return the cost lines of one date, read once an object: its page asks several desks about them."""
    if "_cost_rows" not in vars(activity):
        activity._cost_rows = list(CostRow.objects.within(activity.organisation_id).filter(activity=activity.pk))
    rows: list[CostRow] = activity._cost_rows
    return rows


def deadlines(organisation: Any, production: Any = None, *, until: date | None = None) -> list[DeadlineRow]:
    """Return the duties, soonest first, up to a day included."""
    return _rows(DeadlineRow, organisation, production, **({"on__lte": until} if until else {}))


def findings(organisation: Any, production: Any = None) -> list[FindingRow]:
    """Return what the controls found and nobody set aside, the gravest first."""
    return _by_gravity(dismissals.standing(_of(organisation, production), organisation))


def all_findings(organisation: Any, production: Any = None) -> list[FindingRow]:
    """Return what the controls found, the gravest first; `dismissed` says of each whether it is set aside today."""
    return _by_gravity(dismissals.with_dismissal(_of(organisation, production), organisation))


def key_figures(organisation: Any, production: Any = None) -> list[KeyFigureRow]:
    """Return the key figures, in reading order."""
    return _rows(KeyFigureRow, organisation, production)


def _rows[Row: KeptRow](model: type[Row], organisation: Any, production: Any, **conditions: Any) -> list[Row]:
    rows = model.objects.within(organisation).filter(**conditions)
    if production is not None:
        rows = rows.filter(production=production if isinstance(production, UUID) else production.pk)
    return list(rows)


def _of(organisation: Any, production: Any) -> ScopedQuerySet[FindingRow]:
    rows = FindingRow.objects.within(organisation)
    return rows if production is None else rows.filter(production=getattr(production, "pk", production))


def _by_gravity(rows: Iterable[FindingRow]) -> list[FindingRow]:
    return sorted(rows, key=lambda row: GRAVITY.index(row.severity))
