"""Which dates a user may change: the door of every gesture."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from filage.core import access
from filage.desks.schedule.queries.one_date import activity_to_read
from filage.productions.models import Activity

READ_ONLY = "Vous lisez cette date sans pouvoir la changer : demandez à l’administration ou à la production."


def activity_to_edit(request: HttpRequest, pk: UUID) -> Activity:
    """Return a date that the user may change; 404 when she may not read it, PermissionDenied when she only reads it."""
    found = activity_to_read(request, pk)
    if not access.can_edit(request.user, found):
        raise PermissionDenied(READ_ONLY)
    return found
