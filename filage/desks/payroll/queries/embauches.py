"""What the pages of embauches show: each with its period, its three tracks and what is to be done next, most pressing first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter
from typing import Any

from django.db.models import Q

from filage.core.rails import season as seasons
from filage.desks.payroll.queries.duties import COMING, LATE, READY, Duty, duties_of
from filage.desks.payroll.queries.period import days_in, period_in
from filage.productions.enums import FIRM, LIVE, ContractTrack, DpaeTrack, PayTrack
from filage.productions.models import Activity, Engagement, Production
from filage.rules.reading import identifier

SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hire:
    """An embauche as its line shows it: `deduced` tells that its period comes from its `services`, options among them or not."""

    engagement: Engagement
    period: tuple[date, date] | None
    deduced: bool
    services: Sequence[Activity]
    duties: Mapping[str, Duty]

    @property
    def options(self) -> int:
        """Return how many of its services are only options."""
        return sum(one.status not in FIRM for one in self.services)

    @property
    def who(self) -> str:
        """Return the name of the person, or of the post still open."""
        return self.engagement.person.name if self.engagement.person else self.engagement.placeholder or "À pourvoir"

    def urgency(self, today: date) -> str:
        """Say how pressing its most pressing duty is: late, today, soon, later; done when nothing is left."""
        states = [duty.state(today) for duty in self.duties.values()]
        if not states:
            return DONE
        if LATE in states:
            return LATE
        due = min(duty.due for duty in self.duties.values())
        return (
            TODAY if due == today else THIS_WEEK if due <= today + SOON or (READY in states and due <= today + SOON) else COMING
        )

    @property
    def due(self) -> date:
        """Return the day of its first duty."""
        return min((duty.due for duty in self.duties.values()), default=date.max)


TODAY, THIS_WEEK, DONE = "aujourd’hui", "d’ici quinze jours", "rien à faire"
URGENCIES = (LATE, TODAY, THIS_WEEK, COMING, DONE)


def hires_of(production: Production) -> tuple[Any, list[Hire]]:
    """Return the season of a production and its embauches, in file order."""
    season = seasons.load(production.organisation_id, (production.pk,))
    return season, [hire(season, engagement) for engagement in season.engagements]


def hires_to_follow(organisation: Any, productions: Iterable[Production]) -> tuple[Any, list[Hire]]:
    """Return the embauches of some productions of which something is still to be done, most pressing first."""
    ids = [production.pk for production in productions]
    left = Engagement.objects.within(organisation).filter(production__in=ids, person__isnull=False).exclude(OVER)
    followed = sorted(set(left.values_list("production", flat=True)))
    if not followed:
        return None, []
    season = seasons.load(organisation.pk, tuple(followed))
    found = [hire(season, engagement) for engagement in season.engagements]
    return season, sorted((one for one in found if one.duties), key=attrgetter("due"))


def hire(season: Any, engagement: Engagement) -> Hire:
    """Return an embauche of a season as its line shows it."""
    typed = engagement.starts_on is not None and engagement.ends_on is not None
    period = period_in(season, engagement) or period_in(season, engagement, statuses=LIVE)
    return Hire(
        engagement=engagement,
        period=period,
        deduced=not typed,
        services=days_in(season, engagement),
        duties={duty.track: duty for duty in duties_of(season, engagement)},
    )


OVER = Q(contract=ContractTrack.SIGNE, dpae=DpaeTrack.DEPOSEE, pay=PayTrack.CERTIFICAT)


def named(engagements: Iterable[Engagement], ids: Iterable[str]) -> list[Engagement]:
    """Return the embauches that some texts name; those that name none are left out."""
    wanted = {identifier(text) for text in ids}
    return [one for one in engagements if one.pk in wanted]
