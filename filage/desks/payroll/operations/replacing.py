"""One gesture: who is away, when, why, and who works instead; everything that follows is one set of changes."""

import dataclasses
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from filage.core import rehearsing
from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal
from filage.desks.logistics.operations.arranging import instead
from filage.desks.payroll import operations
from filage.desks.payroll.operations.naming import found_or_new
from filage.desks.payroll.queries import replacing as queries
from filage.desks.payroll.queries.replacing import Replacement, Team
from filage.productions.enums import AbsencePay, EmploymentStatus, PayTrack
from filage.productions.models import Activity, Credit, Engagement, Person
from filage.productions.operations import next_rank
from filage.rules.engine.text import day_text
from filage.rules.payroll.replacing import of

INSTEAD, NAME_ALONE = "mention", "nom"
PAID = (PayTrack.PAYE, PayTrack.DECLARE, PayTrack.CERTIFICAT)
LONGEST_CREDIT, LONGEST_MOTIVE = 300, 300


def replace(asked: Replacement, *, by: Any) -> Engagement:
    """Make a replacement and return the new embauche; Refusal when it cannot be, and nothing is written then."""
    operations.refuse_unless_pay_reader(by, asked.absent.production)
    asked, whole = _somebody(asked)
    team = queries.team(asked.absent)
    _refuse_impossible(asked, team)
    made = _engagement(asked)
    whole += ChangeSet.create(made) + _presences(asked, made, team) + _suspended(asked) + _credits(asked)
    dates = [one.pk for one in asked.dates]
    whole += instead(asked.absent.person_id, asked.person, dates, made.organisation_id)  # her seats and her beds
    whole.apply(by=by, why=said(asked))
    return made


def rehearse(asked: Replacement, *, by: Any, look: Callable[[Engagement], Any]) -> tuple[dict[str, Any], Any]:
    """Return what a replacement would move, and what `look` sees of the new embauche once it is made, without making it."""
    seen: list[Any] = []
    moved = rehearsing.rehearse(lambda: seen.append(look(replace(asked, by=by))))
    return moved, seen[0]


def said(asked: Replacement) -> str:
    """Return what the journal says, never why somebody is away: « remplacement : Ana par Karim, le 16 avril 2027 »."""
    absent = asked.absent.person
    days = f"le {day_text(asked.first)}" if asked.first == asked.last else f"du {day_text(asked.first)} au {day_text(asked.last)}"
    return f"remplacement : {absent} par {asked.who or 'quelqu’un à trouver'}, {days}"[:300]


def _refuse_impossible(asked: Replacement, team: Team) -> None:
    absent = asked.absent
    if absent.person is None:
        raise Refusal("Ce poste n’a personne : nommez quelqu’un sur l’embauche, il n’y a pas d’absent à remplacer.")
    if asked.person is not None and asked.person.pk == absent.person_id:
        raise Refusal(f"{absent.person} ne peut pas se remplacer : choisissez quelqu’un d’autre.")
    if asked.last < asked.first:
        raise Refusal("La fin du remplacement précède son début.")
    if absent.pay in PAID:
        raise Refusal(
            f"La paie de « {absent.function} » est déjà faite : une date déjà payée se corrige par un rappel de paie, "
            "pas par un remplacement."
        )
    if not asked.motive.strip():
        raise Refusal("Sans motif précis, un CDD devient un CDI (Code du travail, art. L1242-12) : écrivez-le.")
    attended = {one.pk for one in team.dates_of(absent)}
    for date in asked.dates:
        if date.pk not in attended:
            raise Refusal(f"{absent.person} n’est pas du {day_text(date.on)}, ou y est déjà remplacé·e.")
    if absent.per_performance and not asked.dates:
        raise Refusal("Aucune de ses dates n’est dans ces jours : choisissez-en au moins une.")


