"""Keeps the words by which each contact is found: hers, and those of the houses where she has a role."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import batched
from uuid import UUID

from django.db import transaction

from filage.core import following
from filage.core.rails import exchange
from filage.desks.directory.models import MOST_WORDS, Affiliation, ContactWords
from filage.productions.models import Person, Structure

AT_ONCE = 2_000  # people


@transaction.atomic
def keep(people: Collection[UUID]) -> None:
    """Write again the words of some people; who has no role any more is no contact, and has none."""
    for some in batched(people, AT_ONCE, strict=False):
        rows = (
            Affiliation.objects.across_organisations(reason="les mots de personnes nommées")
            .filter(person__in=some)
            .order_by("id")
        )
        said: dict[tuple[UUID, UUID, str], dict[str, None]] = defaultdict(dict)
        for organisation, person, hers, house in rows.values_list(
            "organisation", "person", "person__folded", "structure__folded"
        ):
            said[organisation, person, hers][house] = None
        ContactWords.objects.across_organisations(reason="les mots de personnes nommées").filter(person__in=some).delete()
        ContactWords.objects.bulk_create(
            ContactWords(organisation_id=organisation, person_id=person, words=" ".join((hers, *houses))[:MOST_WORDS])
            for (organisation, person, hers), houses in said.items()
        )


def keep_all(organisation: UUID) -> None:
    """Write the words of every contact of an organisation."""
    keep(list(Affiliation.objects.within(organisation).order_by().values_list("person", flat=True).distinct()))


def plug() -> None:
    """Follow people, houses and roles, and what a file brings."""
    following.follow(Affiliation, lambda role: (role.person_id,), keep)
    following.follow(Person, lambda person: (person.pk,), keep)
    following.follow(Structure, lambda structure: of([structure]), keep)
    exchange.settled.provide("directory", keep_all)


def of(structures: Sequence[Structure]) -> set[UUID]:
    """Return the people who have a role in some structures of an organisation."""
    found: set[UUID] = set()
    for some in batched(structures, AT_ONCE, strict=False):
        rows = Affiliation.objects.within(some[0].organisation_id).filter(structure__in=some)
        found.update(rows.order_by().values_list("person", flat=True))
    return found
