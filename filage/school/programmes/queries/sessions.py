"""What the pages of the school read: the sessions of a house, one of them with its calendar and what that calendar says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from filage.core.rails.registry import Registry
from filage.core.rails.types import Severity
from filage.rules.planning.bank_holidays import territories
from filage.rules.schooling.certification import Certification, entry_refusal
from filage.rules.schooling.feasibility import Nature, Period, Plan, Stretch
from filage.rules.schooling.findings import Said, findings
from filage.school.programmes.models import Habilitation, SchoolSession
from filage.school.programmes.queries import sharing
from filage.school.programmes.queries.certifications import Known, known, version_of


@dataclass(frozen=True, slots=True)
class SessionPage:
    """A page that another room of the school hangs on a session; its address takes the `pk` of the session."""

    label: str
    url_name: str
    rank: int


session_pages: Registry[SessionPage] = Registry("pages of a session")
house_pages: Registry[SessionPage] = Registry("pages of the school")  # whose address takes nothing


def in_order(pages: Registry[SessionPage]) -> list[SessionPage]:
    """Return the pages that were given, in the order of their ranks."""
    return sorted((page for _, page in pages.items()), key=lambda page: page.rank)


@dataclass(frozen=True, slots=True)
class Told:
    """A session, its record when Filage knows it, its calendar, and what is said of both."""

    session: SchoolSession
    certification: Certification | None
    periods: Sequence[Period]
    closures: Sequence[Stretch]
    plan: Plan | None  # None while the hours of a day are not known
    habilitation: Habilitation | None = None  # under which it is given

    @property
    def starts_on(self) -> date | None:
        """Return its first day."""
        return min((one.first for one in self.periods), default=None)

    @property
    def ends_on(self) -> date | None:
        """Return its last day."""
        return max((one.last for one in self.periods), default=None)

    @property
    def findings(self) -> list[Said]:
        """Return what its entry and its calendar say, what blocks first."""
        said = findings(self.plan) if self.plan and self.periods else []
        return [*self._entry(), *said, *self._habilitation()]

    def _entry(self) -> list[Said]:
        if self.certification is None or self.starts_on is None:
            return []
        refusal, remedy = (
            entry_refusal(self.certification, self.starts_on),
            "Rattacher la session à une autre certification active.",
        )
        return [Said(code="entree", severity=Severity.BLOQUANT, message=refusal, remedy=remedy)] if refusal else []

    def _habilitation(self) -> list[Said]:
        if self.starts_on is None or self.ends_on is None:
            return []
        faults = sharing.training(self.session, self.habilitation, self.starts_on, self.ends_on)
        remedy = "Compléter la fiche de l’habilitation d’après la convention."
        return [
            Said(
                code=one.code,
                severity=Severity.ALERTE if one.sure else Severity.INCONNU,
                message=f"{one.message[:1].upper()}{one.message[1:]}.",
                remedy=remedy,
            )
            for one in faults
        ]


def sessions(organisation: Any) -> list[Told]:
    """Return the sessions of a house, the latest first; five queries."""
    rows = SchoolSession.objects.within(organisation).prefetch_related("periods", "closures").order_by("rank", "id")
    held, given = known(organisation), list(Habilitation.objects.within(organisation).order_by("rank", "id"))
    return sorted((told(one, held, given) for one in rows), key=lambda one: one.starts_on or date.max, reverse=True)


def session(organisation: Any, pk: UUID) -> SchoolSession | None:
    """Return a session of a house, None when it has no such one."""
    found: SchoolSession | None = SchoolSession.objects.within(organisation).filter(pk=pk).first()
    return found


def told(session: SchoolSession, held: dict[str, list[Known]] | None = None, given: Sequence[Habilitation] | None = None) -> Told:
    """Return a session with its calendar and what it prepares to; four queries, none when they were fetched before."""
    periods = [Period(one.first, one.last, Nature(one.where)) for one in session.periods.all()]
    closures = [Stretch(one.first, one.last) for one in session.closures.all()]
    found = version_of(known(session.organisation_id) if held is None else held, session.certification, session.version)
    plan = None
    if session.hours_a_day:
        plan = Plan(
            periods=periods,
            hours_a_day=session.hours_a_day,
            centre_hours=session.centre_hours,
            company_hours=session.company_hours,
            closures=closures,
            territory=next((one for one in territories() if one.code == session.land), None),
            most_weeks=session.most_weeks,
        )
    certification = found.certification if found else None
    return Told(session, certification, periods, closures, plan, sharing.habilitation(session, given))


def tried(organisation: Any, said: Mapping[str, Any]) -> list[Said]:
    """Return what would be said of a session from what is typed of it so far; nothing while its hours are not."""
    periods, hours = said.get("periods") or [], said.get("hours_a_day")
    if not periods or not hours:
        return []
    plan = Plan(
        periods=periods,
        hours_a_day=hours,
        centre_hours=said.get("centre_hours") or Decimal(0),
        company_hours=said.get("company_hours") or Decimal(0),
        closures=said.get("closures") or [],
        territory=next((one for one in territories() if one.code == said.get("land")), None),
        most_weeks=said.get("most_weeks"),
    )
    session = SchoolSession(certification=said.get("certification", ""), version=said.get("version", ""))
    found = version_of(known(organisation), session.certification, session.version)
    return Told(session, found.certification if found else None, periods, plan.closures, plan).findings
