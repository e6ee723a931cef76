"""The cases of the controls about taxes, budgets, cash and funders: what makes each speak, what comes near."""

from datetime import date
from decimal import Decimal

from filage.desks.budget.models import FundingPaper, Hypothesis, Version
from filage.desks.budget.operations import frozen
from filage.desks.contracts.models import Piece
from filage.productions.models import (
    Deal,
    Need,
    Quote,
    Structure,
    VatRegime,
)
from tests.desks.case_facts import DAY, dates, shared
from tests.desks.sound import TODAY


def foreign(company, **fields):
    company.set(company.theatre, country="BE", **fields)


def looked_up(company, number):
    told = {"kind": "numero_tva", "state": "verifiee", "checked_on": TODAY, "proof": "VIES, lu le 2 novembre"}
    company.add(Piece, structure=company.theatre, number=number, **told)


def creating(company, _):
    """Put the show in the middle of its creation, forty days before its end."""
    company.set(company.show, creation_end=TODAY + 40 * DAY)


def quoted(company, until):
    need = company.add(Need, production=company.show, kind="technique", label="Gradateurs")
    company.add(Quote, need=need, supplier="Lumières de l’Ouest", unit_cost=Decimal(800), valid_until=until, chosen=True)
    company.line("charge", "Gradateurs", 800, need=need, status="devis")


def sent(company, *, moved):
    line = company.line("charge", "Décor", 1000)
    kept = {"number": 1, "name": "dépôt", "frozen_on": TODAY, "sent_to": company.theatre, "data": frozen(company.show)}
    company.add(Version, production=company.show, **kept)
    if moved:
        company.set(line, unit_price=Decimal(1200))


def under(company, status, sold):
    """Put the structure under a regime, with so many euros of sales this year."""
    VatRegime.objects.within(company.organisation).update(status=status)
    company.set(company.deal, base_price=Decimal(sold))


def asked(company, amount=1000, **fields):
    """Return the line of a public funder who was asked for something."""
    city = company.add(Structure, name="Ville", kind="financeur", funder_kind="commune_epci")
    return company.line("produit", "Ville", amount, **({"funder": city, "status": "demande", "on": TODAY + 90 * DAY} | fields))


def coproduced(company, amount, *, linked=False):
    """Write a coproduction of 12 000 € in a contract, and its money in a line of the same partner."""
    partner = company.add(Structure, name="Le Haut-Phare")
    terms = {"kind": "coproduction", "form": "simple", "base_price": Decimal(12000), "partner": partner}
    deal = company.add(Deal, production=company.show, stage="accord", **terms)
    company.line("produit", "Apport", Decimal(amount), funder=partner, deal=deal if linked else None)


def paper(company, line, **fields):
    return company.add(FundingPaper, line=line, **fields)


def based(company, base):
    """Ask for an aid on a base, in a creation of 10 000 € paid out, 1 000 € of depreciation and 1 500 € of volunteers."""
    company.line("charge", "Décor", 10000)
    company.line("charge", "Dotation", 1000, account="6811")
    company.line("charge", "Bénévoles", 1500, account="864", destination="Z")
    asked(company, eligible_base=Decimal(base))


def paid_in(company, day):
    line = asked(company, status="notifie")
    company.year(line, 2026, 1000)
    company.pay(line, day, share=Decimal(100))


