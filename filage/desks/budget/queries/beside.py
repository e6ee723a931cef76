"""What stands beside the lines of a budget and is read once for its controls: papers of funders, quotes, versions sent."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from filage.core.prepared import Prepared, PreparedColumns
from filage.core.rails.season import once
from filage.desks.budget.models import FundingPaper, Version
from filage.productions.models import Quote

PAPERS = Prepared(lambda organisation, ids: FundingPaper.objects.within(organisation).filter(line__production__in=ids))
QUOTES = Prepared(lambda organisation, ids: Quote.objects.within(organisation).filter(need__production__in=ids, chosen=True))


@PreparedColumns
def SENT(organisation: UUID, ids: Sequence[UUID]) -> Any:
    rows = Version.objects.within(organisation).filter(production__in=ids, sent_to__isnull=False).order_by("number")
    return rows.values_list("production_id", "number", "name", "frozen_on", "sent_to_id", "data__budgets")


@dataclass(frozen=True, slots=True)
class Sent:
    """A frozen budget that somebody received: its totals by phase, as texts."""

    number: int
    name: str
    on: date
    to: UUID
    budgets: Mapping[str, Any]


class Beside:
    """Papers, chosen quotes and versions sent of the productions of a season; three queries at most."""

    def __init__(self, season: Any) -> None:
        self._organisation_id = season.organisation_id
        self._ids = [production.pk for production in season.productions]

    def papers_of(self, line_id: UUID) -> Sequence[FundingPaper]:
        """Return the papers between a funder and us about a line."""
        return self._papers.get(line_id, [])

    def chosen_quote(self, need_id: UUID) -> Quote | None:
        """Return the quote chosen for a need, None when there is none."""
        return self._quotes.get(need_id)

    def last_sent(self, production_id: UUID) -> Sequence[Sent]:
        """Return the last version that each partner received of a production."""
        return list(self._versions.get(production_id, {}).values())

    @cached_property
    def _papers(self) -> dict[UUID, list[FundingPaper]]:
        held: dict[UUID, list[FundingPaper]] = defaultdict(list)
        for paper in PAPERS(self._organisation_id, self._ids):
            held[paper.line_id].append(paper)
        return held

    @cached_property
    def _quotes(self) -> dict[UUID, Quote]:
        return {quote.need_id: quote for quote in QUOTES(self._organisation_id, self._ids)}

    @cached_property
    def _versions(self) -> dict[UUID, dict[UUID, Sent]]:
        held: dict[UUID, dict[UUID, Sent]] = defaultdict(dict)
        for production, *said in SENT(self._organisation_id, self._ids):
            sent = Sent(*said)
            held[production][sent.to] = sent
        return held


@once
def beside(season: Any) -> Beside:
    """Return what stands beside the lines of a season, read once for as long as it lives."""
    return Beside(season)
