"""The pistes of a show or of the house as they stand: their dates, their stage, what they weigh, who saw, what is next."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest

from filage.core import access
from filage.desks.booking.enums import BY_HAND, ProspectStage
from filage.desks.booking.models import Prospect
from filage.desks.booking.queries import contacts
from filage.desks.booking.queries.contacts import Next, Seen
from filage.desks.schedule.queries import tour
from filage.desks.schedule.queries.tour import TourDate
from filage.productions.enums import LIVE
from filage.productions.models import Activity
from filage.rules.booking.following import FALLEN, Held, followed, weighed
from filage.rules.booking.line import season_of

FIRST_MONTH = 9  # a season runs from September to August


@dataclass(frozen=True, slots=True, kw_only=True)
class Piste:
    """A piste as it stands today; `amount` is what its dates are sold for once they are, else what was thought."""

    prospect: Prospect
    dates: Sequence[TourDate] = ()
    seen: Seen | None = None
    next: Next | None = None

    @property
    def stage(self) -> ProspectStage:
        """How far it is, its dates first."""
        held = [Held(one.activity.status, _is_paid(one)) for one in self.dates]
        return ProspectStage(followed(self.prospect.stage, held))

    @property
    def follows(self) -> bool:
        """Tell whether its dates say the stage, which the office then does not write."""
        return any(one.activity.status in LIVE for one in self.dates)

    @property
    def amount(self) -> Decimal | None:
        """What its standing dates are sold for when each of them is, else the amount that was written; None is unknown."""
        standing = [one.money for one in self.dates if one.activity.status in LIVE]
        sold = [money.sold for money in standing if money.is_sold]
        if not standing or len(sold) < len(standing) or None in sold:
            return self.prospect.amount
        return sum((each for each in sold if each is not None), Decimal(0))

    @property
    def weighed(self) -> Decimal | None:
        """What it counts for in the forecast; None is unknown."""
        return weighed(self.amount, self.prospect.probability, self.stage)

    @property
    def place(self) -> str:
        """Where it would be played: « Théâtre du Môle, Lorient »."""
        venue, structure = self.prospect.venue, self.prospect.structure
        name, city = (venue.name, venue.city or structure.city) if venue else (structure.name, structure.city)
        return f"{name}, {city}" if city and city not in name else name


@dataclass(frozen=True, slots=True)
class Forecast:
    """What some pistes weigh together: known pistes, and how many miss an amount or a probability."""

    known: Decimal
    unknown: int
    pistes: int


def pistes(organisation: Any, productions: Collection[UUID] | None = None) -> list[Piste]:
    """Return the pistes of some productions (None: all), in file order; five queries at most."""
    rows = Prospect.objects.within(organisation).select_related("production", "structure", "venue", "contact")
    if productions is not None:
        rows = rows.filter(production__in=list(productions))
    found = list(rows)
    if not found:
        return []
    held = {one.production_id for one in found}
    by_production: dict[UUID, list[TourDate]] = defaultdict(list)
    for dated in tour.dates(organisation, held, None, None, margins=False):
        by_production[dated.activity.production_id].append(dated)
    seen, coming = contacts.seen(organisation, held), contacts.next_gestures(organisation)
    return [
        Piste(
            prospect=one,
            dates=[dated for dated in by_production[one.production_id] if speaks_of(dated.activity, one)],
            seen=next((each for each in contacts.of_piste(one, seen) if each.production is not None), None),
            next=next(iter(contacts.of_piste(one, coming)), None),
        )
        for one in found
    ]


def pistes_to_come(organisation: Any, productions: Collection[UUID] | None) -> list[Piste]:
    """Return the pistes that no standing date speaks for yet and that did not fall."""
    held = (*BY_HAND, ProspectStage.OPTION)
    return [one for one in pistes(organisation, productions) if not one.follows and one.stage in held]


def speaks_of(activity: Activity, prospect: Prospect) -> bool:
    """Tell whether a date is one of a piste: same show, same place (else same structure), within its season."""
    if activity.production_id != prospect.production_id or not _in_season(activity.on, prospect.season):
        return False
    if prospect.venue_id is not None and activity.venue_id is not None:
        return activity.venue_id == prospect.venue_id
    venue, deal = activity.venue, activity.deal
    return prospect.structure_id in (venue.structure_id if venue else None, deal.partner_id if deal else None)


def forecast(found: Iterable[Piste]) -> Forecast:
    """Return Σ amount × probability of pistes; what misses one of the two is counted apart."""
    weights = [one.weighed for one in found if one.stage not in FALLEN]
    known = [each for each in weights if each is not None]
    return Forecast(sum(known, Decimal(0)), len(weights) - len(known), len(weights))


def piste_to_read(request: HttpRequest, pk: UUID) -> Prospect:
    """Return a piste that the user may read, with its show, place and contact; 404 otherwise."""
    organisation = access.organisation_of(request)
    joined = ("production__structure", "structure", "venue", "contact")
    found = Prospect.objects.within(organisation).select_related(*joined).filter(pk=pk).first()
    if found is None or not access.can_read(request.user, found):
        raise Http404("Piste introuvable.")
    return found


def as_it_stands(prospect: Prospect) -> Piste:
    """Return one piste as it stands."""
    found = pistes(prospect.organisation_id, [prospect.production_id])
    return next(one for one in found if one.prospect.pk == prospect.pk)


def _is_paid(dated: TourDate) -> bool:
    money = dated.money
    return money.is_sold and money.sold is not None and money.paid >= money.sold > 0


def _in_season(on: date, season: str) -> bool:
    years = season_of(season)
    return years is None or date(years[0], FIRST_MONTH, 1) <= on < date(years[1], FIRST_MONTH, 1)
