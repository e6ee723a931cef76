"""The papers of admissions: a letter drawn when asked, papers that bind once issued, entries and exits for who funds."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from filage.core import access, archive, clock
from filage.core.models import User
from filage.core.refusal import Refusal
from filage.documents import delimited
from filage.school.admissions.enums import Outcome
from filage.school.admissions.operations import deciding
from filage.school.admissions.queries import calls, files, leaving, printed
from filage.school.admissions.views.office import held_application
from filage.school.programmes import queries as programmes
from filage.web import editing
from filage.web.private import private

PDF = "application/pdf"
MADE = ("devis-formation", "contrat-formation", "convention-formation")


@require_safe
def letter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Draw the letter that tells what was decided."""
    from filage.documents import papers as press  # loaded when a document is made

    application = held_application(request, pk)
    if not application.outcome or application.outcome == Outcome.WITHDRAWN:
        raise Http404("Rien n’est décidé de cette candidature.")
    told = files.one_of(application, calls.now(application.intake.organisation))
    on = application.decided_on or clock.today_for(request)
    return _given(
        press.render(printed.letter(application, told.missing, on=on)), PDF, f"lettre-candidature-{application.number}.pdf"
    )


@require_POST
def issue(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """Issue a paper that binds."""
    application, by = held_application(request, pk), cast(User, request.user)
    if code not in MADE:
        raise Http404("Ce papier n’existe pas.")
    options = {"distance": "distance" in request.POST, "funding": request.POST.get("financement", "")}
    try:
        deciding.refuse_unless_admitted(application, by=by)
        archive.issue(
            code,
            organisation=application.intake.organisation,
            by=by,
            on=clock.today_for(request),
            about=(f"application:{application.pk}",),
            options=options,
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("admissions:application", pk)


@require_safe
def issued(request: HttpRequest, pk: UUID, row: UUID) -> HttpResponse:
    """Give a paper as it left the office."""
    application = held_application(request, pk)
    found = next((one for one in leaving.papers(application) if one.pk == row), None)
    if found is None:
        raise Http404("Ce papier n’existe pas.")
    return _given(found.read(), found.file.media_type, found.file.name)


@require_safe
def moves(request: HttpRequest, pk: UUID, suffix: str) -> HttpResponse:
    """Give the entries and the exits of a session, for who funds it."""
    from filage.documents import papers as press  # loaded when a document is made

    session = programmes.session(access.organisation_of(request), pk)
    if session is None or suffix not in ("pdf", "csv"):
        raise Http404("Cette session n’existe pas ici.")
    editing.editor_only(request, session)
    rows = leaving.moves(session, request.GET.get("financeur", ""))
    if suffix == "csv":
        return _given(delimited.render(printed.MOVES, rows), "text/csv", "entrees-sorties.csv")
    return _given(press.render(printed.moves(session, rows, on=clock.today_for(request))), PDF, "entrees-sorties.pdf")


def _given(content: bytes, media_type: str, name: str) -> HttpResponse:
    response: Any = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return private(response)
