"""Which day it is: the pinned date of an organisation whose findings must not drift, else the day of the calendar."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone

from filage.core import access
from filage.core.accounts import Organisation
from filage.core.prepared import Prepared

type Reading = tuple[date | None, date]

ITSELF = Prepared(lambda organisation, _: Organisation.objects.filter(pk=organisation))
_asked: ContextVar[date | None] = ContextVar("asked", default=None)


def today(organisation: Any) -> date:
    """Return the day it is for an organisation (the object, or its id at the price of one query)."""
    asked = _asked.get()
    if asked is not None:
        return asked
    if not isinstance(organisation, Organisation):
        organisation = next(iter(ITSELF(organisation)), None)
    return (organisation and organisation.pinned_on) or timezone.localdate()


def now(organisation: Any) -> datetime:
    """Return the instant it is for an organisation: the hour of the real clock, on the day it is for it."""
    real = timezone.localtime()
    day = today(organisation)
    return real if day == real.date() else timezone.make_aware(datetime.combine(day, real.time()))


def today_for(request: HttpRequest) -> date:
    """Return the day it is for the organisation a request is about."""
    return today(access.organisation_of(request))


def reading() -> Reading:
    """Return what `expression` holds, so that what was compiled with it is used for the same day only."""
    return _asked.get(), timezone.localdate()


def expression() -> Any:
    """Return the day it is for the organisation of each row of a query, as the database computes it."""
    asked = _asked.get()
    return Value(asked) if asked else Coalesce(F("organisation__pinned_on"), Value(timezone.localdate()))


@contextmanager
def as_if(day: date | None) -> Iterator[None]:
    """Make it that day, for every organisation, for the duration of the block; None changes nothing."""
    token = _asked.set(day or _asked.get())
    try:
        yield
    finally:
        _asked.reset(token)
