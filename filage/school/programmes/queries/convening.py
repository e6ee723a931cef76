"""What a convocation says: to whom, which days and hours, where, what to bring, whom to call, who answers for access."""

from collections.abc import Iterator
from datetime import date, timedelta

from filage.documents.school_shapes import PaperPart, SchoolPaperData
from filage.documents.shapes import Contact
from filage.productions.models import Person, Room, Venue
from filage.school.programmes.enums import ReferentRole, Where
from filage.school.programmes.models import Learner, SchoolSession
from filage.school.programmes.queries.calendars import hour
from filage.school.programmes.queries.sheet import head_of
from filage.web import format as french

KIND = "Convocation"
BEFORE = timedelta(days=15)  # a convocation leaves at least so many days before (pratique)
UNSAID = "à préciser"


def convocation(learner: Learner, *, on: date) -> SchoolPaperData:
    """Return the convocation of a learner, as true on a day."""
    session = learner.session
    referents = list(session.programme.referents.select_related("person")) if session.programme else []
    contacts = tuple(
        Contact(name=one.person.name, role=one.get_role_display().capitalize(), email=one.person.email, phone=one.person.phone)
        for one in referents
        if one.role != ReferentRole.COMPANY and (one.person.email or one.person.phone)
    )
    access = next((one.person.name for one in referents if one.role == ReferentRole.ACCESS), UNSAID)
    bring = ("De quoi écrire, un ordinateur portable si vous en avez un, une pièce d’identité le premier jour.",)
    welcome = (f"Un besoin, une question : {access} vous répond avant l’entrée. Ce que vous lui dites reste entre vous.",)
    return SchoolPaperData(
        head=head_of(session.organisation, KIND, session.name, on=on, contacts=contacts),
        title="Vous êtes attendu·e en formation",
        subject=session.name,
        addressee=_to(learner.person),
        parts=(
            PaperPart(title="Quand", facts=tuple(_when(session))),
            PaperPart(title="Où", facts=tuple(_where(session))),
            PaperPart(title="À apporter", texts=bring),
            PaperPart(title="Accueil des personnes en situation de handicap", texts=welcome),
            PaperPart(title="À lire avant", texts=("Le programme et le règlement intérieur, remis avec cette convocation.",)),
        ),
    )


def _to(person: Person) -> tuple[str, ...]:
    town = f"{person.postal_code} {person.city}".strip()
    return tuple(line for line in (person.name, person.address, town) if line)


def text_of(learner: Learner) -> tuple[str, str]:
    """Return the subject and the text of the mail that goes with a convocation, which also serves as a message to copy."""
    session = learner.session
    first = first_day(session)
    starts = f" le {french.day_long(first)}" if first else ""
    lines = [
        f"Bonjour {learner.person.name},",
        f"Vous êtes attendu·e en formation{starts} : {session.name}.",
        *(f"{name} : {said}" for name, said in (*_when(session), *_where(session))),
        "Le programme, le règlement intérieur et votre convocation vous sont remis. Écrivez-nous au moindre empêchement.",
    ]
    return f"Convocation : {session.name}", "\n\n".join(lines)


def first_day(session: SchoolSession) -> date | None:
    """Return the first day of a session."""
    return min((one.first for one in session.periods.all()), default=None)


def _when(session: SchoolSession) -> Iterator[tuple[str, str]]:
    for one in sorted(session.periods.all(), key=lambda each: each.first):
        where = "En centre" if one.where == Where.CENTRE else "En entreprise"
        yield where, f"du {one.first:%d/%m/%Y} au {one.last:%d/%m/%Y}"
    halves = ((session.morning_at, session.morning_hours), (session.afternoon_at, session.afternoon_hours))
    spans = []
    for text, hours in halves:
        at = hour(text)
        if at and hours:
            minutes = at.hour * 60 + at.minute + int(hours * 60)
            spans.append(f"{_clock(at.hour * 60 + at.minute)} – {_clock(minutes)}")
    yield "Horaires", " et ".join(spans) or UNSAID
    closed = [f"du {one.first:%d/%m/%Y} au {one.last:%d/%m/%Y}" for one in session.closures.all()]
    if closed:
        yield "Fermé", ", ".join(closed)


def _where(session: SchoolSession) -> Iterator[tuple[str, str]]:
    venue = _venue(session)
    if venue is None:
        yield "Lieu", UNSAID
        return
    town = f"{venue.postal_code} {venue.city}".strip()
    yield "Lieu", ", ".join(part for part in (venue.name, venue.address, town) if part)
    if venue.accessibility:
        yield "Accès", venue.accessibility


def _venue(session: SchoolSession) -> Venue | None:
    held = session.slots.filter(room__isnull=False).order_by("on").values_list("room", flat=True)[:1]
    room = Room.objects.within(session.organisation_id).filter(pk__in=list(held)).select_related("venue").first()
    return room.venue if room else None


def _clock(minutes: int) -> str:
    return f"{minutes // 60} h{f' {minutes % 60:02}' if minutes % 60 else ''}"
