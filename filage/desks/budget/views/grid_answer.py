"""What the grid is told after an act: the pieces of the page that changed, the cells refused, and what undoes it."""

from collections.abc import Collection
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.utils import timezone

from filage.core import presence
from filage.core.journal import JournalEntry
from filage.desks.budget import queries
from filage.desks.budget.forms.cells import Heard
from filage.desks.budget.operations import cells
from filage.desks.budget.operations.cells import Saved
from filage.desks.budget.queries import together as shared
from filage.desks.budget.queries.pages import KeptFigures, Told, told_of_team
from filage.desks.budget.views import grid_cells, grid_sheet, sides
from filage.productions.enums import Phase
from filage.productions.models import Production
from filage.web import format as french


def answer(production: Production, phase: str, saved: Saved, *, pay: bool) -> dict[str, Any]:
    """Return the JSON of an answer: `html` {id of an element: its new HTML}, `order` of the families, by side, when lines
    came, went or moved.
    """
    held = grid_sheet.written(production, phase, pay=pay)
    said = told_of_team(production)
    changed = saved.lines | {one.line for one in saved.refused}
    html = _bodies(held, said, saved, pay) if saved.reshaped else {}
    html |= _rows(held, said, changed, pay, drawn=html.keys())
    html |= {f"t-{sheet.side}": grid_cells.total(sheet) for sheet in held.sheets}
    html["grille-cotes"] = side_column(production, phase, held, pay=pay)
    return {
        "entry": str(saved.entry.pk) if isinstance(saved.entry, JournalEntry) else None,
        "at": french.hour(timezone.localtime()),
        "html": html,
        "order": {sheet.side: [f"f-{sheet.side}-{family.code}" for family in sheet.families] for sheet in held.sheets}
        if saved.reshaped
        else None,
        "refused": [
            {"line": str(one.line), "field": one.field, "text": one.text, "reason": one.reason, "now": one.now}
            for one in saved.refused
        ],
    }


def together(production: Production, heard: Heard, *, by: Any, pay: bool) -> dict[str, Any]:
    """Return the JSON of who else is in a budget: `others`, `since` (the last act seen), and what others wrote meanwhile."""
    if heard.leaving:
        presence.leave(production.organisation_id, shared.place_of(production, heard.phase), tab=heard.tab, by=by)
        return {"others": [], "since": ""}
    others = shared.neighbours(production, heard.phase, heard.spot, tab=heard.tab, by=by)
    since, entries = shared.written_since(production, heard.since, apart=heard.mine)
    found: dict[str, Any] = {"others": [asdict(one) for one in others], "since": since}
    if entries:
        moved = cells.moved_by(entries)
        painted = answer(production, heard.phase, moved, pay=pay)
        last = entries[-1]
        found |= {name: painted[name] for name in ("html", "order")}
        found["last"] = {"name": "" if last.by == by else str(last.by or "Filage"), "lines": [str(pk) for pk in moved.lines]}
    return found


def side_column(production: Production, phase: str, held: grid_sheet.Written, *, pay: bool) -> str:
    """Return the balances and the price beside the grid."""
    figures = KeptFigures(production)
    budget = queries.budgets(held.lines).get(phase)
    return render_to_string(
        "budget/grid_sides.html",
        {
            "balances": sides.balances(budget, figures, pay=pay) if budget else [],
            "closing": sides.closing(budget) if budget else "",
            "ladder": sides.ladder(figures, pay=pay) if phase != Phase.STRUCTURE else [],
            "production": production,
        },
    )


def _rows(held: grid_sheet.Written, said: Told, changed: set[UUID], pay: bool, *, drawn: Collection[str]) -> dict[str, str]:
    """Return the rows that changed, the computed ones, which may follow any edit, and the headings of all the families."""
    html = {}
    for sheet in held.sheets:
        for family in sheet.families:
            if f"f-{sheet.side}-{family.code}" in drawn:
                continue
            html[f"s-{sheet.side}-{family.code}"] = grid_cells.heading(family, sheet.side)
            for row in family.rows:
                if row.line is None or row.line.pk in changed:
                    html[f"r-{row.id}"] = grid_cells.row(row, sheet.side, said, pay=pay)
    return html


def _bodies(held: grid_sheet.Written, said: Told, saved: Saved, pay: bool) -> dict[str, str]:
    """Return the families whose lines came, went or moved."""
    return {
        f"f-{sheet.side}-{family.code}": grid_cells.family(family, said, sheet.side, pay=pay)
        for sheet in held.sheets
        for family in sheet.families
        if not saved.families or (sheet.side, family.code) in saved.families
    }
