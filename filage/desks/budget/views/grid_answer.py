"""What the grid is told after an act: the pieces of the page that changed, the cells refused, and what undoes it."""

from collections.abc import Collection, Sequence
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
from filage.desks.budget.views import budget_page, grid_cells, grid_readings, grid_sheet, sides
from filage.desks.budget.views.grid_readings import DESTINATION
from filage.productions.enums import Phase
from filage.productions.models import Production
from filage.web import format as french


def answer(
    production: Production, phase: str, saved: Saved, *, pay: bool, axis: str = "", fields: Sequence[str] = ()
) -> dict[str, Any]:
    """Return the JSON of an answer: `html` {id of an element: its new HTML}, `order` of the families, by side, when lines
    came, went or moved; `axis` is the reading that the page shows, `fields` the cells that were written.
    """
    axis = axis if axis in budget_page.AXES else DESTINATION
    whole = grid_sheet.written(production, phase, pay=pay)
    held = grid_readings.read(production, whole, whole.paid, axis)
    said = told_of_team(production)
    changed = saved.lines | {one.line for one in saved.refused}
    reshaped = saved.reshaped or grid_readings.regroups(axis, fields)
    drawn = saved.families if axis == DESTINATION else set()
    html = _bodies(held, said, drawn, pay) if reshaped else {}
    html |= _rows(held, said, changed, pay, drawn=html.keys())
    html |= {f"t-{sheet.side}": grid_cells.total(sheet) for sheet in held.sheets}
    html["grille-cotes"] = side_column(production, phase, held, pay=pay)
    if axis != DESTINATION:
        html["grille-lecture"] = budget_page.summary(production, held.lines, phase, axis, pay=pay)
    order = {sheet.side: [f"f-{sheet.side}-{family.code}" for family in sheet.families] for sheet in held.sheets}
    return {
        "entry": str(saved.entry.pk) if isinstance(saved.entry, JournalEntry) else None,
        "at": french.hour(timezone.localtime()),
        "html": html,
        "order": order if reshaped else None,
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
        painted = answer(production, heard.phase, moved, pay=pay, axis=heard.reading)
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


def _bodies(held: grid_sheet.Written, said: Told, drawn: Collection[tuple[str, str]], pay: bool) -> dict[str, str]:
    """Return the families to draw again: those named, all of them when none is."""
    return {
        f"f-{sheet.side}-{family.code}": grid_cells.family(family, said, sheet.side, pay=pay)
        for sheet in held.sheets
        for family in sheet.families
        if not drawn or (sheet.side, family.code) in drawn
    }
