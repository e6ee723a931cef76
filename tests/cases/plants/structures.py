"""Plants about our structures, partners, people and récépissés."""

from datetime import date

from filage.desks.directory.models import Label
from filage.productions.models import Production, Structure
from tests.cases.planting import Plant, Season
from tests.cases.plants.stage import FAR, abers, bare


def wrong(c: Season, **fields):
    return c.set(abers(c), **fields)


def diffuser(c: Season):
    structure = bare(c, "Collectif Sillage", "collectif-sillage", FAR, 1)
    c.recepisse(structure, category=3, until=date(2031, 1, 1))
    show = c.first(Production, structure=structure)
    return c.deal(show, "Cession d’un diffuseur", stage="propose")


def old_number(c: Season):
    structure = bare(c, "Les Vieux Gréements", "vieux-greements", FAR, 1)
    return c.recepisse(structure, number="2-1068432", until=date(2031, 1, 1))


def convention(c: Season, **fields):
    """Return the convention of a house of ours, right in everything but what is said."""
    rank = c.held["labelled"] = c.held.get("labelled", 0) + 1
    house = c.set(c.ours(f"Scène du Môle, {rank}", licence=(date(2024, 1, 1), date(2033, 1, 1))), kind="lieu")
    return c.add(Label, structure=house, code="SCIN", **fields)


TERRITORY = "mention Art en territoire"
PLANTS = (
    Plant("ORG-007", "aucun régime de TVA pour Les Abers", abers),
    Plant("ORG-001", "clé du SIRET de La Corderie changée", lambda c: c.set(c.named("La Corderie"), siret="00002110500009")),
    Plant("ORG-002", "clé du n° de TVA des Abers changée", lambda c: wrong(c, vat_number="FR11" + abers(c).vat_number[4:])),
    Plant("ORG-003", "code APE des Abers sans sa lettre", lambda c: wrong(c, ape="9001")),
    Plant("ORG-004", "SIRET des Abers ôté", lambda c: wrong(c, siret="")),
    Plant(
        "ORG-005",
        "une deuxième fiche d’Ismaël Vautrin, sans tréma, engagée",
        lambda c: c.engage(c.held["abers show"], "Voix", c.person("Ismael Vautrin"), starts_on=FAR),
    ),
    Plant(
        "ORG-006",
        "une deuxième fiche du Théâtre des Salines",
        lambda c: c.add(Structure, name="Theatre des salines", city=c.named("Théâtre des Salines").city),
    ),
    Plant("ORG-008", "IDCC des Abers ôté, alors qu’ils emploient", lambda c: wrong(c, idcc="")),
    Plant(
        "LIC-001", "sept représentations en 2027, aucun récépissé", lambda c: bare(c, "Compagnie du Large", "du-large", FAR, 7)
    ),
    Plant(
        "LIC-002",
        "récépissé jusqu’au 31 janvier 2027, date en juin",
        lambda c: bare(c, "Compagnie du Raz", "du-raz", FAR, 1, licence=(date(2022, 2, 1), date(2027, 1, 31))),
    ),
    Plant(
        "LIC-003",
        "récépissé expiré le 1er octobre 2026, date en juin",
        lambda c: bare(c, "Théâtre de l’Estacade", "estacade", FAR, 1, licence=(date(2021, 10, 2), date(2026, 10, 1))),
    ),
    Plant("LIC-004", "récépissé de catégorie 3 seulement, et une cession", lambda c: diffuser(c)),
    Plant("LIC-005", "cinq représentations en 2027, aucun récépissé", lambda c: bare(c, "L’Abri côtier", "abri-cotier", FAR, 5)),
    Plant(
        "LIC-006",
        "récépissé sans date de fin",
        lambda c: bare(c, "Ensemble Houle", "ensemble-houle", FAR, 1, licence=(date(2024, 1, 1), None)),
    ),
    Plant(
        "LIC-007",
        "date de mai 2027 avant un récépissé valable en juillet",
        lambda c: bare(
            c, "Bureau des Passes", "bureau-des-passes", date(2027, 5, 4), 1, licence=(date(2027, 7, 1), date(2032, 6, 30))
        ),
    ),
    Plant(
        "LAB-001",
        "convention de scène conventionnée jusqu’au 15 décembre",
        lambda c: convention(c, since=date(2022, 12, 16), note=TERRITORY),
    ),
    Plant("LAB-002", "convention sans date", lambda c: convention(c, note=TERRITORY)),
    Plant("LAB-003", "scène conventionnée sans sa mention", lambda c: convention(c, since=date(2025, 1, 1))),
    Plant(
        "LIC-012",
        "nouvelle présidente depuis le 25 octobre, non déclarée",
        lambda c: bare(
            c,
            "Les Rivages",
            "les-rivages",
            FAR,
            1,
            licence=(date(2024, 1, 1), date(2033, 1, 1)),
            representative_since=date(2026, 10, 25),
        ),
    ),
    Plant("LIC-013", "compagnie de théâtre sans récépissé, une date", lambda c: bare(c, "Les Étocs", "les-etocs", FAR, 1)),
    Plant("LIC-008", "n° de récépissé d’avant 2019", lambda c: old_number(c)),
)
