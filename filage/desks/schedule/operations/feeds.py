"""Who is given a calendar by a secret link, and who loses it."""

from typing import Any
from uuid import UUID

from filage.core import links
from filage.core.accounts import Organisation
from filage.core.links import Link
from filage.core.refusal import Refusal
from filage.desks.schedule.queries import feeds
from filage.desks.schedule.queries.feeds import PURPOSE
from filage.documents.shapes import CalendarData

GONE = "Cet agenda n’existe plus : demandez-en un autre à qui vous l’a donné."
MOST = 200  # open links of one office


def give(organisation: Organisation, key: str, *, to: str, by: Any) -> str:
    """Return the token of a new calendar link, said once; Refusal for what the user may not give."""
    things = feeds.things(by, organisation)
    if key not in {one.key for one in things}:
        raise Refusal("Choisissez un spectacle, une personne ou un lieu que vous organisez.")
    if len(feeds.held(organisation, things)) >= MOST:
        raise Refusal(f"{MOST} agendas sont déjà ouverts : retirez ceux qui ne servent plus.")
    return links.create(organisation, PURPOSE, key, by=by, recipient=to[:254])


def withdraw(organisation: Organisation, pk: UUID | None, *, by: Any) -> str:
    """Close a calendar link and return what it was of; Refusal when it is not the user's to close."""
    found = next((one for one in feeds.held(organisation, feeds.things(by, organisation)) if one.link.pk == pk), None)
    if found is None:
        raise Refusal("Cet agenda n’est plus ouvert.")
    links.revoke(found.link)
    return found.thing.name


def enter(token: str) -> tuple[Link, CalendarData]:
    """Return what a link opens; Refusal when it opens nothing any more."""
    link = links.follow(token, PURPOSE)
    data = feeds.calendar_of(link)
    if data is None:
        raise Refusal(GONE)
    return link, data
