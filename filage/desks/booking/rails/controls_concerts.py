"""What concerts and evenings are read against: shares of a bill, exclusivity, embargo, costs opposed, running order."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from filage.core.prepared import Prepared
from filage.core.rails import rare
from filage.core.rails.checks import Found
from filage.core.rails.citing import Citation, checks_of
from filage.core.rails.types import Severity
from filage.desks.booking.enums import SettlementStage
from filage.desks.booking.queries import concerts, programme, running, settlements
from filage.desks.schedule.queries import what
from filage.productions.enums import DateStatus, DealStage
from filage.productions.models import Activity, BillShare, Deal
from filage.productions.placing import town_of
from filage.rules.engine.text import counted, day_text, number_text, rounded_money_text
from filage.rules.geography import great_circle
from filage.rules.planning.running_order import ClashKind
from filage.rules.pricing.settlement import Accord

WHOLE = Decimal(100)
SETTLED_WITHIN = timedelta(days=7)


rare.declare(BillShare)


@Prepared
def SHARES(organisation: UUID, ids: Sequence[UUID]) -> Any:
    return BillShare.objects.within(organisation).filter(deal__production__in=ids).order_by("rank", "id")


def bill_not_whole(season: Any) -> Iterator[Found]:
    """Yield the shared bills whose parts do not make the whole."""
    if not rare.held(season, BillShare):
        return
    parts: dict[UUID, list[BillShare]] = defaultdict(list)
    for share in SHARES(season.organisation_id, [production.pk for production in season.productions]):
        parts[share.deal_id].append(share)
    for deal_id, shares in parts.items():
        deal = season.deal(deal_id)
        if deal.stage == DealStage.ROMPU or any(share.part is None for share in shares):
            continue
        total = sum((share.part or Decimal(0) for share in shares), Decimal(0))
        if total != WHOLE:
            text = f"Les parts de {counted(len(shares), 'artiste')} font {number_text(total)} % de ce que reçoivent les artistes."
            yield _on_deal(deal, text, "Ramener les parts à 100 %.", "bill")


def percentages_unsaid(season: Any) -> Iterator[Found]:
    """Yield the deals that add or oppose a percentage which nobody said."""
    for deal in season.deals:
        if deal.variable_mode and deal.variable_share is None and deal.stage != DealStage.ROMPU:
            text = "Le contrat ajoute une part de la recette, et ne dit pas laquelle."
            yield _on_deal(deal, text, "Saisir la part de la recette nette.", "variable_share")


def costs_beyond_the_contract(season: Any) -> Iterator[Found]:
    """Yield the settlements where the venue opposes more than the contract lists."""
    for night in settlements.nights(season):
        over = night.costs.contested.value
        if over is not None and over > 0 and night.price.accord is not Accord.FIXED:
            text = f"Le lieu oppose {rounded_money_text(over)} de frais que le contrat ne liste pas."
            remedy = "Les contester au décompte, ou ajouter au contrat les frais vraiment convenus."
            yield _on_date(night.activity, text, remedy, f"/dates/{night.activity.pk}/decompte/")


def settlements_to_sign(season: Any) -> Iterator[Found]:
    """Yield the evenings played for a week whose settlement is begun and not signed."""
    for night in settlements.nights(season):
        activity = night.activity
        due = activity.on + SETTLED_WITHIN
        if night.settlement.stage != SettlementStage.SIGNE and activity.status == DateStatus.JOUE and due < season.today:
            days = counted((season.today - activity.on).days, "jour")
            text = f"Décompte commencé, pas signé, {days} après la soirée."
            yield _on_date(activity, text, "Le faire signer par les deux parties.", f"/dates/{activity.pk}/decompte/")


def exclusivities_broken(season: Any) -> Iterator[Found]:
    """Yield the dates that play within the radius and the period of another's exclusivity."""
    for activity_id, terms in concerts.terms(season).items():
        activity = season.activity(activity_id)
        radius = terms.exclusivity_km
        here = town_of(activity.venue).town if radius else None
        if here is None or radius is None or not (terms.exclusivity_since or terms.exclusivity_until):
            continue
        since, until = terms.exclusivity_since or date.min, terms.exclusivity_until or date.max
        for other in season.performances_of(activity.production_id):
            if other.pk == activity_id or not since <= other.on <= until or other.venue_id == activity.venue_id:
                continue
            there = town_of(other.venue).town
            away = great_circle(here, there) if there else None
            if away is not None and away <= radius:
                text = f"À {number_text(away)} km de {activity.venue.name}, qui a l’exclusivité à {radius} km{_period(terms)}."
                about = (f"activity:{other.pk}", f"activity:{activity_id}")
                remedy = "Déplacer la date, ou obtenir l’accord écrit de qui a l’exclusivité."
                yield _on_date(other, text, remedy, f"/dates/{other.pk}/", about=about)


