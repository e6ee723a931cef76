"""On which version of its certification a session is judged, and what each other one would change of it."""

from dataclasses import dataclass

from filage.rules.schooling import modules as rules
from filage.rules.schooling.versions import moved
from filage.school.programmes.models import Module, SchoolSession
from filage.school.programmes.queries.certifications import Known, known, version_of
from filage.school.programmes.queries.programmes import line


@dataclass(frozen=True, slots=True)
class Offered:
    """A version that a session may be judged on: what it changes, and what its modules would then leave or name for nothing."""

    held: Known
    current: bool
    moved: list[str]
    uncovered: tuple[str, ...]
    unknown: tuple[str, ...]


def offered(session: SchoolSession) -> list[Offered]:
    """Return the versions known of what a session prepares to, the latest first; two queries."""
    held = known(session.organisation_id)
    now = version_of(held, session.certification, session.version)
    taught = Module.objects.within(session.organisation_id).filter(programme=session.programme_id)
    lines = [line(one) for one in taught] if session.programme_id else []
    return [_offered(one, now, lines) for one in reversed(held.get(session.certification, []))]


def _offered(one: Known, now: Known | None, lines: list[rules.Line]) -> Offered:
    found = rules.coverage([each.code for each in one.certification.competences], lines)
    changes = moved(now.certification, one.certification) if now and one is not now else []
    return Offered(one, one is now, changes, found.missing if lines else (), found.unknown)