def _somebody(asked: Replacement) -> tuple[Replacement, ChangeSet]:
    """Return the replacement with the person whose name was typed, and the change that writes her when she is new."""
    if asked.person is not None or not asked.newcomer.strip():
        return asked, ChangeSet()
    person, written = found_or_new(asked.absent.organisation_id, asked.newcomer)
    return dataclasses.replace(asked, person=person, newcomer=""), written


def _engagement(asked: Replacement) -> Engagement:
    """Return the new embauche: the post of the one replaced, with its own person, days, contract and price."""
    absent = asked.absent
    same = ("function", "status", "executive", "position", "weekly_hours", "phase", "destination", "unit", "per_performance")
    kept = {name: getattr(absent, name) for name in (*same, "quantity_following", "coefficient", "on_tour")}
    if asked.quantity != absent.quantity:
        kept["quantity_following"] = None
    return Engagement(
        organisation_id=absent.organisation_id,
        production=absent.production,
        rank=next_rank(Engagement.objects.within(absent.organisation_id)),
        person=asked.person,
        placeholder="" if asked.person else f"remplace {absent.person}"[:120],
        contract_kind=asked.ground.contract.value,
        motive=asked.motive.strip()[:LONGEST_MOTIVE],
        gross=asked.gross,
        quantity=asked.quantity,
        starts_on=asked.first,
        ends_on=asked.last,
        replaces=absent,
        replaced_from=asked.first,
        absence_reason=asked.absence.value,
        absence_pay=asked.absence_pay,
        **kept,
    )


def _presences(asked: Replacement, made: Engagement, team: Team) -> ChangeSet:
    """Name who is there at the dates replaced; and, for a post still open, at the dates between them that are not."""
    chosen = {one.pk for one in asked.dates}
    changes = ChangeSet()
    for activity in team.activities:
        here = team.people_at(activity) if activity.on <= asked.last and (activity.until or activity.on) >= asked.first else []
        if activity.pk in chosen:
            kept = [one for one in here if one.pk != asked.absent.person_id or not asked.covers(activity)]
            changes += _named(activity, [*kept, *([made.person] if made.person else [])])
        elif made.person is None and any(one.pk == asked.absent.person_id for one in here):
            changes += _named(activity, here)
    return changes


def _named(activity: Activity, people: list[Person]) -> ChangeSet:
    return ChangeSet.on(activity, participants=list({one.pk: one for one in people}.values()))


def _suspended(asked: Replacement) -> ChangeSet:
    """Take off the embauche of the one replaced what somebody else works, when it is counted whole and is not paid.

    What is counted by the performance needs nothing: the dates say who is paid.
    """
    absent = asked.absent
    counted = not absent.per_performance and absent.status != EmploymentStatus.PERMANENT
    if not counted or asked.absence_pay != AbsencePay.SUSPENDUE:
        return ChangeSet()
    return ChangeSet.on(absent, quantity=max(absent.quantity - asked.quantity, Decimal(0)))


def _credits(asked: Replacement) -> ChangeSet:
    """Change the générique as chosen: say who replaces whom, or put one name for the other."""
    absent, changes = asked.absent.person, ChangeSet()
    if not asked.credit or absent is None or not asked.who:
        return changes
    for credit in queries.credits_of(absent.name, asked.absent.production):
        changes += ChangeSet.on(credit, who=credited(credit, absent.name, asked))
    return changes


def credited(credit: Credit, absent: str, asked: Replacement) -> str:
    """Return what a line of the générique becomes: « Ana, Karim » → « Ana, Lou (en remplacement de Karim) », said once."""
    instead = asked.who if asked.credit == NAME_ALONE else f"{asked.who} (en remplacement {of(absent)})"
    if instead in credit.who:
        return credit.who
    alone = re.compile(f"(?<!remplacement de )(?<!remplacement d’){re.escape(absent)}")
    if alone.search(credit.who):
        return alone.sub(instead, credit.who)[:LONGEST_CREDIT]
    return credit.who if absent in credit.who else f"{credit.who} ; {instead}"[:LONGEST_CREDIT]
