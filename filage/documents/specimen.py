"""Shows a house what its papers look like: a financing plan of nobody's, in its colours, its type and with its mark."""

from datetime import date
from decimal import Decimal

from filage.documents import papers
from filage.documents.paper_shapes import FinancingData, Head
from filage.documents.shapes import Budget, BudgetEntry, BudgetGroup, Company, Contact, Document, Funding

SHOWN_ON = date(2027, 3, 12)


def picture(company: Company) -> bytes:
    """Return the first page of the specimen as a PNG, fit for a screen."""
    return papers.picture(data(company))


def data(company: Company) -> FinancingData:
    """Return the specimen of a house."""
    charges = (("Plateau artistique", 24_000), ("Équipe de création", 14_000), ("Décors, costumes, accessoires, vidéo", 12_000))
    sources = (("Ville", 15_000, True), ("Coproduction", 20_000, True), ("Région", 10_000, False), ("Apport", 5_000, True))
    return FinancingData(
        head=Head(
            company=company,
            document=Document(kind="Plan de financement", issued=SHOWN_ON),
            title="Titre de l’œuvre",
            author="Son autrice",
            contacts=(Contact(name="Votre contact", role="Production", email="contact@exemple.example"),),
        ),
        budget=Budget(
            charges=tuple(
                BudgetGroup(name=name, lines=(BudgetEntry(name=name, amount=Decimal(amount)),)) for name, amount in charges
            ),
            plan=tuple(
                Funding(
                    name=name,
                    amount=Decimal(amount),
                    secured=secured,
                    status="notifié" if secured else "demandé",
                    tone="firm" if secured else "asked",
                )
                for name, amount, secured in sources
            ),
            tax_note="Montants hors taxes.",
        ),
        pitch="Une phrase dit ici de quoi parle l’œuvre : elle se lit en romain, comme tout ce qui vient d’elle.",
        phase="Création",
    )
