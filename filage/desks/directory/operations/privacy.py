"""Erases the card of somebody: all of it when nothing keeps it, else all that no law keeps."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from filage.core import links
from filage.core.changes import ChangeSet
from filage.core.journal import JournalEntry
from filage.core.links import Link
from filage.core.rails import personal
from filage.core.refusal import Refusal
from filage.desks.directory.models import Affiliation, Consent, Interaction, NextGesture
from filage.desks.directory.operations import words
from filage.desks.directory.queries import privacy as queries
from filage.productions import operations
from filage.productions.models import Person

LEFT = ("email", "phone", "bio", "tastes", "civility", "trades")  # what no pay paper needs
ERASED = "Personne effacée"


def erase(person: Person, *, by: Any) -> bool:
    """Erase somebody from the directory and from its journal; tell whether nothing of her is left.

    Whom the house engaged keeps her name and what pay papers ask: her contacts, her notes and her roles go.
    """
    operations.refuse_unless_editor(by, person)
    kept = bool(queries.kept_by_law(person))
    with transaction.atomic():
        gone = personal.forget(person.organisation_id, person.pk)
        if not kept and (used := [each for each in operations.uses(person) if each]):
            raise Refusal(f"« {person} » sert encore : {', '.join(used[:4])}. Remplacez-la là d’abord.")
        forget(person, *gone)
        _forget_mails(person)
        _close_doors(person)
        if kept:
            for model in (Affiliation, Interaction, NextGesture, Consent):
                model.objects.within(person.organisation_id).filter(person=person).delete()
            words.keep([person.pk])
            empty = dict.fromkeys(LEFT, "")
            ChangeSet.on(person, **empty).apply(by=by, why="fiche effacée, papiers de paie et pièces comptables gardés")
            forget(person)
        else:
            organisation = person.organisation
            Affiliation.objects.within(organisation).filter(person=person).delete()
            words.keep([person.pk])
            Person.objects.within(organisation).filter(pk=person.pk).delete()
            JournalEntry.objects.create(
                organisation=organisation, by=by, why="fiche effacée à sa demande ou au terme", changes=[]
            )
    return not kept


def purge(people: Iterable[Person], *, by: Any) -> int:
    """Erase the cards whose time is over; return how many."""
    return sum(erase(one, by=by) for one in people)


def _forget_mails(person: Person) -> None:
    """Take somebody out of the outbox: what did not leave is not sent any more, what left says no longer to whom nor what."""
    known = queries.addresses(person)
    for mail in queries.mails(person):
        if mail.sent_at is None:
            mail.delete()
            continue
        mail.to = [ERASED if str(each).lower() in known else each for each in mail.to]
        mail.subject = mail.subject.replace(person.name, ERASED)
        mail.text, mail.secret = ERASED, ""
        mail.save(update_fields=["to", "subject", "text", "secret"])


def _close_doors(person: Person) -> None:
    """Take back every link that was given to somebody."""
    rows = Link.objects.filter(organisation=person.organisation_id, revoked_at=None)
    for link in rows.filter(Q(target__contains=str(person.pk)) | Q(recipient__in=queries.addresses(person) or [""])):
        if link.recipient or str(person.pk) in link.target:
            links.revoke(link)


def forget(person: Person, *also: UUID) -> None:
    """Take what the journal kept of somebody, and of rows of hers that went: it says that something changed, no longer what."""
    gone = {str(pk) for pk in (person.pk, *also)}
    rows = JournalEntry.objects.within(person.organisation_id)
    for entry in rows.filter(Q(subjects__object_id__in=gone) | Q(why__contains=person.name)).distinct():
        entry.changes = [each for each in entry.changes if each["id"] not in gone]
        entry.why = entry.why.replace(person.name, ERASED)
        entry.save(update_fields=["changes", "why"])
