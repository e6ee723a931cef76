"""What every page with a form does: draw it, or do its act, and say a refusal where it was typed."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from filage.core import access
from filage.core.refusal import Refusal
from filage.core.rehearsing import rehearse
from filage.productions.models import Production
from filage.productions.queries import production_to_read
from filage.web import moves

SEE = "voir"  # what the button of a heavy form posts: see what it moves, write nothing
UNREADABLE = 422  # what a page answers when it could not do what was asked


def editor_only(request: HttpRequest, thing: Any) -> None:
    """Raise PermissionDenied when the user may not change `thing`, an organisation or what belongs to one."""
    if not access.can_edit(request.user, thing):
        raise PermissionDenied("Vous lisez cette page sans pouvoir la changer.")


def production_to_edit(request: HttpRequest, slug: str) -> Production:
    """Return one production by its slug, which the user may change: 404 or 403 happen here."""
    production = production_to_read(request, slug)
    editor_only(request, production)
    return production


def answer(
    request: HttpRequest,
    form: forms.BaseForm,
    act: Callable[..., Any],
    *,
    then: Callable[[Any], Any],
    said: str = "",
    template: str = "web/form.html",
    context: Mapping[str, Any] | None = None,
    heavy: bool = False,
) -> HttpResponse:
    """Draw a form, or call `act` with what it holds and go where `then` says of its result; a refusal is told in the form.

    A `heavy` form first shows what it would move; the same form, confirmed, does it.
    """
    shown = {**(context or {}), "form": form, "heavy": heavy}
    if form.is_bound and form.is_valid():
        try:
            if heavy and SEE in request.POST:
                seen = moves.moved(rehearse(lambda: act(**form.cleaned_data)))
                return render(request, template, shown | {"moved": seen, "seen": True})
            made = act(**form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            if said:
                messages.success(request, said)
            return redirect(then(made))
    status = UNREADABLE if form.is_bound else 200
    return render(request, template, shown, status=status)


def do(request: HttpRequest, act: Callable[[], Any], *, then: str, said: str = "") -> HttpResponse:
    """Do a gesture without form, then go somewhere; a refusal is said in a message."""
    try:
        act()
        if said:
            messages.success(request, said)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(then)


def ask(
    request: HttpRequest, act: Callable[[], Any], *, then: str, said: str, heading: str, keep: str, context: Mapping[str, Any]
) -> HttpResponse:
    """Show what a heavy gesture without form would move, with the button `keep`; once confirmed, do it and go to `then`."""
    if "confirme" in request.POST:
        return do(request, act, then=then, said=said)
    try:
        moved = moves.moved(rehearse(act))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(then)
    shown = {"heading": heading, "keep": keep, "moved": moved, "back_url": then, "confirm": {"confirme": "1"}}
    return render(request, "web/ask.html", {**context, **shown})
