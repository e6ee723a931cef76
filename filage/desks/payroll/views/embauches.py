"""The embauches of a production, or of the whole house while something is to be done: read them, advance their tracks."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from filage.core import access, clock
from filage.core.refusal import Refusal
from filage.desks.payroll import operations
from filage.desks.payroll.operations import naming, tracks
from filage.desks.payroll.queries import embauches as queries
from filage.desks.payroll.views import embauches_page as page
from filage.productions import operations as changes
from filage.productions import pointing
from filage.productions.models import Person
from filage.productions.queries import production_to_read, productions_to_read
from filage.web import editing
from filage.web.shapes import Link

KINDS = (("", "Tout"), ("dpae", "DPAE"), ("contract", "Contrats"), ("pay", "Paie"))


def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the embauches of a production, their three tracks side by side."""
    production = production_to_read(request, slug)
    if request.method == "POST":
        return _advance(request, queries.hires_of(production)[1], reverse("payroll:embauches", args=[slug]))
    _, hires = queries.hires_of(production)
    today = clock.today_for(request)
    pay = access.can_read_pay(request.user, production)
    return render(
        request,
        "payroll/embauches.html",
        {
            "production": production,
            "tab": "contrats",
            "groups": [("", page.lines(hires, today))] if hires else [],
            "pressing": sum(one.urgency(today) in queries.URGENCIES[:3] for one in hires),
            **_tools(production.organisation_id, pay, today),
        },
    )


def house(request: HttpRequest) -> HttpResponse:
    """Show what is to be done of the embauches of the whole house, most pressing first, filtered by track and by work."""
    shown, organisation = productions_to_read(request), access.organisation_of(request)
    slug, track = request.GET.get("spectacle", ""), request.GET.get("voie", "")
    _, hires = queries.hires_to_follow(organisation, [one for one in shown if slug in ("", one.slug)])
    if request.method == "POST":
        return _advance(request, hires, request.get_full_path())
    today = clock.today_for(request)
    kept = [one for one in hires if not track or track in one.duties]
    pay = any(access.can_read_pay(request.user, one) for one in shown)
    works = [Link(label="Tous les spectacles", url=_query(voie=track), current=not slug)]
    works += [Link(label=one.title, url=_query(spectacle=one.slug, voie=track), current=slug == one.slug) for one in shown]
    return render(
        request,
        "payroll/house.html",
        {
            "groups": page.grouped(page.lines(kept, today), today),
            "works": works if len(works) > 2 else [],
            "views": [Link(label=said, url=_query(spectacle=slug, voie=code), current=code == track) for code, said in KINDS],
            "count": len(kept),
            "reads_pay": access.can_read_pay(request.user, organisation),
            **_tools(organisation.pk, pay, today),
        },
    )


@require_POST
def name(request: HttpRequest, slug: str, pk: Any) -> HttpResponse:
    """Give a post still open to somebody: the terms, the cost and the tracks stay."""
    production = production_to_read(request, slug)
    _pay_reader(request, production)
    found = queries.named((one.engagement for one in queries.hires_of(production)[1]), [str(pk)])
    back = request.POST.get("retour", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = reverse("payroll:embauches", args=[slug])
    try:
        if found:
            naming.name(found[0], request.POST.get("qui", ""), by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{back}#e-{pk}")


@require_POST
def object_number(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep the numéro d'objet that France Travail gave to a production."""
    production = production_to_read(request, slug)
    _pay_reader(request, production)
    number = " ".join(request.POST.get("numero", "").split())
    return editing.do(
        request,
        lambda: changes.change(production, by=request.user, why=f"numéro d’objet de « {production} »", object_number=number),
        then=f"{reverse('payroll:embauches', args=[slug])}#numero-objet",
    )


def _advance(request: HttpRequest, hires: Sequence[queries.Hire], back: str) -> HttpResponse:
    """Make the step that the button posted says: on one line, or on those that are ticked."""
    alone, together = request.POST.get("geste", ""), request.POST.get("ensemble", "")
    ids = [alone.partition(":")[0]] if alone else request.POST.getlist("choix")
    field, _, to = (alone.partition(":")[2] if alone else together).partition(":")
    chosen = queries.named((one.engagement for one in hires), ids)
    for one in chosen:
        _pay_reader(request, one.production)
    try:
        if field not in tracks.TRACKS or not chosen:
            raise Refusal("Cochez d’abord les embauches à avancer.")
        moved = tracks.move_all(chosen, field, to, on=_day(request), by=request.user)
        if moved < len(chosen):
            messages.info(request, f"{len(chosen) - moved} en étaient déjà là, ou plus loin.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{back}#e-{ids[0]}" if alone else back)


def _day(request: HttpRequest) -> date:
    text = request.POST.get("le", "")
    try:
        return date.fromisoformat(text) if text else clock.today_for(request)
    except ValueError:
        raise Refusal(f"« {text} » n’est pas une date.") from None


def _tools(organisation: Any, pay: bool, today: date) -> dict[str, Any]:
    """Return what the bar above the lines needs, and the names of the directory."""
    names = list(pointing.offered(Person, organisation).order_by("name").values_list("name", flat=True)) if pay else []
    steps = [(f"{field}:{to}", label) for field, to, label in page.TOGETHER]
    return {"pay": pay, "today": today, "steps": steps, "names": names}


def _pay_reader(request: HttpRequest, thing: Any) -> None:
    if not access.can_read_pay(request.user, thing):
        raise PermissionDenied(operations.READERS_ONLY)


def _query(**said: str) -> str:
    kept = {key: value for key, value in said.items() if value}
    return f"{reverse('payroll:house')}{'?' if kept else ''}{urlencode(kept)}"
