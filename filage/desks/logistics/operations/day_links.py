"""Who reads feuilles de route without account: a link a person for a show, a link a venue for a date."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from filage.core import access, links
from filage.core.rails import season as seasons
from filage.core.refusal import Refusal
from filage.desks.logistics.queries import day_pages
from filage.desks.logistics.queries.day_pages import PURPOSE, Reader
from filage.desks.logistics.queries.day_vocabulary import read_in
from filage.documents.day_sheet_shapes import Audience
from filage.documents.shapes import Lang
from filage.productions.enums import LIVE
from filage.productions.models import Activity, Person

LIFETIME = timedelta(days=400)  # a season
CLOSED = "Cette feuille de route n’est plus ouverte pour vous : demandez un nouveau lien à la production."


@dataclass(frozen=True, slots=True)
class Door:
    """What a link opens: one date, its neighbours, for whom, in which language."""

    activity: Activity
    dates: Sequence[Activity]
    audience: Audience
    lang: Lang
    season: Any


def give(activity: Activity, key: str, *, address: Callable[[str], str], by: Any) -> str:
    """Return the address of a new link, said once; the one held before closes."""
    reader = _reader(activity, key, by)
    if reader.link is not None:
        links.revoke(reader.link)
    token = links.create(activity.organisation, PURPOSE, key, by=by, expires_at=timezone.now() + LIFETIME)
    return address(token)


def withdraw(activity: Activity, key: str, *, by: Any) -> None:
    """Take a link back."""
    reader = _reader(activity, key, by)
    if reader.link is not None:
        links.revoke(reader.link)


def _reader(activity: Activity, key: str, by: Any) -> Reader:
    if not access.can_edit(by, activity):
        raise Refusal("Donner un lien est réservé à l’équipe de production.")
    found = next((one for one in day_pages.readers(activity) if one.key == key), None)
    if found is None:
        raise Refusal("Cette personne n’est pas à cette date.")
    return found


def enter(token: str, pk: UUID | None = None) -> Door:
    """Return what a link opens; Refusal, kindly said, when it opens nothing any more."""
    link = links.follow(token, PURPOSE)
    first, _, second = link.target.partition(":")
    if link.organisation is None:
        raise Refusal(CLOSED)
    if second == "lieu":
        return _venue(link.organisation, UUID(first), pk)
    person = Person.objects.within(link.organisation).filter(pk=UUID(second)).first()
    if person is None:
        raise Refusal(CLOSED)
    season = seasons.load(link.organisation.pk, (UUID(first),))
    dates = day_pages.dates_of(season, UUID(first), person.pk)
    chosen = next((one for one in dates if one.pk == pk), None) if pk else day_pages.next_of(dates, link.organisation)
    if chosen is None:
        raise Refusal(CLOSED)
    return Door(chosen, dates, "equipe", "en" if person.language == "en" else "fr", season)


def _venue(organisation: Any, date: UUID, pk: UUID | None) -> Door:
    activity = Activity.objects.within(organisation).filter(pk=date, status__in=LIVE).first()
    if activity is None or pk not in (None, date):
        raise Refusal(CLOSED)
    season = seasons.load(organisation.pk, (activity.production_id,))
    held = season.activity(activity.pk)
    return Door(held, (held,), "lieu", read_in(held.venue.country if held.venue else "FR"), season)
