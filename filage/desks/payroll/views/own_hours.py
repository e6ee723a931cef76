"""The page of one person's own hours, opened by her link without account: a tap a day, or what was different."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from filage.core import clock
from filage.core.refusal import Refusal
from filage.desks.payroll.forms.hours import OtherDayForm, OwnDayForm
from filage.desks.payroll.operations import hours as operations
from filage.desks.payroll.operations import own_hours as doors
from filage.desks.payroll.operations.hours import Told
from filage.desks.payroll.queries import own_hours as queries
from filage.desks.payroll.queries.hours import Day, Work
from filage.desks.payroll.queries.own_hours import OwnHours
from filage.web import format as french
from filage.web.editing import UNREADABLE
from filage.web.private import by_link

PAGE = "payroll/own_hours.html"


@by_link(sign_in=True)
def own_hours(request: HttpRequest, token: str) -> HttpResponse:
    """Read one's days of work, and tell what was done."""
    door = doors.enter(token)
    today = clock.today(door.person.organisation)
    held = queries.own_hours(door.person, today)
    other = OtherDayForm(request.POST if request.POST.get("geste") == "jour" else None, engagements=held.engagements)
    refused = ""
    if request.method == "POST":
        try:
            messages.success(request, _told(request, door.person.name, held, other, today))
            return redirect(request.path)
        except Refusal as refusal:
            refused = str(refusal)
    shown = {"person": door.person, "held": held, "other": other, "refused": refused, "asked": request.POST.get("jour", "")}
    return render(request, PAGE, shown, status=UNREADABLE if refused else 200)


def _told(request: HttpRequest, who: str, held: OwnHours, other: OtherDayForm, today: date) -> str:
    """Do the gesture that was asked, and return what to say of it."""
    gesture = request.POST.get("geste", "")
    if gesture == "tout":
        chosen = [day for day in held.at_once if day.key in request.POST.getlist("jour")]
        operations.as_planned(chosen, today=today, by=None, who=who)
        return f"{french.count(len(chosen), 'jour noté', 'jours notés')} comme prévu."
    if gesture == "jour":
        return _other(other, held, who, today)
    day = held.day(request.POST.get("jour", ""))
    if day is None:
        raise Refusal("Ce jour n’est plus à dire : relisez la page.")
    if gesture == "prevu":
        operations.as_planned([day], today=today, by=None, who=who)
    elif gesture == "reprendre" and day.entry is not None:
        operations.tell([Told(day, Work())], today=today, by=None, who=who)
        return f"{french.day(day.on)} : à redire."
    else:
        operations.tell([_different(request, day, gesture)], today=today, by=None, who=who)
    return f"{french.day(day.on)} : noté."


def _different(request: HttpRequest, day: Day, gesture: str) -> Told:
    if gesture == "repos":
        return Told(day, Work(hours=Decimal(0), cachets=0))
    form = OwnDayForm(request.POST)
    if not form.is_valid():
        raise Refusal(" ".join(str(text) for errors in form.errors.values() for text in errors))
    return Told(day, form.work, form.cleaned_data["note"])


def _other(form: OtherDayForm, held: OwnHours, who: str, today: date) -> str:
    if not form.is_valid():
        raise Refusal(" ".join(str(text) for errors in form.errors.values() for text in errors))
    on, chosen = form.cleaned_data["on"], UUID(form.cleaned_data["engagement"])
    if on < held.since:
        raise Refusal(f"Avant le {french.day(held.since, year=True)}, demandez à la production de saisir ce jour.")
    engagement = next(one for one in held.engagements if one.pk == chosen)
    day = next((one for one in held.days if one.on == on and one.engagement.pk == chosen), Day(engagement, on))
    operations.tell([Told(day, form.work, form.cleaned_data["note"])], today=today, by=None, who=who)
    return f"{french.day(on)} : noté."
