"""How the rows of the budget's grid are written in HTML: in plain Python, for a budget holds thousands of cells."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from filage.core import marks
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
EMPTY = {Side.CHARGE: ("0", "e", "p", "0"), Side.PRODUIT: ("0", "s", "r", "l")}  # how the styles name each empty amount
NOT_TYPED = 'aria-readonly="true" tabindex="-1"'
ALONE = slice(1, 7)  # columns that a computed row leaves to how it was made


def row(held: GridRow, side: Side, said: Told, *, pay: bool) -> str:
    """Return one row in HTML."""
    family = f'data-f="destination" data-v="{held.line.destination}" tabindex="-1"' if held.line else NOT_TYPED
    head = f'<td class="code2" {family}>{held.ref}</td>'
    body = _typed(held.line, said) if held.line else _computed(held, said)
    state = "" if held.line else ' class="calc"'
    return f'<tr id="r-{held.id}" data-row="{held.id}"{state}>{head}{body}{_amounts(held, pay)}{_due(held)}</tr>'


def family(held: Family, said: Told, side: Side, *, pay: bool) -> str:
    """Return the body of one family: its heading with the subtotals, then its rows."""
    rows = "".join(row(each, side, said, pay=pay) for each in held.rows)
    text = f' data-held="{escape(held.held)}"' if held.held else ""
    text += " data-apart" if held.apart else ""
    return f'<tbody id="f-{side}-{held.code}" data-family="{held.code}"{text}>{heading(held, side)}{rows}</tbody>'


def heading(held: Family, side: Side) -> str:
    """Return the heading of a family, with its subtotals."""
    title = escape(held.title)
    below = ' <span class="soft">sous la ligne, hors du résultat</span>' if held.apart else ""
    fold = f'<button type="button" class="tw" tabindex="-1" aria-expanded="true" aria-label="Replier {title}"></button>'
    return (
        f'<tr class="fam" id="s-{side}-{held.code}"><td class="code2" {NOT_TYPED}>{fold}{held.mark}</td>'
        f'<th scope="rowgroup" colspan="7" {NOT_TYPED}>{title}{below} {atoms.plus_unknown(held.sums.unknown)}</th>'
        f"{_sums(held.sums, side)}<td {NOT_TYPED}></td></tr>"
    )


def total(sheet: Sheet) -> str:
    """Return the last row of a sheet."""
    plus = atoms.plus_unknown(sheet.sums.unknown)
    title = "Total des charges" if sheet.side == Side.CHARGE else "Total des produits"
    return (
        f'<tr class="tot" id="t-{sheet.side}"><td class="code2" {NOT_TYPED}></td>'
        f'<th scope="row" colspan="7" {NOT_TYPED}>{title} {plus}</th>'
        f"{_sums(sheet.sums, sheet.side)}<td {NOT_TYPED}></td></tr>"
    )


def whole(sheet: Sheet, said: Told, *, pay: bool) -> SafeString:
    """Return the bodies and the foot of a sheet."""
    bodies = "".join(family(each, said, sheet.side, pay=pay) for each in sheet.families)
    return mark_safe(f"{bodies}<tfoot>{total(sheet)}</tfoot>")


def _typed(line: Line, said: Told) -> str:
    comment = escape(line.comment)
    mark = f'<span class="com" title="{comment}"><span class="sr">Commentaire : {comment}</span></span>' if comment else ""
    label = escape(line.label)
    held = f'data-f="label" data-v="{label}" data-comment="{comment}"'
    worn = atoms.mark(marks.on(said.worn, f"line:{line.pk} funder:{line.pk}"), focusable=False)
    head = f'<th scope="row" {held} tabindex="-1"><span class="lab">{label}</span>{mark}{worn}</th>'
    return head + "".join(_cell(name, css, line) for name, _, css in COLUMNS[Side.CHARGE][ALONE])


def _cell(name: str, css: str, line: Line) -> str:
    text = escape(cells.written(name, line))
    shown = escape(SHOWN[name](line, text)) if name in SHOWN else text
    return f'<td class="{css}" data-f="{name}" data-v="{text}" tabindex="-1">{shown}</td>'


def _computed(held: GridRow, said: Told) -> str:
    entry = held.entry
    who = entries.people(entry, said)
    label = format_html('{} <span class="soft">· {}</span>', entry.label, who) if who else escape(entry.label)
    how = entries.calculation(entry, said)
    made = escape(f"une part de {how}" if held.part and entry.lines and entry.first.origin in said.calculations else how)
    worn = atoms.mark(marks.on(said.worn, " ".join({line.origin for line in entry.lines})), focusable=False)
    return (
        f'<th scope="row" {NOT_TYPED}><span class="lab">{label}</span>{worn}</th>'
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
    rest = list(zip(EMPTY[held.side], held.sums.amounts, strict=True))[1:]
    if held.sums.unknown and not held.sums.amounts[3]:
        unknown = f'<td class="n" {NOT_TYPED}>{atoms.unknown()}</td>'
        return first + "".join(_figure(*one) for one in rest[:2]) + unknown
    return first + "".join(_figure(*one) for one in rest)


def _due(held: GridRow) -> str:
    awaited = held.entry.awaited if held.entry.lines else None
    said = f"{awaited:%d/%m/%Y}" if awaited else ""
    if held.line is None:
        return f'<td class="nw" {NOT_TYPED}>{said if held.side == Side.PRODUIT else ""}</td>'
    if held.line.on or not awaited or held.line.per_performance or held.line.activity_id:
        return _cell("on", "nw", held.line)
    return f'<td class="nw soft" data-f="on" data-v="" tabindex="-1">{said}</td>'  # of its first instalment


def _sums(held: Sums, side: Side) -> str:
    return "".join(_figure(place, amount) for place, amount in zip(EMPTY[side], held.amounts, strict=True))


def _figure(place: str, amount: Decimal) -> str:
    if not amount:
        return f'<td class="n z{place}" {NOT_TYPED}></td>'  # the sheet of styles draws a dash, and names what is empty
    return f'<td class="n" {NOT_TYPED}>{french.money(amount, unit="")}</td>'


def _price(line: Line, text: str) -> str:
    price = line.unit_price
    return "" if price is None else french.money(price, max(2, -int(price.normalize().as_tuple().exponent)), unit="")


def _counted(line: Line, text: str) -> str:
    return french.number(line.quantity)


def _per(line: Line, text: str) -> str:
    return f"{line.unit} / repr.".strip() if line.per_performance else text


SHOWN: Mapping[str, Callable[[Line, str], str]] = {"unit_price": _price, "quantity": _counted, "unit": _per}
