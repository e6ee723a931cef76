"""Plants about financing plans."""

from datetime import date

from filage.productions.models import Structure
from tests.cases.planting import Plant, Season
from tests.cases.plants.stage import CREATION, DATED, D, alone


def ask(c: Season, label: str, price, **fields):
    return c.fund(c.held["holed"], label, price, **fields)


def coproduced(c: Season, typed=None):
    """Return a line beside the contract of a coproducer: linked to it when it says another sum."""
    partner = c.add(Structure, name="Scène du Raz" if typed else "Scène de l’Iroise", kind="lieu")
    terms = {"kind": "coproduction", "form": "simple", "stage": "accord", "partner": partner, "base_price": D(8000)}
    deal = c.deal(c.held["holed"], f"Coproduction, {partner.name}", **terms)
    return ask(c, f"Apport, {partner.name}", typed or 8000, funder=partner, deal=deal if typed else None)


PLANTS = (
    Plant("FIN-001", "réponse attendue il y a trois semaines", lambda c: ask(c, "Aide en retard", 1000, on=date(2026, 10, 12))),
    Plant("FIN-002", "réponse attendue dans dix jours", lambda c: ask(c, "Aide qui répond bientôt", 1000, on=date(2026, 11, 12))),
    Plant(
        "FIN-003",
        "versement attendu dans dix jours",
        lambda c: c.pay(ask(c, "Aide qui verse bientôt", 1000, status="notifie", on=None), date(2026, 11, 12), share=D(100)),
    ),
    Plant(
        "FIN-004",
        "bilan en retard",
        lambda c: c.paper(
            ask(c, "Aide au bilan en retard", 1000, status="encaisse", on=date(2026, 10, 1)),
            kind="bilan",
            due_on=date(2026, 10, 1),
        ),
    ),
    Plant("FIN-005", "aide dont la fiche date de 2021", lambda c: ask(c, "Fonds SACD", 5000, aid="sacd-theatre")),
    Plant(
        "FIN-006",
        "30 000 € d’une aide plafonnée à 25 000 €",
        lambda c: ask(c, "Développement, au-delà du plafond", 30000, aid="bfc-dev"),
    ),
    Plant(
        "FIN-007",
        "6 000 € d’une aide à 50 % de 10 000 €",
        lambda c: ask(c, "Accompagnement, au-delà du taux", 6000, aid="idf-accomp", eligible_base=D(10000)),
    ),
    Plant(
        "FIN-008",
        "400 € d’une aide qui commence à 500 €",
        lambda c: ask(c, "Diffusion de proximité", 400, aid="occ-proxi", eligible_base=D(1000)),
    ),
    Plant(
        "FIN-009", "assiette qui compte les bénévoles", lambda c: ask(c, "Aide sur assiette large", 1000, eligible_base=D(12500))
    ),
    Plant(
        "FIN-010", "assiette qui compte la dotation", lambda c: ask(c, "Aide sur assiette amortie", 1000, eligible_base=D(11000))
    ),
    Plant("FIN-012", "assiette qui dépasse tout", lambda c: ask(c, "Aide sur assiette démesurée", 1000, eligible_base=D(20000))),
    Plant(
        "FIN-011",
        "assiette de 5 000 € pour une aide aux bruts d’artistes",
        lambda c: ask(c, "Adami, spectacle de musique", 1000, aid="adami-musique", eligible_base=D(5000), status="accorde_oral"),
    ),
    Plant(
        "FIN-013",
        "demande à l’Adami après le début du projet",
        lambda c: c.paper(ask(c, "Adami, théâtre", 3000, aid="adami-theatre"), kind="demande", done_on=date(2026, 9, 15)),
    ),
    Plant(
        "FIN-014",
        "neuf dixièmes d’argent public",
        lambda c: alone(
            c,
            "Tout public",
            "tout-public",
            ("charge", "Décor", 10000, CREATION | DATED),
            ("produit", "Ville", 9000, CREATION | DATED | {"funder": c.named("Ville de Port-Lanvel"), "status": "encaisse"}),
            ("produit", "Apport", 1000, CREATION | DATED | {"account": "755"}),
            opening=1000,
        ),
    ),
    Plant(
        "FIN-015",
        "30 000 € notifiés sans convention",
        lambda c: ask(
            c,
            "Ville, résidence longue",
            30000,
            funder=c.named("Ville de Port-Lanvel"),
            account="7414",
            status="notifie",
            on=date(2027, 3, 1),
        ),
    ),
    Plant(
        "FIN-016",
        "aide au projet sans les huit représentations",
        lambda c: ask(c, "DRAC, aide au projet", 12000, aid="drac-projet-theatre"),
    ),
    Plant(
        "FIN-017",
        "versement après l’exercice",
        lambda c: [
            c.year(line, 2026, 1000) and c.pay(line, date(2027, 2, 1), share=D(100))
            for line in [ask(c, "Solde de 2026", 1000, status="notifie", on=None)]
        ],
    ),
    Plant("FIN-018 TRE-003", "réponse sans date", lambda c: ask(c, "Aide sans réponse prévue", 1000, on=None)),
    Plant(
        "FIN-019",
        "conventionnement en même temps que l’aide au projet",
        lambda c: ask(c, "DRAC, conventionnement", 20000, aid="drac-conv-2", status="idee"),
    ),
    Plant(
        "FIN-020",
        "ligne encaissée, versement attendu",
        lambda c: c.pay(ask(c, "Aide déjà encaissée", 1000, status="encaisse", on=None), date(2027, 2, 1), share=D(100)),
    ),
    Plant("FIN-021", "aide inconnue du catalogue", lambda c: ask(c, "Aide oubliée", 1000, aid="aide-oubliee")),
    Plant(
        "FIN-022",
        "1 500 € accordés pour 1 000 € demandés",
        lambda c: ask(c, "Aide généreuse", 1500, status="notifie", asked=D(1000), on=date(2027, 3, 1)),
    ),
    Plant(
        "FIN-023",
        "assiette non dite d’une aide à 50 %",
        lambda c: ask(c, "Accompagnement, sans assiette", 1000, aid="idf-accomp"),
    ),
    Plant("FIN-024 BUD-001", "coproduction au contrat et au plan, sans lien", coproduced),
    Plant("FIN-025", "apport lié à un contrat d’un autre montant", lambda c: coproduced(c, D(9000))),
)
