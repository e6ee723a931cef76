"""How the rows of the budget's grid are written in HTML: in plain Python, for a budget holds thousands of cells."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from filage.desks.budget.enums import Side
from filage.desks.budget.models import Line
from filage.desks.budget.queries import cells
from filage.desks.budget.queries.pages import Told
from filage.desks.budget.rails import entries
from filage.desks.budget.views.grid_sheet import Family, GridRow, Sheet, Sums
from filage.web import atoms
from filage.web import format as french
from filage.web.tables import COMPUTED

COLUMNS: Mapping[Side, tuple[tuple[str, str, str], ...]] = {  # field, heading, classes
    Side.CHARGE: (
        ("label", "Ligne", ""),
        ("account", "Compte", "acc"),
        ("quantity", "Qté", "n"),
        ("unit", "Unité", ""),
        ("unit_price", "Prix unit., €", "n"),
        ("vat_rate", "TVA, %", "n wide"),
        ("status", "État", ""),
        ("amount", "Prévu, €", "n"),
        ("", "Engagé, €", "n"),
        ("", "Payé, €", "n"),
        ("", "Atterrissage", "n"),
        ("on", "Échéance", "nw"),
    ),
    Side.PRODUIT: (
        ("label", "Financeur, produit", ""),
        ("account", "Compte", "acc"),
        ("quantity", "Qté", "n"),
        ("unit", "Unité", ""),
        ("unit_price", "Prix unit., €", "n"),
        ("vat_rate", "TVA, %", "n wide"),
        ("status", "État", ""),
        ("amount", "Prévu, €", "n"),
        ("", "Sécurisé, €", "n"),
        ("", "Encaissé, €", "n"),
        ("", "Reste, €", "n"),
        ("on", "Échéance", "nw"),
    ),
}
NOT_TYPED = 'aria-readonly="true" tabindex="-1"'
ALONE = slice(1, 7)  # columns that a computed row leaves to how it was made


def row(held: GridRow, side: Side, said: Told, *, pay: bool) -> str:
    """Return one row in HTML."""
    head = f'<td class="code2" {NOT_TYPED}>{held.ref}</td>'
    body = _typed(held.line) if held.line else _computed(held, said)
    state = "" if held.line else ' class="calc"'
    return f'<tr id="r-{held.id}" data-row="{held.id}"{state}>{head}{body}{_amounts(held, pay)}{_due(held)}</tr>'


def family(held: Family, said: Told, side: Side, *, pay: bool) -> str:
    """Return the body of one family: its heading with the subtotals, then its rows."""
    rows = "".join(row(each, side, said, pay=pay) for each in held.rows)
    return f'<tbody id="f-{side}-{held.code}" data-family="{held.code}">{heading(held, side)}{rows}</tbody>'


def heading(held: Family, side: Side) -> str:
    """Return the heading of a family, with its subtotals."""
    title = escape(held.title)
    fold = f'<button type="button" class="tw" tabindex="-1" aria-expanded="true" aria-label="Replier {title}"></button>'
    return (
        f'<tr class="fam" id="s-{side}-{held.code}"><td class="code2" {NOT_TYPED}>{fold}{held.code}</td>'
        f'<th scope="rowgroup" colspan="7" {NOT_TYPED}>{title} {atoms.plus_unknown(held.sums.unknown)}</th>'
        f"{_sums(held.sums)}<td {NOT_TYPED}></td></tr>"
    )


def total(sheet: Sheet) -> str:
    """Return the last row of a sheet."""
    plus = atoms.plus_unknown(sheet.sums.unknown)
    title = "Total des charges" if sheet.side == Side.CHARGE else "Total des produits"
    return (
        f'<tr class="tot" id="t-{sheet.side}"><td class="code2" {NOT_TYPED}></td>'
        f'<th scope="row" colspan="7" {NOT_TYPED}>{title} {plus}</th>'
        f"{_sums(sheet.sums)}<td {NOT_TYPED}></td></tr>"
    )


def whole(sheet: Sheet, said: Told, *, pay: bool) -> SafeString:
    """Return the bodies and the foot of a sheet."""
    bodies = "".join(family(each, said, sheet.side, pay=pay) for each in sheet.families)
    return mark_safe(f"{bodies}<tfoot>{total(sheet)}</tfoot>")


def _typed(line: Line) -> str:
    comment = escape(line.comment)
    mark = f'<span class="com" title="{comment}"><span class="sr">Commentaire : {comment}</span></span>' if comment else ""
    label = escape(line.label)
    held = f'data-f="label" data-v="{label}" data-comment="{comment}"'
    head = f'<th scope="row" {held} tabindex="-1"><span class="lab">{label}</span>{mark}</th>'
    return head + "".join(_cell(name, css, line) for name, _, css in COLUMNS[Side.CHARGE][ALONE])


def _cell(name: str, css: str, line: Line) -> str:
    text = escape(cells.written(name, line))
    return f'<td class="{css}" data-f="{name}" data-v="{text}" tabindex="-1">{escape(SHOWN.get(name, _as_is)(line, text))}</td>'


def _computed(held: GridRow, said: Told) -> str:
    entry = held.entry
    who = entries.people(entry, said)
    label = format_html('{} <span class="soft">· {}</span>', entry.label, who) if who else escape(entry.label)
    made = escape(entries.calculation(entry, said))
    return (
        f'<th scope="row" {NOT_TYPED}><span class="lab">{label}</span></th>'
        f'<td class="acc" {NOT_TYPED}>{escape(entry.accounts)}</td>'
        f'<td class="calc" colspan="5" {NOT_TYPED} title="{made}">{made}</td>'
    )


def _amounts(held: GridRow, pay: bool) -> str:
    entry, line = held.entry, held.line
    value = entry.value if entry.lines else Decimal(0)
    opens = entry.because if pay and entry.lines and (line is None or entry.computed) else ""
    drawn = atoms.amount(value, unit="", because=opens, kind=entry.kind, gesture=entry.gesture, tone="auto")
    if opens:
        drawn = COMPUTED + drawn
    if line is not None and cells.takes_amount(line):
        first = f'<td class="n" data-f="amount" data-v="{cells.written("amount", line)}" tabindex="-1">{drawn}</td>'
    else:
        first = f'<td class="n" {NOT_TYPED}>{drawn}</td>'
    return first + "".join(_figure(amount) for amount in held.sums.amounts[1:])


def _due(held: GridRow) -> str:
    if held.line is not None:
        return _cell("on", "nw", held.line)
    awaited = held.entry.awaited if held.entry.lines and held.entry.first.side != "expense" else None
    return f'<td class="nw" {NOT_TYPED}>{f"{awaited:%d/%m/%Y}" if awaited else ""}</td>'


def _sums(held: Sums) -> str:
    return "".join(_figure(amount) for amount in held.amounts)


def _figure(amount: Decimal) -> str:
    drawn = french.money(amount, unit="") if amount else f'<span class="faint">{french.DASH}</span>'
    return f'<td class="n" {NOT_TYPED}>{drawn}</td>'


def _as_is(line: Line, text: str) -> str:
    return text


def _price(line: Line, text: str) -> str:
    price = line.unit_price
    return "" if price is None else french.money(price, max(2, -int(price.normalize().as_tuple().exponent)), unit="")


def _counted(line: Line, text: str) -> str:
    return french.number(line.quantity)


SHOWN: Mapping[str, Callable[[Line, str], str]] = {"unit_price": _price, "quantity": _counted}
