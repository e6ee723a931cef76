"""What the season of contradictions leaves out of the healthy one: what no plant spoils, so that the file stays small."""

from datetime import date
from typing import Any

from filage.desks.booking.models import Estimate, Invitation, Prospect
from filage.desks.budget.models import Line, Version
from filage.desks.contracts.models import Agreement
from filage.desks.directory.models import ContactWords, Interaction, NextGesture
from filage.desks.logistics.models import AccessNeed, AccessService, HostingItem, Journey, Meal, Stay, Vehicle
from filage.desks.payroll.models import ActualPay, HoursEntry
from filage.productions.models import Activity, Answer, Credit, Deal, Engagement, Person, Production, Structure, Venue

FAR_SHOWS = ("l-heure-du-sel", "vie-de-la-compagnie")
TOURED = "quai-des-absents"
ROAD = (Journey, Stay, Meal, HostingItem, AccessNeed, AccessService, Vehicle)
TOLD = (Version, HoursEntry, ActualPay, Estimate, Prospect, Invitation, Interaction, NextGesture, Agreement, Credit, Answer)
LEFT_OUT = (*TOLD, *ROAD)
SPOILT_DATES = [date(2026, 10, 1), *(date(2026, 12, day) for day in range(1, 32))]


def slim(organisation: Any) -> None:
    """Take out of a season what was frozen or told, the shows and dates that no plant spoils, and whoever is then left alone."""
    for model in LEFT_OUT:
        model.objects.within(organisation).delete()
    Production.objects.within(organisation).filter(slug__in=FAR_SHOWS).delete()
    toured = Deal.objects.within(organisation).filter(production__slug=TOURED)
    kept = toured.filter(performances__on__in=SPOILT_DATES, performances__kind="representation").values("pk")
    far = list(toured.exclude(pk__in=kept).values_list("pk", flat=True))
    Line.objects.within(organisation).filter(activity__deal__in=far).delete()
    Activity.objects.within(organisation).filter(deal__in=far).delete()
    Deal.objects.within(organisation).filter(pk__in=far).delete()
    for model in (Line, Engagement):  # the workshops go with the deal that pays them
        model.objects.within(organisation).filter(production__slug=TOURED, phase="action_culturelle").delete()
    ContactWords.objects.within(organisation).delete()  # made from people and roles, never kept in a file
    Person.objects.within(organisation).filter(engagements=None, activities=None).delete()
    Structure.objects.within(organisation).filter(ours=False, deals=None, budget_lines=None, venues__activities=None).delete()
    Venue.objects.within(organisation).filter(activities=None).delete()
