"""What the page of versions shows: those that were frozen and for whom, two of them side by side, three scenarios."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from filage.desks.budget.forms.versions import BoundsForm, CompareForm, FreezeForm, RepriseForm
from filage.desks.budget.models import Version
from filage.desks.budget.queries.frozen import Compared, Versions, page
from filage.desks.budget.queries.funding import known_funders
from filage.productions.enums import Phase
from filage.productions.models import Production
from filage.rules.budgeting.comparison import CAME, SAME, WENT, Difference, moved
from filage.rules.budgeting.lines import EXPENSE
from filage.rules.budgeting.scenarios import Scenario, dates_needed
from filage.rules.engine import Explained
from filage.web import format as french
from filage.web.tables import Cell, Column, Group, Row, Table, plain

PHASES: dict[str, str] = {each.value: each.label for each in Phase}


def context(
    production: Production,
    asked: Mapping[str, str],
    today: date,
    *,
    pay: bool,
    edits: bool,
    refused: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return what the template needs; `refused` holds a form that was not accepted, under its name."""
    found = page(production, asked, pay=pay)
    forms: dict[str, Any] = {}
    if edits:
        forms = {
            "freeze_form": FreezeForm(structures=known_funders(production.organisation_id), today=today),
            "bounds_form": BoundsForm(chosen=found.bounds) if found.scenarios else None,
            "reprise_form": RepriseForm(title=production.title),
        }
    shown = {
        "production": production,
        "tab": "budget",
        "versions": _versions(found) if found.held else None,
        "compare_form": CompareForm(asked, held=found.held) if found.held else None,
        "compared": _table(found.compared) if found.compared else None,
        "compared_said": _said(found.compared) if found.compared else "",
        "scenarios": _scenarios(found) if found.scenarios else None,
        "needed": _needed(found),
        "budget_url": reverse("budget:budget", args=[production.slug]),
    }
    return shown | forms | dict(refused or {})


def _versions(found: Versions) -> Table:
    columns = [
        Column("Figée le", "day"),
        Column("Envoyée à"),
        Column("Charges, €", "amount", tone="plain", wide=True),
        Column("Produits, €", "amount", tone="plain", wide=True),
        Column("Reste à trouver, €", "amount", tone="reverse"),
    ]
    rows = [Row(f"{each.number} · {each.name}", _frozen(each)) for each in reversed(found.held)]
    return plain("Versions figées", columns, rows, header="Version", sheet=True)


def _frozen(version: Version) -> list[Any]:
    """Return the totals of the creation as it was frozen, or of its first budget."""
    budgets = version.data.get("budgets", {})
    held = budgets.get(Phase.CREATION) or next(iter(budgets.values()), None)
    receiver = version.sent_to.name if version.sent_to else "personne encore"
    if held is None:
        return [version.frozen_on, receiver, "", "", ""]
    need = None if held.get("need") is None else Decimal(held["need"])
    return [version.frozen_on, receiver, Decimal(held["expense"]["known"]), Decimal(held["income"]["known"]), need]


def _said(compared: Compared) -> str:
    changes = moved(compared.differences)
    after = f"la version {compared.after.number}" if compared.after else "le budget d’aujourd’hui"
    if not changes:
        return f"Entre la version {compared.before.number} et {after}, rien n’a bougé."
    count = french.count(len(changes), "ligne bouge", "lignes bougent", words=True, feminine=True)
    return f"Entre la version {compared.before.number} et {after}, {count}."


def _table(compared: Compared) -> Table:
    """Return the lines that moved, charges then produits of each phase, with what each side comes to."""
    columns = [
        Column("Avant, €", "amount", tone="plain"),
        Column("Après, €", "amount", tone="plain"),
        Column("Écart, €", "amount", tone="plain", signed=True),
        Column("Mouvement", wide=True),
    ]
    groups = []
    for phase in dict.fromkeys(each.phase for each in compared.differences):
        for side, title in ((EXPENSE, "Charges"), ("income", "Produits")):
            held = [each for each in compared.differences if each.phase == phase and each.side == side]
            rows = [Row(each.label, _cells(each)) for each in held if each.state != SAME]
            if rows:
                name = f"{title} · {PHASES.get(phase, phase).lower()}"
                groups.append(Group(rows, name, cells=_sums(held)))
    return Table("Deux versions, ligne à ligne", columns, groups, header="Ligne", sheet=True)


def _cells(each: Difference) -> list[Any]:
    before = "" if each.state == CAME else Cell(each.before)
    after = "" if each.state == WENT else Cell(each.after)
    return [before, after, each.change, each.state if each.state in (CAME, WENT) else ""]


def _sums(held: list[Difference]) -> list[Any]:
    before = sum((each.before or Decimal(0) for each in held), Decimal(0))
    after = sum((each.after or Decimal(0) for each in held), Decimal(0))
    return [before, after, after - before, ""]


def _scenarios(found: Versions) -> Table:
    """Return the three scenarios side by side, a figure a line."""
    columns = [Column(_headed(each), "amount") for each in found.scenarios]
    rows = [
        Row("Charges de création", [_plain(each.costs) for each in found.scenarios]),
        Row("Produits de création", [_plain(each.income) for each in found.scenarios]),
        Row("À couvrir par les dates", [_plain(each.need) for each in found.scenarios]),
    ]
    result = Row("Résultat", [_plain(each.result) for each in found.scenarios])
    return plain("Trois scénarios", columns, rows, header="Ce qui change", total=result, sheet=True)


def _headed(each: Scenario) -> str:
    return f"{each.label}, €" if each.dates is None else f"{each.label} · {french.count(each.dates, 'date')}, €"


def _needed(found: Versions) -> str:
    """Say how many dates each scenario asks for."""
    said = []
    for each in found.scenarios:
        needed = dates_needed(each, found.margin)
        if needed is not None and needed.value is not None:
            said.append(f"{each.label.lower()}, {french.count(int(needed.value), 'date')}")
    return f"Pour couvrir la création, il faut : {' ; '.join(said)}." if said else ""


def _plain(amount: Explained | None) -> Decimal | None:
    return None if amount is None else amount.value
