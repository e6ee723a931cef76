"""What the search box finds, within what the user may read."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from filage.core import access, search
from filage.core.search import Hit

SHORTEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """The words asked, and the rows that hold them."""

    words: str
    hits: Sequence[Hit]
    too_short: bool


def page(request: HttpRequest, *, words: str) -> SearchPage:
    """Find the rows that hold every word; one letter alone finds nothing."""
    organisation = access.organisation_of(request)
    if len(words) < SHORTEST:
        return SearchPage(words=words, hits=[], too_short=True)
    allowed = access.readable_productions(request.user, organisation)
    edits = access.can_edit(request.user, organisation)
    return SearchPage(words=words, hits=search.find(organisation, words, productions=allowed, edits=edits), too_short=False)
