"""What issued documents depend on: when an imprint they were made from moves, they are périmés."""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from filage.core.rails.registry import Registry
from filage.core.rails.types import CostLine
from filage.core.remembering import kept_with

type Facts = Mapping[UUID | None, Any]
type Imprints = dict[str, str]

COSTS = "costs"
registry: Registry[Callable[[Any], Facts]] = Registry("facts")
provide = registry.provide


def imprints(season: Any, lines: Iterable[CostLine]) -> dict[UUID | None, Imprints]:
    """Return, for each production, the sha256 of its cost lines and of the facts that each source gives about it."""
    costs: dict[UUID | None, list[Any]] = {}
    for line in lines:
        costs.setdefault(line.production, []).append(kept_with(line, "facts", partial(_plain, line)))
    found: dict[UUID | None, Imprints] = {production: {COSTS: _sha256(data)} for production, data in costs.items()}
    for code, source in registry.items():
        for production, data in source(season).items():
            found.setdefault(production, {})[code] = _sha256(data)
    return found


def combined(kept: Imprints, sources: Collection[str] = ()) -> str:
    """Return one imprint of all the kept ones, or of those of some sources."""
    return _sha256({code: imprint for code, imprint in kept.items() if not sources or code in sources})


def _plain(line: CostLine) -> list[Any]:
    figures = [line.amount.value, line.vat_rate, line.on, line.pays_on]
    words = [line.key, line.label, line.stage, line.side, line.destination, line.account, line.phase, line.status]
    rest = [line.fiscal_year, line.funder, line.certain, line.variable, line.cash]
    return [value if value is None or isinstance(value, str | int) else str(value) for value in (*words, *figures, *rest)]


def _sha256(data: Any) -> str:
    return hashlib.sha256(json.dumps(data, default=str, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
