"""The office’s side of a quote: make it from a date, a piste or a show, send it, follow it, accept it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from filage.core import access, archive, clock
from filage.core.refusal import Refusal
from filage.desks.booking.enums import EstimateStage
from filage.desks.booking.forms.estimates import Sheet
from filage.desks.booking.models import Prospect
from filage.desks.booking.operations import answering
from filage.desks.booking.operations import estimates as operations
from filage.desks.booking.queries import estimates, prefilled, printed
from filage.desks.booking.views import estimate_page
from filage.productions.models import Activity, Production
from filage.rules.reading import identifier
from filage.web import editing, moves
from filage.web.private import address_of

MOST_DATES = 40
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Make a quote, prefilled from the dates or the piste that it was asked from."""
    production = editing.production_to_edit(request, slug)
    prospect = _prospect(request, production)
    dates = _activities(request, production) or (prefilled.options_of(prospect) if prospect else [])
    draft = prefilled.draft(production, on=clock.today_for(request), activities=dates, prospect=prospect)
    sheet = Sheet(request.POST or None, estimate=draft.estimate, dates=draft.dates, items=draft.items)
    if sheet.terms.is_bound and sheet.is_valid():
        made, _, _ = sheet.made()
        operations.create(made, sheet.date_rows(), sheet.item_rows(), by=request.user)
        messages.success(request, f"Le devis {made.reference} est enregistré.")
        return redirect("booking:estimate", made.pk)
    page = estimate_page.form(request, sheet, hints=draft.hints, rows=(draft.dates, draft.items), season=draft.season)
    page["offers"] = [] if dates or prospect else estimate_page.offers(production)
    return render(request, "booking/estimate_form.html", page, status=_status(sheet))


def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write a draft again."""
    estimate = to_edit(request, pk)
    rows = list(estimate.dates.all()), list(estimate.items.all())
    sheet = Sheet(request.POST or None, estimate=estimate, dates=rows[0], items=rows[1])
    if estimate.stage != EstimateStage.BROUILLON:
        messages.error(request, operations.FROZEN)
        return redirect("booking:estimate", pk)
    if sheet.terms.is_bound and sheet.is_valid():
        try:
            operations.write(estimate, sheet.terms.cleaned_data, sheet.date_rows(), sheet.item_rows(), by=request.user)
        except Refusal as refusal:
            sheet.terms.add_error(None, str(refusal))
        else:
            return redirect("booking:estimate", pk)
    page = estimate_page.form(request, sheet, rows=rows)
    return render(request, "booking/estimate_form.html", page, status=_status(sheet))


@require_POST
def totals(request: HttpRequest, slug: str) -> HttpResponse:
    """Reckon what is typed, while it is typed; nothing is written."""
    production = editing.production_to_edit(request, slug)
    draft = prefilled.draft(production, on=clock.today_for(request))
    sheet = Sheet(request.POST, estimate=draft.estimate)
    page = estimate_page.totals(request, sheet) if sheet.is_valid() else {"unreadable": True}
    return render(request, "booking/estimate_totals.html", page)


@require_safe
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read a quote: what it comes to, how far it is, its links, its answers."""
    estimate = to_read(request, pk)
    return render(request, "booking/estimate.html", estimate_page.context(request, estimate))


@require_safe
def paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give the paper of a quote: as it left, or the draft as it stands."""
    estimate = to_read(request, pk)
    found = answering.issued(estimate)
    if found is None:
        return _file(*_made(estimate, operations.PAPER), "application/pdf", "inline")
    return _file(found.read(), found.file.name, "application/pdf", "inline")


@require_safe
def word(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give the same quote as a Word file, to be annotated; the PDF that left is what binds."""
    return _file(*_made(to_read(request, pk), operations.WORD), WORD_TYPE, "attachment")


def _made(estimate: Any, code: str) -> tuple[bytes, str]:
    kind = next(each for each in archive.kinds("estimate") if each.code == code)
    made = kind.make(
        estimate.organisation,
        estimate.production,
        on=printed.day_of(estimate),
        by=None,
        lang=estimate.language,
        about=(f"estimate:{estimate.pk}",),
    )
    return made.content, made.filename


