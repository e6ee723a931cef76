"""Which figures of a production answer the questions of an exercise, read from what its budget workbook would say."""

from collections.abc import Mapping
from decimal import Decimal

from filage.documents.shapes import WorkbookData
from filage.documents.workbook.model import Model
from filage.documents.workbook.values import Value, is_number
from filage.rules.engine import Explained, given
from filage.rules.reading import Unreadable
from filage.rules.schooling.exercises.exercise import Exercise

PLATEAUX, MONTHS = 3, 24  # ranks of a run, months of a plan


def figures(data: WorkbookData) -> dict[str, Decimal]:
    """Return the figures of a production by the name that a measure gives them; one that is unknown is not there."""
    model, asked = Model(data), data.hypotheses
    plateaux = [*model.plateau, *[model.plateau[-1]] * PLATEAUX][:PLATEAUX]
    found: dict[str, Value | None] = {f"plateau_{rank}": value for rank, value in enumerate(plateaux, 1)}
    found |= {
        "taux_gestion": asked.management_rate or Decimal(0),
        "gestion": model.management,
        "charges_creation": model.creation_costs,
        "produits_creation": model.creation_income,
        "besoin": model.need,
        "part": model.amortisation,
        "plancher": model.floor,
        "revient": model.cost,
        "prix": asked.price,
        "marge": model.margin,
        "seuil": model.threshold,
        "vhr": model.recharged,
        "tva": asked.vat_rate,
        "ventes": sum((each.price for each in data.tour if each.price is not None), Decimal(0)),
        **_totals(data, model),
        **_balances(data, model),
    }
    return {name: value for name, value in found.items() if value is not None and is_number(value)}


def answers(exercise: Exercise, data: WorkbookData) -> dict[str, Decimal]:
    """Return what a production answers to each question that is read in it; what is unknown is not there."""
    known: Mapping[str, Explained] = exercise.given() | {name: given(value, name) for name, value in figures(data).items()}
    read = set(figures(data)) | set(exercise.figures)
    found = {}
    for one in exercise.questions:
        if one.measure is None or not set(one.measure.names) <= read:
            continue
        try:
            found[one.code] = one.measure.value(known).known()
        except Unreadable:  # it divides by a price that covers nothing
            continue
    return found


def _totals(data: WorkbookData, model: Model) -> dict[str, Value | None]:
    charges = sum((value for value in model.charge_values if is_number(value)), Decimal(0))
    income = sum((value for value in map(model.retained, data.income) if is_number(value)), Decimal(0))
    return {"charges": charges, "produits": income, "resultat": income - charges}


def _balances(data: WorkbookData, model: Model) -> dict[str, Value | None]:
    """Return what the account holds at the end of each month, and the lowest of them."""
    plan = data.cash
    if plan is None or plan.opening is None:
        return {}
    balance = plan.opening
    found: dict[str, Decimal] = {}
    for month in range(min(plan.months, MONTHS)):
        for line in plan.lines:
            moved = model.paid(line, month)
            balance += (moved if line.direction == "in" else -moved) if is_number(moved) else Decimal(0)
        found[f"solde_{month + 1}"] = balance
    return {**found, "creux": min(found.values())} if found else {}
