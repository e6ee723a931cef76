"""Turns the rows of somebody else's table into lines of a budget: families and totals are told apart, and never counted twice."""

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Literal

from filage.documents.foreign.tables import Table
from filage.documents.foreign.words import TOTAL, UNKNOWN, folded, month_of, post_of, year_of
from filage.documents.sheets import Cell, Grid
from filage.rules.accounting import chart_of, is_contribution
from filage.rules.engine import to_cent, to_ten_thousandth
from filage.rules.reading import Unreadable, account, amount, day, quantity, rate

LABEL_LENGTH = 200
LONGEST_BLOCK = 300  # lines that one sub-total may add up
THIS_CHART = 2026
CENT = Decimal("0.01")
TOTALS, FAMILY, EMPTY = "total ou sous-total", "titre de famille", "sans montant"
REPEATED = "somme des lignes qu’elle coiffe"
ACCOUNT_FIRST = re.compile(r"^\s*([1-8]\d{1,5})\s*[-–—:.\s]\s*(?=\D)")
RANK = re.compile(r"^\s*\(?(?:\d{1,2}|[IVX]{1,4}|[A-Z])\s*[.):\-–]\s+")
STATUSES = (
    ("notifie", r"acquis|obtenu|notifi|oui|confirm|accorde"),
    ("conventionne", r"convention|signe"),
    ("encaisse", r"encaiss|verse|recu"),
    ("refuse", r"refus|non retenu"),
    ("demande", r"demand|sollicit|en cours|depos|attente"),
    ("idee", r"a demander|a solliciter|envisag|espere|prevu"),
)


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A row of a table. `why` says why it is left out; `amount` None is unknown. `months` are what falls due when."""

    row: int
    label: str
    side: Literal["charge", "produit"] = "charge"
    family: str = ""
    account: str = ""
    destination: str = ""
    quantity: Decimal = Decimal(1)
    unit: str = ""
    unit_price: Decimal | None = None
    amount: Decimal | None = None
    vat_rate: Decimal | None = None
    funder: str = ""
    status: str = ""
    on: date | None = None
    comment: str = ""
    months: tuple[tuple[date, Decimal], ...] = ()
    why: str = ""
    note: str = ""

    @property
    def kept(self) -> bool:
        """Tell whether the row is a line of the budget."""
        return not self.why


def lines(grids: Sequence[Grid], table: Table) -> list[FoundLine]:
    """Return the rows of a table that say something, in their order; totals and titles are there, left out, with the reason."""
    found = list(_rows(grids[table.sheet], table))
    return _without_sums(found)


def _rows(grid: Grid, table: Table) -> Iterator[FoundLine]:
    family = ""
    year = next((year for row in range(table.header, -1, -1) for cell in grid.rows[row] if (year := year_of(cell))), 0)
    covered = {
        (row, column)
        for first, left, last, right in grid.merged
        for row in range(first, last + 1)
        for column in range(left, right + 1)
        if (row, column) != (first, left)
    }
    for row in range(table.header + 1, min(table.last, len(grid.rows) - 1) + 1):
        cells = _cells(grid, table, row, covered)
        line = _line(row, cells, table, grid, year, family)
        if line is None:
            continue
        if line.why == FAMILY:
            family = line.label
        elif line.why == TOTALS:
            family = ""
        elif line.kept:
            family = line.family
        yield line


def _cells(grid: Grid, table: Table, row: int, covered: set[tuple[int, int]]) -> list[tuple[int, str, Cell]]:
    """Return the cells of a row that are read: column, role, value. A cell hidden by a merge is empty."""
    values = grid.rows[row]
    return [
        (column, role, None if column >= len(values) or (row, column) in covered else values[column])
        for column, role in table.columns
        if role
    ]


def _line(row: int, cells: list[tuple[int, str, Cell]], table: Table, grid: Grid, year: int, family: str) -> FoundLine | None:
    label = " ".join(_said(cell) for _, role, cell in cells if role == "label" and cell is not None)
    said = {role: _said(cell) for _, role, cell in cells if role in ("family", "unit", "funder", "status", "comment")}
    numbered, label = _account(cells, label)
    paid = [cell for _, role, cell in cells if role in ("amount", "unit_price", "month") and cell is not None]
    if not label and not numbered and not paid:
        return None
    names = [label, said.get("family", ""), said.get("funder", "")]
    name = next(filter(None, (label, said.get("funder"), said.get("family"))), "sans nom")
    line = _with_side(FoundLine(row, name, family=said.get("family") or family, account=numbered), table)
    heads = grid.rows[table.header] if table.header >= 0 else ()
    if any(TOTAL.search(folded(each)) for each in names) or not any(names):
        return replace(_with_money(line, cells, heads, year), why=TOTALS)
    if not paid:
        return replace(line, label=RANK.sub("", line.label), why=FAMILY if label else EMPTY)
    line = replace(line, unit=said.get("unit", "")[:40], funder=said.get("funder", ""), comment=said.get("comment", ""))
    line = _with_money(replace(line, label=_named(line, label)), cells, heads, year)
    line = replace(line, status=_status(said.get("status", "")) if line.side == "produit" else "")
    return replace(line, on=_day(cells), vat_rate=_rate(cells), destination=_post(line))


def _named(line: FoundLine, label: str) -> str:
    """Return the name of a line: who gives it, then what it is."""
    apart = line.funder and label and line.side == "produit" and folded(line.funder) not in folded(label)
    return (f"{line.funder}, {label[:1].lower()}{label[1:]}" if apart else line.label)[:LABEL_LENGTH]


def _account(cells: list[tuple[int, str, Cell]], label: str) -> tuple[str, str]:
    """Return the account of a row, from its column or from the beginning of its label, and the label without it."""
    for _, role, cell in cells:
        if role == "account" and cell is not None:
            try:
                return account(re.sub(r"\D.*$", "", _said(cell))), label
            except Unreadable:
                return "", label
    found = ACCOUNT_FIRST.match(label)
    if not found:
        return "", label
    named = label[found.end() :].strip()
    return _of_the_chart(found[1], folded(named)), named


def _of_the_chart(number: str, named: str) -> str:
    """Return the account of the chart for a number of the public form, which swaps 870 and 875 and keeps 758 for gifts."""
    if number in ("870", "875"):
        return "875" if "benevol" in named else "870" if "don" in named else number
    return "754" if number == "758" and re.search(r"dons?\b|mecenat", named) else number


def _with_side(line: FoundLine, table: Table) -> FoundLine:
    if table.side in ("charge", "produit"):
        return replace(line, side=table.side)  # type: ignore[arg-type]
    earned = line.account.startswith("7") or line.account.startswith("87")
    return replace(line, side="produit" if earned else "charge")


def _with_money(line: FoundLine, cells: list[tuple[int, str, Cell]], heads: Sequence[Cell], year: int) -> FoundLine:
    """Return the line with its quantity, its unit price and its amount: quantity × price when they make the amount."""
    try:
        times = [_quantity(cell) for _, role, cell in cells if role == "quantity" and cell is not None]
        whole = next((_amount(cell) for _, role, cell in cells if role == "amount" and cell is not None), None)
        price = next((_amount(cell) for _, role, cell in cells if role == "unit_price" and cell is not None), None)
        months = tuple(_months(cells, heads, year))
        summed = [value for _, role, cell in cells if role == "month" and (value := _amount(cell)) is not None]
    except Unreadable as reason:
        return replace(line, why=str(reason))
    if whole is None and summed:
        whole = sum(summed, Decimal(0))
    if months and sum((part for _, part in months), Decimal(0)) != whole:
        months = ()
    count = Decimal(1)
    for each in times:
        count = to_ten_thousandth(count * each)
    if price is not None and (whole is None or abs(to_cent(count * price) - whole) <= CENT):
        made = to_cent(count * price)
        return replace(line, quantity=count, unit_price=to_ten_thousandth(price), amount=made, months=months)
    note = "quantité × prix ne fait pas ce montant : le montant est gardé" if price is not None and whole is not None else ""
    line = replace(line, unit_price=whole if whole is None else to_ten_thousandth(whole), amount=whole, months=months, note=note)
    if whole is not None and count > 1 and price is None and to_ten_thousandth(whole / count) * count == whole:
        return replace(line, quantity=count, unit_price=to_ten_thousandth(whole / count))
    return replace(line, unit="" if note else line.unit)


def _months(cells: list[tuple[int, str, Cell]], heads: Sequence[Cell], year: int) -> Iterator[tuple[date, Decimal]]:
    """Yield the last day of each month with what falls due then; nothing while the year is unknown."""
    before = 0
    for column, role, cell in cells:
        month = month_of(heads[column]) if role == "month" and column < len(heads) else 0
        if not month:
            continue
        own = year_of(heads[column])
        if not own and before > month:
            year += 1
        before, known = month, own or year
        value = _amount(cell)
        if known and value:
            yield date(known, month, calendar.monthrange(known, month)[1]), value


def _amount(cell: Cell) -> Decimal | None:
    if cell is None or (isinstance(cell, str) and UNKNOWN.match(folded(cell))):
        return None
    return to_cent(cell) if isinstance(cell, Decimal) else amount(str(cell))


def _quantity(cell: Cell) -> Decimal:
    if isinstance(cell, Decimal):
        return to_ten_thousandth(cell)
    text = re.sub(r"(?<=\d)\s*[a-zA-Zéèê].*$", "", str(cell).strip())
    return quantity(text) or Decimal(1)


def _rate(cells: list[tuple[int, str, Cell]]) -> Decimal | None:
    for _, role, cell in cells:
        if role == "vat_rate" and cell is not None:
            if isinstance(cell, Decimal):
                return cell * 100 if cell < 1 else cell
            try:
                return rate(str(cell))
            except Unreadable:
                return None
    return None


def _day(cells: list[tuple[int, str, Cell]]) -> date | None:
    for _, role, cell in cells:
        if role == "on" and cell is not None:
            try:
                return cell if isinstance(cell, date) else day(str(cell))
            except Unreadable:
                return None
    return None


def _status(text: str) -> str:
    said = folded(text)
    return next((code for code, pattern in STATUSES if re.search(pattern, said)), "") if said else ""


def _post(line: FoundLine) -> str:
    """Return the post of a line: its own words, else those of its family, else the usual post of its account."""
    if line.side == "produit":
        return "P"
    if is_contribution(line.account):
        return "Z"
    found = chart_of(THIS_CHART).find(line.account) if line.account else None
    usual = found.destinations[:1] if found and len(found.destinations) == 1 else ""
    return post_of(line.label) or usual or post_of(line.family) or (found.destinations[:1] if found else "") or "I"


def _said(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return str(cell.quantize(Decimal(1)) if cell == cell.to_integral_value() else cell)
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else " ".join(str(cell or "").split())


# ------------------------------------------------------------ totals that do not say so
def _without_sums(found: list[FoundLine]) -> list[FoundLine]:
    """Return the rows, those that only add others up being left out: by their account, or by the sum they make."""
    made = list(found)
    for rank, line in enumerate(made):
        if line.kept and line.amount is not None and _heads_its_accounts(made, rank):
            made[rank] = replace(line, why=REPEATED)
    for rank, line in enumerate(made):
        if line.kept and line.amount and line.quantity == 1 and _sums_above(made, rank):
            made[rank] = replace(line, why=REPEATED)
    return _with_families(_without_headings(made))


def _heads_its_accounts(rows: list[FoundLine], rank: int) -> bool:
    """Tell whether a row is the class (« 60 Achats ») of the accounts that follow, whose amounts it repeats."""
    own = rows[rank].account
    below = []
    for line in islice(rows, rank + 1, rank + 1 + LONGEST_BLOCK):
        if not own or not line.account.startswith(own) or line.account == own or line.side != rows[rank].side:
            break
        below.append(line)
    return bool(below) and any(line.amount for line in below) and _sum(below) == rows[rank].amount


def _sums_above(rows: list[FoundLine], rank: int) -> bool:
    """Tell whether a row, the last of its block, repeats the sum of at least two lines just above it."""
    if rank + 1 < len(rows) and rows[rank + 1].kept and rows[rank + 1].row == rows[rank].row + 1:
        return False
    above: list[FoundLine] = []
    for line in reversed(rows[max(0, rank - LONGEST_BLOCK) : rank]):
        if not line.kept:
            break
        above.append(line)
    return len(above) > 1 and _sum(above) == rows[rank].amount


def _without_headings(rows: list[FoundLine]) -> list[FoundLine]:
    """Return the rows without those that open a block and repeat its sum; after such a block, another one may open."""
    made, rank, in_blocks = list(rows), 0, False
    while rank < len(made):
        line = made[rank]
        opens = rank == 0 or in_blocks or not made[rank - 1].kept or made[rank - 1].row + 1 < line.row
        size = _block_under(made, rank, least=1 if in_blocks else 2) if opens and line.kept and line.quantity == 1 else 0
        in_blocks = bool(size)
        if size:
            made[rank] = replace(line, why=REPEATED)
        rank += size + 1
    return made


def _block_under(rows: list[FoundLine], rank: int, *, least: int) -> int:
    """Return how many of the rows that follow make the amount of this one; 0 when none do."""
    whole, summed = rows[rank].amount, Decimal(0)
    for size, line in enumerate(islice(rows, rank + 1, rank + 1 + LONGEST_BLOCK), start=1):
        if not line.kept or line.side != rows[rank].side or not whole:
            return 0
        summed += line.amount or Decimal(0)
        if size >= least and summed == whole:
            return size
    return 0


def _with_families(rows: list[FoundLine]) -> list[FoundLine]:
    """Return the rows, those under a sum that heads them taking its name as their family, and its account when they have none."""
    family, numbered, made = "", "", []
    for line in rows:
        if line.why in (REPEATED, FAMILY):
            family, numbered = line.label, line.account
        elif line.why == TOTALS:
            family, numbered = "", ""
        elif line.kept:
            under = replace(line, family=line.family or family, account=line.account or numbered)
            line = replace(under, destination=_post(under)) if under != line else line
        made.append(line)
    return made


def _sum(rows: Sequence[FoundLine]) -> Decimal:
    return sum((line.amount for line in rows if line.amount is not None), Decimal(0))
