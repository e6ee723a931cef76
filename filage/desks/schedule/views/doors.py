"""What every page of a secret link says to programs on the way: keep nothing, index nothing, name nobody."""

from django.http import HttpResponse


def private[Answer: HttpResponse](response: Answer) -> Answer:
    """Return an answer that no cache keeps, no robot indexes, and whose address is told to no other site."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "same-origin"  # « no-referrer » would send a form back without origin, and be refused
    return response
