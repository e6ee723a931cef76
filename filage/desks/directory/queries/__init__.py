"""What the directory lets the search box find: people, structures and venues, never a sealed field."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.urls import reverse

from filage.core.rails.types import SearchRow
from filage.productions.models import Engagement, Person, Structure, Venue


def search_rows(season: Any) -> Iterator[SearchRow]:
    """Yield a row for each person engaged in the season; the cards of the carnet are looked for when asked."""
    for production in season.productions:
        yield from _team(season, production)


def looked_for(organisation: UUID, words: Sequence[str], limit: int, edits: bool) -> Iterator[SearchRow]:
    """Yield the structures, the venues and, for who keeps the carnet, the people who answer; six queries at most."""
    for one in _holding(Structure.objects.within(organisation).only("name", "kind", "city", "ours"), words, limit):
        yield SearchRow(
            key=f"structure:{one.pk}",
            title=one.name,
            text=f"{one.get_kind_display()} {one.city}",
            url=_card("directory:structure_card", one, opens=edits and not one.ours),
            kind="notre structure" if one.ours else "structure",
        )
    for one in _holding(Venue.objects.within(organisation).only("name", "city", "postal_code"), words, limit):
        url = _card("directory:venue", one, opens=edits)
        yield SearchRow(key=f"venue:{one.pk}", title=one.name, text=f"{one.city} {one.postal_code}", url=url, kind="lieu")
    if edits:
        for one in _holding(_contacts(organisation).only("name", "trades"), words, limit):
            url = _card("directory:person_card", one, opens=True)
            yield SearchRow(key=f"person:{one.pk}", title=one.name, text=one.trades, url=url, kind="contact")


def _holding(rows: Any, words: Sequence[str], limit: int) -> list[Any]:
    """Return rows whose folded words hold all of these: those that begin with the first one, then the others, in their order."""
    for word in words:
        rows = rows.filter(folded__contains=word)
    rows = rows.order_by("folded", "id")
    first = list(rows.filter(folded__begins=words[0])[:limit])
    if len(first) == limit:
        return first  # enough: the others would be looked for through the whole carnet
    others = rows.exclude(pk__in=[one.pk for one in first]) if first else rows
    return [*first, *others[: limit - len(first)]]


def _contacts(organisation: UUID) -> Any:
    """Return the people whom no production engages: those of a team are found with it."""
    engaged = Engagement.objects.within(organisation).filter(person=OuterRef("pk"))
    return Person.objects.within(organisation).filter(~Exists(engaged))


def _card(name: str, one: Any, *, opens: bool) -> str:
    return reverse(name, args=[one.pk]) if opens else ""


def _team(season: Any, production: Any) -> Iterator[SearchRow]:
    seen = set()
    for engagement in season.engagements_of(production.pk):
        person = engagement.person
        if person is not None and person.pk not in seen:
            seen.add(person.pk)
            yield SearchRow(
                key=f"person:{person.pk}@{production.pk}",
                title=person.name,
                text=f"{engagement.function} {person.trades} {production.title}",
                url=f"/spectacles/{production.slug}/",
                kind="personne",
                production=production.pk,
            )
