"""What the sheets of the budget desk say: the financing plan for a partner, the account view, the treasury plan, the needs."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from filage.core.rails.types import CostLine
from filage.desks.budget import queries
from filage.desks.budget.rails import sections
from filage.desks.directory.queries import house
from filage.documents.paper_shapes import (
    AccountClass,
    AccountLine,
    AccountsData,
    FinancingData,
    NeedGroup,
    NeedLine,
    NeedsData,
    TreasuryData,
    TreasuryRow,
)
from filage.documents.shapes import Budget, Funding, Lang, Tone
from filage.productions.enums import InterviewTopic, NeedKind, Phase
from filage.productions.models import Production
from filage.rules.accounting import CerfaLine, cerfa_line, class_label
from filage.rules.accounting.cerfa import OWN_RESOURCES
from filage.rules.budgeting.cash import CashRow
from filage.rules.budgeting.lines import EXPENSE, OVERHEADS, STRUCTURE_SHARE, is_internal, is_voluntary
from filage.rules.engine import to_cent

FINANCING, ACCOUNTS, TREASURY, NEEDS = "Plan de financement", "Budget par comptes", "Plan de trésorerie", "Liste des besoins"
NEEDED: dict[str, Tone] = {"au budget": "firm", "devis reçu": "open", "estimé": "asked", "à chiffrer": "unknown"}
OUTSIDE = ("73", "74", "75")  # what others give: grants, contributions, gifts
INDIRECT = "Charges indirectes affectées au projet"
OWN = "Ressources propres affectées au projet"
UNPLACED = "Sans compte"
TO_PLACE = "Charges à classer : il leur faut un compte"
FIXED, OTHER = "Charges fixes de fonctionnement", "Autres charges indirectes"


def financing_data(season: Any, production: Production, *, on: date, lang: Lang) -> FinancingData:
    """Return the financing plan of a production, as true on a day."""
    found = queries.figures(season, production)
    return FinancingData(
        head=house.head(season, production, FINANCING, on=on, lang=lang),
        budget=sections.budget(found) or Budget(),
        pitch=first_sentences(production.pitch),
        phase=phase_label(sections.presented_phase(found)),
    )


def accounts_data(season: Any, production: Production, *, on: date, lang: Lang) -> AccountsData:
    """Return the budget of a production in the account view, as true on a day."""
    found = queries.figures(season, production)
    phase = sections.presented_phase(found)
    lines = [line for line in found.counted if line.phase == phase]
    kinds = queries.funder_kinds(production.organisation_id)
    return AccountsData(
        head=house.head(season, production, ACCOUNTS, on=on, lang=lang),
        charges=tuple(_classes([line for line in lines if line.side == EXPENSE], kinds, income=False)),
        income=tuple(_classes([line for line in lines if line.side != EXPENSE], kinds, income=True)),
        funders=tuple(sorted(_funders(found, lines), key=lambda source: (not source.secured, -(source.amount or 0)))),
        phase=phase_label(phase),
        tax_note=sections.tax_note(found),
    )


def treasury_data(season: Any, production: Production, *, on: date, lang: Lang) -> TreasuryData:
    """Return the treasury plan of a production, as true on a day; nobody is named, wages are one row."""
    plan = queries.figures(season, production).cash
    opening = plan.months[0].opening.value if plan.months else None
    return TreasuryData(
        head=house.head(season, production, TREASURY, on=on, lang=lang),
        start=plan.months[0].month if plan.months else on.replace(day=1),
        opening=None if opening is None else to_cent(opening),
        flows=tuple(_row(row) for row in plan.rows),
        undated=tuple((label, None if amount.value is None else to_cent(amount.value)) for label, amount in plan.undated),
        hypotheses=plan.hypotheses,
    )


def _row(row: CashRow) -> TreasuryRow:
    amounts = tuple(None if part.missing and not part.known else to_cent(part.known) for part in row.amounts)
    unknown = sum(len(part.missing) for part in row.amounts)
    return TreasuryRow(label=row.label, side="out" if row.side == EXPENSE else "in", amounts=amounts, unknown=unknown)


def needs_data(season: Any, production: Production, *, on: date, lang: Lang) -> NeedsData:
    """Return the needs of a production, as noted on a day; what people earn is not told."""
    found = queries.needs.listed(production)
    groups = {kind: tuple(_need(asked) for asked in found.asked if asked.need.kind == kind) for kind in NeedKind.values}
    return NeedsData(
        head=house.head(season, production, NEEDS, on=on, lang=lang),
        groups=tuple(NeedGroup(name=NeedKind(kind).label.capitalize(), lines=lines) for kind, lines in groups.items()),
        open_points=tuple((InterviewTopic(topic).label, point) for topic, point in found.open_points),
    )


def _need(asked: queries.needs.Asked) -> NeedLine:
    need, state = asked.need, asked.state
    return NeedLine(
        label=need.label,
        quantity=asked.amount,
        origin=need.origin or (InterviewTopic(need.answer.topic).label if need.answer else ""),
        state=state,
        tone=NEEDED[state],
        amount=None if asked.hidden else asked.total,
        silent=asked.hidden,
    )


def _funders(found: queries.Figures, lines: Sequence[CostLine]) -> Iterator[Funding]:
    """Yield each source of outside money, asked or secured."""
    outside = [line for line in lines if line.side != EXPENSE and line.account.startswith(OUTSIDE) and not is_internal(line)]
    return sections.funding_plan(found, [line for line in outside if not is_voluntary(line)])


def phase_label(phase: str | None) -> str:
    """Return the name of the budget that a paper presents."""
    return Phase(phase).label if phase else Phase.CREATION.label


def first_sentences(text: str, most: int = 320) -> str:
    """Return the first paragraph of a text, cut at the end of a sentence."""
    first = text.strip().split("\n\n")[0].replace("\n", " ")
    if len(first) <= most:
        return first
    stop = max(first.rfind(mark, 0, most) for mark in (". ", "! ", "? ", "… "))
    return first[: stop + 1] if stop > most // 3 else first


def _classes(lines: Sequence[CostLine], kinds: Any, *, income: bool) -> Iterator[AccountClass]:
    """Yield the classes of one side in the order of the form: money, what is imputed, then what is given without money."""
    placed: dict[CerfaLine | str, list[CostLine]] = defaultdict(list)
    for line in lines:
        placed[_place(line, kinds, income=income)].append(line)
    form = sorted((each for each in placed if isinstance(each, CerfaLine)), key=lambda each: each.rank)
    voluntary = {each for each in form if all(is_voluntary(line) for line in placed[each])}
    yield from _of_form([each for each in form if each not in voluntary and each.account_class], placed)
    if unplaced := placed.get(UNPLACED):
        yield AccountClass(code="", label=UNPLACED, lines=(_line("", TO_PLACE, unplaced),))
    if indirect := [name for name in (FIXED, OTHER) if name in placed]:
        yield AccountClass(code="", label=INDIRECT, lines=tuple(_line("", name, placed[name]) for name in indirect))
    if own := [each for each in form if each.code == OWN_RESOURCES]:
        yield AccountClass(code="", label=OWN, lines=tuple(_own(placed[own[0]])))
    yield from _of_form([each for each in form if each in voluntary], placed, voluntary=True)


def _place(line: CostLine, kinds: Any, *, income: bool) -> CerfaLine | str:
    if is_internal(line) and not income:
        return FIXED if line.origin.startswith((OVERHEADS, STRUCTURE_SHARE)) else OTHER
    kind = kinds.get(line.funder, "") if line.funder else ""
    return cerfa_line(line.account, income=income, funder_kind=kind) or UNPLACED


def _of_form(
    form: Sequence[CerfaLine], placed: dict[CerfaLine | str, list[CostLine]], *, voluntary: bool = False
) -> Iterator[AccountClass]:
    classes: dict[str, list[CerfaLine]] = defaultdict(list)
    for each in form:
        classes[each.account_class].append(each)
    for code, held in classes.items():
        lines = tuple(_line(each.code, each.label, placed[each]) for each in held)
        yield AccountClass(code=code, label=class_label(code), lines=lines, voluntary=voluntary)


def _own(lines: Sequence[CostLine]) -> Iterator[AccountLine]:
    """Yield what the structure brings, one line a source: its own money, and what the dates will pay back."""
    by_label: dict[str, list[CostLine]] = defaultdict(list)
    for line in lines:
        by_label[line.label].append(line)
    for label, held in by_label.items():
        yield _line("", label, held)


def _line(code: str, label: str, lines: Sequence[CostLine]) -> AccountLine:
    known = [to_cent(line.amount.value) for line in lines if line.amount.value is not None]
    return AccountLine(code=code, label=label, amount=sum(known) if known else None, unknown=len(lines) - len(known))  # type: ignore[arg-type]
