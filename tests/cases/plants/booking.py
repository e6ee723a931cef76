"""Plants about selling a tour: options without order, a road that no van drives in a night, professionals nobody ticked."""

from datetime import date

from filage.desks.booking.models import Invitation
from tests.cases.planting import Plant, Season
from tests.cases.plants.stage import quai


def sold(c: Season):
    """Return a show of its own, so that its dates meet nobody else's."""
    if "vigie" not in c.held:
        company = c.ours("Compagnie de la Vigie", licence=(date(2024, 1, 1), date(2035, 1, 1)))
        c.held["vigie"] = c.show("La vigie", "la-vigie", company)
    return c.held["vigie"]


def option(c: Season, on: date, name: str, rank: int | None):
    return c.play(sold(c), on, 20, status="option", option_rank=rank, venue=c.place(name, name.split()[-1]))


def same_rank(c: Season) -> None:
    for name in ("Salle de Kerlouan", "Salle de Plouvien"):
        option(c, date(2030, 4, 9), name, 1)


def behind(c: Season) -> None:
    c.play(sold(c), date(2030, 4, 16), 20, venue=c.place("Salle de Trézien", "Trézien"))
    option(c, date(2030, 4, 16), "Salle de Lampaul", 1)


def long_road(c: Season) -> None:
    lille = c.set(c.place("Salle du Beffroi", "Lille"), insee="59350")
    nice = c.set(c.place("Salle du Port", "Nice"), insee="06088")
    c.play(sold(c), date(2030, 5, 14), 20, venue=lille)
    c.play(sold(c), date(2030, 5, 15), 20, venue=nice)


PLANTS = (
    Plant("OPT-001", "deux options de rang 1 le même jour", same_rank),
    Plant("OPT-002", "une option derrière une date signée", behind),
    Plant("TRJ-001", "Lille un soir, Nice le lendemain", long_road),
    Plant(
        "PRO-001",
        "un professionnel confirmé que nul n’a coché",
        lambda c: c.add(Invitation, activity=quai(c, date(2026, 10, 1)), name="Bruno Le Dû", status="confirmee"),
    ),
)
