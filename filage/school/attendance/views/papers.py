"""The papers of the attendance, made when they are asked for, and whether the register is whole."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from filage.core import clock
from filage.core.refusal import Refusal
from filage.documents import delimited
from filage.documents.register_shapes import RegisterData
from filage.rules.reading.folding import folded
from filage.school.attendance.queries import papers
from filage.school.attendance.queries.book import Book, book
from filage.school.attendance.queries.declared import declared
from filage.school.attendance.queries.register import checked, place_of
from filage.school.attendance.views.shared import learner_of, session_of


@require_GET
def week(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Return the sheet of a week as a PDF."""
    held = book(session_of(request, pk))
    on = _day(request.GET.get("semaine", ""))
    monday = on - timedelta(days=on.weekday())
    return pdf(request, lambda today: papers.week(held, monday, on=today), f"emargement-{monday:%Y-%m-%d}")


@require_GET
def learner(request: HttpRequest, pk: UUID, learner: UUID) -> HttpResponse:
    """Return the sheet of a learner as a PDF."""
    held, who = _own(request, pk, learner)
    return pdf(request, lambda today: papers.of_learner(held, who, on=today), f"presence-{_slug(who)}")


@require_GET
def certificate(request: HttpRequest, pk: UUID, learner: UUID) -> HttpResponse:
    """Return the certificate of a learner as a PDF."""
    held, who = _own(request, pk, learner)
    return pdf(request, lambda today: papers.certificate(held, who, on=today), f"certificat-{_slug(who)}")


@require_GET
def statement(request: HttpRequest, pk: UUID, learner: UUID) -> HttpResponse:
    """Return the statement of a month of a learner as a PDF."""
    held, who = _own(request, pk, learner)
    month = _day(f"{request.GET.get('mois', '')}-01")
    return pdf(request, lambda today: papers.statement(held, who, month, on=today), f"assiduite-{month:%Y-%m}-{_slug(who)}")


@require_GET
def table(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Return the attendance of a session as a CSV."""
    content = delimited.render(papers.COLUMNS, papers.table(book(session_of(request, pk))))
    return _file(content, "text/csv; charset=utf-8", "emargement.csv")


@require_GET
def hours(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read the hours that were signed, as the yearly declaration asks them, and each learner's papers."""
    held = book(session_of(request, pk))
    months = sorted({half.on.replace(day=1) for half in held.halves if half.counts and half.on <= held.today}, reverse=True)
    shown = {"book": held, "session": held.session, "declared": declared(held), "months": months}
    shown["rows"] = [(one, held.tally(one)) for one in held.learners]
    return render(request, "attendance/hours.html", shown)


@require_GET
def verification(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say whether the register is whole, and whether an imprint printed on a sheet is in it."""
    session = session_of(request, pk)
    asked = "".join(request.GET.get("empreinte", "").lower().split())[:64]
    shown = {
        "session": session,
        "checked": checked(session),
        "asked": asked,
        "place": place_of(session, asked) if asked else None,
    }
    return render(request, "attendance/verification.html", shown)


def _own(request: HttpRequest, pk: UUID, learner: UUID) -> tuple[Book, Any]:
    session = session_of(request, pk)
    who = learner_of(session, learner)
    return book(session, learner=who), who


def pdf(request: HttpRequest, told: Callable[[date], RegisterData], name: str) -> HttpResponse:
    """Return a paper of the attendance, drawn at once."""
    from filage.documents import papers as press  # loaded when a document is made

    try:
        content = press.render(told(clock.today_for(request)))
    except Refusal as refusal:
        return HttpResponse(str(refusal), status=409, content_type="text/plain; charset=utf-8")
    return _file(content, "application/pdf", f"{name}.pdf")


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": f'inline; filename="{name}"'})


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404("Dites un jour : AAAA-MM-JJ.") from None


def _slug(who: Any) -> str:
    return "-".join("".join(sign if sign.isalnum() else " " for sign in folded(str(who))).split()) or "stagiaire"
