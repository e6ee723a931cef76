"""How a page finds what its address names: in the house of whoever asks, or nowhere."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest

from filage.core import access
from filage.school.programmes import queries
from filage.school.programmes.models import SchoolSession


def session(request: HttpRequest, pk: UUID) -> SchoolSession:
    """Return a session of the house; 404 when it has no such one."""
    found = queries.session(access.organisation_of(request), pk)
    if found is None:
        raise Http404("Cette session n’existe pas ici.")
    return found


def card(request: HttpRequest, model: Any, pk: UUID | None) -> Any:
    """Return a card of the house, a new one without `pk`; 404 when it has no such one."""
    organisation = access.organisation_of(request)
    if pk is None:
        return model(organisation=organisation)
    found = model.objects.within(organisation).filter(pk=pk).first()
    if found is None:
        raise Http404("Cette fiche n’existe pas ici.")
    return found
