"""What a tableau de service says: the calls of a day, the week of a team by person, the planning of one person."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from filage.desks.directory.queries import house
from filage.desks.schedule.queries.agenda import ABSENCE, DAY, DUTY, JOURNEY, NIGHT, Agenda, Item, by_day
from filage.desks.schedule.queries.agenda_filters import home
from filage.desks.schedule.queries.counting import Sum, Sums, sums
from filage.desks.schedule.queries.trying import limits_of
from filage.documents.call_sheet_shapes import CalledDay, CalledLine, CallSheetData, Counted, PlanningData, Sort, TeamRow
from filage.documents.paper_shapes import Head
from filage.documents.shapes import Document
from filage.productions.models import Production, Structure
from filage.rules.engine.text import counted
from filage.rules.planning.bank_holidays import Territory, bank_holiday
from filage.rules.working_time import Limits

OFF = "repos"
PLANNED = (
    "Heures de l’endroit ; un trajet compte comme la convention le compte. Prévu à ce jour : ni un relevé d’heures, ni une paie."
)
SORTS: dict[str, Sort] = {JOURNEY: "route", "voyage": "route", NIGHT: "nuit", ABSENCE: "absence"}
TOLD = 4  # names on a line of a day; beyond, the team is told by its number


@dataclass(frozen=True, slots=True)
class Team:
    """The days of a team: what each holds, who is in it, and what each person’s days make."""

    agenda: Agenda
    items: Sequence[Item]
    since: date
    until: date
    production: Production | None = None

    @property
    def days(self) -> dict[date, list[Item]]:
        """Return what each day holds, in order."""
        return by_day(self.items, self.since, self.until)

    @property
    def people(self) -> list[UUID]:
        """Return who is called at some moment of these days, by name."""
        called = {person for one in self.items if one.kind != ABSENCE for person in one.people}
        return sorted(called, key=lambda person: self.agenda.names.get(person, "").casefold())


def team_of(agenda: Agenda, since: date, until: date, production: Production | None = None) -> Team:
    """Return the services that stand, the journeys, the nights and the absences of some days, of one show or of them all."""
    of = production.pk if production is not None else None
    people = {person for one in agenda.items if one.is_work and one.production == of for person in one.people}
    items = [
        one
        for one in agenda.items
        if one.kind != DUTY
        and (one.activity is None or one.is_work)
        and one.touches(since, until)
        and (of is None or one.production == of or (one.kind == ABSENCE and people.intersection(one.people)))
    ]
    return Team(agenda, items, since, until, production)


def sheet(team: Team, organisation: Any, *, on: date) -> CallSheetData:
    """Return the tableau de service of a team, as true on a day: by person when there are several days."""
    territory = home(team.agenda.organisation).territory
    days = team.days
    alone = len(days) == 1
    named = {} if alone else days
    return CallSheetData(
        head=_head("Tableau de service", team.production, organisation, on),
        days=tuple(_day(team, day, held, bank_holiday(day, territory), alone=alone) for day, held in days.items()),
        team=tuple(_row(team, person, named) for person in team.people) if not alone else (),
        of=team.production.title if team.production else "Toute l’équipe",
        notes=("Heures de l’endroit. Édité de l’agenda : en cas de doute, l’agenda fait foi.",),
    )


def planning(agenda: Agenda, person: UUID, name: str, since: date, until: date, organisation: Any, *, on: date) -> PlanningData:
    """Return the planning of one person between two days, as true on a day."""
    items, made = mine(agenda, person, since, until), sums_of(agenda, person, since, until)
    territory = home(agenda.organisation).territory
    return PlanningData(
        head=_head("Planning individuel", None, organisation, on),
        name=name,
        since=since,
        until=until,
        days=tuple(_in_turn(by_day(items, since, until), territory)),
        counts=tuple(map(_counted, made.sorts)),
        weeks=tuple(map(_counted, made.weeks)),
        worked=made.whole.hours if made.whole.count else "0 h",
        days_worked=made.days_worked,
        days_off=made.days_off,
        nights=made.nights,
        notes=(PLANNED,),
    )


def _in_turn(days: Mapping[date, Sequence[Item]], territory: Territory | None) -> Iterator[CalledDay]:
    """Yield the days of somebody in order, those without anything as one line."""
    for idle, run in groupby(days.items(), key=lambda each: not each[1]):
        held = list(run)
        if not idle:
            for day, items in held:
                yield CalledDay(on=day, lines=tuple(_line(one) for one in items), said=bank_holiday(day, territory))
            continue
        closed = [f"{name} le {day:%d/%m}" for day, _ in held if (name := bank_holiday(day, territory))]
        said = f"sans service, {counted(len(held), 'jour')}{f' ({", ".join(closed)})' if closed else ''}"
        yield CalledDay(on=held[0][0], until=held[-1][0], said=said)


def mine(agenda: Agenda, person: UUID, since: date, until: date) -> list[Item]:
    """Return what one person has on some days: services that stand, journeys, nights, absences."""
    return [
        one
        for one in agenda.items
        if person in one.people and (one.activity is None or one.is_work) and one.touches(since, until)
    ]


def sums_of(agenda: Agenda, person: UUID, since: date, until: date) -> Sums:
    """Return what the days of one person make."""
    items = mine(agenda, person, since, until)
    return sums(items, _limits(agenda, items), since, until)


def _limits(agenda: Agenda, items: Iterable[Item]) -> Limits | None:
    work = [one for one in items if one.activity is not None]
    first = next((one.activity for one in work if one.activity is not None), None)
    return limits_of(agenda, work, first) if first is not None else None


def _row(team: Team, person: UUID, days: dict[date, list[Item]]) -> TeamRow:
    held = [[one for one in of_day if person in one.people] for of_day in days.values()]
    items = list({one.key: one for of_day in held for one in of_day}.values())
    made = sums(items, _limits(team.agenda, items), team.since, team.until)
    return TeamRow(
        name=team.agenda.names.get(person, ""),
        days=tuple(tuple(map(_line, of_day)) or (CalledLine(what=OFF, sort="repos"),) for of_day in held),
        hours=made.whole.hours if made.whole.count else "",
        over=made.whole.over,
    )


def _day(team: Team, day: date, held: Sequence[Item], holiday: str, *, alone: bool) -> CalledDay:
    said = f"Jour férié : {holiday}" if holiday and alone else holiday
    if not alone:
        return CalledDay(on=day, said=said)
    called = {person for one in held if one.kind not in (ABSENCE, NIGHT) for person in one.people}
    everybody = _engaged(team)
    off = [team.agenda.names[person] for person in everybody if person not in called]
    lines = [_line(one, who=_who(team, one.people, everybody)) for one in held if one.kind != ABSENCE]
    return CalledDay(on=day, said=said, lines=tuple(lines), off=", ".join(sorted(off, key=str.casefold)))


def _engaged(team: Team) -> set[UUID]:
    """Return everybody engaged for the show, or for one of those that a day holds."""
    shows = {team.production.pk} if team.production else {one.production for one in team.items if one.is_work}
    agenda = team.agenda
    return {
        one.person_id for one in agenda.engagements if one.person_id and one.production_id in shows and _here(one, team.since)
    }


def _here(engagement: Any, day: date) -> bool:
    start, end = engagement.starts_on, engagement.ends_on
    return (start is None or start <= day) and (end is None or day <= end) and engagement.replaces_id is None


def _who(team: Team, people: Collection[UUID], everybody: Collection[UUID]) -> str:
    names = [team.agenda.names[person] for person in people if person in team.agenda.names]
    if len(names) > TOLD and set(everybody) <= set(people):
        return f"Toute l’équipe ({len(names)})"
    return ", ".join(names)


def _line(item: Item, who: str = "") -> CalledLine:
    one_day = item.on == item.until
    notes = [item.state.lower() if item.status == "option" else "", "" if one_day else f"jusqu’au {item.until:%d/%m}"]
    return CalledLine(
        at=f"{item.start:%H:%M}" if item.start and one_day else "",
        until=f"{item.end:%H:%M}" if item.end and one_day else "",
        what=item.what,
        work=item.work,
        place=", ".join(dict.fromkeys(part for part in (item.place, item.town) if part)),
        who=who,
        note=", ".join(part for part in notes if part),
        sort="public" if item.is_performance else SORTS.get(item.kind, "travail"),
    )


def _counted(one: Sum) -> Counted:
    return Counted(label=one.label, count=one.count, hours=one.hours, unknown=one.unknown)


def _head(kind: str, production: Production | None, organisation: Any, on: date) -> Head:
    structure = production.structure if production else Structure.objects.within(organisation).filter(ours=True).first()
    assert structure is not None  # whoever has a calendar has a structure of her own
    return Head(
        company=house.company(structure),
        document=Document(kind=kind, issued=on),
        title=production.title if production else organisation.name,
    )


def month_of(day: date) -> tuple[date, date]:
    """Return the first and the last day of the month of a day."""
    first = day.replace(day=1)
    return first, (first + 32 * DAY).replace(day=1) - DAY
