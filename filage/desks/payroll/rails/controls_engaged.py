"""What the hiring itself is read against: age, cachets of a day, plausible gross, day of the DPAE, numéro d'objet, contract."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from filage.core.rails.checks import Found
from filage.core.rails.citing import Citation, checks_of
from filage.core.rails.types import Severity
from filage.desks.payroll.queries.period import days_in, period_in
from filage.desks.payroll.rails.controls import DPAE, first_day, found
from filage.productions.enums import FIRM, INTERMITTENT, DpaeTrack, EmploymentContract, EmploymentStatus, GrossUnit
from filage.productions.models import Engagement
from filage.rules.engine.text import counted, day_text, number_text, rounded_money_text
from filage.rules.payroll.terms import MOST_CACHETS_A_DAY
from filage.rules.working_time import age_on

ADULT, PERMIT = 18, 16  # years
YEAR = 12  # months
PLAUSIBLE = {  # the most that a unit is paid without asking whether a zero was typed too many
    GrossUnit.CACHET: Decimal(5_000),
    GrossUnit.SERVICE: Decimal(1_000),
    GrossUnit.HEURE: Decimal(300),
    GrossUnit.JOUR: Decimal(5_000),
    GrossUnit.MOIS: Decimal(30_000),
    GrossUnit.FORFAIT: Decimal(200_000),
}


def minors(season: Any) -> Iterator[Found]:
    """Yield the people who are not of age on their first day of work."""
    for engagement in season.engagements:
        first, born = first_day(season, engagement), engagement.person and engagement.person.born_on
        if first is None or born is None:
            continue
        age = age_on(born, first)
        if age < ADULT:
            asked = (
                "une autorisation individuelle précède le travail" if age < PERMIT else "l’accord de ses représentants se garde"
            )
            text = f"{counted(age, 'an')} le {day_text(first)}, premier jour de travail : {asked}."
            yield found(engagement, text, "Obtenir l’accord, puis écarter ce constat avec sa référence.", "person")


def too_many_cachets(season: Any) -> Iterator[Found]:
    """Yield the embauches of more than three cachets a day, whose pay cannot be computed."""
    for engagement in season.engagements:
        if engagement.unit != GrossUnit.CACHET:
            continue
        most = max(engagement.quantity, engagement.quantity_following or 0)
        days = 1
        if not engagement.per_performance:
            if engagement.starts_on is None or engagement.ends_on is None:
                continue
            days = (engagement.ends_on - engagement.starts_on).days + 1
        if most > MOST_CACHETS_A_DAY * days:
            over = "par date" if engagement.per_performance else f"en {counted(days, 'jour')}"
            text = f"{number_text(most)} cachets {over} : pas plus de {MOST_CACHETS_A_DAY} le même jour."
            yield found(engagement, text, "Corriger le nombre de cachets, ou les dates.", "quantity")


def implausible_grosses(season: Any) -> Iterator[Found]:
    """Yield the grosses that are many times what the unit is ever paid."""
    for engagement in season.engagements:
        unit = GrossUnit(engagement.unit)
        if engagement.gross is not None and engagement.gross > PLAUSIBLE[unit]:
            text = f"{rounded_money_text(engagement.gross)} par {unit.label} : un zéro de trop, ou une autre unité ?"
            yield found(engagement, text, "Relire le brut et son unité.", "gross", pay=True)


def declared_too_late(season: Any) -> Iterator[Found]:
    """Yield the déclarations filed once the work had begun."""
    for engagement in season.engagements:
        first = first_day(season, engagement)
        if first is None or engagement.dpae != DpaeTrack.DEPOSEE or engagement.dpae_on is None:
            continue
        if engagement.dpae_on > first:
            text = f"Déclaration déposée le {day_text(engagement.dpae_on)}, après le premier jour de travail ({day_text(first)})."
            yield found(engagement, text, "Corriger la date si elle est fausse ; sinon garder l’accusé de réception.", "dpae_on")


def shows_without_object_number(season: Any) -> Iterator[Found]:
    """Yield the shows where intermittents have begun to work before France Travail gave its numéro d'objet."""
    for production in season.productions:
        if production.object_number:
            continue
        hired = [one for one in season.engagements_of(production.pk) if one.status in INTERMITTENT and one.person is not None]
        starts = [period[0] for one in hired if (period := period_in(season, one))]
        if starts and min(starts) <= season.today:
            yield Found(
                subject=production.title,
                message=f"Aucun numéro d’objet, travail commencé le {day_text(min(starts))} : ni contrat ni AEM n’en portent.",
                remedy="Demander le numéro d’objet à France Travail, puis l’écrire ici.",
                remedy_url=f"/spectacles/{production.slug}/embauches/#numero-objet",
                production=production.pk,
                about=(f"production:{production.pk}",),
            )


