"""How a production that is handed in is read: in a database of its own, in memory, and nothing of it is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from filage.core import archive, clock
from filage.core.enums import Role
from filage.core.models import Membership, User
from filage.core.rails import checks, incoming
from filage.core.rails import season as seasons
from filage.core.refusal import Refusal
from filage.core.scratch import scratch_database
from filage.desks.budget.operations import returned
from filage.documents import codec, sheets
from filage.documents.shapes import CashPlan, WorkbookData
from filage.documents.workbook import reading as workbooks
from filage.documents.workbook.cash_reading import read_cash
from filage.documents.workbook.difference import CHANGED, compare
from filage.documents.workbook.register import kept
from filage.productions.models import Activity, Deal, Engagement, Production
from filage.rules.engine.text import counted
from filage.rules.reading import Unreadable
from filage.rules.schooling.exercises.exercise import Exercise
from filage.school.exercises.queries import readings
from filage.school.exercises.queries.readings import Difference, Raised, Reading

LARGEST = 20 * 1024 * 1024  # bytes of what is handed in
LONGEST = 180_000  # signs of a production that is kept
TOO_BIG = f"Ce fichier dépasse {LARGEST // 1024 // 1024} Mo : ce n’est pas la copie d’un exercice."
STRANGE = "Ce fichier n’est pas un fichier Filage, ni un classeur : rendez la production exportée, ou son classeur."
OURS, HEAD = b"filage:", 4096  # what a Filage file says in its first bytes
WORKBOOK, ZIP = "classeur", b"PK\x03\x04"
UNTOUCHED = "La production rendue est celle de départ : rien n’y est changé, rien n’y est donc lu."
COUNTED: Mapping[str, Any] = {"date": Activity, "contrat": Deal, "embauche": Engagement}
SHOWN = 3  # cells of a workbook that a refusal names


def read(exercise: Exercise, content: bytes) -> tuple[str, Reading]:
    """Return the Filage text of a production or of a workbook, and what it says; Refusal when it is not of this exercise."""
    if not exercise.solved:
        raise Refusal("Cet exercice ne demande pas de production : répondez aux questions.")
    if len(content) > LARGEST:
        raise Refusal(TOO_BIG)
    if not content.strip():
        raise Refusal("Ce fichier est vide.")
    plan: CashPlan | None = None
    if content.startswith(ZIP):
        text, plan = from_workbook(exercise, content)
        content = text.encode()
    if OURS not in content[:HEAD]:
        raise Refusal(STRANGE)
    if len(content) > LONGEST:
        raise Refusal("Ce fichier est bien plus long que la production de l’exercice : n’exportez que ce spectacle.")
    with scratch_database():
        mine = _opened(_production(exercise.code, exercise.title, incoming.bring(content)), exercise.findings)
    if plan is not None:
        mine = replace(mine, said=replace(mine.said, cash=plan))
    start = _read(exercise.code, exercise.start, exercise.findings)
    lost = _lost(start, mine)
    if (mine.said, mine.findings) == (start.said, start.findings):
        return content.decode(), Reading({}, [Difference(UNTOUCHED, {})], mine.findings, lost, plan)
    found = readings.read(exercise, mine.said, solved_of(exercise.code, exercise.solved), mine.findings)
    return content.decode(), replace(found, lost=lost, plan=plan)


@dataclass(frozen=True, slots=True)
class Opened:
    """What is read in a production: what its workbook says, what the checks asked for find, how many rows it holds."""

    said: WorkbookData
    findings: list[Raised]
    rows: Mapping[str, int]


def solved_of(code: str, text: str) -> WorkbookData:
    """Return what the workbook of a solved production says."""
    return _read(code, text, frozenset()).said


@lru_cache(maxsize=64)
def _read(code: str, text: str, findings: frozenset[str]) -> Opened:
    with scratch_database():
        production = _production(code, "", incoming.bring(text.encode()))
        return _opened(production, findings)


def workbook_of(exercise: Exercise) -> bytes:
    """Return the workbook of the production to work in."""
    with scratch_database():
        made = _workbook(_production(exercise.code, exercise.title, incoming.bring(exercise.start.encode())))
        return made.drawn().content if isinstance(made, archive.Promised) else made.content


def from_workbook(exercise: Exercise, content: bytes) -> tuple[str, CashPlan | None]:
    """Return the Filage text of the production to work in, once what a workbook changes is written in it.

    With it comes the cash plan of the workbook, None when it says nothing else than the production.
    """
    try:
        grids = sheets.read(content)
        if not workbooks.is_ours(grids):
            raise Refusal("Ce classeur ne vient pas de Filage : partez de celui de l’exercice.")
        back = workbooks.read(grids)
    except Unreadable as reason:
        raise Refusal(str(reason)) from None
    with scratch_database():
        production = _production(exercise.code, exercise.title, incoming.bring(exercise.start.encode()))
        if back.production != str(production.pk):
            raise Refusal(f"Ce classeur n’est pas celui de l’exercice « {exercise.title} » : partez de celui de l’exercice.")
        sent = _said(production).cash
        plan = _plan(grids, sent) if sent is not None else None
        _take(production, back)
        return incoming.text_of(production.organisation), plan


def _plan(grids: Sequence[sheets.Grid], sent: CashPlan) -> CashPlan | None:
    """Return the cash plan that somebody wrote in a workbook, None when it is the one that left."""
    try:
        found = read_cash(grids, sent)
    except Unreadable as reason:
        raise Refusal(str(reason)) from None
    return None if found == sent else found


def _take(production: Production, back: workbooks.Returned) -> None:
    by = User.objects.create_user("copie@filage.invalid", name="Copie")
    roles = (Role.ADMINISTRATION, Role.PRODUCTION)
    Membership.objects.bulk_create(Membership(user=by, organisation=production.organisation, role=role) for role in roles)
    season = seasons.load(production.organisation_id, (production.pk,))
    today = kept(_said(production))
    try:
        held = returned.choices(season, season.production(production.pk), back, compare(back.sent, today, back.found), by=by)
    except Unreadable as reason:
        raise Refusal(str(reason)) from None
    emptied = [
        f"{one.difference.sheet}, {one.difference.label} : {cell.field.said} est vide ou en erreur."
        for one in held
        for cell in one.difference.cells
        if one.difference.kind == CHANGED and cell.field.kind in ("number", "percent") and cell.old and not cell.new
    ]
    unread = [
        f"{one.difference.sheet}, {one.difference.label or 'ligne sans nom'} : {' '.join(part for part in why if part)}"
        for one in held
        for why in one.refused
        if any(workbooks.is_unread(cell.new) for cell in one.difference.cells)
    ]
    if broken := [*emptied, *unread]:
        raise Refusal(f"Des cellules du classeur ne se lisent pas. {' '.join(broken[:SHOWN])}")
    if taken := {one.key for one in held if one.takeable}:
        returned.take(production, held, taken, by=by)


def _opened(production: Production, findings: frozenset[str]) -> Opened:
    held = production.organisation_id
    rows = {noun: model.objects.within(held).count() for noun, model in COUNTED.items()}
    return Opened(_said(production), _findings(production, findings), rows)


def _lost(start: Opened, mine: Opened) -> str:
    """Say what the production to work in held and this one does not: a fault that is taken away is not mended."""
    lost = [counted(start.rows[noun] - count, noun) for noun, count in mine.rows.items() if count < start.rows[noun]]
    return f"Il manque {', '.join(lost)} de la production de départ" if lost else ""


def _production(code: str, title: str, organisation: Any) -> Production:
    rows = Production.objects.within(organisation).select_related("organisation", "structure")
    held: Mapping[str, Production] = {one.slug: one for one in rows}
    if code not in held:
        names = ", ".join(f"« {one.title} »" for one in held.values()) or "aucun spectacle"
        raise Refusal(
            f"Ce fichier n’est pas celui de l’exercice « {title} » : il contient {names}. "
            f"Partez de la production de départ, dont le nom court est « {code} »."
        )
    return held[code]


def _said(production: Production) -> WorkbookData:
    """Return what the workbook of a production says, which is not drawn for that."""
    return codec.from_json(WorkbookData, _workbook(production).data)


def _workbook(production: Production) -> archive.Produced | archive.Promised:
    kind = next(each for each in archive.kinds() if each.code == WORKBOOK)
    return kind.promise(production.organisation, production, on=clock.today(production.organisation), by=None)


def _findings(production: Production, codes: frozenset[str]) -> list[Raised]:
    """Return what some checks say of the whole space of a production, what is said twice once."""
    if not codes:
        return []
    season = seasons.load(production.organisation_id, ())
    found = (Raised(one.code, f"{one.subject} : {one.message}", one.remedy, one.citation) for one in checks.of(season)
             if one.code in codes)  # fmt: skip
    return sorted(set(found), key=lambda one: (one.code, one.said))
