"""What the papers of a deal are read against: vigilance when we buy and when we sell, the partner's récépissé."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from filage.core.rails.checks import Found
from filage.core.rails.citing import Citation, checks_of
from filage.core.rails.season import once
from filage.core.rails.types import Act, Severity
from filage.desks.contracts.queries.pieces import THERE, Asked, Standing, amount_of, asked_by, bargain_of, pieces_of, until_of
from filage.desks.contracts.queries.terms_said import terms_by_deal
from filage.desks.contracts.rails.controls import deals_of
from filage.productions.enums import DealStage, StructureKind
from filage.productions.models import Activity, Deal
from filage.rules.contracts.due import HOME, watched
from filage.rules.engine.text import counted, day_text, money_text

NEGOTIATED = (DealStage.ACCORD, DealStage.ENVOYE)
MONTH = timedelta(days=30)
FOREIGN = ("numero_tva", "a1", "kbis")
OF_THE_TRADE = (StructureKind.LIEU, StructureKind.FESTIVAL, StructureKind.COMPAGNIE, StructureKind.BUREAU)

type Read = tuple[Deal, list[Activity], list[Asked]]


def vigilance_missing(season: Any) -> Iterator[Found]:
    """Yield the deals about to be signed without an attestation de vigilance: held back when we buy, told when we sell."""
    for deal, _, asked in _read(season):
        each = _one(asked, "vigilance")
        if deal.stage in NEGOTIATED and each and each.due.certain and not each.is_there:
            said = f"{each.due.why[:1].upper()}{each.due.why[1:]}, attestation de vigilance {_lacks(each)}"
            if each.is_ours:
                text, remedy = f"{said} : la joindre au contrat.", "La demander sur le site de l’Urssaf, et la mettre au coffre."
                yield _found(deal, text, remedy, severity=Severity.ALERTE)
            else:
                remedy = "La demander par le lien des pièces, la vérifier, puis signer."
                yield _found(deal, f"{said} : nous répondons de ce que {deal.partner} ne paie pas.", remedy)


def vigilance_lapsed(season: Any) -> Iterator[Found]:
    """Yield the running deals whose attestation is missing or older than six months."""
    for deal, dates, asked in _running(season):
        each = _one(asked, "vigilance")
        if each and each.due.certain and not each.is_there:
            whose = "la nôtre, à fournir" if each.is_ours else f"celle de {deal.partner}"
            text = f"Contrat en cours jusqu’au {day_text(dates[-1].on)}, attestation de vigilance {_lacks(each)} ({whose})."
            yield _found(deal, text, "La demander de nouveau : elle se renouvelle tous les six mois.")


def vigilance_unchecked(season: Any) -> Iterator[Found]:
    """Yield the attestations received whose authenticity nobody checked."""
    for deal, _, asked in _read(season):
        each = _one(asked, "vigilance")
        if each and not each.is_ours and each.piece and each.is_there and not (each.piece.checked_on and each.piece.proof):
            text = f"Attestation de vigilance de {deal.partner} reçue, authenticité non vérifiée."
            yield _found(deal, text, "Saisir son code sur le site de l’Urssaf, puis noter le jour et la preuve.")


def foreign_workers_unlisted(season: Any) -> Iterator[Found]:
    """Yield the deals without the list of foreign employees, or the statement that there are none."""
    for deal, _, asked in _read(season):
        each = _one(asked, "liste_etrangers")
        if deal.stage in (*NEGOTIATED, DealStage.SIGNE) and each and each.due.certain and not each.is_there:
            who = "la nôtre, à joindre" if each.is_ours else f"celle de {deal.partner}"
            text = f"Liste nominative des salariés étrangers {_lacks(each)} ({who}), ou attestation de néant."
            yield _found(deal, text, "La demander avec l’attestation de vigilance, puis tous les six mois.")


def split_operations(season: Any) -> Iterator[Found]:
    """Yield the purchases from one seller that stay under the threshold one by one, and reach it together."""
    held: dict[Any, dict[Any, list[tuple[Deal, Decimal]]]] = defaultdict(lambda: defaultdict(list))
    for deal, dates, _ in _read(season):
        amount = amount_of(deal, dates, terms_by_deal(season).get(deal.pk, {})) if deal.buys and deal.partner_id else None
        if amount is not None:
            held[deal.production_id][deal.partner_id].append((deal, amount))
    for production_id, bought in held.items():
        law = season.law(season.production(production_id).structure_id)
        threshold = law.read("contracts.vigilance_threshold", season.today).value
        for several in bought.values():
            whole = sum((amount for _, amount in several), Decimal(0))
            small = threshold is not None and all(amount < threshold for _, amount in several)
            if len(several) > 1 and small and watched(whole, threshold) and not _attested(season, several[0][0]):
                text = f"{counted(len(several), 'contrat')} avec {several[0][0].partner}, {money_text(whole)} ensemble"
                yield _found(
                    several[0][0],
                    f"{text} : si c’est une seule opération, la vigilance est due.",
                    "Demander l’attestation de vigilance, ou noter pourquoi ce sont des opérations distinctes.",
                )


def foreign_sellers(season: Any) -> Iterator[Found]:
    """Yield the purchases from a foreign seller whose papers are missing."""
    for deal, dates, asked in _read(season):
        if not deal.buys or bargain_of(season, deal, dates).theirs == HOME or deal.stage not in NEGOTIATED:
            continue
        missing = [each.label for each in asked if each.due.piece in FOREIGN and each.due.certain and not each.is_there]
        if missing and any(each.due.piece == "kbis" for each in asked):
            text = f"{deal.partner} ({deal.partner.country if deal.partner else ''}) : il manque {', '.join(missing)}."
            yield _found(deal, text, "Demander ces pièces par le lien, puis signer.")


def partner_unlicensed(season: Any) -> Iterator[Found]:
    """Yield the deals whose partner gave no récépissé of the category that its role asks."""
    for deal, _, asked in _live(season):
        each = _one(asked, "recepisse", ours=False)
        if each and each.recepisse is None and not each.is_there:
            role = "qui accueille le public" if each.due.category == 3 else "qui vend le spectacle"
            text = f"N° de récépissé de {deal.partner}, {role}, catégorie {each.due.category} : il manque."
            trade = deal.partner is not None and deal.partner.kind in OF_THE_TRADE
            yield _found(
                deal,
                text,
                "Le demander par le lien des pièces ; il s’imprime sur l’affiche et le billet.",
                severity=ALERT if trade else Severity.INFO,  # others may stay under six performances a year
            )


def partner_licence_lapses(season: Any) -> Iterator[Found]:
    """Yield the deals whose partner's récépissé ends before the last date."""
    for deal, dates, asked in _live(season):
        each = _one(asked, "recepisse", ours=False)
        held = each.recepisse if each else None
        if held and held.until and dates and held.until < dates[-1].on:
            said = f"Le récépissé {held.number} de {deal.partner} expire le {day_text(held.until)}"
            yield _found(deal, f"{said}, avant le {day_text(dates[-1].on)}.", "Lui demander le nouveau numéro.")


