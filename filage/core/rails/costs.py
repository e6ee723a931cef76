"""The cost lines of every desk: what budget, treasury and price are made of."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from filage.core.kept import CostRow
from filage.core.rails import season as seasons
from filage.core.rails.providers import Rail
from filage.core.rails.types import CostLine
from filage.rules.budgeting.lines import forecast
from filage.rules.engine import Explained, sum_of

rail: Rail[CostLine] = Rail("costs")
provide = rail.provide
of = rail.of


def explain(key: str, organisation: Any) -> Explained | None:
    """Return the amount of one kept line with its whole tree, computed again by its desk; None when the line is gone."""
    found = line(key, organisation)
    return None if found is None else found.amount


def line(key: str, organisation: Any) -> CostLine | None:
    """Return one kept line, computed again by its desk; None when it is gone."""
    row = CostRow.objects.within(organisation).filter(key=key).first()
    if row is None or row.provider not in rail:
        return None
    production: UUID | None = row.production
    season = seasons.load(row.organisation_id, (production,) if production else ())
    return next((each for each in rail[row.provider](season) if each.key == key), None)


def explain_origins(wanted: Collection[tuple[str, str]], organisation: Any) -> Explained | None:
    """Return what a few origins come to, their forecast lines added one by one; None when nothing of them is kept.

    `wanted` are (origin, status) pairs; an empty status takes every line of the origin.
    """
    origins = {origin for origin, _ in wanted}
    rows = CostRow.objects.within(organisation).filter(origin__in=origins).values_list("provider", "production").distinct()
    lines: list[CostLine] = []
    for provider, production in rows.order_by("provider", "production"):
        if provider in rail:
            season = seasons.load(getattr(organisation, "pk", organisation), (production,) if production else ())
            found = [line for line in rail[provider](season) if line.origin in origins]
            lines += [line for line in forecast(found) if {(line.origin, ""), (line.origin, line.status)} & set(wanted)]
    if not lines:
        return None
    told = [line.amount.named(f"{line.label}, {line.on:%d/%m/%Y}" if line.on else line.label) for line in lines]
    return sum_of(told, min((line.label for line in lines), key=len))
