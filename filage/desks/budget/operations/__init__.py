"""What may be done to a budget: write a line, choose a hypothesis, give a coefficient, freeze a version; each is journaled."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Max

from filage.core import blocking
from filage.core.changes import ChangeSet
from filage.core.journal import JournalEntry
from filage.core.own_settings import DatedSetting
from filage.core.rails.types import Act
from filage.core.refusal import Refusal
from filage.desks.budget import permissions, queries
from filage.desks.budget.enums import ExpenseStatus, HypothesisCode, IncomeStatus, Side
from filage.desks.budget.models import Hypothesis, Line, Version
from filage.desks.budget.queries.facts import COUNTS
from filage.productions.enums import EmploymentStatus
from filage.productions.models import Production, Structure
from filage.rules.budgeting.balances import Budget
from filage.rules.engine import Explained, Partial, to_cent

PERCENTS = (
    HypothesisCode.TAUX_GESTION,
    HypothesisCode.MARGE_SUR_COUT,
    HypothesisCode.MARQUE_SUR_PRIX,
    HypothesisCode.TVA_CESSION,
    HypothesisCode.BAS_CHARGES,
    HypothesisCode.HAUT_CHARGES,
)


def add_line(production: Production, *, by: Any, **fields: Any) -> Line:
    """Write a new line at the end of a budget and return it; Refusal when its status does not suit its side."""
    permissions.refuse_unless_editor(by, production)
    _refuse_status(fields.get("side", ""), fields.get("status", ""))
    last = Line.objects.within(production.organisation_id).filter(production=production).aggregate(rank=Max("rank"))["rank"]
    line = Line(organisation_id=production.organisation_id, production=production, rank=(last or 0) + 1, **fields)
    ChangeSet.create(line).apply(by=by, why=f"nouvelle ligne « {line.label} »")
    return line


def change_line(line: Line, *, by: Any, why: str = "", **fields: Any) -> JournalEntry | None:
    """Change fields of a line and return the journal entry; Conflict when somebody changed them first."""
    permissions.refuse_unless_editor(by, line.production)
    _refuse_status(fields.get("side", line.side), fields.get("status", line.status))
    return ChangeSet.on(line, **fields).apply(by=by, why=why)


def remove_line(line: Line, *, by: Any) -> JournalEntry | None:
    """Delete a line with its years and payments, and return the journal entry, which can undo it."""
    permissions.refuse_unless_editor(by, line.production)
    return ChangeSet.delete(line).apply(by=by, why=f"ligne « {line.label} » supprimée")


def choose(
    production: Production, code: HypothesisCode, value: Decimal | None, *, by: Any, source: str = "", on: date | None = None
) -> JournalEntry | None:
    """Choose a hypothesis of a production (rates in percent), or change it; Refusal when the number makes no sense."""
    permissions.refuse_unless_editor(by, production)
    refuse_value(code, value)
    known = Hypothesis.objects.within(production.organisation_id).filter(production=production, code=code).first()
    fields = {"value": value, "source": source, "on": on}
    if known is not None:
        return ChangeSet.on(known, **fields).apply(by=by, why=HypothesisCode(code).label)
    made = Hypothesis(organisation_id=production.organisation_id, production=production, code=code, **fields)
    return ChangeSet.create(made).apply(by=by, why=HypothesisCode(code).label)


def give_coefficient(
    structure: Structure, status: EmploymentStatus, value: Decimal, *, since: date, source: str, by: Any
) -> DatedSetting:
    """Give the coefficient de charges of a structure for a status, from a day on, with where it was read; return the setting."""
    permissions.refuse_unless_pay_reader(by, structure.organisation)
    if value < 1:
        raise Refusal("Un coefficient de charges multiplie le brut : il vaut 1 ou plus, par exemple 1,55.")
    if not source.strip():
        raise Refusal("Dites d’où vient le coefficient : bulletins de tel mois, simulation de tel jour.")
    code = f"employer.coefficient_{EmploymentStatus(status)}"
    rows = DatedSetting.objects.within(structure.organisation_id)
    known = rows.filter(structure=structure.pk, code=code, since=since).first()
    if known is not None:
        ChangeSet.on(known, value=value, source=source).apply(by=by, why="coefficient de charges")
        return known
    made = DatedSetting(
        organisation_id=structure.organisation_id, structure=structure.pk, code=code, since=since, value=value, source=source
    )
    ChangeSet.create(made).apply(by=by, why="coefficient de charges")
    return made


def freeze(production: Production, *, name: str, on: date, by: Any, sent_to: Structure | None = None) -> Version:
    """Freeze the budget as it stands on a day, for somebody or for the record, and return the version."""
    permissions.refuse_unless_editor(by, production)
    if not name.strip():
        raise Refusal("Nommez la version : « dépôt DRAC », « coproducteurs, mars ».")
    blocking.refuse_if_held(Act.FIGER, production)
    number = 1 + max((version.number for version in queries.versions(production)), default=0)
    version = Version(
        organisation_id=production.organisation_id,
        production=production,
        number=number,
        name=name.strip(),
        frozen_on=on,
        sent_to=sent_to,
        data=frozen(production),
    )
    ChangeSet.create(version).apply(by=by, why=f"version {number} figée : {version.name}")
    return version


def frozen(production: Production) -> dict[str, Any]:
    """Return what a version keeps of a budget: every line and the totals of each phase, amounts as texts."""
    found = queries.figures_of(production)
    rows = [
        {
            "key": line.key,
            "label": line.label,
            "side": str(line.side),
            "phase": line.phase,
            "destination": line.destination,
            "account": line.account,
            "fiscal_year": line.fiscal_year,
            "status": line.status,
            "amount": _text(line.amount),
        }
        for line in found.lines
    ]
    return {"lines": rows, "budgets": {phase: _totals(budget) for phase, budget in found.budgets.items()}}


def _totals(budget: Budget) -> dict[str, Any]:
    tried, sure = budget.previsionnel, budget.securise
    return {
        "expense": _partial(tried.expense),
        "income": _partial(tried.income),
        "secured": _partial(sure.income),
        "need": _text(tried.need),
    }


def _partial(part: Partial) -> dict[str, Any]:
    return {"known": str(to_cent(part.known)), "unknown": len(part.missing)}


def _text(amount: Explained) -> str | None:
    return None if amount.value is None else str(to_cent(amount.value))


def _refuse_status(side: str, status: str) -> None:
    known = ExpenseStatus if side == Side.CHARGE else IncomeStatus
    if status and status not in known.values:
        raise Refusal(f"« {status} » n’est pas un état d’{'une charge' if side == Side.CHARGE else 'un produit'}.")


def refuse_value(code: HypothesisCode, value: Decimal | None) -> None:
    """Raise Refusal when a hypothesis cannot hold a number: half a date, a rate over 100 %."""
    label = HypothesisCode(code).label
    if value is None:
        return
    if code in COUNTS and (value < 1 or value % 1):
        raise Refusal(f"{label} : un nombre entier de dates, 1 au moins.")
    if code == HypothesisCode.MARQUE_SUR_PRIX and value >= 100:
        raise Refusal(f"{label} : un taux de marque reste sous 100 %.")
    if code in PERCENTS and not 0 <= value <= 100:
        raise Refusal(f"{label} : un pourcentage va de 0 à 100.")
    if value < 0 and code != HypothesisCode.TRESORERIE_OUVERTURE:
        raise Refusal(f"{label} : pas de nombre négatif.")
