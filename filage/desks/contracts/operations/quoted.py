"""What an accepted quote leaves in its contract: the flat sums charged for travel, lodging and meals."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from filage.core.changes import ChangeSet
from filage.desks.booking.enums import ItemKind
from filage.desks.contracts.models import Term
from filage.productions.enums import HostingMode
from filage.productions.models import Activity, Deal
from filage.productions.operations import next_rank
from filage.rules.contracts.terms import kept
from filage.rules.engine import to_cent
from filage.web import format as french

TERMS = {ItemKind.VOYAGE: "frais_voyage", ItemKind.HEBERGEMENT: "frais_hebergement", ItemKind.REPAS: "frais_repas"}


def terms_of_quote(estimate: Any, deal: Deal, dates: Sequence[Activity]) -> tuple[ChangeSet, tuple[str, ...]]:
    """Return the changes that write the flat sums of a quote in the contract it becomes, and what they say."""
    flat: dict[str, Decimal] = defaultdict(Decimal)
    for item in estimate.items.all():
        if item.is_counted and item.kind in TERMS and item.mode == HostingMode.FORFAIT and item.unit_cost is not None:
            flat[TERMS[ItemKind(item.kind)]] += to_cent(item.quantity * item.unit_cost)
    if not flat:
        return ChangeSet(), ()
    rows = Term.objects.within(deal.organisation_id)
    held = {} if deal._state.adding else {each.code: each for each in rows.filter(deal=deal)}
    changes, rank = ChangeSet(), next_rank(rows)
    for place, (code, amount) in enumerate(flat.items()):
        value = kept(code, f"{amount:.2f}")
        if code in held:
            changes += ChangeSet.on(held[code], value=value)
        else:
            made = Term(organisation_id=deal.organisation_id, deal=deal, code=code, value=value, rank=rank + place)
            changes += ChangeSet.create(made)
    return changes, (f"Au contrat, au forfait : {french.money(sum(flat.values(), Decimal(0)))} de voyages, nuits et repas.",)
