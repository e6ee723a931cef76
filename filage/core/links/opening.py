"""Who passes through a link: its token is known by its imprint only, and says the same nothing to all who may not pass."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from filage.core.accounts import Organisation, User
from filage.core.identity import Identified
from filage.core.refusal import Refusal

CLOSED = "Ce lien n’ouvre plus : il a expiré, a déjà servi ou a été retiré. Demandez-en un nouveau à qui vous l’a envoyé."


class Link(Identified):
    """A link: what it opens (`purpose`, `target`), and until when; `organisation` is empty for the first run."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, related_name="+")
    purpose = models.CharField(max_length=40)
    target = models.CharField(max_length=200, blank=True)  # the id of what it opens
    recipient = models.CharField(max_length=254, blank=True)  # to whom it was sent, when a mail carried it
    token_sha256 = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    last_seen_at = models.DateTimeField(null=True)
    single_use = models.BooleanField(default=False)

    class Meta:
        ordering = ["-created_at", "-id"]

    def is_open(self, at: datetime) -> bool:
        """Tell whether the link still opens at a moment."""
        lapsed = self.expires_at is not None and at >= self.expires_at
        return not (lapsed or self.revoked_at or (self.single_use and self.last_seen_at))


def create(
    organisation: Organisation | None,
    purpose: str,
    target: Any = "",
    *,
    by: User | None = None,
    expires_at: datetime | None = None,
    single_use: bool = False,
    recipient: str = "",
) -> str:
    """Return the token of a new link; it is said once, only its imprint is kept."""
    token = secrets.token_urlsafe(32)
    Link.objects.create(
        organisation=organisation,
        purpose=purpose,
        target=str(target),
        recipient=recipient,
        token_sha256=_imprint(token),
        created_by=by,
        expires_at=expires_at,
        single_use=single_use,
    )
    return token


def follow(token: str, purpose: str) -> Link:
    """Return the link that a token opens for a purpose, and note that it was seen; Refusal when it opens nothing."""
    now = timezone.now()
    with transaction.atomic():
        link = Link.objects.select_for_update().filter(token_sha256=_imprint(token), purpose=purpose).first()
        if link is None or not link.is_open(now):
            raise Refusal(CLOSED)
        link.last_seen_at = now
        link.save(update_fields=["last_seen_at"])
    return link


def held(organisation: Organisation | UUID, purpose: str, targets: Collection[Any]) -> list[Link]:
    """Return the links of an organisation that open some things, the newest first; one query."""
    rows = Link.objects.filter(organisation=organisation, purpose=purpose, target__in=[str(target) for target in targets])
    return list(rows.select_related("created_by"))


def revoke(link: Link) -> None:
    """Take a link back."""
    link.revoked_at = timezone.now()
    link.save(update_fields=["revoked_at"])


def _imprint(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
