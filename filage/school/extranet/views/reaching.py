"""How the pages of the extranet find what an address names, for who may read the house."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from filage.core import access
from filage.school.programmes.models import Learner
from filage.web import editing


def learner_of(request: HttpRequest, pk: UUID) -> Learner:
    """Return a learner of the house, to whoever edits it: what is said of somebody is not for every reader."""
    rows = Learner.objects.within(access.organisation_of(request)).select_related("organisation", "person", "session", "track")
    found: Learner = get_object_or_404(rows, pk=pk)
    editing.editor_only(request, found)
    return found


def held(request: HttpRequest, model: Any, pk: UUID) -> Any:
    """Return a row of the house, to whoever edits it."""
    found = get_object_or_404(model.objects.within(access.organisation_of(request)), pk=pk)
    editing.editor_only(request, found)
    return found
