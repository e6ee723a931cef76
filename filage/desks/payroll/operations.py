"""What may be done to the embauches of a production by who may read pay: engage, change the terms, remove."""

from typing import Any

from filage.core import access
from filage.core.changes import ChangeSet
from filage.core.journal import JournalEntry
from filage.core.refusal import Refusal
from filage.productions.enums import ContractTrack, DpaeTrack, EmploymentStatus, PayTrack
from filage.productions.models import Engagement, Production
from filage.productions.operations import next_rank

DESTINATION = {EmploymentStatus.ARTISTE: "A", EmploymentStatus.TECHNICIEN: "C", EmploymentStatus.PERMANENT: "I"}
READERS_ONLY = "Une embauche dit ce que gagne quelqu’un : seules l’administration et la production la changent."


def refuse_unless_pay_reader(user: Any, thing: Any) -> None:
    """Raise Refusal when the user may not read what people earn here."""
    if not access.can_read_pay(user, thing):
        raise Refusal(READERS_ONLY)


def engage(production: Production, *, by: Any, **terms: Any) -> Engagement:
    """Engage a person, or a post still open, for a production; the family of the budget follows the status."""
    refuse_unless_pay_reader(by, production)
    engagement = Engagement(
        organisation_id=production.organisation_id,
        production=production,
        rank=next_rank(Engagement.objects.within(production.organisation_id)),
        destination=DESTINATION[EmploymentStatus(terms["status"])],
        **terms,
    )
    _refuse_terms(terms)
    ChangeSet.create(engagement).apply(by=by, why=f"embauche « {engagement.function} »")
    return engagement


def change(engagement: Engagement, *, by: Any, **terms: Any) -> JournalEntry | None:
    """Change the terms of an embauche; a signed contract keeps its own until a new one is made."""
    refuse_unless_pay_reader(by, engagement.production)
    _refuse_terms(terms)
    if terms.get("status", engagement.status) != engagement.status:
        usual = DESTINATION[EmploymentStatus(engagement.status)]
        if engagement.destination == usual:
            terms["destination"] = DESTINATION[EmploymentStatus(terms["status"])]
    return ChangeSet.on(engagement, **terms).apply(by=by, why=f"embauche « {engagement.function} »")


def remove(engagement: Engagement, *, by: Any) -> JournalEntry | None:
    """Remove an embauche; Refusal once its contract, its DPAE or its pay has begun."""
    refuse_unless_pay_reader(by, engagement.production)
    begun = (engagement.contract, engagement.dpae, engagement.pay)
    if begun != (ContractTrack.A_ETABLIR, DpaeTrack.A_FAIRE, PayTrack.A_FAIRE):
        raise Refusal(f"« {engagement.function} » a déjà un contrat, une DPAE ou une paie : elle ne se supprime plus.")
    return ChangeSet.delete(engagement).apply(by=by, why=f"embauche « {engagement.function} » supprimée")


def _refuse_terms(terms: dict[str, Any]) -> None:
    start, end = terms.get("starts_on"), terms.get("ends_on")
    if start and end and end < start:
        raise Refusal("La fin de l’embauche précède son début.")
