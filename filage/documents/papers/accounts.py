"""Says what the account view prints: whole euros whose two sides stay equal, and what could not be placed or priced."""

from collections.abc import Sequence
from decimal import Decimal

from filage.documents import head, phrases, sums
from filage.documents.paper_shapes import AccountClass, AccountsData
from filage.documents.shapes import Lang
from filage.documents.text import cents, percent
from filage.documents.typesetter import Plain, Typesetter
from filage.documents.vocabulary import say
from filage.rules.engine import to_euro_largest_remainder

PUBLIC = "74"
LONG = 32  # rows, beyond which the lines come closer so that the page holds
PRIVATE = "74aidespriv"


def view(desk: Typesetter, data: AccountsData) -> Plain:
    """Return what the template reads."""
    lang = data.head.lang
    sides = {"charges": data.charges, "income": data.income}
    money = {name: [each for each in classes if not each.voluntary] for name, classes in sides.items()}
    given = {name: [each for each in classes if each.voluntary] for name, classes in sides.items()}
    totals = {name: _sum(classes) for name, classes in money.items()}
    notice = phrases.unbalanced(totals["charges"], totals["income"], lang) if data.charges and data.income else None
    apart = {name: _sum(classes) for name, classes in given.items()}
    aside = phrases.unmatched(apart["charges"], apart["income"], lang)
    if not data.charges and not data.income:
        notice = phrases.no_line(lang)
    return head.sheet(desk, data.head) | {
        "long": sum(len(each.lines) + 1.6 for each in data.charges) + 1.4 * len(data.funders) > LONG,
        "lede": head.budget_of(data.phase, data.tax_note, lang),
        "sayings": [head.saying(each) for each in (notice, aside) if each],
        "money": _sides(desk, money, totals),
        "voluntary": _sides(desk, given, {name: sums.plus(totals[name], apart[name]) for name in totals})
        if any(given.values())
        else None,
        "funders": [
            {
                "name": desk.runs(say(source.name, lang)),
                "status": desk.text(say(source.status, lang)),
                "tone": source.tone,
                "amount": None if source.amount is None else str(cents(source.amount)),
            }
            for source in sums.merged(data.funders)
        ],
        "notes": [desk.text(note) for note in _notes(data, totals["income"], lang)],
    }


def _sum(classes: Sequence[AccountClass]) -> sums.Sum:
    lines = [line for each in classes for line in each.lines]
    known = sums.add(line.amount for line in lines if line.amount is not None)
    return sums.Sum(known.known, sum(line.unknown for line in lines))


def _sides(desk: Typesetter, sides: dict[str, list[AccountClass]], totals: dict[str, sums.Sum]) -> Plain:
    shown: Plain = {name: classes_of(desk, classes) for name, classes in sides.items()}
    return shown | {f"total_{name}": phrases.at_least(total, desk.lang, whole=True) for name, total in totals.items()}


def classes_of(desk: Typesetter, classes: Sequence[AccountClass]) -> list[Plain]:
    """Return the classes in whole euros: the largest fractions of the whole side are rounded up first."""
    known = [line for each in classes for line in each.lines if line.amount is not None]
    rounded = iter(to_euro_largest_remainder([line.amount or Decimal(0) for line in known]))
    shown: list[Plain] = []
    for each in classes:
        amounts = [None if line.amount is None else next(rounded) for line in each.lines]
        told = [amount for amount in amounts if amount is not None]
        shown.append(
            {
                "code": each.code,
                "label": desk.text(say(each.label, desk.lang)),
                "total": str(sum(told, Decimal(0))) if told else None,
                "lines": [
                    {
                        "code": line.code if line.code.isdigit() else "",
                        "label": desk.text(say(line.label, desk.lang)),
                        "amount": None if amount is None else str(amount),
                        "unknown": line.unknown,
                    }
                    for line, amount in zip(each.lines, amounts, strict=True)
                ],
            }
        )
    return shown


def _notes(data: AccountsData, income: sums.Sum, lang: Lang) -> list[str]:
    fr = lang == "fr"
    said = [
        "Postes dans l’ordre du cerfa 12156, à l’euro (plus fort reste) : la somme des lignes fait le total."
        if fr
        else "Items in the order of the French form cerfa 12156, in whole euros (largest remainder): lines add up to their total."
    ]
    public = sums.add(
        line.amount
        for each in data.income
        if each.code == PUBLIC
        for line in each.lines
        if line.code != PRIVATE and line.amount is not None
    ).known
    if income.known and not income.unknown:
        share = percent((public / income.known).quantize(Decimal("0.001")), lang)
        said.append(
            f"Les aides publiques représentent {share} du total des produits."
            if fr
            else f"Public grants are {share} of total income."
        )
    return said
