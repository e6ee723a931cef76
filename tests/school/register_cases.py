"""A school on its first day, what is signed and said there, and the link of a learner."""

from datetime import date, datetime
from decimal import Decimal

from filage.core.enums import Role
from filage.core.models import Membership, Organisation, User
from filage.productions.models import Person
from filage.rules.schooling.signing import PARIS
from filage.school.attendance.enums import Means
from filage.school.attendance.models import AttendanceRules, Justification
from filage.school.attendance.operations import doors, justifications, signing
from filage.school.attendance.operations.register import Author, Signature
from filage.school.attendance.queries import book
from filage.school.attendance.queries.doors import LEARNER
from filage.school.programmes.models import Learner, SchoolSession, Slot, Trainer

MONDAY = date(2025, 12, 1)
TRACES = iter(f"M10 10L{x} 50L{x} 60L90 {y}" for x in range(100, 600) for y in range(100, 200))
TOLD = {"geste": "justifier", "first": "2025-12-01", "kind": "maladie", "text": "fièvre"}


def opened(slug, *, editor, reader):
    """Open a school on its first day, and return its session."""
    organisation = Organisation.objects.create(name="École Ouverte", slug=slug, pinned_on=MONDAY)
    for name, role in ((editor, Role.ADMINISTRATION), (reader, Role.INVITE)):
        user = User.objects.create_user(f"{name}@exemple.fr", name=name)
        Membership.objects.create(user=user, organisation=organisation, role=role)
    session = SchoolSession.objects.create(
        organisation=organisation, name="Session", morning_hours=Decimal(4), afternoon_hours=Decimal(3)
    )
    AttendanceRules.objects.create(
        organisation=organisation, session=session, morning_from="09:00", afternoon_from="14:00", delay=120
    )
    people = [Person.objects.create(organisation=organisation, name=name) for name in ("Awa Diop", "Bilal Karam", "Chloé Petit")]
    for person in people[:2]:
        Learner.objects.create(organisation=organisation, session=session, person=person)
    trainer = Trainer.objects.create(organisation=organisation, person=people[2])
    for moment in ("matin", "apres_midi"):
        Slot.objects.create(organisation=organisation, session=session, on=MONDAY, moment=moment, trainer=trainer)
    return session


def at(hour, minute=0, day=1):
    return datetime(2025, 12, day, hour, minute, tzinfo=PARIS)


def hand(trace=""):
    return Signature("trace", trace or next(TRACES))


def signed(session, *, who=0, half=0, when=None, reason="", signature=None):
    held = book(session)
    learner = held.learners[who]
    by = Author(str(learner), "stagiaire", Means.LINK)
    signature = signature or hand()
    return signing.sign(held, held.halves[half], learner, signature=signature, by=by, at=when or at(12, 50), reason=reason)


def said(session, status, *, who=0, half=0, minutes=None, reason=""):
    held = book(session)
    by = Author("Chloé Petit", "intervenant", Means.LINK)
    return signing.state(
        held, held.halves[half], held.learners[who], status=status, minutes=minutes, reason=reason, by=by, at=at(18)
    )


def read(data):
    """Return the words that a paper says, as its shape holds them."""
    rows = " ".join(f"{cell.text} {cell.note}" for row in data.rows for cell in row)
    return " ".join((*(f"{one.label} {one.value}" for one in data.facts), rows, *data.notes))


def phone(session, name="Awa Diop"):
    """Return the address of a learner's link."""
    learner = session.learners.get(person__name=name)
    return doors.invite(LEARNER, learner, learner.person, address="/emargement/{}/".format, by=ana())


def decided(session, state, *, reason="", hour=19):
    one = Justification.objects.within(session.organisation_id).get()
    by = signing.by_the_office(ana(), session)
    return justifications.decide(one, state=state, reason=reason, by=ana(), author=by, at=at(hour))


def ana():
    return User.objects.get(email="ana@exemple.fr")


def unset_hours(session):
    """Let the whole day be signed: what a page does must not depend on the hour at which the tests run."""
    AttendanceRules.objects.within(session.organisation_id).update(morning_from="", afternoon_from="", delay=None)
