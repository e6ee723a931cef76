"""How a day of work is told, checked by the office, and sent to who makes the payslips."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from filage.core import stages
from filage.core.changes import ChangeSet
from filage.core.journal import JournalEntry
from filage.core.refusal import Refusal
from filage.core.stages import Transition
from filage.desks.payroll import permissions
from filage.desks.payroll.enums import HoursState
from filage.desks.payroll.models import HoursEntry
from filage.desks.payroll.queries.hours import CHECKED, Day, Work
from filage.productions.enums import PayTrack
from filage.productions.models import Engagement, Production
from filage.productions.operations import next_rank
from filage.rules.payroll.terms import MOST_CACHETS_A_DAY

HOURS_OF_A_DAY = Decimal(24)
MOST_MEALS = 2
stages.declare(
    "heures",
    on="payroll.HoursEntry.state",
    states=HoursState.choices,
    transitions=[
        Transition(HoursState.PREVU, HoursState.SAISI),
        Transition(HoursState.SAISI, HoursState.PREVU),
        Transition(HoursState.SAISI, HoursState.VALIDE),
        Transition(HoursState.VALIDE, HoursState.SAISI),
        Transition(HoursState.VALIDE, HoursState.TRANSMIS),
        Transition(HoursState.TRANSMIS, HoursState.VALIDE),
    ],
)


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody says of a day; both at zero: it was not worked."""

    day: Day
    done: Work
    note: str = ""


def as_planned(days: Sequence[Day], *, today: date, by: Any, who: str = "") -> JournalEntry | None:
    """Tell that days went as foreseen, in one gesture; Refusal when one has nothing foreseen."""
    return tell([Told(day, day.planned) for day in days], today=today, by=by, who=who)


def tell(each: Sequence[Told], *, today: date, by: Any, who: str = "") -> JournalEntry | None:
    """Keep what was done on some days, in one gesture, which one undo takes back.

    `who` names the person who types by her own link. Nothing said of a day that was told takes it back:
    it is foreseen again, or gone when nothing foresaw it.
    Refusal for a day to come, one that the office has checked, hours that no day has, or nothing said.
    """
    if not each:
        raise Refusal("Rien n’est dit : choisissez un jour.")
    first = each[0].day.engagement
    if by is not None:
        permissions.refuse_unless_teller(by, first.production)
    rank = next_rank(HoursEntry.objects.within(first.organisation_id))
    whole = ChangeSet()
    for told in each:
        _refuse(told, today)
        whole += _written(told, rank)
        rank += told.day.entry is None
    return whole.apply(by=by, why=_why(each, who))


def check(production: Production, entries: Iterable[HoursEntry], *, by: Any) -> JournalEntry | None:
    """Check the days that were told: who worked no longer changes them."""
    permissions.refuse_unless_checker(by, production)
    chosen = [one for one in entries if one.state == HoursState.SAISI]
    if not chosen:
        raise Refusal("Rien à valider : aucun jour n’attend.")
    return _all_to(chosen, HoursState.VALIDE).apply(by=by, why=f"{_days(len(chosen))} d’heures validés")


def reopen(production: Production, entries: Iterable[HoursEntry], *, by: Any) -> JournalEntry | None:
    """Give checked days back to who told them; those already sent stay, a correction is told to the payroll firm."""
    permissions.refuse_unless_checker(by, production)
    chosen = [one for one in entries if one.state == HoursState.VALIDE]
    if not chosen:
        raise Refusal("Aucun de ces jours n’est seulement validé : ce qui est transmis se corrige avec qui fait la paie.")
    return _all_to(chosen, HoursState.SAISI).apply(by=by, why=f"{_days(len(chosen))} d’heures rouverts")


def send(production: Production, entries: Sequence[HoursEntry], *, month: date, by: Any) -> JournalEntry | None:
    """Note that the checked days of a month went to who makes the payslips; the pay of their embauches is « relevé »."""
    permissions.refuse_unless_checker(by, production)
    chosen = [one for one in entries if one.state == HoursState.VALIDE]
    waiting = sum(one.state == HoursState.SAISI for one in entries)
    if waiting:
        raise Refusal(f"{_days(waiting)} du mois à valider d’abord : ils manqueraient à la paie.")
    if not chosen:
        raise Refusal("Rien à transmettre : aucun jour validé n’attend ce mois-ci.")
    whole = _all_to(chosen, HoursState.TRANSMIS)
    engaged: dict[Any, Engagement] = {one.engagement_id: one.engagement for one in chosen}
    for engagement in engaged.values():
        if engagement.pay == PayTrack.A_FAIRE:
            whole += ChangeSet.on(engagement, pay=PayTrack.RELEVE)
    return whole.apply(by=by, why=f"heures de {month:%m/%Y} transmises, {_days(len(chosen))}")


def _written(told: Told, rank: int) -> ChangeSet:
    day, done = told.day, told.done
    kept = {
        "planned_hours": day.planned.hours,
        "planned_cachets": day.planned.cachets,
        "done_hours": done.hours,
        "done_cachets": done.cachets,
        "meals": done.meals,
        "nights": done.nights,
        "note": told.note,
    }
    if day.entry is not None and not (done.is_known or day.planned.is_known or day.activities):
        return ChangeSet.delete(day.entry)  # nothing foresaw it: taken back, it is not there
    if day.entry is not None:
        state = HoursState.SAISI if done.is_known else HoursState.PREVU
        change = ChangeSet.on(day.entry, **kept)
        return change if day.entry.state == state else change + stages.step(day.entry, state)
    made = HoursEntry(
        organisation_id=day.engagement.organisation_id,
        engagement=day.engagement,
        activity=day.activities[0] if len(day.activities) == 1 else None,
        on=day.on,
        state=HoursState.SAISI,
        rank=rank,
        **kept,
    )
    return ChangeSet.create(made)


def _refuse(told: Told, today: date) -> None:
    day, done = told.day, told.done
    _refuse_closed(day.state, day.on)
    said = f"{day.on:%d/%m/%Y}"
    if day.on > today:
        raise Refusal(f"Le {said} n’est pas encore passé : dites-le le jour même.")
    if not done.is_known and not day.is_told:
        raise Refusal(f"Le {said} : combien d’heures, ou combien de cachets ?")
    if done.hours is not None and not 0 <= done.hours <= HOURS_OF_A_DAY:
        raise Refusal(f"Le {said} : un jour compte de 0 à {HOURS_OF_A_DAY} heures.")
    if (done.meals or 0) > MOST_MEALS or (done.nights or 0) > 1:
        raise Refusal(f"Le {said} : un jour compte {MOST_MEALS} repas et une nuit au plus.")
    if done.cachets is not None and not 0 <= done.cachets <= MOST_CACHETS_A_DAY:
        raise Refusal(f"Le {said} : un jour compte {MOST_CACHETS_A_DAY} cachets au plus.")


def _refuse_closed(state: str, on: date) -> None:
    if state in CHECKED:
        raise Refusal(f"Le {on:%d/%m/%Y} est déjà {HoursState(state).label} : la production peut le rouvrir.")


def _all_to(entries: Iterable[HoursEntry], state: HoursState) -> ChangeSet:
    return sum((stages.step(one, state) for one in entries), ChangeSet())


def _why(each: Sequence[Told], who: str) -> str:
    said = f"heures du {each[0].day.on:%d/%m/%Y}" if len(each) == 1 else f"heures de {_days(len(each))}"
    return f"{said}, {who} par son lien" if who else said


def _days(count: int) -> str:
    return f"{count} jour{'s' if count > 1 else ''}"
