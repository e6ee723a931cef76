"""Plants about a school: the calendar of a session, its half-days, who teaches it and under which right."""

from datetime import date, timedelta
from decimal import Decimal

from tests.cases import schools as s
from tests.cases.planting import DAY, Plant, Season

TODAY = date(2026, 11, 2)


def expired(c: Season) -> None:
    """A session that begins the day after its certification."""
    s.session(c, "Session d’octobre", school=school(c), first=date(2026, 10, 2), last=date(2026, 10, 9))


def school(c: Season):
    """Return the school of the plants, right in everything."""
    if "school" not in c.held:
        c.held["school"] = s.body(c)
    return c.held["school"]


def tight(c: Season) -> None:
    said = {"centre_hours": Decimal(36), "company_hours": Decimal(70), "most_weeks": 1}
    s.session(c, "Session trop serrée", school=school(c), **said)


def blank(c: Season) -> None:
    held = s.session(c, "Session sans heures", school=school(c), version="2019", hours_a_day=None, morning_hours=None)
    s.half(c, held)


def crossed(c: Season) -> None:
    """Half-days that take what is taken, on a closed day, in a room too small, by somebody away; too many, and unequal."""
    held = s.session(c, "Session emmêlée", school=school(c), centre_hours=Decimal(7))
    who = s.trainer(c)
    first, second = (c.add(s.Track, session=held, name=name) for name in ("Musiques", "Théâtre"))
    room = c.add(s.Room, venue=c.held["venue"], name="Loge du fond", capacity=1)
    for name in ("Lila Poher", "Noé Sizun"):
        c.add(s.Learner, session=held, person=c.person(name), track=first, convened_on=s.MONDAY)
    s.half(c, held, trainer=who, track=first, room=room)
    s.half(c, held, trainer=who, track=second)
    s.half(c, held, on=s.FRIDAY + DAY, trainer=who, track=first)
    c.add(s.Unavailability, person=who.person, since=s.FRIDAY + DAY, until=s.FRIDAY + DAY)


def untold(c: Season) -> None:
    late = s.trainer(c, "Soazig Guern", titles="", paper={"due_on": TODAY - DAY})
    s.half(c, s.session(c, "Session à compléter", school=school(c)), trainer=late)


def uncovered(c: Season) -> None:
    s.covering(c, "Session à trous", 2, school=school(c))


def late(c: Season) -> None:
    first = TODAY + timedelta(days=10)
    s.learner(c, s.session(c, "Session de novembre", school=school(c), certification="", first=first, last=first + 4 * DAY))


def unproved(c: Season) -> None:
    s.session(c, "Session sans numéro", school=s.body(c, "École sans numéro", siret="", activity_number=""))


def entered(c: Season) -> None:
    s.learner(c, s.session(c, "Session rejointe tard", school=school(c)), entered_on=date(2026, 10, 2), convened_on=s.MONDAY)


def unsigned(c: Season) -> None:
    held = s.recorded(c, "Session mal émargée", school=school(c), status="absent", gesture="etat", halves=2)
    c.add(s.AttendanceRecord, session=held, number=3, gesture="contreseing", text='{"tardive":true}', imprint="0" * 64)


def examined(c: Season) -> None:
    """An exam in ten days: nobody is convened, and one juror sits in two panels at once."""
    s.judged_twice(c, "Examen de novembre", 15, on=TODAY + timedelta(days=10), convened_on=None)


PLANTS = (
    Plant("FOR-001", "session commencée après l’échéance de la certification", expired),
    Plant("FOR-002 FOR-003 FOR-004", "session trop serrée en centre, en entreprise et en semaines", tight),
    Plant("FOR-006 FOR-007 FOR-014", "session sans heures, d’une version inconnue", blank),
    Plant("FOR-008 FOR-009 FOR-010 FOR-011 FOR-012 FOR-013", "planning emmêlé", crossed),
    Plant("FOR-015 FOR-016", "intervenante sans titres, pièce en retard", untold),
    Plant("FOR-017 FOR-005", "programme qui oublie deux compétences", uncovered),
    Plant("FOR-018", "convocation pas partie à dix jours", late),
    Plant(
        "FOR-019",
        "habilitation finie la veille",
        lambda c: s.habilitated(c, "Session habilitée", s.COMPANY[1] - DAY, school=school(c)),
    ),
    Plant("FOR-020", "organisme sans n° de déclaration", unproved),
    Plant("FOR-021", "entrée après l’échéance", entered),
    Plant("FOR-025 FOR-026", "examen à dix jours, personne de convoqué, une jurée à deux jurys", examined),
    Plant("FOR-022 FOR-023 FOR-024", "registre récrit, deux absences, une signature tardive sans motif", unsigned),
)
