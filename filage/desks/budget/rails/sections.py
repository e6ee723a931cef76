"""What the budget desk tells a dossier: charges and produits, financing plan, threshold, terms of sale, treasury."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from filage.core.rails.types import CostLine, Section
from filage.core.remembering import Again
from filage.desks.budget import queries
from filage.desks.budget.enums import IncomeStatus
from filage.desks.budget.queries.computed import DESTINATIONS
from filage.documents import codec
from filage.documents.shapes import (
    Budget,
    BudgetEntry,
    BudgetGroup,
    CashMonth,
    Example,
    Funding,
    Price,
    Terms,
    Threshold,
    Tone,
    Treasury,
)
from filage.productions.enums import Phase
from filage.rules.budgeting.lines import EXPENSE, RECOVERY, is_internal, is_secured, is_voluntary
from filage.rules.engine import Explained, sum_of, to_cent
from filage.rules.engine.explained import cents
from filage.rules.engine.text import number_text

STAFF = "Salaires et cotisations"
STAFF_ACCOUNTS = "641/645"
VOLUNTARY = "Contributions volontaires"
RECOVERED = "Exploitation"
OWN = "Ressources propres"
KINDS = (("755", "Coproductions et contributions"), ("754", "Dons et mécénat"), ("74", "Subventions"), ("70", "Ventes"))
TONES: dict[str, Tone] = {
    IncomeStatus.ACCORDE_ORAL: "open",
    IncomeStatus.EN_INSTRUCTION: "open",
    IncomeStatus.DEMANDE: "asked",
    IncomeStatus.IDEE: "asked",
}
SERIES = ("Une représentation", "Deux représentations", "Trois représentations", "Quatre représentations")
SAME_PLACE = ", même lieu, jours consécutifs"
HUNDRED = Decimal(100)
_AGAIN: Again[tuple[Section, ...]] = Again()  # by production, until its figures move


def sections(season: Any) -> Iterator[Section]:
    """Yield the sections of each production of the season: budget, conditions, tresorerie, each a shape of the dossier."""
    for production in season.productions:
        found = queries.figures(season, production)
        yield from _AGAIN.given(production.pk, found.told, partial(_said, found))


def _said(found: queries.Figures) -> tuple[Section, ...]:
    shapes = {
        ("budget", "Budget et financement", 40): budget(found),
        ("conditions", "Conditions", 60): terms(found),
        ("tresorerie", "Trésorerie", 50): treasury(found),
    }
    about = str(found.production.pk)
    return tuple(
        Section(code=code, title=title, rank=rank, data={"production": about, "shape": codec.to_json(shape)})
        for (code, title, rank), shape in shapes.items()
        if shape is not None
    )


def budget(found: queries.Figures) -> Budget | None:
    """Return the budget that a dossier presents: that of the creation, else of the exploitation; None without any line."""
    phase, note = presented_phase(found), tax_note(found)
    if phase is None:
        return Budget(charges=(_plateau(found),), tax_note=note) if found.price.has_plateau else None
    lines = [line for line in found.counted if line.phase == phase]
    return Budget(
        may_exceed=phase == Phase.EXPLOITATION,
        charges=tuple(_charges([line for line in lines if line.side == EXPENSE])),
        income=tuple(_income([line for line in lines if line.side != EXPENSE])),
        plan=tuple(funding_plan(found, [line for line in lines if line.side != EXPENSE and not is_voluntary(line)])),
        threshold=_threshold(found),
        tax_note=note,
    )


def presented_phase(found: queries.Figures) -> str | None:
    """Return the phase whose budget papers present: the creation, else the exploitation; None without any line."""
    return next((each for each in (Phase.CREATION, Phase.EXPLOITATION, *found.budgets) if each in found.budgets), None)


def tax_note(found: queries.Figures) -> str:
    """Return whether the amounts of a budget hold taxes."""
    if found.recovers_vat:
        return "Montants hors taxes."
    why = "la TVA n’est pas récupérée" if found.sells_without_vat else "régime de TVA à confirmer"
    return f"Montants toutes taxes comprises : {why}."


def terms(found: queries.Figures) -> Terms | None:
    """Return prices by length of series, and a date priced in full; None when there is no price."""
    if found.price.base is None or found.price.base.value is None:
        return None
    return Terms(prices=tuple(_prices(found)), example=_example(found), taxed=not found.sells_without_vat)


def treasury(found: queries.Figures) -> Treasury | None:
    """Return the treasury plan; None while the opening balance is unknown."""
    months = found.cash.months
    if not months or months[0].opening.value is None:
        return None
    return Treasury(
        opening=to_cent(months[0].opening.value),
        months=tuple(
            CashMonth(month=each.month, cash_in=to_cent(each.cash_in.known), cash_out=to_cent(each.cash_out.known))
            for each in months
        ),
        unknown=len(found.cash.missing),
    )


def _charges(lines: Sequence[CostLine]) -> Iterator[BudgetGroup]:
    """Yield the charges by destination; the pay of a destination is one line, whoever earns it."""
    groups: dict[str, dict[tuple[str, str, str], list[Explained]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        staff = line.origin.startswith("engagement:")
        entry = (STAFF, STAFF_ACCOUNTS, "") if staff else (line.label, line.account, line.origin)
        groups[VOLUNTARY if is_voluntary(line) else line.destination][entry].append(line.amount)
    for code in sorted(groups):
        yield BudgetGroup(name=destination_label(code), lines=tuple(_entries(groups[code])), voluntary=code == VOLUNTARY)


def _income(lines: Sequence[CostLine]) -> Iterator[BudgetGroup]:
    groups: dict[str, dict[tuple[str, str, str], list[Explained]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        groups[income_kind(line)][line.label, line.account, line.origin].append(line.amount)
    order = ["Subventions", "Coproductions et contributions", "Dons et mécénat", "Ventes", "Autres produits", OWN, RECOVERED]
    for name in sorted(groups, key=lambda name: order.index(name) if name in order else len(order)):
        yield BudgetGroup(name=name, lines=tuple(_entries(groups[name])), voluntary=name == VOLUNTARY)


def income_kind(line: CostLine) -> str:
    """Return the family of an income: subventions, coproductions, ventes…"""
    if is_voluntary(line):
        return VOLUNTARY
    if is_internal(line):
        return RECOVERED
    if not line.account:
        return OWN
    return next((name for prefix, name in KINDS if line.account.startswith(prefix)), "Autres produits")


def destination_label(code: str) -> str:
    """Return the name of a destination: « Plateau artistique » for A."""
    return DESTINATIONS.get(code) or code or "Sans destination"


def _plateau(found: queries.Figures) -> BudgetGroup:
    """Return what one performance costs, when nothing else is known of a production."""
    staff = [item.first for item in found.price.items if item.key.startswith("engagement:")]
    entries = [BudgetEntry(name=STAFF, account=STAFF_ACCOUNTS, amount=cents(sum_of(staff, STAFF)))] if staff else []
    entries += [
        BudgetEntry(name=each.label, amount=cents(each.first))
        for each in found.price.items
        if not each.key.startswith("engagement:")
    ]
    return BudgetGroup(name="Coût plateau d’une représentation", lines=tuple(entries))


def _entries(entries: dict[tuple[str, str, str], list[Explained]]) -> Iterator[BudgetEntry]:
    for (label, account, _), amounts in entries.items():
        yield BudgetEntry(name=label, account=account, amount=cents(sum_of(amounts, label)))


def funding_plan(found: queries.Figures, lines: Iterable[CostLine]) -> Iterator[Funding]:
    """Yield the sources of a financing plan, one an origin, with how sure each is."""
    sources: dict[str, list[CostLine]] = defaultdict(list)
    for line in lines:
        sources[line.origin].append(line)
    for origin, parts in sources.items():
        amount = cents(sum_of([part.amount for part in parts], parts[0].label))
        if origin.startswith(RECOVERY):
            yield Funding(name=parts[0].label, amount=amount, status=_dates_sold(found), tone="open")
        else:
            yield _funding(parts, amount)


def _dates_sold(found: queries.Figures) -> str:
    planned, firm = found.price.planned.value, len(found.firm)
    return f"{firm} date{'s' if firm > 1 else ''} ferme{'s' if firm > 1 else ''} sur {number_text(planned)}" if planned else ""


def _funding(parts: Sequence[CostLine], amount: Decimal | None) -> Funding:
    secured = all(is_secured(part) for part in parts)
    statuses = list(dict.fromkeys(part.status for part in parts))
    said = IncomeStatus(statuses[-1]).label.lower() if statuses[-1] in IncomeStatus.values else ""
    if len(statuses) > 1 and IncomeStatus.ENCAISSE in statuses:
        said = "encaissé en partie"
    return Funding(
        name=parts[0].label,
        amount=amount,
        status=said,
        tone="firm" if secured else TONES.get(statuses[-1], "unknown"),
        secured=secured,
    )


def _threshold(found: queries.Figures) -> Threshold | None:
    sheet = found.price
    if sheet.asked is None or not sheet.has_plateau or not sheet.need.value:
        return None
    dates = sheet.price.break_even_dates
    return Threshold(
        price=cents(sheet.asked),
        plateau=cents(sheet.plateau),
        management=cents(sheet.price.management),
        need=cents(sheet.need),
        dates=None if dates is None or dates.value is None else int(dates.value),
        planned=None if sheet.planned.value is None else int(sheet.planned.value),
        taxed=not found.sells_without_vat,
    )


def _prices(found: queries.Figures) -> Iterator[Price]:
    """Yield the price of each length of series: what is announced, by the grid if any; else what the figures ask for."""
    announced = found.chosen.asked is not None or found.chosen.coefficients
    for row, name in zip(found.price.series, SERIES, strict=True):
        amount = row.price_total if row.rank == 1 or announced else row.cost_total
        if amount is not None and amount.value is not None:
            yield Price(name=name if row.rank == 1 else name + SAME_PLACE, amount=cents(amount))


def _example(found: queries.Figures) -> Example | None:
    """Return the first date whose travel is charged to the organiser, priced in full."""
    incomes: dict[UUID | None, list[CostLine]] = defaultdict(list)
    for line in found.lines:
        if line.side != EXPENSE:
            incomes[line.activity].append(line)
    for activity in found.performances:
        income = incomes[activity.pk]
        travel = [line for line in income if line.account == "7085"]
        if travel:
            sold = [line for line in income if line.account == "7062"]
            rate = sold[0].vat_rate if sold else travel[0].vat_rate
            price = sum_of([line.amount for line in sold], "Cession") if sold else found.price.base
            lines = [Price(name="Cession, une représentation", amount=None if price is None else cents(price))]
            lines += [Price(name=line.label.removesuffix(", refacturé"), amount=cents(line.amount)) for line in travel]
            place = activity.venue.city or activity.venue.name if activity.venue else ""
            title = f"Exemple : une date à {place}" if place else "Exemple : une date"
            return Example(title=title, lines=tuple(lines), vat_rate=None if rate is None else rate / HUNDRED)
    return None
