"""The matrix of a candidate: each deliverable of each competence, what proves it, and how she judges herself."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.utils import timezone

from filage.core import access
from filage.core.archive import IssuedDocument
from filage.core.files import StoredFile
from filage.core.refusal import Refusal
from filage.productions.models import Production
from filage.rules.schooling.certification import Block, Certification, Competence
from filage.rules.schooling.evidence import Cell, Given, State, matrix
from filage.rules.schooling.quality.self_marks import LEVELS
from filage.school.exams.models import Candidate, ExamSession, Proof
from filage.school.exams.queries import sitting
from filage.school.exams.queries.acquired import earlier
from filage.school.exams.queries.held_facts import held
from filage.school.extranet.queries.following import self_marks

CODE = "dossier-examen"


@dataclass(frozen=True, slots=True)
class Line:
    """A competence with its deliverables and the level that the candidate gives herself, None when she said none."""

    competence: Competence
    cells: tuple[Cell, ...]
    level: int | None

    @property
    def level_said(self) -> str:
        """Return her level in words."""
        return "" if self.level is None else f"{self.level}, {LEVELS[self.level]}"


@dataclass(frozen=True, slots=True)
class Part:
    """A block that a candidate presents, with its competences."""

    block: Block
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """What a candidate proves: her productions, then block by block."""

    candidate: Candidate
    certification: Certification | None
    works: tuple[Production, ...]
    hidden: int  # of her productions, those that the reader may not read
    parts: tuple[Part, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Return every deliverable."""
        return tuple(cell for part in self.parts for line in part.lines for cell in line.cells)

    @property
    def proved(self) -> int:
        """Return how many deliverables something proves."""
        return sum(cell.is_proved for cell in self.cells)


def matrix_of(one: Candidate, *, by: Any = None) -> Matrix:
    """Return the matrix of a candidate as `by` may read it (None: whole); some fifteen queries, whatever it holds."""
    record = sitting.record(one.exam)
    works, hidden = _works(one, by)
    given, levels = _given(one), levels_of(one)
    blocks = sitting.presented(one, record, earlier(one.exam, [one])[one.pk]) if record else ()
    asked = {each.code: each.deliverables for block in blocks for each in (record.of_block(block.code) if record else ())}
    cells: dict[str, list[Cell]] = defaultdict(list)
    for cell in matrix(asked, held(one.organisation_id, works), given):
        cells[cell.competence].append(cell)
    parts = tuple(
        Part(block, tuple(Line(each, tuple(cells[each.code]), levels.get(each.code)) for each in record.of_block(block.code)))
        for block in blocks
        if record
    )
    return Matrix(one, record, tuple(works), hidden, parts)


def levels_of(one: Candidate) -> Mapping[str, int]:
    """Return how a candidate judges herself: on the extranet when she follows a session, here otherwise; the last of each."""
    found = dict(one.levels.values_list("competence", "level"))
    for said in sorted(self_marks(one.learner), key=lambda each: each.on) if one.learner else ():
        found |= said.marks
    return found


def proof(organisation: Any, pk: UUID) -> Proof | None:
    """Return a proof of a house, None when it has no such one."""
    rows = Proof.objects.within(organisation).select_related("candidate__exam__training", "candidate__person")
    found: Proof | None = rows.filter(pk=pk).first()
    return found


def stored(one: Proof) -> StoredFile:
    """Return the file of a proof; Refusal when it has none, or did not come along."""
    kept = StoredFile.objects.within(one.organisation_id).filter(sha256=one.sha256).first() if one.sha256 else None
    if kept is None:
        raise Refusal(f"Le fichier « {one.name or one.deliverable} » n’est pas dans cette base : redonnez-le.")
    return kept


def productions(organisation: Any, user: Any) -> Any:
    """Return the productions of a house that somebody may read."""
    rows, may = Production.objects.within(organisation), access.readable_productions(user, organisation)
    return rows if may is None else rows.filter(pk__in=may)


def handed_in(one: Candidate) -> IssuedDocument | None:
    """Return the dossier that a candidate handed in, None while she did not, or when it stayed elsewhere."""
    if not one.handed_sha256:
        return None
    rows = IssuedDocument.objects.within(one.organisation_id).filter(kind=CODE, file__sha256=one.handed_sha256)
    found: IssuedDocument | None = rows.select_related("file").first()
    return found


def verified(one: Candidate, content: bytes) -> bool:
    """Tell whether some bytes are those that were handed in."""
    return bool(one.handed_sha256) and hashlib.sha256(content).hexdigest() == one.handed_sha256


def is_late(exam: ExamSession, at: datetime) -> bool:
    """Tell whether a moment comes after the last day of the dossiers, in Paris."""
    return exam.hand_in_on is not None and timezone.localtime(at).date() > exam.hand_in_on


def closes_at(on: date) -> datetime:
    """Return the last moment of a day, in Paris."""
    return timezone.make_aware(datetime.combine(on, time(23, 59, 59)))


def _works(one: Candidate, by: Any) -> tuple[list[Production], int]:
    rows = [each.work for each in one.works.select_related("work").order_by("rank", "id")]
    may = None if by is None else access.readable_productions(by, one.exam.organisation)
    shown = [each for each in rows if may is None or each.pk in may]
    return shown, len(rows) - len(shown)


def _given(one: Candidate) -> Mapping[tuple[str, str], Sequence[Given]]:
    found: dict[tuple[str, str], list[Given]] = defaultdict(list)
    for each in one.proofs.order_by("rank", "id"):
        said = Given(key=str(each.pk), name=each.name, note=each.note, state=State(each.state), on=each.on, imprint=each.sha256)
        found[each.competence, each.deliverable].append(said)
    return found