def announced_too_soon(season: Any) -> Iterator[Found]:
    """Yield the concerts announced before the embargo that was agreed."""
    for activity_id, terms in concerts.terms(season).items():
        if terms.embargo_until and terms.announced_on and terms.announced_on < terms.embargo_until:
            text = f"Annoncé le {day_text(terms.announced_on)}, sous embargo jusqu’au {day_text(terms.embargo_until)}."
            remedy = "Retirer l’annonce, ou prévenir l’organisateur."
            yield _on_date(season.activity(activity_id), text, remedy, f"/dates/{activity_id}/concert/#id_announced_on")


def _clashing(kind: ClashKind) -> Any:
    def find(season: Any) -> Iterator[Found]:
        terms = concerts.terms(season)
        for activity_id, order in programme.slots(season).items():
            activity, titles = season.activity(activity_id), running.titles_of(order)
            for clash in running.against(order, terms.get(activity_id)):
                if clash.kind is kind:
                    place = f"/dates/{activity_id}/passages/{clash.passage}/"
                    yield _on_date(activity, running.clash_text(clash, titles), REMEDIES[kind], place)

    return find


REMEDIES = {
    ClashKind.OVERLAP: "Décaler l’un des deux passages, ou changer de scène.",
    ClashKind.SHORT: "Décaler le passage, ou raccourcir le changement de plateau.",
    ClashKind.CURFEW: "Avancer le passage, ou demander une dérogation.",
}


def _period(terms: Any) -> str:
    if terms.exclusivity_until is None:
        return f" depuis le {day_text(terms.exclusivity_since)}"
    if terms.exclusivity_since is None:
        return f" jusqu’au {day_text(terms.exclusivity_until)}"
    return f" du {day_text(terms.exclusivity_since)} au {day_text(terms.exclusivity_until)}"


def _on_date(activity: Activity, message: str, remedy: str, url: str, *, about: tuple[str, ...] = ()) -> Found:
    said = what(activity)
    return Found(
        subject=f"{activity.production.title} · {day_text(activity.on)}",
        message=f"{said[:1].upper()}{said[1:]}. {message}",
        remedy=remedy,
        remedy_url=url,
        production=activity.production_id,
        about=about or (f"activity:{activity.pk}",),
    )


def _on_deal(deal: Deal, message: str, remedy: str, field: str) -> Found:
    return Found(
        subject=f"{deal.production.title} · {deal}",
        message=message,
        remedy=remedy,
        remedy_url=f"/spectacles/{deal.production.slug}/contrats/{deal.pk}/accord/#id_{field}",
        production=deal.production_id,
        about=(f"deal:{deal.pk}",),
    )


BILL = Citation("Co-plateau : la part de chaque artiste s’écrit, et leur somme fait le tout", "", "derived")
VARIABLE = Citation("Garantie plus ou ou pourcentage : l’ordre, la base et le taux sont au contrat (bobbooking)", "", "derived")
NIGHT = Citation("Décompte de soirée : les frais opposés par le lieu ne dépassent pas les frais listés au contrat", "", "derived")
EXCLUSIVE = Citation("Exclusivité territoriale et temporelle : un sujet de clause de la cession (CND)", "", "derived")
EMBARGO = Citation("Embargo d’annonce d’un festival (usage)", "", "derived")
ORDER = Citation("Plateau de festival : changements chronométrés, couvre-feu de l’arrêté ou du lieu (usage)", "", "derived")

_check = checks_of("booking")
CHECKS = (
    _check("CCT-001", "Les parts d’un co-plateau ne font pas 100 %", bill_not_whole, Severity.ALERTE, BILL),
    _check("CCT-002", "Une part variable n’a pas de taux", percentages_unsaid, Severity.INCONNU, VARIABLE),
    _check("CCT-003", "Des frais opposés dépassent le contrat", costs_beyond_the_contract, Severity.ALERTE, NIGHT),
    _check("CCT-004", "Un décompte commencé n’est pas signé", settlements_to_sign, Severity.INFO, NIGHT),
    _check("CCT-005", "Une date joue dans un rayon d’exclusivité", exclusivities_broken, Severity.ALERTE, EXCLUSIVE),
    _check("CCT-006", "Un concert est annoncé avant l’embargo", announced_too_soon, Severity.ALERTE, EMBARGO),
    _check("CCT-007", "Deux passages se chevauchent sur une scène", _clashing(ClashKind.OVERLAP), Severity.ALERTE, ORDER),
    _check("CCT-008", "Un changement de plateau est trop court", _clashing(ClashKind.SHORT), Severity.ALERTE, ORDER),
    _check("CCT-009", "Un passage finit après le couvre-feu", _clashing(ClashKind.CURFEW), Severity.ALERTE, ORDER),
)
