"""What may be done to the embauches of a production by who may read pay: engage, change the terms, remove."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from filage.core import access, blocking, rehearsing
from filage.core.changes import ChangeSet
from filage.core.journal import JournalEntry
from filage.core.rails.types import Act
from filage.core.refusal import Refusal
from filage.desks.payroll.enums import HoursState
from filage.desks.payroll.models import HoursEntry
from filage.desks.payroll.operations.following import follow_person
from filage.productions.enums import ContractTrack, DpaeTrack, EmploymentStatus, GrossUnit, PayTrack
from filage.productions.models import Engagement, Production
from filage.productions.operations import next_rank
from filage.rules.payroll.terms import MOST_CACHETS_A_DAY

DESTINATION = {
    EmploymentStatus.ARTISTE: "A",
    EmploymentStatus.TECHNICIEN: "C",
    EmploymentStatus.PERMANENT: "I",
    EmploymentStatus.INTERVENTION: "A",
}
READERS_ONLY = "Une embauche dit ce que gagne quelqu’un : seules l’administration et la production la changent."


def refuse_unless_pay_reader(user: Any, thing: Any) -> None:
    """Raise Refusal when the user may not read what people earn here."""
    if not access.can_read_pay(user, thing):
        raise Refusal(READERS_ONLY)


def engage(production: Production, *, by: Any, **terms: Any) -> Engagement:
    """Engage a person, or a post still open, for a production; the family of the budget follows the status."""
    return engage_all(production, [terms], by=by)[0]


def engage_all(
    production: Production, each: Sequence[Mapping[str, Any]], *, by: Any, before: ChangeSet | None = None
) -> list[Engagement]:
    """Engage several people in one gesture, which one undo takes back; the terms of each are the fields of an embauche.

    `before` is written in the same gesture: the people who were not in the directory.
    """
    refuse_unless_pay_reader(by, production)
    rank = next_rank(Engagement.objects.within(production.organisation_id))
    made: list[Engagement] = []
    whole = before or ChangeSet()
    for terms in each:
        refuse_terms(terms)
        destination = DESTINATION[EmploymentStatus(terms["status"])]
        where = {"organisation_id": production.organisation_id, "production": production, "destination": destination}
        made.append(Engagement(rank=rank + len(made), **where, **terms))
        whole += ChangeSet.create(made[-1])
    why = f"embauche « {made[0].function} »" if len(made) == 1 else f"{len(made)} embauches"
    whole.apply(by=by, why=why)
    return made


def change(engagement: Engagement, *, by: Any, **terms: Any) -> JournalEntry | None:
    """Change the terms of an embauche; a signed contract keeps its own until a new one is made.

    Refusal when a finding holds the signature of its contract back, once the new terms are known.
    """
    refuse_unless_pay_reader(by, engagement.production)
    refuse_terms(terms)
    if terms.get("status", engagement.status) != engagement.status:
        usual = DESTINATION[EmploymentStatus(engagement.status)]
        if engagement.destination == usual:
            terms["destination"] = DESTINATION[EmploymentStatus(terms["status"])]
    signs = terms.get("contract") == ContractTrack.SIGNE != engagement.contract
    with transaction.atomic():
        follows = follow_person(engagement, terms.get("person", engagement.person))
        entry = (ChangeSet.on(engagement, **terms) + follows).apply(by=by, why=f"embauche « {engagement.function} »")
        if signs and rehearsing.running.get() is None:  # a rehearsal leaves the findings as they were
            blocking.refuse_if_held(Act.EMBAUCHER, engagement)
    return entry


def remove(engagement: Engagement, *, by: Any) -> JournalEntry | None:
    """Remove an embauche; Refusal once its contract, its DPAE or its pay has begun, or hours were told."""
    refuse_unless_pay_reader(by, engagement.production)
    begun = (engagement.contract, engagement.dpae, engagement.pay)
    if begun != (ContractTrack.A_ETABLIR, DpaeTrack.A_FAIRE, PayTrack.A_FAIRE):
        raise Refusal(f"« {engagement.function} » a déjà un contrat, une DPAE ou une paie : elle ne se supprime plus.")
    if (
        HoursEntry.objects.within(engagement.organisation_id)
        .filter(engagement=engagement)
        .exclude(state=HoursState.PREVU)
        .exists()
    ):
        raise Refusal(f"« {engagement.function} » a déjà des heures dites : reprenez-les d’abord, ou gardez l’embauche.")
    return ChangeSet.delete(engagement).apply(by=by, why=f"embauche « {engagement.function} » supprimée")


def refuse_terms(terms: Mapping[str, Any]) -> None:
    """Raise Refusal for terms that nobody can work under: an end before its start, more than three cachets a day."""
    start, end = terms.get("starts_on"), terms.get("ends_on")
    if start and end and end < start:
        raise Refusal("La fin de l’embauche précède son début.")
    if (
        terms.get("unit") == GrossUnit.CACHET
        and terms.get("per_performance")
        and (terms.get("quantity") or 0) > MOST_CACHETS_A_DAY
    ):
        raise Refusal(f"Plus de {MOST_CACHETS_A_DAY} cachets le même jour : c’est le nombre par date, relisez-le.")
