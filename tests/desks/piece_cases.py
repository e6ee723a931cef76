"""What makes each control of the papers of a deal speak, and what comes near and leaves it silent."""

from datetime import date, timedelta
from decimal import Decimal

from filage.desks.contracts.models import Agreement, Cancellation, CancelledDate, ClauseEdit, Piece, Term
from filage.productions.models import Deal, Recepisse, Structure
from tests.desks.sound import TODAY

RECENT = {"issued_on": date(2026, 10, 1), "received_on": date(2026, 10, 1)}
CHECKED = {"checked_on": TODAY, "proof": "code saisi"}


def bought(company, price="5000.00", *, country="FR", **fields):
    """Make of the deal a service that we buy, agreed and not signed."""
    seller = company.add(Structure, name="Son du Ponant", kind="fournisseur", country=country, email="son@exemple.fr")
    said = {"kind": "prestation", "side": "achat", "stage": "accord", "base_price": Decimal(price), "partner": seller}
    return company.set(company.deal, **(said | fields))


def twice(company, first, second):
    """Buy twice from the same seller."""
    deal = bought(company, first)
    said = {"kind": "prestation", "side": "achat", "stage": "accord", "base_price": Decimal(second), "partner": deal.partner}
    return company.add(Deal, production=company.show, label="La suite", **said)


def paper(company, structure, kind, **fields):
    return company.add(Piece, structure=structure, kind=kind, **({"state": "verifiee"} | RECENT | CHECKED | fields))


def sold(company, price):
    company.set(company.deal, base_price=Decimal(price))
    return company.deal


def foreign(company, *kinds):
    deal = bought(company, "5000.00", country="BE")
    for kind in kinds:
        paper(company, deal.partner, kind)


CASES = {  # code: (what makes it speak, what comes near and leaves it silent)
    "VIG-001": (lambda c: bought(c, "5000.00"), lambda c: bought(c, "4999.99")),
    "VIG-002": (lambda c: sold(c, "5000.00"), lambda c: sold(c, "4999.99")),
    "VIG-003": (
        lambda c: paper(c, bought(c).partner, "vigilance", state="recue", checked_on=None, proof=""),
        lambda c: paper(c, bought(c).partner, "vigilance"),
    ),
    "VIG-004": (
        lambda c: sold(c, "5000.00"),
        lambda c: paper(c, c.ours, "liste_etrangers", issued_on=date(2026, 5, 3)) and sold(c, "5000.00"),
    ),
    "VIG-005": (
        lambda c: twice(c, "3000.00", "2000.00"),
        lambda c: twice(c, "3000.00", "1999.99"),
    ),
    "VIG-006": (lambda c: foreign(c, "numero_tva", "kbis"), lambda c: foreign(c, "numero_tva", "kbis", "a1")),
    "LIC-009": (
        lambda c: Recepisse.objects.within(c.organisation).filter(structure=c.theatre).delete(),
        lambda c: Recepisse.objects.within(c.organisation).filter(structure=c.theatre).update(category=1),
    ),
    "LIC-010": (
        lambda c: Recepisse.objects.within(c.organisation).filter(structure=c.theatre).update(until=date(2026, 12, 10)),
        lambda c: Recepisse.objects.within(c.organisation).filter(structure=c.theatre).update(until=date(2026, 12, 11)),
    ),
    "LIC-011": (
        lambda c: [c.set(c.theatre, country="BE"), c.set(c.deal, side="achat")],
        lambda c: [c.set(c.theatre, country="BE"), c.set(c.deal, side="achat"), c.set(c.date, on=TODAY + timedelta(days=61))],
    ),
}


def abroad(company, country, days, **fields):
    """Play the date in another country, so many days from now."""
    company.set(company.venue, country=country)
    company.set(company.theatre, country=country)
    return company.set(company.date, on=TODAY + timedelta(days=days), starts_at=None, ends_at=None, **fields)


def in_switzerland(company, count):
    """Play some days in Switzerland in one year."""
    company.set(company.venue, country="CH")
    for rank in range(count - 1):
        company.play(date(2026, 11, 10) + timedelta(days=rank))


def fallen(company, *, wages=None, told=True):
    """Cancel the date, whose contract of employment is signed."""
    company.set(company.embauche, contract="signe")
    company.set(company.date, status="annule")
    if told:
        made = company.add(Cancellation, production=company.show, deal=company.deal, cause="acheteur", decided_on=TODAY)
        company.add(CancelledDate, cancellation=made, activity=company.date, owed=Decimal(0), wages=wages)


