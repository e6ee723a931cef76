"""The stage of the contradictions: what several plants share."""

from datetime import date
from decimal import Decimal

from filage.productions.models import Activity, Production, Structure
from tests.cases.planting import Season
from tests.cases.slimming import slim

FAR = date(2027, 6, 1)
D = Decimal
CREATION = {"phase": "creation"}
DATED = {"on": date(2027, 1, 15)}


def set_the_stage(c: Season) -> None:
    """Make what the plants share: a theatre, a venue, a private fund, and the shows where a budget may go wrong."""
    slim(c.organisation)
    c.held["theatre"] = c.add(Structure, name="Théâtre des Brisants", kind="lieu", city="Kerlanic")
    c.recepisse(c.held["theatre"], category=3, until=date(2033, 1, 1))
    c.held["venue"] = c.place("Théâtre des Brisants", "Kerlanic", structure=c.held["theatre"])
    c.held["fund"] = c.add(Structure, name="Fonds des Deux-Caps", kind="financeur", funder_kind="prive")
    eve = c.held["eve"] = c.person("Ève Lannion")
    bounds = {"creation_start": date(2026, 6, 1), "creation_end": date(2026, 10, 1), "exploitation_end": date(2028, 12, 31)}
    sense = c.held["sense"] = c.show("Contresens", "contresens", **bounds)
    c.engage(sense, "Jeu", eve, per_performance=True, contract="a_etablir")
    c.choose(sense, "tresorerie_ouverture", 20000, date(2026, 11, 1))
    hand = c.held["hand"] = c.show("Sous-main", "sous-main", **bounds)
    c.choose(hand, "tresorerie_ouverture", 90000, date(2026, 11, 1))
    c.line(hand, "produit", "Avance de la coproductrice", 60000, funder=None, account="755", on=date(2026, 11, 15))
    holed = c.held["holed"] = c.show("Le Plan troué", "le-plan-troue", **bounds)
    c.choose(holed, "tresorerie_ouverture", 30000, date(2026, 11, 1))
    c.engage(holed, "Jeu", eve, per_performance=True, contract="a_etablir")
    c.line(holed, "charge", "Décor", 10000, on=date(2027, 2, 1))
    c.line(holed, "charge", "Dotation aux amortissements", 1000, account="6811", on=date(2027, 2, 1))
    c.line(holed, "charge", "Bénévoles", 1500, account="864", destination="Z")
    c.line(holed, "produit", "Bénévoles", 1500, account="875", destination="Z", funder=None)


def bare(c: Season, name: str, slug: str, first: date, count: int, **fields):
    """Return one of our structures that only has options to play."""
    structure = c.ours(name, **fields)
    c.options(c.show(f"Spectacle : {name}", slug, structure), first, count)
    return structure


def abers(c: Season):
    """Return the structure whose papers are all wrong, with its show."""
    if "abers" not in c.held:
        c.held["abers"] = bare(
            c, "Les Abers", "les-abers", date(2029, 1, 9), 1, status=None, licence=(date(2024, 1, 1), date(2033, 1, 1))
        )
        c.held["abers show"] = c.first(Production, structure=c.held["abers"])
        c.choose(c.held["abers show"], "tresorerie_ouverture", 30000, date(2026, 11, 1))
    return c.held["abers"]


def alone(c: Season, title: str, slug: str, *lines, opening=None, **bounds):
    """Make a show of a few lines, each (side, label, price, more)."""
    show = c.show(title, slug, **bounds)
    if opening is not None:
        c.choose(show, "tresorerie_ouverture", opening, date(2026, 11, 1))
    for side, label, price, more in lines:
        c.line(show, side, label, price, **more)
    return show


def quai(c: Season, on: date):
    """Return a performance of « Quai des absents »."""
    return c.one(Activity, production__slug="quai-des-absents", kind="representation", on=on)
