"""What the grid of a budget writes: cells, new lines, moves and departures in one act, each cell kept or refused by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils import timezone

from filage.core import values
from filage.core.changes import Change, ChangeSet, Conflict, history, undo
from filage.core.journal import JournalEntry
from filage.core.refusal import Refusal
from filage.desks.budget import permissions
from filage.desks.budget.enums import Destination, Side
from filage.desks.budget.models import Line, LineYear, Payment
from filage.desks.budget.operations import funding
from filage.desks.budget.queries import cell_parts, cells
from filage.productions.models import Production
from filage.rules.reading import Unreadable

NEW = "Nouvelle ligne"
LARGEST_ACT = 20_000  # cells; beyond, what was pasted is not a budget
HOME = frozenset({"destination", "phase"})  # cells that take a line elsewhere
TRIES = 3  # somebody may write between our reading and our writing


@dataclass(frozen=True, slots=True)
class Edit:
    """A text typed in a cell, and the one that stood there when it was typed."""

    line: UUID
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Insert:
    """A new line of a family, after another one (None: the last of its family), with the texts of its cells."""

    line: UUID
    side: str
    destination: str
    after: UUID | None
    texts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """A line put after another one of a family (None: first)."""

    line: UUID
    destination: str
    after: UUID | None


@dataclass(frozen=True, slots=True)
class Act:
    """What is asked in one go."""

    edits: Sequence[Edit] = ()
    inserts: Sequence[Insert] = ()
    moves: Sequence[Move] = ()
    deletes: Sequence[UUID] = ()

    @property
    def size(self) -> int:
        """Return how many cells it writes."""
        return len(self.edits) + sum(1 + len(one.texts) for one in self.inserts) + len(self.moves) + len(self.deletes)


@dataclass(frozen=True, slots=True)
class Refused:
    """A cell that was not written: its text, why, and, when somebody was there first, what stands there now."""

    line: UUID
    field: str
    text: str
    reason: str
    now: str | None = None


@dataclass(slots=True)
class Saved:
    """What came of an act: the journal entry that undoes it, the cells refused, the lines it touched."""

    entry: JournalEntry | None = None
    refused: list[Refused] = field(default_factory=list)
    lines: set[UUID] = field(default_factory=set)
    reshaped: bool = False  # lines came, went or moved
    families: set[tuple[str, str]] = field(default_factory=set)  # those that were reshaped; none named: any of them


def save(production: Production, phase: str, act: Act, *, by: Any) -> Saved:
    """Write what can be written of an act, in one set of changes; what cannot is refused cell by cell, with its reason.

    Raise Refusal when the user may not change this budget, when it is too much at once, or when a line is not deletable.
    """
    permissions.refuse_unless_editor(by, production)
    if act.size > LARGEST_ACT:
        raise Refusal(f"Plus de {LARGEST_ACT} cellules d’un coup : collez en plusieurs fois.")
    for last in range(TRIES - 1, -1, -1):
        writing = _Writing(production, phase, act)
        changes = writing.changes(act)
        try:
            writing.saved.entry = changes.apply(by=by, why=_why(act))
        except Conflict:
            if not last:
                raise
            continue
        return writing.saved
    raise AssertionError  # the last try returns or raises


def go_back(production: Production, entry_id: UUID, *, by: Any) -> Saved:
    """Undo one of the user's own acts in this budget, or undo that undoing; Refusal when somebody wrote over it since."""
    permissions.refuse_unless_editor(by, production)
    entry = JournalEntry.objects.within(production.organisation_id).filter(pk=entry_id, by=by).first()
    if entry is None:
        raise Refusal("Cette saisie n’est pas la vôtre, ou n’existe plus.")
    about = _lines_of(entry)
    here = Line.objects.within(production.organisation_id).filter(production=production)
    before = set(here.filter(pk__in=about).values_list("pk", flat=True))
    back = undo(entry, by=by)
    after = set(here.filter(pk__in=about).values_list("pk", flat=True))
    return Saved(back, lines=about, reshaped=before != after or _reshapes(entry))


def moved_by(entries: Sequence[JournalEntry]) -> Saved:
    """Return what acts of others moved in a budget, as if they had just been saved."""
    lines = {pk for entry in entries for pk in _lines_of(entry)}
    return Saved(lines=lines, reshaped=any(_reshapes(entry) for entry in entries))


