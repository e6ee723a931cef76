"""Says what moved between a workbook as it left, the budget as it stands today, and the workbook as it came back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from filage.documents.workbook.register import FIELDS, Field, Kept
from filage.rules.reading import identifier

ADDED, CHANGED, REMOVED = "ajouté", "modifié", "supprimé"
type Key = tuple[str, str]  # sheet, id


@dataclass(frozen=True, slots=True)
class Moved:
    """A cell that moved: what it held when the workbook left, what it holds in it now, and what Filage holds today."""

    field: Field
    old: str
    new: str
    today: str

    @property
    def conflicts(self) -> bool:
        """Tell whether somebody changed it in Filage since."""
        return self.today not in (self.old, self.new)


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that was added, changed or removed. `key` is stable; `gone` says that Filage does not hold it any more."""

    key: str
    sheet: str
    id: str
    label: str
    kind: str
    cells: tuple[Moved, ...]
    gone: bool = False

    @property
    def conflicts(self) -> bool:
        """Tell whether the budget moved under this line since the workbook left."""
        return any(cell.conflicts for cell in self.cells)

    @property
    def computed(self) -> bool:
        """Tell whether the line is one that Filage computes: it is not written by anybody."""
        return self.sheet != "Hypothèses" and bool(self.id) and not identifier(self.id)


def compare(sent: Iterable[Kept], today: Iterable[Kept], found: Iterable[Kept]) -> list[Difference]:
    """Return what the reader of the workbook did to it: lines added, changed, removed, in the order of the sheets.

    A line copied with its hidden id counts once as itself, then as new ones. What Filage already holds is no difference.
    """
    left, now = _by_key(sent), _by_key(today)
    seen: set[Key] = set()
    moved: list[Difference] = []
    for rank, line in enumerate(found):
        key = (line.sheet, line.id)
        if key in left and key not in seen:
            seen.add(key)
            moved += _changed(left[key], now.get(key), line)
        elif line.sheet != "Hypothèses" and not (key in now and key not in left):
            moved.append(_added(line, rank))
    moved += [difference for key, line in left.items() if key not in seen for difference in _removed(line, now.get(key))]
    order = {sheet: rank for rank, sheet in enumerate(FIELDS)}
    return sorted(moved, key=lambda each: order.get(each.sheet, len(order)))


def _changed(old: Kept, today: Kept | None, new: Kept) -> list[Difference]:
    cells = []
    for field in FIELDS[new.sheet]:
        if field.name not in old.cells and not _is_typed(field, old):
            continue
        before, after = old.cells.get(field.name, ""), new.cells.get(field.name, "")
        held = before if today is None else today.cells.get(field.name, "")
        if before != after and held != after:
            cells.append(Moved(field, before, after, held))
    label = old.label or new.label
    key = f"{new.sheet}:{new.id}"
    return [Difference(key, new.sheet, new.id, label, CHANGED, tuple(cells), today is None)] if cells else []


def _is_typed(field: Field, line: Kept) -> bool:
    """Tell whether an empty cell was one to type in: an amount that a formula gave was never kept."""
    if line.sheet != "Financement" or field.name not in ("quantity", "unit_price", "asked"):
        return not (line.sheet == "Production" and field.name == "unit_price" and not identifier(line.id))
    sold = "quantity" in line.cells or "unit_price" in line.cells
    return field.name != "asked" if sold else field.name == "asked" and identifier(line.id) is not None


def _added(line: Kept, rank: int) -> Difference:
    cells = tuple(Moved(field, "", line.cells[field.name], "") for field in FIELDS[line.sheet] if line.cells.get(field.name))
    return Difference(f"{line.sheet}:+{rank}", line.sheet, "", line.label, ADDED, cells)


def _removed(line: Kept, today: Kept | None) -> list[Difference]:
    if today is None or line.sheet == "Hypothèses":
        return []
    cells = tuple(
        Moved(field, line.cells.get(field.name, ""), "", today.cells.get(field.name, ""))
        for field in FIELDS[line.sheet]
        if line.cells.get(field.name, "") != today.cells.get(field.name, "")
    )
    return [Difference(f"{line.sheet}:{line.id}", line.sheet, line.id, line.label, REMOVED, cells)]


def _by_key(lines: Iterable[Kept]) -> Mapping[Key, Kept]:
    found: dict[Key, Kept] = {}
    for line in lines:
        found.setdefault((line.sheet, line.id), line)
    return found
