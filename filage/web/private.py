"""What is given to whoever holds a secret link, or of a file somebody sent: nothing is kept on the way, indexed or run."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from filage.core.files import StoredFile

PICTURES = ("image/jpeg", "image/png")


def private[Answer: HttpResponse](response: Answer) -> Answer:
    """Return an answer that no cache keeps, no robot indexes, and whose address is told to no other site."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "same-origin"  # « no-referrer » would send a form back without origin, and be refused
    return response


def file_answer(kept: StoredFile, *, name: str = "") -> HttpResponse:
    """Return the bytes of a file that somebody sent, under its name or another: a picture is shown, the rest downloaded."""
    return bytes_answer(kept.read(), kept.media_type, name=name or kept.name)


def bytes_answer(content: bytes, media_type: str, *, name: str) -> HttpResponse:
    """Return bytes that somebody sent, wherever they are kept: a picture is shown, the rest downloaded, nothing is run."""
    picture = media_type in PICTURES
    response = HttpResponse(content, content_type=media_type if picture else "application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(not picture, name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return private(response)
