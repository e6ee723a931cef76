"""Plants about dates that fall, tours abroad and coproductions."""

from datetime import date

from filage.productions.models import Structure
from tests.cases.planting import Plant, Season
from tests.cases.plants.stage import D


def abroad(c: Season, name: str, city: str, country: str, *days: date, **fields):
    """Return the firm dates of a show in a foreign house, sold in a contract that was agreed."""
    structure = c.ours(f"Troupe, {city}", licence=(date(2024, 1, 1), date(2033, 1, 1)))
    show = c.show(f"Tournée à {city}", f"tournee-{city.lower()}", structure)
    c.choose(show, "tresorerie_ouverture", 5000, date(2026, 11, 1))
    c.engage(show, "Jeu", c.person(f"Artiste en tournée à {city}"), per_performance=True)
    partner = c.add(Structure, name=name, kind="lieu", city=city, country=country, vat_number=fields.pop("vat_number", ""))
    venue = c.place(name, city, structure=partner, country=country)
    deal = c.deal(show, f"Cession, {name}", partner=partner, stage="envoye", base_price=D(3000), vat_rate=D(0))
    return [c.play(show, day, deal=deal, venue=venue, status="confirme") for day in days]


def cancelled(c: Season):
    """Return a date cancelled while the contract of the actress is signed, its wages not costed."""
    show = c.show("Grand frais", "grand-frais", creation_start=date(2026, 6, 1), exploitation_end=date(2028, 12, 31))
    c.choose(show, "tresorerie_ouverture", 5000, date(2026, 11, 1))
    c.engage(show, "Jeu", c.person("Rozenn Abgrall"), per_performance=True)
    c.play(show, date(2027, 5, 19), deal=c.deal(show, "Cession, mai"))
    return c.play(show, date(2027, 5, 18), status="annule")


def taxed_participation(c: Season):
    """Return a société en participation whose contribution bears VAT."""
    shares = {"producer_share": D(60), "partner_share": D(40), "form": "sep", "vat_rate": D("5.5"), "base_price": None}
    return c.deal(c.held["hand"], "Coproduction en participation taxée", kind="coproduction", **shares)


def simple_at_zero(c: Season):
    """Return a simple coproduction whose contribution is said to bear no VAT."""
    terms = {"form": "simple", "vat_rate": D(0), "base_price": None}
    return c.deal(c.held["hand"], "Coproduction simple à 0 %", kind="coproduction", **terms)


SWISS = [date(2026, 11, day) for day in (10, 11, 12, 13, 14, 17, 18, 19, 20)]

PLANTS = (
    Plant("EMP-001", "date annulée, CDDU signé non chiffré", cancelled),
    Plant(
        "INT-001 INT-004",
        "date à Gand dans 22 jours, ni A1 ni résidence fiscale",
        lambda c: abroad(c, "De Kaai", "Gand", "BE", date(2026, 11, 24), vat_number="BE0000045629"),
    ),
    Plant(
        "INT-002 INT-005",
        "neuf jours à Lausanne, sans carnet ATA",
        lambda c: abroad(c, "Léman", "Lausanne", "CH", *SWISS),
    ),
    Plant("INT-003", "date à Boston en janvier, sans visas", lambda c: abroad(c, "Harbor", "Boston", "US", date(2027, 1, 20))),
    Plant(
        "INT-009",
        "date à Chicago en décembre, sans accord de retenue",
        lambda c: abroad(c, "Loop", "Chicago", "US", date(2026, 12, 10)),
    ),
    Plant("COP-002", "coproduction simple dite à 0 %", lambda c: simple_at_zero(c)),
    Plant("COP-001", "participation dont l’apport porte la TVA", taxed_participation),
)
