"""Says what the financing plan prints: its figures, its sources (the smallest ones gathered), and what the money pays for."""

from collections.abc import Sequence
from decimal import Decimal

from filage.documents import head, phrases, sums
from filage.documents.paper_shapes import FinancingData
from filage.documents.shapes import Budget, BudgetGroup, Funding, Lang
from filage.documents.text import cents, money
from filage.documents.typesetter import Plain, Typesetter
from filage.documents.vocabulary import say

MOST = 12  # sources, so that the plan holds on its page
PITCH = 330  # characters


def view(desk: Typesetter, data: FinancingData) -> Plain:
    """Return what the template reads."""
    budget, lang = data.budget, data.head.lang
    groups = [group for group in budget.charges if not group.voluntary]
    charges = sums.add_groups(groups)
    income = sums.add(source.amount for source in budget.plan)
    held = sums.secured(budget.plan)
    notice = phrases.unbalanced(charges, income, lang, may_exceed=budget.may_exceed) if groups and budget.plan else None
    if not groups and not budget.plan:
        notice = phrases.no_line(lang)
    return head.sheet(desk, data.head) | {
        "lede": head.budget_of(data.phase, budget.tax_note, lang),
        "pitch": desk.short(data.pitch, PITCH),
        "figures": _figures(charges, income, held, lang),
        "sayings": [head.saying(notice)] if notice else [],
        "plan": _plan(desk, budget.plan, income, held),
        "uses": _uses(desk, groups),
        "total_uses": phrases.at_least(charges, lang),
        "note": desk.text(_note(budget, lang)),
    }


def _figures(charges: sums.Sum, income: sums.Sum, held: Decimal, lang: Lang) -> list[Plain]:
    """Return the three figures that a partner asks for: what it costs, what is secured, what is left to find."""
    fr = lang == "fr"
    whole = charges.known if charges.known else income.known
    left = max(whole - held, Decimal(0))
    return [
        {
            "name": "Coût total" if fr else "Total cost",
            "value": money(whole, lang) if whole else None,
            "note": _at_least(charges, lang),
        },
        {
            "name": "Acquis" if fr else "Secured",
            "value": money(held, lang),
            "note": _share_of(held, whole, lang) + ("notifié, signé ou versé" if fr else "granted, signed or paid"),
        },
        {
            "name": "Reste à acquérir" if fr else "Not yet secured",
            "value": money(left, lang) if whole else None,
            "note": _share_of(left, whole, lang) + _left(charges, lang),
        },
    ]


def _left(charges: sums.Sum, lang: Lang) -> str:
    if charges.unknown:
        return "au moins" if lang == "fr" else "at least"
    return "demandé, promis ou à trouver" if lang == "fr" else "applied for, promised or open"


def _at_least(total: sums.Sum, lang: Lang) -> str:
    if not total.unknown:
        return "charges prévues" if lang == "fr" else "planned expenditure"
    said = phrases.unknown_amounts(total.unknown, lang)
    return f"au moins : {said}" if lang == "fr" else f"at least: {said}"


def _share_of(part: Decimal, whole: Decimal, lang: Lang) -> str:
    if not whole:
        return ""
    return phrases.percent_of(int((part * 1000 / whole).to_integral_value()), lang) + " · "


def _plan(desk: Typesetter, plan: Sequence[Funding], total: sums.Sum, held: Decimal) -> Plain | None:
    if not plan:
        return None
    shown = gathered(plan, desk.lang)
    shares = sums.shares([source.amount for source in shown])
    tenths = sum(share or 0 for source, share in zip(shown, shares, strict=True) if source.secured)
    return {
        "sources": [
            {
                "name": desk.runs(say(source.name, desk.lang)),
                "amount": None if source.amount is None else str(cents(source.amount)),
                "status": desk.text(say(source.status, desk.lang)),
                "tone": source.tone,
                "secured": source.secured,
                "share": share,
            }
            for source, share in zip(shown, shares, strict=True)
        ],
        "total": str(total.known) if total.unknown < len(plan) else None,
        "unknown": total.unknown,
        "drawn": any(share is not None for share in shares),
        "long": False,
        "secured": {
            "tenths": tenths,
            "text": phrases.secured(held, tenths, desk.lang),
            "rest": phrases.to_find(total.known - held, desk.lang) if total.known > held else "",
        },
        "alt": desk.text(phrases.plan(total, held, [source.name for source in shown], desk.lang)),
    }


def gathered(plan: Sequence[Funding], lang: Lang) -> list[Funding]:
    """Return the sources, the secured ones first, the largest first; beyond twelve the smallest of each sort are one line."""
    ordered = sorted(sums.merged(plan), key=lambda source: (not source.secured, source.amount is None, -(source.amount or 0)))
    if len(ordered) <= MOST:
        return ordered
    known = sorted((source for source in ordered if source.amount is not None), key=lambda source: -(source.amount or 0))
    kept = {id(source) for source in known[: MOST - 2]} | {id(source) for source in ordered if source.amount is None}
    lines: list[Funding] = []
    for secured in (True, False):
        mine = [source for source in ordered if source.secured is secured]
        lines += [source for source in mine if id(source) in kept]
        if rest := [source for source in mine if id(source) not in kept]:
            lines.append(_gather(rest, secured, lang))
    return lines


def _gather(rest: Sequence[Funding], secured: bool, lang: Lang) -> Funding:
    if len(rest) == 1:
        return rest[0]
    name = f"{len(rest)} autres sources" if lang == "fr" else f"{len(rest)} other sources"
    status = {True: "acquis", False: "à trouver"} if lang == "fr" else {True: "secured", False: "to be found"}
    total = sums.add(source.amount for source in rest).known
    return Funding(name=name, amount=total, status=status[secured], tone="firm" if secured else "open", secured=secured)


def _uses(desk: Typesetter, groups: Sequence[BudgetGroup]) -> list[Plain]:
    totals = [sums.add(line.amount for line in group.lines) for group in groups]
    known = [None if total.unknown == len(group.lines) else total.known for group, total in zip(groups, totals, strict=True)]
    return [
        {
            "name": desk.text(say(group.name, desk.lang)),
            "amount": None if amount is None else str(amount),
            "unknown": total.unknown,
            "share": share,
        }
        for group, total, amount, share in zip(groups, totals, known, sums.shares(known), strict=True)
    ]


def _note(budget: Budget, lang: Lang) -> str:
    """Return what is given without money, said apart: it is in no total of this page."""
    given = sums.add(line.amount for group in budget.charges if group.voluntary for line in group.lines)
    if not given.known and not given.unknown:
        return ""
    amount = phrases.at_least(given, lang)
    if lang == "fr":
        return f"Contributions volontaires en nature, en plus et hors trésorerie : {amount}."
    return f"Contributions in kind, on top and without cash: {amount}."
