"""Plants about dates and hours of work."""

from datetime import date
from decimal import Decimal

from filage.core.own_settings import DatedSetting
from filage.productions.models import Activity, Person
from tests.cases.planting import DAY, Plant, Season, at
from tests.cases.plants.stage import quai


def two_places(c: Season):
    other = c.place("Salle des Grandes Eaux", "Ploumarec")
    deal = c.deal(c.held["sense"], "Cession d’une journée double")
    c.play(c.held["sense"], date(2027, 9, 14), 15, deal=deal)
    return c.play(c.held["sense"], date(2027, 9, 14), 20, deal=deal, venue=other)


def far(c: Season):
    phare = c.ours("Compagnie de la Longue-Vue", licence=(date(2024, 1, 1), date(2035, 1, 1)))
    show = c.show("Longue vue", "longue-vue", phare)
    venue = c.place("Salle des Embruns", "Port-Noroît", postal_code="29999")
    return c.play(show, date(2030, 3, 12), 10, status="option", type="scolaire", venue=venue)


def week(c: Season, first: date, days: int, hours: float) -> None:
    for rank in range(days):
        c.work(c.held["sense"], c.held["gael"], first + rank * DAY, 9, hours)


def two_weeks(c: Season, monday: date) -> None:
    """Plant two weeks of forty-five hours where the agreement of the company counts its average over two."""
    company = c.ours("Compagnie du Quart", licence=(date(2024, 1, 1), date(2035, 1, 1)))
    said = {"structure": company.pk, "since": date(2027, 1, 1), "source": "Accord d’entreprise du 4 janvier 2027"}
    c.add(DatedSetting, code="working_time.average_weeks", value=Decimal(2), **said)
    show, who = c.show("Le quart", "le-quart", company), c.person("Soizic Le Quéré")
    for day in (0, 1, 2, 3, 4, 7, 8, 9, 10, 11):
        for hour in (9, 14):
            c.work(show, who, monday + day * DAY, hour, 4.5)


def evenings(c: Season, monday: date) -> None:
    for rank in range(6):
        c.work(c.held["sense"], c.held["gael"], monday + rank * DAY, 20, 3)
    c.work(c.held["sense"], c.held["gael"], monday + 7 * DAY, 9, 3)


def nights(c: Season, monday: date) -> None:
    for rank in (0, 2):
        c.work(c.held["sense"], c.held["gael"], monday + rank * DAY, 18, 4.5, kind="montage")
        c.work(c.held["sense"], c.held["gael"], monday + rank * DAY, 23, 5, kind="montage")


def young(c: Season) -> None:
    lou = c.set(c.person("Lou Kerbrat"), born_on=date(2012, 6, 1))
    c.work(c.held["sense"], lou, date(2028, 6, 13), 20, 2.5)


