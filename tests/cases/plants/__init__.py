"""Every plant, desk by desk: each is a contradiction that a control knows."""

from tests.cases.plants import budgets, dates, deals, funding, structures, team

PLANTS = (*structures.PLANTS, *deals.PLANTS, *dates.PLANTS, *team.PLANTS, *budgets.PLANTS, *funding.PLANTS)
