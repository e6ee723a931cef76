"""The days of a call for applications, as dated duties: its closing, its meetings, the interviews, the decision."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from filage.core.rails import rare
from filage.core.rails.types import Deadline
from filage.rules.schooling.eligibility import PARIS
from filage.school.admissions.models import Intake

rare.declare(Intake)


def deadlines(season: Any) -> Iterator[Deadline]:
    """Yield the days of the calls of a house; two queries where there are some, none elsewhere."""
    if season.production_ids or not rare.held(season, Intake):
        return
    for intake in Intake.objects.within(season.organisation_id).prefetch_related("meetings").order_by("closes_at", "id"):
        url = reverse("admissions:applications", args=[intake.pk])
        for code, on, title in _days(intake):
            yield Deadline(
                key=f"appel:{intake.pk}:{code}", on=on, title=f"{title} : {intake.name}"[:200], owner="formation", url=url
            )


def _days(intake: Intake) -> Iterator[tuple[str, date, str]]:
    yield "cloture", intake.closes_at.astimezone(PARIS).date(), "Clôture des candidatures"
    for one in intake.meetings.all():
        yield f"reunion-{one.pk}", one.starts_at.astimezone(PARIS).date(), "Réunion d’information"
    if intake.interviews_from:
        yield "entretiens", intake.interviews_from, "Entretiens"
    if intake.decides_on:
        yield "selection", intake.decides_on, "Sélection finale"
