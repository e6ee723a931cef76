"""What a service bought on an invoice is read against: a performing artist who is paid is presumed an employee."""

import re
from collections.abc import Iterator
from typing import Any

from filage.core.rails.checks import Found
from filage.core.rails.citing import Citation, checks_of
from filage.core.rails.types import Severity
from filage.desks.contracts.queries.pieces import THERE, pieces_of
from filage.desks.contracts.queries.terms_said import terms_by_deal
from filage.desks.contracts.rails.controls import about_deal, deals_of
from filage.productions.enums import DealKind
from filage.productions.models import Deal
from filage.rules.contracts.due import HOME
from filage.rules.reading.folding import folded
from filage.rules.vat.sale import EUROPE

INVOICED = (DealKind.PRESTATION, DealKind.FOURNISSEUR)
EEA = EUROPE | {"IS", "LI", "NO"}
TRADES = re.compile(  # of the open list of article L7121-2, without accents
    r"\b(?:artistes? (?!peintre|auteur|plasticien)|comedien|musicien|chanteu|choriste|choreute|danseu|circassien|acrobate|clown"
    r"|marionnettiste|chansonnier|chef d'orchestre|cheffe d'orchestre|instrumentiste|concertiste)"
)
EXCEPTIONS = {"rcs": "l’inscription au registre du commerce", "eee": "l’établissement dans un autre État de l’EEE"}
HIRE = "L’engager par un contrat de travail ; ou dire l’exception, et garder sa preuve aux pièces."


def artists_on_invoice(season: Any) -> Iterator[Found]:
    """Yield the services bought that pay a performing artist without an exception that is shown."""
    for deal, dates in deals_of(season):
        if not deal.buys or deal.kind not in INVOICED:
            continue
        said = terms_by_deal(season).get(deal.pk, {})
        text = _fault(season, deal, said.get("artiste_facture", ""), f"{deal.label} {said.get('objet', '')}")
        if text:
            yield about_deal(deal, dates, text, HIRE, field="artiste_facture")


def _fault(season: Any, deal: Deal, said: str, words: str) -> str:
    if said == "oui":
        return "Un artiste du spectacle est payé sur facture, sans exception : il est présumé salarié."
    if not said and TRADES.search(folded(f"{words} ")):
        return "Cette facture semble payer un artiste du spectacle : il est présumé salarié, quel que soit l’intitulé."
    if said in EXCEPTIONS:
        country = (deal.partner.country if deal.partner else "") or HOME
        if said == "eee" and (country == HOME or country not in EEA):
            return (
                f"Exception d’un prestataire de l’EEE, et {deal.partner or 'le prestataire'} n’y est pas établi hors de France."
            )
        if not any(one.kind == "kbis" and one.state in THERE for one in pieces_of(season, deal.partner_id)):
            return f"Un artiste est payé sur facture : {EXCEPTIONS[said]} n’est pas prouvée par une pièce."
    return ""


PRESUMED = Citation(
    "Code du travail, art. L7121-3 à L7121-5 : tout contrat rémunéré avec un artiste est présumé un contrat de travail",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072050",
    "official",
)

CHECKS = (checks_of("contracts")("EMP-002", "Un artiste est payé sur facture", artists_on_invoice, Severity.ALERTE, PRESUMED),)
