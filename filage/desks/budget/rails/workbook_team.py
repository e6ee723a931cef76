"""Who is paid in the workbook: what the team and the plateau cost, at a rate that stays live in the cells."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from filage.desks.budget import queries
from filage.desks.budget.rails.sections import cents
from filage.desks.payroll.queries.rates import Rate, date_rates, whole_rate, worked
from filage.documents.shapes import PlateauLine, TeamLine
from filage.productions.enums import EmploymentStatus, GrossUnit
from filage.productions.models import Engagement, Production

STATUSES = {EmploymentStatus.PERMANENT: "Permanent", EmploymentStatus.INTERVENTION: "CDD"}
EXACT = "Coût employeur ÷ brut, au moteur de paie. Un nouveau brut garde ce taux ici ; son coût sera exact une fois importé."


def team(season: Any, production: Production, *, dates: int) -> Iterator[TeamLine]:
    """Yield each embauche with all its work, its gross and what multiplies it."""
    for engagement in season.engagements_of(production.pk):
        rate = whole_rate(season, production, engagement, dates=dates)
        yield TeamLine(
            id=str(engagement.pk),
            function=engagement.function,
            person=engagement.person.name if engagement.person else engagement.placeholder,
            job=engagement.person.trades if engagement.person else "",
            status=STATUSES.get(EmploymentStatus(engagement.status), "CDDU"),
            quantity=worked(season, production, engagement, dates=dates),
            unit=GrossUnit(engagement.unit).label,
            gross=engagement.gross,
            coefficient=rate.value,
            rate_note=_note(rate),
            phase=engagement.phase,
            destination=engagement.destination,
            variable=engagement.per_performance,
        )


def plateau(season: Any, found: queries.Figures) -> Iterator[PlateauLine]:
    """Yield what one performance costs; dates that follow have a line of their own when their rate is another."""
    for engagement in season.engagements_of(found.production.pk):
        if engagement.per_performance and engagement.replaces_id is None:
            yield from _of_date(engagement, *date_rates(season, found.production, engagement))
    for item in found.price.items:
        if not item.key.startswith("engagement:"):
            yield PlateauLine(id=item.key, label=item.label, amounts=(cents(item.first), cents(item.following)))


def _of_date(engagement: Engagement, first: Rate, following: Rate) -> Iterator[PlateauLine]:
    after = engagement.quantity if engagement.quantity_following is None else engagement.quantity_following
    if first == following:
        yield _line(engagement, first, (engagement.quantity, after))
        return
    yield _line(engagement, first, (engagement.quantity, Decimal(0)))
    yield _line(engagement, following, (Decimal(0), after), following=True)


def _line(engagement: Engagement, rate: Rate, quantities: tuple[Decimal, Decimal], *, following: bool = False) -> PlateauLine:
    return PlateauLine(
        id=f"{engagement.pk}{'/suivantes' if following else ''}",
        label=f"{engagement.function}{', dates suivantes' if following else ''}",
        number=Decimal(engagement.headcount),
        unit=GrossUnit(engagement.unit).label,
        gross=engagement.gross,
        coefficient=rate.value,
        rate_note=_note(rate),
        quantities=quantities,
    )


def _note(rate: Rate) -> str:
    return EXACT if rate.exact else ""
