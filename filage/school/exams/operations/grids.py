"""What a tablet sends of a grid, now or an hour later: each mark is kept once, the last one typed shows, none is lost."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from filage.core.refusal import Refusal
from filage.rules.schooling.certification import Certification, Competence
from filage.rules.schooling.grading import BLANK, HIGHEST, LOWEST
from filage.school.exams.enums import EntryState
from filage.school.exams.models import Grid, GridEntry, Juror
from filage.school.exams.queries import grids as queries
from filage.school.exams.queries import jury

MOST = 2000  # entries of one sending
MARKS = frozenset(str(mark) for mark in range(LOWEST, HIGHEST + 1)) | {BLANK}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A mark as a tablet sends it: `criterion` None is the comment, `before` what it showed when it was typed."""

    key: str
    candidate: UUID
    competence: str
    criterion: int | None
    value: str
    before: str
    typed_at: datetime


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a sending: the keys kept, those refused with their reason, and the cells that two devices dispute."""

    kept: Sequence[str]
    refused: Mapping[str, str]
    disputed: Sequence[str]


def receive(juror: Juror, sent: Iterable[Sent], *, device: str) -> Received:
    """Keep what a juror's tablet sends; what was received before is not kept twice.

    A cell shows what was typed last. When another device of hers wrote it meanwhile, both are kept and the cell is disputed.
    Refusal when she may not grade at all; a mark that cannot be kept is refused alone, with its reason.
    """
    held = jury.panel(juror.exam)
    queries.refuse_unless_grading(held, juror)
    assert held.certification is not None
    rows, member = list(sent)[:MOST], queries.member_of(held, juror)
    allowed = {one.pk for one in held.candidates if one.pk not in member.aside}
    refused = {each.key: why for each in rows if (why := _fault(each, held.certification, allowed))}
    with transaction.atomic():
        Juror.objects.within(juror.organisation_id).select_for_update().get(pk=juror.pk)  # one sending of hers at a time
        desk = _Desk(juror, device, timezone.now(), {one.code: one for one in held.certification.competences})
        taken = sorted((each for each in rows if each.key not in refused), key=lambda each: (each.typed_at, each.key))
        for each in taken:
            desk.take(each)
        desk.write()
    return Received([each.key for each in taken], refused, desk.disputed)


@transaction.atomic
def settle(entry: GridEntry, *, juror: Juror) -> None:
    """Say that a disputed mark is the right one; the others of its cell are kept as they came."""
    if entry.grid.juror_id != juror.pk:
        raise Refusal("Cette note n’est pas la vôtre.")
    queries.refuse_unless_grading(jury.panel(juror.exam), juror)
    grid = Grid.objects.within(juror.organisation_id).select_for_update().get(pk=entry.grid_id)
    _show(grid, entry.criterion, entry.value)
    grid.save(update_fields=["marks", "comment"])
    _disputed(grid, entry.criterion).update(state=EntryState.SETTLED)


class _Desk:
    """The grids of a juror while a sending is kept."""

    def __init__(self, juror: Juror, device: str, now: datetime, competences: Mapping[str, Competence]) -> None:
        self.juror, self.device, self.now, self.competences = juror, device, now, competences
        rows = Grid.objects.within(juror.organisation_id).filter(juror=juror)
        self.grids = {(one.candidate_id, one.competence): one for one in rows}
        self.last: dict[tuple[UUID, int | None], GridEntry] = {}
        self.known: set[tuple[UUID, str]] = set()
        for one in GridEntry.objects.within(juror.organisation_id).filter(grid__juror=juror).order_by("typed_at", "received_at"):
            self.known.add((one.grid_id, one.key))
            if one.state != EntryState.LATE:
                self.last[one.grid_id, one.criterion] = one
        self.new_grids: list[Grid] = []
        self.changed: dict[UUID, Grid] = {}
        self.entries: list[GridEntry] = []
        self.moved: list[GridEntry] = []
        self.disputed: list[str] = []

    def take(self, sent: Sent) -> None:
        """Keep one mark."""
        grid = self._grid(sent)
        if (grid.pk, sent.key) in self.known:
            return
        self.known.add((grid.pk, sent.key))
        entry = GridEntry(
            organisation_id=self.juror.organisation_id,
            grid=grid,
            key=sent.key,
            criterion=sent.criterion,
            value=sent.value,
            before=sent.before,
            device=self.device,
            typed_at=min(sent.typed_at, self.now),
            received_at=self.now,
            rank=len(self.entries),
        )
        self._place(entry, self.last.get((grid.pk, sent.criterion)))
        self.entries.append(entry)

    def _place(self, entry: GridEntry, last: GridEntry | None) -> None:
        """Let the mark typed last show; two devices that did not see one another dispute the cell."""
        disputes = last is not None and last.device != self.device and last.value not in (entry.before, entry.value)
        if disputes and last is not None:
            entry.state = EntryState.CONFLICT
            if last.state != EntryState.CONFLICT:
                last.state = EntryState.CONFLICT
                self.moved.append(last)
            self.disputed.append(entry.key)
        if last is not None and entry.typed_at < last.typed_at:
            entry.state = entry.state if disputes else EntryState.LATE
            return
        self.last[entry.grid_id, entry.criterion] = entry
        _show(entry.grid, entry.criterion, entry.value)
        self.changed[entry.grid_id] = entry.grid

    def _grid(self, sent: Sent) -> Grid:
        place = sent.candidate, sent.competence
        if place not in self.grids:
            marks = BLANK * len(self.competences[sent.competence].criteria)
            made = Grid(organisation_id=self.juror.organisation_id, juror=self.juror, candidate_id=sent.candidate)
            made.competence, made.marks, made.rank = sent.competence, marks, len(self.grids)
            self.grids[place] = made
            self.new_grids.append(made)
        grid = self.grids[place]
        grid.marks = grid.marks.ljust(len(self.competences[sent.competence].criteria), BLANK)
        return grid

    def write(self) -> None:
        """Write what was taken."""
        Grid.objects.bulk_create(self.new_grids)
        fresh = {one.pk for one in self.new_grids}
        kept = [one for one in self.changed.values() if one.pk not in fresh]
        if kept:
            Grid.objects.within(self.juror.organisation_id).bulk_update(kept, ["marks", "comment"])
        GridEntry.objects.bulk_create(self.entries)
        old = [one for one in self.moved if one not in self.entries]
        if old:
            GridEntry.objects.within(self.juror.organisation_id).bulk_update(old, ["state"])


def _show(grid: Grid, criterion: int | None, value: str) -> None:
    if criterion is None:
        grid.comment = value
    else:
        grid.marks = f"{grid.marks[:criterion]}{value}{grid.marks[criterion + 1 :]}"


def _disputed(grid: Grid, criterion: int | None) -> Any:
    rows = GridEntry.objects.within(grid.organisation_id).filter(grid=grid, state=EntryState.CONFLICT)
    return rows.filter(criterion__isnull=True) if criterion is None else rows.filter(criterion=criterion)


def _fault(sent: Sent, certification: Certification, allowed: set[UUID]) -> str:
    """Return why a mark cannot be kept; empty when it can."""
    if sent.candidate not in allowed:
        return "Vous ne notez pas cette personne."
    competence = next((one for one in certification.competences if one.code == sent.competence), None)
    if competence is None:
        return "Cette compétence n’est pas de la certification."
    if sent.criterion is None:
        return "" if len(sent.value) <= 1000 else "Commentaire trop long : 1 000 signes au plus."
    if not 0 <= sent.criterion < len(competence.criteria):
        return "Ce critère n’est pas de la compétence."
    return "" if sent.value in MARKS else "Une note va de 0 à 3."
