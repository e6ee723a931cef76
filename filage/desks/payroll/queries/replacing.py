"""What a replacement touches: the dates somebody was to work, who was there, where the other one is already, what names her."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any

from django.db.models import Q

from filage.desks.payroll.queries.period import days_of
from filage.desks.payroll.queries.presence import Presence, among
from filage.productions.enums import LIVE, PERFORMANCES, AbsencePay, DateStatus, GrossUnit
from filage.productions.models import Activity, Credit, Deal, Engagement, Person
from filage.rules.payroll.replacing import Absence, Ground
from filage.rules.reading.folding import folded

WHOLE_UNITS = (GrossUnit.SERVICE, GrossUnit.CACHET, GrossUnit.JOUR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """A replacement as it is asked: of whom, at which dates, why, by whom, under which contract, at what price."""

    absent: Engagement
    dates: Sequence[Activity]
    first: date
    last: date
    absence: Absence
    ground: Ground
    motive: str
    person: Person | None = None
    newcomer: str = ""  # a name that the directory does not hold yet
    gross: Decimal | None = None
    quantity: Decimal = Decimal(1)
    absence_pay: AbsencePay = AbsencePay.SUSPENDUE
    credit: str = ""  # what becomes of the générique: "", "mention" or "nom"

    @property
    def when(self) -> tuple[date, ...]:
        """Return the days of the dates, empty as soon as one of them lasts several: the whole period says it better."""
        return () if any(one.until for one in self.dates) else tuple(one.on for one in self.dates)

    def covers(self, activity: Activity) -> bool:
        """Tell whether a service is replaced from its first to its last day."""
        return self.first <= activity.on and (activity.until or activity.on) <= self.last

    @property
    def who(self) -> str:
        """Return the name of who replaces, empty while the post is open."""
        return self.person.name if self.person else self.newcomer


@dataclass(frozen=True)
class Team:
    """The dates of a production, its embauches, and who is named at each date."""

    activities: Sequence[Activity]
    engagements: Sequence[Engagement]
    presence: Presence
    named: dict[Any, list[Person]]

    @cached_property
    def engaged(self) -> dict[Any, dict[Any, Person]]:
        """The people engaged for each date, by their id."""
        found: dict[Any, dict[Any, Person]] = defaultdict(dict)
        for engagement in self.engagements:
            if engagement.person is not None:
                for activity in self.dates_of(engagement):
                    found[activity.pk][engagement.person.pk] = engagement.person
        return found

    def dates_of(self, engagement: Engagement) -> list[Activity]:
        """Return the live services that an embauche attends and where nobody replaces it yet, by date."""
        ids = {key: [person.pk for person in people] for key, people in self.named.items()}
        attended = days_of(engagement, self.activities, ids)
        return [
            one
            for one in attended
            if not self.presence.away(engagement, one)
            and (engagement.replaces_id is None or self.presence.covers(engagement, one))
        ]

    def people_at(self, activity: Activity) -> list[Person]:
        """Return who is at a date: those it names, else those engaged for it; each once."""
        return list(self.named.get(activity.pk) or self.engaged[activity.pk].values())


def team(engagement: Engagement) -> Team:
    """Return the team of the production of an embauche, date by date; four queries."""
    here = {"organisation": engagement.organisation_id, "production": engagement.production_id}
    rows = Activity.objects.within(engagement.organisation_id).filter(**here, status__in=LIVE)
    activities = list(
        rows.select_related("venue__structure", "deal__partner", "production__structure").order_by(
            "on", "starts_at", "rank", "id"
        )
    )
    hired = list(Engagement.objects.within(engagement.organisation_id).filter(**here).select_related("person", "production"))
    links = Activity.participants.through.objects.filter(activity__in=[one.pk for one in activities]).select_related("person")
    named: dict[Any, list[Person]] = {}
    for link in links.order_by("person__name", "id"):
        named.setdefault(link.activity_id, []).append(link.person)
    return Team(activities, hired, among(hired), named)


def busy(person: Person | None, days: Collection[date], *, apart: Collection[Any] = ()) -> list[Activity]:
    """Return the live services where somebody already is on some days, in any production of the organisation, but for `apart`.

    She is there when she is named, or engaged for every performance where nobody is; two queries.
    """
    if person is None or not days:
        return []
    here = Activity.objects.within(person.organisation_id)
    engaged = Engagement.objects.within(person.organisation_id).filter(person=person, per_performance=True, replaces=None)
    plays = Q(production__in=engaged.values("production"), participants=None, kind__in=PERFORMANCES)
    rows = here.filter(Q(participants=person) | plays, status__in=LIVE, on__lte=max(days))
    rows = rows.exclude(pk__in=list(apart)).select_related("production", "venue").order_by("on", "starts_at", "id").distinct()
    return [one for one in rows if any(one.on <= day <= (one.until or one.on) for day in days)]


def already_engaged(person: Person | None, production: Any) -> list[Engagement]:
    """Return the embauches that somebody has in a production."""
    if person is None:
        return []
    return list(Engagement.objects.within(person.organisation_id).filter(person=person, production=production))


def credits_of(name: str, production: Any) -> list[Credit]:
    """Return the lines of the générique that name somebody; one query."""
    rows = Credit.objects.within(production.organisation_id).filter(production=production)
    return [credit for credit in rows if names(name, credit.who)]


def deals_naming(name: str, dates: Iterable[Activity]) -> list[Deal]:
    """Return the deals of some dates that name somebody, in their own words or through the authors of the show."""
    found: dict[Any, Deal] = {}
    for one in dates:
        deal = one.deal
        if deal is not None and (names(name, deal.label, deal.vitrine_reason) or names(name, one.title, one.note)):
            found[deal.pk] = deal
    return list(found.values())


def names(name: str, *texts: str) -> bool:
    """Tell whether a text says a name, whatever its accents and capitals."""
    wanted = folded(name).strip()
    return bool(wanted) and any(f" {wanted} " in f" {_words(text)} " for text in texts)


def share(absent: Engagement, attended: Sequence[Activity], first: date, last: date) -> Decimal:
    """Return what of an embauche counted whole falls in some days: by its days of service, else by those of its dates.

    Whole units where they are not shared (services, cachets, days), hundredths otherwise.
    """
    days = {day for one in attended for day in days_between(one.on, one.until or one.on)}
    if not days and absent.starts_on:
        days = set(days_between(absent.starts_on, absent.ends_on or absent.starts_on))
    if not days:
        return absent.quantity
    part = absent.quantity * sum(first <= day <= last for day in days) / len(days)
    return part.quantize(Decimal(1) if absent.unit in WHOLE_UNITS else Decimal("0.01"), ROUND_HALF_UP)


def days_between(first: date, last: date) -> list[date]:
    """Return the days from one to another, both counted."""
    return [first + timedelta(days=rank) for rank in range((last - first).days + 1)]


def is_past(activity: Activity, today: date) -> bool:
    """Tell whether a date is played, or behind us."""
    return activity.status == DateStatus.JOUE or activity.on < today


def _words(text: str) -> str:
    return " ".join("".join(sign if sign.isalnum() or sign in "-'’" else " " for sign in folded(text)).split())
