"""Plants about the retroplanning of a show and of its dates."""

from datetime import date

from filage.desks.schedule.models import Task
from tests.cases.planting import DAY, Plant, Season

TODAY = date(2026, 11, 2)


def played(c: Season):
    """Return a date of « Contresens » to which tasks are given, on a day without any other."""
    if "tasked" not in c.held:
        deal = c.deal(c.held["sense"], "Cession du rétroplanning")
        c.held["tasked"] = c.play(c.held["sense"], date(2027, 11, 16), deal=deal)
    return c.held["tasked"]


def task(c: Season, code: str, label: str, **fields):
    """Return a task of that date."""
    activity = played(c)
    return c.add(Task, production=activity.production, activity=activity, template="date", code=code, label=label, **fields)


def late(c: Season) -> None:
    first = task(c, "t14", "Feuille de route diffusée", due_on=TODAY - 3 * DAY)
    soon = task(c, "t16", "Représentation", starts_on=TODAY - DAY, due_on=date(2027, 11, 16))
    soon.depends_on.add(first)


def out_of_order(c: Season) -> None:
    first = task(c, "t08", "Disponibilités confirmées", due_on=date(2027, 10, 20))
    task(c, "t09", "Voyages réservés", due_on=date(2027, 10, 6)).depends_on.add(first)


def unasked(c: Season) -> None:
    show = c.show("À demander", "a-demander", creation_end=date(2027, 2, 1), exploitation_end=date(2028, 12, 31))
    c.add(Task, production=show, template="creation", code="autorisation", label="Autorisation d’auteur, écrite")


def unknown(c: Season) -> None:
    near = c.play(c.show("Sans équipe", "sans-equipe", creation_end=date(2026, 9, 1)), TODAY + 20 * DAY, status="option")
    c.add(Task, production=near.production, activity=near, template="date", code="t15", label="DPAE", anchor="embauche")


PLANTS = (
    Plant("RET-001", "feuille de route en retard", late),
    Plant("RET-002", "réservation avant ce qu’elle attend", out_of_order),
    Plant("RET-003", "première à trois mois sans autorisation", unasked),
    Plant("RET-004", "fiche technique jamais comparée", lambda c: task(c, "t03", "Fiche technique comparée")),
    Plant("RET-005", "option proche sans équipe", unknown),
)
