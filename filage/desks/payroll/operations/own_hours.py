"""How somebody tells her own hours by a link without account: it opens her days of work here, never what they pay."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from filage.core import links, outbox
from filage.core.links import Link
from filage.core.refusal import Refusal
from filage.desks.payroll import permissions
from filage.desks.payroll.queries.hours_week import PURPOSE
from filage.productions.models import Person, Production

LIFETIME = timedelta(days=400)  # a season, and the time to correct its last month


@dataclass(frozen=True, slots=True)
class Door:
    """What a link opens: the hours of one person in one organisation, and nothing else."""

    person: Person
    link: Link


def invite(person: Person, *, production: Production, address: Any, send: bool = False, by: Any) -> str:
    """Return the address of a person's own link, said once and sent when asked; the one she had before closes.

    `address(token)` writes it.
    """
    permissions.refuse_unless_teller(by, production)
    if send and not person.email:
        raise Refusal(f"{person.name} n’a pas d’adresse au répertoire : copiez le lien et donnez-le.")
    for link in links.held(person.organisation, PURPOSE, [person.pk]):
        links.revoke(link)
    expires_at = timezone.now() + LIFETIME
    token = links.create(person.organisation, PURPOSE, person.pk, by=by, expires_at=expires_at, recipient=person.email)
    opened = str(address(token))
    if send:
        text = (
            f"Bonjour {person.name},\n\nVoici où dire vos heures, jour par jour, depuis votre téléphone :\n\n{outbox.SECRET}\n\n"
            f"Ce lien est à vous, il s’ouvre sans compte : gardez-le, il sert toute la saison.\n\n{by}"
        )
        outbox.post("Vos heures", text, [person.email], organisation=person.organisation, secret=opened)
    return opened


def withdraw(person: Person, *, production: Production, by: Any) -> None:
    """Take a person's link back; the hours told stay."""
    permissions.refuse_unless_teller(by, production)
    for link in links.held(person.organisation, PURPOSE, [person.pk]):
        links.revoke(link)


def enter(token: str) -> Door:
    """Return what a link opens; Refusal when it opens nothing."""
    link = links.follow(token, PURPOSE)
    person = None
    if link.organisation_id:
        rows = Person.objects.within(link.organisation_id).select_related("organisation")
        person = rows.filter(pk=UUID(link.target)).first()
    if person is None:
        raise Refusal("Ce lien n’ouvre plus rien : la personne n’est plus au répertoire.")
    return Door(person, link)
