"""What a juror's tablet shows: whom she grades, what she graded already, and what two of her devices dispute."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from filage.core.refusal import Refusal
from filage.rules.schooling.certification import Competence
from filage.rules.schooling.grading import BLANK
from filage.school.exams.enums import EntryState
from filage.school.exams.models import Candidate, Deliberation, Grid, GridEntry, Juror
from filage.school.exams.queries.acquired import asked, earlier
from filage.school.exams.queries.jury import Member, Panel, panel


@dataclass(frozen=True, slots=True)
class Graded:
    """One competence as the juror sees it: her marks, her comment."""

    competence: Competence
    marks: str
    comment: str


@dataclass(frozen=True, slots=True)
class Progress:
    """A candidate on the list of a juror: how much of her is graded, or why she is not graded by her."""

    candidate: Candidate
    done: int
    whole: int
    aside: Sequence[str]


@dataclass(frozen=True, slots=True)
class Desk:
    """All that a juror sees behind her link."""

    juror: Juror
    panel: Panel
    rows: Sequence[Progress]
    disputes: Sequence[GridEntry]
    closed: bool


def member_of(held: Panel, juror: Juror) -> Member:
    """Return the member that a juror is."""
    return next(one for one in held.members if one.juror.pk == juror.pk)


def refuse_unless_grading(held: Panel, juror: Juror) -> None:
    """Raise Refusal when a juror may not grade: not declared, no record, or the jury has closed."""
    if held.certification is None:
        raise Refusal("La fiche de la certification n’est pas connue : l’école doit l’importer.")
    if juror.declared_at is None:
        raise Refusal("Déclarez d’abord vos liens avec les candidats : la grille s’ouvre ensuite.")
    if is_closed(juror):
        raise Refusal("La délibération est close : les grilles ne changent plus.")


def is_closed(juror: Juror) -> bool:
    """Tell whether the jury of an exam has closed; one query."""
    held = Deliberation.objects.within(juror.organisation_id).filter(exam=juror.exam_id)
    last = held.order_by("-version").values_list("closed_at", flat=True).first()
    return last is not None


def desk(juror: Juror) -> Desk:
    """Return what a juror sees first; twelve queries."""
    held = panel(juror.exam)
    mine, aside, before = _marks(juror), member_of(held, juror).aside, earlier(juror.exam, held.candidates)
    rows = []
    for one in held.candidates:
        wanted = examined(held, one, before[one.pk])
        done = sum(len(mine.get((one.pk, each.code), ("", ""))[0].replace(BLANK, "")) for each in wanted)
        rows.append(Progress(one, done, sum(len(each.criteria) for each in wanted), aside.get(one.pk, ())))
    return Desk(juror, held, rows, disputes(juror), is_closed(juror))


def examined(held: Panel, one: Candidate, before: Collection[str]) -> list[Competence]:
    """Return the competences that a candidate presents, less those that she holds, in the order of the record."""
    record = held.certification
    wanted = asked(one, record, before) if record else ()
    return [each for each in record.competences if each.code in wanted] if record else []


def graded(held: Panel, juror: Juror, candidate: Candidate) -> list[Graded]:
    """Return the grids of a juror for what one candidate presents; three queries."""
    mine = _marks(juror, candidate.pk)
    wanted = examined(held, candidate, earlier(juror.exam, [candidate])[candidate.pk])
    found = [(each, *mine.get((candidate.pk, each.code), ("", ""))) for each in wanted]
    return [Graded(each, marks.ljust(len(each.criteria), BLANK), said) for each, marks, said in found]


def disputes(juror: Juror) -> list[GridEntry]:
    """Return the marks that two devices of a juror dispute, cell by cell; one query."""
    rows = GridEntry.objects.within(juror.organisation_id).filter(grid__juror=juror, state=EntryState.CONFLICT)
    return list(rows.select_related("grid__candidate__person").order_by("grid", "criterion", "typed_at"))


def _marks(juror: Juror, candidate: UUID | None = None) -> Mapping[tuple[UUID, str], tuple[str, str]]:
    rows = Grid.objects.within(juror.organisation_id).filter(juror=juror)
    rows = rows.filter(candidate=candidate) if candidate else rows
    found = rows.values_list("candidate", "competence", "marks", "comment")
    return {(pk, code): (marks, comment) for pk, code, marks, comment in found}
