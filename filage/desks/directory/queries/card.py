"""The card of a structure or of a person: what she is, who is there, what was said, what comes next, what was played."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Q

from filage.core import own_settings
from filage.desks.directory.enums import Direction, InteractionKind
from filage.desks.directory.models import Affiliation, Consent, Interaction, Label, NextGesture
from filage.desks.directory.queries import contacts
from filage.desks.directory.queries.pages import Readable
from filage.productions.enums import LIVE, PERFORMANCES
from filage.productions.models import Activity, Person, Production, Structure, Venue
from filage.rules.directory import follow_up

SHOWN = 60  # interactions of a card


@dataclass(frozen=True, slots=True, kw_only=True)
class StructureCard:
    """Everything that the card of a structure shows."""

    structure: Structure
    labels: list[Label]
    venues: list[Venue]
    people: list[Affiliation]
    interactions: list[Interaction]
    gestures: list[NextGesture]
    played: list[Activity]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCard:
    """Everything that the professional side of a person shows."""

    person: Person
    roles: list[Affiliation]
    interactions: list[Interaction]
    gestures: list[NextGesture]
    consent: Consent | None
    purge_on: date | None


def structure_card(structure: Structure, readable: Readable) -> StructureCard:
    """Return the card of a structure; seven queries."""
    organisation = structure.organisation_id
    played = Activity.objects.within(organisation).filter(kind__in=PERFORMANCES, status__in=LIVE)
    played = played.filter(Q(deal__partner=structure) | Q(venue__structure=structure)).distinct()
    if readable is not None:
        played = played.filter(production__in=readable)
    people = Affiliation.objects.within(organisation).filter(structure=structure).select_related("person", "person__consent")
    about = _about(organisation, readable, structure=structure)
    return StructureCard(
        structure=structure,
        labels=list(Label.objects.within(organisation).filter(structure=structure)),
        venues=list(Venue.objects.within(organisation).filter(structure=structure).prefetch_related("rooms")),
        people=sorted(people, key=lambda one: (one.until is not None, one.person.name)),
        played=list(played.select_related("production", "venue").order_by("-on")[:SHOWN]),
        **about,
    )


def person_card(person: Person, readable: Readable) -> PersonCard:
    """Return the professional side of a person; six queries."""
    organisation = person.organisation_id
    roles = Affiliation.objects.within(organisation).filter(person=person).select_related("structure", "venue")
    consent = Consent.objects.within(organisation).filter(person=person).first()
    return PersonCard(
        person=person,
        roles=sorted(roles, key=lambda one: (one.until is not None, one.structure.name)),
        consent=consent,
        purge_on=purge_day(person, consent),
        **_about(organisation, readable, person=person),
    )


def purge_day(person: Person, consent: Consent | None) -> date | None:
    """Return the day from which a card is to be erased: so long after her last sign, or else after the card was made."""
    signs = Interaction.objects.within(person.organisation_id).filter(person=person).filter(THEIR_SIGN)
    last = signs.aggregate(last=Max("on"))["last"] or (consent.since if consent else None)
    return follow_up.purge_on(last, own_settings.law_for(organisation=person.organisation_id)) if last else None


THEIR_SIGN = Q(direction=Direction.ENTRANT) | Q(kind=InteractionKind.VU)


def shows(organisation: Any, readable: Readable) -> list[Production]:
    """Return the productions that a moment in touch may be about."""
    rows = Production.objects.within(organisation)
    return list(rows if readable is None else rows.filter(pk__in=readable))


def _about(organisation: Any, readable: Readable, **whom: Any) -> dict[str, Any]:
    said, coming = contacts.interactions(organisation).filter(**whom), contacts.gestures(organisation).filter(**whom)
    if readable is not None:
        shown = Q(production=None) | Q(production__in=readable)
        said, coming = said.filter(shown), coming.filter(shown)
    return {"interactions": list(said[:SHOWN]), "gestures": list(coming)}
