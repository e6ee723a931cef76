"""What may be done to the pay settings of a structure: give a value from a day on, say what employer it is."""

from datetime import date
from decimal import Decimal
from typing import Any

from filage.core import own_settings
from filage.core.changes import ChangeSet
from filage.core.own_settings import DatedSetting
from filage.core.refusal import Refusal
from filage.desks.payroll.operations import refuse_unless_pay_reader
from filage.productions.models import Structure
from filage.rules.engine import load_law
from filage.rules.engine.explained import FRACTION

SWITCHES = ("employer.pay_engine", "employer.dfs_agreed", "payroll.general.alsace_moselle")


def give(structure: Structure, code: str, value: Decimal, *, since: date, source: str, confidence: str, by: Any) -> DatedSetting:
    """Give a value to a parameter for a structure from a day on (rates as fractions), with where it was read; return it."""
    refuse_unless_pay_reader(by, structure.organisation)
    label = load_law().parameter(code).label
    _refuse(code, value)
    if not source.strip():
        raise Refusal("Dites d’où vient la valeur : notification de tel jour, appel de cotisation de tel mois.")
    said = {"value": value, "source": source.strip(), "confidence": confidence}
    found, changes = own_settings.given(structure.organisation_id, structure.pk, code, since, **said)
    changes.apply(by=by, why=f"réglage de paie « {label} »")
    return found


def describe(structure: Structure, *, headcount: int | None, idcc: str, nonprofit: bool | None, by: Any) -> None:
    """Say what employer a structure is: its headcount, its collective agreement, whether it seeks no profit."""
    refuse_unless_pay_reader(by, structure.organisation)
    ChangeSet.on(structure, headcount=headcount, idcc=idcc, nonprofit=nonprofit).apply(by=by, why="ce que la paie demande")


def _refuse(code: str, value: Decimal) -> None:
    if value < 0:
        raise Refusal("Un réglage de paie ne peut pas être négatif.")
    if code in SWITCHES and value not in (0, 1):
        raise Refusal("Répondez par 1 ou par 0.")
    if load_law().parameter(code).unit == FRACTION and value > 1:
        raise Refusal("Un taux ne dépasse pas 100 %.")
