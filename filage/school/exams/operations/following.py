"""Ask those certified what became of them, and keep what each answers by her link."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from filage.core import links, outbox
from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal
from filage.productions.operations import next_rank, refuse_unless_editor
from filage.rules.schooling.outcomes import Horizon
from filage.school.exams.models import ExamSession, Inquiry, PublishedResults
from filage.school.exams.queries import published
from filage.school.exams.queries.following import PURPOSE, results

LASTS = timedelta(days=120)
CLOSED = "Cette enquête n’est plus ouverte."
TEXT = """Bonjour,

Vous avez été certifié·e : {certification}. Deux questions, une minute, sans compte :
{lien}

Vos réponses ne servent qu’aux taux publiés de la certification ; elles n’y sont jamais nommées.

{house}"""


def ask(exam: ExamSession, horizon: Horizon, *, address: Callable[[str], str], on: date, by: Any) -> int:
    """Write to those certified who were not asked yet, and return how many; Refusal before the day."""
    refuse_unless_editor(by, exam)
    inquiry = next(one for one in results(exam).inquiries if one.horizon is horizon)
    if inquiry.due_on is not None and on < inquiry.due_on:
        raise Refusal(f"L’enquête à {inquiry.label} se fait à partir du {inquiry.due_on:%d/%m/%Y}.")
    reached = [one for one in inquiry.waiting if one.person.email]
    if not reached:
        raise Refusal("Personne à interroger : aucune certification sans enquête, ou aucune adresse de courriel.")
    for rank, one in enumerate(reached):
        made = Inquiry(organisation_id=exam.organisation_id, candidate=one, horizon=int(horizon), asked_on=on, rank=rank)
        ChangeSet.create(made).apply(by=by, why=f"enquête à {inquiry.label} : {one.person}"[:300])
        token = links.create(
            exam.organisation, PURPOSE, made.pk, by=by, expires_at=timezone.now() + LASTS, recipient=one.person.email
        )
        text = TEXT.format(certification=exam.certification, lien=outbox.SECRET, house=exam.organisation.name)
        outbox.post("Que devenez-vous ?", text, [one.person.email], organisation=exam.organisation, secret=address(token))
    return len(reached)


def enter(token: str) -> Inquiry:
    """Return the inquiry that a link opens; Refusal when it opens nothing any more."""
    link = links.follow(token, PURPOSE)
    rows = (
        Inquiry.objects.within(link.organisation).select_related("candidate__exam", "organisation") if link.organisation else None
    )
    found: Inquiry | None = rows.filter(pk=UUID(link.target)).first() if rows is not None else None
    if found is None:
        raise Refusal(CLOSED)
    return found


@transaction.atomic
def answer(one: Inquiry, *, employed: bool, in_trade: bool, on: date) -> None:
    """Keep what somebody answers, the last time she does."""
    kept = {"employed": employed, "in_trade": employed and in_trade, "answered_on": on}
    ChangeSet.on(one, **kept).apply(by=None, why="réponse à une enquête d’insertion")


def publish(organisation: Any, certification: str, *, on: date, by: Any) -> None:
    """Let anybody read the results of a certification."""
    refuse_unless_editor(by, organisation)
    if published.publication(organisation, certification) is None:
        made = PublishedResults(organisation_id=organisation.pk, certification=certification, since=on)
        made.rank = next_rank(PublishedResults.objects.within(organisation))
        ChangeSet.create(made).apply(by=by, why=f"résultats publiés : {certification}")


def withdraw(organisation: Any, certification: str, *, by: Any) -> None:
    """Let nobody read them any more without an account."""
    refuse_unless_editor(by, organisation)
    held = published.publication(organisation, certification)
    if held is not None:
        ChangeSet.delete(held).apply(by=by, why=f"résultats retirés : {certification}")
