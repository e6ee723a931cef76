"""Who is invited to a performance and who came; what a visit cost over a series."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from filage.core.kept import CostRow
from filage.core.rails.types import Side, Stage
from filage.desks.booking.enums import InvitationStatus
from filage.desks.booking.models import Invitation
from filage.productions.enums import PERFORMANCES
from filage.productions.models import Activity, Person
from filage.rules.booking.guests import cost_of_a_visit
from filage.rules.engine import Explained, Partial, unknown

CAME = InvitationStatus.PRESENTE
MOST_NAMES = 500  # offered while one types


@dataclass(frozen=True, slots=True)
class Visits:
    """What a series of performances brought: its dates, who was invited, who came, what each visit cost."""

    dates: int
    invited: int
    present: int
    cost: Explained | None  # None: nobody came, or no cost is known
    known: Decimal
    unknown: int


def guests(activity: Activity) -> list[Invitation]:
    """Return the invitations of a performance, by name; one query."""
    rows = Invitation.objects.within(activity.organisation_id).filter(activity=activity)
    return sorted(rows.select_related("person", "structure"), key=lambda one: (one.who.casefold(), one.rank))


def dates_with_guests(organisation: Any, production: UUID) -> list[tuple[Activity, list[Invitation]]]:
    """Return the performances of a show that have guests, each with them; two queries."""
    rows = Invitation.objects.within(organisation).filter(activity__production=production).select_related("person", "structure")
    held: dict[UUID, list[Invitation]] = {}
    for one in rows:
        held.setdefault(one.activity_id, []).append(one)
    found = Activity.objects.within(organisation).filter(pk__in=held).select_related("venue").order_by("on", "starts_at", "id")
    return [(activity, held[activity.pk]) for activity in found]


def known_names(organisation: Any) -> list[str]:
    """Return the names of the directory, for whoever types one; one query."""
    return list(Person.objects.within(organisation).order_by("name").values_list("name", flat=True)[:MOST_NAMES])


def visits(organisation: Any, production: UUID, activities: Iterable[UUID] | None = None) -> Visits:
    """Return what the performances of a show (some of them, or all) brought in visits of professionals; three queries."""
    dates = Activity.objects.within(organisation).filter(production=production, kind__in=PERFORMANCES)
    if activities is not None:
        dates = dates.filter(pk__in=list(activities))
    keys = list(dates.values_list("pk", flat=True))
    rows = Invitation.objects.within(organisation).filter(activity__in=keys)
    held = list(rows.values_list("activity", "status", "seats"))
    seen = {activity for activity, *_ in held}  # the series: the dates where somebody was invited
    present = sum(seats for _, status, seats in held if status == CAME)
    costs = spent(organisation, seen)
    cost = cost_of_a_visit(costs, present) if costs.known else None
    return Visits(len(seen), sum(seats for *_, seats in held), present, cost, costs.known, len(costs.missing))


def spent(organisation: Any, activities: Iterable[UUID]) -> Partial:
    """Return what is spent to play some dates, as the costs rail foresees it, what is unknown apart; one query.

    What is only reckoned (amortissement, frais de gestion) is not spent.
    """
    rows = CostRow.objects.within(organisation).filter(activity__in=list(activities), side=Side.EXPENSE, cash=True)
    rows = rows.exclude(stage__in=(Stage.COMMITTED, Stage.INVOICED, Stage.PAID))
    by_origin: dict[tuple[str, UUID | None], list[CostRow]] = defaultdict(list)
    for row in rows:
        by_origin[row.origin, row.activity].append(row)
    kept = [row for held in by_origin.values() for row in _forecast(held)]
    known = sum((row.amount for row in kept if row.amount is not None), Decimal(0))
    return Partial(known, tuple(unknown(row.label) for row in kept if row.amount is None))


def _forecast(held: list[CostRow]) -> list[CostRow]:
    """Return the most exact estimate of one origin: the others are what was thought before."""
    exactest = max(Stage(row.stage).exactness for row in held)
    return [row for row in held if Stage(row.stage).exactness == exactest]
