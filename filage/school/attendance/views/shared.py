"""How the pages of the attendance find the session, the learner and the half-day that an address names."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest

from filage.school.attendance.queries.book import Book, Half, book
from filage.school.programmes.views.held import session as session_of


def half_of(request: HttpRequest, pk: UUID, half: UUID) -> tuple[Book, Half]:
    """Return the book of a session and one of its half-days; 404 when it is none of them."""
    held = book(session_of(request, pk))
    found = held.half(half)
    if found is None:
        raise Http404("Cette demi-journée n’est pas de cette session.")
    return held, found


def learner_of(session: Any, pk: UUID) -> Any:
    """Return a learner of a session; 404 when she is none."""
    found = session.learners.select_related("person", "track").filter(pk=pk).first()
    if found is None:
        raise Http404("Cette personne n’est pas de cette session.")
    return found
