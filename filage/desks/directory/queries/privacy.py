"""Whose card is kept too long, and all that is kept of one person: what she may ask for, and what the law keeps."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Q

from filage.core import own_settings
from filage.desks.directory.models import Affiliation, Consent, Interaction, NextGesture
from filage.desks.directory.queries.card import THEIR_SIGN
from filage.productions.models import Activity, Engagement, Person
from filage.rules.directory import follow_up

MOST = 500  # cards to purge on one page
LAW = "Ses embauches et leurs paies : l’employeur garde un double des bulletins cinq ans (Code du travail, art. L3243-4)."
PROOF = "Ses engagements : leurs contrats et leurs déclarations prouvent ce qui a été payé."


@dataclass(frozen=True, slots=True)
class Old:
    """A card to purge: whose, since which sign, from which day."""

    person: Person
    last: date
    due: date


def to_purge(organisation: Any, today: date) -> list[Old]:
    """Return the cards whose time is over, the oldest first; those of people engaged are kept by law. Four queries."""
    law = own_settings.law_for(organisation=organisation)
    made = Consent.objects.within(organisation).values_list("person", "since")
    last: dict[Any, date] = {pk: since for pk, since in made if since}
    signs = Interaction.objects.within(organisation).filter(THEIR_SIGN, person__isnull=False).order_by()
    last |= dict(signs.values_list("person").annotate(last=Max("on")))
    due = {pk: follow_up.purge_on(on, law) for pk, on in last.items()}
    engaged = Engagement.objects.within(organisation).filter(person__isnull=False)
    over = {pk for pk, on in due.items() if on <= today} - set(engaged.values_list("person", flat=True))
    oldest = sorted(over, key=lambda pk: (last[pk], pk))[:MOST]
    people = Person.objects.within(organisation).in_bulk(oldest)
    return [Old(people[pk], last[pk], due[pk]) for pk in oldest]


def kept_by_law(person: Person) -> list[str]:
    """Return why the card of somebody cannot be erased whole, nothing when it can."""
    engaged = Engagement.objects.within(person.organisation_id).filter(person=person)
    if not engaged.exists():
        return []
    return [LAW, PROOF]


def whole(person: Person) -> dict[str, Any]:
    """Return all that is kept of somebody, as plain words: what she is given when she asks. Sealed data are named, not shown."""
    organisation = person.organisation_id
    sealed = ("nir", "iban", "access_needs", "withholding_rate")
    consent = Consent.objects.within(organisation).filter(person=person).first()
    return {
        "personne": {
            "nom": person.name,
            "metiers": person.trades,
            "courriel": person.email,
            "telephone": person.phone,
            "adresse": " ".join(filter(None, [person.address, person.postal_code, person.city])),
            "naissance": _day(person.born_on),
            "biographie": person.bio,
            "gouts": person.tastes,
        },
        "donnees_scellees": [name for name in sealed if getattr(person, name)],
        "base_legale": {
            "base": consent.get_basis_display() if consent else "",
            "depuis": _day(consent.since if consent else None),
            "source": consent.source if consent else "",
            "opposition": _day(consent.opposed_on if consent else None),
        },
        "fonctions": list(_roles(organisation, person)),
        "echanges": list(_said(organisation, person)),
        "gestes": [
            {"quoi": one.what, "pour_le": _day(one.due_on), "fait_le": _day(one.done_on)}
            for one in NextGesture.objects.within(organisation).filter(person=person)
        ],
        "embauches": [
            {"spectacle": one.production.title, "fonction": one.function}
            for one in Engagement.objects.within(organisation).filter(person=person).select_related("production")
        ],
        "dates": [
            {"date": _day(one.on), "spectacle": one.production.title}
            for one in Activity.objects.within(organisation).filter(participants=person).select_related("production")
        ],
    }


def _roles(organisation: Any, person: Person) -> Iterator[dict[str, str]]:
    for one in Affiliation.objects.within(organisation).filter(person=person).select_related("structure"):
        yield {
            "fonction": str(one),
            "structure": one.structure.name,
            "courriel": one.email,
            "telephone": one.phone,
            "depuis": _day(one.since),
            "jusqu_au": _day(one.until),
        }


def _said(organisation: Any, person: Person) -> Iterator[dict[str, str]]:
    rows = Interaction.objects.within(organisation).filter(Q(person=person)).select_related("production")
    for one in rows.order_by("on", "id"):
        show = one.production.title if one.production else ""
        yield {
            "date": _day(one.on),
            "type": one.get_kind_display(),
            "sens": one.get_direction_display(),
            "spectacle": show,
            "note": one.note,
        }


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""
