"""What the VAT of deals is read against: rate of each kind of sale, regime of our structure, country of the buyer."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from filage.core.rails.checks import Found
from filage.core.rails.citing import Citation, checks_of
from filage.core.rails.types import Act, Severity
from filage.desks.contracts.queries.agreements import clauses_by_hand
from filage.desks.contracts.queries.pieces import is_checked, pieces_of
from filage.desks.contracts.queries.ranks import ranks_of
from filage.desks.contracts.queries.terms_said import terms_by_deal
from filage.desks.contracts.rails.controls import about_deal, deals_of
from filage.productions.enums import DealKind, DealStage, VatStatus
from filage.productions.models import Activity, Deal
from filage.rules.engine.text import counted, day_text, number_text
from filage.rules.identity import is_performing_trade
from filage.rules.vat import Buyer

CESSIONS = (DealKind.CESSION, DealKind.PREACHAT)
TICKETED = (DealKind.COREALISATION, DealKind.LOCATION)
UNTAXED = (DealKind.COPRODUCTION, DealKind.MECENAT, DealKind.PARTENARIAT)  # another rule says it, or no sale is made
NEGOTIATED = (DealStage.ACCORD, DealStage.ENVOYE)
EVENTS = 6  # of support in a year
RANK = re.compile(r"\brangs?\b", re.IGNORECASE)
HUNDRED = Decimal(100)


def particular_rate_on_cession(season: Any) -> Iterator[Found]:
    """Yield the cessions sold at the rate that only tickets may take."""
    for deal, dates in deals_of(season):
        if deal.kind in CESSIONS and deal.vat_rate is not None and deal.vat_rate == _rate(season, deal, dates, PARTICULAR):
            said = f"Cession à {number_text(deal.vat_rate)} % : ce taux est réservé aux entrées"
            text = f"{said}, une cession est à {_legal(season, deal, dates)}."
            yield about_deal(
                deal, dates, text, "Vider le taux de TVA du contrat : Filage prend celui de la cession.", field="vat_rate"
            )


def strange_rates(season: Any) -> Iterator[Found]:
    """Yield the deals whose rate is none of those of their kind of sale."""
    for deal, dates in deals_of(season):
        rate = deal.vat_rate
        if not rate or not dates or _abroad(deal):
            continue
        usual = {value for code in _codes(deal) if (value := _rate(season, deal, dates, code)) is not None}
        if usual and rate not in usual and not (deal.kind in CESSIONS and rate == _rate(season, deal, dates, PARTICULAR)):
            said = " ou ".join(f"{number_text(value)} %" for value in sorted(usual))
            text = f"TVA à {number_text(rate)} % pour une {deal.get_kind_display()} : le taux attendu est {said}."
            yield about_deal(deal, dates, text, "Corriger le taux de TVA du contrat, ou le vider.", field="vat_rate")


def beyond_the_premieres(season: Any) -> Iterator[Found]:
    """Yield the ticketed deals at the particular rate whose dates come after the first performances it is made for."""
    for deal, dates in deals_of(season):
        if deal.kind not in TICKETED or not dates or not deal.vat_rate or deal.vat_rate != _rate(season, deal, dates, PARTICULAR):
            continue
        ranks = ranks_of(deal.production, season.performances_of(deal.production_id))
        most = season.law(deal.production.structure_id).read("vat.premieres", dates[0].on).value
        late = [each for each in dates if most is not None and ranks.get(each.pk, 0) > most]
        if late and most is not None:
            said = f"{counted(len(late), 'date')} après la {number_text(most)}e représentation (dès le {day_text(late[0].on)})"
            yield about_deal(
                deal, dates, f"{said} : la billetterie repasse à 5,5 %.", "Corriger le taux de ces dates.", field="vat_rate"
            )


def taxed_out_of_vat(season: Any) -> Iterator[Found]:
    """Yield the deals that ask VAT although our structure collects none on that day."""
    for deal, dates in deals_of(season):
        if not deal.vat_rate or not dates or deal.buys:
            continue
        status = season.vat_status(deal.production.structure_id, dates[0].on)
        if status not in (None, VatStatus.ASSUJETTI):
            said = f"TVA à {number_text(deal.vat_rate)} %, et la structure est au régime « {VatStatus(status).label} »"
            text = f"{said} le {day_text(dates[0].on)}."
            yield about_deal(
                deal, dates, text, "Vider le taux du contrat, ou corriger le régime de TVA de la structure.", field="vat_rate"
            )


def taxed_abroad(season: Any) -> Iterator[Found]:
    """Yield the cessions to a foreign buyer whose contract writes French VAT."""
    for deal, dates in deals_of(season):
        if deal.kind not in CESSIONS or deal.buys or not dates or not _abroad(deal) or not deal.vat_rate:
            continue
        if _to_the_public(season, deal):
            continue
        if season.vat_status(deal.production.structure_id, dates[0].on) == VatStatus.ASSUJETTI:
            said = f"Acheteur établi hors de France ({_country(deal)})"
            text = f"{said} : s’il est assujetti, la cession se facture sans TVA française."
            yield about_deal(
                deal,
                dates,
                text,
                "Vider le taux du contrat, ou vérifier que l’acheteur n’est pas assujetti.",
                field="vat_rate",
            )


def buyers_without_number(season: Any) -> Iterator[Found]:
    """Yield the buyers of the European Union whose VAT number is missing: without it the sale is not without tax."""
    for deal, dates in deals_of(season):
        buyer = deal.partner
        sold = deal.kind in CESSIONS and not deal.buys and dates and not _to_the_public(season, deal)
        if sold and buyer is not None and Buyer(buyer.country).european and not buyer.vat_number:
            text = f"{buyer.name} ({buyer.country}) : le n° de TVA manque, et l’autoliquidation le demande sur la facture."
            yield about_deal(deal, dates, text, "Demander son n° de TVA à l’acheteur.")


def ranks_left_out(season: Any) -> Iterator[Found]:
    """Yield the cessions about to be signed whose clause on the dates was rewritten without the rank of each performance."""
    edits = clauses_by_hand(season)
    for deal, dates in deals_of(season):
        text = edits.get((deal.pk, "representations"))
        if text is None or deal.kind not in CESSIONS or deal.buys or deal.stage not in NEGOTIATED or _ranked(text):
            continue
        ranks = ranks_of(deal.production, season.performances_of(deal.production_id))
        most = season.law(deal.production.structure_id).read("vat.premieres", dates[0].on).value if dates else None
        early = [each for each in dates if most is not None and each.pk in ranks and ranks[each.pk] <= most]
        if early and most is not None:
            said = f"{counted(len(early), 'date')} parmi les {number_text(most)} premières, dont la clause réécrite tait le rang"
            text = f"{said} : l’acheteur ne peut pas prouver ses billets à 2,10 %."
            page = f"/spectacles/{deal.production.slug}/conditions/{deal.pk}/contrat/clauses/representations/"
            yield replace(about_deal(deal, dates, text, "Y remettre le tableau des dates."), remedy_url=page)


def nothing_says_why(season: Any) -> Iterator[Found]:
    """Yield the sales in France at no rate, by a structure that collects VAT, without the words that an invoice must bear."""
    for deal, dates in deals_of(season):
        if deal.vat_rate != 0 or deal.buys or deal.kind in UNTAXED or _abroad(deal):
            continue
        on = dates[0].on if dates else season.today
        said = terms_by_deal(season).get(deal.pk, {})
        why = said.get("sans_tva") or (deal.kind == DealKind.ATELIER and said.get("tva_atelier") == "exonere")
        if not why and season.vat_status(deal.production.structure_id, on) == VatStatus.ASSUJETTI:
            text = "TVA à 0 % par une structure assujettie, sans texte qui le permette : la facture doit en porter la mention."
            yield about_deal(deal, dates, text, "Vider le taux, ou dire pourquoi il n’y a pas de TVA.", field="vat_rate")


def events_of_support(season: Any) -> Iterator[Found]:
    """Yield the shows sold as one of the six events of support of a year by who makes shows, or beyond six of them."""
    held: dict[tuple[Any, int], int] = defaultdict(int)
    for deal, dates in deals_of(season):
        said = terms_by_deal(season).get(deal.pk, {}).get("sans_tva")
        if said != "manifestation" or deal.buys:
            continue
        structure = deal.production.structure
        year = (dates[0].on if dates else season.today).year
        before, held[structure.pk, year] = held[structure.pk, year], held[structure.pk, year] + max(len(dates), 1)
        after = held[structure.pk, year]
        if is_performing_trade(structure.ape):
            text = "Exonération des six manifestations de soutien : elle ne couvre pas le spectacle, objet même de la structure."
            yield about_deal(deal, dates, text, "Vider cette exonération, ou la faire confirmer.", field="sans_tva")
        elif before <= EVENTS < after:
            text = f"{after} manifestations exonérées en {year} : six au plus par an."
            yield about_deal(deal, dates, text, "Taxer celle-ci, ou dire un autre motif.", field="sans_tva")


def sold_to_the_public_abroad(season: Any) -> Iterator[Found]:
    """Yield the sales to a foreign buyer who is no taxable person: the tax is that of the place of the show."""
    for deal, dates in deals_of(season):
        if deal.kind in CESSIONS and not deal.buys and _abroad(deal) and _to_the_public(season, deal):
            place = next((each.venue.country for each in dates if each.venue is not None), "") or _country(deal)
            if place == "FR" and deal.vat_rate != 0:
                continue
            text = f"Acheteur non assujetti ({_country(deal)}) : la TVA est celle du lieu du spectacle ({place})"
            if place == "FR":
                yield about_deal(
                    deal, dates, f"{text}, et non 0.", "Vider le taux : la cession est taxée en France.", field="vat_rate"
                )
            else:
                remedy = "S’y immatriculer, ou faire engager l’équipe par l’organisateur, avant de signer."
                yield about_deal(deal, dates, f"{text}.", remedy, field="vat_rate")


def _to_the_public(season: Any, deal: Deal) -> bool:
    return bool(terms_by_deal(season).get(deal.pk, {}).get("acheteur_assujetti") == "non")


def _ranked(text: str) -> bool:
    return "[tableau dates]" in text or RANK.search(text) is not None


def numbers_unchecked(season: Any) -> Iterator[Found]:
    """Yield the partners of the Union whose VAT number nobody looked up, in a contract that is taxed by reverse charge."""
    for deal, dates in deals_of(season):
        partner = deal.partner
        if partner is None or not partner.vat_number or not Buyer(partner.country).european or not dates:
            continue
        if not is_checked(partner, pieces_of(season, partner.pk)):
            said = f"N° de TVA {partner.vat_number} ({partner.name})"
            text = f"{said} : personne n’a encore noté l’avoir vérifié, et l’autoliquidation en dépend."
            yield about_deal(deal, dates, text, "Le vérifier sur le site VIES, et garder le jour et la réponse dans les pièces.")


CESSION_RATE, TICKET_RATE, PARTICULAR, NORMAL = (
    f"vat.{name}" for name in ("taux_cession", "taux_billetterie", "taux_billetterie_140_premieres", "taux_normal")
)


def _codes(deal: Deal) -> tuple[str, ...]:
    if deal.kind in CESSIONS:
        return (CESSION_RATE,)
    if deal.kind in TICKETED:
        return TICKET_RATE, PARTICULAR
    return (NORMAL,) if deal.kind == DealKind.ATELIER else ()


def _rate(season: Any, deal: Deal, dates: list[Activity], code: str) -> Decimal | None:
    """Return a rate of the law in percent on the first date of a deal, or today."""
    value: Decimal | None = season.law(deal.production.structure_id).read(code, dates[0].on if dates else season.today).value
    return None if value is None else value * HUNDRED


def _legal(season: Any, deal: Deal, dates: list[Activity]) -> str:
    rate = _rate(season, deal, dates, CESSION_RATE)
    return "5,5 %" if rate is None else f"{number_text(rate)} %"


def _abroad(deal: Deal) -> bool:
    return deal.partner is not None and deal.partner.country not in ("", "FR")


def _country(deal: Deal) -> str:
    return deal.partner.country if deal.partner else ""


BOFIP = Citation(
    "CGI, art. 278-0 bis F ; BOI-TVA-LIQ-30-20-40 (07/02/2024) : cession 5,5 %, billetterie 5,5 %",
    "https://bofip.impots.gouv.fr/doctrine/pgp/167-PGP%2340_020",
    "two_sources",
)
ENTRIES = Citation(
    "CGI, art. 281 quater : le taux de 2,10 % vise les recettes réalisées aux entrées des 140 premières représentations",
    "https://juriblio.fr/codes/code-general-des-impots-cgi/livre-premier/premiere-partie/titre-ii/chapitre-premier/"
    "section-v/i/g/article-281-quater",
    "two_sources",
)
PLACE = Citation(
    "Directive TVA, art. 44 ; CGI, art. 259, 1° : un service vendu à un assujetti est taxé dans son pays",
    "https://bofip-archives.impots.gouv.fr/doctrine/pgp/21550-AIDA",
    "two_sources",
)
OUTSIDE = Citation(
    "CGI, art. 293 B et 261, 7-1° : hors du régime d’assujetti, la facture ne porte pas de TVA",
    "https://www.legifiscal.fr/actualites-fiscales/4317-promulgation-loi-stabilisant-seuils-franchise-base-tva.html",
    "two_sources",
)

RANKED = Citation(
    "BOI 3 C-5-05 ; CGI, art. 281 quater : le rang se prouve par la société d’auteurs ou par le contrat de cession",
    "http://archives-bofip.impots.gouv.fr/bofip-A/g2/g5/g5/g1/25833-AIDA.html",
    "two_sources",
)
WORDS = Citation(
    "CGI, annexe II, art. 242 nonies A : sans TVA, la facture porte la mention du texte qui l’exonère",
    "https://entreprendre.service-public.gouv.fr/vosdroits/F31808",
    "two_sources",
)
SUPPORT = Citation(
    "CGI, art. 261, 7-1° c : six manifestations de soutien par an, hors des spectacles qui sont l’objet de l’association",
    "https://associations.gouv.fr/la-fiscalite-exoneration-de-6-manifestations-de-soutien-ou-de-bienfaisance.html",
    "one_source",
)
LOCAL = Citation(
    "CGI, art. 259 A, 5° a ; directive TVA, art. 54 : à un non-assujetti, le spectacle est taxé là où il est donné",
    "https://bofip-archives.impots.gouv.fr/doctrine/pgp/21550-AIDA",
    "two_sources",
)

ALERT, UNKNOWN, INFO = Severity.ALERTE, Severity.INCONNU, Severity.INFO
_check = checks_of("contracts")
CHECKS = (
    _check("TVA-001", "Le taux de TVA n’est pas celui de la vente", strange_rates, ALERT, BOFIP),
    _check("TVA-002", "Une cession est vendue à 2,10 %", particular_rate_on_cession, Severity.BLOQUANT, ENTRIES, act=Act.SIGNER),
    _check("TVA-003", "Une billetterie à 2,10 % dépasse la 140e représentation", beyond_the_premieres, ALERT, ENTRIES),
    _check("TVA-004", "Un contrat demande une TVA que la structure ne collecte pas", taxed_out_of_vat, ALERT, OUTSIDE),
    _check("TVA-005", "Une cession à l’étranger porterait la TVA française", taxed_abroad, ALERT, PLACE),
    _check("TVA-006", "Le n° de TVA d’un acheteur de l’Union manque", buyers_without_number, UNKNOWN, PLACE),
    _check("TVA-017", "Le n° de TVA d’un partenaire de l’Union n’est pas vérifié", numbers_unchecked, Severity.INFO, PLACE),
    _check("TVA-012", "Un contrat de cession ne dit plus le rang de ses dates", ranks_left_out, INFO, RANKED),
    _check("TVA-014", "Une vente est à 0 % sans texte qui le dise", nothing_says_why, ALERT, WORDS),
    _check("TVA-015", "L’exonération des six manifestations ne convient pas", events_of_support, ALERT, SUPPORT),
    _check("TVA-016", "Un acheteur étranger n’est pas assujetti", sold_to_the_public_abroad, ALERT, LOCAL),
)