def _reshapes(entry: JournalEntry) -> bool:
    """Tell whether an entry makes lines come, go or move."""
    mine = [one for one in entry.changes if one["model"] == Line._meta.label]
    return any(one["field"] in ("", "rank", *HOME) for one in mine)


def _lines_of(entry: JournalEntry) -> set[UUID]:
    """Return the lines that an entry speaks of, itself or by their instalments and their years."""
    found = {UUID(one["id"]) for one in entry.changes if one["model"] == Line._meta.label}
    for model in (Payment, LineYear):
        mine = [one for one in entry.changes if one["model"] == model._meta.label]
        found |= {UUID(row["line"]) for one in mine if (row := one["new"] or one["old"]) and not one["field"]}
        ids = [one["id"] for one in mine if one["field"]]
        if ids:
            rows = model.objects.within(entry.organisation_id).filter(pk__in=ids)
            found |= set(rows.values_list("line", flat=True))
    return found


class _Writing:
    """One try at an act, over the lines as they are now."""

    def __init__(self, production: Production, phase: str, act: Act) -> None:
        self.production = production
        self.phase = phase
        reshapes = act.inserts or act.moves or act.deletes or any(edit.field in HOME for edit in act.edits)
        rows = cells.lines_to_write(production, phase, only=None if reshapes else {edit.line for edit in act.edits})
        self.lines = {line.pk: line for line in rows}
        self.families = cells.families(rows)
        self.touched: set[tuple[str, str]] = set()
        self.made: dict[UUID, Line] = {}
        self.values: dict[UUID, dict[str, Any]] = {}
        self.parts = ChangeSet()  # of instalments and years
        self.saved = Saved()

    def changes(self, act: Act) -> ChangeSet:
        """Return the set that writes what can be written; `saved` says the rest."""
        gone = ChangeSet()
        for pk in act.deletes:
            if pk in self.lines:
                line = self.lines[pk]
                self._leave(line)
                gone += ChangeSet.delete(line)
        self._refuse_taken([insert.line for insert in act.inserts if insert.line not in self.lines])
        for insert in act.inserts:
            self._insert(insert)
        for move in act.moves:
            self._move(move)
        deleted = set(act.deletes)
        for edit in act.edits:
            if edit.line not in deleted:
                self._edit(edit)
        self._rank()
        made = ChangeSet(tuple(change for line in self.made.values() for change in ChangeSet.create(line).changes))
        moved = ChangeSet(tuple(change for pk, wanted in self.values.items() for change in self._changed(pk, wanted)))
        self.saved.lines |= {*self.values, *self.made}
        self.saved.families = self.touched
        return gone + made + moved + self.parts

    def _changed(self, pk: UUID, wanted: dict[str, Any]) -> tuple[Change, ...]:
        line = self.lines[pk]
        pairs = [(name, values.read(line, name), new) for name, new in wanted.items()]
        return tuple(Change(Line, pk, name, old, new, str(line)) for name, old, new in pairs if old != new)

    def _edit(self, edit: Edit) -> None:
        line = self.made.get(edit.line) or self.lines.get(edit.line)
        if line is None:
            self._refuse(edit, "Cette ligne n’existe plus : elle a été supprimée entre-temps.")
            return
        try:
            if edit.field in cell_parts.PARTS:
                self._edit_parts(edit, line)
            else:
                self._edit_cell(edit, line, cells.read(edit.field, edit.new, line))
        except Unreadable as reason:
            self._refuse(edit, str(reason))

    def _edit_cell(self, edit: Edit, line: Line, wanted: Mapping[str, Any]) -> None:
        if line.pk in self.made:
            if edit.field == "destination":
                self._leave(line)
                self._place(line.pk, (line.side, wanted["destination"]), None, last=True)
            for name, value in wanted.items():
                setattr(line, values.field_of(Line, name).attname, value)
        elif not cells.holds(line, wanted) and cells.written(edit.field, line) != edit.old:
            self._refuse(edit, _met(line, edit.field), now=cells.written(edit.field, line))
        elif "status" in wanted and (held := funding.held_back(line, wanted["status"])):
            self._refuse(edit, held, now=cells.written(edit.field, line))
        else:
            self.values.setdefault(line.pk, {}).update(wanted)
            if edit.field in HOME and not cells.holds(line, wanted):
                self._leave(line)
                if edit.field == "destination":
                    self._place(line.pk, (line.side, wanted["destination"]), None, last=True)

    def _edit_parts(self, edit: Edit, line: Line) -> None:
        """Make the instalments or the years of a line those of a text; those that stay keep their place."""
        parts = cell_parts.PARTS[edit.field]
        wanted, kept = parts.read(edit.new), [] if line.pk in self.made else parts.rows(line)
        now = parts.text(kept)
        if now not in (edit.old, parts.text(wanted)):
            self._refuse(edit, f"Quelqu’un a écrit ici « {now} » avant vous.", now=now)
            return
        for rank, one in enumerate(wanted):
            given = {name: getattr(one, name) for name in parts.columns}
            if rank < len(kept):
                self.parts += ChangeSet.on(kept[rank], **given)
            else:
                made = parts.model(organisation_id=line.organisation_id, line=line, rank=rank, **given)
                self.parts += ChangeSet.create(made)
        for row in kept[len(wanted) :]:
            self.parts += ChangeSet.delete(row)
        self.saved.lines.add(line.pk)

    def _refuse_taken(self, pks: Sequence[UUID]) -> None:
        if pks and Line._base_manager.filter(pk__in=pks).exists():
            raise Refusal("Cette ligne appartient à un autre budget.")

    def _insert(self, insert: Insert) -> None:
        if insert.line in self.lines or insert.line in self.made:
            return  # sent twice over a bad line
        if insert.side not in Side.values or insert.destination not in Destination.values:
            raise Refusal("Cette famille n’existe pas.")
        line = Line(
            pk=insert.line,
            organisation_id=self.production.organisation_id,
            production=self.production,
            side=insert.side,
            phase=self.phase,
            destination=insert.destination,
            label=NEW,
        )
        self.made[line.pk] = line
        self._place(line.pk, (line.side, line.destination), insert.after, last=insert.after is None)
        for name, text in insert.texts:
            self._edit(Edit(line.pk, name, "", text))

    def _move(self, move: Move) -> None:
        line = self.lines.get(move.line)
        if line is None or move.destination not in Destination.values:
            return
        self._leave(line)
        self._place(line.pk, (line.side, move.destination), move.after, last=False)
        self.values.setdefault(line.pk, {})["destination"] = move.destination

    def _leave(self, line: Line) -> None:
        for family, pks in self.families.items():
            if line.pk in pks:
                pks.remove(line.pk)
                self.touched.add(family)
        self.saved.reshaped = True

    def _place(self, pk: UUID, family: tuple[str, str], after: UUID | None, *, last: bool) -> None:
        pks = self.families.setdefault(family, [])
        place = len(pks) if last or (after is not None and after not in pks) else 0 if after is None else pks.index(after) + 1
        pks.insert(place, pk)
        self.touched.add(family)
        self.saved.reshaped = True

    def _rank(self) -> None:
        """Give the lines of each touched family ranks that rise; those that already do keep theirs."""
        highest = max((line.rank for line in self.lines.values()), default=0)
        for family in sorted(self.touched):
            pks = self.families[family]
            ranks = sorted({self.lines[pk].rank for pk in pks if pk in self.lines})
            while len(ranks) < len(pks):
                highest += 1
                ranks.append(highest)
            for pk, rank in zip(pks, ranks, strict=True):
                if pk in self.made:
                    self.made[pk].rank = rank
                elif self.lines[pk].rank != rank:
                    self.values.setdefault(pk, {})["rank"] = rank

    def _refuse(self, edit: Edit, reason: str, *, now: str | None = None) -> None:
        self.saved.refused.append(Refused(edit.line, edit.field, edit.new, reason, now))


def _met(line: Line, name: str) -> str:
    """Say who wrote in a cell first, when and what."""
    columns = cells.columns_of(name)
    said = cells.written(name, line) or "une cellule vide"
    for entry in history(line):
        if any(one["id"] == str(line.pk) and one["field"] in (*columns, "") for one in entry.changes):
            at = timezone.localtime(entry.at)
            return f"{entry.by or 'Filage'} a écrit ici {said} le {at:%d/%m/%Y à %H:%M}, avant vous."
    return f"Cette cellule contient maintenant {said}."


def _why(act: Act) -> str:
    """Return what the journal says of an act."""
    if act.deletes and not act.edits and not act.inserts:
        return f"{len(act.deletes)} ligne{'s' if len(act.deletes) > 1 else ''} supprimée{'s' if len(act.deletes) > 1 else ''}"
    if act.moves and not act.edits and not act.inserts:
        return "lignes déplacées"
    count = len(act.edits) + len(act.inserts)
    return f"grille du budget, {count} saisies" if count > 1 else "grille du budget"
