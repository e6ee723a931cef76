"""Turns the rows of a payroll recap into payslips: repeated titles and totals are told apart, and the totals are checked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from filage.documents.recap.tables import Table, repeats
from filage.documents.recap.words import GENERAL, PART, TOTAL, folded, month_of, months_in
from filage.documents.sheets import Cell, Grid
from filage.rules.engine import to_cent, to_ten_thousandth
from filage.rules.reading import Unreadable, amount, quantity

TOTALS, HEADINGS, TITLE, NAMELESS = "total ou sous-total", "titres répétés", "titre", "sans nom"
NO_GROSS = "sans brut"
SUMMED = ("gross", "charges", "cost", "net")
SAID = {"gross": "brut", "charges": "charges patronales", "cost": "coût employeur", "net": "net"}
CENT, PENNIES = Decimal("0.01"), Decimal("0.05")
MOST_GROSS = Decimal(50_000)
MOST_HOURS = Decimal(744)  # of a month
DEAREST = 3  # times the gross that a payslip costs at most


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPay:
    """A payslip of a recap. `why` says why the row is left out; `doubts` what somebody should look at before it is taken."""

    row: int
    person: str = ""
    group: str = ""  # what the file says of the show: a column, else the title above
    month: date | None = None
    gross: Decimal | None = None
    net: Decimal | None = None  # before income tax
    charges: Decimal | None = None
    cost: Decimal | None = None
    hours: Decimal | None = None
    cachets: Decimal | None = None
    parts: tuple[tuple[str, Decimal], ...] = ()
    why: str = ""
    doubts: tuple[str, ...] = ()

    @property
    def is_kept(self) -> bool:
        """Tell whether the row is a payslip."""
        return not self.why

    @property
    def amounts(self) -> Mapping[str, Decimal | None]:
        """Return what totals add up."""
        return {name: getattr(self, name) for name in SUMMED}


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A total of the file that is not the sum of the rows read."""

    row: int
    label: str
    column: str
    told: Decimal
    summed: Decimal


