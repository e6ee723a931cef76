"""Erases the card of somebody: all of it when nothing keeps it, else all that no law keeps."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from filage.core.changes import ChangeSet
from filage.core.journal import JournalEntry
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
    if not kept and (used := [each for each in operations.uses(person) if each]):
        raise Refusal(f"« {person} » sert encore : {', '.join(used[:4])}. Remplacez-la là d’abord.")
    with transaction.atomic():
        forget(person)
        _forget_mails(person)
        if kept:
            for model in (Affiliation, Interaction, NextGesture, Consent):
                model.objects.within(person.organisation_id).filter(person=person).delete()
            words.keep([person.pk])
            empty = dict.fromkeys(LEFT, "")
            ChangeSet.on(person, **empty).apply(by=by, why="fiche effacée, papiers de paie gardés")
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


def forget(person: Person) -> None:
    """Take what the journal kept of somebody: it says that something changed, no longer what."""
    entries = JournalEntry.objects.within(person.organisation_id).filter(subjects__object_id=str(person.pk)).distinct()
    for entry in entries:
        entry.changes = [each for each in entry.changes if each["id"] != str(person.pk)]
        entry.why = entry.why.replace(person.name, ERASED)
        entry.save(update_fields=["changes", "why"])