def _file(content: bytes, name: str, media: str, how: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media)
    response.headers["Content-Disposition"] = f'{how}; filename="{name}"'
    return response


@require_POST
def send(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send a quote: freeze its paper, and give its answer link, by mail when an address is typed."""
    estimate = to_edit(request, pk)
    try:
        if estimate.stage == EstimateStage.BROUILLON:
            operations.send(estimate, by=request.user, on=clock.today_for(request))
        gift = answering.give(
            estimate, by=request.user, address=address_of(request, "booking:answer"), email=request.POST.get("email", "").strip()
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("booking:estimate", pk)
    return render(request, "booking/estimate.html", estimate_page.context(request, to_read(request, pk)) | {"gift": gift})


@require_POST
def withdraw(request: HttpRequest, pk: UUID, link: UUID) -> HttpResponse:
    """Take an answer link back."""
    estimate = to_edit(request, pk)
    back = reverse("booking:estimate", args=[pk])
    return editing.do(request, lambda: answering.withdraw(estimate, link), then=back, said="Le lien n’ouvre plus.")


@require_POST
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Mark a quote refused, lapsed or sent anew, take its answers into account, or make its next version."""
    estimate, asked = to_edit(request, pk), request.POST.get("vers", "")
    back = reverse("booking:estimate", args=[pk])
    try:
        if asked == "version":
            return redirect("booking:change_estimate", operations.new_version(estimate, by=request.user).pk)
        if asked == "lu":
            operations.take_note(estimate, by=request.user)
        elif asked in estimate_page.BY_HAND:
            operations.close(estimate, EstimateStage(asked), by=request.user)
        else:
            raise Http404("Cette étape n’existe pas.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(back)


def accept(request: HttpRequest, pk: UUID) -> HttpResponse:
    """See what accepting a quote moves, then make it the terms of sale of its dates."""
    estimate, back = to_edit(request, pk), reverse("booking:estimate", args=[pk])
    if request.method == "POST":
        done = "Le devis est accepté : ses conditions de vente sont écrites."
        return editing.do(request, lambda: operations.becomes_deal(estimate, by=request.user), then=back, said=done)
    try:
        words = operations.becoming(to_edit(request, pk), today=clock.today_for(request)).words
        moved = moves.moved(operations.rehearse(estimate, by=request.user, again=lambda: to_edit(request, pk)))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    page = {"estimate": estimate, "production": estimate.production, "tab": "contrats", "words": words, "moved": moved}
    return render(request, "booking/estimate_accept.html", page | {"back_url": back})


def to_read(request: HttpRequest, pk: UUID) -> Any:
    """Return a quote that the user reads; 404 otherwise."""
    estimate = estimates.whole().within(access.organisation_of(request)).filter(pk=pk).first()
    if estimate is None or not access.can_read(request.user, estimate):
        raise Http404("Devis introuvable.")
    return estimate


def to_edit(request: HttpRequest, pk: UUID) -> Any:
    """Return a quote that the user may change; 404 or 403 otherwise."""
    estimate = to_read(request, pk)
    if not access.can_edit(request.user, estimate):
        raise PermissionDenied("Vous lisez ce devis sans pouvoir le changer.")
    return estimate


def _status(sheet: Sheet) -> int:
    return editing.UNREADABLE if sheet.terms.is_bound else 200


def _activities(request: HttpRequest, production: Production) -> list[Activity]:
    chosen = _ids(request.GET.get("dates", ""))
    rows = Activity.objects.within(production.organisation_id).filter(production=production, pk__in=chosen)
    return list(rows.select_related("venue__structure", "room", "deal__partner").order_by("on", "pk")[:MOST_DATES])


def _prospect(request: HttpRequest, production: Production) -> Prospect | None:
    chosen = _ids(request.GET.get("piste", ""))
    rows = Prospect.objects.within(production.organisation_id).filter(production=production, pk__in=chosen)
    found: Prospect | None = rows.select_related("structure", "venue__structure", "contact").first()
    return found


def _ids(text: str) -> list[UUID]:
    return [pk for part in text.split(",")[:MOST_DATES] if (pk := identifier(part))]