@dataclass(frozen=True, slots=True)
class Reading:
    """What a table says: its rows in order, the totals that do not add up, and what to know of the whole."""

    found: tuple[FoundPay, ...]
    mismatches: tuple[Mismatch, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def kept(self) -> list[FoundPay]:
        """Return the payslips."""
        return [line for line in self.found if line.is_kept]


def of_recap(grids: Sequence[Grid], table: Table) -> Reading:
    """Return the payslips of a recap, and the totals that do not match them; totals and titles are there, left out."""
    grid = grids[table.sheet]
    rows = _filled(list(_rows(grid, table)))
    found = _doubted(rows)
    checked = any(line.why == TOTALS for line in found)
    notes = () if checked else ("Le fichier ne dit aucun total : comparez-le au montant viré.",)
    return Reading(tuple(found), tuple(_mismatches(found)), notes)


def month_of_file(grids: Sequence[Grid], table: Table, name: str) -> date | None:
    """Return the month that the titles of a table, its sheet or its file name say, None when they say none or several."""
    grid = grids[table.sheet]
    top = " ".join(str(cell) for row in grid.rows[: max(table.header, 0)] for cell in row if isinstance(cell, str))
    for text in (top, grid.name, name):
        found = months_in(text)
        if len(found) == 1:
            return found.pop()
    return None


def _rows(grid: Grid, table: Table) -> Iterator[FoundPay]:
    group = _title_above(grid, table)
    for row in range(table.header + 1, min(table.last, len(grid.rows) - 1) + 1):
        cells = grid.rows[row]
        if not any(cell is not None for cell in cells):
            continue
        if repeats(grid, table, row):
            yield FoundPay(row=row, person=first_text(cells), why=HEADINGS)
            continue
        line = _line(grid, table, row)
        if line.why == TITLE:
            group = line.person
        yield line if line.group or line.why else replace(line, group=group)


def _title_above(grid: Grid, table: Table) -> str:
    """Return the text that stands alone on the row just above the headings: « Établissement 00013 »."""
    cells = grid.rows[table.header - 1] if table.header > 0 else ()
    texts = [cell for cell in cells if cell is not None]
    return text_of(texts[0]) if len(texts) == 1 and not months_in(text_of(texts[0])) else ""


def _line(grid: Grid, table: Table, row: int) -> FoundPay:
    held = {role: cell for place, role in table.columns if role and (cell := _cell(grid, row, place)) is not None}
    person = " ".join(str(held[role]) for role in ("person", "first") if isinstance(held.get(role), str))
    total = next((cell for cell in grid.rows[row] if isinstance(cell, str) and TOTAL.search(folded(cell))), "")
    line = FoundPay(row=row, person=" ".join(person.split()), group=text_of(held.get("production")))
    try:
        line = replace(line, **_amounts(held), month=_month(held.get("month")))
    except Unreadable as reason:
        return replace(line, why=str(reason))
    if total:
        return replace(line, person=text_of(total), why=TOTALS)
    if line.gross is None and line.cost is None:
        paid = any(value is not None for value in line.amounts.values())
        return replace(line, person=line.person or first_text(grid.rows[row]), why=NO_GROSS if paid else TITLE)
    if line.gross is None:
        return replace(line, why=NO_GROSS)
    return line


def _amounts(held: Mapping[str, Cell]) -> dict[str, Any]:
    money = {role: amount_of(held.get(role)) for role in ("gross", "charges", "cost", "net", "paid", "withheld")}
    parts = tuple(
        (role.removeprefix(PART), value)
        for role, cell in held.items()
        if role.startswith(PART) and (value := amount_of(cell)) is not None
    )
    net, gross, cost, charges = money["net"], money["gross"], money["cost"], money["charges"]
    if net is None and money["paid"] is not None and money["withheld"] is not None:
        net = money["paid"] + abs(money["withheld"])
    if charges is None and parts:
        charges = sum((value for _, value in parts), Decimal(0))
    if cost is None and gross is not None and charges is not None:
        cost = gross + charges
    if charges is None and gross is not None and cost is not None:
        charges = cost - gross
    counted = {role: _quantity(held.get(role)) for role in ("hours", "cachets")}
    return {"gross": gross, "charges": charges, "cost": cost, "net": net, "parts": parts, **counted}


def _filled(rows: list[FoundPay]) -> list[FoundPay]:
    """Return the rows, one without a name that belongs to a show being of the person above; another is nobody's."""
    made, last = [], ""
    for line in rows:
        if line.is_kept and not line.person:
            line = replace(line, person=last) if line.group and last else replace(line, why=NAMELESS)
        elif not line.is_kept:
            last = ""
        if line.is_kept:
            last = line.person
        made.append(line)
    return made


def _doubted(rows: list[FoundPay]) -> list[FoundPay]:
    seen: dict[object, int] = {}
    made = []
    for line in rows:
        if line.is_kept:
            same = (folded(line.person), folded(line.group), line.month, *line.amounts.values(), line.hours, line.cachets)
            again = seen.setdefault(same, line.row)
            repeated = (f"même ligne que la ligne {again + 1}",) if again != line.row else ()
            line = replace(line, doubts=(*repeated, *doubts(line)))
        made.append(line)
    return made


def doubts(line: FoundPay) -> Iterator[str]:
    """Yield what is hard to believe of a payslip."""
    gross, net, cost, charges = line.gross or Decimal(0), line.net, line.cost, line.charges
    if gross < 0:
        yield "brut négatif : une régularisation ?"
    if abs(gross) > MOST_GROSS:
        yield "brut d’un mois peu croyable"
    if net is not None and gross > 0 and net > gross:
        yield "net plus grand que le brut"
    if cost is not None and gross > 0 and not gross <= cost <= gross * DEAREST:
        yield "coût employeur peu croyable pour ce brut"
    if cost is not None and charges is not None and abs(gross + charges - cost) > CENT:
        yield "brut + charges ne fait pas le coût"
    named = sum((value for _, value in line.parts), Decimal(0))
    if line.parts and charges is not None and named - charges > PENNIES:
        yield "les cotisations détaillées dépassent les charges"
    if line.hours is not None and line.hours > MOST_HOURS:
        yield "plus d’heures que le mois n’en a"


def _mismatches(found: Sequence[FoundPay]) -> Iterator[Mismatch]:
    """Yield the totals that are neither the sum of the rows since the last total or title, nor that of the whole."""
    block: list[FoundPay] = []
    whole: list[FoundPay] = []
    for line in found:
        if line.is_kept:
            block.append(line)
            whole.append(line)
        elif line.why == TOTALS:
            candidates = [whole] if GENERAL.search(folded(line.person)) or not block else [block, whole]
            yield from _compared(line, candidates)
            block = []


def _compared(total: FoundPay, candidates: Sequence[Sequence[FoundPay]]) -> Iterator[Mismatch]:
    for name, told in total.amounts.items():
        sums = [_sum(rows, name) for rows in candidates]
        if told is not None and told not in sums and any(line.amounts[name] is not None for rows in candidates for line in rows):
            yield Mismatch(total.row, total.person, SAID[name], told, sums[0])


def _sum(rows: Sequence[FoundPay], name: str) -> Decimal:
    return sum((line.amounts[name] or Decimal(0) for line in rows), Decimal(0))


def _cell(grid: Grid, row: int, place: int) -> Cell:
    """Return a cell; one hidden by a merge that comes from above says what the merge says, when it is a text."""
    for first, left, last, right in grid.merged:
        if first <= row <= last and left <= place <= right:
            held = grid.rows[first][left] if left < len(grid.rows[first]) else None
            alone = (row, place) == (first, left)
            return held if alone or (isinstance(held, str) and left == right) else None
    cells = grid.rows[row]
    return cells[place] if place < len(cells) else None


def amount_of(cell: Cell) -> Decimal | None:
    """Return the money of a cell, in whole cents, None when it is empty; Unreadable for anything else."""
    if cell is None or (isinstance(cell, str) and folded(cell) in ("-", "–", "—", "nc")):
        return None
    if isinstance(cell, date):
        raise Unreadable(f"une date ({cell:%d/%m/%Y}) où un montant est attendu")
    found = to_cent(cell) if isinstance(cell, Decimal) else amount(cell)
    return None if found is None else to_cent(found)


def _quantity(cell: Cell) -> Decimal | None:
    try:
        if isinstance(cell, Decimal):
            return to_ten_thousandth(cell)
        return None if cell is None or isinstance(cell, date) else quantity(cell.removesuffix("h").strip())
    except Unreadable:
        return None


def _month(cell: Cell) -> date | None:
    return None if cell is None else month_of(cell)


def text_of(cell: Cell) -> str:
    """Return a cell as a text: a code read as a number has no decimals."""
    if isinstance(cell, Decimal):
        return f"{cell.normalize():f}"
    return " ".join(cell.split()) if isinstance(cell, str) else ""


def first_text(cells: Sequence[Cell]) -> str:
    """Return the first text of a row."""
    return next((" ".join(cell.split()) for cell in cells if isinstance(cell, str)), "")
