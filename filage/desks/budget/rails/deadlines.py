"""What falls due in a financing plan: the answers awaited from funders, and their instalments."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from filage.core.rails.types import Deadline
from filage.desks.budget.enums import IncomeStatus, Side
from filage.desks.budget.models import Line
from filage.desks.budget.queries import facts_of
from filage.productions.models import Production

AWAITED = (IncomeStatus.DEMANDE, IncomeStatus.EN_INSTRUCTION)
LOST = (IncomeStatus.REFUSE, IncomeStatus.IDEE)


def deadlines(season: Any) -> Iterator[Deadline]:
    """Yield the answers and the instalments that funders owe, from the lines that say when."""
    for production in season.productions:
        for line, on, state in awaited(season, production):
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


def awaited(season: Any, production: Production) -> Iterator[tuple[Line, date, str]]:
    """Yield (line, day, "reponse" or "versement") for what the funders of a production owe."""
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
