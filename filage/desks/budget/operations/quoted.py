"""What an accepted quote leaves in the budget: a line for each priced item, at its date, billed as the quote says."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from filage.core.changes import ChangeSet
from filage.desks.booking.enums import ItemKind
from filage.desks.budget.enums import Destination, ExpenseStatus, IncomeStatus, Side
from filage.desks.budget.models import Line
from filage.desks.budget.queries import recharged
from filage.productions.enums import HostingMode, Phase
from filage.productions.models import Activity, Deal
from filage.productions.operations import next_rank

BILLED = (HostingMode.FORFAIT, HostingMode.REEL)  # what the buyer provides, or what the price includes, makes no line
INCOME_ACCOUNT = "7085"  # frais accessoires refacturés


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands in a budget: what it costs us, and under which account."""

    account: str
    destination: Destination


PLACES = {
    ItemKind.VOYAGE: Place("6251", Destination.F),
    ItemKind.HEBERGEMENT: Place("6256", Destination.F),
    ItemKind.REPAS: Place("6256", Destination.F),
    ItemKind.TRANSPORT: Place("6241", Destination.F),
    ItemKind.DROITS: Place("6516", Destination.G),
    ItemKind.OPTION: Place("604", Destination.H),
    ItemKind.AUTRE: Place("604", Destination.H),
}
SOLD = (ItemKind.OPTION, ItemKind.AUTRE)  # at a flat price these are sold, their cost being that of the team


def lines_of_quote(estimate: Any, deal: Deal, dates: Sequence[Activity]) -> tuple[ChangeSet, tuple[str, ...]]:
    """Return the changes that write the items billed by a quote in the budget, at its first date, and what they say.

    At cost, a charge and what is charged on; at a flat sum, the same, the cost staying open to correction. What a line of the
    same dates counts already is left as it is.
    """
    rows = Line.objects.within(estimate.organisation_id)
    here = list(rows.filter(production=estimate.production, side=Side.CHARGE))
    known = [each for each in here if each.per_performance or each.activity_id in {one.pk for one in dates}]
    rank, changes, said = next_rank(rows), ChangeSet(), []
    for item in estimate.items.all():
        if not item.is_counted or item.mode not in BILLED or item.unit_cost is None:
            continue
        if any(each.hosting and recharged.term_of(each) == recharged.TERMS.get(item.kind, "-") for each in known):
            said.append(f"{item.label} : déjà au budget de ces dates.")
            continue
        made = _line(estimate, item, dates[0])
        made.rank, rank = rank, rank + 1
        changes += ChangeSet.create(made)
        said.append(f"Au budget : {item.label}, {HostingMode(item.mode).label}.")
    return changes, tuple(said)


def _line(estimate: Any, item: Any, date: Activity) -> Line:
    sold = item.kind in SOLD and item.mode == HostingMode.FORFAIT
    place = PLACES[ItemKind(item.kind)]
    return Line(
        organisation=estimate.organisation,
        production=estimate.production,
        side=Side.PRODUIT if sold else Side.CHARGE,
        phase=Phase.EXPLOITATION,
        label=item.label,
        destination=Destination.P if sold else place.destination,
        account=INCOME_ACCOUNT if sold else place.account,
        quantity=item.quantity,
        unit_price=item.unit_cost,
        activity=date,
        hosting="" if sold else item.mode,
        funder=estimate.structure if sold else None,
        status=IncomeStatus.ACCORDE_ORAL if sold else ExpenseStatus.DEVIS,
        source=f"devis {estimate.reference}",
    )
