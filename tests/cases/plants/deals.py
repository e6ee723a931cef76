"""Plants about deals, their VAT and their ticketing."""

from datetime import date

from filage.desks.booking.models import Estimate
from filage.desks.contracts.models import Agreement, ClauseEdit, Term
from filage.productions.models import Structure
from tests.cases.planting import Plant, Season
from tests.cases.plants.stage import D, quai


def shared(c: Season, label: str, on: date, *, measures=None, **fields):
    """Make a coréalisation of one option, right in everything but what is said."""
    terms = {"kind": "corealisation", "stage": "propose", "base_price": None, "producer_share": D(50), "tax_rate": D("3.5")}
    deal = c.deal(c.held["sense"], label, **(terms | fields))
    said = {"capacity": 200, "fill_rate": D(60), "average_price": D(15)} | (measures or {})
    return c.play(c.held["sense"], on, deal=deal, status="option", **said)


def franchised(c: Season):
    structure = c.ours("Atelier du Goulet", status="franchise", licence=(date(2024, 1, 1), date(2033, 1, 1)))
    show = c.held["franchise"] = c.show("Petit cabotage", "petit-cabotage", structure)
    c.choose(show, "tresorerie_ouverture", 5000, date(2026, 11, 1))
    c.engage(show, "Jeu", c.person("Gwenn Tallec"), per_performance=True)
    return c.sold(show, "Cession taxée", date(2027, 4, 6), base_price=D(5000), vat_rate=D("5.5"))


def unanswered(c: Season):
    """Make a quote that left in September, and that nobody answered."""
    said = {"number": "D-2026-090", "made_on": date(2026, 9, 14), "sent_on": date(2026, 9, 14), "valid_until": date(2026, 10, 14)}
    buyer = c.one(Structure, name="La Corderie")
    return c.add(Estimate, production=c.held["sense"], structure=buyer, stage="envoye", base_price=D(2400), **said)


def untaxed(c: Season, label: str, on: date, *, town=None, **terms):
    """Make a cession at no rate, in a Belgian town perhaps, and say why."""
    partner = {"partner": c.add(Structure, name=f"Commune de {town}", kind="autre", country="BE")} if town else {}
    deal = c.deal(c.held["sense"], label, vat_rate=D(0), **partner)
    c.play(c.held["sense"], on, deal=deal, **({"venue": c.place("Salle des fêtes", town, country="BE")} if town else {}))
    for code, value in terms.items():
        c.add(Term, deal=deal, code=code, value=value)
    return deal


def rankless(c: Season):
    """Make an agreement whose clause on the dates was rewritten without their rank."""
    show = c.show("Petite rade", "petite-rade")
    c.choose(show, "tresorerie_ouverture", 5000, date(2026, 11, 1))
    c.engage(show, "Jeu", c.person("Erwan Toullec"), per_performance=True)
    deal = c.deal(show, "Cession sans rang", stage="accord")
    c.play(show, date(2027, 7, 20), deal=deal, status="confirme")
    said = "Le spectacle est donné une fois, le 20 juillet 2027."
    return c.add(ClauseEdit, agreement=c.add(Agreement, deal=deal), topic="representations", text=said, on=date(2026, 11, 2))


def recharged(c: Season):
    """Charge travel at 20 % with a cession at 5,5 %."""
    deal = c.sold(c.held["sense"], "Cession et voyages", date(2027, 7, 6))
    terms = {"activity": deal.performances.get(), "account": "7085", "vat_rate": D(20), "vat_handling": "ht", "funder": None}
    return c.line(c.held["sense"], "produit", "Voyages refacturés", 300, **terms)


