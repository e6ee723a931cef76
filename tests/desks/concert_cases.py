"""The cases of the controls about concerts, settlements and running orders: what makes each speak, what comes near."""

from datetime import date, timedelta
from decimal import Decimal

from filage.desks.booking.models import ConcertTerms, Settlement, SettlementCost, SettlementTicket, Slot
from filage.productions.models import AgreedCost, BillShare, Venue
from tests.desks.sound import TODAY, at

D = Decimal
PLAYED = TODAY - timedelta(days=8)


def bill(c, *parts):
    for rank, part in enumerate(parts):
        c.add(BillShare, deal=c.deal, artist=f"Artiste {rank}", part=D(part), ours=rank == 0)


def settled(c, opposed, listed=None, *, on=PLAYED):
    """Begin the settlement of an evening paid by a percentage, where a cost is opposed."""
    c.set(c.deal, variable_mode="plus", variable_share=D(50), threshold=D(1000))
    night = c.play(on, status="joue")
    held = c.add(Settlement, activity=night)
    c.add(SettlementTicket, settlement=held, kind="prevente", seats=100, price=D(15))
    if opposed:
        c.add(SettlementCost, settlement=held, label="Frais de salle", amount=D(opposed))
    if listed:
        c.add(AgreedCost, deal=c.deal, label="Frais de salle", amount=D(listed))


def exclusive(c, kilometres, on=date(2027, 5, 12)):
    """Play eleven kilometres away from a place that has the exclusivity in May, within a radius."""
    here = c.add(Venue, name="Le Belvédère", city="Kerlanic", latitude=D("48.1000"), longitude=D("-3.9000"))
    there = c.add(Venue, name="La Citerne", city="Porz-Gwen", latitude=D("48.2000"), longitude=D("-3.9000"))
    first = c.play(date(2027, 5, 5), venue=here, room=None)
    c.play(on, venue=there, room=None)
    period = {"exclusivity_since": date(2027, 5, 1), "exclusivity_until": date(2027, 5, 31)}
    c.add(ConcertTerms, activity=first, exclusivity_km=kilometres, **period)


def order(c, second, *, changeover=None, curfew=None):
    """Place a set of 45 minutes at 19 h, then another on the same stage."""
    for title, (hour, minute), needed in (("Les Filins", (19, 0), None), ("Grand Largue", second, changeover)):
        starts = at(c.date.on, hour, minute)
        c.add(
            Slot,
            activity=c.date,
            title=title,
            stage_room=c.room,
            starts_at=starts,
            minutes=45,
            changeover_minutes=needed,
        )
    if curfew:
        c.add(ConcertTerms, activity=c.date, curfew_at=at(c.date.on, *curfew))


def announced(c, on):
    c.add(ConcertTerms, activity=c.date, embargo_until=TODAY, announced_on=on)


CASES = {
    "CCT-001": (lambda c: bill(c, 60, 45), lambda c: bill(c, 60, 40)),
    "CCT-002": (
        lambda c: c.set(c.deal, variable_mode="versus"),
        lambda c: c.set(c.deal, variable_mode="versus", variable_share=D(60)),
    ),
    "CCT-003": (lambda c: settled(c, 351, 350), lambda c: settled(c, 350, 350)),
    "CCT-004": (lambda c: settled(c, 0), lambda c: settled(c, 0, on=TODAY - timedelta(days=7))),
    "CCT-005": (lambda c: exclusive(c, 12), lambda c: exclusive(c, 11)),
    "CCT-006": (lambda c: announced(c, TODAY - timedelta(days=1)), lambda c: announced(c, TODAY)),
    "CCT-007": (lambda c: order(c, (19, 44)), lambda c: order(c, (19, 45))),
    "CCT-008": (lambda c: order(c, (20, 4), changeover=20), lambda c: order(c, (20, 5), changeover=20)),
    "CCT-009": (lambda c: order(c, (22, 16), curfew=(23, 0)), lambda c: order(c, (22, 15), curfew=(23, 0))),
}
