"""How a person gets her own account: the office gives a link, she opens it with her own password, and either may part."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from filage.core import access, links, outbox
from filage.core.accounts import User
from filage.core.changes import ChangeSet
from filage.core.links import Link
from filage.core.refusal import Refusal
from filage.productions.models import Person
from filage.productions.operations import open_account

PURPOSE = "page-personnelle"
LIFETIME = timedelta(days=14)
READERS_ONLY = "Sa page montre ce que gagne une personne : seules l’administration et la production l’y invitent."
TAKEN = "Cette fiche est déjà reliée à un compte : déliez-la d’abord."
GONE = "Ce lien n’ouvre plus : la fiche a été retirée, ou reliée à un compte. Demandez-en un nouveau à qui vous l’a envoyé."


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a person has her page: her account, or the link that waits for her."""

    linked: bool
    waits_until: datetime | None = None


def standing(person: Person) -> Standing:
    """Return whether a person has her page; one query."""
    waiting = _waiting(person)
    return Standing(person.account_id is not None, waiting[0].expires_at if waiting else None)


def invite(person: Person, *, address: Callable[[str], str], email: str = "", by: Any) -> str:
    """Return the address of a new link for a person, said once and sent when there is an email; those before open nothing.

    Whoever bears it may link the sheet to an account, and read what the person earns: only who may read pay gives one.
    """
    _refuse_unless_pay_reader(by, person)
    if person.account_id is not None:
        raise Refusal(TAKEN)
    for link in _waiting(person):
        links.revoke(link)
    until = timezone.now() + LIFETIME
    token = links.create(person.organisation, PURPOSE, person.pk, by=by, expires_at=until, recipient=email)
    opened = address(token)
    if email:
        text = (
            f"Bonjour {person.name},\n\n{person.organisation.name} vous ouvre votre page : vos embauches, vos dates, vos heures, "
            f"que vous serez seule ou seul à lire.\n\n{outbox.SECRET}\n\n"
            f"Ce lien s’ouvre jusqu’au {timezone.localtime(until):%d/%m/%Y}.\n\n{by}"
        )
        outbox.post(f"{person.organisation.name} : votre page", text, [email], organisation=person.organisation, secret=opened)
    return opened


def unlink(person: Person, *, by: Any) -> None:
    """Part a person from her account, or take back the link that waits: her page no longer shows this space."""
    _refuse_unless_pay_reader(by, person)
    for link in _waiting(person):
        links.revoke(link)
    if person.account_id is not None:
        ChangeSet.on(person, account=None).apply(by=by, why=f"« {person} » n’est plus reliée à un compte")


def enter(token: str) -> tuple[Person, Link]:
    """Return the person whom a link waits for; Refusal when it opens nothing."""
    link = links.follow(token, PURPOSE)
    person = None
    if link.organisation_id is not None:
        rows = Person.objects.within(link.organisation_id).select_related("organisation")
        person = rows.filter(pk=UUID(link.target)).first()
    if person is None or person.account_id is not None:
        raise Refusal(GONE)
    return person, link


@transaction.atomic
def accept(token: str, account: User | None, *, name: str = "", email: str = "", password: str = "") -> User:
    """Link the sheet that a link opens to an account, a new one when none is given, and close the link."""
    person, link = enter(token)
    user = account or open_account(name=name, email=email, password=password)
    ChangeSet.on(person, account=user).apply(by=user, why=f"« {person} » reliée à son compte")
    links.revoke(link)
    return user


def _waiting(person: Person) -> list[Link]:
    now = timezone.now()
    return [link for link in links.held(person.organisation, PURPOSE, [person.pk]) if link.is_open(now)]


def _refuse_unless_pay_reader(user: Any, person: Person) -> None:
    if not (access.can_edit(user, person) and access.can_read_pay(user, person)):
        raise Refusal(READERS_ONLY)
