"""What leaves the office by a link: who may give one, what its bearer reads, and the mail that carries it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone

from filage.core import access, links, outbox
from filage.core.archive import IssuedDocument
from filage.core.links import Link
from filage.core.refusal import Refusal
from filage.productions.models import Production
from filage.web import format as french
from filage.web.pages import documents

PURPOSE = "document"
DURATIONS = ((7, "7 jours"), (30, "30 jours"), (90, "3 mois"), (365, "1 an"))
GONE = "Ce document n’est plus ici : demandez-le à qui vous l’a envoyé."


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A link that was given, and whether it still opens."""

    link: Link
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """A document on its way out: its production, and the links already given."""

    document: IssuedDocument
    production: Production
    given: Sequence[Given]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gift:
    """A link just given: its address and the letter around it, said once; whether a mail really leaves."""

    opened: str
    letter: str
    email: str
    leaves: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What the bearer of a link reads: the document, who signs it, and whether a newer one exists."""

    document: IssuedDocument
    production: Production
    link: Link
    newer: bool

    @property
    def name(self) -> str:
        """Return what the document is, in its own language."""
        return self.document.name_in(self.document.lang)


def sending(request: HttpRequest, document_id: UUID) -> Sending:
    """Return a document that the user may send out; 404 or 403 otherwise."""
    document = documents.issued(request, document_id)
    shows = Production.objects.within(document.organisation_id)
    production = shows.filter(pk=document.production).first() if document.production else None
    if production is None:
        raise Http404("Document introuvable.")
    if not access.can_edit(request.user, production):
        raise PermissionDenied("Envoyer un document est réservé à l’équipe de production.")
    now = timezone.now()
    given = [Given(link=one, is_open=one.is_open(now)) for one in links.held(document.organisation, PURPOSE, [document.pk])]
    return Sending(document=document, production=production, given=given)


def give(found: Sending, *, by: Any, address: Callable[[str], str], days: int, email: str = "", message: str = "") -> Gift:
    """Return a new link to a document, said once, and the letter that carries it; with an email, it is in the outbox too."""
    document, until = found.document, timezone.now() + timedelta(days=days)
    token = links.create(document.organisation, PURPOSE, document.pk, by=by, expires_at=until, recipient=email)
    opened, text = address(token), _letter(found, message, until, by)
    if email:
        subject = f"{found.production.title} : {document.name_in(document.lang).lower()}"
        outbox.post(subject, text, [email], organisation=document.organisation, secret=opened)
    letter = text.replace(outbox.SECRET, opened)
    return Gift(opened=opened, letter=letter, email=email, leaves=bool(email and settings.SMTP_HOST))


def withdraw(found: Sending, link_id: UUID) -> None:
    """Take a link to a document back; 404 when it is not one of its links."""
    mine = next((each.link for each in found.given if each.link.pk == link_id), None)
    if mine is None:
        raise Http404("Ce lien n’existe pas.")
    links.revoke(mine)


def shared(token: str) -> Shared:
    """Return what a link opens; Refusal when it opens nothing any more."""
    link = links.follow(token, PURPOSE)
    if link.organisation is None:
        raise Refusal(GONE)
    rows = IssuedDocument.objects.within(link.organisation).select_related("file", "organisation")
    document = rows.filter(pk=UUID(link.target)).first()
    production = None
    if document is not None and document.production is not None:
        shows = Production.objects.within(link.organisation).select_related("structure")
        production = shows.filter(pk=document.production).first()
    if document is None or production is None:
        raise Refusal(GONE)
    same = IssuedDocument.objects.within(link.organisation).filter(
        kind=document.kind, production=document.production, subject=document.subject
    )
    newer = same.filter(lang=document.lang, version__gt=document.version).exists()
    return Shared(document=document, production=production, link=link, newer=newer)


def _letter(found: Sending, message: str, until: Any, by: Any) -> str:
    """Return the mail that carries a link, in the language of the document."""
    document, title = found.document, found.production.title
    if document.lang == "en":
        opening = message or f"Hello,\n\nHere is a document about “{title}”: {document.name_in('en').lower()}."
        closing = f"This link opens without an account until {until:%Y-%m-%d}."
    else:
        opening = message or f"Bonjour,\n\nVoici un document au sujet de « {title} » : {document.label.lower()}."
        closing = f"Ce lien s’ouvre sans compte, jusqu’au {french.day_long(until.date(), weekday=False)}."
    return f"{opening}\n\n{outbox.SECRET}\n\n{closing}\n\n{by}"
