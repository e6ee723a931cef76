"""What is read of a jury: who sits, what its composition lacks, who is set aside for whom, and by which rule it decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.utils import timezone

from filage.core import links
from filage.core.links import Link
from filage.rules.reading import Unreadable
from filage.rules.schooling import grading, jury
from filage.rules.schooling.certification import Certification
from filage.school.exams.enums import CandidateState, TieKind
from filage.school.exams.models import Candidate, ExamSession, Juror, JuryRules
from filage.school.programmes import queries as programmes
from filage.school.programmes.models import Learner, Slot

PURPOSE = "jury"  # of the links that let a juror grade
SCHOOL = ("direction", "pedagogie", "formateur")
TAUGHT = "a animé des séances de sa formation, d’après le planning"


@dataclass(frozen=True, slots=True)
class Lack:
    """What keeps a jury from deliberating, and who says so."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Member:
    """A juror, for whom she is set aside and why, and the link that she holds."""

    juror: Juror
    aside: Mapping[UUID, Sequence[str]]  # candidate -> reasons
    link: Link | None

    @property
    def sits(self) -> bool:
        """Tell whether she is counted: present, or expected while nobody said; an alternate only when she is there."""
        return bool(self.juror.present) if self.juror.present is not None else not self.juror.alternate


@dataclass(frozen=True)
class Panel:
    """The jury of an exam and those it judges."""

    exam: ExamSession
    certification: Certification | None
    rules: JuryRules
    members: Sequence[Member]
    candidates: Sequence[Candidate]

    @cached_property
    def sitting(self) -> list[Member]:
        """Return who is counted."""
        return [one for one in self.members if one.sits]

    @property
    def president(self) -> Member | None:
        """Return who presides among those who are counted."""
        return next((one for one in self.sitting if one.juror.president), None)

    @property
    def source(self) -> str:
        """Return where the composition comes from."""
        return self.certification.origin.name if self.certification else "fiche de la certification"

    @property
    def lacks(self) -> list[Lack]:
        """Return everything that keeps the jury from deliberating today."""
        if self.certification is None:
            return [Lack("La fiche de la certification n’est pas connue : importez-la.", "Formation, certifications")]
        found = [Lack(text, self.source) for text in self._lacks(self.sitting) if not self._has_quorum]
        found += [Lack(text, self.rules.quorum_source or "quorum réglé") for text in self._below_quorum()]
        if self.president is None:
            found.append(Lack("Aucune présidence parmi les membres présents : sa voix départage.", "réglage de la session"))
        found += [
            Lack(
                f"{one.juror.person.name} n’a pas signé sa déclaration de liens.",
                "impartialité du jury, guide des certificateurs",
            )
            for one in self.sitting
            if one.juror.declared_at is None
        ]
        return found

    @property
    def _has_quorum(self) -> bool:
        return self.rules.quorum_school is not None or self.rules.quorum_outside is not None

    def _below_quorum(self) -> list[str]:
        counted = [one.juror for one in self.sitting if not (one.juror.quality == jury.OUTSIDE and one.juror.employed)]
        school, outside = (sum((one.quality in SCHOOL) is side for one in counted) for side in (True, False))
        asked = ((self.rules.quorum_school, school, "de l’école"), (self.rules.quorum_outside, outside, "du dehors"))
        return [f"Quorum : {held} membre(s) {who}, {least} au moins." for least, held, who in asked if least and held < least]

    def _lacks(self, members: Sequence[Member]) -> list[str]:
        told = [jury.Juror(quality=one.juror.quality, employed=one.juror.employed) for one in members]
        return jury.missing(self.certification.jury, told) if self.certification else []

    def graders(self, candidate: Candidate) -> list[Member]:
        """Return who is counted for one candidate."""
        return [one for one in self.sitting if candidate.pk not in one.aside]


def panel(exam: ExamSession) -> Panel:
    """Return the jury of an exam; seven queries."""
    organisation = exam.organisation_id
    rules = JuryRules.objects.within(organisation).filter(exam=exam).first()
    jurors = list(
        Juror.objects.within(organisation)
        .filter(exam=exam)
        .select_related("person")
        .prefetch_related("ties")
        .order_by("alternate", "rank", "id")
    )
    held = candidates(exam)
    taught = _taught(organisation, jurors, held)
    opened = _opened(exam, jurors, timezone.now())
    return Panel(
        exam=exam,
        certification=programmes.certification(organisation, exam.certification, exam.version),
        rules=rules or JuryRules(organisation_id=organisation, exam=exam),
        members=[Member(one, _aside(one, taught), opened.get(str(one.pk))) for one in jurors],
        candidates=held,
    )


def candidates(exam: ExamSession) -> list[Candidate]:
    """Return who is judged, in the order of the numbers; one query."""
    rows = Candidate.objects.within(exam.organisation_id).filter(exam=exam).exclude(state=CandidateState.REFUSED)
    return list(rows.select_related("person", "learner").order_by("number", "rank", "id"))


def grading_rule(rules: JuryRules) -> grading.Rule:
    """Return the rule by which grids propose."""
    return grading.Rule(
        method=grading.Method(rules.method), threshold=rules.threshold, mandatory=mandatory(rules.mandatory) or None
    )


def mandatory(text: str) -> dict[str, frozenset[int]]:
    """Return the ranks, from 0, of the mandatory criteria of each competence; Unreadable names the line."""
    found: dict[str, frozenset[int]] = {}
    for rank, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        code, _, numbers = line.partition(":")
        said = [each.strip() for each in numbers.replace(";", ",").split(",") if each.strip()]
        if not said or not all(each.isdecimal() and 0 < int(each) <= 60 for each in said):
            raise Unreadable(f"Ligne {rank} : écrivez « BC01-C1 : 1, 3 ».")
        found[code.strip()] = frozenset(int(each) - 1 for each in said)
    return found


def _aside(juror: Juror, taught: Mapping[UUID, set[UUID]]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = {pk: [TAUGHT] for pk in taught.get(juror.person_id, ())}
    for tie in juror.ties.all():
        said = TieKind(tie.kind).label
        found.setdefault(tie.candidate_id, []).append(f"{said}, {tie.note}" if tie.note else str(said))
    return found


def _taught(organisation: UUID, jurors: Sequence[Juror], held: Sequence[Candidate]) -> dict[UUID, set[UUID]]:
    """Return the candidates that each person taught, from the half-days of their sessions; one query."""
    learners = [one.learner for one in held if one.learner]
    if not jurors or not learners:
        return {}
    slots = Slot.objects.within(organisation).filter(session__in={one.session_id for one in learners})
    given = slots.filter(trainer__person__in=[one.person_id for one in jurors])
    found: dict[UUID, set[UUID]] = {}
    for person, session, track in given.order_by().values_list("trainer__person", "session", "track").distinct():
        followed = {one.pk for one in held if one.learner and _follows(one.learner, session, track)}
        found.setdefault(person, set()).update(followed)
    return found


def _follows(learner: Learner, session: UUID, track: UUID | None) -> bool:
    return learner.session_id == session and track in (None, learner.track_id)


def _opened(exam: ExamSession, jurors: Sequence[Juror], now: datetime) -> dict[str, Link]:
    rows = links.held(exam.organisation_id, PURPOSE, [one.pk for one in jurors]) if jurors else []
    return {one.target: one for one in reversed(rows) if one.is_open(now)}
