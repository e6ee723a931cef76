"""What the page of one date reads: the date, its place in the tour, what surrounds it."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest

from filage.core import access
from filage.core.kept import CostRow
from filage.core.rails import read
from filage.productions.enums import LIVE, PERFORMANCES
from filage.productions.models import Activity, Person

TRAVEL = "F"  # the destination of travel, lodging and meals
AROUND = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OneDate:
    """A date, its rank among the performances that stand (0 when it does not), the one before and the one after."""

    activity: Activity
    place: int
    whole: int
    before: UUID | None
    after: UUID | None
    around: list[Activity]
    people: list[Person]
    travel: list[CostRow]

    @property
    def is_performance(self) -> bool:
        """Tell whether a public is there."""
        return self.activity.kind in PERFORMANCES


def activity_to_read(request: HttpRequest, pk: UUID) -> Activity:
    """Return a date with its production, place and deal; 404 when it is not there, or not for this user."""
    organisation = access.organisation_of(request)
    joined = ("production__structure", "venue__structure", "room", "deal__partner")
    found = Activity.objects.within(organisation).select_related(*joined).filter(pk=pk).first()
    if found is None or not access.can_read(request.user, found):
        raise Http404("Date introuvable.")
    return found


def one_date(activity: Activity) -> OneDate:
    """Return everything the page of a date says of the schedule; four queries."""
    prefetch_related_objects([activity], "participants")  # payroll reads them after us
    here = Activity.objects.within(activity.organisation_id).filter(production=activity.production_id)
    standing = here.filter(kind__in=PERFORMANCES, status__in=LIVE).order_by("on", "starts_at", "rank", "id")
    order = list(standing.values_list("pk", flat=True))
    place = order.index(activity.pk) if activity.pk in order else None
    near = here.filter(on__range=(activity.on - AROUND, activity.on + AROUND)).exclude(pk=activity.pk).select_related("venue")
    return OneDate(
        activity=activity,
        place=0 if place is None else place + 1,
        whole=len(order),
        before=order[place - 1] if place else None,
        after=order[place + 1] if place is not None and place + 1 < len(order) else None,
        around=list(near.order_by("on", "starts_at", "rank", "id")),
        people=list(activity.participants.all()),
        travel=[row for row in read.costs_of_date(activity) if row.destination == TRAVEL],
    )


def net(rows: list[CostRow]) -> Decimal | None:
    """Return what some lines come to, net of VAT; None as soon as one is unknown."""
    amounts = [row.amount for row in rows]
    return None if None in amounts else sum((amount for amount in amounts if amount is not None), Decimal(0))
