"""The cases of the controls about the road: what makes each speak, what comes near."""

from datetime import date, timedelta
from decimal import Decimal

from filage.desks.logistics.models import AccessNeed, AccessService, Bed, Expense, FloatMove, Journey, Meal, Seat, Stay, Vehicle
from filage.desks.schedule.models import Unavailability
from filage.productions.models import Person, Venue
from tests.desks.sound import TODAY, at

D = Decimal
ON = date(2027, 3, 12)


def away(c, on=ON, hour=20, *, length=2):
    """Play in Rennes, 200 km from Brest where the company lives, with Ana."""
    c.set(c.ours, city="Brest")
    there = c.add(Venue, name="Salle du Mail", city="Rennes", insee="35238")
    made = c.play(on, hour, length=length, venue=there, room=None)
    made.participants.add(c.ana)
    return made


def carried(c, activity, *people, **fields):
    said = {"mode": "van", "from_place": "Brest", "to_place": "Rennes", "on": activity.on, "state": "pose"}
    journey = c.add(Journey, production=c.show, activity=activity, **(said | fields))
    for person in people:
        c.add(Seat, journey=journey, person=person)
    return journey


def slept(c, person):
    activity = away(c)
    nights = {"arrives_on": activity.on, "leaves_on": activity.on + timedelta(days=1)}
    stay = c.add(Stay, production=c.show, activity=activity, hotel="Hôtel du Mail", state="pose", **nights)
    c.add(Bed, stay=stay, person=person)


def somebody(c):
    return c.add(Person, name="Ewen Salaün")


def needed(c, days, **fields):
    activity = away(c, TODAY + timedelta(days=days))
    activity.participants.set([person := somebody(c)])
    c.add(AccessNeed, person=person, until=activity.on, **fields)
    return activity


def dined(c, days):
    activity = needed(c, days, kind="regime")
    c.add(Meal, activity=activity, on=activity.on, moment="diner", provider="eux")


def get_in(c, leaves):
    """Leave for a get-in at nine: 245 km at 70 km/h, counted 1.15 times, take four hours and one minute."""
    activity = away(c)
    c.work(activity.on, 9, 4, kind="montage", venue=activity.venue)
    carried(c, activity, c.ana, departs_at=at(activity.on, *leaves), km=D(245), method="estime_route")


def by_train(c, arrives):
    activity = away(c)
    carried(c, activity, c.ana, mode="train", departs_at=at(activity.on, 6), arrives_at=at(activity.on, *arrives))


def twice(c, leaves):
    """Take the van from nine to eleven, then at another hour."""
    van, activity = c.add(Vehicle, name="Le Trafic"), away(c)
    carried(c, activity, c.ana, vehicle=van, departs_at=at(activity.on, 9), arrives_at=at(activity.on, 11))
    carried(c, activity, vehicle=van, departs_at=at(activity.on, *leaves), arrives_at=at(activity.on, 13))


def not_free(c, until):
    """Say that Ana cannot come the two days before one: she plays on the twelfth."""
    activity = away(c)
    c.add(Unavailability, person=c.ana, since=until - timedelta(days=2), until=until)
    return activity


def rested(c, starts, length=3):
    """Arrive in Rennes at two after three hours of van; the performance begins at `starts`."""
    activity = away(c, hour=None)
    c.set(activity, starts_at=at(activity.on, *starts), ends_at=at(activity.on, 21))
    carried(c, activity, c.ana, departs_at=at(activity.on, 14 - length), arrives_at=at(activity.on, 14))


def by_coach(c, arrives):
    activity = away(c)
    carried(c, activity, mode="car", departs_at=at(activity.on, 9), arrives_at=at(activity.on, *arrives))


def driven(c, arrives):
    """Drive from five, Ana at the wheel."""
    activity = away(c)
    journey = carried(c, activity, departs_at=at(activity.on, 5), arrives_at=at(activity.on, *arrives))
    c.add(Seat, journey=journey, person=c.ana, driver=True)


def signed(c, days, **fields):
    c.add(AccessService, activity=away(c, TODAY + timedelta(days=days)), kind="lsf", **fields)


def fed(c, provider):
    activity = away(c, TODAY)
    c.add(Meal, activity=activity, on=TODAY, moment="diner", provider=provider)
    c.add(Expense, production=c.show, activity=activity, person=c.ana, on=TODAY, kind="repas", amount=D(20))


def spent(c, amount):
    c.add(FloatMove, production=c.show, person=c.ana, on=TODAY, amount=D(50))
    c.add(Expense, production=c.show, person=c.ana, on=TODAY, kind="taxi", amount=D(amount), from_float=True)


CASES = {
    "LOG-009": (lambda c: rested(c, (14, 59)), lambda c: rested(c, (15, 0))),  # three hours of road: an hour of rest
    "LOG-010": (lambda c: by_coach(c, (10, 31)), lambda c: by_coach(c, (10, 30))),
    "LOG-011": (lambda c: driven(c, (13, 1)), lambda c: driven(c, (13, 0))),
    "LOG-012": (lambda c: signed(c, 44), lambda c: signed(c, 45)),
    "LOG-013": (lambda c: fed(c, "indemnite"), lambda c: fed(c, "nous")),
    "LOG-014": (lambda c: spent(c, "50.01"), lambda c: spent(c, "50")),
    "CAL-012": (lambda c: not_free(c, ON), lambda c: not_free(c, ON - timedelta(days=1))),
    "LOG-020": (lambda c: twice(c, (10, 59)), lambda c: twice(c, (11, 0))),
    "LOG-001": (
        lambda c: carried(c, away(c, hour=20, length=2.5), c.ana),
        lambda c: carried(c, away(c, hour=20, length=2), c.ana),  # over at ten, not later
    ),
    "LOG-002": (lambda c: slept(c, somebody(c)), lambda c: slept(c, c.ana)),
    "LOG-003": (lambda c: carried(c, away(c), c.ana, somebody(c)), lambda c: carried(c, away(c), c.ana)),
    "LOG-004": (lambda c: needed(c, 45), lambda c: needed(c, 46)),
    "LOG-005": (lambda c: dined(c, 7), lambda c: dined(c, 8)),
    "LOG-006": (lambda c: get_in(c, (5, 0)), lambda c: get_in(c, (4, 59))),
    "LOG-007": (lambda c: carried(c, away(c), km=D(120)), lambda c: carried(c, away(c), km=D(245))),
    "LOG-008": (lambda c: by_train(c, (11, 1)), lambda c: by_train(c, (11, 0))),
}
