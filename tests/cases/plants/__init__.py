"""Every plant, desk by desk: each is a contradiction that a control knows."""

from tests.cases.plants import (
    booking,
    budgets,
    concerts,
    dates,
    deals,
    funding,
    life,
    pieces,
    road,
    school,
    structures,
    tasks,
    team,
)

PLANTS = (
    *structures.PLANTS,
    *deals.PLANTS,
    *pieces.PLANTS,
    *life.PLANTS,
    *dates.PLANTS,
    *tasks.PLANTS,
    *team.PLANTS,
    *budgets.PLANTS,
    *funding.PLANTS,
    *booking.PLANTS,
    *concerts.PLANTS,
    *road.PLANTS,
    *school.PLANTS,
)
