"""Who has the same page open, and where in it: said again every few seconds, forgotten soon after."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from filage.core.accounts import User
from filage.core.identity import Identified
from filage.core.scope import Scoped

HERE = timedelta(seconds=25)  # beyond, who no longer says so is gone
FORGOTTEN = timedelta(hours=1)


class Presence(Identified, Scoped):
    """Somebody on a page: no fact of the office, never in the journal nor in a file."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    tab = models.CharField(max_length=40)  # one of the pages that she has open
    place = models.CharField(max_length=120)  # of the page
    spot = models.CharField(max_length=120, blank=True)  # in the page
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "place", "user", "tab"], name="presence_once")]

    def __str__(self) -> str:
        return f"{self.user}, {self.place}"


def say(organisation_id: Any, place: str, spot: str, *, tab: str, by: Any) -> list[Presence]:
    """Say that the user is at a spot of a page, and return who else is there, or where else she is; four queries at most."""
    now = timezone.now()
    rows = Presence.objects.within(organisation_id).filter(place=place)
    if not rows.filter(user=by, tab=tab).update(spot=spot[:120], seen_at=now):
        rows.filter(seen_at__lt=now - FORGOTTEN).delete()
        fresh = {"spot": spot[:120], "seen_at": now}
        rows.update_or_create(organisation_id=organisation_id, user=by, place=place, tab=tab, defaults=fresh)
    here = rows.filter(seen_at__gte=now - HERE).exclude(user=by, tab=tab)
    return list(here.select_related("user").order_by("user__name", "id"))


def leave(organisation_id: Any, place: str, *, tab: str, by: Any) -> None:
    """Say that the user left a page."""
    Presence.objects.within(organisation_id).filter(place=place, user=by, tab=tab).delete()
