"""The two sides of an own page: the office that opens it to a person, and the person who accepts with her own account."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from filage.core import access
from filage.core.refusal import Refusal
from filage.desks.directory.operations import accounts as operations
from filage.productions.models import Person
from filage.web import editing, once
from filage.web.private import address_of, by_link

OPENED = "page_personnelle"  # the cookie that tells a new link once


class InviteForm(forms.Form):
    """To whom the link goes."""

    email = forms.EmailField(label="Courriel", required=False, help_text="Vide : le lien est seulement montré, à copier.")


class AcceptForm(forms.Form):
    """A new account, for who has none."""

    name = forms.CharField(label="Votre nom", max_length=160, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(label="Votre courriel", widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    password = forms.CharField(
        label="Votre mot de passe",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="10 caractères au moins. Vous seule ou vous seul le connaissez.",
    )


def invite(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open her page to a person: give her a link, once, or part her account from her sheet."""
    person = _to_invite(request, pk)
    form = InviteForm(request.POST or None, initial={"email": person.email})
    if form.is_bound and form.is_valid():
        try:
            link = operations.invite(person, address=address_of(request, "directory:join"), by=request.user, **form.cleaned_data)
            return once.give(redirect(request.path), OPENED, link, path=request.path)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    opened = once.given(request, OPENED)
    shown = {"person": person, "form": form, "opened": opened, "standing": operations.standing(person)}
    page = render(request, "directory/invite.html", shown, status=editing.UNREADABLE if form.errors else 200)
    return once.gone(page, OPENED, path=request.path) if opened else page


@require_POST
def unlink(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Part a person from her account, or take her link back."""
    person = _to_invite(request, pk)
    back = reverse("directory:invite", args=[pk])
    return editing.do(
        request, lambda: operations.unlink(person, by=request.user), then=back, said="Cette page n’est plus ouverte."
    )


@by_link(sign_in=True)
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Accept a link with the account one is in, or with a new one; nothing is linked before the button."""
    person, _ = operations.enter(token)
    user: Any = request.user if request.user.is_authenticated else None
    form = None if user else AcceptForm(request.POST or None, initial={"name": person.name, "email": person.email})
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            made = operations.accept(token, user, **(form.cleaned_data if form else {}))
        except Refusal as refusal:
            if form is None:
                raise
            form.add_error(None, str(refusal))
        else:
            if user is None:
                login(request, made, backend="allauth.account.auth_backends.AuthenticationBackend")
            return redirect("payroll:own")
    shown = {"person": person, "form": form, "login_url": f"{reverse('account_login')}?next={request.path}"}
    return render(request, "directory/join.html", shown, status=editing.UNREADABLE if form and form.errors else 200)


def _to_invite(request: HttpRequest, pk: UUID) -> Person:
    """Return a person whom the user may invite: 404 or 403 happen here."""
    organisation = access.organisation_of(request)
    if not (access.can_edit(request.user, organisation) and access.can_read_pay(request.user, organisation)):
        raise PermissionDenied(operations.READERS_ONLY)
    return get_object_or_404(Person.objects.within(organisation).select_related("organisation"), pk=pk)
