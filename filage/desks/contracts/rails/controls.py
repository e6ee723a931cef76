"""What deals are read against: price, partner, signature, deposit, term of payment, coproduction, who bears what."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from filage.core.rails.checks import Found
from filage.core.rails.citing import Citation, checks_of
from filage.core.rails.season import once
from filage.core.rails.types import Severity
from filage.desks.booking.queries import programme
from filage.desks.contracts.queries import BY_DATE
from filage.desks.schedule.queries import what
from filage.productions.enums import (
    FIRM,
    LIVE,
    CoproductionForm,
    DateStatus,
    DealKind,
    DealStage,
    FunderKind,
)
from filage.productions.models import Activity, Deal
from filage.rules.engine.text import counted, day_text, number_text

SIGNED_BEFORE, SIGNED_AT_LAST = timedelta(days=90), timedelta(days=30)
HOSTED_BEFORE = timedelta(days=60)
RIGHTS_BEFORE = timedelta(days=90)
SELLING = (DealKind.CESSION, DealKind.PREACHAT, DealKind.COREALISATION, DealKind.LOCATION)
AGREED = (DealStage.ACCORD, DealStage.ENVOYE, DealStage.SIGNE)
WHOLE = Decimal(100)
HOSTING = (("travel", "les voyages"), ("lodging", "l’hébergement"), ("meals", "les repas"))


def unknown_prices(season: Any) -> Iterator[Found]:
    """Yield the deals that sell dates without a price."""
    for deal, dates in _deals(season):
        if DealKind(deal.kind) in BY_DATE and dates and deal.base_price is None:
            text = f"{counted(len(dates), 'date')} sans prix : ni la marge ni la trésorerie ne peuvent être dites."
            yield _found(deal, dates, text, "Saisir le prix dans les conditions de vente.", field="base_price")


def dates_without_deal(season: Any) -> Iterator[Found]:
    """Yield the firm performances that no deal covers; the evening of a house that programmes is bought show by show."""
    for activity in season.performances():
        if activity.status in FIRM and activity.deal is None and activity.pk not in programme.slots(season):
            yield on_date(activity, "Date ferme sans conditions de vente.", "Dire par quel contrat elle est vendue.", "deal")


def unsigned(season: Any) -> Iterator[Found]:
    """Yield the deals not signed while their first firm date comes: told ninety days ahead, graver at thirty."""
    for deal, dates in _deals(season):
        firm = [each for each in dates if each.status in FIRM and each.on >= season.today]
        if not firm or deal.stage == DealStage.SIGNE or firm[0].on - season.today > SIGNED_BEFORE:
            continue
        left = (firm[0].on - season.today).days
        yield _found(
            deal,
            dates,
            f"Contrat « {deal.get_stage_display()} », première date dans {counted(left, 'jour')} ({day_text(firm[0].on)}).",
            "Faire signer le contrat, ou remettre la date en option.",
            facts=(deal.stage, firm[0].on),
            severity=Severity.ALERTE if timedelta(days=left) <= SIGNED_AT_LAST else Severity.INFO,
        )


def without_partner(season: Any) -> Iterator[Found]:
    """Yield the deals agreed or signed with nobody."""
    for deal, dates in _deals(season):
        if deal.stage in AGREED and deal.partner is None:
            yield _found(
                deal,
                dates,
                f"Contrat « {deal.get_stage_display()} » sans partenaire.",
                "Dire avec qui il est passé.",
                field="partner",
            )


def broken_with_dates(season: Any) -> Iterator[Found]:
    """Yield the broken deals that still cover live dates."""
    for deal, dates in _deals(season, broken=True):
        if deal.stage == DealStage.ROMPU and dates:
            text = f"Contrat rompu, et {counted(len(dates), 'date')} au calendrier : aucune recette n’en viendra."
            yield _found(deal, dates, text, "Annuler ces dates, ou leur donner un autre contrat.")


def signed_on_unsigned(season: Any) -> Iterator[Found]:
    """Yield the dates said to be signed under a deal that is not."""
    for activity in season.performances():
        deal = activity.deal
        if activity.status == DateStatus.SIGNE and deal is not None and deal.stage not in (DealStage.SIGNE, DealStage.ROMPU):
            text = f"Date signée, mais son contrat est « {deal.get_stage_display()} »."
            yield on_date(activity, text, "Signer le contrat, ou remettre la date à « confirmé ».", "deal")


def half_deposits(season: Any) -> Iterator[Found]:
    """Yield the deposits that have a rate without a day, or a day without a rate."""
    for deal, dates in _deals(season):
        if bool(deal.deposit_rate) != (deal.deposit_on is not None):
            lacks = "sa date" if deal.deposit_rate else "son taux"
            yield _found(
                deal,
                dates,
                f"Acompte incomplet : {lacks} manque, la trésorerie ne le compte pas.",
                "Compléter l’acompte.",
                field="deposit_rate" if deal.deposit_rate is None else "deposit_on",
            )


def late_deposits(season: Any) -> Iterator[Found]:
    """Yield the deposits that fall after the last date they should precede."""
    for deal, dates in _deals(season):
        if deal.deposit_rate and deal.deposit_on and dates and deal.deposit_on > dates[-1].on:
            text = f"Acompte le {day_text(deal.deposit_on)}, après la dernière date ({day_text(dates[-1].on)})."
            yield _found(deal, dates, text, "Avancer l’acompte, ou l’ôter.", field="deposit_on")


def slow_public_buyers(season: Any) -> Iterator[Found]:
    """Yield the deals that give a public buyer more days to pay than it may take."""
    for deal, dates in _deals(season):
        if not _is_public(deal) or not dates:
            continue
        most = season.law(deal.production.structure_id).read("contracts.public_payment_days", dates[0].on).value
        if most is not None and deal.payment_days > most:
            said = f"Paiement à {counted(deal.payment_days, 'jour')} d’un acheteur public"
            text = f"{said}, qui doit payer en {counted(int(most), 'jour')} au plus."
            yield _found(deal, dates, text, "Ramener le délai au maximum légal.", field="payment_days")


def shares_not_whole(season: Any) -> Iterator[Found]:
    """Yield the productions whose sociétés en participation share something else than the whole result."""
    for production in season.productions:
        held = [deal for deal in season.deals_of(production.pk) if _shares(deal)]
        given = [share for deal in held for share in (deal.partner_share,) if share is not None]
        ours = max((deal.producer_share for deal in held if deal.producer_share is not None), default=Decimal(0))
        if held and len(given) == len(held) and (total := ours + sum(given)) != WHOLE:
            parts = " + ".join(number_text(share) for share in (ours, *given))
            yield _found(
                held[0],
                [],
                f"Parts du résultat : {parts} = {number_text(total)} %, et non 100 %.",
                "Revoir les parts du contrat de société en participation.",
                field="partner_share",
            )


def unsaid_forms(season: Any) -> Iterator[Found]:
    """Yield the coproductions agreed whose form is not said: with or without shares."""
    for deal, _ in _deals(season):
        if deal.kind == DealKind.COPRODUCTION and deal.stage in AGREED and not deal.form:
            text = "Coproduction simple, ou société en participation ? La TVA et le partage des pertes en dépendent."
            yield _found(deal, [], text, "Dire la forme de la coproduction.", field="form")


def shares_unsaid(season: Any) -> Iterator[Found]:
    """Yield the sociétés en participation that do not say what a partner takes."""
    for deal, _ in _deals(season):
        if _shares(deal) and deal.partner_share is None:
            text = "Société en participation sans part du partenaire : le partage du résultat et des pertes n’est pas écrit."
            yield _found(deal, [], text, "Saisir la part du partenaire.", field="partner_share")


def sold_without_dates(season: Any) -> Iterator[Found]:
    """Yield the signed sales that cover no date."""
    for deal, dates in _deals(season):
        if deal.kind in SELLING and deal.stage == DealStage.SIGNE and not dates:
            yield _found(
                deal, [], "Contrat signé sans aucune date : il ne rapporte rien au budget.", "Rattacher ses dates au contrat."
            )


def unsaid_rights(season: Any) -> Iterator[Found]:
    """Yield the firm dates within ninety days where nobody said who declares and pays the author’s rights."""
    for activity in _ahead(season, RIGHTS_BEFORE):
        if not activity.rights_payer:
            text = "Personne n’est dit pour déclarer et payer les droits d’auteur."
            yield on_date(activity, text, "Dire qui paie les droits : le lieu, ou nous.", "rights_payer")


def unsaid_hosting(season: Any) -> Iterator[Found]:
    """Yield the firm dates within sixty days whose travel, lodging or meals nobody decided."""
    for activity in _ahead(season, HOSTED_BEFORE):
        missing = [label for name, label in HOSTING if not getattr(activity, name)]
        if missing:
            said = f"{', '.join(missing[:-1])} et {missing[-1]}" if len(missing) > 1 else missing[0]
            yield on_date(
                activity, f"Qui prend en charge {said} ? Ce n’est pas dit.", "Décider avec le lieu, billets à prendre.", "travel"
            )


def on_date(activity: Activity, message: str, remedy: str, field: str, **more: Any) -> Found:
    """Return what was found about one date, with the address of the field that mends it."""
    production = activity.production
    return Found(
        subject=f"{production.title} · {day_text(activity.on)}",
        message=f"{what(activity)[:1].upper()}{what(activity)[1:]}. {message}",
        remedy=remedy,
        remedy_url=f"/dates/{activity.pk}/modifier/#id_{field}",
        production=production.pk,
        **({"about": (f"activity:{activity.pk}",)} | more),
    )


def about_deal(deal: Deal, dates: list[Activity], message: str, remedy: str, **more: Any) -> Found:
    """Return what was found about a deal: it is worn by the deal and by its dates."""
    return _found(deal, dates, message, remedy, **more)


def deals_of(season: Any) -> Iterator[tuple[Deal, list[Activity]]]:
    """Yield the deals that stand, each with its live performances and workshops, by date."""
    return _deals(season)


def _deals(season: Any, *, broken: bool = False) -> Iterator[tuple[Deal, list[Activity]]]:
    return (held for held in _dated(season) if broken or held[0].stage != DealStage.ROMPU)


@once
def _dated(season: Any) -> list[tuple[Deal, list[Activity]]]:
    """Return every deal with its live performances and workshops, by date."""
    found = []
    for production in season.productions:
        dates: dict[Any, list[Activity]] = defaultdict(list)
        for activity in season.activities_of(production.pk):
            if activity.deal_id and activity.status in LIVE:
                dates[activity.deal_id].append(activity)
        for bought, evenings in programme.bought(season).items():
            dates[bought] += [each for each in evenings if each.status in LIVE and each not in dates[bought]]
        found += [(deal, dates[deal.pk]) for deal in season.deals_of(production.pk)]
    return found


def _ahead(season: Any, within: timedelta) -> Iterator[Activity]:
    """Yield the firm performances from today on that come within a time."""
    for activity in season.performances():
        if activity.status in FIRM and season.today <= activity.on <= season.today + within:
            yield activity


def _shares(deal: Deal) -> bool:
    return deal.kind == DealKind.COPRODUCTION and deal.form == CoproductionForm.SEP and deal.stage != DealStage.ROMPU


def _is_public(deal: Deal) -> bool:
    return deal.partner is not None and deal.partner.funder_kind not in ("", FunderKind.PRIVE)


def _found(deal: Deal, dates: list[Activity], message: str, remedy: str, *, field: str = "", **more: Any) -> Found:
    production = deal.production
    named = deal.label or f"{deal.get_kind_display()}{f', {deal.partner.name}' if deal.partner else ''}"
    terms = f"/spectacles/{production.slug}/conditions/{deal.pk}/{f'#id_{field}' if field else ''}"
    place = terms if field or not dates else f"/dates/{dates[0].pk}/"  # what is about its stage or its dates is done there
    return Found(
        subject=f"{production.title} · {named}",
        message=message,
        remedy=remedy,
        remedy_url=place,
        production=production.pk,
        about=(f"deal:{deal.pk}",),
        **more,
    )


ALERT, UNKNOWN, INFO = Severity.ALERTE, Severity.INCONNU, Severity.INFO
CESSION = Citation(
    "Fiche « contrat de cession » (CND) : dates, prix, frais d’approche et échéancier s’écrivent au contrat",
    "https://doczz.fr/doc/3292383/contrat-de-cession-de-droits-d-exploitation-d-un-spectacle",
    "two_sources",
)
TOUR = Citation(
    "Rétroplanning d’une date : contrat signé à 90 jours, billets et hôtel à 60 jours (usage, à adapter)", "", "derived"
)
COPRODUCTION = Citation(
    "Fiche « coproduction » (CND) : société en participation (C. civ., art. 1871 et s.) ou coproduction simple",
    "http://doczz.fr/doc/2871159/contrat-de-coproduction",
    "two_sources",
)
RIGHTS = Citation(
    "SACD : l’autorisation et le paiement des droits sont à la charge de qui le contrat désigne",
    "https://www.sacd.fr/fr/producteur-de-spectacles-demander-une-autorisation",
    "two_sources",
)
PUBLIC = Citation(
    "Code de la commande publique, art. R2192-10 et L2192-12 : trente jours",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000037701019",
    "two_sources",
)

_check = checks_of("contracts")
CHECKS = (
    _check("CTR-001", "Un prix de vente est inconnu", unknown_prices, UNKNOWN, CESSION),
    _check("CTR-002", "Une date ferme n’a pas de contrat", dates_without_deal, ALERT, CESSION),
    _check("CTR-003", "Un contrat n’est pas signé et sa date approche", unsigned, ALERT, TOUR),
    _check("CTR-004", "Un contrat n’a pas de partenaire", without_partner, ALERT, CESSION),
    _check("CTR-005", "Un contrat rompu garde des dates", broken_with_dates, ALERT, CESSION),
    _check("CTR-006", "Une date signée dépend d’un contrat qui ne l’est pas", signed_on_unsigned, ALERT, CESSION),
    _check("CTR-007", "Un acompte est incomplet", half_deposits, ALERT, CESSION),
    _check("CTR-008", "Un acompte tombe après la dernière date", late_deposits, ALERT, CESSION),
    _check("CTR-009", "Un acheteur public paie trop tard", slow_public_buyers, ALERT, PUBLIC),
    _check("CTR-010", "Les parts d’une coproduction ne font pas 100 %", shares_not_whole, ALERT, COPRODUCTION),
    _check("CTR-011", "La forme d’une coproduction n’est pas dite", unsaid_forms, UNKNOWN, COPRODUCTION),
    _check("CTR-012", "La part d’un coproducteur n’est pas dite", shares_unsaid, UNKNOWN, COPRODUCTION),
    _check("CTR-013", "Un contrat de vente signé n’a pas de date", sold_without_dates, INFO, CESSION),
    _check("CTR-014", "Qui paie les droits d’auteur n’est pas dit", unsaid_rights, ALERT, RIGHTS),
    _check("CTR-015", "Voyages, hébergement ou repas ne sont pas décidés", unsaid_hosting, ALERT, TOUR),
)
