"""What is awaited of a contract: its text sent, its signature, its deposit, its balance, each by a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from filage.desks.contracts.enums import AgreementStage
from filage.desks.contracts.queries.agreements import agreement_of, dates_of, stage_of
from filage.productions.enums import FIRM, DealStage
from filage.productions.models import Deal

SENT_BEFORE, SIGNED_BEFORE = timedelta(days=60), timedelta(days=30)
ANSWERED = timedelta(days=15)  # after which a text sent is asked for again
WAITING = (AgreementStage.ENVOYE, AgreementStage.NEGOCIATION, AgreementStage.ACCORDE)


@dataclass(frozen=True, slots=True)
class Duty:
    """A thing awaited of a deal by a day."""

    code: str
    on: date
    act: str


def duties_of(season: Any, deal: Deal) -> Iterator[Duty]:
    """Yield what is awaited of a deal; nothing once it is broken, nor of a date that is a mere option."""
    if deal.stage == DealStage.ROMPU:
        return
    kept = agreement_of(season, deal)
    stage, firm = stage_of(deal, kept), [each for each in dates_of(season, deal) if each.status in FIRM]
    if stage is AgreementStage.PROJET and firm and firm[0].on >= season.today:
        yield Duty("envoi", firm[0].on - SENT_BEFORE, "Contrat à envoyer")
    elif stage in WAITING and firm:
        asked = kept.sent_on + ANSWERED if kept is not None and kept.sent_on else firm[0].on - SIGNED_BEFORE
        yield Duty("signature", min(asked, firm[0].on - SIGNED_BEFORE), "Signature attendue")
    elif stage is AgreementStage.AVENANT:
        yield Duty("avenant", season.today, "Avenant à faire signer")
    if deal.stage != DealStage.SIGNE:
        return
    if deal.deposit_rate and deal.deposit_on and deal.deposit_on >= season.today:
        yield Duty("acompte", deal.deposit_on, "Acompte à régler" if deal.buys else "Acompte attendu")
    last = firm[-1].on + timedelta(days=deal.payment_days) if firm else None
    if last is not None and last >= season.today and deal.base_price is not None:
        yield Duty("solde", last, "Solde à régler" if deal.buys else "Solde attendu")