PLANTS = (
    Plant(
        "CAL-001",
        "Nour Tessaoui répète ailleurs pendant qu’elle joue",
        lambda c: c.work(c.held["sense"], c.one(Person, name="Nour Tessaoui"), date(2026, 12, 1), 19, 2),
    ),
    Plant(
        "CAL-002",
        "L’Étale prise deux fois le 17 décembre",
        lambda c: c.add(
            Activity,
            production=c.held["sense"],
            kind="repetition",
            on=date(2026, 12, 17),
            status="option",
            venue=quai(c, date(2026, 12, 17)).venue,
            room=quai(c, date(2026, 12, 17)).room,
            starts_at=at(date(2026, 12, 17), 20),
            ends_at=at(date(2026, 12, 17), 22),
        ),
    ),
    Plant("CAL-003", "deux lieux le même jour", lambda c: two_places(c)),
    Plant("CAL-004", "option du 20 octobre jamais jouée", lambda c: c.play(c.held["sense"], date(2026, 10, 20), status="option")),
    Plant(
        "CAL-005",
        "date signée sans lieu",
        lambda c: c.play(c.held["sense"], date(2027, 9, 7), deal=c.deal(c.held["sense"], "Cession sans lieu"), venue=None),
    ),
    Plant(
        "CAL-006",
        "heure de la scolaire du 18 décembre ôtée",
        lambda c: c.set(quai(c, date(2026, 12, 18)), starts_at=None, ends_at=None),
    ),
    Plant(
        "CAL-007", "option après la fin de l’exploitation", lambda c: c.play(c.held["sense"], date(2029, 1, 10), status="option")
    ),
    Plant(
        "CAL-008",
        "scolaire un samedi",
        lambda c: c.play(c.held["sense"], date(2027, 9, 18), 10, status="option", type="scolaire"),
    ),
    Plant("CAL-009", "scolaire de 2030, calendrier non publié", far),
    Plant("CAL-010", "représentation un 14 juillet", lambda c: c.play(c.held["sense"], date(2027, 7, 14), status="option")),
    Plant(
        "CAL-011",
        "heure d’un autre jour",
        lambda c: c.play(
            c.held["sense"],
            date(2027, 9, 21),
            status="option",
            starts_at=at(date(2027, 9, 22), 20),
            ends_at=at(date(2027, 9, 22), 22),
        ),
    ),
    Plant(
        "DAT-001",
        "option qui tombe dans deux jours",
        lambda c: c.play(c.held["sense"], date(2027, 9, 28), status="option", option_rank=1, option_until=date(2026, 11, 4)),
    ),
    Plant(
        "TMP-001",
        "neuf heures entre deux répétitions de Gaël Trévoux",
        lambda c: [
            c.held.update(gael=c.person("Gaël Trévoux")),
            c.work(c.held["sense"], c.held["gael"], date(2027, 2, 1), 20, 3),
            c.work(c.held["sense"], c.held["gael"], date(2027, 2, 2), 8, 3),
        ],
    ),
    Plant(
        "TMP-002",
        "amplitude de quatorze heures",
        lambda c: [
            c.work(c.held["sense"], c.held["gael"], date(2027, 2, 4), 8, 2),
            c.work(c.held["sense"], c.held["gael"], date(2027, 2, 4), 20, 2),
        ],
    ),
    Plant("TMP-003", "répétition de onze heures", lambda c: c.work(c.held["sense"], c.held["gael"], date(2027, 2, 9), 9, 11)),
    Plant("TMP-004", "semaine de cinquante-quatre heures", lambda c: week(c, date(2027, 2, 15), 6, 9)),
    Plant("TMP-005", "sept jours de suite", lambda c: week(c, date(2027, 3, 1), 7, 4)),
    Plant(
        "TMP-006",
        "répétition jusqu’à une heure du matin",
        lambda c: c.work(c.held["sense"], c.held["gael"], date(2027, 3, 11), 22, 3),
    ),
    Plant(
        "TMP-007", "deux semaines de quarante-cinq heures, accord d’entreprise sur deux", lambda c: two_weeks(c, date(2028, 1, 3))
    ),
    Plant("TMP-008", "six soirées, puis un lundi matin", lambda c: evenings(c, date(2028, 5, 1))),
    Plant(
        "TMP-009",
        "montage de six heures sans coupure",
        lambda c: c.work(c.held["sense"], c.held["gael"], date(2028, 5, 16), 9, 6),
    ),
    Plant(
        "TMP-010",
        "neuf heures de route",
        lambda c: c.work(c.held["sense"], c.held["gael"], date(2028, 5, 23), 8, 9, kind="voyage"),
    ),
    Plant("TMP-011", "deux nuits de montage de neuf heures et demie", lambda c: nights(c, date(2028, 5, 29))),
    Plant("TMP-012", "répétition d’une mineure jusqu’à 22 h 30", young),
    Plant(
        "TMP-013",
        "montage de deux heures pour une régisseuse",
        lambda c: c.work(c.held["sense"], c.one(Person, name="Inès Corbaz"), date(2028, 6, 20), 9, 2, kind="montage"),
    ),
)
