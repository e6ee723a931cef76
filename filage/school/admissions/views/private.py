"""What every page of a personal link says on the way: keep nothing, index nothing, name nobody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from filage.core.files import StoredFile
from filage.core.refusal import Refusal

PICTURES = ("image/jpeg", "image/png")


def private[Answer: HttpResponse](response: Answer) -> Answer:
    """Return an answer that no cache keeps, no robot indexes, and whose address is told to no other site."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "same-origin"  # « no-referrer » would send a form back without origin, and be refused
    return response


def closed(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Say that a link opens nothing any more."""
    return private(render(request, "admissions/closed.html", {"refusal": refusal}, status=410))


def given(kept: StoredFile, *, name: str = "") -> HttpResponse:
    """Give a piece that somebody sent: a picture is shown, all else is downloaded, and a browser runs nothing of it."""
    picture = kept.media_type in PICTURES
    response = HttpResponse(kept.read(), content_type=kept.media_type if picture else "application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(not picture, name or kept.name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return private(response)
