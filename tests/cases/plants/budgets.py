"""Plants about budgets and taxes."""

from datetime import date

from filage.productions.models import Production
from tests.cases.planting import Plant, Season
from tests.cases.plants.stage import CREATION, DATED, FAR, D, alone


def cost(c: Season, label: str, price=1000, **fields):
    return c.line(c.held["hand"], "charge", label, price, **({"on": date(2027, 2, 1)} | fields))


def gain(c: Season, label: str, price=1000, **fields):
    return c.line(c.held["hand"], "produit", label, price, **({"on": date(2027, 2, 1), "account": "755"} | fields))


def totals(expense, income):
    return {"expense": {"known": expense, "unknown": 0}, "income": {"known": income, "unknown": 0}}


def cheap(c: Season):
    show = c.show("Prix cassé", "prix-casse")
    c.engage(show, "Jeu", None, placeholder="interprète", per_performance=True)
    return c.choose(show, "prix", 100)


def threshold(c: Season):
    show = alone(
        c,
        "Seuil lointain",
        "seuil-lointain",
        ("charge", "Décor", 50000, CREATION | DATED),
        ("produit", "Fonds", 30000, CREATION | DATED | {"funder": c.held["fund"], "status": "conventionne", "account": "7551"}),
        opening=50000,
    )
    c.engage(show, "Jeu", None, placeholder="interprète", per_performance=True)
    c.choose(show, "prix", 2500)
    return c.choose(show, "dates_prevues", 3)


def unsecured(c: Season):
    show = alone(
        c,
        "Six semaines",
        "six-semaines",
        ("charge", "Décor", 8000, CREATION | DATED),
        (
            "produit",
            "Fonds des Deux-Caps",
            8000,
            CREATION | {"funder": c.held["fund"], "status": "demande", "on": date(2027, 3, 1), "account": "7551"},
        ),
        opening=20000,
    )
    return c.set(show, creation_start=date(2026, 9, 1), creation_end=date(2026, 12, 14))


def accessory(c: Season):
    structure = c.ours("Association des Grèves", status="hors_champ", licence=(date(2024, 1, 1), date(2033, 1, 1)))
    show = c.show("Grève basse", "greve-basse", structure)
    c.choose(show, "tresorerie_ouverture", 5000, date(2026, 11, 1))
    c.engage(show, "Jeu", c.person("Nolwenn Guéguen"), per_performance=True)
    return c.sold(show, "Cession de 75 000 €", date(2027, 4, 8), base_price=D(75000))


PLANTS = (
    Plant(
        "BUD-001",
        "charge de création sans produit",
        lambda c: alone(c, "Déséquilibre", "desequilibre", ("charge", "Décor", 10000, CREATION | DATED), opening=20000),
    ),
    Plant("BUD-002", "bénévolat d’un seul côté", lambda c: cost(c, "Bénévoles", 900, account="864", destination="Z", on=None)),
    Plant("BUD-003", "montant ôté", lambda c: cost(c, "Captation", None)),
    Plant("BUD-004", "prix annoncé de 100 €", lambda c: cheap(c)),
    Plant("BUD-005", "seuil au-delà des dates prévues", lambda c: threshold(c)),
    Plant(
        "BUD-006",
        "coefficient d’un permanent inconnu",
        lambda c: c.engage(
            c.held["abers show"],
            "Administration",
            None,
            placeholder="administratrice",
            status="permanent",
            unit="mois",
            gross=D(2500),
            coefficient=None,
            starts_on=FAR,
        ),
    ),
    Plant("BUD-007", "charge sans compte", lambda c: cost(c, "Divers", account="")),
    Plant(
        "BUD-008", "date vendue 100 €", lambda c: c.sold(c.held["sense"], "Cession à 100 €", date(2027, 10, 5), base_price=D(100))
    ),
    Plant("BUD-009", "première dans six semaines, argent seulement demandé", lambda c: unsecured(c)),
    Plant(
        "BUD-010", "parts par exercice qui ne font pas la ligne", lambda c: c.year(cost(c, "Location de projecteurs"), 2027, 900)
    ),
    Plant(
        "BUD-011",
        "versements au-delà de la ligne",
        lambda c: [
            c.pay(line, date(2027, 3, 1), share=D(60)) and c.pay(line, date(2027, 4, 1), share=D(60))
            for line in [gain(c, "Avance remboursable")]
        ],
    ),
    Plant("BUD-012", "charge au compte 741", lambda c: cost(c, "Peinture", account="741")),
    Plant("BUD-013", "produit au compte 791, supprimé en 2025", lambda c: gain(c, "Transfert de charges", account="791")),
    Plant("BUD-014", "dépense engagée sans devis", lambda c: cost(c, "Affiches", source="", status="engage")),
    Plant(
        "BUD-015",
        "devis retenu expiré",
        lambda c: cost(c, "Gradateurs", 800, need=c.need(c.held["hand"], "Gradateurs", date(2026, 10, 15)), status="devis"),
    ),
    Plant(
        "BUD-016",
        "budget envoyé à la Région, puis changé",
        lambda c: c.version(
            c.one(Production, slug="ce-que-la-mer-rend"),
            3,
            "Dépôt à la Région",
            date(2026, 9, 10),
            c.named("Région Littoral"),
            creation=totals("70000.00", "70000.00"),
        ),
    ),
    Plant("BUD-017", "charge rangée dans les produits", lambda c: cost(c, "Transport du décor", destination="P")),
    Plant(
        "TRE-001",
        "trésorerie sous zéro en janvier",
        lambda c: alone(
            c,
            "À découvert",
            "a-decouvert",
            ("charge", "Décor", 5000, DATED),
            ("produit", "Solde de la coproductrice", 6000, {"account": "755", "on": date(2027, 5, 3)}),
            opening=100,
        ),
    ),
    Plant(
        "TRE-002",
        "solde d’ouverture inconnu",
        lambda c: alone(
            c,
            "Sans caisse",
            "sans-caisse",
            ("charge", "Décor", 1000, DATED),
            ("produit", "Avance", 1000, {"account": "755"} | DATED),
        ),
    ),
    Plant("TRE-003", "dépense sans date", lambda c: cost(c, "Photographies", on=None)),
    Plant(
        "TVA-007 TVA-011",
        "ventes d’une structure en franchise : 38 000 € en 2027 avec la précédente, 45 000 € en 2028",
        lambda c: [
            c.sold(
                c.held["franchise"],
                f"Cession de {year}",
                date(year, 5, 4),
                base_price=D(price),
                partner=c.held["theatre"],
                vat_rate=D(0),
            )
            for year, price in ((2027, 33000), (2028, 45000))
        ],
    ),
    Plant("TVA-008", "ventes d’une association hors TVA : 75 000 € en 2027", lambda c: accessory(c)),
    Plant("TVA-009", "TVA sur un salaire", lambda c: cost(c, "Stage", account="6411", vat_rate=D(20), vat_handling="ht")),
    Plant(
        "TVA-010",
        "TVA sur une subvention",
        lambda c: gain(c, "Subvention taxée", account="7414", vat_rate=D("5.5"), vat_handling="ht"),
    ),
)
