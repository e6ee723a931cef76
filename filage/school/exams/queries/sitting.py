"""The candidates of an exam, each with her right to sit and the blocks that she presents."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from filage.rules.schooling.certification import Block, Certification, Opening
from filage.rules.schooling.sitting import NoSuchRoute, Placement, Prepared, Right, Sitting, right, routes
from filage.school.exams.enums import CandidateState
from filage.school.exams.models import Candidate, ExamSession
from filage.school.exams.queries.acquired import asked, earlier
from filage.school.programmes.models import Habilitation, SchoolSession
from filage.school.programmes.queries import certification

UNKNOWN = Right((), ("La fiche de cette certification n’est pas connue de Filage : l’importer.",), (), ())


@dataclass(frozen=True, slots=True)
class Seated:
    """A candidate, whether she may sit, and the blocks that she presents."""

    candidate: Candidate
    right: Right
    route: str  # its name
    presents: tuple[Block, ...]
    kept: tuple[str, ...]  # what she obtained before: blocks, and the competences of no block that she holds whole

    @property
    def name(self) -> str:
        """Return her name."""
        return self.candidate.person.name


@dataclass(frozen=True, slots=True)
class Exam:
    """A session of exam with its record and its candidates."""

    exam: ExamSession
    certification: Certification | None
    seated: tuple[Seated, ...]

    @property
    def to_admit(self) -> int:
        """Return how many may sit and were not let to yet."""
        return sum(one.right.is_open and one.candidate.state == CandidateState.REGISTERED for one in self.seated)


def exams(organisation: Any, training: UUID | None = None) -> list[ExamSession]:
    """Return the sessions of exam of a house, the latest first; one query, with their candidates two."""
    rows = ExamSession.objects.within(organisation).select_related("training", "certifier", "body", "venue")
    rows = rows.prefetch_related("candidates").order_by("-first", "rank", "id")
    return list(rows.filter(training=training) if training else rows)


def exam(organisation: Any, pk: UUID) -> ExamSession | None:
    """Return a session of exam of a house, None when it has no such one."""
    rows = ExamSession.objects.within(organisation).select_related("training", "certifier", "body", "venue")
    found: ExamSession | None = rows.filter(pk=pk).first()
    return found


def candidate(organisation: Any, pk: UUID) -> Candidate | None:
    """Return a candidate of a house, None when it has no such one."""
    rows = Candidate.objects.within(organisation).select_related(
        "person", "exam__certifier", "exam__body", "exam__training", "exam__venue", "learner__session", "previous__exam"
    )
    found: Candidate | None = rows.filter(pk=pk).first()
    return found


def candidates(held: ExamSession) -> list[Candidate]:
    """Return the candidates of an exam in the order of their numbers; one query."""
    rows = held.candidates.select_related("person", "learner__session", "previous").order_by("rank", "id")
    return list(rows)


def record(held: ExamSession) -> Certification | None:
    """Return the record of an exam, in its version; one query."""
    return certification(held.organisation_id, held.certification, held.version)


def whole(held: ExamSession) -> Exam:
    """Return an exam with its candidates and their right to sit; five queries whatever their number."""
    found, conventions, rows = record(held), _conventions(held), candidates(held)
    before = earlier(held, rows)
    return Exam(held, found, tuple(seat(one, found, conventions, before[one.pk]) for one in rows))


def unregistered(held: ExamSession) -> int:
    """Return how many learners of the session that an exam follows are not its candidates; one query."""
    if held.training is None:
        return 0
    there = held.candidates.values("person")
    return int(held.training.learners.filter(left_on=None).exclude(person__in=there).count())


def one_seat(one: Candidate) -> Seated:
    """Return a candidate with her right to sit; four queries."""
    return seat(one, record(one.exam), _conventions(one.exam), earlier(one.exam, [one])[one.pk])


def seat(one: Candidate, found: Certification | None, conventions: Sequence[Habilitation], held: frozenset[str]) -> Seated:
    """Return a candidate with her right to sit, from what was read of her exam."""
    if found is None:
        return Seated(one, UNKNOWN, one.route, (), tuple(sorted(held)))
    try:
        judged = right(found, _sitting(one, conventions))
    except NoSuchRoute as unknown:
        judged = Right((f"{unknown}.",), (), (), ())
    return Seated(one, judged, routes(found).get(one.route, one.route), presented(one, found, held), kept(found, held))


def presented(one: Candidate, found: Certification, held: Collection[str]) -> tuple[Block, ...]:
    """Return the blocks that a candidate presents: those of which she still has a competence to obtain."""
    wanted = asked(one, found, held)
    return tuple(block for block in found.blocks if any(each.code in wanted for each in found.of_block(block.code)))


def kept(found: Certification, held: Collection[str]) -> tuple[str, ...]:
    """Return what somebody obtained before, in the order of the record: a block whole, else its competences."""
    told: list[str] = []
    for block in found.blocks:
        mine = [each.code for each in found.of_block(block.code) if each.code in held]
        whole = block.code in held or len(mine) == len(found.of_block(block.code))
        told += [block.code] if whole else mine
    return tuple(told)


def known_routes(held: ExamSession) -> dict[str, str]:
    """Return the ways to an exam with their names; none while its record is unknown."""
    found = record(held)
    return routes(found) if found else {}


def trainings(organisation: Any) -> Any:
    """Return the sessions of training that an exam may follow."""
    return SchoolSession.objects.within(organisation).select_related("certifier", "body")


def _conventions(held: ExamSession) -> list[Habilitation]:
    return list(Habilitation.objects.within(held.organisation_id).filter(certification=held.certification, trains=True))


def _sitting(one: Candidate, conventions: Iterable[Habilitation]) -> Sitting:
    return Sitting(
        route=one.route,
        entered_on=one.entered_on,
        months=one.months,
        prepared=Prepared(one.prepared) if one.prepared else None,
        convention=_covered(one, list(conventions)),
        placement=Placement(first=one.placement_first, last=one.placement_last, hours=one.placement_hours),
        accepted=bool(one.previous_id or one.proof),
        proof=one.proof,
        individual=Opening(one.exam.individual),
        sits_on=one.exam.first,
    )


def _covered(one: Candidate, conventions: list[Habilitation]) -> bool | None:
    """Tell whether a convention of the body covers the entry; None when none was entered, or the day is unknown."""
    body = one.exam.body_id or (one.learner.session.body_id if one.learner else None)
    mine = [each for each in conventions if body is None or each.body_id == body]
    if not mine or one.entered_on is None:
        return None
    return any((each.since or date.min) <= one.entered_on <= (each.until or date.max) for each in mine)
