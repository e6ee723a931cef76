"""What an issued document depends on besides cost lines: when its imprint moves, the document is périmé."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from filage.core.rails.registry import Registry
from filage.core.rails.types import CostLine

type Facts = Mapping[UUID | None, Any]

registry: Registry[Callable[[Any], Facts]] = Registry("facts")
provide = registry.provide


def imprints(season: Any, lines: Iterable[CostLine]) -> dict[UUID | None, str]:
    """Return the sha256 of the facts of each production met in the cost lines or given by a desk."""
    facts: dict[UUID | None, list[Any]] = {}
    for line in lines:
        facts.setdefault(line.production, []).append(_plain(line))
    for code, given in registry.items():
        for production, data in given(season).items():
            facts.setdefault(production, []).append([code, data])
    return {production: _sha256(data) for production, data in facts.items()}


def empty() -> str:
    """Return the imprint of a production of which nothing is said."""
    return _sha256([])


def _plain(line: CostLine) -> list[Any]:
    figures = [line.amount.value, line.vat_rate, line.on, line.pays_on]
    words = [
        line.label,
        line.stage,
        line.side,
        line.destination,
        line.account,
        line.phase,
        line.fiscal_year,
        line.funder,
        line.status,
    ]
    return [line.key, *figures, *words, line.certain, line.variable, line.cash]


def _sha256(data: Any) -> str:
    return hashlib.sha256(json.dumps(data, default=str, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
