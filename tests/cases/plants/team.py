"""Plants about embauches."""

from datetime import date

from tests.cases.planting import Plant, Season
from tests.cases.plants.stage import FAR, D, alone


def hire(c: Season, function: str, who: str | None, **fields):
    person = c.person(who) if who else None
    return c.engage(c.held["hand"], function, person, **({"unit": "jour", "starts_on": FAR} | fields))


PLANTS = (
    Plant("EMB-001", "brut ôté", lambda c: hire(c, "Régie son", "Hoël Le Dantec", gross=None)),
    Plant("EMB-002", "onze euros de l’heure", lambda c: hire(c, "Habillage", "Rozenn Abgrall", unit="heure", gross=D(11))),
    Plant(
        "EMB-003",
        "poste à pourvoir dans dix-huit jours",
        lambda c: hire(c, "Construction", None, placeholder="constructrice", starts_on=date(2026, 11, 20)),
    ),
    Plant(
        "EMB-004",
        "embauche avant le projet",
        lambda c: hire(
            c, "Dramaturgie", "Loïza Perrot", starts_on=date(2026, 5, 4), ends_on=date(2026, 5, 8), dpae="deposee", pay="paye"
        ),
    ),
    Plant(
        "EMB-005",
        "contrat envoyé sans position ni numéro d’objet, travail commencé",
        lambda c: hire(
            c,
            "Vidéo",
            "Tugdual Kermorvan",
            starts_on=date(2026, 10, 20),
            ends_on=date(2026, 12, 4),
            dpae="deposee",
            contract="envoye",
        ),
    ),
    Plant(
        "EMB-006",
        "travail commencé sans déclaration",
        lambda c: hire(c, "Lumière", "Azenor Guivarch", starts_on=date(2026, 11, 2), ends_on=date(2026, 11, 20)),
    ),
    Plant(
        "EMB-007",
        "déclaration déposée six semaines à l’avance",
        lambda c: hire(c, "Plateau", "Brieuc Hamon", starts_on=date(2026, 12, 15), dpae="deposee"),
    ),
    Plant(
        "EMB-008",
        "paie de septembre jamais faite",
        lambda c: hire(c, "Costumes", "Enora Callac", starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 10), dpae="deposee"),
    ),
    Plant(
        "EMB-009",
        "la même personne engagée deux fois",
        lambda c: [
            c.held.update(twice=c.person("Maël Coadou")),
            *(c.engage(c.held["hand"], "Chorégraphie", c.held["twice"], unit="jour", starts_on=FAR) for _ in range(2)),
        ],
    ),
    Plant(
        "EMB-010",
        "date ferme sans équipe",
        lambda c: c.sold(alone(c, "Sans plateau", "sans-plateau", opening=1000), "Cession sans équipe", date(2027, 6, 3)),
    ),
    Plant("EMB-011", "coefficient de 0,55", lambda c: hire(c, "Musique", "Solal Quémener", coefficient=D("0.55"))),
)
