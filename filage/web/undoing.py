"""After each change, a toast offers to take it back; one key takes back the last thing done on the page."""

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from filage.core import access, rehearsing
from filage.core.changes import UNDONE, last_of, undo
from filage.core.journal import TOUCHED, JournalEntry
from filage.core.models import User
from filage.core.refusal import Refusal
from filage.productions.models import Production
from filage.web import moves

KEPT = "annuler"  # in the session, until the next page is drawn
NO_RIGHT = "Vous ne pouvez plus changer ce spectacle : demandez à l’administration ou à la production d’annuler."
NOTHING = "Rien à annuler ici : vous n’avez rien changé sur cette page."


class OfferUndo:
    """Middleware: when a posted form applied one change and leads to another page, that page offers to take it back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Listen to what a posted form applies; what is posted as JSON says its own undo."""
        if request.method != "POST" or request.content_type == "application/json":
            return self.get_response(request)
        with rehearsing.listen() as applied:
            response = self.get_response(request)
        leads_on = response.status_code in (301, 302, 303) or response.headers.get("HX-Redirect") or "HX-Refresh" in response
        if len(applied) == 1 and leads_on:
            request.session[KEPT] = offer(applied[0])
        return response


def offer(applied: rehearsing.Applied) -> dict[str, str]:
    """Return what the toast of a change says: its text, what it moved, and the entry to take back."""
    entry = applied.entry
    act, text = ("Annuler", entry.why or str(entry.changes[0]["subject"]))
    if entry.undoes is not None:
        act = "Rétablir" if entry.why == UNDONE else "Annuler"
        text = f"{'Annulé' if entry.why == UNDONE else 'Rétabli'} : {_first_why(entry)}"
    return {"entry": str(entry.pk), "act": act, "text": text[:1].upper() + text[1:], "moved": moves.sentence(applied.moved)}


def _first_why(entry: JournalEntry) -> str:
    """Return what was done in the first place, under its undoings."""
    while entry.undoes is not None:
        entry = entry.undoes
    return entry.why or str(entry.changes[0]["subject"])


def gone(entry: JournalEntry | None, path: str) -> bool:
    """Tell whether taking back removed what the page at `path` is about."""
    removed = [one for one in entry.changes if not one["field"] and one["new"] is None] if entry else []
    return any(one["id"] in path or f"/{(one['old'] or {}).get('slug', '?')}/" in path for one in removed)


def taken(request: HttpRequest) -> dict[str, str] | None:
    """Return what the page must offer to take back, once."""
    session = getattr(request, "session", None)
    return session.pop(KEPT, None) if session is not None and KEPT in session else None


def back(request: HttpRequest, *, entry: UUID | None = None, slug: str = "") -> JournalEntry | None:
    """Take back one entry of the user, or the last of a production (of the whole organisation without one).

    Refusal when there is nothing to take back, when the right is gone, or Conflict when somebody wrote over it since.
    """
    organisation, user = access.organisation_of(request), cast(User, request.user)
    if entry is not None:
        found = JournalEntry.objects.within(organisation).filter(pk=entry, by=user).first()
    else:
        found = last_of(user, organisation, _place(organisation, slug))
    if found is None:
        raise Refusal(NOTHING)
    if not _may_edit(user, organisation, found):
        raise Refusal(NO_RIGHT)
    return undo(found, by=user)


def _place(organisation: Any, slug: str) -> UUID | None:
    return Production.objects.within(organisation).filter(slug=slug).values_list("pk", flat=True).first() if slug else None


def _may_edit(user: Any, organisation: Any, entry: JournalEntry) -> bool:
    """Tell whether the user may still change everything that the entry touched."""
    touched = set(entry.subjects.filter(model=TOUCHED).values_list("object_id", flat=True))
    if str(organisation.pk) in touched or not touched:
        return access.can_edit(user, organisation)
    return all(access.can_edit(user, Production(pk=UUID(one), organisation_id=organisation.pk)) for one in touched)
