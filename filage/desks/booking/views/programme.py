"""The page « Programmation » of a venue or a festival: each evening drawn to scale, its running order, what it costs."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from filage.core import access, clock
from filage.desks.booking.forms.programme import SlotForm
from filage.desks.booking.models import Slot
from filage.desks.booking.operations import duties as saying
from filage.desks.booking.operations import programme as operations
from filage.desks.booking.queries import duties, running
from filage.desks.booking.views.running_chart import drawing
from filage.desks.schedule.queries.editing import activity_to_edit
from filage.productions.queries import production_to_read
from filage.web import editing


@require_GET
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Read the evenings of a project, stage by stage."""
    production = production_to_read(request, slug)
    found = running.evenings(production)
    filled = [each for each in found if each.slots]
    shown = {
        "production": production,
        "tab": "organisation",
        "evenings": [(each, drawing(each), _rows(each), _said(each)) for each in filled],
        "empty": [each for each in found if not each.slots],
        "may_edit": access.can_edit(request.user, production),
        "clashes": sum(len(each.clashes) for each in filled),
        "asked": duties.asked_of(production, clock.today_for(request)),
    }
    return render(request, "booking/programme.html", shown)


@require_POST
def say_duty(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that a mission of the label is held, or take it back."""
    production = editing.production_to_edit(request, slug)
    code, note = request.POST.get("mission", ""), request.POST.get("note", "")
    return editing.do(
        request,
        lambda: saying.say(production, code, note=note, on=clock.today_for(request), by=request.user),
        then=f"{reverse('booking:programme', args=[slug])}#label",
    )


def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Place a passage in an evening."""
    activity = activity_to_edit(request, pk)
    back = reverse("booking:programme", args=[activity.production.slug])
    return editing.answer(
        request,
        SlotForm(request.POST or None, activity=activity),
        lambda **fields: operations.add(activity, by=request.user, **fields),
        then=lambda _: f"{back}#soiree-{activity.pk}",
        said="Le passage est placé.",
        context={"heading": "Nouveau passage", "act": "Placer", "back": "Programmation", "back_url": back},
    )


def change(request: HttpRequest, pk: UUID, slot: UUID) -> HttpResponse:
    """Move or complete a passage."""
    activity = activity_to_edit(request, pk)
    found = _slot(activity, slot)
    back = reverse("booking:programme", args=[activity.production.slug])
    return editing.answer(
        request,
        SlotForm(request.POST or None, activity=activity, slot=found),
        lambda **fields: operations.change(found, by=request.user, **fields),
        then=lambda _: f"{back}#soiree-{activity.pk}",
        said="Le passage est enregistré.",
        context={
            "heading": found.title,
            "back": "Programmation",
            "back_url": back,
            "delete_url": reverse("booking:remove_slot", args=[pk, slot]),
            "delete": "Retirer ce passage",
        },
    )


@require_POST
def remove(request: HttpRequest, pk: UUID, slot: UUID) -> HttpResponse:
    """Take a passage away."""
    activity = activity_to_edit(request, pk)
    found = _slot(activity, slot)
    back = reverse("booking:programme", args=[activity.production.slug])
    return editing.do(request, lambda: operations.remove(found, by=request.user), then=back, said="Le passage est retiré.")


def _slot(activity: Any, pk: UUID) -> Slot:
    rows = Slot.objects.within(activity.organisation_id).filter(activity=activity).select_related("activity__production")
    found: Slot = get_object_or_404(rows, pk=pk)
    return found


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a running order, its hours those of the place."""

    stage: str
    slot: Slot
    check: time | None
    starts: time | None
    ends: time | None


def _rows(evening: running.Evening) -> list[Row]:
    zone = ZoneInfo(evening.activity.zone)

    def there(moment: datetime | None) -> time | None:
        return None if moment is None else moment.astimezone(zone).time()

    return [
        Row(
            name, slot, there(slot.soundcheck_at), there(slot.starts_at), there(running.ends_at(slot) if slot.starts_at else None)
        )
        for name, slots in evening.stages
        for slot in slots
    ]


def _said(evening: running.Evening) -> list[str]:
    titles = running.titles_of(evening.slots)
    return [running.clash_text(clash, titles) for clash in evening.clashes]
