"""The programmes of a house: their modules as lines, the hours by track, what of their certification they cover."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from filage.rules.schooling import modules as rules
from filage.rules.schooling.certification import Certification
from filage.rules.schooling.modules import Coverage, Line
from filage.school.programmes.models import Module, Programme, Referent, SchoolSession
from filage.school.programmes.queries.certifications import certification


@dataclass(frozen=True, slots=True)
class Taught:
    """A programme with its modules, who answers for what, its sessions, and the certification that it prepares to."""

    programme: Programme
    certification: Certification | None
    modules: list[Module]
    referents: list[Referent]
    sessions: list[SchoolSession]

    @property
    def lines(self) -> list[Line]:
        """Return its modules as the rules read them, by code."""
        return sorted(map(line, self.modules), key=lambda one: rules.order(one.code))

    @property
    def tracks(self) -> list[str]:
        """Return the tracks that its modules name."""
        return list(dict.fromkeys(one.track for one in self.lines if one.track))

    @property
    def hours(self) -> list[tuple[str, Decimal, int]]:
        """Return, by track, the hours known in the centre and how many modules say none."""
        return [(track, *rules.summed(self.lines, track)) for track in self.tracks or [""]]

    @property
    def coverage(self) -> Coverage | None:
        """Return what the modules cover of the certification, None when it is unknown."""
        if self.certification is None:
            return None
        return rules.coverage([one.code for one in self.certification.competences], self.lines)


def programmes(organisation: Any) -> list[Programme]:
    """Return the programmes of a house; one query."""
    return list(Programme.objects.within(organisation).order_by("rank", "id"))


def taught(programme: Programme) -> Taught:
    """Return a programme with everything that it says; four queries."""
    return Taught(
        programme,
        certification(programme.organisation_id, programme.certification) if programme.certification else None,
        list(programme.modules.all()),
        list(programme.referents.select_related("person").order_by("rank", "id")),
        list(programme.sessions.order_by("rank", "id")),
    )


def line(module: Module) -> Line:
    """Return a module as the rules read it."""
    codes = tuple(code.strip() for code in module.competences.split(",") if code.strip())
    return Line(code=module.code, title=module.title, hours=module.hours, kind=module.kind, track=module.track, competences=codes)
