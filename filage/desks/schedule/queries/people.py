"""Whose planning a user may read: the door of the pages about one person’s days."""

from uuid import UUID

from django.http import Http404, HttpRequest

from filage.core import access
from filage.productions.models import Person


def person_to_read(request: HttpRequest, pk: UUID) -> Person:
    """Return a person of the current organisation; 404 when she is not there, or in none of the shows that this user reads."""
    organisation = access.organisation_of(request)
    found = Person.objects.within(organisation).filter(pk=pk).first()
    if found is None or not _works_there(request, pk):
        raise Http404("Personne introuvable.")
    return found


def _works_there(request: HttpRequest, pk: UUID) -> bool:
    organisation = access.organisation_of(request)
    readable = access.readable_productions(request.user, organisation)
    if readable is None:
        return True
    rows = Person.objects.within(organisation).filter(pk=pk)
    named, hired = {"activities__production__in": list(readable)}, {"engagements__production__in": list(readable)}
    return rows.filter(**named).exists() or rows.filter(**hired).exists()
