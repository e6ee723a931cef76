"""What makes each control of the programmes of a school speak, and what comes near and leaves it silent."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from filage.rules.schooling.signing import PARIS
from filage.school.attendance.enums import Means
from filage.school.attendance.operations.register import Author, append
from filage.school.programmes.models import SessionPeriod
from tests.cases import schools as s
from tests.desks.sound import TODAY

DAY = timedelta(days=1)
NAME = "Session du Brisant"
NOT_CERTIFIED = {"certification": ""}


def begun(c, days):
    """Return a session whose learner is not convened, so many days before it begins."""
    first = TODAY + days * DAY
    s.learner(c, s.session(c, NAME, first=first, last=first + 4 * DAY, **NOT_CERTIFIED))


def bare(c, **fields):
    """Return a session without days."""
    made = s.session(c, NAME, **fields)
    SessionPeriod.objects.within(c.organisation).delete()
    return made


def signed(c):
    """Return a session where a learner signs a half-day in time."""
    held = s.session(c, NAME, **NOT_CERTIFIED)
    who, slot = s.learner(c, held, convened_on=s.MONDAY), s.half(c, held)
    by, said = Author(str(who), "stagiaire", Means.LINK), {"stagiaire": {"id": str(who.pk)}, "demi_journee": {"id": str(slot.pk)}}
    at = datetime(2026, 9, 7, 11, tzinfo=PARIS)
    append(held, gesture="presence", by=by, at=at, said=said, slot_id=slot.pk, learner=who)


CASES = {
    "FOR-001": (
        lambda c: s.session(c, NAME, first=date(2026, 10, 2), last=date(2026, 10, 9)),
        lambda c: s.session(c, NAME, first=date(2026, 10, 1), last=date(2026, 10, 9)),
    ),
    "FOR-002": (
        lambda c: s.session(c, NAME, centre_hours=Decimal("35.5")),
        lambda c: s.session(c, NAME, centre_hours=Decimal(35)),
    ),
    "FOR-003": (
        lambda c: s.session(c, NAME, company_hours=Decimal(70)),
        lambda c: s.session(c, NAME, company_hours=Decimal("69.5")),
    ),
    "FOR-004": (lambda c: s.session(c, NAME, most_weeks=1), lambda c: s.session(c, NAME, most_weeks=2)),
    "FOR-005": (
        lambda c: s.session(c, NAME),
        lambda c: s.session(c, NAME, centre_hours=Decimal(36), company_hours=Decimal(71)),
    ),
    "FOR-006": (bare, lambda c: s.session(c, NAME)),
    "FOR-007": (lambda c: s.session(c, NAME, version="2019"), lambda c: s.session(c, NAME, **NOT_CERTIFIED)),
    "FOR-008": (lambda c: s.taken(c, NAME, "matin"), lambda c: s.taken(c, NAME, "apres_midi")),
    "FOR-009": (
        lambda c: s.half(c, s.session(c, NAME), on=s.FRIDAY + DAY),
        lambda c: s.half(c, s.session(c, NAME), on=s.FRIDAY),
    ),
    "FOR-010": (lambda c: s.seated(c, NAME, 1), lambda c: s.seated(c, NAME, 2)),
    "FOR-011": (lambda c: s.away(c, NAME, s.MONDAY, "lu-m,ma-a"), lambda c: s.away(c, NAME, s.MONDAY - DAY, "lu-a")),
    "FOR-012": (lambda c: s.tracked(c, NAME, "Musiques"), lambda c: s.tracked(c, NAME, "Musiques", "Théâtre")),
    "FOR-013": (
        lambda c: s.half(c, s.session(c, NAME, centre_hours=Decimal("3.5"))),
        lambda c: s.half(c, s.session(c, NAME, centre_hours=Decimal(4))),
    ),
    "FOR-014": (
        lambda c: s.half(c, s.session(c, NAME, morning_hours=None)),
        lambda c: s.half(c, s.session(c, NAME, morning_hours=None), hours=Decimal(4)),
    ),
    "FOR-015": (lambda c: s.taught(c, NAME, paper={"due_on": TODAY - DAY}), lambda c: s.taught(c, NAME, paper={"due_on": TODAY})),
    "FOR-016": (lambda c: s.taught(c, NAME, titles=" "), lambda c: s.trainer(c, titles="")),  # she teaches nothing
    "FOR-017": (lambda c: s.covering(c, NAME, 1), lambda c: s.covering(c, NAME, 0)),
    "FOR-018": (lambda c: begun(c, 14), lambda c: begun(c, 15)),
    "FOR-019": (
        lambda c: s.habilitated(c, NAME, s.COMPANY[1] - DAY),
        lambda c: s.habilitated(c, NAME, s.COMPANY[1]),
    ),
    "FOR-020": (
        lambda c: s.session(c, NAME, school=s.body(c, qualiopi_until=TODAY - DAY)),
        lambda c: s.session(c, NAME, school=s.body(c, qualiopi_until=TODAY)),
    ),
    "FOR-021": (
        lambda c: s.learner(c, s.session(c, NAME), entered_on=date(2026, 10, 2)),
        lambda c: s.learner(c, s.session(c, NAME), entered_on=date(2026, 10, 1)),
    ),
    "FOR-022": (  # two half-days in a row; the other one misses 4 h of 511
        lambda c: s.recorded(c, NAME, status="absent", gesture="etat", halves=2),
        lambda c: s.recorded(c, NAME, status="absent", gesture="etat"),
    ),
    "FOR-023": (
        lambda c: s.recorded(c, NAME, said='{"tardive":true}'),
        lambda c: s.recorded(c, NAME, said='{"motif":"train","tardive":true}'),
    ),
    "FOR-024": (lambda c: s.recorded(c, NAME), signed),
    "FOR-025": (  # half an hour from 9 h on: the other panel begins before its end, or at it
        lambda c: s.judged_twice(c, NAME, 29, on=TODAY + 30 * DAY),
        lambda c: s.judged_twice(c, NAME, 30, on=TODAY + 30 * DAY),
    ),
    "FOR-026": (
        lambda c: s.exam(c, NAME, TODAY + 14 * DAY),
        lambda c: (s.exam(c, NAME, TODAY + 15 * DAY), s.exam(c, f"{NAME}, avant", TODAY + DAY, convened_on=TODAY - 14 * DAY)),
    ),
}
