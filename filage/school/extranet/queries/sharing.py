"""What a session shares and who read it, and what the documentation lends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from filage.core.files import StoredFile
from filage.core.refusal import Refusal
from filage.school.extranet.models import LibraryItem, Loan, SharedDocument
from filage.school.programmes.models import Learner, SchoolSession


@dataclass(frozen=True, slots=True)
class Shared:
    """A document with those it is for, those of them who said that they read it, and those who did not yet."""

    document: SharedDocument
    read: Sequence[Learner]
    waiting: Sequence[Learner]

    @property
    def asked(self) -> int:
        """Return how many it is for."""
        return len(self.read) + len(self.waiting)


def learners(session: SchoolSession) -> list[Learner]:
    """Return the learners of a session by name, with their person and track; one query."""
    rows = Learner.objects.within(session.organisation_id).filter(session=session)
    return list(rows.select_related("person", "track").order_by("person__folded", "id"))


def documents(session: SchoolSession, people: Sequence[Learner]) -> list[Shared]:
    """Return the documents of a session, the latest first, each with its readers; two queries."""
    rows = SharedDocument.objects.within(session.organisation_id).filter(session=session).select_related("track", "module")
    return [_shared(one, people) for one in rows.prefetch_related("readings").order_by("-shared_on", "-rank", "-id")]


def for_learner(learner: Learner) -> list[tuple[SharedDocument, bool]]:
    """Return the documents that a learner may read, the latest first, each with whether she said so; two queries."""
    rows = SharedDocument.objects.within(learner.organisation_id).filter(session=learner.session_id)
    hers = rows.filter(Q(track=None) | Q(track=learner.track_id)).prefetch_related("readings")
    return [
        (one, any(reading.learner_id == learner.pk for reading in one.readings.all()))
        for one in hers.order_by("-shared_on", "-id")
    ]


def stored(document: SharedDocument) -> StoredFile:
    """Return the file of a document; Refusal when it did not come along."""
    held = StoredFile.objects.within(document.organisation_id).filter(sha256=document.sha256).first()
    if held is None:
        raise Refusal(f"Le fichier « {document.name} » n’est pas dans cette base : redonnez-le.")
    return held


def library(organisation: Any) -> list[Any]:
    """Return the documentation by title, with how many copies are out (`out`); one query."""
    out = Count("loans", filter=Q(loans__returned_on=None))
    return list(LibraryItem.objects.within(organisation).annotate(out=out).order_by("title", "id"))


def loans_out(organisation: Any, learner: UUID | None = None) -> list[Loan]:
    """Return the copies that are in somebody's hands, those due first; one query."""
    rows = Loan.objects.within(organisation).filter(returned_on=None).select_related("item", "learner__person")
    return list((rows.filter(learner=learner) if learner else rows).order_by("due_on", "id"))


def is_late(loan: Loan, today: date) -> bool:
    """Tell whether a copy should be back."""
    return loan.returned_on is None and loan.due_on < today


def _shared(document: SharedDocument, people: Sequence[Learner]) -> Shared:
    seen = {reading.learner_id for reading in document.readings.all()}
    hers = [one for one in people if document.track_id in (None, one.track_id)]
    return Shared(document, [one for one in hers if one.pk in seen], [one for one in hers if one.pk not in seen])
