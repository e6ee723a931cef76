"""What is known of a concert: its terms, its requests, who answers for them and what they are expected to cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from filage.core.prepared import Prepared
from filage.core.rails import rare
from filage.core.rails.season import once
from filage.desks.booking.enums import HostKind, Provider
from filage.desks.booking.models import ConcertTerms, HostRequest
from filage.desks.booking.queries import accords
from filage.productions.enums import AgreedRole
from filage.productions.models import Activity, Deal


@dataclass(frozen=True, slots=True)
class Asked:
    """What one side answers for: how many requests, their known cost, how many have none."""

    provider: str
    count: int
    known: Decimal
    unknown: int


def terms_of(activity: Activity) -> ConcertTerms:
    """Return the terms of a concert, unsaved when nothing was said."""
    held = ConcertTerms.objects.within(activity.organisation_id).filter(activity=activity).first()
    return held or ConcertTerms(organisation_id=activity.organisation_id, activity=activity)


def requests_of(activity: Activity) -> list[HostRequest]:
    """Return the requests of a concert, backline first, in their order: what the contract annexes."""
    rows = list(HostRequest.objects.within(activity.organisation_id).filter(activity=activity))
    return sorted(rows, key=lambda each: each.kind != HostKind.BACKLINE)


@once
def requests_in(season: Any) -> dict[UUID, list[HostRequest]]:
    """Return the requests of each date of a season, backline first, in their order."""
    found: dict[UUID, list[HostRequest]] = {}
    if rare.held(season, HostRequest):
        shows = [each.pk for each in season.productions]
        rows = HostRequest.objects.within(season.organisation_id).filter(activity__production__in=shows)
        for each in sorted(rows, key=lambda one: one.kind != HostKind.BACKLINE):
            found.setdefault(each.activity_id, []).append(each)
    return found


def sides(requests: Sequence[HostRequest]) -> list[Asked]:
    """Return what each side answers for."""
    found = []
    for provider in Provider:
        held = [each for each in requests if each.provider == provider]
        costs = [each.estimated_cost for each in held]
        if held:
            known = sum((cost for cost in costs if cost is not None), Decimal(0))
            found.append(Asked(provider.label, len(held), known, costs.count(None)))
    return found


def accord_lines(deal: Deal) -> dict[str, list[tuple[str, Decimal | None]]]:
    """Return the costs and the shares of a deal as they are typed: deducted, services, bill, ours first."""
    held = accords.rows_of(deal.organisation_id, [deal.pk]).get(deal.pk, accords.ALONE)
    costs = {role: [(cost.label, cost.amount) for cost in held.costs if cost.role == role] for role in AgreedRole}
    shares = sorted(held.shares, key=lambda share: not share.ours)
    return {
        "deducted": costs[AgreedRole.DEDUIT],
        "services": costs[AgreedRole.PRESTATION],
        "bill": [(share.artist, share.part) for share in shares],
    }


rare.declare(ConcertTerms)


@Prepared
def TERMS(organisation: UUID, ids: Sequence[UUID]) -> Any:
    return ConcertTerms.objects.within(organisation).filter(activity__production__in=ids)


@once
def terms(season: Any) -> dict[UUID, ConcertTerms]:
    """Return the terms of the concerts of a season, by their date; one query."""
    if not rare.held(season, ConcertTerms):
        return {}
    held = TERMS(season.organisation_id, [production.pk for production in season.productions])
    return {each.activity_id: each for each in held}
