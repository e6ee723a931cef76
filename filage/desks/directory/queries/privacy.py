"""Whose card is kept too long, and all that is kept of one person: what she may ask for, and what the law keeps."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from filage.core import own_settings
from filage.core.outbox import Mail
from filage.core.rails import personal
from filage.desks.directory.models import Affiliation, Consent, Interaction, NextGesture
from filage.desks.directory.queries.card import THEIR_SIGN
from filage.productions.models import Activity, Engagement, Person
from filage.rules.directory import follow_up
from filage.rules.engine import Law

MOST = 500  # cards to purge on one page
LAW = "Ses embauches et leurs paies : l’employeur garde un double des bulletins cinq ans (Code du travail, art. L3243-4)."
OTHER = {
    "reponses_aux_sondages": "Réponses aux sondages",
    "indisponibilites": "Absences",
    "annonces": "Annonces reçues",
    "trajets": "Trajets",
    "nuits": "Nuits",
    "notes_de_frais": "Notes de frais",
    "caisse": "Caisse de tournée",
    "besoins_scelles": "Besoins (scellés)",
}
PROOF = "Ses engagements : leurs contrats et leurs déclarations prouvent ce qui a été payé."


@dataclass(frozen=True, slots=True)
class Old:
    """A card to purge: whose, since which sign, from which day."""

    person: Person
    last: date
    due: date


def to_purge(organisation: Any, today: date) -> list[Old]:
    """Return the cards whose time is over, the oldest first; those of people engaged are kept by law. Three queries."""
    law = own_settings.law_for(organisation=organisation)
    last_sign = (
        Interaction.objects.within(organisation).filter(THEIR_SIGN, person=OuterRef("pk")).order_by("-on").values("on")[:1]
    )
    rows = _over(organisation, today, law).select_related("consent").annotate(last_sign=Subquery(last_sign))
    found = [(one, one.last_sign or one.consent.since) for one in rows]
    oldest = sorted(found, key=lambda each: (each[1], each[0].pk))[:MOST]
    return [Old(person, last, follow_up.purge_on(last, law)) for person, last in oldest]


def count_to_purge(organisation: Any, today: date) -> int:
    """Return how many cards have passed their term, told up to a few hundreds; two queries."""
    rows = _over(organisation, today, own_settings.law_for(organisation=organisation))
    return int(rows.order_by()[:MOST].count())


def _over(organisation: Any, today: date, law: Law) -> Any:
    """Return the people whose last sign, or else whose card, is older than the time it is kept."""
    before = _last_day(today, law)
    signs = Interaction.objects.within(organisation).filter(THEIR_SIGN, person__isnull=False)
    old = Consent.objects.within(organisation).order_by().filter(since__lte=before).values("person")
    heard = signs.order_by().filter(on__lte=before).values("person")
    since = signs.filter(person=OuterRef("pk"), on__gt=before)
    engaged = Engagement.objects.within(organisation).filter(person=OuterRef("pk"))
    people = Person.objects.across_organisations(reason="celles dont l’organisation garde la base légale ou les échanges")
    return people.filter(pk__in=old.union(heard)).exclude(Exists(since)).exclude(Exists(engaged))


def _last_day(today: date, law: Law) -> date:
    """Return the last day whose cards are to be erased today."""
    day = today
    while follow_up.purge_on(day, law) > today:
        day -= timedelta(days=max(1, (follow_up.purge_on(day, law) - today).days - 3))
    while follow_up.purge_on(day + timedelta(days=1), law) <= today:
        day += timedelta(days=1)
    return day


def kept_by_law(person: Person, told: Mapping[str, Any] | None = None) -> list[str]:
    """Return why the card of somebody cannot be erased whole, nothing when it can; `told` is what is kept of her, when known."""
    found = personal.told(person.organisation_id, person.pk) if told is None else told
    engaged = Engagement.objects.within(person.organisation_id).filter(person=person)
    of_pay = [LAW, PROOF] if engaged.exists() else []
    return of_pay + personal.kept(found)


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
        "courriers": [
            {"le": _day(one.written_at.date()), "a": ", ".join(one.to), "objet": one.subject, "parti": one.sent_at is not None}
            for one in mails(person)
        ],
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
        **personal.told(organisation, person.pk),
    }


def other(found: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    """Return what the desks told of somebody, a title and its lines, the empty ones left out."""
    return [(OTHER[key], [" · ".join(filter(None, row.values())) for row in found[key]]) for key in OTHER if found.get(key)]


def addresses(person: Person) -> set[str]:
    """Return the addresses where somebody is written to, in small letters."""
    held = Affiliation.objects.within(person.organisation_id).filter(person=person).values_list("email", flat=True)
    return {each.strip().lower() for each in (person.email, *held) if each.strip()}


def mails(person: Person) -> list[Mail]:
    """Return the mails of the outbox that were written to somebody, or that name her address."""
    known, found = addresses(person), {}
    for address in known:
        rows = Mail.objects.filter(organisation=person.organisation_id)
        for one in rows.filter(Q(to__icontains=address) | Q(text__icontains=address)):
            if address in one.text.lower() or known & {str(each).lower() for each in one.to}:
                found[one.pk] = one
    return sorted(found.values(), key=lambda each: (each.written_at, each.pk))


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
