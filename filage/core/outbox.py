"""Mails are kept and readable; they leave only when a server is named."""

import logging
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import models
from django.utils import timezone

from filage.core.accounts import Organisation
from filage.core.fields import SealedTextField
from filage.core.identity import Identified

SECRET = "{lien}"  # where a text says its secret
log = logging.getLogger(__name__)


class Mail(Identified):
    """A mail as it was written; `organisation` is empty for those about an account."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, related_name="+")
    sender = models.CharField(max_length=254)
    to = models.JSONField()
    subject = models.CharField(max_length=300)
    text = models.TextField()
    secret = SealedTextField(blank=True, default="")  # an address that opens something: the text only says where it goes
    written_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-written_at", "-id"]

    def __str__(self) -> str:
        return self.subject

    @property
    def whole_text(self) -> str:
        """Return the text as its reader gets it."""
        return self.text.replace(SECRET, str(self.secret))


def post(subject: str, text: str, to: Sequence[str], *, organisation: Organisation | None = None, secret: str = "") -> Mail:
    """Keep a mail, and send it when a server is named; a fault of the server is kept with it.

    `secret` is the address of a link: it is kept sealed, and written in place of `SECRET` when the mail leaves.
    """
    subject = " ".join(subject.split())[:300]
    mail = Mail.objects.create(
        organisation=organisation,
        sender=settings.DEFAULT_FROM_EMAIL,
        to=list(to),
        subject=subject,
        text=text,
        secret=secret,
    )
    if settings.SMTP_HOST:
        from filage.core.tasks import send_mail  # a task sends, which is below

        send_mail.enqueue(str(mail.pk))
    return mail


def send(mail: Mail) -> None:
    """Send a kept mail that did not leave yet."""
    if mail.sent_at is not None:
        return
    try:
        EmailMessage(mail.subject, mail.whole_text, mail.sender, mail.to).send(using="smtp")
        mail.sent_at, mail.error = timezone.now(), ""
    except OSError as error:
        log.warning("mail %s non envoyé : %s", mail.pk, type(error).__name__)
        mail.error = str(error)[:300]
    mail.save(update_fields=["sent_at", "error"])


class KeptMail(BaseEmailBackend):
    """The mailer of the whole application: whatever Django or allauth sends goes through the outbox."""

    def send_messages(self, email_messages: Sequence[Any]) -> int:
        """Post the messages and return their number."""
        for message in email_messages:
            post(message.subject, str(message.body), message.recipients())
        return len(email_messages)
