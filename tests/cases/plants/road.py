"""Plants about the road: nobody's bed, somebody else's seat, needs without answer, a set that arrives after its crew."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from filage.desks.logistics.models import AccessNeed, AccessService, Bed, Expense, FloatMove, Journey, Meal, Seat, Stay, Vehicle
from filage.desks.schedule.models import Unavailability
from tests.cases.planting import Plant, Season, at


def date_in_rennes(c: Season, on: date, hour: int = 17) -> Any:
    """Return a performance in Rennes of a show of its own, whose company is in Brest and whose team is one person."""
    if "jetee" not in c.held:
        company = c.set(c.ours("Compagnie de la Jetée", licence=(date(2024, 1, 1), date(2035, 1, 1))), city="Brest")
        c.held["jetee"] = c.show("La jetée", "la-jetee", company)
        c.held["rennes"] = c.place("Salle du Mail", "Rennes", insee="35238")
        c.held["anouk"] = c.person("Anouk Riou")
        c.engage(c.held["jetee"], "comédienne", c.held["anouk"], per_performance=True, position="artiste dramatique")
    made = c.play(c.held["jetee"], on, hour, venue=c.held["rennes"])
    made.participants.add(c.held["anouk"])
    return made


def journey(c: Season, activity: Any, **fields: Any) -> Any:
    said = {"mode": "van", "from_place": "Brest", "to_place": "Rennes", "on": activity.on, "state": "pose", "cost": Decimal(90)}
    return c.add(Journey, production=activity.production, activity=activity, **(said | fields))


def no_night(c: Season) -> None:
    activity = date_in_rennes(c, date(2030, 9, 10), 22)
    c.add(Seat, journey=journey(c, activity), person=c.held["anouk"], driver=True)


def bed_of_another(c: Season) -> None:
    activity = date_in_rennes(c, date(2030, 9, 17))
    said = {"arrives_on": activity.on, "leaves_on": activity.on + timedelta(days=1), "price": Decimal(70)}
    stay = c.add(Stay, production=activity.production, activity=activity, hotel="Hôtel du Mail", state="pose", **said)
    c.add(Bed, stay=stay, person=c.held["anouk"])
    c.add(Bed, stay=stay, person=c.person("Ewen Salaün"))


def seat_of_another(c: Season) -> None:
    made = journey(c, date_in_rennes(c, date(2030, 9, 24)))
    c.add(Seat, journey=made, person=c.held["anouk"], driver=True)
    c.add(Seat, journey=made, person=c.person("Gwen Le Bris"))


def need(c: Season) -> None:
    c.held["mi_decembre"] = date_in_rennes(c, date(2026, 12, 15))
    c.add(AccessNeed, person=c.held["anouk"], until=date(2026, 12, 31))


def diet(c: Season) -> None:
    activity = date_in_rennes(c, date(2026, 11, 7))
    c.add(AccessNeed, person=c.held["anouk"], kind="regime", until=date(2026, 11, 30))
    c.add(Meal, activity=activity, on=activity.on, moment="diner", provider="eux")


def late_van(c: Season) -> None:
    activity = date_in_rennes(c, date(2030, 10, 1))
    c.work(c.held["jetee"], c.held["anouk"], activity.on, 9, 4, kind="montage", venue=c.held["rennes"])
    journey(c, activity, departs_at=at(activity.on, 7), km=Decimal(245), method="estime_route")


def short_road(c: Season) -> None:
    journey(c, date_in_rennes(c, date(2030, 10, 8)), km=Decimal(120))


def long_train(c: Season) -> None:
    activity = date_in_rennes(c, date(2030, 10, 15))
    journey(c, activity, mode="train", from_place="Strasbourg", departs_at=at(activity.on, 6), arrives_at=at(activity.on, 12))


def van_taken_twice(c: Season) -> None:
    activity, van = date_in_rennes(c, date(2030, 10, 22)), c.add(Vehicle, name="Le Trafic")
    for leaves in (9, 10):
        journey(c, activity, vehicle=van, departs_at=at(activity.on, leaves), arrives_at=at(activity.on, leaves + 2))


def not_free(c: Season) -> None:
    activity = date_in_rennes(c, date(2030, 10, 29))
    c.add(Unavailability, person=c.held["anouk"], since=activity.on, until=activity.on + timedelta(days=2))


def tired(c: Season) -> None:
    activity = date_in_rennes(c, date(2030, 11, 12))
    made = journey(c, activity, departs_at=at(activity.on, 13), arrives_at=at(activity.on, 16, 30))
    c.add(Seat, journey=made, person=c.held["anouk"])


def coach(c: Season) -> None:
    activity = date_in_rennes(c, date(2030, 11, 19))
    journey(c, activity, mode="car", departs_at=at(activity.on, 9), arrives_at=at(activity.on, 12))


def drive(c: Season) -> None:
    activity = date_in_rennes(c, date(2030, 11, 26))
    made = journey(c, activity, from_place="Strasbourg", departs_at=at(activity.on, 5), arrives_at=at(activity.on, 14))
    c.add(Seat, journey=made, person=c.held["anouk"], driver=True)


def unsigned(c: Season) -> None:
    c.add(AccessService, activity=c.held["mi_decembre"], kind="lsf", hosting="eux")


def fed_twice(c: Season) -> None:
    activity = date_in_rennes(c, date(2030, 12, 3))
    c.add(Meal, activity=activity, on=activity.on, moment="diner", provider="eux")
    said = {"production": activity.production, "activity": activity, "person": c.held["anouk"], "on": activity.on}
    c.add(Expense, kind="repas", amount=Decimal("21.50"), **said)


def overspent(c: Season) -> None:
    activity = date_in_rennes(c, date(2030, 12, 10))
    said = {"production": activity.production, "person": c.held["anouk"], "on": activity.on}
    c.add(FloatMove, amount=Decimal(50), **said)
    c.add(Expense, kind="taxi", amount=Decimal("62.40"), from_float=True, **said)


PLANTS = (
    Plant("LOG-001", "une date qui finit à 23 h 30 loin de chez soi, sans lit ni retour", no_night),
    Plant("LOG-002", "un lit réservé pour qui n’est pas de la date", bed_of_another),
    Plant("LOG-003", "une place prise pour qui n’est pas de la date", seat_of_another),
    Plant("LOG-004", "un besoin d’accès sans réponse du lieu", need),
    Plant("LOG-005", "un régime dit et un dîner que nul n’a confirmé", diet),
    Plant("LOG-006", "un décor qui arrive après le montage", late_van),
    Plant("LOG-007", "120 km saisis de Brest à Rennes", short_road),
    Plant("LOG-008", "six heures de train le jour où l’on joue", long_train),
    Plant("LOG-020", "un camion pris par deux trajets à la fois", van_taken_twice),
    Plant("CAL-012", "une date un jour où la comédienne n’est pas libre", not_free),
    Plant("LOG-009", "le travail une demi-heure après trois heures et demie de route", tired),
    Plant("LOG-010", "trois heures de car sans grand confort dit", coach),
    Plant("LOG-011", "neuf heures au volant le même jour", drive),
    Plant("LOG-012", "une séance en LSF que personne n’a demandée", unsigned),
    Plant("LOG-013", "un dîner donné par le lieu et dit en note de frais", fed_twice),
    Plant("LOG-014", "une caisse de 50 € dont 62,40 € sont sortis", overspent),
)
