"""The file of an applicant, by her link without account: a step a page, each kept, then the deposit and its acknowledgement."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filage.core import uploads
from filage.core.received import upload_of
from filage.core.refusal import Refusal
from filage.school.admissions.enums import Outcome
from filage.school.admissions.forms.applying import POSITION, STEPS, Step, asked
from filage.school.admissions.models import Application, IntakePiece
from filage.school.admissions.operations import applying, deciding
from filage.school.admissions.queries import calls
from filage.school.admissions.queries.files import minute, moment
from filage.school.admissions.queries.pieces import stored
from filage.school.admissions.views import public_page
from filage.web import format as french
from filage.web.editing import UNREADABLE
from filage.web.private import address_of, by_link, file_answer

by_file_link = by_link(
    heading="Ce dossier ne s’ouvre pas",
    then=french.typeset("Sur la page de l’appel à candidatures, « J’ai perdu mon lien » vous le renvoie."),
)


@by_file_link
@require_safe
def file(request: HttpRequest, token: str) -> HttpResponse:
    """Read where one’s file stands."""
    application = applying.enter(token)
    at = calls.now(application.intake.organisation)
    if application.filed_at is None and calls.is_open(application.intake, at):
        return redirect("admissions:step", token, "vous")
    return render(request, "admissions/file.html", _file(application, token, at))


@by_file_link
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, token: str, code: str) -> HttpResponse:
    """Read or fill a step of one’s file."""
    if code not in STEPS:
        raise Http404("Cette étape n’existe pas.")
    piece = request.POST.get("piece", "")  # the whole request is here: this is when it was received
    received = timezone.now()
    try:
        application = applying.enter(token)
        at = calls.now(application.intake.organisation, received)
        if request.method == "POST":
            return _posted(request, application, token, code, at, piece)
        return render(request, "admissions/step.html", _page(application, token, code, at))
    except Refusal as refusal:
        return _refused(request, token, code, received, refusal)


@by_file_link
@require_POST
def take_back(request: HttpRequest, token: str) -> HttpResponse:
    """Take one’s application back."""
    deciding.withdraw(applying.enter(token), by=None)
    messages.success(request, "Votre candidature est retirée. Merci de nous l’avoir dit.")
    return redirect("admissions:file", token)


@login_not_required
@require_safe
def own_piece(request: HttpRequest, token: str, pk: UUID) -> HttpResponse:
    """Read again a piece that one joined."""
    try:
        application = applying.enter(token)
        return file_answer(stored(application, pk))
    except Refusal as refusal:
        raise Http404(str(refusal)) from refusal


def _posted(request: HttpRequest, application: Application, token: str, code: str, at: Any, piece: str) -> HttpResponse:
    if code == "deposer":
        consents = "accord" in request.POST
        applying.file(application, at=at, consents=consents, address=address_of(request, "admissions:file")(token))
        return redirect("admissions:file", token)
    if code == "pieces":
        return _joined(request, application, token, at, piece)
    form = _form(application, code, request.POST, at)
    form.is_valid()
    keep = applying.position if code == POSITION else applying.save
    keep(application, form.cleaned_data, at=at)
    if form.errors:
        shown = _page(application, token, code, at) | {
            "form": form,
            "refused": "Le reste est enregistré ; relisez ce qui est signalé.",
        }
        return render(request, "admissions/step.html", shown, status=UNREADABLE)
    order = asked(application.intake, form.rules)
    return redirect("admissions:step", token, order[order.index(code) + 1] if code in order else "pieces")


def _joined(request: HttpRequest, application: Application, token: str, at: Any, asked: str) -> HttpResponse:
    piece = next((one for one in application.intake.pieces.all() if str(one.pk) == asked), None)
    if piece is None:
        raise Refusal(applying.MISSING)
    if "retirer" in request.POST:
        applying.drop(application, piece, at=at)
    else:
        if gone := uploads.too_heavy(request):
            raise Refusal(applying.heavy(*gone))
        applying.join(application, piece, upload_of(request.FILES.get("fichier")), at=at)
        messages.success(request, f"{piece.name} : c’est reçu.")
    return redirect("admissions:step", token, "pieces")


def _refused(request: HttpRequest, token: str, code: str, received: Any, refusal: Refusal) -> HttpResponse:
    """Say a refusal on the page where it was met, with what was kept so far."""
    application = applying.enter(token)
    at = calls.now(application.intake.organisation, received)
    shown = _page(application, token, code, at) | {"refused": str(refusal)}
    return render(request, "admissions/step.html", shown, status=UNREADABLE)


def _form(application: Application, code: str, data: Any, at: Any) -> Step:
    kind = STEPS[code][1]
    if kind is None:
        raise Http404("Cette étape n’a pas de formulaire.")
    tracks = list(application.intake.session.tracks.values_list("name", flat=True))
    return kind(data, application=application, rules=calls.rules(application.intake), tracks=tracks, today=at.date())


def _page(application: Application, token: str, code: str, at: Any) -> dict[str, Any]:
    intake = application.intake
    pieces: list[IntakePiece] = list(intake.pieces.all())
    joined = {one.piece_id: one for one in application.joined.all()}
    rules = calls.rules(intake)
    shown = _file(application, token, at) | {
        "code": code,
        "steps": public_page.steps(application, code, joined, pieces, asked(intake, rules)),
        "pieces": [(one, joined.get(one.pk)) for one in pieces],
        "is_open": calls.is_open(intake, at),
        "most": applying.LARGEST,
    }
    if code == "deposer":
        shown |= {"answers": public_page.answers(application, rules), "consent": public_page.consent(intake)}
    elif STEPS[code][1] is not None:
        shown["form"] = _form(application, code, None, at)
        shown["asks_levels"] = code == POSITION
    return shown


def _file(application: Application, token: str, at: Any) -> dict[str, Any]:
    intake = application.intake
    return {
        "application": application,
        "intake": intake,
        "token": token,
        "lacks": applying.lacks(application),
        "closes": minute(intake.closes_at),
        "filed": moment(application.filed_at) if application.filed_at else "",
        "status": public_page.status(application),
        "late": application.outcome == Outcome.LATE,
        "withdrawn": application.outcome == Outcome.WITHDRAWN,
        "editable": calls.is_open(intake, at) and application.outcome != Outcome.WITHDRAWN,
        "met": moment(application.interview_at) if application.interview_at else "",
    }
