"""`calculer tva`: the VAT of a sale, what the invoice says of it, and who pays it."""

from datetime import date
from typing import Annotated

from pydantic import Field

from filage.cli.rules.dates import Day
from filage.cli.rules.numbers import Number, Positive
from filage.cli.rules.shapes import Answer, Entree, Money, Pct, Sortie, money, pct
from filage.rules.engine import given, load_law
from filage.rules.vat import Buyer, Regime, Sale, taxed

Rank = Annotated[int, Number(1, 100_000, whole=True)]
UNKNOWN_DATE = "Aucun taux connu à cette date."


class Vendeur(Entree):
    """The seller's regime on the day."""

    regime: Regime


class Client(Entree):
    """The buyer: country in two letters, whether a taxable person, VAT number."""

    pays: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] = "FR"
    assujetti: bool = False
    numero_tva: str | None = None


class TvaEntree(Entree):
    """A sale net of VAT; `rang` is the rank of the performance in the career of the show."""

    operation: Sale
    date: Annotated[date, Day()]
    vendeur: Vendeur
    client: Client = Client()
    rang: Rank | None = None
    montant_ht: Positive


class TvaSortie(Sortie):
    """Rate, VAT and gross (null where another country's law decides), the words of the invoice, who pays the tax."""

    taux_pct: Pct | None
    tva: Money | None
    ttc: Money | None
    mention: str
    autoliquidation: bool


ENTREE, SORTIE = TvaEntree, TvaSortie


def answer(entree: TvaEntree) -> Answer:
    """Return the VAT of a sale."""
    buyer = Buyer(entree.client.pays, entree.client.assujetti, entree.client.numero_tva or "")
    found = taxed(load_law(), entree.operation, entree.date, seller=entree.vendeur.regime, buyer=buyer, rank=entree.rang)
    net = given(entree.montant_ht, "Montant HT")
    vat = (net * found.rate).named("TVA").rounded()
    gross = (net.rounded() + vat).named("Total TTC")
    unknown = () if found.rate.is_known or found.warnings else (UNKNOWN_DATE,)
    sortie = TvaSortie(
        taux_pct=pct(found.rate),
        tva=money(vat),
        ttc=money(gross),
        mention=found.mention,
        autoliquidation=found.reverse_charge,
        avertissements=[*found.warnings, *unknown],
    )
    return Answer(sortie, {"tva": vat, "ttc": gross})
