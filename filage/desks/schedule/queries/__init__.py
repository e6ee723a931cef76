"""What the calendar of a production says: its dates, what falls due, what the search box finds, its events."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from filage.core.rails.types import Deadline, SearchRow
from filage.desks.schedule.queries.calendar import calendar_data, option_rank, schedule
from filage.desks.schedule.queries.dates import opens
from filage.productions.enums import ActivityKind, DateStatus, PerformanceType
from filage.productions.models import Activity, Production
from filage.rules.engine.text import day_text

__all__ = [
    "calendar_data",
    "day_text",
    "deadlines",
    "page_of",
    "schedule",
    "search_rows",
    "what",
]


def page_of(production: Production) -> str:
    """Return the address of the calendar of a production."""
    return f"/spectacles/{production.slug}/calendrier/"


def deadlines(season: Any) -> Iterator[Deadline]:
    """Yield the options that lapse, and the première of each production while it is to come."""
    for production in season.productions:
        performances = season.performances_of(production.pk)
        for activity in performances:
            if activity.status == DateStatus.OPTION and activity.option_until:
                yield _deadline(
                    production, activity.option_until, f"Option{option_rank(activity)} : {what(activity)}", activity, "option"
                )
        first = next((each for each in performances if each.type != PerformanceType.GENERALE), None)
        if first is not None and first.status != DateStatus.JOUE and opens(first):
            yield _deadline(production, first.on, f"Première : {what(first)}", first, "premiere")


def search_rows(season: Any) -> Iterator[SearchRow]:
    """Yield a row for each production and for each of its dated services."""
    for production in season.productions:
        words = f"{production.genre} {production.creators} {production.pitch}"
        yield SearchRow(
            key=f"production:{production.pk}",
            title=production.title,
            text=words,
            url=f"/spectacles/{production.slug}/",
            kind=production.get_kind_display(),
            production=production.pk,
        )
        for activity in season.activities_of(production.pk):
            yield SearchRow(
                key=f"activity:{activity.pk}",
                title=f"{what(activity)}, {day_text(activity.on)}",
                text=f"{production.title} {ActivityKind(activity.kind).label} {DateStatus(activity.status).label}",
                url=page_of(production),
                kind="date",
                production=production.pk,
            )


def what(activity: Activity) -> str:
    """Return what an activity is and where: « représentation, Théâtre du Môle, Lorient »."""
    title = activity.title or ActivityKind(activity.kind).label
    place = activity.venue
    return ", ".join(part for part in (title, place.name if place else "", place.city if place else "") if part)


def _deadline(production: Production, on: date, title: str, activity: Activity, state: str) -> Deadline:
    return Deadline(
        key=f"{state}:{activity.pk}",
        on=on,
        title=title,
        owner="diffusion" if state == "option" else "production",
        state=state,
        url=page_of(production),
        production=production.pk,
        structure=activity.venue.structure_id if activity.venue else None,
    )
