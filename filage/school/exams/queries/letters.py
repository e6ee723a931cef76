"""The last sealed letter about somebody, that her personal link opens."""

from typing import Any

from filage.core.archive import IssuedDocument


def last(organisation: Any, kind: str, subject: str) -> IssuedDocument | None:
    """Return the last paper of a kind about « candidate:<id> » or « juror:<id> », None when none was issued; one query."""
    rows = IssuedDocument.objects.within(organisation).filter(kind=kind, subject=subject).select_related("file")
    found: IssuedDocument | None = rows.order_by("-version").first()
    return found
