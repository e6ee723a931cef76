"""What a person may do on her own page: say her rights, tell work done elsewhere, subscribe to her calendar, leave a space."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from filage.core import links
from filage.core.accounts import User
from filage.core.changes import ChangeSet
from filage.core.links import Link
from filage.core.refusal import Refusal
from filage.desks.logistics.operations import expenses
from filage.desks.payroll.models import OwnRights, OwnWork
from filage.desks.payroll.queries.hours_week import PURPOSE
from filage.desks.payroll.queries.own import people_of
from filage.productions.models import Person

FEED = "agenda-personnel"
HOURS_OPEN = timedelta(hours=12)
MOST_WORKS = 500  # contracts told by one person: beyond, it is not a hand that types


def say_rights(account: User, **fields: Any) -> None:
    """Keep what a person says of her rights; no journal tells it, since a journal belongs to an organisation."""
    OwnRights.objects.update_or_create(account=account, defaults=fields)


def tell_work(account: User, **fields: Any) -> OwnWork:
    """Keep a contract that no organisation of Filage knows; Refusal when it says nothing, or ends before it begins."""
    if fields["last"] < fields["first"]:
        raise Refusal("La fin précède le début.")
    if bool(fields.get("cachets")) == bool(fields.get("hours")):
        raise Refusal("Dites des cachets ou des heures, l’un des deux.")
    if OwnWork.objects.filter(account=account).count() >= MOST_WORKS:
        raise Refusal(f"{MOST_WORKS} contrats déjà : retirez les plus anciens, qui ne comptent plus.")
    return OwnWork.objects.create(account=account, **fields)


def forget_work(account: User, pk: UUID) -> None:
    """Remove a contract that one told; nothing happens when it is not one's own."""
    OwnWork.objects.filter(account=account, pk=pk).delete()


def open_feed(account: User) -> str:
    """Return the token of a new calendar feed, said once; the one before opens nothing any more."""
    close_feed(account)
    return links.create(None, FEED, account.pk, by=account)


def close_feed(account: User) -> None:
    """Close the calendar feed of an account."""
    for link in feeds(account):
        links.revoke(link)


def feeds(account: User) -> list[Link]:
    """Return the open calendar feeds of an account: one at most."""
    return list(Link.objects.filter(purpose=FEED, target=str(account.pk), created_by=account, revoked_at=None))


def leave(account: User, pk: UUID) -> None:
    """Unlink one's account from one's sheet in a space; Refusal when the sheet is not one's own."""
    person = _mine(account, pk)
    ChangeSet.on(person, account=None).apply(by=account, why=f"« {person} » n’est plus reliée à un compte")


def open_expenses(account: User, pk: UUID) -> str:
    """Return the token that opens, for a day, the page where one notes one's expenses; Refusal for a sheet of another."""
    person = _mine(account, pk)
    return expenses.open_for(person, until=HOURS_OPEN, by=account)


def open_hours(account: User, pk: UUID) -> str:
    """Return the token that opens, for a day, the page where one tells one's hours in a space; Refusal for a sheet of another."""
    person = _mine(account, pk)
    until = timezone.now() + HOURS_OPEN
    return links.create(person.organisation, PURPOSE, person.pk, by=account, expires_at=until)


def _mine(account: User, pk: UUID) -> Person:
    person = next((one for one in people_of(account) if one.pk == pk), None)
    if person is None:
        raise Refusal("Cette fiche n’est pas reliée à votre compte.")
    return person
