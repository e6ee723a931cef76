"""The tasks still to be done, as dated duties."""

from collections.abc import Iterator
from typing import Any

from filage.core.rails.types import Deadline
from filage.desks.schedule.enums import TaskState
from filage.desks.schedule.queries import what
from filage.desks.schedule.queries.tasks import planned

KEY = "tache:"  # what begins the keys of these duties


def deadlines(season: Any) -> Iterator[Deadline]:
    """Yield the open tasks that have a day; what waits for a hiring that nobody knows has none."""
    for production, rows in planned(season).items():
        slug = season.production(production).slug
        for row in rows:
            if row.over or row.due_on is None or row.task.code in ("t16", "creation", "exploitation"):
                continue  # playing is on the calendar
            blocked = row.task.state == TaskState.BLOQUEE
            yield Deadline(
                key=f"{KEY}{row.task.pk}",
                on=row.due_on,
                title=f"{row.task.label} ({what(row.activity)})" if row.activity else row.task.label,
                owner=row.task.owner,
                state="bloquée" if blocked else "en retard" if row.late(season.today) else "à faire",
                url=f"/spectacles/{slug}/retroplanning/#t-{row.task.pk}",
                production=production,
            )
