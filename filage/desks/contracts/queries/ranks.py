"""The place of each performance in the career of a show before a paying audience, which the rate of its tickets depends on."""

from typing import Any

from filage.productions.enums import PERFORMANCES, PerformanceType
from filage.productions.models import Activity, Production


def ranks_of(production: Production, performances: list[Activity]) -> dict[Any, int]:
    """Return the rank of each performance in the life of the show; a générale has none."""
    paying = [each for each in performances if each.kind in PERFORMANCES and each.type != PerformanceType.GENERALE]
    return {each.pk: production.played_before + rank for rank, each in enumerate(paying, start=1)}