PLANTS = (
    Plant("DEV-001", "devis envoyé, valable jusqu’au 14 octobre", unanswered),
    Plant(
        "CTR-001",
        "cession sans prix, date confirmée",
        lambda c: c.play(
            c.held["sense"],
            date(2027, 4, 6),
            status="confirme",
            deal=c.deal(c.held["sense"], "Cession sans prix", base_price=None),
        ),
    ),
    Plant("CTR-002", "date confirmée sans contrat", lambda c: c.play(c.held["sense"], date(2027, 4, 13), status="confirme")),
    Plant(
        "CTR-003",
        "contrat envoyé à 26 jours de la date",
        lambda c: c.play(
            c.held["sense"],
            date(2026, 11, 28),
            status="confirme",
            deal=c.deal(c.held["sense"], "Cession envoyée", stage="envoye"),
        ),
    ),
    Plant(
        "CTR-004", "accord sans partenaire", lambda c: c.deal(c.held["sense"], "Cession à personne", stage="accord", partner=None)
    ),
    Plant(
        "CTR-005",
        "contrat rompu, option gardée",
        lambda c: c.play(
            c.held["sense"], date(2027, 4, 20), status="option", deal=c.deal(c.held["sense"], "Cession rompue", stage="rompu")
        ),
    ),
    Plant(
        "CTR-006",
        "date signée sous un accord",
        lambda c: c.play(c.held["sense"], date(2027, 4, 27), deal=c.deal(c.held["sense"], "Cession en accord", stage="accord")),
    ),
    Plant(
        "CTR-007",
        "acompte de 30 % sans date",
        lambda c: c.deal(c.held["sense"], "Cession à l’acompte sans date", stage="propose", deposit_rate=D(30)),
    ),
    Plant(
        "CTR-008",
        "acompte après la date",
        lambda c: c.sold(
            c.held["sense"], "Cession à l’acompte tardif", date(2027, 5, 4), deposit_rate=D(30), deposit_on=date(2027, 5, 30)
        ),
    ),
    Plant(
        "CTR-009",
        "ville payée à 45 jours",
        lambda c: c.sold(
            c.held["sense"], "Cession à la ville", date(2027, 5, 11), partner=c.named("Ville de Port-Lanvel"), payment_days=45
        ),
    ),
    Plant(
        "CTR-010",
        "parts de 40, 30 et 20 % en société en participation",
        lambda c: [
            c.deal(
                c.held["sense"],
                f"Société en participation, part {rank}",
                kind="coproduction",
                form="sep",
                base_price=None,
                producer_share=D(40),
                partner_share=D(share),
            )
            for rank, share in enumerate((30, 20), start=1)
        ],
    ),
    Plant(
        "CTR-011",
        "coproduction dont la forme n’est pas dite",
        lambda c: c.deal(c.held["sense"], "Coproduction sans forme", kind="coproduction", stage="accord", base_price=None),
    ),
    Plant(
        "CTR-012",
        "société en participation sans part du partenaire",
        lambda c: c.deal(c.held["hand"], "Société en participation muette", kind="coproduction", form="sep", base_price=None),
    ),
    Plant("CTR-013", "contrat signé sans date", lambda c: c.deal(c.held["hand"], "Cession sans date")),
    Plant(
        "CTR-014",
        "droits d’auteur de la date du 4 décembre non dits",
        lambda c: c.set(quai(c, date(2026, 12, 4)), rights_payer=""),
    ),
    Plant("CTR-015", "repas de la date du 10 décembre non décidés", lambda c: c.set(quai(c, date(2026, 12, 10)), meals="")),
    Plant("TVA-001", "cession à 20 %", lambda c: c.sold(c.held["sense"], "Cession à 20 %", date(2027, 5, 18), vat_rate=D(20))),
    Plant(
        "TVA-002", "cession à 2,10 %", lambda c: c.sold(c.held["sense"], "Cession à 2,10 %", date(2027, 5, 25), vat_rate=D("2.1"))
    ),
    Plant(
        "TVA-003",
        "coréalisation à 2,10 % d’un spectacle déjà joué 200 fois",
        lambda c: [
            c.set(c.held["sense"], played_before=200),
            shared(c, "Coréalisation à 2,10 %", date(2027, 6, 8), vat_rate=D("2.1")),
        ],
    ),
    Plant("TVA-004", "cession taxée d’une structure en franchise", lambda c: franchised(c)),
    Plant(
        "TVA-005 TVA-006",
        "cession à Liège, en Belgique, à 5,50 % et sans n° de TVA",
        lambda c: c.sold(
            c.held["sense"],
            "Cession à l’étranger",
            date(2027, 6, 15),
            partner=c.add(Structure, name="Salle du Fleuve", kind="lieu", country="BE"),
            vat_rate=D("5.5"),
        ),
    ),
    Plant("TVA-012", "clause des dates réécrite sans leur rang", rankless),
    Plant("TVA-013", "voyages refacturés à 20 %", recharged),
    Plant("TVA-014", "cession à 0 % sans motif", lambda c: untaxed(c, "Cession à 0 %", date(2027, 7, 8))),
    Plant(
        "TVA-015",
        "cession d’une compagnie, exonérée comme manifestation de soutien",
        lambda c: untaxed(c, "Cession de soutien", date(2027, 7, 13), sans_tva="manifestation"),
    ),
    Plant(
        "TVA-016",
        "cession à une commune belge non assujettie",
        lambda c: untaxed(
            c,
            "Cession à la commune",
            date(2027, 7, 15),
            town="Zwinhove",
            acheteur_assujetti="non",
        ),
    ),
    Plant(
        "BIL-001",
        "coréalisation sans part",
        lambda c: shared(c, "Coréalisation sans part", date(2027, 6, 22), producer_share=None),
    ),
    Plant(
        "BIL-002",
        "minimum sans bénéficiaire",
        lambda c: shared(c, "Coréalisation au minimum anonyme", date(2027, 6, 24), guarantee=D(800)),
    ),
    Plant(
        "BIL-003",
        "minimum garanti au lieu",
        lambda c: shared(c, "Coréalisation au minimum du lieu", date(2027, 6, 26), guarantee=D(800), guarantee_for="lieu"),
    ),
    Plant(
        "BIL-004",
        "remplissage inconnu",
        lambda c: shared(c, "Coréalisation sans prévision", date(2027, 6, 28), measures={"fill_rate": None}),
    ),
    Plant(
        "BIL-005",
        "entrée libre sous coréalisation",
        lambda c: shared(c, "Coréalisation à entrée libre", date(2027, 6, 30), measures={"average_price": D(0)}),
    ),
    Plant(
        "BIL-006",
        "taxe sur les spectacles non dite",
        lambda c: shared(c, "Coréalisation sans taxe dite", date(2027, 7, 2), tax_rate=None),
    ),
    Plant("BIL-007", "jauge de 500 à La Halle aux Filets", lambda c: c.set(quai(c, date(2026, 12, 4)), capacity=500)),
    Plant(
        "BIL-008", "260 places réservées sur 260 à La Corderie", lambda c: c.set(quai(c, date(2026, 12, 10)), reserved_seats=260)
    ),
)
