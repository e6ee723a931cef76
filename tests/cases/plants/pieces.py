"""Plants about the papers that parties owe one another."""

from datetime import date

from filage.desks.contracts.models import Piece
from filage.productions.models import Recepisse, Structure
from tests.cases.planting import Plant, Season
from tests.cases.plants.stage import D


def bought(c: Season, name: str, price: str, *, country: str = "FR", stage: str = "accord"):
    """Return a service bought from somebody, right in everything but its papers."""
    seller = c.add(Structure, name=name, kind="fournisseur", country=country)
    return c.deal(
        c.held["sense"],
        f"Prestation de {name}",
        kind="prestation",
        side="achat",
        stage=stage,
        partner=seller,
        base_price=D(price),
    )


def given(c: Season, deal, kind: str, **fields):
    """Return a paper that the partner of a deal gave on the first of October."""
    said = {
        "state": "verifiee",
        "issued_on": date(2026, 10, 1),
        "received_on": date(2026, 10, 2),
        "checked_on": date(2026, 10, 2),
    }
    return c.add(Piece, structure=deal.partner, kind=kind, **(said | fields))


def without_papers(c: Season):
    """Return one signed date of a company of ours whose safe is empty."""
    structure = c.ours("Compagnie de la Barre", licence=(date(2024, 1, 1), date(2033, 1, 1)))
    show = c.show("Ressac", "ressac", structure)
    c.choose(show, "tresorerie_ouverture", 5000, date(2026, 11, 1))
    c.engage(show, "Jeu", c.person("Maël Kerjean"), per_performance=True)
    return c.sold(show, "Cession sans attestation", date(2027, 5, 11), base_price=D("5000.00"))


def unchecked(c: Season):
    deal = bought(c, "Régie du Sillon", "6000")
    given(c, deal, "liste_etrangers")
    return given(c, deal, "vigilance", state="recue", checked_on=None, proof="")


def twice(c: Season):
    first = bought(c, "Gréements du Large", "3000")
    return c.deal(
        c.held["sense"],
        "Prestation de Gréements du Large, suite",
        kind="prestation",
        side="achat",
        stage="accord",
        partner=first.partner,
        base_price=D(2000),
    )


def house(c: Season, name: str, on: date, *, until: date | None = None):
    """Return one signed date in a house, whose récépissé lasts until a day, or is not known."""
    partner = c.add(Structure, name=name, kind="lieu", city="Kerlanic")
    if until is not None:
        c.add(Recepisse, structure=partner, number="PLATESV-D-2022-000871", category=3, since=date(2022, 1, 15), until=until)
    return c.sold(c.held["sense"], f"Cession, {name}", on, partner=partner)


def hosted(c: Season, name: str = "Toneelhuis Zwin", on: date = date(2026, 12, 8)):
    """Return a foreign company hosted in December or sooner, the prefect being told nothing."""
    seller = c.add(Structure, name=name, kind="compagnie", country="BE", vat_number="BE0000045629")
    deal = c.deal(c.held["sense"], f"Accueil, {name}", side="achat", stage="envoye", partner=seller, base_price=D(3000))
    return c.play(c.held["sense"], on, deal=deal, status="option")


PLANTS = (
    Plant("VIG-001 VIG-004", "prestation achetée 5 000,00 €, sans attestation", lambda c: bought(c, "Son du Ponant", "5000.00")),
    Plant("VIG-002", "cession de 5 000,00 € signée, notre coffre vide", without_papers),
    Plant("VIG-003", "attestation reçue, jamais vérifiée", unchecked),
    Plant("VIG-005", "deux prestations du même fournisseur, 3 000 et 2 000 €", twice),
    Plant("VIG-006", "vendeur belge, 7 000 €, sans pièces", lambda c: bought(c, "Decorhuis Brugge", "7000", country="BE")),
    Plant("LIC-009", "lieu sans n° de récépissé", lambda c: house(c, "Le Fanal", date(2027, 4, 29))),
    Plant(
        "LIC-010",
        "récépissé du lieu jusqu’au 14 janvier 2027, date en avril",
        lambda c: house(c, "La Passerelle", date(2027, 4, 22), until=date(2027, 1, 14)),
    ),
    Plant("LIC-011 INT-006 INT-008", "compagnie belge accueillie, préfet non informé", hosted),
    Plant(
        "INT-007",
        "compagnie belge accueillie dans 22 jours, détachement non dit",
        lambda c: hosted(c, "Kollektief Schelde", date(2026, 11, 24)),
    ),
    Plant(
        "EMP-002",
        "trois musiciens payés sur facture",
        lambda c: c.set(bought(c, "Ensemble du Ressac", "1200"), label="Concert de trois musiciens"),
    ),
)
