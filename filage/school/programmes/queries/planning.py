"""The half-days of a session as the rules read them: its own, those that take its trainers and rooms elsewhere, what clashes."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from filage.core.rails.registry import Registry
from filage.desks.schedule.queries import absences
from filage.productions.models import Room
from filage.rules.schooling import halves, usual, volumes
from filage.rules.schooling.feasibility import Stretch
from filage.rules.schooling.findings import Said
from filage.rules.schooling.halves import Clash, Half, House, Lesson
from filage.rules.schooling.volumes import Volume
from filage.school.programmes.models import Module, SchoolSession, Slot, Track, Trainer
from filage.school.programmes.queries.sessions import Told, told

type Signed = Mapping[tuple[UUID, UUID], Decimal]  # hours by half-day and learner

signed_hours: Registry[Callable[[SchoolSession], Signed]] = Registry("hours signed of a session")
held_slots: Registry[Callable[[Slot], str]] = Registry("why a half-day may no longer move")  # empty: it may


@dataclass(frozen=True)
class Board:
    """The half-days of a session with everything that is said of them."""

    told: Told
    slots: Sequence[Slot]
    elsewhere: Sequence[Slot]
    tracks: Sequence[Track]
    trainers: Sequence[Trainer]
    rooms: Sequence[Room]
    modules: Sequence[Module]
    sizes: Mapping[str, int]
    away: Mapping[str, Sequence[Stretch]]

    @property
    def session(self) -> SchoolSession:
        """Return the session whose half-days these are."""
        return self.told.session

    @property
    def lasting(self) -> dict[Half, Decimal | None]:
        """Return how long each half of a day lasts in the session."""
        return {Half.MORNING: self.session.morning_hours, Half.AFTERNOON: self.session.afternoon_hours}

    @cached_property
    def house(self) -> House:
        """Return what the rules know around the half-days."""
        names = {str(one.pk): one.person.name for one in self.trainers}
        names |= {str(one.pk): str(one.name) for cards in (self.rooms, self.tracks) for one in cards}
        names |= {str(one.room_id): one.room.name for one in self.elsewhere if one.room}
        seats = {str(one.pk): one.capacity for one in self.rooms}
        free = {str(one.pk): usual.read(one.usual_halves) for one in self.trainers}
        return House(plan=self.told.plan, sizes=self.sizes, seats=seats, names=names, away=self.away, usual=free)

    @cached_property
    def own(self) -> list[Lesson]:
        """Return the half-days of the session as the rules read them."""
        return [lesson(one, self.lasting) for one in self.slots]

    @cached_property
    def lessons(self) -> list[Lesson]:
        """Return them with those of other sessions that share a trainer or a room."""
        return [*self.own, *(lesson(one, {}) for one in self.elsewhere)]

    @cached_property
    def clashes(self) -> list[Clash]:
        """Return what does not hold, by day."""
        return halves.clashes(self.lessons, self.house, str(self.session.pk))

    @property
    def findings(self) -> list[Said]:
        """Return what is said of the hours planned, then of what clashes, once by kind and by text."""
        clashed = [Said(code=f"planning_{one.code}", severity=one.severity, message=text) for one, text in self.told_once()]
        return [*self.hours_said, *clashed]

    @property
    def hours_said(self) -> list[Said]:
        """Return what is said of the hours planned."""
        tracks = {str(one.pk): one.name for one in self.tracks}
        return volumes.said(self.own, self.session.centre_hours, tracks)

    def told_once(self) -> Iterator[tuple[Clash, str]]:
        """Yield what clashes once by kind and by text, the first of its days, and how it is told."""
        counted = Counter((one.code, one.severity, one.text) for one in self.clashes)
        first = {(one.code, one.severity, one.text): one for one in reversed(self.clashes)}
        for key, count in counted.items():
            one = first[key]
            more = f", et {count - 1} fois de plus" if count > 1 else ""
            yield one, f"{one.on:%d/%m/%Y}, {halves.SPOKEN[one.half]} : {one.text}{more}."

    @cached_property
    def signed(self) -> dict[tuple[UUID, UUID], Decimal]:
        """Return the hours signed by half-day and learner, as attendance gives them; none until it does."""
        found: dict[tuple[UUID, UUID], Decimal] = {}
        for provider in dict(signed_hours.items()).values():
            found |= provider(self.session)
        return found

    def signed_slots(self) -> dict[str, Decimal]:
        """Return the hours of each half-day that at least one learner signed."""
        found: dict[str, Decimal] = {}
        for (slot, _), hours in self.signed.items():
            found[str(slot)] = max(hours, found.get(str(slot), Decimal(0)))
        return found

    def by_module(self) -> dict[str, Volume]:
        """Return the hours of each module, by its identifier."""
        return volumes.by_module(self.own, {str(one.pk): one.hours for one in self.modules}, self.signed_slots())

    def by_trainer(self) -> dict[str, Volume]:
        """Return the hours of each trainer, by her identifier."""
        return volumes.by_trainer(self.own, self.signed_slots())

    def by_learner(self) -> list[tuple[Any, Volume]]:
        """Return each learner with the hours of the centre that are hers: asked, planned, signed; one query."""
        done: dict[UUID, Decimal] = {}
        for (_, learner), hours in self.signed.items():
            done[learner] = done.get(learner, Decimal(0)) + hours
        rows = self.session.learners.select_related("person", "track").order_by("rank", "id")
        return [
            (one, Volume(self.session.centre_hours, self._of(one), done.get(one.pk, Decimal(0))))
            for one in rows
        ]  # fmt: skip

    def _of(self, learner: Any) -> Decimal:
        track = str(learner.track_id) if learner.track_id else ""
        inside = [
            one for one in self.own
            if (not learner.entered_on or one.on >= learner.entered_on) and (not learner.left_on or one.on <= learner.left_on)
        ]  # fmt: skip
        return volumes.of_track(inside, track)


def lesson(slot: Slot, lasting: Mapping[Half, Decimal | None]) -> Lesson:
    """Return a half-day as the rules read it; its hours are its own, else those of the half of the day."""
    half = Half(slot.moment)
    return Lesson(
        key=str(slot.pk),
        session=str(slot.session_id),
        on=slot.on,
        half=half,
        hours=lasting.get(half) if slot.hours is None else slot.hours,
        title=title_of(slot),
        kind=slot.kind,
        module=str(slot.module_id or ""),
        track=str(slot.track_id or ""),
        trainer=str(slot.trainer_id or ""),
        room=str(slot.room_id or ""),
    )


def title_of(slot: Slot) -> str:
    """Return how a half-day is named: its module, else its note, else its kind."""
    if slot.module is not None:
        return f"{slot.module.code} {slot.module.title}"
    return slot.note or slot.get_kind_display().capitalize()


def board(session: SchoolSession) -> Board:
    """Return the half-days of a session with everything around them; thirteen queries, whatever their number."""
    organisation = session.organisation_id
    rows = Slot.objects.within(organisation).select_related("module", "room", "track").order_by("on", "-moment", "rank", "id")
    slots = list(rows.filter(session=session))
    trainers = list(Trainer.objects.within(organisation).select_related("person").order_by("person__name", "id"))
    modules = Module.objects.within(organisation).filter(programme=session.programme_id).order_by("rank", "id")
    held = told(session)
    elsewhere = rows.exclude(session=session)
    if held.starts_on and held.ends_on:
        elsewhere = elsewhere.filter(on__gte=held.starts_on, on__lte=held.ends_on)
    counted = Counter(str(one or "") for one in session.learners.filter(left_on=None).values_list("track_id", flat=True))
    return Board(
        told=held,
        slots=slots,
        elsewhere=list(elsewhere),
        tracks=list(session.tracks.all()),
        trainers=trainers,
        rooms=list(Room.objects.within(organisation).filter(venue__isnull=False).select_related("venue")[:ROOMS]),
        modules=list(modules) if session.programme_id else [],
        sizes=sizes(counted),
        away=absences_of(organisation, trainers),
    )


ROOMS = 400


def sizes(counted: Mapping[str, int]) -> dict[str, int]:
    """Return how many follow each track, and how many there are, from how many chose each."""
    return {**{track: count for track, count in counted.items() if track}, "": sum(counted.values())}


def absences_of(organisation: UUID, trainers: Sequence[Trainer]) -> dict[str, list[Stretch]]:
    """Return the days when each trainer said that she cannot come; one query."""
    people = {one.person_id: str(one.pk) for one in trainers}
    found: dict[str, list[Stretch]] = {}
    for person, since, until in absences.of_people(organisation, people):
        found.setdefault(people[person], []).append(Stretch(since, until))
    return found


def slot(organisation: Any, pk: UUID) -> Slot | None:
    """Return a half-day of a house, None when it has no such one."""
    rows = Slot.objects.within(organisation).filter(pk=pk)
    found: Slot | None = rows.select_related("session", "module", "room", "track", "trainer__person").first()
    return found
