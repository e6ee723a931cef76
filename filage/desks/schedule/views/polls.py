"""Days asked of people: the office asks and keeps one, each answers on her telephone without account."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filage.core import access, clock
from filage.core.refusal import Refusal
from filage.desks.schedule.forms.polls import KeepForm, PollForm
from filage.desks.schedule.models import Poll
from filage.desks.schedule.operations import polls as operations
from filage.desks.schedule.queries import polls as queries
from filage.desks.schedule.views import polls_page
from filage.web import editing, once
from filage.web import format as french
from filage.web.private import address_of, by_link

GIVEN = "lien_sondage"  # the cookie that tells a new link once
MOST_HERE = 20  # people who answer from one device


@require_safe
def listed(request: HttpRequest, slug: str) -> HttpResponse:
    """See the polls of a show."""
    production = editing.production_to_edit(request, slug)
    held = [polls_page.line(one, clock.today_for(request)) for one in queries.of_production(production)]
    return render(request, "schedule/polls.html", {"production": production, "tab": "organisation", "polls": held})


def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask days of people."""
    production = editing.production_to_edit(request, slug)
    people, back = queries.team(production), reverse("schedule:polls", args=[slug])
    return editing.answer(
        request,
        PollForm(request.POST or None, people=people, today=clock.today_for(request)),
        lambda days, **fields: operations.ask(production, moments=days, by=request.user, **fields),
        then=lambda made: reverse("schedule:poll", args=[made.pk]),
        context={"heading": "Demander des disponibilités", "act": "Créer le sondage", "back": "Sondages", "back_url": back},
    )


@require_safe
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """See who can come when, give the links, keep a day."""
    poll = _to_edit(request, pk)
    opened = once.given(request, GIVEN)
    whole = queries.whole(poll)
    shown = polls_page.context(whole, clock.today_for(request), opened)
    drawn = render(request, "schedule/poll.html", shown)
    return once.gone(drawn, GIVEN, path=request.path) if opened else drawn


@require_POST
def act(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give or take back a link, write to all, keep a day, close."""
    poll = _to_edit(request, pk)
    back = reverse("schedule:poll", args=[pk])
    try:
        return _done(request, poll, back)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(back)


@by_link(heading="Ce sondage n’est plus ouvert")
@require_http_methods(["GET", "POST"])
def opened(request: HttpRequest, token: str) -> HttpResponse:
    """Answer a poll by its link, on a telephone."""
    whole, person = operations.enter(token)
    who = person or polls_page.said_to_be(whole, request)
    if request.method == "POST" and who is not None and "qui" not in request.POST:
        return _answered(request, token, whole, who, named=person is not None)
    hers = person is not None or (who is not None and str(who.pk) in _told_here(request, whole.poll))
    shown = polls_page.door(whole, who, clock.today(whole.poll.organisation_id), named=person is not None, hers=hers)
    return render(request, "schedule/poll_opened.html", shown | {"token": token})


def _answered(request: HttpRequest, token: str, whole: Any, who: Any, *, named: bool) -> HttpResponse:
    replies = {key.removeprefix("j-"): str(value) for key, value in request.POST.items() if key.startswith("j-")}
    address, told = reverse("schedule:poll_opened", args=[token]), _told_here(request, whole.poll)
    answer = redirect(address if named else f"{address}?pour={who.pk}")
    try:
        operations.answer(whole, who, replies, by_group=not named, same_device=str(who.pk) in told)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        if not named:
            kept = ".".join(sorted({*told, str(who.pk)})[:MOST_HERE])
            lasts = int(operations.LIFETIME.total_seconds())
            answer.set_signed_cookie(_here(whole.poll), kept, max_age=lasts, path=address, httponly=True, samesite="Lax")
    return answer


def _here(poll: Poll) -> str:
    return f"sondage-{poll.pk.hex}"


def _told_here(request: HttpRequest, poll: Poll) -> list[str]:
    """Return the people of a group who answered a poll from this very device."""
    said = request.get_signed_cookie(_here(poll), default="", max_age=int(operations.LIFETIME.total_seconds()))
    return str(said).split(".") if said else []


def _done(request: HttpRequest, poll: Poll, back: str) -> HttpResponse:
    by, posted, address = request.user, request.POST, address_of(request, "schedule:poll_opened")
    if "ecrire" in posted:
        count = operations.write_to_all(poll, address=address, by=by)
        messages.success(request, f"{french.count(count, 'courriel')} dans la boîte d’envoi.")
    elif "clore" in posted:
        operations.close(poll, by=by)
    elif "retirer" in posted:
        operations.withdraw(poll, posted["retirer"], by=by)
    elif "donner" in posted:
        token = operations.invite(poll, posted["donner"], by=by)
        said = f"{posted['donner'] or '-'} {address(token)}"
        return once.give(redirect(back), GIVEN, said, path=back)
    else:
        return _kept(request, poll, back)
    return redirect(back)


def _kept(request: HttpRequest, poll: Poll, back: str) -> HttpResponse:
    form = KeepForm(request.POST)
    day = poll.days.filter(pk=form.cleaned_data["jour"]).first() if form.is_valid() else None
    if day is None:
        raise Refusal("Choisissez un des jours du sondage.")
    kind, refusals = form.cleaned_data["sorte"], form.cleaned_data["refus"]
    made = operations.keep(day, kind=kind, title="", refusals=refusals, by=request.user)
    messages.success(request, f"Au calendrier : {french.day_long(made.on)}, avec celles et ceux qui peuvent.")
    return redirect("schedule:date", made.pk)


def _to_edit(request: HttpRequest, pk: UUID) -> Poll:
    organisation = access.organisation_of(request)
    found = Poll.objects.within(organisation).select_related("production").filter(pk=pk).first()
    if found is None or not access.can_read(request.user, found):
        raise Http404("Sondage introuvable.")
    editing.editor_only(request, found)
    return found
