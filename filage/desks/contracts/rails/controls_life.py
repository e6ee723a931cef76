"""What cancelled dates, tours abroad and coproductions are read against."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from filage.core.rails.checks import Found
from filage.core.rails.citing import Citation, checks_of
from filage.core.rails.types import Severity
from filage.desks.contracts.queries.cancellations import fallen
from filage.desks.contracts.queries.pieces import asked_by
from filage.desks.contracts.rails.controls import about_deal, deals_of, on_date
from filage.productions.enums import (
    FIRM,
    INTERMITTENT,
    PERFORMANCES,
    ContractTrack,
    CoproductionForm,
    DateStatus,
    DealKind,
    DealStage,
    VatStatus,
)
from filage.productions.models import Activity, Engagement
from filage.rules.contracts.due import CARNET, HOME, SOCIAL_EUROPE
from filage.rules.engine.text import counted, day_text

BEFORE_LEAVING = timedelta(days=30)
VISA_BEFORE = timedelta(days=120)
LATELY = timedelta(days=60)
SWISS_DAYS = 8


def wages_uncosted(season: Any) -> Iterator[Found]:
    """Yield the cancelled dates whose signed contracts of employment nobody costed to their term."""
    told = {one.activity_id: one for one in fallen(season)}
    for production in season.productions:
        signed = [one for one in season.engagements_of(production.pk) if _binds(one)]
        for activity in season.activities_of(production.pk):
            if activity.kind not in PERFORMANCES or activity.status != DateStatus.ANNULE or activity.on < season.today - LATELY:
                continue
            due = [one for one in signed if _covers(one, activity.on)]
            one = told.get(activity.pk)
            if due and (one is None or one.wages is None):
                people = counted(sum(each.headcount for each in due), "CDDU signé", "CDDU signés")
                text = f"Date annulée, {people} : dus jusqu’à leur terme, non chiffrés."
                remedy = "Rouvrir la date, puis l’annuler depuis « Annuler ou reporter » : les salaires dus restent au budget."
                yield on_date(activity, text, remedy, "note")


def left_without_certificate(season: Any) -> Iterator[Found]:
    """Yield the dates abroad within thirty days without the certificate of social security of each employee."""
    yield from _abroad(
        season, "a1", SOCIAL_EUROPE, BEFORE_LEAVING, "certificat A1 de chaque salarié non reçu", "Le demander à l’Urssaf."
    )


def left_without_carnet(season: Any) -> Iterator[Found]:
    """Yield the dates behind a customs border within thirty days without a carnet ATA."""
    remedy = "Le demander à la chambre de commerce, liste du matériel valorisée, et le noter aux pièces."
    yield from _abroad(season, "ata", CARNET, BEFORE_LEAVING, "matériel sans carnet ATA noté", remedy)


def left_without_visa(season: Any) -> Iterator[Found]:
    """Yield the dates in the United States within four months without visas of work."""
    remedy = "Faire déposer la demande O ou P par l’organisateur, puis la noter aux pièces."
    yield from _abroad(season, "visa", frozenset({"US"}), VISA_BEFORE, "visas de travail non notés", remedy)


def residence_missing(season: Any) -> Iterator[Found]:
    """Yield the deals with a foreign partner about to be signed without the statement of tax residence."""
    for deal, dates in deals_of(season):
        if deal.stage not in (DealStage.ACCORD, DealStage.ENVOYE) or deal.partner is None:
            continue
        if any(one.due.piece == "residence_fiscale" and not one.is_there for one in asked_by(season, deal, dates)):
            said = f"{deal.partner.name} ({deal.partner.country})"
            text = f"{said} : attestation de résidence fiscale absente, convention non établie."
            if deal.partner.country == "BE" and not deal.buys:
                text = f"{said} : attestation du fisc français absente, l’organisateur retiendrait le précompte belge."
            yield about_deal(deal, dates, text, "Demander l’attestation, et dire au contrat qui supporte la retenue à la source.")


def too_many_swiss_days(season: Any) -> Iterator[Found]:
    """Yield the productions that work more than eight days in Switzerland in a civil year."""
    for production in season.productions:
        held = [one for one in season.activities_of(production.pk) if one.status in FIRM and _country(one) == "CH"]
        for year, count in sorted(Counter(day.year for day in {one.on for one in held}).items()):
            if count > SWISS_DAYS:
                first = next(one for one in held if one.on.year == year)
                text = f"{count} jours d’activité en Suisse en {year} : au-delà de {SWISS_DAYS}, une autorisation est demandée."
                yield on_date(first, text, "Faire demander l’autorisation par l’organisateur suisse.", "venue", part=str(year))


def participation_taxed(season: Any) -> Iterator[Found]:
    """Yield the sociétés en participation whose contributions would bear VAT."""
    for deal, dates in deals_of(season):
        if deal.kind == DealKind.COPRODUCTION and deal.form == CoproductionForm.SEP and deal.vat_rate:
            text = "Apport d’une société en participation facturé avec TVA : un apport partagé aux pertes est hors champ."
            yield about_deal(deal, dates, text, "Vider le taux de TVA, ou dire que la coproduction est simple.", field="form")


def simple_untaxed(season: Any) -> Iterator[Found]:
    """Yield the simple coproductions said to bear no VAT, although nobody shares a result."""
    for deal, dates in deals_of(season):
        simple = deal.kind == DealKind.COPRODUCTION and deal.form == CoproductionForm.SIMPLE
        on = dates[0].on if dates else season.today
        if simple and deal.vat_rate == 0 and season.vat_status(deal.production.structure_id, on) == VatStatus.ASSUJETTI:
            text = (
                "Apport d’une coproduction simple dit sans TVA : sans partage du résultat, il paie un service et il est taxable."
            )
            yield about_deal(deal, dates, text, "Vider le taux, ou dire que la coproduction est en participation.", field="form")


def _abroad(season: Any, piece: str, countries: frozenset[str], within: timedelta, lacks: str, remedy: str) -> Iterator[Found]:
    for deal, dates in deals_of(season):
        ahead = [one for one in dates if one.status in FIRM and season.today <= one.on <= season.today + within]
        there = [one for one in ahead if _country(one) in countries]
        if there and any(one.due.piece == piece and not one.is_there for one in asked_by(season, deal, dates)):
            text = f"Date hors de France le {day_text(there[0].on)} ({_country(there[0])}) : {lacks}."
            yield about_deal(deal, dates, text, remedy)


def _binds(engagement: Engagement) -> bool:
    signed = engagement.contract == ContractTrack.SIGNE and engagement.per_performance
    return bool(signed and engagement.status in INTERMITTENT and engagement.person_id)


def _covers(engagement: Engagement, on: date) -> bool:
    begun = engagement.starts_on is None or engagement.starts_on <= on
    return begun and (engagement.ends_on is None or on <= engagement.ends_on)


def _country(activity: Activity) -> str:
    return (activity.venue.country if activity.venue else "") or HOME


ARTICLE = "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI"
TERM = Citation(
    "Code du travail, art. L1243-1 et L1243-4 : un CDD signé est dû jusqu’à son terme, même en cas de force majeure",
    f"{ARTICLE}000024026880",
    "official",
)
SOCIAL = Citation(
    "Règlement (CE) 883/2004, art. 12 : certificat A1 demandé par l’employeur avant le départ",
    "https://cultureetspectacle.francetravail.fr/je-me-fais-accompagner/mobilite-internationale",
    "two_sources",
)
CUSTOMS = Citation(
    "Carnet ATA : admission temporaire du matériel, un an, visé à chaque frontière", "https://lemoci.com/?p=6284", "two_sources"
)
UNITED_STATES = Citation("États-Unis : visa O ou P pour se produire, demandé par l’organisateur", "", "two_sources")
TREATY = Citation(
    "Convention fiscale : l’attestation de résidence est fournie avant le paiement",
    "https://bofip.impots.gouv.fr/doctrine/pgp/4823-PGP",
    "two_sources",
)
SWISS = Citation("Suisse : annonce jusqu’à huit jours par an, autorisation au-delà", "", "two_sources")
SHARED = Citation(
    "Instruction 3 A-2-05 du 3 février 2005 : l’apport à une société en participation est hors champ", "", "two_sources"
)

SERVICE = Citation(
    "Fiche « coproduction » (organisateur-spectacle.org) : sans partage du résultat, l’apport est taxable comme une prestation",
    "http://www.organisateur-spectacle.org/contrat-spectacle/contrat-coproduction.html",
    "one_source",
)

ALERT = Severity.ALERTE
_check = checks_of("contracts")
CHECKS = (
    _check("EMP-001", "Une date annulée n’a pas chiffré ses CDDU signés", wages_uncosted, ALERT, TERM),
    _check("INT-001", "Une date à l’étranger approche sans certificat A1", left_without_certificate, ALERT, SOCIAL),
    _check("INT-002", "Du matériel passe une douane sans carnet ATA", left_without_carnet, ALERT, CUSTOMS),
    _check("INT-003", "Une date aux États-Unis n’a pas ses visas", left_without_visa, ALERT, UNITED_STATES),
    _check("INT-004", "L’attestation de résidence fiscale manque", residence_missing, ALERT, TREATY),
    _check("INT-005", "Plus de huit jours d’activité en Suisse dans l’année", too_many_swiss_days, ALERT, SWISS),
    _check("COP-001", "Un apport partagé aux pertes porte la TVA", participation_taxed, ALERT, SHARED),
    _check("COP-002", "Un apport sans partage du résultat est dit sans TVA", simple_untaxed, ALERT, SERVICE),
)