def contracts_that_do_not_fit(season: Any) -> Iterator[Found]:
    """Yield the contrats d'usage given to who is neither an artist nor a technician of a show."""
    for engagement in season.engagements:
        if engagement.contract_kind != EmploymentContract.CDDU or engagement.status in INTERMITTENT:
            continue
        what = "un atelier" if engagement.status == EmploymentStatus.INTERVENTION else "un permanent"
        text = f"CDD d’usage pour {what} : un CDD de droit commun ou un CDI convient, selon deux guides de la profession."
        yield found(engagement, text, "Choisir le contrat, ou confirmer celui-ci en écartant le constat.", "contract_kind")


def permanent_posts(season: Any) -> Iterator[Found]:
    """Yield the people hired by contrats d’usage for one function in each of twelve months in a row, by one structure."""
    held: dict[tuple[Any, Any, str], list[Engagement]] = defaultdict(list)
    for engagement in season.engagements:
        if engagement.contract_type == EmploymentContract.CDDU and engagement.person_id:
            held[engagement.production.structure_id, engagement.person_id, engagement.function.casefold()].append(engagement)
    for several in held.values():
        months = {month for each in several for month in _months(season, each)}
        last = next((month for month in sorted(months) if all(month - gone in months for gone in range(YEAR))), None)
        if last is not None:
            said = f"{YEAR} mois de suite au même poste en CDD d’usage ({_month_text(last - YEAR + 1)} à {_month_text(last)})"
            text = f"{said} : un emploi permanent ne se pourvoit pas ainsi."
            newest = max(several, key=lambda each: (first_day(season, each) or date.min, str(each.pk)))
            yield found(
                newest, text, "Proposer un CDI, intermittent s’il le faut, ou dire ce qui est temporaire.", "contract_kind"
            )


def _months(season: Any, engagement: Engagement) -> set[int]:
    """Return the months in which an embauche works, counted from the year zero: those of its dates, else of its period."""
    if engagement.per_performance:
        return {one.on.year * YEAR + one.on.month for one in days_in(season, engagement, statuses=FIRM)}
    span = period_in(season, engagement)
    return set(range(span[0].year * YEAR + span[0].month, span[1].year * YEAR + span[1].month + 1)) if span else set()


def _month_text(count: int) -> str:
    year, month = divmod(count - 1, YEAR)
    return f"{month + 1:02d}/{year}"


CHILD = Citation("Code du travail, art. L7124-1 : emploi d’un enfant de moins de seize ans dans le spectacle", "", "derived")
CACHETS = Citation("Un cachet est une journée de travail : pas plus de trois le même jour", "", "derived")
TYPED = Citation("Un brut hors de toute échelle est le plus souvent une faute de frappe", "", "derived")
OBJECT = Citation(
    "France Travail : numéro d’objet par spectacle et par employeur, repris sur contrat, bulletin et AEM", "", "two_sources"
)
USAGE = Citation(
    "Légiculture, Profession Spectacle : pas de CDD d’usage pour un atelier ; D1242-1 y range pourtant l’enseignement",
    "https://www.legiculture.fr/intermittents-intervenant-sur-des-ateliers",
    "disputed",
)
DURABLE = Citation(
    "Code du travail, art. L1242-1 et L1248-1 : un CDD ne pourvoit pas durablement un emploi permanent",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072050",
    "official",
)

ALERT = Severity.ALERTE
_check = checks_of("payroll")
CHECKS = (
    _check("EMB-012", "Une personne mineure est engagée", minors, ALERT, CHILD),
    _check("EMB-013", "Plus de trois cachets le même jour", too_many_cachets, ALERT, CACHETS),
    _check("EMB-014", "Un brut est hors d’échelle", implausible_grosses, ALERT, TYPED),
    _check("EMB-015", "Une déclaration préalable est déposée après le début du travail", declared_too_late, ALERT, DPAE),
    _check("EMB-016", "Un spectacle travaille sans numéro d’objet", shows_without_object_number, ALERT, OBJECT),
    _check("EMB-017", "Un CDD d’usage ne va pas avec le statut", contracts_that_do_not_fit, ALERT, USAGE),
    _check("EMB-018", "Des CDD d’usage se suivent toute l’année au même poste", permanent_posts, ALERT, DURABLE),
)
