"""How the rows of a grid are gathered in each reading: by account, funder, month or fiscal year, each row whole if it can be."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from filage.desks.budget import queries
from filage.desks.budget.enums import Side
from filage.desks.budget.views.grid_sheet import Family, GridRow, Paid, Sheet, Written, subtotal, sums_of
from filage.productions.models import Production
from filage.rules.accounting import class_label
from filage.web import format as french

DESTINATION = "destination"
NOWHERE = "sans"
PLAIN = frozenset({"label", "unit_price", "amount", "quantity", "comment", "status", "vat_rate", "source"})  # regroup nothing


@dataclass(frozen=True, slots=True)
class Group:
    """A group of a reading: its order, its name, and what a line typed there already holds."""

    code: str
    title: str
    mark: str = ""
    held: str = ""  # « account|64 »: a field and its text


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to gather rows: the group of a cost line; `cut` when the lines of one row may stand in several."""

    group: Callable[[Any], Group]
    cut: bool


def read(production: Production, held: Written, paid: Paid, axis: str) -> Written:
    """Return the grid gathered for a reading; the one by destination is the grid as it is."""
    if axis == DESTINATION:
        return held
    reading = _reading(production, axis)
    sheets = [_sheet(sheet, reading, paid) for sheet in held.sheets if axis != "financeur" or sheet.side == Side.PRODUIT]
    return Written(sheets, held.lines, held.paid)


def regroups(axis: str, fields: Sequence[str]) -> bool:
    """Tell whether writing these cells may take a row to another group of a reading; an undoing, without cells, may."""
    return axis != DESTINATION and (not fields or not PLAIN.issuperset(fields))


def _reading(production: Production, axis: str) -> Reading:
    if axis == "compte":
        return Reading(_account, cut=False)
    if axis == "financeur":
        return Reading(_funder(queries.funder_names(production.organisation_id)), cut=False)
    return Reading(_month, cut=True) if axis == "mois" else Reading(_year, cut=True)


def _account(line: Any) -> Group:
    number = line.account[:2]
    if not number:
        return Group(NOWHERE, "Sans compte")
    return Group(number, class_label(number) or f"Comptes {number}", number, f"account|{number}")


def _funder(names: Mapping[Any, str]) -> Callable[[Any], Group]:
    def group(line: Any) -> Group:
        name = names.get(line.funder, "") if line.funder else ""
        return Group(f"f{line.funder.hex}", name, "", f"funder|{name}") if name else Group(NOWHERE, "Sans financeur")

    return group


def _month(line: Any) -> Group:
    if line.on is None:
        return Group(NOWHERE, "Sans date")
    first = line.on.replace(day=1)
    return Group(f"{first:%Y-%m}", french.month(first, year=True).capitalize(), "", f"on|{first:%d/%m/%Y}")


def _year(line: Any) -> Group:
    if line.fiscal_year is None:
        return Group(NOWHERE, "Sans exercice")
    return Group(f"{line.fiscal_year}", f"Exercice {line.fiscal_year}", "", f"on|{date(line.fiscal_year, 1, 1):%d/%m/%Y}")


def _sheet(sheet: Sheet, reading: Reading, paid: Paid) -> Sheet:
    groups: dict[str, Group] = {}
    rows: dict[str, list[GridRow]] = defaultdict(list)
    for family in sheet.families:
        for row in family.rows:
            for group, piece in _pieces(row, reading, paid):
                groups[group.code] = group
                rows[group.code].append(piece)
    order = sorted(groups, key=lambda code: (code == NOWHERE, groups[code].title if code.startswith("f") else code))
    return Sheet(sheet.side, [_family(groups[code], rows[code]) for code in order], sheet.sums)


def _pieces(row: GridRow, reading: Reading, paid: Paid) -> list[tuple[Group, GridRow]]:
    """Return a row whole in its group, or its parts, which nobody types over, when its lines stand in several."""
    lines = row.entry.lines
    if not lines:
        return [(_bare(row, reading), row)]
    found: dict[str, tuple[Group, list[Any]]] = {}
    for line in lines if reading.cut else lines[:1]:
        group = reading.group(line)
        found.setdefault(group.code, (group, []))[1].append(line)
    if len(found) == 1:
        return [(group, row) for group, _ in found.values()]
    pieces = []
    for group, held in found.values():
        entry = replace(row.entry, lines=held, done=[line for line in row.entry.done if reading.group(line).code == group.code])
        sums = sums_of(entry, row.side, paid.get(row.line.pk, frozenset()) if row.line else frozenset())
        pieces.append((group, replace(row, entry=entry, line=None, sums=sums, part=group.code)))
    return pieces


def _bare(row: GridRow, reading: Reading) -> Group:
    """Return the group of a typed line that costs nothing yet."""
    line = row.line
    assert line is not None
    return reading.group(_Bare(line.account, line.funder_id, line.on, line.on.year if line.on else None))


@dataclass(frozen=True, slots=True)
class _Bare:
    account: str
    funder: Any
    on: date | None
    fiscal_year: int | None


def _family(group: Group, rows: Sequence[GridRow]) -> Family:
    return Family(group.code, group.title, rows, subtotal(rows), group.mark, group.held)
