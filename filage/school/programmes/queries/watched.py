"""What the controls of the school read: the sessions that are not over, their half-days, who teaches, under which right."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from filage.core.rails import rare
from filage.core.rails.season import once
from filage.productions.models import Structure
from filage.rules.schooling import modules as rules
from filage.rules.schooling.modules import Coverage
from filage.school.programmes.models import Habilitation, Learner, Module, SchoolSession, Slot, Trainer, TrainingBody
from filage.school.programmes.queries.bodies import Body, ours
from filage.school.programmes.queries.certifications import known
from filage.school.programmes.queries.planning import Board, absences_of, sizes
from filage.school.programmes.queries.programmes import line
from filage.school.programmes.queries.sessions import Told, told

rare.declare(SchoolSession)


@dataclass(frozen=True)
class Watched:
    """The sessions of a house that are not over on a day, and all that its controls need of them."""

    boards: Sequence[Board] = ()
    learners: Mapping[UUID, Sequence[Learner]] = field(default_factory=dict)  # by session
    bodies: Mapping[UUID, Body] = field(default_factory=dict)  # by session

    def trainers(self) -> list[Trainer]:
        """Return those who are given half-days in these sessions, by name, with their papers."""
        given = {one.trainer for board in self.boards for one in board.own}
        found = {str(one.pk): one for board in self.boards for one in board.trainers}
        return [one for key, one in found.items() if key in given]

    def coverage(self, board: Board) -> Coverage | None:
        """Return what the modules of a session cover of its certification; None without modules, or when it is unknown."""
        certification = board.told.certification
        if certification is None or not board.modules:
            return None
        return rules.coverage([one.code for one in certification.competences], [line(one) for one in board.modules])


@once
def watched(season: Any) -> Watched:
    """Return what the controls read of a house; nothing is asked where there is no session, else fourteen queries."""
    if not rare.held(season, SchoolSession):
        return Watched()
    organisation, today = season.organisation_id, season.today
    rows = SchoolSession.objects.within(organisation).select_related("body", "programme").order_by("rank", "id")
    held, given = known(organisation), list(Habilitation.objects.within(organisation).order_by("rank", "id"))
    read = rows.prefetch_related("periods", "closures", "tracks", "learners__person")
    sessions = [one for one in (told(each, held, given) for each in read) if one.ends_on is None or one.ends_on >= today]
    if not sessions:
        return Watched()
    return Watched(
        boards=_boards(organisation, sessions),
        learners={one.session.pk: list(one.session.learners.all()) for one in sessions},
        bodies=_bodies(organisation, [one.session for one in sessions]),
    )


def _boards(organisation: UUID, sessions: Sequence[Told]) -> list[Board]:
    first = min((one.starts_on for one in sessions if one.starts_on), default=date.min)
    slots = Slot.objects.within(organisation).filter(on__gte=first).select_related("module", "room", "track")
    held = list(slots.order_by("on", "-moment", "rank", "id"))
    trainers = (
        Trainer.objects.within(organisation).select_related("person").prefetch_related("papers").order_by("person__name", "id")
    )
    who = list(trainers)
    modules: dict[UUID | None, list[Module]] = defaultdict(list)
    for each in Module.objects.within(organisation).order_by("rank", "id"):
        modules[each.programme_id].append(each)
    rooms = list({one.room.pk: one.room for one in held if one.room}.values())
    away = absences_of(organisation, who)
    return [
        Board(
            told=each,
            slots=[one for one in held if one.session_id == each.session.pk],
            elsewhere=[one for one in held if one.session_id != each.session.pk],
            tracks=list(each.session.tracks.all()),
            trainers=who,
            rooms=rooms,
            modules=modules[each.session.programme_id],
            sizes=sizes(Counter(str(one.track_id or "") for one in each.session.learners.all() if one.left_on is None)),
            away=away,
        )
        for each in sessions
    ]


def _bodies(organisation: UUID, sessions: Sequence[SchoolSession]) -> dict[UUID, Body]:
    held = {one.structure_id: one for one in TrainingBody.objects.within(organisation)}
    usual: Structure | None = ours(organisation)
    named = {one.pk: one.body or usual for one in sessions}
    return {pk: Body(body, held.get(body.pk)) for pk, body in named.items() if body is not None}
