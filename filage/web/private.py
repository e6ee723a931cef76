"""What is given to whoever holds a secret link, or of a file somebody sent: nothing is kept on the way, indexed or run."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header

from filage.core.files import StoredFile
from filage.core.refusal import Refusal

type View = Callable[..., HttpResponse]
IN_ENGLISH = "This link no longer opens: ask whoever sent it for a new one."
PICTURES = ("image/jpeg", "image/png")


def by_link(
    *, heading: str = "Ce lien n’ouvre plus", then: str = "", english: str = "", sign_in: bool = False, with_form: bool = True
) -> Callable[[View], View]:
    """Make a view one that a secret link opens without account; what it refuses is said on the page of a closed link.

    That page bears `heading` and the refusal, tells what to do (`then`, or to sign in), and says it again in `english`.
    """
    shown = {"heading": heading, "then": then, "english": english, "sign_in": sign_in}

    def made(view: View) -> View:
        @login_not_required
        @wraps(view)
        def opened(request: HttpRequest, *named: Any, **given: Any) -> HttpResponse:
            try:
                answer = view(request, *named, **given)
            except Refusal as refusal:
                answer = render(request, "web/closed.html", shown | {"refusal": refusal}, status=410)
            return private(answer, with_form=with_form)

        return opened

    return made


def address_of(request: HttpRequest, name: str) -> Callable[[str], str]:
    """Return what makes the address that a link opens, of its token and the name of its page."""
    return lambda token: request.build_absolute_uri(reverse(name, args=[token]))


def to_follow(address: str) -> str:
    """Return the address that opens the calendar program of a telephone or a computer at once, empty for none."""
    return address and urlsplit(address)._replace(scheme="webcal").geturl()


def private[Answer: HttpResponse](response: Answer, *, with_form: bool = True) -> Answer:
    """Return an answer that no cache keeps, no robot indexes, and whose address is told to no other site."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "same-origin" if with_form else "no-referrer"  # which would send a form without its origin
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
