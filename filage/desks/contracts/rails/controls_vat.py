"""What the VAT of deals is read against: rate of each kind of sale, regime of our structure, country of the buyer."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from filage.core.rails.checks import Found
from filage.core.rails.citing import Citation, checks_of
from filage.core.rails.types import Act, Severity
from filage.desks.contracts.queries.ranks import ranks_of
from filage.desks.contracts.rails.controls import about_deal, deals_of
from filage.productions.enums import DealKind, VatStatus
from filage.productions.models import Activity, Deal
from filage.rules.engine.text import counted, day_text, number_text
from filage.rules.vat import Buyer

CESSIONS = (DealKind.CESSION, DealKind.PREACHAT)
TICKETED = (DealKind.COREALISATION, DealKind.LOCATION)
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
    """Yield the cessions to a foreign buyer that would bear French VAT."""
    for deal, dates in deals_of(season):
        if deal.kind not in CESSIONS or deal.buys or not dates or not _abroad(deal) or deal.vat_rate == 0:
            continue
        if season.vat_status(deal.production.structure_id, dates[0].on) == VatStatus.ASSUJETTI:
            said = f"Acheteur établi hors de France ({_country(deal)})"
            text = f"{said} : s’il est assujetti, la cession se facture sans TVA française."
            yield about_deal(
                deal,
                dates,
                text,
                "Mettre le taux du contrat à 0, ou vérifier que l’acheteur n’est pas assujetti.",
                field="vat_rate",
            )


def buyers_without_number(season: Any) -> Iterator[Found]:
    """Yield the buyers of the European Union whose VAT number is missing: without it the sale is not without tax."""
    for deal, dates in deals_of(season):
        buyer = deal.partner
        sold = deal.kind in CESSIONS and not deal.buys and dates
        if sold and buyer is not None and Buyer(buyer.country).european and not buyer.vat_number:
            text = f"{buyer.name} ({buyer.country}) : le n° de TVA manque, et l’autoliquidation le demande sur la facture."
            yield about_deal(deal, dates, text, "Demander son n° de TVA à l’acheteur.")


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

ALERT, UNKNOWN = Severity.ALERTE, Severity.INCONNU
_check = checks_of("contracts")
CHECKS = (
    _check("TVA-001", "Le taux de TVA n’est pas celui de la vente", strange_rates, ALERT, BOFIP),
    _check("TVA-002", "Une cession est vendue à 2,10 %", particular_rate_on_cession, Severity.BLOQUANT, ENTRIES, act=Act.SIGNER),
    _check("TVA-003", "Une billetterie à 2,10 % dépasse la 140e représentation", beyond_the_premieres, ALERT, ENTRIES),
    _check("TVA-004", "Un contrat demande une TVA que la structure ne collecte pas", taxed_out_of_vat, ALERT, OUTSIDE),
    _check("TVA-005", "Une cession à l’étranger porterait la TVA française", taxed_abroad, ALERT, PLACE),
    _check("TVA-006", "Le n° de TVA d’un acheteur de l’Union manque", buyers_without_number, UNKNOWN, PLACE),
)
