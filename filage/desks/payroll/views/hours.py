"""The hours of a production for the régie and the office: a week in a grid, its month, the links of the people."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from filage.core import access, clock
from filage.core.refusal import Refusal
from filage.desks.payroll import permissions
from filage.desks.payroll.enums import HoursState
from filage.desks.payroll.operations import hours as operations
from filage.desks.payroll.operations import own_hours as doors
from filage.desks.payroll.operations.hours import Told
from filage.desks.payroll.queries import hours_week as queries
from filage.desks.payroll.queries.hours import Day, Work
from filage.desks.payroll.queries.hours_week import Week
from filage.productions.models import Person, Production
from filage.productions.queries import production_to_read
from filage.rules.reading import Unreadable, away, worked
from filage.web import editing, once
from filage.web import format as french
from filage.web.private import address_of

PAGE = "payroll/hours.html"
OPENED = "lien_heures"  # the cookie that tells a new link once
CELL = "j-"
LATELY = timedelta(days=45)  # a last week that may still wait to be told


def week(request: HttpRequest, slug: str) -> HttpResponse:
    """Read a week, and tell what was done in it."""
    production = _to_tell(request, slug)
    held = _week(request, production)
    refused = ""
    if request.method == "POST":
        try:
            messages.success(request, _done(request, production, held))
            return redirect(request.get_full_path())
        except Refusal as refusal:
            refused = str(refusal)
    opened = once.given(request, OPENED)
    shown = _page(request, production, held) | {"refused": refused, "typed": request.POST, "opened": opened}
    drawn = render(request, PAGE, shown, status=editing.UNREADABLE if refused else 200)
    return once.gone(drawn, OPENED, path=request.path) if opened else drawn


@require_POST
def month(request: HttpRequest, slug: str) -> HttpResponse:
    """Check the days of the month, or note that they were sent."""
    production = _to_tell(request, slug)
    held = _week(request, production)
    entries = held.entries([day for row in held.of_month for day in row.month])
    sends = request.POST.get("geste") == "transmettre"
    if sends:
        return editing.do(
            request,
            lambda: operations.send(production, entries, month=held.month, by=request.user),
            then=_address(held, slug),
            said="Les heures du mois sont notées comme transmises.",
        )
    return editing.do(
        request,
        lambda: operations.check(production, entries, by=request.user),
        then=_address(held, slug),
        said="Les heures du mois sont validées.",
    )


@require_POST
def link(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Give somebody of the team a link to her own hours, told once on the page; or take it back."""
    production = _to_tell(request, slug)
    rows = Person.objects.within(production.organisation_id).filter(engagements__production=production).distinct()
    person = get_object_or_404(rows.select_related("organisation"), pk=pk)
    page = reverse("payroll:hours", args=[slug])
    if request.POST.get("geste") == "retirer":
        said = f"Le lien de {person.name} n’ouvre plus."
        return editing.do(request, lambda: doors.withdraw(person, production=production, by=request.user), then=page, said=said)
    try:
        send = request.POST.get("geste") == "envoyer"
        opened = doors.invite(
            person, production=production, address=address_of(request, "payroll:own_hours"), send=send, by=request.user
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(page)
    return once.give(redirect(f"{page}#liens"), OPENED, f"{person.name}\n{opened}", path=page)


def _done(request: HttpRequest, production: Production, held: Week) -> str:
    """Do the gesture that was asked on a week, and return what to say of it."""
    gesture, by, today = request.POST.get("geste", ""), request.user, held.today
    if gesture == "prevu":
        chosen = held.silent(held.asked)
        operations.as_planned(chosen, today=today, by=by)
        return f"{french.count(len(chosen), 'jour noté', 'jours notés')} comme prévu."
    days = [day for row in held.rows for day in row.days]
    if gesture == "valider":
        operations.check(production, held.entries(days), by=by)
        return "La semaine est validée."
    if gesture == "rouvrir":
        operations.reopen(production, held.entries(days), by=by)
        return "La semaine est rouverte."
    told = _typed(request, held)
    operations.tell(told, today=today, by=by)
    return f"{french.count(len(told), 'jour noté', 'jours notés')}."


def _typed(request: HttpRequest, held: Week) -> list[Told]:
    """Return the cells whose text says something else than what is kept."""
    found = []
    for name, text in request.POST.items():
        day = held.day(name.removeprefix(CELL)) if name.startswith(CELL) else None
        if day is None or day.is_closed:
            continue
        try:
            rest, meals, nights = away(str(text))
            work = Work(*worked(rest), meals, nights) if str(text).strip() else Work()
        except Unreadable as error:
            raise Refusal(f"{_named(day)} : {error}") from error
        if work != day.done:
            found.append(Told(day, work, day.entry.note if day.entry else ""))
    return found


def _named(day: Day) -> str:
    person = day.engagement.person
    return f"{person.name if person else day.engagement.function}, {french.day(day.on)}"


def _page(request: HttpRequest, production: Production, held: Week) -> dict[str, Any]:
    everybody = "tous" in request.GET
    around = (None, None) if held.asked or everybody else queries.nearest(production, held)
    return {
        "around": [(one, queries.iso(one)) for one in around if one is not None],
        "production": production,
        "tab": "contrats",
        "held": held,
        "rows": held.rows if everybody else held.asked,
        "everybody": everybody,
        "hidden": len(held.rows) - len(held.asked),
        "silent": len(held.silent(held.asked)),
        "week_waiting": any(day.entry and day.state == HoursState.SAISI for row in held.rows for day in row.days),
        "week_checked": any(day.state == HoursState.VALIDE for row in held.rows for day in row.days),
        "checker": permissions.may_check(request.user, production),
        "linked": queries.linked(production, held.rows),
        "people": sorted({row.engagement.person for row in held.rows if row.engagement.person}, key=lambda one: one.name),
        "waiting": sum(row.waiting for row in held.of_month),
        "checked": sum(row.checked for row in held.of_month),
        "here": queries.iso(held.monday),
    }


def _week(request: HttpRequest, production: Production) -> Week:
    """Return the week asked, else that of today, else the nearest one with work."""
    today: date = clock.today(production.organisation)
    found = queries.week(production, queries.monday_of(request.GET.get("semaine", ""), today), today)
    if found.asked or "semaine" in request.GET or "tous" in request.GET:
        return found
    before, after = queries.nearest(production, found)
    late = before is not None and today - before < LATELY
    chosen = before if late or after is None else after
    return found if chosen is None else queries.week(production, chosen, today, season=found.season)


def _address(held: Week, slug: str) -> str:
    return f"{reverse('payroll:hours', args=[slug])}?semaine={queries.iso(held.monday)}#mois"


def _to_tell(request: HttpRequest, slug: str) -> Production:
    """Return a production whose hours the user may type: 404 or 403 happen here."""
    production = production_to_read(request, slug)
    if not permissions.may_tell(request.user, production):
        raise PermissionDenied(permissions.TELLERS_ONLY)
    production.organisation = access.organisation_of(request)  # read already
    return production
