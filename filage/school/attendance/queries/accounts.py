"""The yearly accounts of a training body, as far as what was signed and paid tells them: frames C, E and F of the form."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from filage.rules.schooling import declaration
from filage.rules.schooling.declaration import Followed, Kind, Line
from filage.school.admissions.models import PlaceFunding
from filage.school.attendance.models import AttendanceRecord
from filage.school.attendance.queries.book import READ, Mark, attended, marks_of
from filage.school.attendance.queries.papers import short
from filage.school.programmes import queries as programmes
from filage.school.programmes.enums import Hours, Moment
from filage.school.programmes.models import Learner, SchoolSession

ALONE = (Hours.SELF_STUDY, Hours.COMPANY)  # neither is an hour of the centre
MOMENT, LENGTH, SESSION, LED = range(len(READ), len(READ) + 4)


@dataclass(frozen=True, slots=True)
class Told:
    """A learner of the year: as what she is declared, whether somebody said it, and what she followed."""

    learner: Any
    kind: Kind | None
    said: bool
    followed: Followed


@dataclass(frozen=True, slots=True)
class Money:
    """A line of frame C: what was invoiced and paid by those whose files it is about, and how many amounts are not known."""

    mark: str
    label: str
    invoiced: Decimal | None  # None: no file says it
    paid: Decimal | None
    unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """The accounts of some months."""

    since: date
    until: date
    learners: Sequence[Told]
    trainers: int
    taught: Decimal
    untold: int  # half-days held of no known length
    money: Sequence[Money]

    @property
    def rows(self) -> list[Followed]:
        """Return what each learner followed."""
        return [one.followed for one in self.learners]

    @property
    def frames(self) -> list[tuple[str, str, list[Line]]]:
        """Return the frames of trainees: their mark, title and lines, each with its total."""
        rows, total = self.rows, declaration.total(self.rows)
        return [
            ("F-1", "Type de stagiaires", [*declaration.by_kind(rows), total]),
            ("F-3", "Objectif général des prestations", [*declaration.by_objective(rows), total]),
            ("F-4", "Spécialités de formation (NSF)", [*declaration.by_speciality(rows), total]),
        ]


def accounts(organisation: Any, since: date, until: date) -> Accounts:
    """Return the accounts of a house between two days, both included; six queries, whatever its sessions."""
    rows = AttendanceRecord.objects.within(organisation).filter(slot__on__gte=since, slot__on__lte=until)
    kept = list(
        rows.exclude(slot__kind__in=ALONE)
        .order_by("session", "number")
        .values_list(*READ, "slot__moment", "slot__hours", "session_id", "slot__trainer_id")
    )
    marks, held = marks_of(row[: len(READ)] for row in kept)
    sessions = {one.pk: one for one in SchoolSession.objects.within(organisation).filter(pk__in={row[SESSION] for row in kept})}
    lengths = {row[READ.index("slot_id")]: _length(row, sessions) for row in kept}
    led = {row[READ.index("slot_id")]: row[LED] for row in kept}
    followed = _followed(marks, lengths)
    given = [lengths[slot] for slot in held]
    return Accounts(
        since=since,
        until=until,
        learners=_learners(organisation, sessions, followed),
        trainers=len({led[slot] for slot in held if led[slot]}),
        taught=sum((one for one in given if one is not None), Decimal(0)),
        untold=given.count(None),
        money=_money(organisation, list(followed)),
    )


def _length(row: Sequence[Any], sessions: dict[UUID, Any]) -> Decimal | None:
    session = sessions[row[SESSION]]
    usual: Decimal | None = session.morning_hours if row[MOMENT] == Moment.MORNING else session.afternoon_hours
    return row[LENGTH] or usual


def _followed(marks: dict[tuple[UUID, UUID], Mark], lengths: dict[UUID, Decimal | None]) -> dict[UUID, list[Decimal | None]]:
    found: dict[UUID, list[Decimal | None]] = {}
    for (slot, learner), mark in marks.items():
        length = lengths[slot]
        hours = None if length is None else attended(length, mark)
        if mark.signed and (hours is None or hours):
            found.setdefault(learner, []).append(hours)
    return found


def _learners(organisation: Any, sessions: dict[UUID, Any], followed: dict[UUID, list[Decimal | None]]) -> list[Told]:
    rows = (
        Learner.objects.within(organisation).filter(pk__in=list(followed)).select_related("person", "application", "declared_as")
    )
    records = {
        (one.certification, one.version): programmes.certification(organisation, one.certification, one.version)
        for one in sessions.values()
    }
    found = []
    for learner in rows.order_by("person__name", "id"):
        session = sessions[learner.session_id]
        record = records[session.certification, session.version]
        said = getattr(learner, "declared_as", None)
        funder = getattr(getattr(learner, "application", None), "funder", "")
        kind = Kind(said.kind) if said else declaration.deduced(learner.route, funder)
        hours = followed[learner.pk]
        level, nsf = (record.level, record.nsf) if record else (None, ())
        found.append(
            Told(
                learner=learner,
                kind=kind,
                said=said is not None,
                followed=Followed(
                    learner=str(learner.pk),
                    kind=kind,
                    objectives=declaration.objectives(session.certification, level, learner.route),
                    speciality=nsf[0] if nsf else "",
                    hours=None if None in hours else sum((one for one in hours if one), Decimal(0)),
                ),
            )
        )
    return found


def _money(organisation: Any, learners: Iterable[UUID]) -> list[Money]:
    rows = PlaceFunding.objects.within(organisation).filter(application__learner__in=list(learners)).exclude(state="refuse")
    lines: dict[str, list[tuple[Decimal | None, Decimal | None]]] = {}
    for funder, invoiced, paid in rows.values_list("funder", "invoiced", "paid"):
        lines.setdefault(declaration.PAID_BY[funder], []).append((invoiced, paid))
    return [
        Money(
            mark,
            label,
            _known(one for one, _ in lines[mark]),
            _known(one for _, one in lines[mark]),
            sum(one is None for one, _ in lines[mark]),
        )
        for mark, label in declaration.RESOURCES.items()
        if mark in lines
    ]


def _known(amounts: Iterable[Decimal | None]) -> Decimal | None:
    held = [one for one in amounts if one is not None]
    return sum(held, Decimal(0)) if held else None


COLUMNS = ("Cadre", "Repère", "Ligne", "Stagiaires", "Heures-stagiaires", "Facturé à ce jour", "Payé à ce jour", "Incomplets")


def table(told: Accounts) -> list[Sequence[Any]]:
    """Return the accounts as a spreadsheet reads them."""
    trainers = (
        "E",
        "",
        "Personnes dispensant des heures, internes ou non",
        told.trainers,
        short(told.taught),
        None,
        None,
    )
    return [
        *(("C", one.mark, one.label, None, None, one.invoiced, one.paid, one.unknown) for one in told.money),
        (*trainers, told.untold),
        *(
            (mark, line.mark, line.label, line.learners, short(line.hours), None, None, line.unknown)
            for mark, _, lines in told.frames
            for line in lines
        ),
    ]
