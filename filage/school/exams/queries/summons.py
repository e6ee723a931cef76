"""What the summons of a candidate says: who convenes for whom, her trials, what she keeps and what she must bring."""

from datetime import date
from typing import Any

from django.utils import timezone

from filage.desks.directory.queries import house
from filage.documents.exam_shapes import SummonsData, SummonsRow
from filage.documents.paper_shapes import Head
from filage.documents.shapes import Company, Document
from filage.productions.models import Structure
from filage.school.exams.models import Candidate, ExamSession, Trial
from filage.school.exams.queries import holding, sitting
from filage.school.programmes.enums import Organiser
from filage.web import format as french

KIND = "Convocation"
IDENTITY = "Présentez une pièce d’identité à l’entrée : elle est vérifiée avant la première épreuve."
LATE = "En cas d’empêchement, prévenez aussitôt : une absence se note au procès-verbal."
BY_BODY = "{body} vous convoque, au nom du certificateur ({certifier}), qui seul délivre la certification."
BY_CERTIFIER = "{certifier}, certificateur, vous convoque. {body} a assuré votre préparation."
ALONE = "{certifier} vous convoque aux épreuves de sa certification."


def summons(one: Candidate, *, on: date) -> SummonsData:
    """Return the summons of a candidate, as true on a day."""
    exam, seat = one.exam, sitting.one_seat(one)
    record = sitting.record(exam)
    named = f"{exam.certification}, {record.title}" if record else exam.certification
    return SummonsData(
        head=Head(company=company(exam), document=Document(kind=KIND, issued=on, number=one.number), title=exam.name),
        to=_to(one),
        number=one.number,
        certification=named,
        certifier=_certifier(exam),
        body=exam.body.name if exam.body else "",
        convened_by=_convened(exam),
        place=_place(exam),
        rows=tuple(map(_row, holding.of_candidate(one))),
        blocks=tuple(block.code for block in seat.presents),
        kept=seat.kept,
        notes=(*seat.right.notes, IDENTITY, LATE),
        hand_in=f"au plus tard le {french.day_long(exam.hand_in_on, weekday=False)}" if exam.hand_in_on else "",
    )


def company(exam: ExamSession) -> Company:
    """Return who signs the papers of an exam: the certifier, or the body in its name."""
    signs: Structure | None = exam.body if exam.organiser == Organiser.BODY and exam.body else exam.certifier or exam.body
    return house.company(signs) if signs else Company(name=exam.organisation.name)


def _certifier(exam: ExamSession) -> str:
    record = sitting.record(exam) if exam.certifier is None else None
    return exam.certifier.name if exam.certifier else record.certifier if record else "à préciser"


def _convened(exam: ExamSession) -> str:
    names: dict[str, Any] = {"certifier": _certifier(exam), "body": exam.body.name if exam.body else ""}
    if exam.body is None or exam.body_id == exam.certifier_id:
        return ALONE.format(**names)
    return (BY_BODY if exam.organiser == Organiser.BODY else BY_CERTIFIER).format(**names)


def _to(one: Candidate) -> tuple[str, ...]:
    person = one.person
    town = f"{person.postal_code} {person.city}".strip()
    return tuple(part for part in (person.name, *person.address.splitlines(), town) if part)


def _place(exam: ExamSession) -> tuple[str, ...]:
    if exam.venue is None:
        return ()
    town = f"{exam.venue.postal_code} {exam.venue.city}".strip()
    return tuple(part for part in (exam.venue.name, *exam.venue.address.splitlines(), town) if part)


def _row(one: Trial) -> SummonsRow:
    starts, ends, prepares = (timezone.localtime(at) for at in (one.starts_at, one.ends_at, one.prepares_at))
    return SummonsRow(
        on=starts.date(),
        hour=french.hour(starts),
        until=french.hour(ends),
        prepares=french.hour(prepares) if one.preparation else "",
        what=one.title[:1].upper() + one.title[1:] + f" ({one.block})",
        where=one.room.name if one.room else "",
        panel=one.panel,
    )
