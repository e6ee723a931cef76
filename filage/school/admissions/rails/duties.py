"""The days of a call for applications, as dated duties: its closing, its meetings, the interviews, the decision."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.urls import reverse

from filage.core import clock
from filage.core.rails.types import Deadline
from filage.rules.schooling.eligibility import PARIS
from filage.school.admissions.enums import Stage
from filage.school.admissions.models import Application, Intake
from filage.school.admissions.models.calls import BY_HAND

DONE, TO_DO, LATE = "fait", "à faire", "en retard"


def of_the_house(organisation: UUID) -> Iterator[Deadline]:
    """Yield the days of the calls of a house: what comes by itself is done once over; two queries, one where there is none."""
    today = clock.today(organisation)
    undecided = Application.objects.within(organisation).filter(intake=OuterRef("pk"), outcome="").exclude(state=Stage.DRAFT)
    rows = Intake.objects.within(organisation).annotate(waits=Exists(undecided)).prefetch_related("meetings")
    for intake in rows.exclude(slug__startswith=BY_HAND).order_by("closes_at", "id"):
        url = reverse("admissions:applications", args=[intake.pk])
        for code, on, title, waits in _days(intake):
            state = TO_DO if on >= today else LATE if waits else DONE
            yield Deadline(
                key=f"appel:{intake.pk}:{code}",
                on=on,
                title=f"{title} : {intake.name}"[:300],
                owner="formation",
                state=state,
                url=url,
            )


def _days(intake: Intake) -> Iterator[tuple[str, date, str, bool]]:
    """Yield the days of a call, each with whether somebody waits for it once it is over."""
    yield "cloture", intake.closes_at.astimezone(PARIS).date(), "Clôture des candidatures", False
    for one in intake.meetings.all():
        yield f"reunion-{one.pk}", one.starts_at.astimezone(PARIS).date(), "Réunion d’information", False
    if intake.interviews_from:
        yield "entretiens", intake.interviews_from, "Entretiens", False
    if intake.decides_on:
        yield "selection", intake.decides_on, "Sélection finale", intake.waits  # type: ignore[attr-defined]
