"""What a habilitation covers of a session, and who holds each act that passes between its two organisations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from filage.rules.schooling.sharing import ACTS, BODY, Act, Fault, Scope, training_faults, trial_faults
from filage.school.programmes.models import Habilitation, SchoolSession, SharedAct


@dataclass(frozen=True, slots=True)
class Shared:
    """One act of a session: who holds it, as its habilitation says or as the session settles it."""

    act: Act
    usual: str
    settled: SharedAct | None

    @property
    def held_by(self) -> str:
        """Return who does it in this session."""
        return (self.settled.held_by if self.settled else "") or self.usual


class Given(Protocol):
    """What is given in the name of a certifier: a session, or an exam."""

    organisation_id: Any
    certifier_id: Any
    body_id: Any
    certification: str


def habilitation(session: Given, among: Iterable[Habilitation] | None = None) -> Habilitation | None:
    """Return the habilitation under which a session is given, the latest one; one query, none when they are given."""
    if among is None:
        among = Habilitation.objects.within(session.organisation_id).order_by("rank", "id")
    named = (session.certifier_id, session.body_id, session.certification)
    found = [one for one in among if (one.certifier_id, one.body_id, one.certification) == named]
    return max(found, key=lambda one: one.until or date.max) if found else None


def needs_habilitation(session: Given) -> bool:
    """Tell whether a session is taught by another than the certifier of what it prepares to."""
    both = session.certifier_id and session.body_id
    return bool(session.certification and both and session.certifier_id != session.body_id)


def scope(found: Habilitation | None) -> Scope | None:
    """Return what a habilitation lets do, as the rules read it."""
    if found is None:
        return None
    return Scope(trains=found.trains, assesses=found.assesses, since=found.since, until=found.until)


def training(session: SchoolSession, found: Habilitation | None, first: date, last: date) -> list[Fault]:
    """Return what keeps the body of a session from teaching on its days."""
    return list(training_faults(scope(found), first, last)) if needs_habilitation(session) else []


def trials(given: Given, first: date, last: date, organiser: str = "") -> list[Fault]:
    """Return what keeps a body from holding the trials of a session, or of an exam, on some days.

    `organiser` is who the exam says holds them, as the habilitation says when it is empty; nothing when the certifier does.
    """
    found = habilitation(given)
    usual = found.organiser if found else BODY
    if not needs_habilitation(given) or (organiser or usual) != BODY:
        return []
    left = [Fault("epreuves_au_certificateur", "l’habilitation laisse les épreuves au certificateur")] if usual != BODY else []
    return [*left, *trial_faults(scope(found), first, last)]


def acts(session: SchoolSession, found: Habilitation | None) -> list[Shared]:
    """Return who does what between the certifier and the body of a session; one query."""
    held: dict[str, Any] = {one.act: one for one in session.shared_acts.all()}
    organiser = found.organiser if found else ""
    return [Shared(act, act.held_by(organiser), held.get(act.code)) for act in ACTS]
