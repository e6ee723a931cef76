"""Turns the accounting entry of a month of pay into payslips: salaries, contributions and nets are put back together by name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from filage.documents.recap.lines import FoundPay, Mismatch, Reading, amount_of, doubts, first_text, text_of
from filage.documents.recap.sharing import shared
from filage.documents.recap.tables import Table, repeats
from filage.documents.recap.words import TOTAL, folded, month_of, part_of
from filage.documents.sheets import Cell, Grid
from filage.rules.reading import Unreadable

GROSS, CHARGES, NETS, WITHHELD = ("641",), ("645", "647", "648", "631", "633"), ("421",), ("4421", "44210")
NOBODY = "Cette écriture ne dit pas qui est payé : demandez l’écriture détaillée par salarié, ou le récapitulatif des bulletins."
UNBALANCED = "l’écriture"
SHARED = "Les charges ne sont pas dites par personne : elles sont réparties au prorata des bruts, au centime."
_NOISE = re.compile(
    r"\b(salaires?|bruts?|net|nets|paies?|payes?|remunerations?|cotisations?|charges?|patronales?|sociales?|dues?|personnel|"
    r"a payer|mois|de|du|des|le|la|et|pas|prelevement|source|urssaf|retraite|prevoyance|mutuelle|conges?|spectacles?|afdas|"
    r"od|mme|m|mr|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|nov|dec|oct|sept|janv|fev|avr|juil)\b"
    r"|[^a-z' -]"
)


@dataclass(slots=True)
class _Slip:
    row: int
    name: str
    group: str
    month: date | None
    gross: Decimal = Decimal(0)
    charges: Decimal = Decimal(0)
    net: Decimal | None = None
    parts: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    charged: bool = False


def of_entry(grids: Sequence[Grid], table: Table, names: Sequence[str]) -> Reading:
    """Return the payslips of an accounting entry; `names` are the people known, found in the labels in any order.

    Debits less credits: 641 is the gross, 645 and its neighbours what the employer pays, 421 the net, to which what is held
    for income tax (4421) is given back. Unreadable when no row names anybody.
    """
    grid = grids[table.sheet]
    slips: dict[tuple[str, str, date | None], _Slip] = {}
    apart: dict[tuple[str, date | None], dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    nets: dict[tuple[str, date | None], Decimal] = defaultdict(Decimal)
    left: list[FoundPay] = []
    debit = credit = Decimal(0)
    for row, held in _written(grid, table):
        if isinstance(held, str):
            left.append(FoundPay(row=row, person=first_text(grid.rows[row]), why=held))
            continue
        account, label, group, month, amount = held
        debit, credit = debit + max(amount, Decimal(0)), credit + max(-amount, Decimal(0))
        name = _name(label, names)
        if account.startswith(CHARGES) and not name:
            apart[group, month][part_of(label)] += amount
        elif account.startswith((*NETS, *WITHHELD)):
            nets[name, month] -= amount
        elif account.startswith((*GROSS, *CHARGES)):
            _add(slips.setdefault((name, group, month), _Slip(row, name, group, month)), account, label, amount)
    if not any(slip.gross and slip.name for slip in slips.values()):
        raise Unreadable(NOBODY)
    notes = _shared(slips.values(), apart)
    for (name, month), net in nets.items():
        paid = [slip for slip in slips.values() if (slip.name, slip.month) == (name, month) and slip.gross]
        for slip, share in zip(paid, shared(net, [slip.gross for slip in paid]), strict=True):
            slip.net = share
    found = [_found(slip) for slip in slips.values() if slip.gross or slip.charges]
    unbalanced = [Mismatch(table.last, UNBALANCED, "débit et crédit", debit, credit)] if debit != credit else []
    return Reading(tuple(sorted([*found, *left], key=lambda line: line.row)), tuple(unbalanced), notes)


def _written(grid: Grid, table: Table) -> Iterator[tuple[int, tuple[str, str, str, date | None, Decimal] | str]]:
    """Yield the rows with what they say (account, label, show, month, debit less credit), or why they are left out."""
    for row in range(table.header + 1, min(table.last, len(grid.rows) - 1) + 1):
        cells = grid.rows[row]
        if not any(cell is not None for cell in cells) or repeats(grid, table, row):
            continue
        held: dict[str, Cell] = {role: cells[place] for place, role in table.columns if role and place < len(cells)}
        account = text_of(held.get("account"))
        if any(TOTAL.search(folded(cell)) for cell in cells if isinstance(cell, str)) or not account[:1].isdigit():
            continue
        try:
            amount = (amount_of(held.get("debit")) or Decimal(0)) - (amount_of(held.get("credit")) or Decimal(0))
        except Unreadable as reason:
            yield row, str(reason)
            continue
        label = " ".join(filter(None, (text_of(held.get("label")), text_of(held.get("person")), re.sub(r"^\d+", "", account))))
        month = month_of(held.get("month")) or month_of(label)
        yield row, (account, label, text_of(held.get("production")), month, amount)


def _name(label: str, names: Sequence[str]) -> str:
    """Return who a label names: somebody known, else the words that are neither pay nor a month, at least two."""
    words = set(re.split(r"[\s,./-]+", folded(label)))
    known = [name for name in names if set(re.split(r"[\s-]+", folded(name))) <= words]
    if known:
        return max(known, key=len)
    rest = [word for word in _NOISE.sub(" ", folded(label)).replace("-", " ").split() if len(word) > 1]
    return " ".join(rest).title() if len(rest) > 1 else ""


def _add(slip: _Slip, account: str, label: str, amount: Decimal) -> None:
    if account.startswith(GROSS):
        slip.gross += amount
    else:
        slip.charges += amount
        slip.parts[part_of(label)] += amount
        slip.charged = True


def _shared(slips: Iterable[_Slip], apart: dict[tuple[str, date | None], dict[str, Decimal]]) -> tuple[str, ...]:
    """Give to each slip its part of the contributions that name nobody, by its gross; say so when there are some."""
    held = [slip for slip in slips if slip.name and slip.gross]
    for (group, month), parts in apart.items():
        concerned = [slip for slip in held if slip.group == group and slip.month == month] or held
        for part, amount in parts.items():
            for slip, share in zip(concerned, shared(amount, [slip.gross for slip in concerned]), strict=True):
                slip.charges += share
                slip.parts[part] += share
                slip.charged = True
    return (SHARED,) if apart else ()


def _found(slip: _Slip) -> FoundPay:
    line = FoundPay(
        row=slip.row,
        person=slip.name,
        group=slip.group,
        month=slip.month,
        gross=slip.gross,
        net=slip.net,
        charges=slip.charges if slip.charged else None,
        cost=slip.gross + slip.charges if slip.charged else None,
        parts=tuple(slip.parts.items()),
        why="" if slip.name and slip.gross else "l’écriture ne nomme personne" if not slip.name else "sans brut",
    )
    return replace(line, doubts=tuple(doubts(line)))
