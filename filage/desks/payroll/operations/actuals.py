"""How real pay is taken from a file of the payroll firm: all of it in one act, never twice, and taken back in one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from filage.core import access
from filage.core.changes import ChangeSet
from filage.core.journal import JournalEntry
from filage.core.refusal import Refusal
from filage.desks.payroll.models import ActualPart, ActualPay
from filage.productions.models import Engagement, Person, Production
from filage.productions.operations import next_rank

KEEP, REPLACE, ADD = "garder", "remplacer", "ajouter"
READERS_ONLY = "Une paie réelle dit ce que gagne quelqu’un : seules l’administration et la production la reprennent."
SOURCE_LENGTH, NAME_LENGTH = 200, 160

type Key = tuple[UUID, UUID, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A payslip, or its share of one show, that the reader accepted."""

    production: Production
    person: Person
    month: date
    who: str
    gross: Decimal
    net: Decimal | None = None
    cost: Decimal | None = None
    hours: Decimal | None = None
    cachets: Decimal | None = None
    parts: tuple[tuple[str, Decimal], ...] = ()
    source: str = ""

    @property
    def key(self) -> Key:
        """Return what is kept once: a person, a show, a month."""
        return self.production.pk, self.person.pk, self.month

    def __add__(self, other: "Taken") -> "Taken":
        parts = dict(self.parts)
        for part, amount in other.parts:
            parts[part] = parts.get(part, Decimal(0)) + amount
        return replace(
            self,
            gross=self.gross + other.gross,
            net=_sum(self.net, other.net),
            cost=_sum(self.cost, other.cost),
            hours=_sum(self.hours, other.hours),
            cachets=_sum(self.cachets, other.cachets),
            parts=tuple(parts.items()),
            source=f"{self.source} ; {other.source}",
        )


def take(organisation: Any, each: Sequence[Taken], *, imprint: str, known: str = "", by: Any) -> JournalEntry | None:
    """Keep real payslips, those of one person, show and month added together, in one act.

    `known` says what becomes of those already kept: garder, remplacer, ajouter; not said, they are refused and named.
    Refusal for a file already taken, or when nothing is accepted.
    """
    if not access.can_read_pay(by, organisation):
        raise Refusal(READERS_ONLY)
    if not each:
        raise Refusal("Rien n’est coché : cochez les paies à reprendre.")
    rows = ActualPay.objects.within(organisation)
    if known != REPLACE and rows.filter(imprint=imprint).exists():
        raise Refusal("Ce fichier a déjà été repris, au signe près : « Annuler » défait la première fois, ou remplacez-la.")
    merged: dict[Key, Taken] = {}
    for one in each:
        merged[one.key] = merged[one.key] + one if one.key in merged else one
    held = {(one.production_id, one.person_id, one.month): one for one in rows.filter(person__in={key[1] for key in merged})}
    twice = [held[key] for key in merged if key in held]
    if twice and known not in (KEEP, REPLACE, ADD):
        named = ", ".join(f"{one.who} en {one.month:%m/%Y}" for one in twice[:3])
        raise Refusal(f"Déjà repris : {named}{f' et {len(twice) - 3} de plus' if len(twice) > 3 else ''}. Dites quoi en faire.")
    chosen = [one for key, one in merged.items() if not (key in held and known == KEEP)]
    if not chosen:
        raise Refusal("Tout était déjà repris : rien ne change.")
    whole, rank = ChangeSet(), next_rank(rows)
    engaged = _engaged(chosen)
    for one in chosen:
        before = held.get(one.key)
        if before is not None:
            one = one + _kept(before, one) if known == ADD else one
            whole += ChangeSet.delete(before)
        whole += _created(organisation, one, rank, imprint, engaged.get((one.production.pk, one.person.pk)))
        rank += 1
    count = f"{len(chosen)} paies réelles" if len(chosen) > 1 else "une paie réelle"
    return whole.apply(by=by, why=f"{count} de {chosen[0].month:%m/%Y}")


def _created(organisation: Any, one: Taken, rank: int, imprint: str, engagement: Engagement | None) -> ChangeSet:
    made = ActualPay(
        organisation=organisation,
        production=one.production,
        person=one.person,
        engagement=engagement,
        who=one.who[:NAME_LENGTH],
        month=one.month,
        gross=one.gross,
        net=one.net,
        employer_cost=one.cost,
        hours=one.hours,
        cachets=one.cachets,
        source=one.source[:SOURCE_LENGTH],
        imprint=imprint,
        rank=rank,
    )
    whole = ChangeSet.create(made)
    for place, (part, amount) in enumerate(one.parts):
        whole += ChangeSet.create(ActualPart(organisation=organisation, actual=made, part=part, amount=amount, rank=place))
    return whole


def _kept(before: ActualPay, like: Taken) -> Taken:
    parts = tuple((one.part, one.amount) for one in before.parts.all())
    return replace(
        like,
        gross=before.gross,
        net=before.net,
        cost=before.employer_cost,
        hours=before.hours,
        cachets=before.cachets,
        parts=parts,
        source=before.source,
    )


def _engaged(each: Iterable[Taken]) -> dict[tuple[UUID, UUID], Engagement]:
    """Return the only embauche of each person in each show; nothing for those who have several."""
    productions = {one.production for one in each}
    people = {one.person for one in each}
    found: dict[tuple[UUID, UUID], list[Engagement]] = {}
    for production in productions:
        for engagement in Engagement.objects.within(production.organisation_id).filter(production=production, person__in=people):
            if engagement.person_id is not None:
                found.setdefault((production.pk, engagement.person_id), []).append(engagement)
    return {key: held[0] for key, held in found.items() if len(held) == 1}


def _sum(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    """Return a sum, unknown as soon as one of its terms is."""
    return None if one is None or other is None else one + other
