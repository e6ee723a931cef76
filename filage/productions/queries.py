"""Which productions a user reads: the door of every page about a spectacle."""

from django.http import Http404, HttpRequest

from filage.core import access
from filage.productions.models import Production


def productions_to_read(request: HttpRequest) -> list[Production]:
    """Return the productions that the user may read in the current organisation, in file order, structures joined."""
    organisation = access.organisation_of(request)
    rows = Production.objects.within(organisation).select_related("structure")
    readable = access.readable_productions(request.user, organisation)
    return list(rows if readable is None else rows.filter(pk__in=readable))


def production_to_read(request: HttpRequest, slug: str) -> Production:
    """Return one production by its slug, structure joined; 404 when it is not there, or not for this user."""
    organisation = access.organisation_of(request)
    production = Production.objects.within(organisation).select_related("structure").filter(slug=slug).first()
    if production is None or not access.can_read(request.user, production):
        raise Http404("Spectacle introuvable.")
    return production
