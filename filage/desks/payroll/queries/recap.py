"""Whom and which show the words of a payroll recap mean: somebody of the directory, one of her shows, or a question."""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from filage.core.rails import season as seasons
from filage.desks.payroll.queries.slips import slips
from filage.productions.models import Engagement, Person, Production
from filage.rules.reading.folding import folded

CIVILITIES = frozenset({"m", "mr", "mme", "mlle", "monsieur", "madame"})


class Directory:
    """The people and the shows of an organisation, as a recap may name them; three queries, and a season to share by."""

    def __init__(self, organisation: Any) -> None:
        self.organisation = organisation
        self.people = list(Person.objects.within(organisation).only("pk", "name", "organisation_id").order_by("name", "pk"))
        self.productions = list(Production.objects.within(organisation).select_related("structure"))
        self._named: dict[frozenset[str], list[Person]] = defaultdict(list)
        for person in self.people:
            self._named[_words(person.name)].append(person)

    @property
    def names(self) -> list[str]:
        """Return the names, for the labels of an accounting entry."""
        return [person.name for person in self.people]

    def person(self, id: str) -> Person | None:
        """Return somebody by her id, None when there is nobody."""
        return next((person for person in self.people if str(person.pk) == id), None)

    def production(self, id: str) -> Production | None:
        """Return a show by its id, None when there is none."""
        return next((one for one in self.productions if str(one.pk) == id), None)

    def called(self, said: str) -> list[Person]:
        """Return who has exactly this name, its words in any order; several are homonyms, none is unknown."""
        return self._named.get(_words(said), [])

    def shows_of(self, person: Person) -> list[Production]:
        """Return the shows that somebody is engaged for, in file order."""
        held = {engagement.production_id for engagement in self._engagements.get(person.pk, [])}
        return [one for one in self.productions if one.pk in held]

    def show(self, group: str, person: Person | None, *, several: bool = False) -> Production | None:
        """Return the show that a recap means: the only one its words name, else the only one of the person.

        With `several`, the file tells groups apart: one that names no show of ours is a question, not a guess.
        """
        said = _words(group)
        named = [one for one in self.productions if said and _names(one, said)]
        if len(named) == 1:
            return named[0]
        mine = self.shows_of(person) if person else []
        return mine[0] if len(mine) == 1 and not named and not several else None

    def weights(self, person: Person, month: date, shows: Sequence[Production]) -> list[Decimal]:
        """Return what each show was estimated to pay somebody in a month: by that a payslip is shared."""
        return [self._estimated(person, month, show) for show in shows]

    def _estimated(self, person: Person, month: date, show: Production) -> Decimal:
        found = Decimal(0)
        for engagement in self._season.engagements_of(show.pk):
            if engagement.person_id == person.pk:
                held = [one for one in slips(self._season, engagement) if one.month == month]
                found += sum((one.gross.value or Decimal(0) for one in held), Decimal(0))
        return found

    @cached_property
    def _season(self) -> Any:
        return seasons.load(self.organisation.pk, ())

    @cached_property
    def _engagements(self) -> dict[UUID, list[Engagement]]:
        held: dict[UUID, list[Engagement]] = defaultdict(list)
        for engagement in Engagement.objects.within(self.organisation).filter(person__isnull=False):
            if engagement.person_id is not None:
                held[engagement.person_id].append(engagement)
        return held


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9]+", folded(text))) - CIVILITIES


def _names(production: Production, said: frozenset[str]) -> bool:
    """Tell whether words name a show: all those of its title, without the articles, or its slug."""
    title = frozenset(word for word in _words(production.title) if len(word) > 2)
    return bool(title) and (title <= said or frozenset(production.slug.split("-")) <= said)
