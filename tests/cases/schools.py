"""A small school where every fact is right, and short ways to make one of them wrong: what cases and plants share."""

from datetime import UTC, date, datetime
from decimal import Decimal

from filage.desks.schedule.models import Unavailability
from filage.productions.models import Person, Room, Structure, Venue
from filage.rules.schooling.record import certifications
from filage.school.attendance.models import AttendanceRecord
from filage.school.exams.models import Candidate, ExamSession, Juror, Trial
from filage.school.programmes.models import (
    Habilitation,
    Learner,
    Module,
    Programme,
    SchoolSession,
    SessionPeriod,
    Slot,
    Track,
    Trainer,
    TrainerPaper,
    TrainingBody,
)

MONDAY, FRIDAY = date(2026, 9, 7), date(2026, 9, 11)  # five days in the centre: 35 h
COMPANY = (date(2027, 1, 4), date(2027, 1, 15))  # ten days in two weeks: 70 h
CODE = "RNCP39624"  # registered until 2026-10-01
NUMBER = {"activity_number": "99000000200", "qualiopi_number": "EX-2", "qualiopi_until": date(2029, 1, 1)}


def body(c, name="École du Brisant", *, siret="00045600000017", represented="Maud Kerjean", **fields):
    """Return a training body that can show its number, its SIRET and its certificate."""
    made = c.add(Structure, name=name, siret=siret, representative=represented)
    c.add(TrainingBody, structure=made, **(NUMBER | fields))
    return made


def session(c, name, *, school=None, first=MONDAY, last=FRIDAY, company=COMPANY, **fields):
    """Return a session whose hours fit, with a day to lose, in the centre and in a company."""
    said = {"certification": CODE, "hours_a_day": Decimal(7), "morning_hours": Decimal(4), "afternoon_hours": Decimal(3)}
    said |= {"centre_hours": Decimal(28), "company_hours": Decimal(63), "most_weeks": 2}
    made = c.add(SchoolSession, name=name, body=school or body(c, f"École : {name}"), **(said | fields))
    c.add(SessionPeriod, session=made, where="centre", first=first, last=last)
    c.add(SessionPeriod, session=made, where="entreprise", first=company[0], last=company[1])
    return made


def trainer(c, name="Iris Le Dantec", *, titles="Master, douze ans de métier", paper=None, **fields):
    """Return somebody who teaches, whose titles and papers are there unless something else is said."""
    made = c.add(Trainer, person=c.add(Person, name=name), titles=titles, **fields)
    c.add(TrainerPaper, trainer=made, kind="cv", **(paper or {"received_on": date(2026, 9, 1)}))
    return made


def half(c, session, moment="matin", on=MONDAY, **fields):
    """Return a half-day of a session."""
    return c.add(Slot, session=session, on=on, moment=moment, **fields)


def taken(c, name, other):
    """Give a trainer a half-day, then another of the same day."""
    held, who = session(c, name), trainer(c)
    half(c, held, trainer=who, track=c.add(Track, session=held, name="A"))
    half(c, held, other, trainer=who, track=c.add(Track, session=held, name="B"))


def seated(c, name, seats):
    """Give two learners a room."""
    held = session(c, name)
    for who in ("Lila Poher", "Noé Sizun"):
        c.add(Learner, session=held, person=c.add(Person, name=who), convened_on=MONDAY)
    half(c, held, room=c.add(Room, venue=c.add(Venue, name="Ateliers du Brisant"), name="Petite salle", capacity=seats))


def away(c, name, on, usual):
    """Give a morning to somebody who is away on a day, and its afternoon to somebody who usually comes at some others."""
    held, who = session(c, name), trainer(c, "Gaël Morvan")
    c.add(Unavailability, person=who.person, since=on, until=on)
    half(c, held, trainer=who)
    half(c, held, "apres_midi", trainer=trainer(c, usual_halves=usual))


def tracked(c, name, *tracks):
    """Give a half-day to some of two tracks."""
    held = session(c, name)
    found = {one: c.add(Track, session=held, name=one) for one in ("Musiques", "Théâtre")}
    for rank, one in enumerate(tracks):
        half(c, held, on=MONDAY.replace(day=MONDAY.day + rank), track=found[one])


def taught(c, name, **fields):
    """Give a half-day to a trainer."""
    half(c, session(c, name), trainer=trainer(c, f"Intervenante de {name}", **fields))


def covering(c, name, missing, **fields):
    """Give a session a programme with one module that works on every competence but some of the last."""
    codes = [one.code for one in certifications()[CODE].competences]
    programme = c.add(Programme, name=f"Programme de {name}", certification=CODE)
    kept = ", ".join(codes[: len(codes) - missing])
    c.add(Module, programme=programme, code="1", title="Tout", hours=Decimal(28), competences=kept)
    return session(c, name, programme=programme, **fields)


def learner(c, held, **fields):
    """Return somebody who learns in a session."""
    return c.add(Learner, session=held, person=c.add(Person, name=f"Stagiaire de {held.name}"), **fields)


def habilitated(c, name, until, **fields):
    """Return a session taught in the name of a certifier, until a day."""
    held = session(c, name, certifier=c.add(Structure, name=f"Certificateur de {name}"), **fields)
    said = {"certification": CODE, "since": date(2026, 1, 1), "until": until}
    c.add(Habilitation, certifier=held.certifier, body=held.body, **said)


def recorded(c, name, *, school=None, said="{}", status="", gesture="presence", halves=1, reads="0" * 64):
    """Return a session whose register holds a record a half-day of one learner, written as a file may bring it."""
    held = session(c, name, school=school, centre_hours=Decimal(511), certification="")
    who = learner(c, held, convened_on=MONDAY)
    for rank, moment in enumerate(("matin", "apres_midi")[:halves], 1):
        slot = half(c, held, moment)
        told = {"session": held, "number": rank, "gesture": gesture, "slot": slot, "learner": who, "status": status}
        c.add(AttendanceRecord, text=said, imprint=reads, **told)
    return held


def exam(c, name, first, **fields):
    """Return an exam of a day with somebody who may sit, convened when it is said."""
    made = c.add(ExamSession, name=name, certification=CODE, first=first, last=first)
    said = {
        "exam": made,
        "person": c.add(Person, name=f"Candidate de {name}"),
        "route": "formation",
        "state": "admis_a_se_presenter",
    }
    return made, c.add(Candidate, **(said | fields))


def judged_twice(c, name, minute, *, on=FRIDAY, convened_on=MONDAY):
    """Give one juror two panels: one hears from 9 h to 9 h 30, the other from a minute of that hour on."""
    held, who = exam(c, name, on, convened_on=convened_on)
    c.add(Juror, exam=held, person=c.add(Person, name=f"Jurée de {name}"), quality="externe", panels="Jury 1\nJury 2")
    for panel, at, title in (("Jury 1", 0, "oral"), ("Jury 2", minute, "soutenance")):
        starts = datetime(on.year, on.month, on.day, 8, at, tzinfo=UTC)
        c.add(Trial, exam=held, candidate=who, block="BC01", title=title, starts_at=starts, minutes=30, panel=panel)
