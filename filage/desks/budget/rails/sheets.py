"""How a budget is written in sheets: charges by destination, produits by funder, each entry a line."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.html import format_html

from filage.desks.budget.enums import Destination
from filage.desks.budget.queries.pages import Told
from filage.desks.budget.rails import entries
from filage.desks.budget.rails.entries import Entry
from filage.rules.budgeting.lines import REFUSED
from filage.rules.engine import Partial, total
from filage.web.tables import Cell, Column, Group, Row, Table

ACCOUNT = Column("Compte", "code", wide=True)
CALCULATION = Column("Calcul", wide=True)
NOTHING = Told({}, {})


def charges(caption: str, lines: Sequence[Any], *, pay: bool, said: Told) -> Table:
    """Return the charges by destination: a family is a group, with its subtotal and its unknowns."""
    rows = entries.charges(lines, pay=pay)
    families: dict[str, list[Entry]] = defaultdict(list)
    for entry in rows:
        families[entry.first.destination].append(entry)
    done = any(entry.engaged for entry in rows)
    columns = [ACCOUNT, CALCULATION, Column("Prévu, €", "amount", tone="plain")]
    if done:
        columns += [Column("Engagé, €", "amount", dash=True, wide=True), Column("Payé, €", "amount", dash=True, wide=True)]
    groups = [_family(code, families[code], said, done, pay) for code in sorted(families)]
    whole = _amount(rows)
    total_row = Row("Total des charges", ["", "", whole.known, *_done(rows, done)])
    return Table(
        caption, columns, groups, header="Ligne", total=total_row, total_unknown=len(whole.missing), sheet=True, codes=True
    )


def produits(caption: str, lines: Sequence[Any], *, header: str, pay: bool) -> Table:
    """Return the produits with how far each is, hoped for, secured, received; a refused one is shown, and counts for nothing."""
    rows = entries.produits(lines)
    columns = [
        ACCOUNT,
        Column("Avancement", "steps"),
        Column("Prévisionnel, €", "amount", tone="plain", dash=True),
        Column("Sécurisé, €", "amount", dash=True, wide=True),
        Column("Encaissé, €", "amount", dash=True, wide=True),
        Column("Reste, €", "amount", dash=True, wide=True),
        Column("Attendu", "month", wide=True),
    ]
    kept = [entry for entry in rows if entry.first.status != REFUSED]
    whole = _amount(kept)
    owed = _amount([entry for entry in kept if not entries.own_money(entry)])
    received = _of(kept, "received")
    foot = ["", "", whole.known, _of(kept, "secured"), received, owed.known - received, ""]
    written = [_income(entry, f"P{rank}", pay) for rank, entry in enumerate(rows, start=1)]
    total_row = Row("Total des produits", foot)
    return Table(
        caption,
        columns,
        (Group(written),),
        header=header,
        total=total_row,
        total_unknown=len(whole.missing),
        sheet=True,
        codes=True,
    )


def family_name(code: str) -> str:
    """Return the name of a destination: « Plateau artistique »."""
    return str(Destination(code).label) if code in Destination.values else "Sans destination"


def amount_cell(entry: Entry, pay: bool, made: str = "") -> Cell:
    """Return the amount of an entry: it opens when it was computed, and says what fills it when it is unknown."""
    computed = entry.computed or "×" in made
    return Cell(entry.value, because=entry.because if pay and computed else "", kind=entry.kind, gesture=entry.gesture)


def _family(code: str, rows: Sequence[Entry], said: Told, done: bool, pay: bool) -> Group:
    whole = _amount(rows)
    made = [entries.calculation(entry, said) for entry in rows]
    written = [
        Row(
            _header(entry, said),
            [entry.accounts, text, amount_cell(entry, pay, text), *_done([entry], done)],
            code=f"{code}{rank}",
        )
        for rank, (entry, text) in enumerate(zip(rows, made, strict=True), start=1)
    ]
    cells = ["", "", whole.known, *_done(rows, done)]
    return Group(written, family_name(code), code, cells=cells, unknown=len(whole.missing))


def _header(entry: Entry, said: Told) -> Any:
    who = entries.people(entry, said)
    return format_html('{} <span class="soft">· {}</span>', entry.label, who) if who else entry.label


def _income(entry: Entry, code: str, pay: bool) -> Row:
    status, label = entries.state(entry)
    if entries.own_money(entry):
        steps: Any = ""
    else:
        steps = Cell(status, label=label)
    refused = status == REFUSED
    value = entry.value
    left = Decimal(0) if refused or value is None or entries.own_money(entry) else value - entry.received
    several = len(entry.lines) > 1 and entry.first.activity is not None
    header = Cell(entry.label, note=entries.calculation(entry, NOTHING) if several else "")
    cells = [
        entry.accounts,
        steps,
        Decimal(0) if refused else amount_cell(entry, pay),
        entry.secured,
        entry.received,
        left,
        entry.awaited,
    ]
    return Row(header, cells, code=code)


def _done(rows: Sequence[Entry], done: bool) -> list[Decimal]:
    return [_of(rows, "engaged"), _of(rows, "paid")] if done else []


def _of(rows: Sequence[Entry], name: str) -> Decimal:
    return sum((getattr(entry, name) for entry in rows), Decimal(0))


def _amount(rows: Sequence[Entry]) -> Partial:
    return total([line.amount for entry in rows for line in entry.lines], "Total")
