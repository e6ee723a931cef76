"""The season that is measured: the example, in a database in memory, with its dates as many times as asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from filage.cli.demo import first_user


@dataclass(frozen=True, slots=True)
class Sample:
    """The example once loaded: its organisation, its first show, and somebody who may read all of it."""

    organisation: Any
    production: Any
    user: Any

    @property
    def dates(self) -> int:
        """Return the number of performances of the show."""
        from filage.productions.enums import PERFORMANCES

        return int(self.production.activities.filter(kind__in=PERFORMANCES).count())


@contextmanager
def sample(*, dates_times: int = 1) -> Iterator[Sample]:
    """Load the example with each of its performances `dates_times` times, a year apart, for the duration of the block."""
    from filage.core import rails, scratch
    from filage.productions.models import Production

    with scratch.scratch_database():
        user = first_user()
        organisation = user.memberships.first().organisation  # type: ignore[union-attr]
        production = max(Production.objects.within(organisation), key=lambda one: one.activities.count())
        _multiply_dates(production, dates_times)
        rails.refresh(None, organisation)
        yield Sample(organisation, production, user)


def _multiply_dates(production: Any, dates_times: int) -> None:
    from filage.core.identity import uuid7
    from filage.productions.enums import PERFORMANCES
    from filage.productions.models import Activity

    copies = []
    for date in production.activities.filter(kind__in=PERFORMANCES):
        for turn in range(1, dates_times):
            copy = Activity.objects.across_organisations(reason="mesure").get(pk=date.pk)
            copy.pk, copy.id, copy._state.adding = None, uuid7(), True
            copy.on = date.on + timedelta(days=turn)
            copy.starts_at = copy.ends_at = None
            copies.append(copy)
    Activity.objects.bulk_create(copies)
