"""What became of each finding: when it appeared and when it was gone, so that a page says what changed since yesterday."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import models
from django.utils import timezone

from filage.core.scope import Scoped

REMEMBERED = timedelta(days=90)
FUTURE = datetime.max.replace(tzinfo=UTC)


class FindingTrace(Scoped):
    """One finding at one severity, from the moment it appeared to the moment it was gone (none: it still stands)."""

    production = models.UUIDField(null=True)
    provider = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    code = models.CharField(max_length=60)
    severity = models.CharField(max_length=12)
    subject = models.CharField(max_length=300)
    message = models.TextField()
    pay = models.BooleanField(default=False)
    appeared_at = models.DateTimeField()
    vanished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-appeared_at", "id"]
        indexes = [models.Index(fields=["organisation", "vanished_at"])]

    @property
    def production_id(self) -> UUID | None:
        """Return the production it was about, as access asks for it."""
        return self.production


KEPT = ("production", "provider", "key", "code", "severity", "subject", "message", "pay")


def follow(
    organisation_id: UUID,
    production_ids: tuple[UUID | None, ...],
    rows: Iterable[Mapping[str, Any]],
    providers: Iterable[str] = (),
) -> None:
    """Note what appeared and what is gone among the findings of these productions; one query more.

    None named: of all of them, and of what concerns no single one, which None names among others. `providers`: those alone.
    """
    open_ones = FindingTrace.objects.within(organisation_id).filter(vanished_at=None)
    if providers:
        open_ones = open_ones.filter(provider__in=list(providers))
    if production_ids:
        house = models.Q(production=None) if None in production_ids else models.Q()
        open_ones = open_ones.filter(house | models.Q(production__in=[one for one in production_ids if one is not None]))
    known = {(key, severity): pk for pk, key, severity in open_ones.values_list("pk", "key", "severity")}
    present = {(row["key"], str(row["severity"])): row for row in rows if row["key"]}
    appeared = [row for mark, row in present.items() if mark not in known]
    gone = [pk for mark, pk in known.items() if mark not in present]
    now = timezone.now()
    if appeared:
        FindingTrace.objects.bulk_create(
            FindingTrace(organisation_id=organisation_id, appeared_at=now, **{name: row[name] for name in KEPT})
            for row in appeared
        )
    if gone:
        FindingTrace.objects.within(organisation_id).filter(pk__in=gone).update(vanished_at=now)


def since(organisation: Any, moment: datetime) -> tuple[dict[tuple[str, str], datetime], list[FindingTrace]]:
    """Return when each standing finding, by (key, severity), appeared after a moment; and what has gone since. One query.

    What came and went in between is not told, nor what went and came back.
    """
    rows = FindingTrace.objects.within(organisation).filter(
        models.Q(appeared_at__gte=moment, vanished_at=None) | models.Q(vanished_at__gte=moment)
    )
    found = list(rows)
    gone = {(row.key, row.severity): row for row in found if row.vanished_at and row.appeared_at < moment}
    appeared = {(row.key, row.severity): row.appeared_at for row in found if row.vanished_at is None}
    back = appeared.keys() & gone.keys()
    return (
        {mark: at for mark, at in appeared.items() if mark not in back},
        [row for mark, row in gone.items() if mark not in back],
    )


def mended(organisation: Any, moment: datetime) -> list[FindingTrace]:
    """Return what has gone since a moment and did not come back, last first, once each. One query."""
    rows = FindingTrace.objects.within(organisation).filter(models.Q(vanished_at=None) | models.Q(vanished_at__gte=moment))
    found = sorted(rows, key=lambda row: row.vanished_at or FUTURE, reverse=True)
    first: dict[str, FindingTrace] = {}
    for row in found:
        first.setdefault(row.key, row)  # what still stands comes first, and hides what went before
    return [row for row in first.values() if row.vanished_at is not None]


def forget() -> None:
    """Forget what has been gone for long."""
    rows = FindingTrace.objects.across_organisations(reason="oublier les constats réparés depuis longtemps")
    rows.filter(vanished_at__lt=timezone.now() - REMEMBERED).delete()
