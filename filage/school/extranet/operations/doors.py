"""Gives a learner the link of her own space, and opens it without account."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from filage.core import links, outbox
from filage.core.refusal import Refusal
from filage.productions.operations import refuse_unless_editor
from filage.school.programmes.models import Learner

PURPOSE = "espace-stagiaire"
LIFETIME = timedelta(days=300)  # a session, and what follows it
CLOSED = "Ce lien n’ouvre plus rien : la personne n’est plus inscrite."


def invite(learner: Learner, *, address: Callable[[str], str], send: bool, by: Any) -> str:
    """Return the address of a learner's space, said once and sent when asked; the one she had before closes."""
    refuse_unless_editor(by, learner)
    person = learner.person
    if send and not person.email:
        raise Refusal(f"{person.name} n’a pas d’adresse au répertoire : copiez le lien et donnez-le.")
    withdraw(learner, by=by)
    expires_at = timezone.now() + LIFETIME
    token = links.create(learner.organisation, PURPOSE, learner.pk, by=by, expires_at=expires_at, recipient=person.email)
    opened = address(token)
    if send:
        text = (
            f"Bonjour {person.name},\n\nVotre espace pour « {learner.session} » : documents, auto-évaluation, questionnaires.\n\n"
            f"{outbox.SECRET}\n\nCe lien est à vous et s’ouvre sans compte : gardez-le pour toute la session.\n\n{by}"
        )
        outbox.post(f"Votre espace : {learner.session}", text, [person.email], organisation=learner.organisation, secret=opened)
    return opened


def withdraw(learner: Learner, *, by: Any) -> None:
    """Take back every link that opens a learner's space."""
    refuse_unless_editor(by, learner)
    now = timezone.now()
    for link in links.held(learner.organisation, PURPOSE, [learner.pk]):
        if link.is_open(now):
            links.revoke(link)


def enter(token: str) -> Learner:
    """Return whose space a link opens; Refusal when it opens none."""
    link = links.follow(token, PURPOSE)
    if link.organisation_id is None:
        raise Refusal(CLOSED)
    rows = Learner.objects.within(link.organisation_id).select_related("organisation", "person", "session", "track")
    found: Learner | None = rows.filter(pk=UUID(link.target)).first()
    if found is None:
        raise Refusal(CLOSED)
    return found
