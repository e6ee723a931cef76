"""Plants about concerts, settlements and running orders."""

from datetime import date

from filage.desks.booking.models import ConcertTerms, Settlement, SettlementCost, SettlementTicket, Slot
from filage.productions.models import BillShare
from tests.cases.planting import Plant, Season, at
from tests.cases.plants.stage import D

EVENING = date(2027, 9, 10)


def band(c: Season):
    """Return a show of its own for the plants about concerts, its team hired and declared."""
    if "band" not in c.held:
        show = c.held["band"] = c.show("Sel et cuivre", "sel-et-cuivre")
        c.choose(show, "tresorerie_ouverture", 9000, date(2026, 11, 1))
        terms = {
            "position": "artiste-interprète",
            "dpae": "deposee",
            "dpae_on": date(2026, 10, 7),
            "starts_on": date(2026, 10, 14),
        }
        c.engage(show, "Voix", c.person("Nolwenn Kermadec"), per_performance=True, contract_signed_on=date(2026, 10, 9), **terms)
    return c.held["band"]


def house(c: Season):
    """Return the project of a house that programmes, with one evening, everything in it decided."""
    if "house" not in c.held:
        show = c.held["programmed"] = c.show("Les Soirs du môle", "les-soirs-du-mole", kind="projet")
        c.choose(show, "tresorerie_ouverture", 5000, date(2026, 11, 1))
        c.engage(show, "Régie", c.person("Malo Kerguen"), per_performance=True, contract="a_etablir")
        c.held["house"] = c.play(show, EVENING, 19, status="option")
        c.line(show, "produit", "Aide de la ville", "232.50", on=EVENING)
        c.add(ConcertTerms, activity=c.held["house"], curfew_at=at(EVENING, 23))
    return c.held["house"]


def order(c: Season, first: tuple[int, int], second: tuple[int, int], *, changeover: int | None = None) -> None:
    """Place two sets of 45 minutes on a stage of their own, the second after a changeover."""
    evening = house(c)
    room = c.room(evening.venue, f"Scène {c.count}", 300)
    for title, (hour, minute), needed in (("Les Filins", first, None), ("Grand Largue", second, changeover)):
        starts = at(EVENING, hour, minute)
        c.add(Slot, activity=evening, title=title, stage_room=room, starts_at=starts, minutes=45, changeover_minutes=needed)


def percentage(c: Season, label: str, on: date, **fields):
    """Return an option paid by a guarantee and a percentage, its takings foreseen."""
    terms = {"stage": "propose", "variable_mode": "plus", "threshold": D(3000), "tax_rate": D("3.5"), "rights_rate": D(9)}
    deal = c.deal(band(c), label, **(terms | fields))
    c.play(band(c), on, deal=deal, status="option", capacity=200, fill_rate=D(60), average_price=D(15))
    return deal


def shared_bill(c: Season) -> None:
    deal = percentage(c, "Co-plateau de travers", date(2027, 9, 14), variable_share=D(50))
    c.add(BillShare, deal=deal, artist="Contresens", part=D(60), ours=True)
    c.add(BillShare, deal=deal, artist="Les Filins", part=D(45))


def opposed(c: Season) -> None:
    deal = percentage(c, "Partage et frais de salle", date(2026, 10, 28), variable_share=D(50), stage="signe")
    evening = deal.performances.get()
    c.set(evening, status="joue")
    held = c.add(Settlement, activity=evening)
    c.add(SettlementTicket, settlement=held, kind="prevente", label="Prévente", seats=120, price=D(15))
    c.add(SettlementCost, settlement=held, label="Frais de salle", amount=D(350))


def unsigned(c: Season) -> None:
    deal = percentage(c, "Décompte oublié", date(2026, 10, 14), variable_share=D(50), stage="signe")
    evening = deal.performances.get()
    c.set(evening, status="joue")
    held = c.add(Settlement, activity=evening)
    c.add(SettlementTicket, settlement=held, kind="sur_place", label="Sur place", seats=90, price=D(15))


def exclusive(c: Season) -> None:
    one = c.place("Le Belvédère", "Kerlanic", latitude=D("48.1000"), longitude=D("-3.9000"))
    other = c.place("La Citerne", "Porz-Gwen", latitude=D("48.2000"), longitude=D("-3.9000"))
    deal = c.deal(band(c), "Cession exclusive", stage="propose")
    first = c.play(band(c), date(2027, 10, 5), deal=deal, status="option", venue=one)
    c.play(band(c), date(2027, 10, 12), deal=deal, status="option", venue=other)
    c.add(
        ConcertTerms, activity=first, exclusivity_km=30, exclusivity_since=date(2027, 9, 20), exclusivity_until=date(2027, 10, 20)
    )


def announced(c: Season) -> None:
    deal = c.deal(band(c), "Cession sous embargo", stage="propose")
    evening = c.play(band(c), date(2027, 10, 26), deal=deal, status="option")
    c.add(ConcertTerms, activity=evening, embargo_until=date(2027, 3, 1), announced_on=date(2026, 10, 30))


PLANTS = (
    Plant("CCT-001", "co-plateau à 105 %", shared_bill),
    Plant(
        "CCT-002",
        "part variable sans taux",
        lambda c: percentage(c, "Garantie plus on ne sait combien", date(2027, 9, 21), variable_share=None),
    ),
    Plant("CCT-003", "frais de salle qui ne sont pas au contrat", opposed),
    Plant("CCT-004", "décompte commencé il y a dix-neuf jours", unsigned),
    Plant("CCT-005", "deux dates à 11 km pendant une exclusivité de 30 km", exclusive),
    Plant("CCT-006", "annonce quatre mois avant l’embargo", announced),
    Plant("CCT-007", "passage qui commence avant la fin du précédent", lambda c: order(c, (19, 0), (19, 30))),
    Plant("CCT-008", "cinq minutes pour vingt minutes de changement", lambda c: order(c, (19, 0), (19, 50), changeover=20)),
    Plant("CCT-009", "passage qui finit vingt minutes après le couvre-feu", lambda c: order(c, (19, 0), (22, 35))),
)
