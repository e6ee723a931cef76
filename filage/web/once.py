"""Something said once on the page a form leads to: it travels in a signed cookie of that page, and is gone when read."""

from urllib.parse import quote, unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponse

SALT = "filage.une-fois"
LASTS = 120  # seconds


def give(response: HttpResponse, name: str, text: str, *, path: str) -> HttpResponse:
    """Keep a text for the next reading of the page at `path`; the database never sees it."""
    kept = {"path": path, "httponly": True, "samesite": "Strict", "secure": settings.SESSION_COOKIE_SECURE}
    plain = quote(text, safe="")  # in ASCII: a server may drop every cookie of a request for one letter that is not
    response.set_signed_cookie(name, plain, salt=SALT, max_age=LASTS, **kept)
    return response


def given(request: HttpRequest, name: str) -> str:
    """Return the text kept for this page, empty when there is none or when it was touched."""
    return unquote(str(request.get_signed_cookie(name, default="", salt=SALT, max_age=LASTS)))


def gone(response: HttpResponse, name: str, *, path: str) -> HttpResponse:
    """Forget a text once its page is drawn, and keep that page out of every cache."""
    response.delete_cookie(name, path=path, samesite="Strict")
    response["Cache-Control"] = "no-store"
    return response
