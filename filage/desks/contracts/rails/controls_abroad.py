"""What the foreign side of a deal is read against: its price told apart, who posts employees, what France withholds."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from filage.core.rails.checks import Found
from filage.core.rails.citing import Citation, checks_of
from filage.core.rails.types import Severity
from filage.desks.contracts.queries.pieces import amount_of, asked_by, bargain_of
from filage.desks.contracts.queries.terms_said import terms_by_deal
from filage.desks.contracts.rails.controls import about_deal, deals_of
from filage.productions.enums import FIRM, DealStage
from filage.productions.models import Activity, Deal
from filage.rules.contracts.due import HOME, SHOWS, Side
from filage.rules.engine.explained import given
from filage.rules.engine.text import day_text, money_text
from filage.rules.withholding import due_on, on_artists

NEGOTIATED = (DealStage.ACCORD, DealStage.ENVOYE)
AGREED = (*NEGOTIATED, DealStage.SIGNE)
PARTS = (("part_artistique", "artistique"), ("part_technique", "technique"), ("part_droits", "de droits"))
POSTED_BEFORE, POSTED_AT_LAST = timedelta(days=30), timedelta(days=1)
CWA_BEFORE = timedelta(days=45)

type Held = tuple[Deal, list[Activity]]


def parts_unsaid(season: Any) -> Iterator[Found]:
    """Yield the shows sold or bought across a border, about to be signed, whose price is not told apart."""
    for deal, dates in deals_of(season):
        if deal.stage not in NEGOTIATED or deal.kind not in SHOWS or not _crosses(season, deal, dates):
            continue
        said = _said(season, deal)
        missing = [name for code, name in PARTS if not said.get(code)]
        if missing:
            several = f"{', '.join(missing[:-1])} et {missing[-1]}" if len(missing) > 1 else missing[0]
            text = f"Le prix ne dit pas sa part {several} : l’impôt retenu peut porter sur le tout."
            yield about_deal(deal, dates, text, "Ventiler le prix ; 0 est une réponse.", field=PARTS[0][0])


def posting_unsaid(season: Any) -> Iterator[Found]:
    """Yield the foreign shows hosted within thirty days, until their exemption is said or their declaration is there."""
    for deal, dates in _hosted(season):
        left = dates[0].on - season.today
        said = _said(season, deal).get("entrant_artistes")
        if said == "oui" or not timedelta() <= left <= POSTED_BEFORE or _has(season, deal, dates, "sipsi"):
            continue
        who = f"{deal.partner}, le {day_text(dates[0].on)}"
        if said == "non" and left <= POSTED_AT_LAST:
            text = f"{who} : sans accusé SIPSI ni attestation, une déclaration subsidiaire est à faire sous 48 h."
            remedy = "Demander l’accusé aujourd’hui, ou déclarer à sa place."
        elif said == "non":
            text = f"{who} : accusé SIPSI et attestation à recevoir avant le premier jour."
            remedy = "Les demander par le lien des pièces."
        else:
            text = f"{who} : artistes seulement, présents 90 jours au plus sur douze mois ?"
            remedy = "Le dire : oui, rien à déclarer ; non, demander l’accusé SIPSI et l’attestation."
        found = about_deal(deal, dates, text, remedy, field="entrant_artistes")
        page = f"/spectacles/{deal.production.slug}/conditions/{deal.pk}/pieces/"
        yield replace(found, remedy_url=page) if said == "non" else found


def withholding_unsaid(season: Any) -> Iterator[Found]:
    """Yield the foreign shows bought for France whose withholding nobody computed, or nobody paid in time."""
    for deal, dates in _hosted(season):
        said = _said(season, deal)
        if deal.stage not in AGREED:
            continue
        kept = said.get("retenue_montant")
        if not kept:
            text = f"Retenue à la source de {deal.partner} non calculée : {_computed(season, deal, dates, said)}."
            remedy = "Saisir la retenue, ou 0 si la convention fiscale l’écarte (attestation de résidence avant de payer)."
            yield about_deal(deal, dates, text, remedy, field="retenue_montant")
        elif Decimal(kept) and not said.get("retenue_versee_le"):
            last = due_on(dates[-1].on + timedelta(days=deal.payment_days))
            if season.today > last:
                text = f"Retenue à la source de {money_text(Decimal(kept))} : elle était à verser le {day_text(last)}."
                yield about_deal(deal, dates, text, "La verser (imprimé 2494), puis dire le jour.", field="retenue_versee_le")


def agreement_with_the_tax_office(season: Any) -> Iterator[Found]:
    """Yield the dates in the United States within forty-five days without a Central Withholding Agreement."""
    for deal, dates in deals_of(season):
        there = [one for one in dates if one.status in FIRM and one.venue is not None and one.venue.country == "US"]
        left = [one for one in there if season.today <= one.on <= season.today + CWA_BEFORE]
        if left and not deal.buys and not _has(season, deal, dates, "cwa"):
            text = f"Date aux États-Unis le {day_text(left[0].on)} : sans accord (CWA), 30 % du brut sont retenus."
            remedy = "Il se demande au moins 45 jours avant : vérifier qu’il est parti, et le noter aux pièces."
            page = f"/spectacles/{deal.production.slug}/conditions/{deal.pk}/pieces/"
            yield replace(about_deal(deal, dates, text, remedy), remedy_url=page)


def _crosses(season: Any, deal: Deal, dates: list[Activity]) -> bool:
    bargain = bargain_of(season, deal, dates)
    return (bargain.ours or HOME) != (bargain.theirs or HOME) or bool(bargain.abroad)


def _hosted(season: Any) -> Iterator[Held]:
    """Yield the shows that we buy from abroad and that are played in France, with their dates."""
    for deal, dates in deals_of(season):
        if deal.buys and deal.kind in SHOWS and dates and deal.partner is not None:
            bargain = bargain_of(season, deal, dates)
            if bargain.country(Side.PARTNER) != HOME and bargain.at_home:
                yield deal, dates


def _computed(season: Any, deal: Deal, dates: list[Activity], said: Any) -> str:
    """Return the withholding of a deal in words: on the part told apart, else on the whole price."""
    part = said.get("part_artistique")
    price = Decimal(part) if part else amount_of(deal, dates, said)
    if price is None:
        return "le prix n’est pas connu"
    on: date = dates[0].on
    label = "la part artistique" if part else "tout le prix, faute de part artistique"
    law = season.law(deal.production.structure_id)
    found = on_artists(law, given(price, "Part artistique"), on, net=said.get("retenue") == "net")
    return (
        f"{money_text(found.tax.known())} sur {label}, autres frais pris en charge en plus"
        if found.tax.is_known
        else "taux inconnu"
    )


def _has(season: Any, deal: Deal, dates: list[Activity], piece: str) -> bool:
    return any(one.due.piece == piece and one.is_there for one in asked_by(season, deal, dates))


def _said(season: Any, deal: Deal) -> Any:
    return terms_by_deal(season).get(deal.pk, {})


SPLIT = Citation(
    "HorsLesMurs ; TEAC (Espagne), 25/02/2025, RG 4898/2021 : ce qui n’est pas ventilé est imposé comme part artistique",
    "https://www.fiscal-impuestos.com/node/38863",
    "two_sources",
)
POSTING = Citation(
    "Code du travail, art. L1262-6, L1262-4-1 et R1263-12 ; arrêté du 4 juin 2019 : artistes, 90 jours sur douze mois",
    "https://bledniak-avocat.com",
    "one_source",
)
WITHHELD = Citation(
    "CGI, art. 182 A bis ; BOI-IR-DOMIC-10-20-20-20 : 15 % du brut moins 10 %, versés le 15 du mois qui suit le paiement",
    "https://bofip.impots.gouv.fr/bofip/1819-PGP.html",
    "two_sources",
)
CENTRAL = Citation(
    "États-Unis : 30 % du brut ; Central Withholding Agreement demandé au moins 45 jours avant",
    "https://artshacker.com/tax-treaties/",
    "two_sources",
)

ALERT = Severity.ALERTE
_check = checks_of("contracts")
CHECKS = (
    _check("INT-006", "Un contrat avec l’étranger ne ventile pas son prix", parts_unsaid, ALERT, SPLIT),
    _check("INT-007", "Une équipe étrangère arrive sans déclaration ni dispense dite", posting_unsaid, ALERT, POSTING),
    _check("INT-008", "La retenue à la source n’est pas calculée ou pas versée", withholding_unsaid, ALERT, WITHHELD),
    _check("INT-009", "Une date aux États-Unis n’a pas d’accord de retenue", agreement_with_the_tax_office, ALERT, CENTRAL),
)