def shared_losses(company, *, form_="sep", **fields):
    """Make of the deal a société en participation, or a coproduction of another form."""
    return company.set(
        company.deal, kind="coproduction", form=form_, producer_share=Decimal(50), partner_share=Decimal(50), **fields
    )


CASES |= {
    "EMP-001": (lambda c: fallen(c), lambda c: fallen(c, wages=Decimal("279.00"))),
    "INT-001": (lambda c: abroad(c, "BE", 30), lambda c: abroad(c, "BE", 31)),
    "INT-002": (lambda c: abroad(c, "CH", 30), lambda c: abroad(c, "BE", 30)),
    "INT-003": (lambda c: abroad(c, "US", 120), lambda c: abroad(c, "US", 121)),
    "INT-004": (
        lambda c: [abroad(c, "BE", 60), c.set(c.deal, stage="accord")],
        lambda c: [abroad(c, "BE", 60), c.set(c.deal, stage="accord"), paper(c, c.ours, "residence_fiscale")],
    ),
    "INT-005": (lambda c: in_switzerland(c, 9), lambda c: in_switzerland(c, 8)),
    "COP-001": (lambda c: shared_losses(c, vat_rate=Decimal("5.5")), lambda c: shared_losses(c, vat_rate=None)),
}


def told(company, **terms):
    """Write some terms of the deal."""
    for code, value in terms.items():
        company.add(Term, deal=company.deal, code=code, value=value)


def hosted(company, *, days=39, **terms):
    """Make of the deal a Belgian show that we buy, played so many days from now."""
    company.set(company.theatre, country="BE")
    company.set(company.deal, side="achat")
    company.set(company.date, on=TODAY + timedelta(days=days), starts_at=None, ends_at=None)
    told(company, **terms)


def invoiced(company, label, **terms):
    """Buy a service on an invoice."""
    company.set(company.deal, kind="prestation", side="achat", label=label)
    told(company, **terms)


def rewritten(company, text):
    """Rewrite by hand the clause on the dates of a contract that is about to be signed."""
    company.set(company.deal, stage="accord")
    agreement = company.add(Agreement, deal=company.deal)
    company.add(ClauseEdit, agreement=agreement, topic="representations", text=text, on=TODAY)


def untaxed(company, **terms):
    """Sell without VAT, and say why."""
    company.set(company.deal, vat_rate=Decimal(0))
    told(company, **terms)


PARTS = {"part_artistique": "2000.00", "part_technique": "500.00", "part_droits": "0.00"}
CASES |= {
    "INT-006": (
        lambda c: [
            abroad(c, "BE", 60),
            c.set(c.deal, stage="accord"),
            told(c, part_artistique="2000.00", part_technique="500.00"),
        ],
        lambda c: [abroad(c, "BE", 60), c.set(c.deal, stage="accord"), told(c, **PARTS)],
    ),
    "INT-007": (lambda c: hosted(c, days=30), lambda c: hosted(c, days=31)),
    "INT-008": (lambda c: hosted(c), lambda c: hosted(c, retenue_montant="0.00")),
    "INT-009": (lambda c: abroad(c, "US", 45), lambda c: abroad(c, "US", 46)),
    "EMP-002": (
        lambda c: invoiced(c, "Trois musiciens pour l’ouverture"),
        lambda c: invoiced(c, "Location d’instruments de musique"),
    ),
    "TVA-012": (
        lambda c: rewritten(c, "Le spectacle est donné le 11 décembre."),
        lambda c: [rewritten(c, "Le spectacle est donné le 11 décembre."), c.set(c.show, played_before=140)],
    ),
    "TVA-014": (lambda c: untaxed(c), lambda c: untaxed(c, sans_tva="membres")),
    "TVA-015": (
        lambda c: untaxed(c, sans_tva="manifestation"),
        lambda c: [untaxed(c, sans_tva="manifestation"), c.set(c.ours, ape="9499Z")],
    ),
    "TVA-016": (
        lambda c: [c.set(c.theatre, country="BE"), untaxed(c, acheteur_assujetti="non")],
        lambda c: [c.set(c.theatre, country="BE"), untaxed(c, acheteur_assujetti="oui")],
    ),
    "COP-002": (
        lambda c: shared_losses(c, form_="simple", vat_rate=Decimal(0)),
        lambda c: shared_losses(c, form_="simple", vat_rate=None),
    ),
}
