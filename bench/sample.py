"""The season that is measured: the example, in a database in memory, with its dates as many times as asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from filage.cli.demo import first_user

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


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
def sample(*, dates_times: int = 1, example: str = "") -> Iterator[Sample]:
    """Load an example (that of the demonstration unless it is named) for the duration of the block.

    Each of its performances is there `dates_times` times, a day apart.
    """
    from filage.core import rails, scratch
    from filage.portability import operations
    from filage.productions.models import Production

    with scratch.scratch_database():
        if example:
            operations.import_file(EXAMPLES / f"{example}.filage.yaml")
        user = first_user()
        organisation = user.memberships.first().organisation  # type: ignore[union-attr]
        productions = list(Production.objects.within(organisation))
        biggest = max(productions, key=lambda one: one.activities.count())
        for production in productions if example else [biggest]:
            _multiply_dates(production, dates_times)
        rails.refresh(None, organisation)
        yield Sample(organisation, biggest, user)


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
