"""What the page of a workbook that comes back shows: its changes sheet by sheet, which may be taken, who was there since."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.core import signing
from django.http import HttpRequest

from filage.core import clock
from filage.core.rails import season as seasons
from filage.core.refusal import Refusal
from filage.desks.budget.operations import returned as operations
from filage.desks.budget.operations.returned import Choice
from filage.desks.budget.rails.workbook import workbook_data
from filage.documents import sheets
from filage.documents.sheets import Grid
from filage.documents.workbook import reading
from filage.documents.workbook.difference import ADDED, CHANGED, REMOVED, Moved, compare
from filage.documents.workbook.reading import is_unread, shown
from filage.documents.workbook.register import FIELDS, Field, kept
from filage.productions.models import Production
from filage.web import format as french

CARRIED = "classeur"  # the field that carries the workbook from one page to the next
HEAVIEST = 2_000_000  # signs of it
MOST = 900  # changes of one page; a form carries no more
LASTS = 6 * 3600  # seconds
SAYS = {CHANGED: "modifiée", ADDED: "ajoutée", REMOVED: "supprimée"}


def opened(request: HttpRequest, production: Production, grids: Sequence[Grid]) -> dict[str, Any]:
    """Return what the page of changes needs; Unreadable or Refusal, in one sentence, when there is nothing to take."""
    wanted = [grid for grid in grids if grid.name in (*FIELDS, reading.REGISTER)]
    held = _choices(request, production, wanted)
    if len(held) > MOST:
        raise Refusal(f"Plus de {MOST} changements d’un coup : reprenez-les en plusieurs fois.")
    return {
        "carried": carry(request, production, wanted),
        "groups": _groups(held),
        "said": _said(held),
        "takeable": sum(choice.takeable for choice in held),
    }


def carried(request: HttpRequest, production: Production) -> list[Choice]:
    """Return the choices of the workbook that the page carries; Refusal when it is too old or not whole."""
    return _choices(request, production, uncarried(request, production))


def carry(request: HttpRequest, production: Production, grids: Sequence[Grid]) -> str:
    """Return sheets signed for this user and this production: nothing of them is kept here."""
    text = signing.dumps(sheets.packed(grids), salt=_salt(request, production), compress=True)
    if len(text) > HEAVIEST:
        raise Refusal("Ce classeur est trop long : gardez-en les feuilles utiles, puis recommencez.")
    return text


def uncarried(request: HttpRequest, production: Production) -> list[Grid]:
    """Return the sheets that `carry` signed."""
    try:
        data = signing.loads(request.POST.get(CARRIED, ""), salt=_salt(request, production), max_age=LASTS)
    except signing.BadSignature as error:
        raise Refusal("Cette page a trop attendu : choisissez à nouveau le classeur.") from error
    return sheets.unpacked(data)


def _salt(request: HttpRequest, production: Production) -> str:
    return f"classeur:{request.user.pk}:{production.pk}"


def _choices(request: HttpRequest, production: Production, grids: Sequence[Grid]) -> list[Choice]:
    back = reading.read(grids)
    season = seasons.load(production.organisation_id, (production.pk,))
    loaded = season.production(production.pk)
    today = kept(workbook_data(season, loaded, on=clock.today_for(request), versions=()))
    return operations.choices(season, loaded, back, compare(back.sent, today, back.found), by=request.user)


def _said(held: Sequence[Choice]) -> str:
    if not held:
        return "Ce classeur dit la même chose que Filage : il n’y a rien à reprendre."
    counts = {kind: sum(choice.difference.kind == kind for choice in held) for kind in (CHANGED, ADDED, REMOVED)}
    parts = [
        french.count(count, f"ligne {SAYS[kind]}", f"lignes {SAYS[kind]}s", words=True, feminine=True)
        for kind, count in counts.items()
        if count
    ]
    text = ", ".join(parts)
    return f"{text[:1].upper()}{text[1:]}. Rien n’est écrit tant que vous n’avez pas repris."


def _groups(held: Sequence[Choice]) -> list[tuple[str, list[dict[str, Any]]]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for rank, choice in enumerate(held):
        groups.setdefault(choice.difference.sheet, []).append(_row(choice, rank))
    return list(groups.items())


def _row(choice: Choice, rank: int) -> dict[str, Any]:
    difference = choice.difference
    return {
        "id": f"repris-{rank}",
        "key": choice.key,
        "label": difference.label or "sans nom",
        "kind": difference.kind,
        "cells": [_cell(cell, difference.kind) for cell in difference.cells] if difference.kind != REMOVED else [],
        "takeable": choice.takeable,
        "checked": choice.takeable and not difference.conflicts,
        "refused": [f"{name} : {why}" if name else why for name, why in choice.refused],
        "who": choice.who,
    }


def _cell(cell: Moved, kind: str) -> tuple[str, str, str]:
    before = "" if kind == ADDED else _said_cell(cell.old, cell.field)
    return cell.field.heading, before, _said_cell(cell.new, cell.field)


def _said_cell(text: str, field: Field) -> str:
    """Return what a cell holds, its thousands apart."""
    if field.kind == "number" and text and not is_unread(text):
        return french.number(Decimal(text))
    return shown(text, field)
