"""Plants about embauches."""

from datetime import date

from tests.cases.planting import DAY, Plant, Season
from tests.cases.plants.stage import FAR, D, alone


def hire(c: Season, function: str, who: str | None, **fields):
    person = c.person(who) if who else None
    return c.engage(c.held["hand"], function, person, **({"unit": "jour", "starts_on": FAR} | fields))


def tour(c: Season, who: str, gross, *days: int, **fields):
    """Hire somebody of the grid for cachets of some days of June 2027, one embauche a day."""
    person, said = c.person(who), {"position": "artiste dramatique", "gross": gross, "contract": "signe"}
    for day in days:
        c.engage(c.held["hand"], f"Jeu, {day} juin", person, starts_on=date(2027, 6, day), **(said | fields))


def private(c: Season):
    """Add a producer of the private sector, whose settings of pay and minima nobody gave, and somebody who plays for it."""
    structure = c.ours("Les Grands Fonds", idcc="3090", licence=(date(2024, 1, 1), date(2033, 1, 1)))
    earned = ("produit", "Billetterie", 1000, {"phase": "exploitation", "funder": None, "account": "706", "on": date(2027, 6, 9)})
    show = alone(c, "Fosse", "fosse", earned, opening=1000, structure=structure)
    said = {"position": "musicien", "gross": D(210), "coefficient": None, "starts_on": date(2027, 6, 9)}
    return c.engage(show, "Piano", c.person("Nolwenn Ster"), **said)


def unnumbered(c: Season):
    show = alone(
        c, "Sans numéro", "sans-numero", ("produit", "Apport", D("232.50"), {"account": "755"}), opening=1000, object_number=""
    )
    c.engage(
        show,
        "Jeu",
        c.person("Corentin Salaün"),
        unit="jour",
        starts_on=date(2026, 10, 5),
        ends_on=date(2026, 10, 9),
        dpae="deposee",
        dpae_on=date(2026, 10, 1),
    )


def child(c: Season):
    embauche = hire(c, "Jeu, l’enfant", "Yuna Kerbrat")
    return c.set(embauche.person, born_on=date(2018, 3, 2))


def occasional(c: Season):
    """Add a committee that declares by the Guso, and somebody whose contract ended in September."""
    committee = c.ours("Comité du Pardon", pay_circuit="guso", ape="9499Z", licence=(date(2024, 1, 1), date(2033, 1, 1)))
    show = alone(
        c, "Fest-noz", "fest-noz", ("produit", "Don", D("232.50"), {"account": "754", "funder": None}), structure=committee
    )
    c.choose(show, "tresorerie_ouverture", 1000, date(2026, 11, 1))
    on = {"starts_on": date(2026, 9, 26), "ends_on": date(2026, 9, 26), "dpae": "deposee", "dpae_on": date(2026, 9, 24)}
    return c.engage(show, "Chant", c.person("Maïwenn Corre"), unit="jour", contract_signed_on=date(2026, 9, 25), **on)


PLANTS = (
    Plant("EMB-019", "contrat au Guso fini le 26 septembre, rien d’envoyé", occasional),
    Plant(
        "EMB-018",
        "CDD d’usage de janvier à décembre 2027",
        lambda c: hire(c, "Régie générale", "Tifenn Le Gall", starts_on=date(2027, 1, 4), ends_on=date(2027, 12, 18)),
    ),
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
    Plant("EMB-050", "un enfant de neuf ans engagé", child),
    Plant("EMB-011", "coefficient de 0,55", lambda c: hire(c, "Musique", "Solal Quémener", coefficient=D("0.55"))),
    Plant(
        "EMB-020",
        "deux cachets à 150 € dans le mois : un troisième ferait baisser le minimum",
        lambda c: tour(c, "Perrine Talec", D(150), 3, 10),
    ),
    Plant(
        "EMB-021",
        "12,60 € de l’heure pour une régie du groupe 5",
        lambda c: hire(
            c, "Régie plateau", "Malo Gouézec", unit="heure", gross=D("12.60"), status="technicien", position="groupe 5"
        ),
    ),
    Plant(
        "EMB-022",
        "déduction forfaitaire sans accord",
        lambda c: hire(c, "Chant", "Aela Mahé", deduction="dramatique"),
    ),
    Plant("EMB-023 EMB-024", "une structure du privé, sans réglage de paie ni grille en vigueur", private),
    Plant(
        "EMB-012",
        "une enfant de treize ans au plateau",
        lambda c: c.set(hire(c, "Rôle d’enfant", "Youna Prigent").person, born_on=date(2013, 9, 4)),
    ),
    Plant(
        "EMB-013",
        "dix cachets en deux jours",
        lambda c: hire(c, "Acrobatie", "Edern Lozac’h", unit="cachet", quantity=D(10), ends_on=FAR + DAY),
    ),
    Plant("EMB-014", "un zéro de trop au cachet", lambda c: hire(c, "Conte", "Nolwenn Cadiou", unit="cachet", gross=D(16000))),
    Plant(
        "EMB-015",
        "déclaration déposée le surlendemain",
        lambda c: hire(
            c,
            "Accessoires",
            "Gwendal Rioual",
            starts_on=date(2026, 10, 12),
            ends_on=date(2026, 10, 16),
            dpae="deposee",
            dpae_on=date(2026, 10, 14),
        ),
    ),
    Plant("EMB-016", "un spectacle au travail sans numéro d’objet", unnumbered),
    Plant(
        "EMB-017",
        "un atelier en CDD d’usage",
        lambda c: hire(c, "Atelier de masques", "Tiphaine Goasguen", status="intervention", contract_kind="CDDU"),
    ),
)