CASES = {  # code: (what makes it speak, what comes near and leaves it silent)
    "TVA-001": (lambda c: c.set(c.deal, vat_rate=Decimal(20)), lambda c: c.set(c.deal, vat_rate=Decimal("5.5"))),
    "TVA-002": (
        lambda c: c.set(c.deal, vat_rate=Decimal("2.1")),
        lambda c: shared(c, vat_rate=Decimal("2.1")),
    ),
    "TVA-003": (
        lambda c: [shared(c, vat_rate=Decimal("2.1")), c.set(c.show, played_before=140)],
        lambda c: [shared(c, vat_rate=Decimal("2.1")), c.set(c.show, played_before=139)],
    ),
    "TVA-004": (
        lambda c: [VatRegime.objects.within(c.organisation).update(status="franchise"), c.set(c.deal, vat_rate=Decimal("5.5"))],
        lambda c: [VatRegime.objects.within(c.organisation).update(status="franchise"), c.set(c.deal, vat_rate=Decimal(0))],
    ),
    "TVA-005": (lambda c: [foreign(c), c.set(c.deal, vat_rate=Decimal("5.5"))], lambda c: foreign(c)),
    "TVA-006": (lambda c: foreign(c), lambda c: foreign(c, vat_number="BE0000045629")),
    "TVA-017": (
        lambda c: foreign(c, vat_number="BE0000045629"),
        lambda c: [foreign(c, vat_number="BE0000045629"), looked_up(c, "BE 0000.045.629")],
    ),
    # budget
    "BUD-008": (
        lambda c: c.set(c.deal, base_price=Decimal("278.99")),  # one cachet of 180 € and 55 % of charges: 279 €
        lambda c: c.set(c.deal, base_price=Decimal("279.00")),
    ),
    "BUD-009": (
        lambda c: creating(c, [c.line("charge", "Décor", 1000), c.line("produit", "Ville", 999)]),
        lambda c: creating(c, [c.line("charge", "Décor", 1000), c.line("produit", "Ville", 1000)]),
    ),
    "BUD-010": (
        lambda c: c.year(c.line("charge", "Décor", 1000), 2026, 999),
        lambda c: c.year(c.line("charge", "Décor", 1000), 2026, 1000),
    ),
    "BUD-011": (
        lambda c: c.pay(c.line("produit", "Ville", 1000), date(2027, 2, 1), amount=Decimal("1000.02")),
        lambda c: c.pay(c.line("produit", "Ville", 1000), date(2027, 2, 1), share=Decimal(100)),
    ),
    "BUD-012": (
        lambda c: c.line("charge", "Décor", 1000, account="741"),
        lambda c: c.line("charge", "Bénévoles", 1000, account="864", destination="Z"),
    ),
    "BUD-013": (
        lambda c: c.line("produit", "Transfert", 1000, account="791"),
        lambda c: c.line("produit", "Transfert", 1000, account="791", on=date(2024, 5, 1)),
    ),
    "BUD-014": (
        lambda c: c.line("charge", "Décor", 1000, status="engage"),
        lambda c: c.line("charge", "Décor", 1000, status="engage", source="devis 12"),
    ),
    "BUD-015": (lambda c: quoted(c, TODAY + 15 * DAY), lambda c: quoted(c, TODAY + 16 * DAY)),
    "BUD-016": (
        lambda c: sent(c, moved=True),
        lambda c: sent(c, moved=False),
    ),
    "BUD-017": (
        lambda c: c.line("charge", "Décor", 1000, destination="P"),
        lambda c: c.line("produit", "Bénévoles", 1000, account="875", destination="Z"),
    ),
    "TRE-002": (
        lambda c: Hypothesis.objects.within(c.organisation).delete(),
        lambda c: Hypothesis.objects.within(c.organisation).update(value=0),
    ),
    "TRE-003": (
        lambda c: c.line("charge", "Décor", 1000),
        lambda c: c.line("charge", "Décor", 1000, on=date(2026, 12, 1)),
    ),
    "TVA-007": (
        lambda c: under(c, "franchise", "37125.00"),  # nine tenths of 41 250 €
        lambda c: under(c, "franchise", "37124.99"),
    ),
    "TVA-008": (
        lambda c: under(c, "hors_champ", "72945.90"),  # nine tenths of 81 051 €
        lambda c: under(c, "hors_champ", "72945.89"),
    ),
    "TVA-009": (
        lambda c: c.line("charge", "Stagiaire", 1000, account="6411", vat_rate=Decimal(20)),
        lambda c: c.line("charge", "Stagiaire", 1000, account="6411", vat_rate=Decimal(20), vat_handling="sans"),
    ),
    "TVA-010": (
        lambda c: c.line("produit", "Ville", 1000, vat_rate=Decimal("5.5")),
        lambda c: c.line("produit", "Ville", 1000, account="7062", vat_rate=Decimal("5.5")),
    ),
    "TVA-011": (
        lambda c: under(c, "franchise", "37500.01"),
        lambda c: under(c, "franchise", "37500.00"),
    ),
    "TVA-013": (
        lambda c: c.line("produit", "Voyages", 300, account="7085", activity=c.date, vat_rate=Decimal(20)),
        lambda c: c.line("produit", "Voyages", 300, account="7085", activity=c.date, vat_rate=Decimal("5.5")),
    ),
    "FIN-001": (
        lambda c: asked(c, on=TODAY - DAY),
        lambda c: asked(c, on=TODAY),
    ),
    "FIN-002": (lambda c: asked(c, on=TODAY + 60 * DAY), lambda c: asked(c, on=TODAY + 61 * DAY)),
    "FIN-003": (
        lambda c: c.pay(asked(c, status="notifie"), TODAY + 60 * DAY, share=Decimal(50)),
        lambda c: c.pay(asked(c, status="notifie"), TODAY + 61 * DAY, share=Decimal(50)),
    ),
    "FIN-004": (
        lambda c: paper(c, asked(c), kind="bilan", due_on=TODAY + 60 * DAY),
        lambda c: paper(c, asked(c), kind="bilan", due_on=TODAY + 61 * DAY),
    ),
    "FIN-005": (
        lambda c: asked(c, aid="sacd-theatre"),  # read in 2021-2022
        lambda c: asked(c, aid="sacd-theatre", status="notifie"),
    ),
    "FIN-006": (
        lambda c: asked(c, 40001, aid="idf-accomp", eligible_base=Decimal(100000)),  # 50 %, 40 000 € at most
        lambda c: asked(c, 40000, aid="idf-accomp", eligible_base=Decimal(100000)),
    ),
    "FIN-007": (
        lambda c: asked(c, 5001, aid="idf-accomp", eligible_base=Decimal(10000)),
        lambda c: asked(c, 5000, aid="idf-accomp", eligible_base=Decimal(10000)),
    ),
    "FIN-008": (
        lambda c: asked(c, 9999, aid="drac-projet-theatre"),  # from 10 000 €
        lambda c: asked(c, 10000, aid="drac-projet-theatre"),
    ),
    "FIN-009": (lambda c: based(c, 11500), lambda c: based(c, 10000)),
    "FIN-010": (lambda c: based(c, 10001), lambda c: based(c, 10000)),
    "FIN-011": (
        lambda c: asked(c, aid="adami-musique", eligible_base=Decimal("180.01")),  # one gross of 180 €
        lambda c: asked(c, aid="adami-musique", eligible_base=Decimal("180.00")),
    ),
    "FIN-012": (lambda c: based(c, 12501), lambda c: based(c, 12500)),
    "FIN-013": (
        lambda c: paper(c, asked(c, aid="adami-theatre"), kind="demande", done_on=date(2026, 6, 2)),  # began on the first
        lambda c: paper(c, asked(c, aid="adami-theatre"), kind="demande", done_on=date(2026, 6, 1)),
    ),
    "FIN-014": (
        lambda c: [c.line("charge", "Décor", 1000), asked(c, 801)],
        lambda c: [c.line("charge", "Décor", 1000), asked(c, 800)],
    ),
    "FIN-015": (lambda c: asked(c, 23001, status="notifie"), lambda c: asked(c, 23000, status="notifie")),
    "FIN-016": (
        lambda c: [dates(c, 6), asked(c, 10000, aid="drac-projet-theatre")],  # eight are asked
        lambda c: [dates(c, 7), asked(c, 10000, aid="drac-projet-theatre")],
    ),
    "FIN-017": (lambda c: paid_in(c, date(2027, 1, 1)), lambda c: paid_in(c, date(2026, 12, 31))),
    "FIN-018": (lambda c: asked(c, on=None), lambda c: asked(c, on=None, status="idee")),
    "FIN-019": (
        lambda c: [asked(c, 10000, aid="drac-projet-theatre"), asked(c, aid="drac-conv-2")],
        lambda c: [asked(c, 10000, aid="drac-projet-theatre"), asked(c, aid="drac-conv-2", status="refuse")],
    ),
    "FIN-020": (
        lambda c: c.pay(asked(c, status="encaisse"), TODAY, share=Decimal(100)),
        lambda c: c.pay(asked(c, status="encaisse"), TODAY, share=Decimal(100), paid=True),
    ),
    "FIN-021": (lambda c: asked(c, aid="aide-disparue"), lambda c: asked(c, aid="onda")),
    "FIN-022": (
        lambda c: asked(c, 1001, status="notifie", asked=Decimal(1000)),
        lambda c: asked(c, 1000, status="notifie", asked=Decimal(1000)),
    ),
    "FIN-023": (
        lambda c: asked(c, aid="idf-accomp"),
        lambda c: asked(c, aid="idf-accomp", eligible_base=Decimal(2000)),
    ),
    "FIN-024": (lambda c: coproduced(c, "11999.00"), lambda c: coproduced(c, "11998.99")),  # a euro of rounding is the same money
    "FIN-025": (
        lambda c: coproduced(c, "12000.01", linked=True),
        lambda c: coproduced(c, "12000.00", linked=True),
    ),
}
