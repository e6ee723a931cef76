"""What may be done to the settlement of an evening: fill it, sign it, open it again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from filage.core import archive, stages
from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal
from filage.core.stages import Transition
from filage.desks.booking.enums import SettlementStage, TicketKind
from filage.desks.booking.models import Settlement, SettlementCost, SettlementTicket
from filage.desks.booking.queries import settlements as queries
from filage.productions.models import Activity
from filage.productions.operations import refuse_unless_editor

BROUILLON, SIGNE = SettlementStage
PAPER = "decompte"


@dataclass(frozen=True, slots=True)
class Sold:
    """Seats taken at one price, VAT included."""

    kind: str
    label: str
    seats: int
    price: Decimal


@dataclass(frozen=True, slots=True)
class Opposed:
    """A cost that the venue opposes, net of VAT."""

    label: str
    amount: Decimal


def plug() -> None:
    """Declare the stages of a settlement."""
    steps = (Transition(BROUILLON, SIGNE), Transition(SIGNE, BROUILLON))
    stages.declare("settlement", on="booking.Settlement.stage", states=SettlementStage.choices, transitions=steps)


def write(activity: Activity, *, by: Any, sold: Iterable[Sold], opposed: Iterable[Opposed], **fields: Any) -> Settlement:
    """Keep what the evening sold and what is opposed to it, in one set; Refusal once it is signed, or when nothing sells it."""
    refuse_unless_editor(by, activity.production)
    if activity.deal_id is None:
        raise Refusal("Aucun contrat ne vend cette date : dites d’abord lequel, le décompte en suit les termes.")
    held = queries.settlement_of(activity)
    if held is not None and held.stage == SIGNE:
        raise Refusal("Ce décompte est signé : rouvrez-le pour le changer.")
    settlement = held or Settlement(organisation_id=activity.organisation_id, activity=activity)
    whole = ChangeSet()
    if held is None:
        for name, value in fields.items():
            setattr(settlement, name, value)
        whole += ChangeSet.create(settlement)
    else:
        whole += ChangeSet.on(settlement, **fields)
        for model in (SettlementTicket, SettlementCost):
            for row in model.objects.within(activity.organisation_id).filter(settlement=settlement):
                whole += ChangeSet.delete(row)
    for rank, each in enumerate(sold):
        price = Decimal(0) if each.kind == TicketKind.INVITATION else each.price
        whole += ChangeSet.create(
            SettlementTicket(
                organisation_id=activity.organisation_id,
                settlement=settlement,
                rank=rank,
                kind=each.kind,
                label=each.label,
                seats=each.seats,
                price=price,
            )
        )
    for rank, cost in enumerate(opposed):
        row = SettlementCost(
            organisation_id=activity.organisation_id, settlement=settlement, rank=rank, label=cost.label, amount=cost.amount
        )
        whole += ChangeSet.create(row)
    whole.apply(by=by, why=f"décompte de la soirée du {activity.on:%d/%m/%Y}")
    return settlement


@transaction.atomic
def sign(activity: Activity, *, by: Any, on: date, signed_for_venue: str, signed_for_producer: str) -> archive.IssuedDocument:
    """Sign the settlement of an evening and keep its paper; Refusal when it is not filled, or when a side has no name."""
    refuse_unless_editor(by, activity.production)
    night = queries.night(activity)
    if night is None or night.settlement._state.adding:
        raise Refusal("Décompte non signé : saisissez d’abord la soirée.")
    if night.due.whole.value is None:
        raise Refusal("Décompte non signé : un montant est inconnu. Complétez le prix, la part ou les frais au contrat.")
    if not (signed_for_venue and signed_for_producer):
        raise Refusal("Décompte non signé : dites qui signe de chaque côté.")
    names = {"signed_for_venue": signed_for_venue, "signed_for_producer": signed_for_producer, "signed_on": on}
    settlement = night.settlement
    (ChangeSet.on(settlement, **names) + stages.step(settlement, SIGNE)).apply(by=by, why="décompte signé")
    return archive.issue(PAPER, activity.production, by=by, on=on, about=(f"activity:{activity.pk}",))


def reopen(activity: Activity, *, by: Any) -> None:
    """Open a signed settlement again: its paper stays in the archive, and is out of date as soon as something moves."""
    refuse_unless_editor(by, activity.production)
    settlement = queries.settlement_of(activity)
    if settlement is None or settlement.stage != SIGNE:
        raise Refusal("Ce décompte n’est pas signé.")
    stages.move(settlement, BROUILLON, by=by, why="décompte rouvert")
