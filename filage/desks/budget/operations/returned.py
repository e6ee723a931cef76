"""What a workbook that comes back may write: each change becomes one of the budget, or says why it cannot; all in one act."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils import timezone

from filage.core.changes import ChangeSet
from filage.core.journal import JournalEntry
from filage.core.refusal import Refusal
from filage.desks.budget import permissions
from filage.desks.budget.enums import HypothesisCode
from filage.desks.budget.models import Hypothesis, Line
from filage.desks.budget.operations import refuse_value
from filage.desks.budget.operations.returned_cells import COMPUTED, HYPOTHESES, NOT_HERE, Place, engagement_fields, line_fields
from filage.desks.budget.queries.facts import facts_of
from filage.documents.workbook.difference import ADDED, REMOVED, Difference, Moved
from filage.documents.workbook.reading import Returned, is_unread, shown
from filage.documents.workbook.register import Kept
from filage.productions.models import Engagement, Production
from filage.rules.reading import Unreadable, identifier

GONE = "Cette ligne n’existe plus dans Filage."
UNREADABLE = "« {text} » ne se lit pas : corrigez la cellule, ou saisissez la valeur dans Filage."


@dataclass(slots=True)
class Choice:
    """A difference as it may be taken or left: what it writes, what of it cannot be, and who was there since."""

    difference: Difference
    changes: ChangeSet = field(default_factory=ChangeSet)
    leaves: Line | Engagement | None = None  # the line it takes away: what hangs from it is looked for when it goes
    refused: list[tuple[str, str]] = field(default_factory=list)  # name of the cell, why
    who: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        """Return what names it from one page to the next."""
        return self.difference.key

    @property
    def takeable(self) -> bool:
        """Tell whether taking it would write anything."""
        return bool(self.changes) or self.leaves is not None

    def written(self) -> ChangeSet:
        """Return what it writes; Refusal when something else needs the line it takes away."""
        return self.changes if self.leaves is None else ChangeSet.delete(self.leaves)


def choices(season: Any, production: Production, returned: Returned, found: Sequence[Difference], *, by: Any) -> list[Choice]:
    """Return what may be taken of a workbook that came back; Refusal when it is not for this user or for this budget.

    `season` is the one that `found` was compared with: nothing of it is read again.
    """
    permissions.refuse_unless_editor(by, production)
    permissions.refuse_unless_pay_reader(by, production)
    if returned.production != str(production.pk):
        raise Refusal("Ce classeur est celui d’un autre spectacle : ouvrez la page de celui-ci, puis recommencez.")
    writing = _Writing(season, production, returned)
    made = [writing.choice(each) for each in found]
    writing.say_who(made)
    return made


def take(production: Production, held: Sequence[Choice], accepted: Collection[str], *, by: Any) -> JournalEntry | None:
    """Write the accepted changes in one act, which can be undone; Conflict when somebody writes at the same moment."""
    permissions.refuse_unless_editor(by, production)
    permissions.refuse_unless_pay_reader(by, production)
    taken = [choice for choice in held if choice.key in accepted and choice.takeable]
    if not taken:
        raise Refusal("Rien n’est coché : cochez ce que vous reprenez.")
    changes = sum((choice.written() for choice in taken), ChangeSet())
    count = f"{len(taken)} changements" if len(taken) > 1 else "un changement"
    return changes.apply(by=by, why=f"classeur repris, {count}")


class _Writing:
    """Turns differences into changes of a production, from what it holds now."""

    def __init__(self, season: Any, production: Production, returned: Returned) -> None:
        self.season, self.production = season, production
        self.facts = facts_of(season)
        self.sent: Mapping[tuple[str, str], Kept] = {(line.sheet, line.id): line for line in returned.sent}
        self.made = 0

    # ------------------------------------------------------------ what the budget holds
    @cached_property
    def lines(self) -> dict[str, Line]:
        found = {str(line.pk): line.own() for line in self.facts.lines_of(self.production.pk)}
        for line in found.values():
            line.funder = self.season.structure(line.funder_id) if line.funder_id else None
            line.activity = self.season.activity(line.activity_id) if line.activity_id else None
        return found

    @cached_property
    def engagements(self) -> dict[str, Engagement]:
        return {str(each.pk): each for each in self.season.engagements_of(self.production.pk)}

    @cached_property
    def hypotheses(self) -> dict[str, Hypothesis]:
        chosen = [self.facts.hypothesis(self.production.pk, code) for code in HypothesisCode]
        return {row.code: row for row in chosen if row is not None}

    @cached_property
    def place(self) -> Place:
        held = self.sent.get(("Hypothèses", "dates"))
        dates = Decimal(held.cells.get("value") or 0) if held else Decimal(0)
        return Place(self.season, self.production, dates, self.facts.recovers_vat(self.production))

    # ------------------------------------------------------------ one difference
    def choice(self, difference: Difference) -> Choice:
        """Return what a difference would write."""
        choice = Choice(difference)
        if difference.gone:
            choice.refused.append(("", GONE))
        elif difference.computed:
            choice.refused.append(("", COMPUTED.get(difference.id, COMPUTED[""])))
        else:
            readable = [cell for cell in difference.cells if not self._unread(cell, choice)]
            try:
                self._write(choice, readable)
            except (Refusal, Unreadable) as reason:
                choice.refused.append(("", str(reason)))
        return choice

    def _unread(self, cell: Moved, choice: Choice) -> bool:
        if not is_unread(cell.new):
            return False
        choice.refused.append((cell.field.said, UNREADABLE.format(text=shown(cell.new, cell.field))))
        return True

    def _write(self, choice: Choice, cells: list[Moved]) -> None:
        difference = choice.difference
        if difference.sheet == "Hypothèses":
            self._hypothesis(choice, cells)
        elif difference.kind == REMOVED:
            choice.leaves = self._object(difference)
        elif difference.kind == ADDED:
            self._add(choice, cells)
        else:
            self._change(choice, cells)

    def _object(self, difference: Difference) -> Line | Engagement | None:
        if difference.sheet == "Équipe":
            return self.engagements.get(difference.id)
        return self.lines.get(difference.id)

    def _change(self, choice: Choice, cells: list[Moved]) -> None:
        difference = choice.difference
        held = self._object(difference)
        if held is None:
            choice.refused.append(("", GONE))
            return
        before = self.sent[difference.sheet, difference.id].cells
        fields: dict[str, Any] = {}
        for cell in cells:
            after = {**before, **{each.field.name: each.new for each in cells}}
            self._read(choice, held, cell, after, fields)
        choice.changes = ChangeSet.on(held, **fields) if fields else ChangeSet()

    def _read(self, choice: Choice, held: Any, cell: Moved, after: Mapping[str, str], fields: dict[str, Any]) -> None:
        """Add to `fields` what a cell writes; say why when it writes nothing."""
        name = cell.field.name
        try:
            found = (
                engagement_fields(self.place, held, name, after)
                if isinstance(held, Engagement)
                else line_fields(self.place, held, choice.difference.sheet, name, after)
            )
        except (Unreadable, InvalidOperation) as reason:
            choice.refused.append((cell.field.said, str(reason)))
        else:
            if found is None:
                choice.refused.append((cell.field.said, NOT_HERE.get(name, NOT_HERE[""])))
            else:
                fields |= found

    def _hypothesis(self, choice: Choice, cells: list[Moved]) -> None:
        target = HYPOTHESES.get(choice.difference.id)
        if target is None:
            choice.refused.append(("", NOT_HERE["example"]))
            return
        for cell in cells:
            code, times = target
            value = Decimal(cell.new) * times if cell.new else None
            refuse_value(code, value)
            known = self.hypotheses.get(code)
            if known is not None:
                choice.changes = ChangeSet.on(known, value=value)
            else:
                made = Hypothesis(
                    organisation_id=self.production.organisation_id, production=self.production, code=code, value=value
                )
                choice.changes = ChangeSet.create(made)

    def _add(self, choice: Choice, cells: list[Moved]) -> None:
        self.made += 1
        texts = {cell.field.name: cell.new for cell in cells}
        made = self._new(choice.difference.sheet)
        fields: dict[str, Any] = {}
        for cell in cells:
            self._read(choice, made, cell, texts, fields)
        for name, value in fields.items():
            setattr(made, name, value)
        if isinstance(made, Line) and not made.destination:
            raise Refusal("Dites le poste de cette ligne, de A à L, dans la première colonne.")
        choice.changes = ChangeSet.create(made)

    def _new(self, sheet: str) -> Line | Engagement:
        common = {"organisation_id": self.production.organisation_id, "production": self.production}
        if sheet == "Équipe":
            return Engagement(**common, rank=len(self.engagements) + self.made, status="artiste", phase="creation")
        side = "produit" if sheet == "Financement" else "charge"
        destination = {"Financement": "P", "VHR": "F"}.get(sheet, "")
        phase = "exploitation" if sheet == "VHR" else "creation"
        return Line(**common, rank=self._last_rank + self.made, side=side, destination=destination, phase=phase)

    @cached_property
    def _last_rank(self) -> int:
        return max((line.rank for line in self.lines.values()), default=0)

    # ------------------------------------------------------------ who was there since
    def say_who(self, made: Sequence[Choice]) -> None:
        """Say, on each choice whose line moved in Filage since, what stands there today and who wrote there last; one query."""
        moved = [(choice, self._held(choice.difference)) for choice in made if choice.difference.conflicts]
        last = _last_entries(self.production.organisation_id, [held for _, held in moved if held is not None])
        for choice, held in moved:
            entry = last.get(str(held.pk)) if held is not None else None
            choice.who = [_who(entry, cell) for cell in choice.difference.cells if cell.conflicts]

    def _held(self, difference: Difference) -> Any:
        if difference.sheet == "Hypothèses":
            return self.hypotheses.get(HYPOTHESES[difference.id][0]) if difference.id in HYPOTHESES else None
        return self._object(difference) if identifier(difference.id) else None


def _last_entries(organisation_id: UUID, held: Sequence[Any]) -> dict[str, JournalEntry]:
    """Return the last entry of the journal that speaks of each object."""
    asked = {str(each.pk) for each in held}
    if not asked:
        return {}
    entries = JournalEntry.objects.within(organisation_id).filter(subjects__object_id__in=asked).select_related("by").distinct()
    found: dict[str, JournalEntry] = {}
    for entry in entries.order_by("-at", "-id"):
        for change in entry.changes:
            if change["id"] in asked:
                found.setdefault(change["id"], entry)
    return found


def _who(entry: JournalEntry | None, cell: Moved) -> str:
    """Say what Filage holds today in the place of a cell, and who wrote there last."""
    now = shown(cell.today, cell.field)
    if entry is None:
        return f"{cell.field.said} : Filage dit maintenant {now}."
    at = timezone.localtime(entry.at)
    return f"{cell.field.said} : {entry.by or 'Filage'} a écrit {now} depuis, le {at:%d/%m/%Y à %H:%M}."
