"""What somebody else's workbook adds to a budget: the lines that were accepted, in one act."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Max

from filage.core.changes import ChangeSet
from filage.core.journal import JournalEntry
from filage.core.refusal import Refusal
from filage.desks.budget import permissions
from filage.desks.budget.enums import Destination, IncomeStatus, Side, VatHandling
from filage.desks.budget.models import Line, Payment
from filage.desks.budget.queries.cells import COMMENT_LENGTH, LABEL_LENGTH, SOURCE_LENGTH, UNIT_LENGTH
from filage.documents.foreign import FoundLine
from filage.productions import pointing
from filage.productions.enums import Phase
from filage.productions.models import Production, Structure
from filage.rules.engine import to_cent
from filage.rules.reading import words

MOST = 2_000
MOST_VAT = Decimal(100)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A line that the reader keeps: what was found, its post, the budget it goes to, how its price is typed, where it was."""

    found: FoundLine
    destination: str
    phase: str
    taxed: str
    source: str


def add(production: Production, accepted: Sequence[Accepted], *, by: Any) -> JournalEntry | None:
    """Add lines at the end of a budget in one act; Refusal when nothing is accepted or when one cannot be written."""
    permissions.refuse_unless_editor(by, production)
    if not accepted:
        raise Refusal("Rien n’est coché : cochez les lignes à ajouter.")
    if len(accepted) > MOST:
        raise Refusal(f"Plus de {MOST} lignes d’un coup : ajoutez-les tableau par tableau.")
    names = {each.found.funder.lower() for each in accepted if each.found.funder}
    structures = {name: pointing.named(Structure, production.organisation_id, name) for name in names}
    rows = Line.objects.within(production.organisation_id).filter(production=production)
    last = rows.aggregate(rank=Max("rank"))["rank"] or 0
    changes = ChangeSet()
    for rank, each in enumerate(accepted, start=last + 1):
        changes += _created(production, each, rank, structures)
    count = f"{len(accepted)} lignes" if len(accepted) > 1 else "une ligne"
    return changes.apply(by=by, why=f"classeur lu, {count}")


def _created(production: Production, accepted: Accepted, rank: int, structures: dict[str, Structure | None]) -> ChangeSet:
    found = accepted.found
    income = found.side == "produit"
    destination = "P" if income else accepted.destination
    if destination not in Destination.values or accepted.phase not in Phase.values:
        raise Refusal(f"« {found.label} » : choisissez un poste et un budget.")
    line = Line(
        organisation_id=production.organisation_id,
        production=production,
        rank=rank,
        side=Side.PRODUIT if income else Side.CHARGE,
        phase=accepted.phase,
        destination=destination,
        label=words(found.label, longest=LABEL_LENGTH),
        account=found.account,
        quantity=found.quantity,
        unit=words(found.unit[:UNIT_LENGTH], longest=UNIT_LENGTH),
        unit_price=found.unit_price,
        vat_handling=VatHandling.TTC if accepted.taxed == "ttc" else VatHandling.HT,
        vat_rate=found.vat_rate if found.vat_rate is not None and found.vat_rate <= MOST_VAT else None,
        funder=structures.get(found.funder.lower()) if found.funder else None,
        status=(found.status or IncomeStatus.IDEE) if income else "",
        on=found.on,
        source=accepted.source[:SOURCE_LENGTH],
        comment=words(found.comment[:COMMENT_LENGTH], longest=COMMENT_LENGTH),
    )
    made = ChangeSet.create(line)
    for place, (on, amount) in enumerate(found.months):
        common = {"organisation_id": production.organisation_id, "rank": place}
        made += ChangeSet.create(Payment(**common, line=line, on=on, amount=to_cent(amount)))
    return made
