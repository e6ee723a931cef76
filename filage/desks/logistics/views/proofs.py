"""How a photo that somebody sent is given back: a picture is shown, anything else is only downloaded; a browser runs nothing."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from filage.core.files import StoredFile

PICTURES = ("image/jpeg", "image/png")


def shown(kept: StoredFile) -> HttpResponse:
    """Return the bytes of a proof: judged on arrival, and locked up all the same."""
    picture = kept.media_type in PICTURES
    response = HttpResponse(kept.read(), content_type=kept.media_type if picture else "application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(not picture, kept.name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response
