"""What the pages of logistics read: one date with its team, or the tour with its chain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from filage.core.rails import read
from filage.core.rails import season as seasons
from filage.desks.logistics.models import AccessNeed, Bed, Journey, Meal, Seat, Stay
from filage.desks.logistics.queries import rooming, services
from filage.desks.logistics.queries.held import Logistics, Somebody, logistics, teams
from filage.desks.logistics.queries.places import home_of
from filage.productions.enums import DateStatus
from filage.productions.models import Activity, Production
from filage.productions.placing import town_of
from filage.rules.geography import Town, costs, long_tour
from filage.rules.geography.chain import MOST_MOVABLE, Chain, Roads, Stop, shortest

TRAVEL = "F"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfDate:
    """The logistics of one date."""

    activity: Activity
    team: Sequence[Somebody]
    journeys: Sequence[tuple[Journey, Sequence[Seat]]]
    stays: Sequence[tuple[Stay, Sequence[Bed], Sequence[rooming.Night]]]
    meals: Sequence[Meal]
    needs: Sequence[AccessNeed]
    missing: Sequence[Somebody]  # of the team, without a bed that night
    opened: services.Opened


@dataclass(frozen=True, slots=True, kw_only=True)
class Tour:
    """The chain of the dates of a show, what another order of its options would come to, and the places that are not placed."""

    stops: Sequence[Activity]
    chain: Chain | None
    other: Chain | None
    movable: int
    unplaced: Sequence[tuple[Activity, str]]
    home: str
    long: bool = False  # too many options for every order to be compared


def names_in(tour: Tour) -> dict[Town, str]:
    """Return what the house calls the towns of a tour: « Bruxelles », where the table says « Brussels »."""
    if tour.chain is None:
        return {}
    rows = zip(tour.chain.stops, tour.stops, strict=True)
    return {stop.town: one.venue.city for stop, one in rows if one.venue and one.venue.city}


def of_date(activity: Activity) -> OfDate:
    """Return the logistics of a date."""
    season = seasons.load(activity.organisation_id, (activity.production_id,))
    held, team = logistics(season), teams(season).get(activity.pk, [])
    stays = [(one, held.beds_of(one)) for one in stays_on(held, activity)]
    slept = {bed.person_id for _, beds in stays for bed in beds}
    here = {one.id for one in team}
    return OfDate(
        activity=activity,
        team=team,
        journeys=[(one, held.seats_of(one)) for one in held.journeys_of(activity.pk)],
        stays=[(one, beds, rooming.nights(one, beds)) for one, beds in stays],
        meals=held.meals_of(activity.pk),
        needs=[need for need in held.needs if need.person_id in here],
        missing=[one for one in team if one.id not in slept] if stays else [],
        opened=services.opened(season, activity),
    )


def team_of(activity: Activity) -> Sequence[Somebody]:
    """Return who is at a date."""
    return teams(seasons.load(activity.organisation_id, (activity.production_id,))).get(activity.pk, [])


def of_production(production: Production) -> tuple[Any, Logistics, Mapping[Any, list[Somebody]]]:
    """Return the season of a production, its logistics and the team of each date."""
    season = seasons.load(production.organisation_id, (production.pk,))
    return season, logistics(season), teams(season)


def home_town(production: Production, season: Any) -> Town | None:
    """Return the town a show leaves from and comes back to, None when nothing places it."""
    return home_of(season.structure(production.structure_id), season.venues).town


def tour(production: Production, season: Any, *, search: bool = False) -> Tour:
    """Return the chain of the dates to come of a show, from its home and back; firm dates keep their day.

    A long tour is searched only when it is asked: that takes a few seconds.
    """
    structure, home = season.structure(production.structure_id), home_town(production, season)
    coming = [one for one in season.performances_of(production.pk) if one.on >= season.today and one.venue]
    stops: list[Stop] = []
    unplaced: list[tuple[Activity, str]] = []
    held: list[Activity] = []
    for one in coming:
        where = town_of(one.venue)
        if where.town is None:
            unplaced.append((one, where.why))
        elif not held or held[-1].on != one.on:
            held.append(one)
            stops.append(Stop(one.on, where.town, one.status == DateStatus.OPTION))
    if home is None or not stops:
        return Tour(stops=held, chain=None, other=None, movable=0, unplaced=unplaced, home=structure.city)
    roads = Roads(season.law(structure.pk), home)
    movable = sum(stop.movable for stop in stops)
    chain = roads.chain(stops)
    long = movable > MOST_MOVABLE
    other = shortest(roads, stops) if movable > 1 else None
    if long and search and long_tour.is_installed():
        other = long_tour.shorter(roads, stops)
    better = other if other is not None and other.km < chain.km else None
    return Tour(stops=held, chain=chain, other=better, movable=movable, unplaced=unplaced, home=structure.city, long=long)


def usual_prices(production: Production, season: Any, teams: Mapping[Any, Sequence[Somebody]]) -> dict[str, Any]:
    """Return what a kilometre of van and a night cost this house, None where it never said, and how many people travel."""
    law = season.law(production.structure_id)
    people = max((len(teams.get(one.pk, ())) for one in season.performances_of(production.pk)), default=0)
    return {
        "km": law.read("geography.cost_km.van", season.today).value,
        "nuit": costs.night(law, season.today).value,
        "personnes": people or None,
    }


def budget_lines(activity: Activity, account: str) -> list[tuple[str, str]]:
    """Return the budget lines that may already foresee a row of a date: (origin, label), those of its account first."""
    rows = [
        row
        for row in read.costs_of_date(activity)
        if row.destination == TRAVEL and row.side == "expense" and row.origin.startswith("line:")
    ]
    rows.sort(key=lambda row: row.account != account)
    return [("", "s’ajoute au budget"), *dict.fromkeys((row.origin, f"compté dans « {row.label} »"[:80]) for row in rows)]


def usual_line(activity: Activity, account: str) -> str:
    """Return the one budget line of that account at a date, empty when there is none or several."""
    rows = {
        row.origin
        for row in read.costs_of_date(activity)
        if row.destination == TRAVEL and row.account == account and row.side == "expense" and row.origin.startswith("line:")
    }
    return rows.pop() if len(rows) == 1 else ""


def stays_on(held: Logistics, activity: Activity) -> list[Stay]:
    """Return the stays that serve a date, or whose nights hold its day."""
    return [one for one in held.stays if one.activity_id == activity.pk or one.arrives_on <= activity.on < one.leaves_on]
