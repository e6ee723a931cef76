"""What a new journey, stay or meal of a date most often is, for its form to propose it."""

from datetime import timedelta

from django.utils import timezone

from filage.desks.logistics.enums import MealMoment, MealProvider, TravelMode
from filage.desks.logistics.models import Journey, Meal, Stay
from filage.desks.logistics.queries import pages
from filage.productions.enums import HostingMode
from filage.productions.models import Activity


def journey(activity: Activity) -> Journey:
    """Return an unsaved journey from home to a date."""
    production, ours = activity.production, timezone.get_default_timezone_name()
    return Journey(
        organisation_id=activity.organisation_id,
        production=production,
        activity=activity,
        on=activity.on,
        mode=TravelMode.VAN,
        from_place=production.structure.city,
        to_place=activity.venue.city if activity.venue else "",
        zone=ours,
        arrival_zone=activity.zone if activity.zone != ours else "",
        counted_in=pages.usual_line(activity, "6251"),
    )


def stay(activity: Activity) -> Stay:
    """Return an unsaved stay of the night of a date."""
    return Stay(
        organisation_id=activity.organisation_id,
        production=activity.production,
        activity=activity,
        city=activity.venue.city if activity.venue else "",
        arrives_on=activity.on,
        leaves_on=activity.on + timedelta(days=1),
        counted_in=pages.usual_line(activity, "6256"),
    )


def meal(activity: Activity) -> Meal:
    """Return an unsaved dinner, given by whom the date says."""
    provided = activity.meals in (HostingMode.FOURNI, HostingMode.COMPRIS)
    return Meal(
        organisation_id=activity.organisation_id,
        activity=activity,
        on=activity.on,
        moment=MealMoment.DINER,
        provider=MealProvider.EUX if provided else MealProvider.A_DISCUTER,
        counted_in=pages.usual_line(activity, "6256"),
    )
