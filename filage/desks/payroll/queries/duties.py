"""What is still to be done of an embauche, on which of its three tracks, from which day and until which."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from filage.desks.payroll.queries.period import period_in
from filage.productions.enums import (
    INTERMITTENT,
    ContractTrack,
    DpaeTrack,
    EmploymentStatus,
    PayCircuit,
    PayTrack,
    Phase,
)
from filage.productions.models import Engagement
from filage.rules.planning.working_days import after_working_days

HANDED_WITHIN = 2  # jours ouvrables after the first day of work
WRITTEN_FROM = timedelta(days=30)  # before the first day of work: a contract is not pressing earlier
DECLARED_BY = 15  # day of the month that follows the payment
GUSO_DAYS = timedelta(days=15)  # after the end of the contract
DPAE, CONTRACT, PAY = "dpae", "contract", "pay"


@dataclass(frozen=True, slots=True)
class Duty:
    """The next step of one track of an embauche: what it is, the first day it may be done, the last day it should."""

    track: str
    to: str  # the state that the step leads to
    act: str  # « DPAE à déposer »
    opens: date
    due: date

    def state(self, today: date) -> str:
        """Say how it stands on a day: « en retard », « à faire », « à venir »."""
        return LATE if today > self.due else READY if today >= self.opens else COMING


LATE, READY, COMING = "en retard", "à faire", "à venir"


def duties_of(season: Any, engagement: Engagement) -> Iterator[Duty]:
    """Yield what is still to be done of an embauche, at most one step a track; nothing while no firm day of work is known.

    A post without a name has none here. A permanent is declared like anybody hired, from the first day typed on the embauche;
    the contract and the pay of a permanent follow the office's own calendar.
    """
    period = period_in(season, engagement)
    if period is None or engagement.person_id is None:
        return
    first, last = period
    if engagement.dpae == DpaeTrack.A_FAIRE:
        yield Duty(DPAE, DpaeTrack.DEPOSEE, "DPAE à déposer", first - dpae_days(season, engagement, first), first)
    if engagement.status == EmploymentStatus.PERMANENT:
        return
    handed = after_working_days(first, HANDED_WITHIN)
    if engagement.contract == ContractTrack.A_ETABLIR:
        yield Duty(CONTRACT, ContractTrack.ENVOYE, "Contrat à remettre", first - WRITTEN_FROM, handed)
    elif engagement.contract == ContractTrack.ENVOYE:
        yield Duty(CONTRACT, ContractTrack.SIGNE, "Contrat à faire signer", first - WRITTEN_FROM, handed)
    yield from _pay_duty(engagement, last)


def dpae_days(season: Any, engagement: Engagement, on: date) -> timedelta:
    """Return how long before the first hour of work a DPAE becomes possible."""
    law = season.law(engagement.production.structure_id)
    return timedelta(days=int(law.read("contracts.dpae_days_before", on).known()))


def last_step(engagement: Engagement) -> PayTrack:
    """Return where the track of pay ends: only the intermittents have a certificate of Congés Spectacles."""
    return PayTrack.CERTIFICAT if engagement.status in INTERMITTENT else PayTrack.DECLARE


def declared_as(engagement: Engagement) -> str:
    """Say by what an embauche is declared: « AEM ou DSN », « DSN », « Guso »."""
    if engagement.production.structure.pay_circuit == PayCircuit.GUSO and engagement.phase != Phase.ACTION_CULTURELLE:
        return "Guso"
    return "AEM ou DSN" if engagement.status in INTERMITTENT else "DSN"


def declared_by(engagement: Engagement, last: date) -> date:
    """Return the day before which the pay of an embauche that ends on `last` is declared.

    The 15th of the month after the payment; fifteen days after the contract for the Guso, which is paid by then too.
    """
    if declared_as(engagement) == "Guso":
        return last + GUSO_DAYS
    paid = engagement.paid_on or last
    return (paid.replace(day=1) + timedelta(days=32)).replace(day=DECLARED_BY)


def _pay_duty(engagement: Engagement, last: date) -> Iterator[Duty]:
    ends = _month_end(last)
    by = declared_by(engagement, last)
    match PayTrack(engagement.pay):
        case PayTrack.A_FAIRE:
            yield Duty(PAY, PayTrack.RELEVE, "Heures à relever", last, min(ends, by))
        case PayTrack.RELEVE:
            yield Duty(PAY, PayTrack.PAYE, "Paie à verser", last, min(ends, by))
        case PayTrack.PAYE:
            yield Duty(PAY, PayTrack.DECLARE, f"{declared_as(engagement)} à transmettre", last, by)
        case PayTrack.DECLARE if last_step(engagement) == PayTrack.CERTIFICAT:
            yield Duty(PAY, PayTrack.CERTIFICAT, "Certificat Congés Spectacles à remettre", last, by)


def _month_end(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