def prefect_not_told(season: Any) -> Iterator[Found]:
    """Yield the foreign producers hosted within a month and more without word to the prefect."""
    for deal, dates, asked in _live(season):
        each = _one(asked, "information_prefet", ours=False)
        if each and not each.is_there and dates and dates[0].on - season.today <= 2 * MONTH:
            text = f"{deal.partner}, entrepreneur étranger : le préfet s’informe un mois avant le {day_text(dates[0].on)}."
            yield _found(deal, text, "Demander la preuve de l’information préalable ; hors Union, lui transmettre le contrat.")


def _attested(season: Any, deal: Deal) -> bool:
    """Tell whether the partner of a deal gave an attestation that still holds."""
    months = season.law(deal.production.structure_id).read("contracts.vigilance_months", season.today).value
    held = [one for one in pieces_of(season, deal.partner_id) if one.kind == "vigilance" and one.state in THERE]
    ends = [until_of(one, int(months or 0)) for one in held]
    return any(end is None or end >= season.today for end in ends)


def _one(asked: Iterable[Asked], piece: str, *, ours: bool | None = None) -> Asked | None:
    return next((one for one in asked if one.due.piece == piece and ours in (None, one.is_ours)), None)


def _lacks(each: Asked) -> str:
    if each.standing is Standing.LAPSED and each.until is not None:
        return f"périmée depuis le {day_text(each.until)}"
    return "demandée, pas encore reçue" if each.standing is Standing.ASKED else "absente"


