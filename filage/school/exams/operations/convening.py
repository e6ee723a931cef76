"""Convene candidates: a summons is issued, and a mail says where it opens without account; or it was given by hand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from filage.core import archive, links, outbox
from filage.core.archive import IssuedDocument
from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal
from filage.productions.operations import refuse_unless_editor
from filage.school.exams.enums import CandidateState
from filage.school.exams.models import Candidate, ExamSession
from filage.school.exams.queries import letters, sitting

CODE, PURPOSE = "convocation-examen", "convocation-examen"
LASTS = timedelta(days=30)  # after the last day
CLOSED = "Cette convocation n’est plus ouverte : demandez-la à l’organisme."
TEXT = """Bonjour,

Vous êtes convoqué·e aux épreuves de {exam}, {days}.
Votre convocation, avec vos horaires, s’ouvre ici : {lien}

{certifier}{body}"""

type Address = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Convened:
    """How many were written to, and who has no address."""

    written: int
    unreachable: tuple[str, ...]


def convene(exam: ExamSession, *, address: Address, on: date, by: Any) -> Convened:
    """Issue the summons of those who may sit and are not convened, and write to them."""
    refuse_unless_editor(by, exam)
    waiting = [one for one in sitting.candidates(exam) if one.state == CandidateState.ADMITTED and one.convened_on is None]
    if not waiting:
        raise Refusal("Personne n’attend de convocation : admettez d’abord les candidatures.")
    reached = [one for one in waiting if one.person.email]
    for one in reached:
        one.exam = exam
        issue(one, on=on, by=by)
        _write(one, address, by)
        _note(one, on, by)
    return Convened(len(reached), tuple(one.person.name for one in waiting if not one.person.email))


def issue(one: Candidate, *, on: date, by: Any) -> IssuedDocument:
    """Issue the summons of a candidate, or return the last when it says the same."""
    refuse_unless_editor(by, one)
    if one.state not in (CandidateState.ADMITTED, CandidateState.PRESENT, CandidateState.ABSENT):
        raise Refusal(f"{one.person} n’est pas encore admis à se présenter : pas de convocation.")
    return archive.issue(CODE, organisation=one.organisation, by=by, on=on, about=(key(one),))


def hand(one: Candidate, *, on: date, by: Any) -> None:
    """Note that a summons was given by hand."""
    issue(one, on=on, by=by)
    _note(one, on, by)


def opened(token: str) -> IssuedDocument:
    """Return the summons that a link opens, as it was last issued; Refusal when it opens nothing any more."""
    link = links.follow(token, PURPOSE)
    found = link.organisation and last(link.organisation, UUID(link.target))
    if not found:
        raise Refusal(CLOSED)
    return found


def last(organisation: Any, pk: UUID) -> IssuedDocument | None:
    """Return the last summons of a candidate, None when none was issued."""
    return letters.last(organisation, CODE, f"candidate:{pk}")


def key(one: Candidate) -> str:
    """Return the key of a candidate, as documents name what they are about."""
    return f"candidate:{one.pk}"


def _write(one: Candidate, address: Address, by: Any) -> None:
    exam = one.exam
    expires = max(timezone.now(), timezone.make_aware(datetime.combine(exam.last, time.max))) + LASTS
    for old in links.held(exam.organisation, PURPOSE, [one.pk]):
        links.revoke(old)
    token = links.create(exam.organisation, PURPOSE, one.pk, by=by, expires_at=expires, recipient=one.person.email)
    days = f"le {exam.first:%d/%m/%Y}" if exam.first == exam.last else f"du {exam.first:%d/%m/%Y} au {exam.last:%d/%m/%Y}"
    text = TEXT.format(
        exam=exam.name,
        days=days,
        lien=outbox.SECRET,
        certifier=exam.certifier.name if exam.certifier else exam.organisation.name,
        body=f"\n{exam.body.name}" if exam.body and exam.body_id != exam.certifier_id else "",
    )
    outbox.post(f"Convocation : {exam.name}", text, [one.person.email], organisation=exam.organisation, secret=address(token))


def _note(one: Candidate, on: date, by: Any) -> None:
    ChangeSet.on(one, convened_on=on).apply(by=by, why=f"convocation de {one.person}"[:300])
