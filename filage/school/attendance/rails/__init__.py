"""What the attendance gives to the rails: sheets to sign, proofs to read, certificates, agreements, weeks due, the day."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q
from django.urls import reverse

from filage.core import access, clock
from filage.core.rails import checks, deadlines, pages, proofs
from filage.core.rails.proofs import Proof
from filage.core.rails.types import Deadline, Panel
from filage.school.attendance.enums import Gesture, ProofState
from filage.school.attendance.models import AttendanceRecord, Justification, Placement
from filage.school.attendance.queries import today as of_today
from filage.school.attendance.queries import watching
from filage.school.attendance.rails import controls
from filage.school.programmes.models import SchoolSession
from filage.web import format as french

DAY = timedelta(days=1)
LATE, TO_DO = "en retard", "à faire"


def of_sessions(organisation: UUID) -> Iterator[Deadline]:
    """Yield the half-days that wait for a signature, and the certificates to hand over; three queries."""
    today = clock.today(organisation)
    for one in watching.unsigned(organisation, today):
        count = french.count(one.count, "demi-journée", "demi-journées")
        url = _of("attendance:sheet", one.session.pk) + f"?semaine={one.since - one.since.weekday() * DAY:%Y-%m-%d}"
        yield _duty(f"emargement:{one.session.pk}", one.since, f"Faire signer {count} : {one.session}", url, today)
    for session, last in watching.ending(organisation, today):
        title = f"Remettre les certificats de réalisation : {session}"
        yield _duty(f"certificats:{session.pk}", last, title, _of("attendance:hours", session.pk), today)


def of_proofs(organisation: UUID) -> Iterator[Deadline]:
    """Yield the proofs of absence that wait for somebody to read them; one query."""
    today = clock.today(organisation)
    for pk, name, waiting, since in watching.to_read(organisation):
        title = f"{french.count(waiting, 'justificatif à lire', 'justificatifs à lire')} : {name}"
        yield _duty(f"justificatifs:{pk}", since or today, title, _of("attendance:justifications", pk), today, state=TO_DO)


def of_placements(organisation: UUID) -> Iterator[Deadline]:
    """Yield the agreements to have signed and the weeks to say; two queries, and a few for each session with a placement."""
    today = clock.today(organisation)
    for placement in watching.to_agree(organisation, today):
        session = placement.learner.session_id
        title = f"Faire signer la convention de {placement.learner} : {placement.structure}"
        url = reverse("attendance:placement", args=[session, placement.pk])
        yield _duty(f"convention:{placement.pk}", placement.first - DAY, title, url, today)
    for stay in watching.stays(organisation, today):
        yield from _weeks(stay, today)


def _weeks(stay: watching.Stay, today: date) -> Iterator[Deadline]:
    one = stay.followed.placement
    url = reverse("attendance:placement", args=[one.learner.session_id, one.pk])
    if stay.unsaid:
        count = french.count(len(stay.unsaid), "semaine", "semaines")
        title = f"{count} en entreprise à dire : {one.learner}"
        yield _duty(f"semaines:{one.pk}", stay.unsaid[0] + 7 * DAY, title, url, today)
    if stay.unsigned:
        count = french.count(len(stay.unsigned), "semaine", "semaines")
        title = f"{count} en entreprise à faire signer par {one.tutor or 'qui tutore'} : {one.learner}"
        yield _duty(f"semaines_tuteur:{one.pk}", stay.unsigned[0] + 7 * DAY, title, url, today)


def _duty(key: str, on: date, title: str, url: str, today: date, *, state: str = "") -> Deadline:
    return Deadline(key=key, on=on, title=title[:160], state=state or (LATE if on < today else TO_DO), url=url)


def _of(name: str, session: UUID) -> str:
    return reverse(name, args=[session])


def proofs_held(organisation: Any) -> Iterator[Proof]:
    """Yield what the register and the periods in a company show an auditor; three queries."""
    house = reverse("programmes:house")
    rows = AttendanceRecord.objects.within(organisation).order_by()
    told = rows.aggregate(
        signed=Count("id", filter=Q(gesture=Gesture.PRESENCE)),
        held=Count("id", filter=Q(gesture=Gesture.TRAINER)),
        tutored=Count("id", filter=Q(gesture=Gesture.TUTOR)),
        last=Max("slot__on"),
        week=Max("week"),
    )
    yield Proof(10, "demi-journées signées par les stagiaires", told["signed"], house, told["last"])
    yield Proof(10, "demi-journées signées par qui les tenait", told["held"], house, told["last"])
    yield Proof(13, "semaines en entreprise signées par qui tutore", told["tutored"], house, told["week"])
    read = (
        Justification.objects.within(organisation)
        .exclude(state=ProofState.RECEIVED)
        .aggregate(count=Count("id"), last=Max("decided_on"))
    )
    yield Proof(12, "justificatifs d’absence lus", read["count"], house, read["last"])
    sent = (
        Placement.objects.within(organisation)
        .order_by()
        .aggregate(
            agreed=Count("id", filter=Q(body_signed_on__isnull=False), distinct=True),
            last=Max("body_signed_on"),
            judged=Count("id", filter=Q(marks__mark__gt=""), distinct=True),
            followed=Count("visits", distinct=True),
            visited=Max("visits__on"),
        )
    )
    yield Proof(28, "conventions de période en entreprise signées", sent["agreed"], house, sent["last"])
    yield Proof(28, "visites et appels en entreprise", sent["followed"], house, sent["visited"])
    yield Proof(11, "périodes en entreprise évaluées par compétence", sent["judged"], house)


def taught_today(request: Any, production: Any) -> Panel | None:
    """Give the half-days of the day, what is taught by whom and where, and who signed."""
    organisation = access.organisation_of(request)
    halves = of_today.taught(organisation.pk, clock.today_for(request))
    if not halves or not access.can_read(request.user, organisation):
        return None
    return Panel(
        slot="aujourdhui.main",
        title="Cours du jour",
        count=len(halves),
        template="attendance/panel_today.html",
        context={"halves": halves},
        rank=10,
    )


def plug() -> None:
    """Give what the attendance knows to whoever reads the rails."""
    checks.declare(*controls.CHECKS)
    deadlines.provide_house("attendance", of_sessions, SchoolSession)
    deadlines.provide_house("attendance", of_proofs, Justification)
    deadlines.provide_house("attendance", of_placements, Placement)
    proofs.holders.provide("attendance", proofs_held)
    pages.panel("aujourdhui.main", "taught", taught_today)
