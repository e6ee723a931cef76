"""The page of a settlement, filled on a phone the same night: what was sold, what is opposed, what is due; then two names."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from filage.core import access, archive, clock
from filage.core.refusal import Refusal
from filage.desks.booking.enums import SettlementStage
from filage.desks.booking.forms.settlements import NightForms, SignForm
from filage.desks.booking.operations import settlements as operations
from filage.desks.booking.queries import settlement_words as words
from filage.desks.booking.queries import settlements as queries
from filage.desks.schedule.queries.editing import activity_to_edit
from filage.desks.schedule.queries.one_date import activity_to_read
from filage.productions.models import Activity
from filage.web import editing


def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read the settlement of an evening, or fill it."""
    if request.method == "POST":
        return _write(request, activity_to_edit(request, pk))
    activity = activity_to_read(request, pk)
    night = queries.night(activity)
    held = NightForms(night) if night else None
    return render(request, "booking/settlement.html", _context(request, activity, night, held))


def _write(request: HttpRequest, activity: Activity) -> HttpResponse:
    night = queries.night(activity)
    if night is None:
        return redirect(reverse("booking:settlement", args=[activity.pk]))
    held = NightForms(night, request.POST)
    refused = "Une case ne se lit pas : corrigez-la, rien n’est enregistré."
    if held.is_valid():
        try:
            sold, opposed, rates = held.sold, held.opposed, held.rates.cleaned_data
            operations.write(activity, by=request.user, sold=sold, opposed=opposed, **rates)
            messages.success(request, "Le décompte est calculé.")
            return redirect(reverse("booking:settlement", args=[activity.pk]))
        except Refusal as refusal:
            refused = str(refusal)
    context = _context(request, activity, night, held) | {"refused": refused}
    return render(request, "booking/settlement.html", context, status=editing.UNREADABLE)


def sign(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Sign the settlement of an evening: its paper is kept, its amount becomes the one invoiced."""
    activity = activity_to_edit(request, pk)
    here = reverse("booking:settlement", args=[pk])
    initial = {"on": clock.today_for(request), "signed_for_producer": getattr(request.user, "name", "")}
    return editing.answer(
        request,
        SignForm(request.POST or None, initial=initial),
        lambda **names: operations.sign(activity, by=request.user, **names),
        then=lambda _: here,
        said="Le décompte est signé et gardé dans les papiers.",
        context={"heading": "Signer le décompte", "act": "Signer", "back": "Décompte", "back_url": here},
    )


def reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open a signed settlement again."""
    activity = activity_to_edit(request, pk)
    here = reverse("booking:settlement", args=[pk])
    if request.method != "POST":
        return redirect(here)
    return editing.do(request, lambda: operations.reopen(activity, by=request.user), then=here, said="Le décompte est rouvert.")


def _context(request: HttpRequest, activity: Activity, night: queries.Night | None, held: NightForms | None) -> dict[str, object]:
    signed = night is not None and night.settlement.stage == SettlementStage.SIGNE
    begun = night is not None and not night.settlement._state.adding
    papers = archive.documents_about(activity.organisation_id, activity.production, kinds=(operations.PAPER,))
    return {
        "activity": activity,
        "production": activity.production,
        "night": night,
        "held": held,
        "steps": words.steps(night) if night and begun else [],
        "due": words.taxed(night) if night and begun else [],
        "accord": words.accord_text(night) if night else "",
        "evening": words.evening_text(night) if night else "",
        "signed": signed,
        "begun": begun,
        "may_edit": access.can_edit(request.user, activity),
        "papers": [each for each in papers if each.subject == f"activity:{activity.pk}"],
    }
