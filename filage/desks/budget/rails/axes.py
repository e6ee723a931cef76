"""How a budget is read by account, by funder, by month and by fiscal year."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from filage.desks.budget.rails import entries
from filage.desks.budget.rails.sheets import family_name
from filage.rules.accounting import CerfaLine, class_label
from filage.rules.budgeting.lines import EXPENSE, forecast, is_voluntary, standing
from filage.rules.budgeting.totals import account_view, by, by_month
from filage.rules.engine import Partial, total
from filage.web import format as french
from filage.web.tables import Cell, Column, Group, Row, Table, plain

WITHOUT_FUNDER = "Sans financeur"
STAFF = "64"  # charges de personnel


def accounts(lines: Sequence[Any], kinds: Mapping[Any, str], *, income: bool, pay: bool) -> Table:
    """Return one side of a budget in the order of the form of public funders, class by class, without the 86 and 87.

    Without `pay`, the class of staff costs is told by its total: a gross and its contributions would give one person away.
    """
    counted = [line for line in standing(forecast(list(lines))) if not is_voluntary(line)]
    side = account_view(counted, kinds)[income]
    title = "produits" if income else "charges"
    return _account_table(f"{title.capitalize()} par compte", side, counted, f"Total des {title}", kinds, income=income, pay=pay)


def voluntary(lines: Sequence[Any], kinds: Mapping[Any, str]) -> list[Table]:
    """Return the contributions volontaires, uses (86) then resources (87), below the line; nothing without any."""
    counted = [line for line in standing(forecast(list(lines))) if is_voluntary(line)]
    if not counted:
        return []
    uses, resources = account_view(counted, kinds)
    return [
        _account_table(
            "Emplois des contributions volontaires (86)", uses, counted, "Total des emplois", kinds, income=False, pay=True
        ),
        _account_table(
            "Contributions volontaires (87)", resources, counted, "Total des ressources", kinds, income=True, pay=True
        ),
    ]


def funders(lines: Sequence[Any], names: Mapping[Any, str]) -> Table:
    """Return who pays: hoped for, secured, received, still to come; what is refused is left out."""
    held: dict[Hashable, list[Any]] = defaultdict(list)
    for line in standing(forecast([line for line in lines if line.side != EXPENSE])):
        held[line.funder].append(line)
    rows = [_funder(names.get(funder, WITHOUT_FUNDER), group) for funder, group in held.items()]
    columns = [
        Column("Prévisionnel, €", "amount", tone="plain"),
        Column("Sécurisé, €", "amount", dash=True),
        Column("Encaissé, €", "amount", dash=True, wide=True),
        Column("Reste, €", "amount", dash=True),
    ]
    whole = total([line.amount for group in held.values() for line in group], "Total")
    foot = Row("Total des produits", [whole.known, *_columns([line for group in held.values() for line in group])])
    return plain(
        "Produits par financeur", columns, rows, header="Financeur", total=foot, total_unknown=len(whole.missing), sheet=True
    )


def months(lines: Sequence[Any]) -> Table:
    """Return what is owed month by month: charges, produits, and what is left of the month."""
    counted = [line for line in standing(forecast(list(lines))) if not is_voluntary(line)]
    found = by_month(counted)
    dated = sorted(month for month in found if month is not None)
    rows = [_month(month, found[month].expense, found[month].income) for month in [*dated, *([None] if None in found else [])]]
    columns = [Column("Charges, €", "amount", tone="plain", dash=True), Column("Produits, €", "amount", tone="plain", dash=True)]
    columns.append(Column("Solde, €", "amount", signed=True))
    expense = total([line.amount for line in counted if line.side == EXPENSE], "Charges")
    income = total([line.amount for line in counted if line.side != EXPENSE], "Produits")
    foot = Row("Total", [expense.known, income.known, income.known - expense.known])
    unknown = len(expense.missing) + len(income.missing)
    return plain("Budget par mois", columns, rows, header="Mois", total=foot, total_unknown=unknown, sheet=True)


def years(lines: Sequence[Any], *, income: bool) -> Table:
    """Return one side of a budget by fiscal year: a family a line, a year a column."""
    counted = [line for line in standing(forecast(list(lines))) if (line.side != EXPENSE) == income and not is_voluntary(line)]
    found = sorted({line.fiscal_year for line in counted if line.fiscal_year is not None})
    heads: list[int | None] = [*found, *([None] if any(line.fiscal_year is None for line in counted) else [])]
    columns = [Column("Sans date, €" if year is None else f"{year}, €", "amount", tone="plain", dash=True) for year in heads]
    columns.append(Column("Total, €", "amount", tone="plain"))
    groups: dict[str, list[Any]] = defaultdict(list)
    for line in counted:
        groups[line.label if income else family_name(line.destination)].append(line)
    rows = [Row(name, _by_year(held, heads)) for name, held in groups.items()]
    side = "produits" if income else "charges"
    unknown = sum(line.amount.value is None for line in counted)
    return plain(
        f"{side.capitalize()} par exercice",
        columns,
        rows,
        header="Produit" if income else "Destination",
        total=Row(f"Total des {side}", _by_year(counted, heads)),
        total_unknown=unknown,
        sheet=True,
    )


def _account_table(
    caption: str,
    side: Mapping[CerfaLine | None, Partial],
    counted: Sequence[Any],
    foot: str,
    kinds: Mapping[Any, str],
    *,
    income: bool,
    pay: bool,
) -> Table:
    numbers = _numbers(counted, kinds, income=income)
    classes: dict[str, list[CerfaLine | None]] = defaultdict(list)
    for line in side:
        classes[line.account_class if line else ""].append(line)
    hidden = () if pay else (STAFF,)
    groups = [_class(number, held, side, numbers, told=number not in hidden) for number, held in classes.items()]
    parts = list(side.values())
    whole = sum((part.known for part in parts), Decimal(0))
    unknown = sum(len(part.missing) for part in parts)
    columns = [Column("Comptes", "code", wide=True), Column("Prévu, €", "amount", tone="plain")]
    return Table(
        caption, columns, groups, header="Ligne", total=Row(foot, ["", whole]), total_unknown=unknown, sheet=True, codes=True
    )


def _class(
    number: str,
    held: Sequence[CerfaLine | None],
    side: Mapping[CerfaLine | None, Partial],
    numbers: Mapping[Any, str],
    *,
    told: bool,
) -> Group:
    parts = [side[line] for line in held]
    rows = [Row(line.label if line else "Lignes sans compte", [numbers.get(line, ""), _value(side[line])]) for line in held]
    return Group(
        rows if told else [],
        class_label(number) or "Sans compte",
        number,
        cells=["", sum((part.known for part in parts), Decimal(0))],
        unknown=sum(len(part.missing) for part in parts),
    )


def _numbers(lines: Sequence[Any], kinds: Mapping[Any, str], *, income: bool) -> dict[CerfaLine | None, str]:
    """Return the accounts gathered in each line of the form: « 6411, 6413 »."""
    found: dict[CerfaLine | None, list[str]] = defaultdict(list)
    for line in lines:
        if line.account and (line.side != EXPENSE) == income:
            for row in account_view([line], kinds)[income]:
                found[row].append(line.account)
    return {row: ", ".join(sorted(set(numbers))) for row, numbers in found.items()}


def _funder(name: str, lines: Sequence[Any]) -> Row:
    whole = total([line.amount for line in lines], name)
    labels = ", ".join(dict.fromkeys(line.label for line in lines if line.label != name))
    return Row(Cell(name, note=labels if len(labels) < 90 else ""), [_value(whole), *_columns(lines)])


def _columns(lines: Sequence[Any]) -> list[Decimal]:
    entry = entries.Entry("", "", lines) if lines else None
    if entry is None:
        return [Decimal(0)] * 3
    return [entry.secured, entry.received, entry.amount.known - entry.received]


def _month(month: date | None, expense: Partial, income: Partial) -> Row:
    head = "Sans date" if month is None else french.month(month, year=True).capitalize()
    return Row(head, [_value(expense), _value(income), income.known - expense.known])


def _by_year(lines: Sequence[Any], heads: Sequence[int | None]) -> list[Any]:
    found = by(lines, lambda line: line.fiscal_year)
    parts = [_side(found[year]) if year in found else Decimal(0) for year in heads]
    return [*parts, _value(total([line.amount for line in lines], "Total"))]


def _side(pair: Any) -> Decimal | None:
    return _value(pair.expense if pair.expense.items else pair.income)


def _value(part: Partial) -> Decimal | None:
    """Return the known part of a total; unknown when nothing of it is known."""
    return None if part.missing and not part.known else part.known
