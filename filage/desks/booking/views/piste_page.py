"""What the page of one piste shows: its facts, its dates with their rivals and their road, who saw the show, what is next."""

from datetime import date
from typing import Any

from django.urls import reverse

from filage.desks.booking.enums import BY_HAND, ProspectStage
from filage.desks.booking.models import Prospect
from filage.desks.booking.queries import contacts
from filage.desks.booking.queries.pipeline import Piste
from filage.desks.booking.views.pistes_page import Card
from filage.desks.directory.queries import contacts as directory
from filage.productions.enums import LIVE, PERFORMANCES
from filage.productions.models import Activity
from filage.rules.booking.following import FALLEN, LADDER
from filage.rules.planning.run import Moment
from filage.web import format as french

SHOWN = 12


def context(piste: Piste, today: date, *, may_edit: bool) -> dict[str, Any]:
    """Return what the template needs."""
    prospect, here = piste.prospect, piste.prospect.organisation_id
    ladder = [*BY_HAND, *(ProspectStage(code) for code in LADDER)]
    at = ladder.index(piste.stage) if piste.stage in ladder else -1
    return {
        "production": prospect.production,
        "tab": "promotion",
        "prospect": prospect,
        "piste": piste,
        "card": Card(piste, today, may_edit, whole_house=False),
        "steps": [
            (stage.label, "done" if rank < at else "current" if rank == at else "todo") for rank, stage in enumerate(ladder)
        ],
        "dates": [one.activity for one in piste.dates],
        "sold": {one.activity.pk: one.money for one in piste.dates},
        "moves": _moves(piste) if may_edit else [],
        "may_edit": may_edit,
        "met": directory.in_touch(here, prospect.structure_id, prospect.contact_id, limit=SHOWN),
        "coming": contacts.of_piste(prospect, contacts.next_gestures(here))[:SHOWN],
        "today": today,
        "free_url": reverse("booking:available", args=[prospect.production.slug]) + f"?piste={prospect.pk}",
        "back_url": reverse("booking:show", args=[prospect.production.slug]),
    }


def laying(prospect: Prospect, form: Any) -> dict[str, Any]:
    """Return what the page that lays options says beside the form: for each day typed, who wants it already."""
    moments: list[Moment] = form.cleaned_data.get("moments", []) if form.is_bound and form.is_valid() else []
    return {
        "prospect": prospect,
        "production": prospect.production,
        "tab": "promotion",
        "heading": f"Options pour {prospect.venue or prospect.structure}",
        "days": [(french.day_long(one.on), french.hour(one.at) if one.at else "", _already(prospect, one.on)) for one in moments],
        "free_url": reverse("booking:available", args=[prospect.production.slug]) + f"?piste={prospect.pk}",
    }


def _already(prospect: Prospect, on: date) -> list[Any]:
    """Return the performances of the show that already stand on a day."""
    rows = Activity.objects.within(prospect.organisation_id).filter(production=prospect.production_id, on=on)
    return list(rows.filter(kind__in=PERFORMANCES, status__in=LIVE).select_related("venue").order_by("option_rank", "rank"))


def _moves(piste: Piste) -> list[tuple[str, str]]:
    """Return the stages that the office may write from here."""
    if piste.follows:
        return []
    reached = [*BY_HAND, *(ProspectStage(code) for code in FALLEN)]
    return [(stage, stage.label) for stage in reached if stage != piste.stage]
