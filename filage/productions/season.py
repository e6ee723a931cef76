"""The shared nouns of one or many productions, read once: what every rail computes from."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from uuid import UUID

from filage.core import clock, own_settings
from filage.core.prepared import Prepared
from filage.core.rails.types import Scope
from filage.core.scope import ScopedQuerySet
from filage.productions import enums, pointing
from filage.productions.models import Activity, Deal, Engagement, Person, Production, Structure, VatRegime, Venue
from filage.rules.engine import Law

NAMED = Prepared(lambda organisation, ids: Production.objects.within(organisation).filter(pk__in=ids))
EVERY = Prepared(lambda organisation, _: Production.objects.within(organisation))
STRUCTURES = Prepared(lambda organisation, _: pointing.structures(organisation))
STRUCTURE = Prepared(lambda organisation, ids: Structure.objects.within(organisation).filter(pk__in=ids))
REGIMES = Prepared(lambda organisation, _: VatRegime.objects.within(organisation).order_by("structure", "since", "id"))
VENUES = Prepared(lambda organisation, _: pointing.venues(organisation))
VENUE = Prepared(lambda organisation, ids: Venue.objects.within(organisation).filter(pk__in=ids))
DEALS = Prepared(lambda organisation, ids: Deal.objects.within(organisation).filter(production__in=ids))
ENGAGEMENTS = Prepared(lambda organisation, ids: Engagement.objects.within(organisation).filter(production__in=ids))


@Prepared
def ACTIVITIES(organisation: UUID, ids: Sequence[UUID]) -> ScopedQuerySet[Activity]:
    rows = Activity.objects.within(organisation).filter(production__in=ids).select_related("room")
    return rows.order_by("on", "starts_at", "rank", "id")


@Prepared
def PEOPLE(organisation: UUID, ids: Sequence[UUID]) -> ScopedQuerySet[Person]:
    engaged = Engagement.objects.within(organisation).filter(production__in=ids).order_by().values("person")
    return pointing.among(Person, engaged)


class Season:
    """The shared nouns of some productions (none named: all of the organisation), each kind read by one query when first asked.

    Foreign keys between these nouns are already filled: `activity.venue.structure.name` asks nothing of the database.
    Eight queries at most, whatever the number of productions and of rows.
    """

    def __init__(self, organisation_id: UUID, production_ids: Iterable[UUID] = ()) -> None:
        self.organisation_id = organisation_id
        self.production_ids = tuple(production_ids)
        self._laws: dict[UUID | None, Law] = {}

    @cached_property
    def today(self) -> date:
        """The day it is for the organisation: its pinned date, or the calendar's."""
        return clock.today(self.organisation_id)

    @cached_property
    def productions(self) -> list[Production]:
        """The productions asked for, in file order."""
        found = (NAMED if self.production_ids else EVERY)(self.organisation_id, self.production_ids)
        for production in found:
            production.structure = self._structures[production.structure_id]
        return found

    @cached_property
    def structures(self) -> list[Structure]:
        """Our structures, and those that something of the office points at: not all the contacts of a carnet."""
        return STRUCTURES(self.organisation_id)

    @cached_property
    def regimes(self) -> list[VatRegime]:
        """The VAT regimes of our structures, oldest first."""
        return REGIMES(self.organisation_id)

    @cached_property
    def venues(self) -> list[Venue]:
        """The venues that something of the office points at."""
        found = VENUES(self.organisation_id)
        for venue in found:
            venue.structure = self._structures[venue.structure_id] if venue.structure_id else None
        return found

    @cached_property
    def people(self) -> list[Person]:
        """The people engaged in these productions."""
        return PEOPLE(self.organisation_id, self._ids)

    @cached_property
    def deals(self) -> list[Deal]:
        """The deals of these productions."""
        found = DEALS(self.organisation_id, self._ids)
        for deal in found:
            deal.production = self._productions[deal.production_id]
            deal.partner = self._structures[deal.partner_id] if deal.partner_id else None
        return found

    @cached_property
    def activities(self) -> list[Activity]:
        """The dated services of these productions, by date, hour, then file order."""
        found = ACTIVITIES(self.organisation_id, self._ids)
        for activity in found:
            activity._state.fields_cache.update(
                production=self._productions[activity.production_id],
                venue=self._venues[activity.venue_id] if activity.venue_id else None,
                deal=self._deals[activity.deal_id] if activity.deal_id else None,
            )
        return found

    @cached_property
    def engagements(self) -> list[Engagement]:
        """The embauches of these productions."""
        found = ENGAGEMENTS(self.organisation_id, self._ids)
        for engagement in found:
            engagement.production = self._productions[engagement.production_id]
            engagement.person = self._people[engagement.person_id] if engagement.person_id else None
        by_id = {engagement.pk: engagement for engagement in found}
        for engagement in found:
            if engagement.replaces_id in by_id:
                engagement.replaces = by_id[engagement.replaces_id]
        return found

    def production(self, id: UUID) -> Production:
        """Return one of the productions; KeyError when it is not of this season."""
        return self._productions[id]

    def structure(self, id: UUID) -> Structure:
        """Return a structure of the organisation, read by itself when nothing points at it; KeyError when there is none."""
        if id not in self._structures:
            self._structures[id] = _only(STRUCTURE, self.organisation_id, id)
        return self._structures[id]

    def venue(self, id: UUID) -> Venue:
        """Return a venue of the organisation, read by itself when nothing points at it; KeyError when there is none."""
        if id not in self._venues:
            self._venues[id] = _only(VENUE, self.organisation_id, id)
        return self._venues[id]

    def person(self, id: UUID) -> Person:
        """Return a person engaged in these productions; KeyError when there is none."""
        return self._people[id]

    def deal(self, id: UUID) -> Deal:
        """Return a deal of these productions; KeyError when there is none."""
        return self._deals[id]

    def activity(self, id: UUID) -> Activity:
        """Return an activity of these productions; KeyError when there is none."""
        return self._activities[id]

    def activities_of(self, production_id: UUID) -> list[Activity]:
        """Return the activities of a production, by date."""
        return self._activities_by_production.get(production_id, [])

    def performances_of(self, production_id: UUID) -> list[Activity]:
        """Return the performances of a production that still stand (option to played), by date."""
        return [a for a in self.activities_of(production_id) if a.kind in enums.PERFORMANCES and a.status in enums.LIVE]

    def performances(self) -> Iterator[Activity]:
        """Yield those of every production, one production after another."""
        for production in self.productions:
            yield from self.performances_of(production.pk)

    def deals_of(self, production_id: UUID) -> list[Deal]:
        """Return the deals of a production, in file order."""
        return self._deals_by_production.get(production_id, [])

    def engagements_of(self, production_id: UUID) -> list[Engagement]:
        """Return the embauches of a production, in file order."""
        return self._engagements_by_production.get(production_id, [])

    def vat_status(self, structure_id: UUID, on: date) -> enums.VatStatus | None:
        """Return the VAT status of a structure on a day, or None when no regime covers it: it is then unknown."""
        known = [regime for regime in self.regimes if regime.structure_id == structure_id and regime.since <= on]
        return enums.VatStatus(known[-1].status) if known else None

    def law(self, structure_id: UUID | None) -> Law:
        """Return the law with the dated settings of the organisation and of one of its structures (read once)."""
        if structure_id not in self._laws:
            self._laws[structure_id] = own_settings.law_with(self._settings, structure_id)
        return self._laws[structure_id]

    @cached_property
    def _settings(self) -> list[own_settings.DatedSetting]:
        return own_settings.settings_of(self.organisation_id)

    @cached_property
    def _ids(self) -> list[UUID]:
        return [production.pk for production in self.productions]

    @cached_property
    def _productions(self) -> dict[UUID, Production]:
        return {production.pk: production for production in self.productions}

    @cached_property
    def _structures(self) -> dict[UUID, Structure]:
        return {structure.pk: structure for structure in self.structures}

    @cached_property
    def _venues(self) -> dict[UUID, Venue]:
        return {venue.pk: venue for venue in self.venues}

    @cached_property
    def _people(self) -> dict[UUID, Person]:
        return {person.pk: person for person in self.people}

    @cached_property
    def _deals(self) -> dict[UUID, Deal]:
        return {deal.pk: deal for deal in self.deals}

    @cached_property
    def _activities(self) -> dict[UUID, Activity]:
        return {activity.pk: activity for activity in self.activities}

    @cached_property
    def _activities_by_production(self) -> dict[UUID, list[Activity]]:
        return _grouped(self.activities)

    @cached_property
    def _deals_by_production(self) -> dict[UUID, list[Deal]]:
        return _grouped(self.deals)

    @cached_property
    def _engagements_by_production(self) -> dict[UUID, list[Engagement]]:
        return _grouped(self.engagements)


def load(scope: Scope) -> Season:
    """Return the season of a scope; nothing is read until it is asked."""
    return Season(scope.organisation_id, scope.production_ids)


def _only[Row: (Structure, Venue)](asked: Prepared[Row], organisation_id: UUID, id: UUID) -> Row:
    found = asked(organisation_id, (id,))
    if not found:
        raise KeyError(id)
    return found[0]


def _grouped[Row: (Activity, Deal, Engagement)](rows: list[Row]) -> dict[UUID, list[Row]]:
    groups: dict[UUID, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.production_id].append(row)
    return dict(groups)
