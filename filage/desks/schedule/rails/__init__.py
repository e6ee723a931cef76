"""What the schedule gives to the rails: deadlines, options at risk, search rows, the calendar and its file."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from filage.core import archive
from filage.core.rails import agenda, checks, deadlines, nights, personal, search
from filage.core.rails import season as seasons
from filage.core.rails import sections as parts
from filage.core.rails.types import Section
from filage.desks.schedule import queries
from filage.desks.schedule.operations import personal as leaving
from filage.desks.schedule.operations import stages
from filage.desks.schedule.queries import absences, paper
from filage.desks.schedule.queries import personal as held
from filage.desks.schedule.rails import (
    controls,
    controls_absences,
    controls_dates,
    controls_hours,
    controls_rest,
    controls_tasks,
    panels,
    tasks_due,
)
from filage.documents import codec
from filage.documents.shapes import Lang


def sections(season: Any) -> Iterator[Section]:
    """Yield the calendar of each production of the season, as a shape of the dossier."""
    for production in season.productions:
        shape = queries.schedule(season.activities_of(production.pk))
        if shape is not None:
            yield Section(code="calendrier", title="Calendrier", rank=30, data={"shape": codec.to_json(shape)})


def calendar_file(organisation: Any, production: Any, *, on: date, by: Any) -> archive.Produced:
    """Return the calendar file of a production, as true on a day."""
    from filage.documents import calendar as press  # loaded when a document is made

    season = seasons.load(organisation.pk, (production.pk,))
    data = queries.calendar_data(season, season.production(production.pk), on=on)
    return archive.Produced(codec.to_json(data), press.render(data), f"{production.slug}-calendrier.ics")  # type: ignore[arg-type]


def tour_file(organisation: Any, production: Any, *, on: date, by: Any, lang: Lang) -> archive.Produced:
    """Return the tour table of a production, as true on a day."""
    from filage.documents import papers as press  # loaded when a document is made

    season = seasons.load(organisation.pk, (production.pk,))
    data = paper.tour_data(season, season.production(production.pk), on=on, lang=lang)
    name = f"{production.slug}-tournee{'-en' * (lang == 'en')}.pdf"
    return archive.Produced(codec.to_json(data), press.render(data), name)  # type: ignore[arg-type]


TOURED = ("costs", "contrats", "dates", "spectacle")
TOUR = archive.DocumentKind(
    "tournee",
    paper.KIND,
    ".pdf",
    "application/pdf",
    tour_file,
    reads=TOURED,
    langs=("fr", "en"),
    english="Tour schedule",
    rank=50,
)
READS = ("spectacle", "dates")  # a price that moves leaves a calendar true
CALENDAR = archive.DocumentKind("calendrier", "Calendrier", ".ics", "text/calendar", calendar_file, reads=READS, rank=90)


def plug() -> None:
    """Give deadlines, findings, search rows, panels, the calendar and its file, and the stages of a date."""
    stages.plug()
    panels.plug()
    deadlines.provide("schedule", queries.deadlines)
    deadlines.provide("tasks", tasks_due.deadlines)
    agenda.provide("absences", absences.happenings)
    nights.provide("schedule", leaving.forget_old_absences)
    personal.provide("schedule", personal.Personal(held.told, leaving.forget))
    checks.declare(
        *controls.CHECKS,
        *controls_absences.CHECKS,
        *controls_dates.CHECKS,
        *controls_hours.CHECKS,
        *controls_rest.CHECKS,
        *controls_tasks.CHECKS,
    )
    search.provide("schedule", queries.search_rows)
    parts.provide("schedule", sections)
    for kind in (CALENDAR, TOUR):
        archive.declare(kind)
