"""The page of a call, open to all: what the training is, when it is met, and where a file begins."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from filage.core.refusal import Refusal
from filage.school.admissions.forms.applying import BeginForm, LostForm, RegisterForm
from filage.school.admissions.models import Intake
from filage.school.admissions.operations import applying, meeting
from filage.school.admissions.queries import calls
from filage.school.admissions.views import public_page
from filage.web.editing import UNREADABLE
from filage.web.private import address_of

BEGIN, LOST, REGISTER = "commencer", "lien", "inscrire"
FORMS: dict[str, Any] = {BEGIN: BeginForm, LOST: LostForm, REGISTER: RegisterForm}


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest, house: str, slug: str) -> HttpResponse:
    """Read a call, register to a meeting, begin a file."""
    act = request.POST.get("geste", "")  # the whole request is here: this is when it was received
    received = timezone.now()
    intake = calls.public(house, slug)
    if intake is None:
        raise Http404("Cet appel n’existe pas, ou n’est pas publié.")
    forms = {name: form(request.POST if name == act else None) for name, form in FORMS.items()}
    form, refused = forms.get(act), ""
    if form is not None and form.is_valid():
        try:
            return _done(request, intake, act, form.cleaned_data, calls.now(intake.organisation, received))
        except Refusal as refusal:
            refused = str(refusal)
    shown = public_page.context(intake, calls.now(intake.organisation, received)) | {
        "forms": forms,
        "act": act,
        "refused": refused,
    }
    return render(request, "admissions/call.html", shown, status=UNREADABLE if act else 200)


def _done(request: HttpRequest, intake: Intake, act: str, said: dict[str, Any], at: Any) -> HttpResponse:
    here = redirect(request.path)
    if act == BEGIN:
        token = applying.begin(intake, at=at, address=address_of(request, "admissions:file"), **said)
        return redirect("admissions:step", token, "vous")
    if act == LOST:
        applying.send_again(intake, said["email"], address=address_of(request, "admissions:file"))
        messages.success(request, "Si un dossier existe à cette adresse, son lien vient d’y être envoyé.")
        return here
    chosen = next((one for one in calls.meetings(intake) if str(one.pk) == request.POST.get("reunion")), None)
    if chosen is None:
        raise Refusal("Choisissez une réunion.")
    chosen.intake = intake
    meeting.register(chosen, at=at, **said)
    messages.success(request, "C’est noté. Tout est dans le courriel que nous vous envoyons.")
    return here
