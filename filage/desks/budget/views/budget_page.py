"""What the budget page shows, for one of the three budgets and one way of reading it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse

from filage.desks.budget import queries
from filage.desks.budget.enums import Destination
from filage.desks.budget.queries import KeptLine, cells
from filage.desks.budget.queries.pages import KeptFigures, phases, told, told_of_team
from filage.desks.budget.rails import axes, sheets
from filage.desks.budget.views import grid_cells, grid_readings, grid_sheet, sides
from filage.desks.budget.views.grid_readings import DESTINATION
from filage.productions.enums import Phase
from filage.productions.models import Production
from filage.rules.budgeting.balances import PHASE_LABELS
from filage.rules.budgeting.lines import EXPENSE, is_voluntary
from filage.web.shapes import Link
from filage.web.tables import Table

SECURED_FROM = "sécurisé à partir de « notifié »"
PHASES = (Phase.CREATION, Phase.EXPLOITATION, Phase.STRUCTURE)
AXES = {
    "destination": "Par destination",
    "compte": "Par compte",
    "financeur": "Par financeur",
    "mois": "Par mois",
    "exercice": "Par exercice",
}
TITLES = {
    Phase.CREATION: "Budget de création",
    Phase.EXPLOITATION: "Budget d’exploitation",
    Phase.STRUCTURE: "Budget de la structure",
    Phase.ACTION_CULTURELLE: "Budget d’action culturelle",
}
USUAL = {Phase.EXPLOITATION: Destination.E, Phase.STRUCTURE: Destination.S}  # the family of a new charge
OF = {
    Phase.CREATION: "de création",
    Phase.EXPLOITATION: "d’exploitation",
    Phase.STRUCTURE: "de la structure",
    Phase.ACTION_CULTURELLE: "d’action culturelle",
}


def context(production: Production, asked: Mapping[str, str], *, pay: bool, edits: bool) -> dict[str, Any]:
    """Return what the template needs; `asked` holds `phase` and `lecture`, an unknown one falls back on the usual one.

    Who may edit finds a grid; a reading other than by destination adds up the same lines in a summary below it.
    """
    present = phases(production)
    phase = _phase(asked.get("phase", ""), present)
    axis = asked.get("lecture", "")
    axis = axis if axis in AXES else "compte" if phase == Phase.STRUCTURE else DESTINATION
    held = queries.lines(production, phase)
    figures = KeptFigures(production)
    budget = queries.budgets(held).get(phase)
    return {
        "production": production,
        "tab": "budget",
        "heading": TITLES[phase],
        "phases": [_link(production, each, axis, each == phase) for each in _phases(present)],
        "axes": [_axis_link(production, phase, code, label, code == axis) for code, label in AXES.items()],
        "sheets": _sheets(production, held, phase, axis, pay=pay) if held and not (edits and axis == DESTINATION) else [],
        "grid": _grid(production, phase, axis, pay=pay) if edits else None,
        "balances": sides.balances(budget, figures, pay=pay) if budget else [],
        "closing": sides.closing(budget) if budget else None,
        "ladder": sides.ladder(figures, pay=pay) if phase != Phase.STRUCTURE else [],
        "price_url": reverse("budget:price", args=[production.slug]),
        "treasury_url": reverse("budget:treasury", args=[production.slug]),
    }


def summary(production: Production, lines: Sequence[KeptLine], phase: str, axis: str, *, pay: bool) -> str:
    """Return, in HTML, what a reading adds up, below its grid."""
    return render_to_string("budget/grid_summary.html", {"sheets": _sheets(production, lines, Phase(phase), axis, pay=pay)})


def _grid(production: Production, phase: Phase, axis: str, *, pay: bool) -> dict[str, Any]:
    whole, said = grid_sheet.written(production, phase, pay=pay), told_of_team(production)
    written = grid_readings.read(production, whole, whole.paid, axis)
    return {
        "phase": phase,
        "reading": axis,
        "empty": not any(sheet.families for sheet in written.sheets),
        "family": USUAL.get(phase, Destination.D),
        "url": reverse("budget:cells", args=[production.slug]),
        "presence_url": reverse("budget:presence", args=[production.slug]),
        "lines_url": reverse("budget:budget", args=[production.slug]) + "lignes/",
        "destinations": [(code, label) for code, label in Destination.choices if code != Destination.P],
        "sheets": [
            {
                "side": sheet.side,
                "title": f"{grid_sheet.SIDES[sheet.side]} {OF[phase]}",
                "columns": grid_cells.COLUMNS[sheet.side],
                "states": "|".join(cells.statuses(sheet.side).values()),
                "html": grid_cells.whole(sheet, said, pay=pay),
            }
            for sheet in written.sheets
        ],
    }


def _phase(asked: str, present: Collection[str]) -> Phase:
    """Return the budget asked for, else the first that holds a line, else the creation."""
    if asked in Phase.values:
        return Phase(asked)
    return next((phase for phase in (*PHASES, Phase.ACTION_CULTURELLE) if phase in present), Phase.CREATION)


def _phases(present: Collection[str]) -> list[Phase]:
    return [*PHASES, *([Phase.ACTION_CULTURELLE] if Phase.ACTION_CULTURELLE in present else [])]


def _sheets(
    production: Production, lines: Sequence[KeptLine], phase: Phase, axis: str, *, pay: bool
) -> list[tuple[str, str, Table]]:
    """Return the sheets of a reading: title, what is said beside it, table; contributions volontaires stand below the line."""
    money = [line for line in lines if not is_voluntary(line)]
    charges = [line for line in money if line.side == EXPENSE]
    produits = [line for line in money if line.side != EXPENSE]
    of = OF[phase]
    if axis == "mois":
        return [(f"Budget {of}, mois par mois", "au mois où la somme est due", axes.months(money))]
    if axis == "financeur":
        names = queries.funder_names(production.organisation_id)
        return [(f"Produits {of} par financeur", SECURED_FROM, axes.funders(produits, names))]
    if axis == "exercice":
        return [
            (f"Charges {of}", "", axes.years(charges, income=False)),
            (f"Produits {of}", "", axes.years(produits, income=True)),
        ]
    if axis == "compte":
        return _by_account(production, lines, of, pay=pay)
    header = "Financeur" if phase == Phase.CREATION else "Produit"
    said = told(production)
    return [
        (f"Charges {of}", "", sheets.charges(f"Charges {of}", charges, pay=pay, said=said)),
        (f"Produits {of}", SECURED_FROM, sheets.produits(f"Produits {of}", produits, header=header, pay=pay)),
        *_below(lines, {}),
    ]


def _by_account(production: Production, lines: Sequence[KeptLine], of: str, *, pay: bool) -> list[tuple[str, str, Table]]:
    kinds = queries.funder_kinds(production.organisation_id)
    return [
        (
            f"Charges {of}",
            "dans l’ordre du formulaire des financeurs publics",
            axes.accounts(lines, kinds, income=False, pay=pay),
        ),
        (f"Produits {of}", "sans les mouvements internes", axes.accounts(lines, kinds, income=True, pay=pay)),
        *_below(lines, kinds),
    ]


def _below(lines: Sequence[KeptLine], kinds: Mapping[Any, str]) -> list[tuple[str, str, Table]]:
    found = axes.voluntary(lines, kinds)
    return [(table.caption, "" if rank else "sous la ligne, hors du résultat", table) for rank, table in enumerate(found)]


def _link(production: Production, phase: Phase, axis: str, current: bool) -> Link:
    label = PHASE_LABELS[phase]
    return Link(label=label, url=f"{_url(production)}?phase={phase}&lecture={axis}", current=current)


def _axis_link(production: Production, phase: Phase, code: str, label: str, current: bool) -> Link:
    return Link(label=label, url=f"{_url(production)}?phase={phase}&lecture={code}", current=current)


def _url(production: Production) -> str:
    return reverse("budget:budget", args=[production.slug])
