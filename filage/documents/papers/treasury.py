"""Says what the treasury plan prints: its months by twelve, each with its rows, totals and balances, and its low point."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from filage.documents import head, phrases, sums
from filage.documents.paper_shapes import TreasuryData, TreasuryRow
from filage.documents.shapes import CashMonth, Lang, Notice, Treasury
from filage.documents.text import cents, money
from filage.documents.typesetter import Plain, Typesetter
from filage.documents.vocabulary import say

ON_A_PAGE = 12  # months
ZERO = Decimal(0)


def view(desk: Typesetter, data: TreasuryData) -> Plain:
    """Return what the template reads."""
    lang, count = data.head.lang, max((len(row.amounts) for row in data.flows), default=0)
    months = [month_after(data.start, rank) for rank in range(count)]
    totals = {side: [_total(data.flows, side, rank) for rank in range(count)] for side in ("in", "out")}
    flows = tuple(
        CashMonth(month=month, cash_in=into, cash_out=out)
        for month, into, out in zip(months, totals["in"], totals["out"], strict=True)
    )
    balances = sums.balances(Treasury(opening=data.opening or ZERO, months=flows))
    known = data.opening is not None
    unknown = sum(row.unknown for row in data.flows)
    return head.sheet(desk, data.head) | {
        "lede": _lede(lang),
        "low": phrases.low_point(balances, unknown, lang) if known and balances else "",
        "alt": phrases.cash(balances, lang) if known and balances else "",
        "months": [{"month": row.month.isoformat(), "closing": str(row.closing)} for row in balances] if known else [],
        "sayings": [head.saying(each) for each in _notices(known, unknown, count, lang)],
        "blocks": [
            _block(desk, data.flows, months, balances if known else None, totals, at) for at in range(0, count, ON_A_PAGE)
        ],
        "undated": [{"name": desk.text(say(name, lang)), "amount": _shown(amount, lang)} for name, amount in data.undated],
        "notes": [desk.text(say(note, lang)) for note in data.hypotheses],
    }


def month_after(start: date, rank: int) -> date:
    """Return the first day of the month `rank` months after `start`."""
    year, month = divmod(start.year * 12 + start.month - 1 + rank, 12)
    return date(year, month + 1, 1)


def _lede(lang: Lang) -> str:
    return "Montants toutes taxes comprises, en euros" if lang == "fr" else "Amounts with tax, in euros"


def _total(flows: Sequence[TreasuryRow], side: str, rank: int) -> Decimal:
    return sums.add(row.amounts[rank] for row in flows if row.side == side and row.amounts[rank] is not None).known


def _notices(known: bool, unknown: int, count: int, lang: Lang) -> Iterator[Notice]:
    fr = lang == "fr"
    if not count:
        title = "Aucun mouvement daté : il n’y a pas encore de plan." if fr else "Nothing is dated yet: there is no plan."
        yield Notice(title=title, tone="unknown")
    elif not known:
        title = "Solde d’ouverture inconnu : les soldes ne sont pas calculés." if fr else "Unknown opening balance: no balance."
        yield Notice(title=title, tone="unknown")
    if unknown and not known:
        yield Notice(title=phrases.unknown_amounts(unknown, lang).capitalize() + ".", tone="unknown")


def _block(
    desk: Typesetter,
    flows: Sequence[TreasuryRow],
    months: Sequence[date],
    balances: Sequence[sums.Balance] | None,
    totals: dict[str, list[Decimal]],
    at: int,
) -> Plain:
    """Return twelve months at most: the rows that move in them, their totals, and what the account holds."""
    span, lang = slice(at, at + ON_A_PAGE), desk.lang
    shown: Plain = {"months": [month.isoformat() for month in months[span]]}
    for side in ("in", "out"):
        rows = [row for row in flows if row.side == side and any(amount != ZERO for amount in row.amounts[span])]
        shown[side] = [
            {
                "name": desk.text(say(row.label, lang)),
                "amounts": [_cell(amount, lang) for amount in row.amounts[span]],
                "total": _cell(sums.add(amount for amount in row.amounts[span] if amount is not None).known, lang),
            }
            for row in rows
        ]
        held = totals[side][span]
        shown[f"total_{side}"] = [_cell(amount, lang) for amount in (*held, sum(held, ZERO))]
    if balances is not None:
        mine = balances[span]
        shown["opening"] = [_cell(row.opening, lang, zero="0,00") for row in mine]
        shown["closing"] = [_cell(row.closing, lang, zero="0,00") for row in mine]
    moved = [into - out for into, out in zip(totals["in"][span], totals["out"][span], strict=True)]
    return shown | {"net": [_cell(amount, lang) for amount in (*moved, sum(moved, ZERO))]}


def _cell(amount: Decimal | None, lang: Lang, zero: str = "–") -> str:
    """Return an amount for a narrow column: no unit, which the heading says; « ? » is unknown."""
    if amount is None:
        return "?"
    if not cents(amount):
        return zero if lang == "fr" else zero.replace(",", ".")
    return money(amount, lang).replace("€", "").strip("\u00a0 ")


def _shown(amount: Decimal | None, lang: Lang) -> str:
    return ("à confirmer" if lang == "fr" else "to be confirmed") if amount is None else money(amount, lang)
