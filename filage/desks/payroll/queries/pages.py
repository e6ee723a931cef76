"""What the pages read of the embauches of a production."""

from collections.abc import Iterable
from decimal import Decimal

from filage.productions.enums import GrossUnit
from filage.productions.models import Engagement, Production
from filage.web import format as french


def embauches(production: Production) -> list[Engagement]:
    """Return the embauches of a production, in file order, people joined; one query."""
    rows = Engagement.objects.within(production.organisation_id).filter(production=production)
    return list(rows.select_related("person"))


def team(engagements: Iterable[Engagement]) -> list[tuple[str, list[str]]]:
    """Return who is engaged, each once, with her functions; a post still open says so by its placeholder."""
    found: dict[str, list[str]] = {}
    for engagement in engagements:
        name = engagement.person.name if engagement.person else engagement.placeholder
        functions = found.setdefault(name or "À pourvoir", [])
        if engagement.function not in functions:
            functions.append(engagement.function)
    return list(found.items())


def work(engagement: Engagement) -> str:
    """Say how much work an embauche is: « 5 cachets », « 2 personnes × 12 heures par date »."""
    unit = GrossUnit(engagement.unit).label
    if engagement.unit == GrossUnit.FORFAIT and engagement.quantity == 1:
        said = unit
    else:
        plural = unit if engagement.quantity < Decimal(2) or unit.endswith("s") else f"{unit}s"
        said = f"{french.number(engagement.quantity)}{french.NBSP}{plural}"
    if engagement.headcount > 1:
        said = f"{french.count(engagement.headcount, 'personne')} × {said}"
    return f"{said} par date" if engagement.per_performance else said
