"""What renting a slot of an off-type series makes, in one gesture: the deal, its services, its dates."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal
from filage.desks.schedule import operations as schedule
from filage.productions.enums import ActivityKind, AgreedRole, DateStatus, DealKind, PerformanceType
from filage.productions.models import AgreedCost, Deal, Production
from filage.productions.operations import next_rank, refuse_unless_editor
from filage.rules.planning.run import Moment

ON_DATES = ("venue", "capacity", "reserved_seats", "fill_rate", "average_price")


def rent(
    production: Production,
    moments: Sequence[Moment],
    *,
    by: Any,
    services: Sequence[tuple[str, Decimal | None]] = (),
    **fields: Any,
) -> Deal:
    """Rent a slot: one deal, what is paid beside the rent, one option a date; one undo takes it all back."""
    refuse_unless_editor(by, production)
    if not moments:
        raise Refusal("Aucune date : dites la série, « 22 dates à partir du 3 juillet à 14 h, relâche le lundi ».")
    dated = {name: fields.pop(name) for name in ON_DATES if name in fields}
    dated["reserved_seats"] = dated.get("reserved_seats") or 0
    here = production.organisation_id
    rank = next_rank(Deal.objects.within(here))
    deal = Deal(organisation_id=here, production=production, rank=rank, kind=DealKind.CRENEAU, **fields)
    whole = ChangeSet.create(deal)
    for place, (label, amount) in enumerate(services):
        cost = AgreedCost(organisation_id=here, deal=deal, rank=place, role=AgreedRole.PRESTATION, label=label, amount=amount)
        whole += ChangeSet.create(cost)
    said: dict[str, Any] = {"kind": ActivityKind.REPRESENTATION, "status": DateStatus.OPTION, "type": PerformanceType.TOUT_PUBLIC}
    for activity in schedule.placed(production, moments, deal=deal, **said, **dated):
        whole += ChangeSet.create(activity)
    whole.apply(by=by, why=f"créneau loué, {len(moments)} dates")
    return deal
