"""The cases of the controls about days, tasks and hours: what makes each speak, what comes near."""

from datetime import date

from filage.desks.booking.models import Invitation
from filage.desks.schedule.models import Task
from filage.productions.models import (
    Activity,
    Person,
    Venue,
)
from tests.desks.case_facts import DAY, FIRST
from tests.desks.sound import TODAY, at


def in_series(company, count):
    monday = date(2027, 1, 4)
    for rank in range(count):
        company.work(monday + rank * DAY, 10, 4)


def long_week(company, hours):
    monday = date(2027, 1, 4)
    for rank in range(6):
        company.work(monday + rank * DAY, 10, hours / 6)


def twelve_weeks(company, day):
    """Ana works four days a week, twelve weeks, a break in each day."""
    for rank in range(12):
        for off in range(4):
            on = date(2027, 1, 4) + (7 * rank + off) * DAY
            company.work(on, 8, day / 2, kind="montage")
            company.work(on, 14, day / 2, kind="montage")


def evenings_then(company, hour):
    """Ana works six evenings until 23 h, rests on Sunday, works again on Monday at some hour."""
    for rank in range(6):
        company.work(date(2027, 1, 4) + rank * DAY, 20, 3)
    company.work(date(2027, 1, 11), hour, 2)


def nights(company, days):
    """Ana works from 18 h to 4 h with a break, on some days of a week."""
    for rank in days:
        company.work(date(2027, 1, 4) + rank * DAY, 18, 4.5, kind="montage")
        company.work(date(2027, 1, 4) + rank * DAY, 23, 5, kind="montage")


def second_service(company, *, hours_after):
    """Ana plays until 22 h on the eleventh, then works again so many hours later."""
    company.play(date(2027, 1, 11), 20)
    company.work(date(2027, 1, 12), 22 + hours_after - 24, 3)


def waits(company, town, rank, on=FIRST):
    return company.play(on, venue=company.add(Venue, name="Salle", city=town), room=None, status="option", option_rank=rank)


def elsewhere_after(company, days, town, code):
    return company.play(FIRST + days * DAY, venue=company.add(Venue, name="Salle", city=town, insee=code), room=None)


def task_due(c, on, *, before):
    """Give the date a task due on a day, and playing, which waits for it and begins on another."""
    first = c.add(Task, production=c.show, activity=c.date, template="date", code="t06", label="Contrat signé", due_on=on)
    c.set(c.date, status="confirme")  # a signed date says by itself that its contract is signed
    played = {"template": "date", "code": "t16", "label": "Représentation", "starts_on": before, "due_on": before}
    c.add(Task, production=c.show, activity=c.date, **played).depends_on.add(first)


def authorised(c, premiere):
    """Say when the première is, the authorisation of the author still being asked for."""
    c.set(c.date, on=premiere, starts_at=at(premiere, 20), ends_at=at(premiere, 22))
    c.set(c.show, creation_end=premiere)
    c.add(Task, production=c.show, template="creation", code="autorisation", label="Autorisation d’auteur")


def declared_for(c, on):
    """Give a date where nobody is engaged the task of its declarations."""
    bare = c.play(on)
    bare.participants.add(c.add(Person, name="Lise Morel"))
    c.add(Task, production=c.show, activity=bare, template="date", code="t15", label="DPAE", anchor="embauche")


