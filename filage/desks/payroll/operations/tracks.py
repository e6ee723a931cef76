"""How contract, DPAE and pay of an embauche advance, each step with its day: the pipelines, one step, many at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from filage.core import clock, stages
from filage.core.changes import ChangeSet
from filage.core.rails import season as seasons
from filage.core.rails.types import Act
from filage.core.refusal import Refusal
from filage.core.stages import Transition
from filage.desks.payroll.operations import refuse_unless_pay_reader
from filage.desks.payroll.queries.duties import dpae_days, last_step
from filage.desks.payroll.queries.period import period_in
from filage.productions.enums import ContractTrack, DpaeTrack, PayTrack
from filage.productions.models import Engagement
from filage.rules.engine.text import counted, day_text
from filage.rules.planning import critical
from filage.rules.planning.critical import Filed

A_ETABLIR, ENVOYE, SIGNE = ContractTrack
A_DECLARER, DEPOSEE = DpaeTrack
A_RELEVER, RELEVE, PAYE, DECLARE, CERTIFICAT = PayTrack


@dataclass(frozen=True, slots=True)
class Track:
    """One of the three tracks: its field, its states in order, the field of the day of each state but the first."""

    field: str
    label: str
    states: Sequence[tuple[str, str]]
    days: Mapping[str, str]

    def rank(self, state: str) -> int:
        """Return the place of a state; KeyError-free: every state of the field is listed."""
        return [code for code, _ in self.states].index(state)


TRACKS = {
    track.field: track
    for track in (
        Track("contract", "contrat", ContractTrack.choices, {ENVOYE: "contract_sent_on", SIGNE: "contract_signed_on"}),
        Track("dpae", "DPAE", DpaeTrack.choices, {DEPOSEE: "dpae_on"}),
        Track(
            "pay",
            "paie",
            PayTrack.choices,
            {RELEVE: "reported_on", PAYE: "paid_on", DECLARE: "declared_on", CERTIFICAT: "certified_on"},
        ),
    )
}


def has_a_certificate(engagement: Engagement) -> str | None:
    """Say why there is no certificate to hand: only the intermittents have one."""
    if last_step(engagement) == CERTIFICAT:
        return None
    return "Le certificat Congés Spectacles ne concerne que les artistes et les techniciens intermittents."


STEPS = {
    "contract": (
        Transition(A_ETABLIR, ENVOYE),
        Transition(A_ETABLIR, SIGNE, act=Act.EMBAUCHER),
        Transition(ENVOYE, SIGNE, act=Act.EMBAUCHER),
        Transition(SIGNE, ENVOYE),
        Transition(SIGNE, A_ETABLIR),
        Transition(ENVOYE, A_ETABLIR),
    ),
    "dpae": (Transition(A_DECLARER, DEPOSEE), Transition(DEPOSEE, A_DECLARER)),
    "pay": (
        *(
            Transition(before, after)
            for rank, before in enumerate(PayTrack)
            for after in list(PayTrack)[rank + 1 :]
            if after != CERTIFICAT
        ),
        *(Transition(before, CERTIFICAT, has_a_certificate) for before in (A_RELEVER, RELEVE, PAYE, DECLARE)),
        *(Transition(after, before) for rank, before in enumerate(PayTrack) for after in list(PayTrack)[rank + 1 :]),
    ),
}


def move(engagement: Engagement, field: str, to: str, *, on: date, by: Any) -> None:
    """Bring one track of an embauche to a state, forth with the day it was done, or back; Refusal says why not."""
    move_all([engagement], field, to, on=on, by=by)


def move_all(engagements: Sequence[Engagement], field: str, to: str, *, on: date, by: Any) -> int:
    """Bring one track of several embauches to a state in one gesture; return how many moved.

    Those already there or further stay as they are, when several are moved together. Refusal when none moves.
    """
    track, whole, moved = TRACKS[field], ChangeSet(), 0
    if to not in dict(track.states):
        raise Refusal("Cette étape n’existe pas.")
    if engagements and on > clock.today(engagements[0].organisation_id):
        raise Refusal(f"Le {day_text(on)} n’est pas encore venu : dites le jour où c’est fait.")
    for engagement in engagements:
        refuse_unless_pay_reader(by, engagement.production)
        if len(engagements) > 1 and track.rank(getattr(engagement, field)) >= track.rank(to):
            continue
        if to == DEPOSEE:
            _refuse_too_early(engagement, on)
        whole += _step(engagement, track, to, on)
        moved += 1
    if not moved:
        raise Refusal("Rien à avancer : cochez des embauches qui n’en sont pas encore là.")
    whole.apply(by=by, why=_why(engagements, moved, track, to))
    return moved


def _refuse_too_early(engagement: Engagement, on: date) -> None:
    """Refuse a DPAE said filed more than eight days before the hiring; one that comes late is written, and a finding says so."""
    season = seasons.load(engagement.organisation_id, (engagement.production_id,))
    held = next((one for one in season.engagements if one.pk == engagement.pk), engagement)
    period = period_in(season, held)
    if period is None:
        return
    days = dpae_days(season, held, period[0]).days
    if critical.filed(on, period[0], earliest=days) == Filed.TOO_EARLY:
        who = engagement.person.name if engagement.person else engagement.function
        opens = day_text(period[0] - timedelta(days=days))
        raise Refusal(f"{who} : trop tôt, la DPAE se dépose du {opens} au {day_text(period[0])}, premier jour de l’embauche.")


def _step(engagement: Engagement, track: Track, to: str, on: date) -> ChangeSet:
    """Return the change of one track: the day of the state it reaches is written, those of the states it leaves are emptied."""
    forth = track.rank(to) > track.rank(getattr(engagement, track.field))
    days: dict[str, date | None] = {day: None for state, day in track.days.items() if track.rank(state) > track.rank(to)}
    if forth:
        days |= {track.days[to]: on}
    return stages.step(engagement, to, field=track.field) + ChangeSet.on(engagement, **days)


def _why(engagements: Sequence[Engagement], moved: int, track: Track, to: str) -> str:
    said = dict(track.states)[to]
    if moved > 1:
        return f"{counted(moved, 'embauche')} : {track.label}, {said}"
    only = engagements[0]
    who = only.person.name if only.person else only.function
    return f"{who} : {track.label}, {said}" if len(engagements) == 1 else f"une embauche : {track.label}, {said}"


def plug() -> None:
    """Declare the three pipelines of an embauche."""
    for field, steps in STEPS.items():
        stages.declare(f"embauche.{field}", on=f"productions.Engagement.{field}", states=TRACKS[field].states, transitions=steps)
