"""The dossier of a candidate as plain data: the sections that the desks give of her productions, in the order of the blocks."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from filage.core.rails import sections
from filage.core.rails.types import Section
from filage.documents import codec
from filage.documents.exam_shapes import Competence, Deliverable, Evidence, Extract, Figure, PortfolioBlock, PortfolioData
from filage.documents.paper_shapes import Head
from filage.documents.shapes import Budget, BudgetGroup, Document, Schedule, Terms, Tone, Treasury
from filage.productions.models import Production
from filage.rules.schooling.certification import Certification
from filage.rules.schooling.evidence import Cell, Fact, State, facts_for
from filage.school.exams.enums import ProofState
from filage.school.exams.models import Candidate
from filage.school.exams.queries import summons
from filage.school.exams.queries.evidence import Line, Matrix, matrix_of
from filage.web import format as french

KIND = "Dossier de production et de diffusion"
SHOWN = {  # a section of the rail, and the facts that say in which block it stands
    "budget": (Fact.CREATION, Fact.EXPLOITATION),
    "tresorerie": (Fact.TREASURY,),
    "conditions": (Fact.PRICE,),
    "contrats": (Fact.SALE, Fact.SHARED, Fact.COPRODUCTION),
    "calendrier": (Fact.PLAN,),
}
TONES: dict[State, Tone] = {State.MISSING: "asked", State.FOUND: "firm", State.STARTED: "open", State.READY: "firm"}
WORDS = {State.MISSING: "manque", State.FOUND: "tenu dans Filage"} | {State(one.value): one.label for one in ProofState}


def portfolio(one: Candidate, *, on: date) -> PortfolioData:
    """Return the dossier of a candidate, as true on a day."""
    found = matrix_of(one)
    record = found.certification
    told = [(work, sections.of(one.organisation_id, work.pk)) for work in found.works]
    return PortfolioData(
        head=Head(
            company=summons.company(one.exam),
            document=Document(kind=KIND, issued=on, number=one.number),
            title=" · ".join(work.title for work in found.works) or one.exam.name,
            author=one.person.name,
        ),
        candidate=one.person.name,
        number=one.number,
        exam=one.exam.name,
        certification=f"{record.code}, {record.title}" if record else one.exam.certification,
        works=tuple(work.title for work in found.works),
        official=bool(record and record.has_official_criteria),
        proved=f"{french.count(found.proved, 'livrable prouvé', 'livrables prouvés')} sur {len(found.cells)}.",
        blocks=tuple(_blocks(found, told)),
    )


def block_of(record: Certification, facts: Sequence[Fact]) -> str:
    """Return the block whose deliverables some facts prove the most, the first of equals; empty when none does."""
    counts = {
        block.code: sum(
            bool(set(facts_for(name)) & set(facts)) for each in record.of_block(block.code) for name in each.deliverables
        )
        for block in record.blocks
    }
    best = max(counts, key=lambda code: counts[code], default="")
    return best if counts.get(best) else ""


def _blocks(found: Matrix, told: Sequence[tuple[Production, list[Section]]]) -> Iterator[PortfolioBlock]:
    record = found.certification
    placed = {code: block_of(record, facts) for code, facts in SHOWN.items()} if record else {}
    for part in found.parts:
        extracts = [
            Extract(title=section.title, work=work.title, lines=lines)
            for work, given in told
            for section in given
            if placed.get(section.code) == part.block.code and (lines := tuple(_lines(section)))
        ]
        yield PortfolioBlock(
            code=part.block.code,
            title=part.block.title,
            extracts=tuple(extracts),
            competences=tuple(_competence(line) for line in part.lines),
        )


def _competence(line: Line) -> Competence:
    return Competence(
        code=line.competence.code,
        title=line.competence.title,
        level=line.level_said,
        deliverables=tuple(map(_deliverable, line.cells)),
    )


def _deliverable(cell: Cell) -> Deliverable:
    held = [Evidence(name=one.name, source=one.work, day=_day(one.on), imprint=one.imprint) for one in cell.held]
    given = [
        Evidence(name=one.name, source="pièce jointe", day=_day(one.on), imprint=one.imprint) for one in cell.given if one.name
    ]
    note = " ".join(one.note for one in cell.given if one.note)
    return Deliverable(
        name=cell.deliverable, state=WORDS[cell.state], tone=TONES[cell.state], evidence=(*held, *given), note=note
    )


def _day(on: date | None) -> str:
    return french.day_long(on, weekday=False) if on else ""


def _lines(section: Section) -> Iterator[Figure]:
    """Yield what the dossier shows of a section: a few figures, never a person's pay."""
    if section.code == "contrats":
        for row in section.data["lignes"]:
            dates = f", {french.count(row['dates'], 'date')}" if row["dates"] else ""
            yield Figure(name=f"{row['type'].capitalize()}, {row['partenaire']}", value=f"{row['etape']}{dates}")
        return
    shapes: dict[str, tuple[type, Any]] = {
        "budget": (Budget, _budget),
        "tresorerie": (Treasury, _treasury),
        "conditions": (Terms, _terms),
        "calendrier": (Schedule, _schedule),
    }
    shape, told = shapes[section.code]
    yield from told(codec.from_json(shape, section.data["shape"]))


def _budget(shape: Budget) -> Iterator[Figure]:
    for side, groups in (("Charges", shape.charges), ("Produits", shape.income)):
        for group in groups:
            yield Figure(name=f"{side} : {group.name}", value=_total(group))


def _total(group: BudgetGroup) -> str:
    known = [line.amount for line in group.lines if line.amount is not None]
    total = french.money(sum(known, Decimal(0)))
    return total if len(known) == len(group.lines) else f"au moins {total}" if known else "inconnu"


def _treasury(shape: Treasury) -> Iterator[Figure]:
    balance = shape.opening
    lowest, when = balance, None
    for month in shape.months:
        balance += month.cash_in - month.cash_out
        if balance < lowest:
            lowest, when = balance, month.month
    yield Figure(name="Solde d’ouverture", value=french.money(shape.opening))
    yield Figure(name=f"Point bas{f', {when:%m/%Y}' if when else ''}", value=french.money(lowest))
    yield Figure(name=f"Solde après {french.count(len(shape.months), 'mois', 'mois')}", value=french.money(balance))
    if shape.unknown:
        yield Figure(name="Montants inconnus, hors du plan", value=str(shape.unknown))


def _terms(shape: Terms) -> Iterator[Figure]:
    for price in shape.prices:
        yield Figure(name=price.name, value="à chiffrer" if price.amount is None else f"{french.money(price.amount)} HT")


def _schedule(shape: Schedule) -> Iterator[Figure]:
    for count in shape.counts:
        yield Figure(name=f"Dates : {count.name}", value=str(count.count))
    for step in shape.steps[:12]:
        days = step.when or " – ".join(f"{on:%d/%m/%Y}" for on in dict.fromkeys((step.since, step.until)) if on)
        yield Figure(name=", ".join(part for part in (step.what, step.where) if part), value=days)