CASES = {  # code: (what makes it speak, what comes near and leaves it silent)
    # schedule
    "CAL-001": (
        lambda c: c.work(FIRST, 19, 2, venue=c.add(Venue, name="Studio", city="Lorient")),
        lambda c: c.work(FIRST, 14, 2, venue=c.add(Venue, name="Studio", city="Lorient")),
    ),
    "CAL-002": (
        lambda c: c.add(
            Activity,
            production=c.another_show(),
            kind="representation",
            on=FIRST,
            venue=c.venue,
            room=c.room,
            starts_at=at(FIRST, 21),
            ends_at=at(FIRST, 23),
        ),
        lambda c: c.add(
            Activity,
            production=c.another_show(),
            kind="representation",
            on=FIRST,
            venue=c.venue,
            room=c.room,
            starts_at=at(FIRST, 22),
            ends_at=at(FIRST, 23),
        ),
    ),
    "CAL-003": (
        lambda c: c.play(FIRST, 15, venue=c.add(Venue, name="Salle", city="Brest"), room=None),
        lambda c: c.play(FIRST, 15),
    ),
    "OPT-001": (
        lambda c: (waits(c, "Brest", 1, FIRST + DAY), waits(c, "Redon", 1, FIRST + DAY)),
        lambda c: (waits(c, "Brest", 2, FIRST + DAY), waits(c, "Redon", 1, FIRST + DAY)),
    ),
    "OPT-002": (lambda c: waits(c, "Brest", 1), lambda c: waits(c, "Brest", 1, FIRST + DAY)),
    "TRJ-001": (lambda c: elsewhere_after(c, 1, "Nice", "06088"), lambda c: elsewhere_after(c, 4, "Nice", "06088")),
    "PRO-001": (
        lambda c: c.add(Invitation, activity=c.set(c.date, on=TODAY - DAY), name="Claire Morvan", status="confirmee"),
        lambda c: c.add(Invitation, activity=c.set(c.date, on=TODAY - DAY), name="Claire Morvan", status="absente"),
    ),
    "CAL-004": (lambda c: c.set(c.date, on=TODAY - DAY), lambda c: c.set(c.date, on=TODAY)),
    "CAL-005": (lambda c: c.set(c.date, venue=None, room=None), lambda c: c.set(c.date, venue=None, room=None, status="option")),
    "CAL-006": (
        lambda c: c.set(c.date, starts_at=None, ends_at=None),
        lambda c: c.set(c.date, starts_at=None, ends_at=None, on=TODAY + 61 * DAY),
    ),
    "CAL-007": (
        lambda c: c.set(c.show, exploitation_end=FIRST - DAY),
        lambda c: c.set(c.show, exploitation_end=FIRST),
    ),
    "CAL-008": (
        lambda c: c.play(date(2026, 12, 19), 14, type="scolaire"),  # Saturday; the holidays of Noël start that evening
        lambda c: c.play(date(2026, 12, 18), 14, type="scolaire"),
    ),
    "CAL-009": (
        lambda c: c.play(date(2030, 3, 12), 14, type="scolaire"),
        lambda c: c.play(date(2027, 3, 12), 14, type="scolaire"),
    ),
    "CAL-010": (lambda c: c.play(date(2026, 11, 11)), lambda c: c.play(date(2026, 11, 12))),
    "CAL-011": (
        lambda c: c.set(c.date, starts_at=at(FIRST + DAY, 20), ends_at=at(FIRST + DAY, 22)),
        lambda c: c.set(c.date, starts_at=at(FIRST, 0), ends_at=at(FIRST, 2)),
    ),
    "RET-001": (lambda c: task_due(c, TODAY - DAY, before=TODAY), lambda c: task_due(c, TODAY, before=TODAY + DAY)),
    "RET-002": (lambda c: task_due(c, FIRST + DAY, before=FIRST), lambda c: task_due(c, FIRST, before=FIRST)),
    "RET-003": (lambda c: authorised(c, TODAY + 180 * DAY), lambda c: authorised(c, date(2027, 5, 2))),
    "RET-004": (
        lambda c: c.add(Task, production=c.show, activity=c.date, template="date", code="t03", label="Fiche comparée"),
        lambda c: c.add(
            Task, production=c.show, activity=c.date, template="date", code="t03", label="Fiche comparée", state="faite"
        ),
    ),
    "RET-005": (lambda c: declared_for(c, TODAY + 30 * DAY), lambda c: declared_for(c, TODAY + 31 * DAY)),
    "TMP-001": (lambda c: second_service(c, hours_after=10), lambda c: second_service(c, hours_after=11)),
    "TMP-002": (
        lambda c: [c.work(date(2027, 1, 11), 8, 3), c.work(date(2027, 1, 11), 20, 2)],
        lambda c: [c.work(date(2027, 1, 11), 8, 3), c.work(date(2027, 1, 11), 19, 2)],
    ),
    "TMP-003": (
        lambda c: c.work(date(2027, 1, 11), 9, 10.5),
        lambda c: c.work(date(2027, 1, 11), 9, 10),
    ),
    "TMP-004": (lambda c: long_week(c, 54), lambda c: long_week(c, 48)),
    "TMP-005": (lambda c: in_series(c, 7), lambda c: in_series(c, 6)),
    "TMP-006": (lambda c: c.work(date(2027, 1, 11), 22, 3), lambda c: c.work(date(2027, 1, 11), 22, 2)),
    "TMP-007": (lambda c: twelve_weeks(c, 11.25), lambda c: twelve_weeks(c, 11)),
    "TMP-008": (lambda c: evenings_then(c, 9), lambda c: evenings_then(c, 10)),
    "TMP-009": (lambda c: c.work(date(2027, 1, 11), 9, 6), lambda c: c.work(date(2027, 1, 11), 9, 5.75)),
    "TMP-010": (
        lambda c: c.work(date(2027, 1, 11), 8, 8.5, kind="voyage"),
        lambda c: c.work(date(2027, 1, 11), 8, 8, kind="voyage"),
    ),
    "TMP-011": (lambda c: nights(c, (0, 2)), lambda c: nights(c, (0,))),
    "TMP-012": (
        lambda c: [c.set(c.ana, born_on=date(2010, 1, 1)), c.work(date(2027, 1, 11), 20, 2.5)],
        lambda c: [c.set(c.ana, born_on=date(2010, 1, 1)), c.work(date(2027, 1, 11), 20, 2)],
    ),
    "TMP-013": (
        lambda c: [c.set(c.embauche, status="technicien"), c.work(date(2027, 1, 11), 9, 3.25, kind="montage")],
        lambda c: [c.set(c.embauche, status="technicien"), c.work(date(2027, 1, 11), 9, 3.5, kind="montage")],
    ),
}
