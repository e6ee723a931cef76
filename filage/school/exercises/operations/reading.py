"""How a production that is handed in is read: in a database of its own, in memory, and nothing of it is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
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
from filage.productions.models import Production
from filage.rules.reading import Unreadable
from filage.rules.schooling.exercises.exercise import Exercise
from filage.school.exercises.queries import readings
from filage.school.exercises.queries.readings import Difference, Reading

LARGEST = 20 * 1024 * 1024  # bytes of what is handed in
LONGEST = 180_000  # signs of a production that is kept
WORKBOOK, ZIP = "classeur", b"PK\x03\x04"
UNTOUCHED = "La production rendue est celle de départ : rien n’y est changé, rien n’y est donc lu."
SHOWN = 3  # cells of a workbook that a refusal names


def read(exercise: Exercise, content: bytes) -> tuple[str, Reading]:
    """Return the Filage text of a production or of a workbook, and what it says; Refusal when it is not of this exercise."""
    if not exercise.solved:
        raise Refusal("Cet exercice ne demande pas de production : répondez aux questions.")
    if len(content) > LARGEST:
        raise Refusal(f"Ce fichier dépasse {LARGEST // 1024 // 1024} Mo : ce n’est pas la copie d’un exercice.")
    if not content.strip():
        raise Refusal("Ce fichier est vide.")
    plan: CashPlan | None = None
    if content.startswith(ZIP):
        text, plan = from_workbook(exercise, content)
        content = text.encode()
    if len(content) > LONGEST:
        raise Refusal("Ce fichier est bien plus long que la production de l’exercice : n’exportez que ce spectacle.")
    mine, findings = _opened(exercise, content)
    if plan is not None:
        mine = replace(mine, cash=plan)
    if mine == solved_of(exercise.code, exercise.start):
        return content.decode(), Reading({}, [Difference(UNTOUCHED, {})], findings)
    return content.decode(), readings.read(exercise, mine, solved_of(exercise.code, exercise.solved), findings)


@lru_cache(maxsize=64)
def solved_of(code: str, text: str) -> WorkbookData:
    """Return what the workbook of a production of an exercise says, solved or to start from."""
    with scratch_database():
        return _workbook(_production(code, "", incoming.bring(text.encode())))[0]


def workbook_of(exercise: Exercise) -> bytes:
    """Return the workbook of the production to work in."""
    with scratch_database():
        return _workbook(_production(exercise.code, exercise.title, incoming.bring(exercise.start.encode())))[1]


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
        sent = _workbook(production)[0].cash
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
    today = kept(_workbook(production)[0])
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


def _opened(exercise: Exercise, content: bytes) -> tuple[WorkbookData, list[str]]:
    with scratch_database():
        production = _production(exercise.code, exercise.title, incoming.bring(content))
        return _workbook(production)[0], _findings(exercise, production)


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


def _workbook(production: Production) -> tuple[WorkbookData, bytes]:
    kind = next(each for each in archive.kinds() if each.code == WORKBOOK)
    made = kind.make(production.organisation, production, on=clock.today(production.organisation), by=None)
    return codec.from_json(WorkbookData, made.data), made.content


def _findings(exercise: Exercise, production: Production) -> list[str]:
    """Return what the checks that the exercise asks for still say of a production."""
    if not exercise.findings:
        return []
    season = seasons.load(production.organisation_id, (production.pk,))
    return [f"{one.code} : {one.message}" for one in checks.of(season) if one.code in exercise.findings]
