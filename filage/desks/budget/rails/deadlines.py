"""What falls due in a financing plan: the answers awaited from funders, and their instalments."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from filage.core.rails.types import Deadline, Finding, Severity
from filage.desks.budget.enums import IncomeStatus, Side
from filage.desks.budget.models import Line
from filage.desks.budget.queries import facts_of
from filage.desks.schedule.queries import day_text
from filage.productions.models import Production

AWAITED = (IncomeStatus.DEMANDE, IncomeStatus.EN_INSTRUCTION)
LOST = (IncomeStatus.REFUSE, IncomeStatus.IDEE)


def deadlines(season: Any) -> Iterator[Deadline]:
    """Yield the answers and the instalments that funders owe, from the lines that say when."""
    for production in season.productions:
        for line, on, state in _awaited(season, production):
            said = "Réponse attendue" if state == "reponse" else "Versement attendu"
            yield Deadline(
                key=f"{state}:{line.pk}@{on.isoformat()}",
                on=on,
                title=f"{said} : {line.label}",
                owner="administration",
                state=state,
                url=f"/spectacles/{production.slug}/{'budget' if state == 'reponse' else 'tresorerie'}/",
                production=production.pk,
                structure=line.funder_id,
            )


def overdue(season: Any, on: date) -> Iterator[Finding]:
    """Yield a finding for each answer or instalment of a funder whose day is past."""
    for production in season.productions:
        for line, day, state in _awaited(season, production):
            if day < on:
                yield _late(production, line, day, state)


def _awaited(season: Any, production: Production) -> Iterator[tuple[Line, date, str]]:
    facts = facts_of(season)
    for line in facts.lines_of(production.pk):
        if line.side != Side.PRODUIT or line.funder_id is None or line.status in (*LOST, IncomeStatus.ENCAISSE, ""):
            continue
        if line.status in AWAITED:
            if line.on is not None:
                yield line, line.on, "reponse"
            continue
        for payment in facts.payments_of(line):
            if not payment.paid:
                yield line, payment.on, "versement"


def _late(production: Production, line: Line, day: date, state: str) -> Finding:
    said = "La réponse était attendue" if state == "reponse" else "Un versement était attendu"
    return Finding(
        code="FIN-001",
        severity=Severity.ALERTE,
        subject=f"{production.title} · {line.label}",
        message=f"{said} le {day_text(day)}.",
        remedy="Relancer le financeur, ou mettre à jour la ligne.",
        remedy_url=f"/spectacles/{production.slug}/budget/",
        citation="Plan de financement de la production.",
        confidence="derived",
        production=production.pk,
    )
