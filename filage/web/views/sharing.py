"""The two sides of a link to a document: the office that gives it, and whoever opens it without account."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from filage.web import editing
from filage.web.pages import sharing
from filage.web.private import IN_ENGLISH, address_of, by_link


class ShareForm(forms.Form):
    """To whom a document goes, and for how long its link opens."""

    email = forms.EmailField(label="Courriel", required=False, help_text="Vide : le lien est seulement montré, à copier.")
    message = forms.CharField(
        label="Message",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=4_000,
        help_text="Vide : deux lignes sobres.",
    )
    days = forms.TypedChoiceField(label="Le lien s’ouvre pendant", choices=sharing.DURATIONS, coerce=int, initial=30)


def share(request: HttpRequest, document: UUID) -> HttpResponse:
    """Give a link to a document, and say once what it is; read and take back those already given."""
    found = sharing.sending(request, document)
    form = ShareForm(request.POST or None)
    gift = None
    if form.is_bound and form.is_valid():
        gift = sharing.give(found, by=request.user, address=address_of(request, "web:shared"), **form.cleaned_data)
        form, found = ShareForm(), sharing.sending(request, document)
    shown = {"found": found, "form": form, "gift": gift}
    return render(request, "web/share.html", shown, status=editing.UNREADABLE if form.errors else 200)


@require_POST
def withdraw(request: HttpRequest, document: UUID, link: UUID) -> HttpResponse:
    """Take a link back."""
    found = sharing.sending(request, document)
    back = reverse("web:share_document", args=[document])
    return editing.do(request, lambda: sharing.withdraw(found, link), then=back, said="Le lien n’ouvre plus.")


@by_link(english=IN_ENGLISH, with_form=False)
@require_GET
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a link opens to whoever bears it, in the language of the document."""
    found = sharing.shared(token)
    return render(request, "web/shared.html", {"found": found, "token": token})


@by_link(english=IN_ENGLISH, with_form=False)
@require_GET
def shared_file(request: HttpRequest, token: str) -> HttpResponse:
    """Give the bytes that a link opens, as they left the office."""
    document = sharing.shared(token).document
    response = HttpResponse(document.read(), content_type=document.file.media_type)
    shown = "inline" if document.file.media_type == "application/pdf" else "attachment"
    response.headers["Content-Disposition"] = f'{shown}; filename="{document.file.name}"'
    return response
