"""What may be done to a concert: write its terms and its requests, and how its deal pays."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from filage.core.changes import ChangeSet
from filage.desks.booking.models import ConcertTerms, HostRequest
from filage.productions.enums import AgreedRole
from filage.productions.models import Activity, AgreedCost, BillShare, Deal
from filage.productions.operations import refuse_unless_editor

type Line = tuple[str, Decimal | None]


def write(activity: Activity, *, by: Any, requests: Iterable[Mapping[str, Any]] | None = None, **terms: Any) -> None:
    """Keep the terms of a concert and, when they are given, its requests in their order: one set."""
    refuse_unless_editor(by, activity.production)
    held = ConcertTerms.objects.within(activity.organisation_id).filter(activity=activity).first()
    if held is None and any(value is not None for value in terms.values()):
        whole = ChangeSet.create(ConcertTerms(organisation_id=activity.organisation_id, activity=activity, **terms))
    else:
        whole = ChangeSet.on(held, **terms) if held is not None else ChangeSet()
    if requests is not None:
        rows = list(HostRequest.objects.within(activity.organisation_id).filter(activity=activity))
        whole += _rewritten(rows, [HostRequest(activity=activity, **each) for each in requests], activity.organisation_id)
    whole.apply(by=by, why=f"conditions du concert du {activity.on:%d/%m/%Y}")


def write_accord(
    deal: Deal, *, by: Any, deducted: Sequence[Line], services: Sequence[Line], bill: Sequence[Line], **terms: Any
) -> None:
    """Keep how a deal pays, the costs it lists and the shares of its bill, the first of which is ours: one set."""
    refuse_unless_editor(by, deal.production)
    here = deal.organisation_id
    costs = [AgreedCost(deal=deal, role=AgreedRole.DEDUIT, label=label, amount=amount) for label, amount in deducted]
    costs += [AgreedCost(deal=deal, role=AgreedRole.PRESTATION, label=label, amount=amount) for label, amount in services]
    shares = [BillShare(deal=deal, artist=name, part=part, ours=rank == 0) for rank, (name, part) in enumerate(bill)]
    whole = ChangeSet.on(deal, **terms)
    whole += _rewritten(list(AgreedCost.objects.within(here).filter(deal=deal)), costs, here)
    whole += _rewritten(list(BillShare.objects.within(here).filter(deal=deal)), shares, here)
    whole.apply(by=by, why=f"accord « {deal} »")


def _rewritten(held: Sequence[Any], wanted: Sequence[Any], organisation: Any) -> ChangeSet:
    """Return what makes the rows held those wanted: kept in place when they say the same, else replaced."""
    if [_said(each) for each in held] == [_said(each) for each in wanted]:
        return ChangeSet()
    whole = ChangeSet()
    for row in held:
        whole += ChangeSet.delete(row)
    for rank, row in enumerate(wanted):
        row.organisation_id, row.rank = organisation, rank
        whole += ChangeSet.create(row)
    return whole


def _said(row: Any) -> tuple[Any, ...]:
    left = {"id", "organisation", "rank"}
    return tuple(getattr(row, field.attname) for field in row._meta.concrete_fields if field.name not in left)
