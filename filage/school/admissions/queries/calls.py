"""A call for applications as it stands at an instant: which routes it offers and under which rules, and whether it is open."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from filage.core.accounts import Organisation
from filage.rules.schooling.certification import Certification, Entry, Route
from filage.rules.schooling.eligibility import PARIS
from filage.school.admissions.enums import Outcome, Stage
from filage.school.admissions.models import InfoMeeting, Intake
from filage.school.admissions.models.calls import BY_HAND
from filage.school.programmes.models import SchoolSession
from filage.school.programmes.queries import certification


@dataclass(frozen=True, slots=True)
class Rules:
    """What an application of a call is judged by: its record when it prepares to one, its routes, the day of entry."""

    certification: Certification | None
    routes: Mapping[str, Route]
    enters_on: date | None


def now(organisation: Organisation, received: datetime | None = None) -> datetime:
    """Return the instant it is (or when a request was received), to the second: in a space of examples, that hour of its day."""
    at = (received or timezone.now()).replace(microsecond=0)
    if organisation.pinned_on is None:
        return at
    return datetime.combine(organisation.pinned_on, at.astimezone(PARIS).time(), PARIS)


def public(house: str, slug: str) -> Intake | None:
    """Return a published call by the address of its page."""
    organisation = Organisation.objects.filter(slug=house).first()
    if organisation is None:
        return None
    rows = Intake.objects.within(organisation).select_related("organisation", "session__programme", "session__body")
    found: Intake | None = rows.filter(slug=slug, published=True).first()
    return found


def counted(session: SchoolSession) -> list[Any]:
    """Return the calls of a session, the first opened first, each with `drafts` and `filed`, how many files; one query."""
    rows = Intake.objects.within(session.organisation_id).filter(session=session).exclude(slug__startswith=BY_HAND)
    drafts = Count("applications", filter=Q(applications__state=Stage.DRAFT))
    return list(
        rows.select_related("organisation")
        .annotate(drafts=drafts, filed=Count("applications") - drafts)
        .order_by("opens_at", "id")
    )


def applied(session: SchoolSession) -> tuple[int, int] | None:
    """Return how many applied to a session and how many were admitted; None when it had no call; one query."""
    rows = Intake.objects.within(session.organisation_id).filter(session=session).order_by()
    found = rows.aggregate(
        calls=Count("id", distinct=True),
        files=Count("applications"),
        drafts=Count("applications", filter=Q(applications__state=Stage.DRAFT)),
        admitted=Count("applications", filter=Q(applications__outcome=Outcome.ADMITTED)),
    )
    return (found["files"] - found["drafts"], found["admitted"]) if found["calls"] else None


def held(organisation: Any, pk: UUID) -> Intake | None:
    """Return a call of a house, None when it has no such one."""
    rows = Intake.objects.within(organisation).select_related("organisation", "session__programme", "session__body")
    found: Intake | None = rows.filter(pk=pk).first()
    return found


def rules(intake: Intake) -> Rules:
    """Return what the applications of a call are judged by; four queries at most."""
    session = intake.session
    record = certification(intake.organisation_id, session.certification, session.version) if session.certification else None
    first = session.periods.order_by("first").values_list("first", flat=True).first()
    asked: dict[str, list[Entry]] = {}
    for one in () if intake._state.adding else intake.entries.all():
        entry = Entry(level=one.level, ects=one.ects, experience=one.experience, months=one.months)
        asked.setdefault(one.route, []).append(entry)
    named = [code.strip() for code in intake.routes.split(",") if code.strip()]
    offered = record.routes if record else {}
    routes = {
        code: replace(route, entries=tuple(asked[code])) if code in asked else route
        for code, route in offered.items()
        if not named or code in named
    }
    return Rules(record, routes, first)


def is_open(intake: Intake, at: datetime) -> bool:
    """Tell whether a file received at an instant is in time."""
    return intake.opens_at <= at <= intake.closes_at


def meetings(intake: Intake) -> list[InfoMeeting]:
    """Return the meetings of a call with how many registered, the first first; two queries."""
    rows = InfoMeeting.objects.within(intake.organisation_id).filter(intake=intake)
    return list(rows.prefetch_related("guests").order_by("starts_at", "id"))


def record_routes(intake: Intake) -> Mapping[str, Route]:
    """Return the routes of the record of a call, as it says them."""
    session = intake.session
    record = certification(intake.organisation_id, session.certification, session.version) if session.certification else None
    return record.routes if record else {}