@once
def _read(season: Any) -> list[Read]:
    """Return the deals that stand, with a partner, each with its dates and the papers it asks for."""
    return [(deal, dates, asked_by(season, deal, dates)) for deal, dates in deals_of(season) if deal.partner is not None]


def _live(season: Any) -> Iterator[Read]:
    """Yield the deals past the proposal that still have a date to come."""
    for deal, dates, asked in _read(season):
        if deal.stage != DealStage.PROPOSE and dates and dates[-1].on >= season.today:
            yield deal, dates, asked


def _running(season: Any) -> Iterator[Read]:
    """Yield the signed deals whose last date has not passed."""
    return (held for held in _live(season) if held[0].stage == DealStage.SIGNE)


def _found(deal: Deal, message: str, remedy: str, **more: Any) -> Found:
    production = deal.production
    named = deal.label or f"{deal.get_kind_display()}{f', {deal.partner.name}' if deal.partner else ''}"
    return Found(
        subject=f"{production.title} · {named}",
        message=message,
        remedy=remedy,
        remedy_url=f"/spectacles/{production.slug}/conditions/{deal.pk}/pieces/",
        production=production.pk,
        about=(f"deal:{deal.pk}",),
        **more,
    )


ARTICLE = "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072050"
OBLIGED = Citation(
    "Code du travail, art. L8222-1, R8222-1 et D8222-5 : le donneur d’ordre vérifie, à partir de 5 000 € HT l’opération",
    ARTICLE,
    "official",
)
AUTHENTIC = Citation("Code du travail, art. D8222-5, 1° : il s’assure de l’authenticité de l’attestation", ARTICLE, "official")
LISTED = Citation("Code du travail, art. D8254-1, D8254-2 et D8254-4 : la liste nominative, même seuil", ARTICLE, "official")
ONE_OPERATION = Citation("Code du travail, art. R8222-1 : le seuil s’apprécie par opération, pas par contrat", ARTICLE, "derived")
FROM_ABROAD = Citation("Code du travail, art. D8222-7 : pièces du cocontractant établi à l’étranger", ARTICLE, "official")
ROLES = Citation(
    "Code du travail, art. L7122-3 et D7122-1 : vendeur, catégorie 2 ; diffuseur, catégorie 3 ; lieu, catégorie 1",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000039159654",
    "official",
)
FIVE_YEARS = Citation(
    "Code du travail, art. R7122-5 : le récépissé vaut licence cinq ans, à renouveler",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000039159624",
    "official",
)
PREFECT = Citation("Code du travail, art. L7122-6, R7122-8 et R7122-9 : un mois avant la première", ARTICLE, "official")

ALERT, BLOCKING = Severity.ALERTE, Severity.BLOQUANT
_check = checks_of("contracts")
CHECKS = (
    _check("VIG-001", "L’attestation de vigilance manque à la signature", vigilance_missing, BLOCKING, OBLIGED, act=Act.SIGNER),
    _check("VIG-002", "L’attestation de vigilance d’un contrat en cours est périmée", vigilance_lapsed, ALERT, OBLIGED),
    _check("VIG-003", "L’authenticité d’une attestation n’est pas vérifiée", vigilance_unchecked, ALERT, AUTHENTIC),
    _check("VIG-004", "La liste des salariés étrangers manque", foreign_workers_unlisted, ALERT, LISTED),
    _check("VIG-005", "Une opération est peut-être fractionnée", split_operations, ALERT, ONE_OPERATION),
    _check("VIG-006", "Les pièces d’un vendeur étranger manquent", foreign_sellers, BLOCKING, FROM_ABROAD, act=Act.SIGNER),
    _check("LIC-009", "Le récépissé du partenaire manque", partner_unlicensed, ALERT, ROLES),
    _check("LIC-010", "Le récépissé du partenaire expire avant la date", partner_licence_lapses, ALERT, FIVE_YEARS),
    _check("LIC-011", "Un entrepreneur étranger n’a pas informé le préfet", prefect_not_told, ALERT, PREFECT),
)
