"""What anybody may read of the results of a house, once it publishes them: nothing that too few people stand behind."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from filage.core.accounts import Organisation
from filage.rules.schooling.certification import Certification
from filage.rules.schooling.outcomes import FEWEST_SHOWN, Session, YearRates
from filage.school.exams.models import ExamSession, PublishedResults
from filage.school.exams.queries.following import results, yearly
from filage.school.programmes.models import Programme
from filage.school.programmes.queries import certification

LATEST = 5  # sessions shown


@dataclass(frozen=True, slots=True)
class Told:
    """A session of exam as anybody may read it."""

    name: str
    counts: Session

    @property
    def is_shown(self) -> bool:
        """Tell whether enough people sat for its figures to name nobody."""
        return self.counts.sat >= FEWEST_SHOWN

    @property
    def shows_dropout(self) -> bool:
        """Tell whether enough people entered."""
        return self.counts.entered >= FEWEST_SHOWN


@dataclass(frozen=True, slots=True)
class Published:
    """The results of a certification that a house publishes."""

    organisation: Organisation
    publication: PublishedResults
    record: Certification | None
    years: Sequence[YearRates]
    sessions: Sequence[Told]


def publication(organisation: Any, code: str) -> PublishedResults | None:
    """Return that a house publishes its results of a certification, None when it does not; one query."""
    found: PublishedResults | None = PublishedResults.objects.within(organisation).filter(certification=code).first()
    return found


def published(house: str, code: str) -> Published | None:
    """Return what a house publishes of a certification, None when it publishes nothing; some eight queries a session."""
    organisation = Organisation.objects.filter(slug=house).first()
    said = publication(organisation, code) if organisation else None
    if organisation is None or said is None:
        return None
    rows = ExamSession.objects.within(organisation).filter(certification=code).select_related("training")
    closed = rows.exclude(deliberations=None).exclude(deliberations__closed_at=None).order_by("-first", "id")[:LATEST]
    told = [Told(one.name, results(one).session) for one in closed]
    return Published(organisation, said, certification(organisation, code, ""), yearly(organisation, code), told)


def lines(programme: Programme, root: str) -> tuple[str, ...]:
    """Return what the sheet of a programme says of the results of its house, with their address."""
    if not programme.certification or publication(programme.organisation_id, programme.certification) is None:
        return ()
    path = reverse("exams:published", args=[programme.organisation.slug, programme.certification])
    return (f"Nos résultats, session par session et année par année : {root}{path}",)
