"""The terms of the deals of a season, read once."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from filage.core.prepared import Prepared
from filage.core.rails import rare
from filage.core.rails.season import once
from filage.desks.contracts.models import Term

rare.declare(Term)
TERMS = Prepared(lambda organisation, _: Term.objects.within(organisation))


@once
def terms_by_deal(season: Any) -> Mapping[UUID, Mapping[str, str]]:
    """Return the terms of the deals of an organisation, by deal then by code; one query."""
    found: dict[UUID, dict[str, str]] = {}
    for each in TERMS(season.organisation_id) if rare.held(season, Term) else ():
        found.setdefault(each.deal_id, {})[each.code] = each.value
    return found
