"""What embauches are read against: gross, minimum wage, person, bounds of the show, contract, déclaration, pay."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from filage.core.rails.checks import Found
from filage.core.rails.citing import Citation, checks_of
from filage.core.rails.types import Act, Severity
from filage.desks.payroll.queries.duties import HANDED_WITHIN, declared_as, declared_by, dpae_days
from filage.desks.payroll.queries.period import days_in, period_in
from filage.productions.enums import (
    FIRM,
    ContractTrack,
    DateStatus,
    DpaeTrack,
    EmploymentStatus,
    GrossUnit,
    PayTrack,
)
from filage.productions.models import Engagement
from filage.rules.engine import to_cent
from filage.rules.engine.text import counted, day_text, rounded_money_text
from filage.rules.payroll.terms import FULL_WEEK
from filage.rules.planning.working_days import after_working_days

NAMED_BEFORE = timedelta(days=30)
PAID_BY = 15  # day of the month after the work: the declaration of pay falls due
MINIMA = {GrossUnit.HEURE: "employer.smic_hourly", GrossUnit.MOIS: "employer.smic_monthly"}
SAID = {GrossUnit.HEURE: "de l’heure", GrossUnit.MOIS: "par mois"}


def unknown_grosses(season: Any) -> Iterator[Found]:
    """Yield the embauches whose gross is unknown."""
    for engagement in season.engagements:
        if engagement.gross is None:
            text = "Le brut est inconnu : les totaux le disent et ne le comptent pas."
            yield found(engagement, text, "Saisir le brut de l’embauche.", "gross")


def under_the_minimum(season: Any) -> Iterator[Found]:
    """Yield the embauches paid less than the SMIC of the day they start; by the month, it is that of the hours of the week.

    A month whose weekly hours are not said is only told: it may be part time.
    """
    for engagement in season.engagements:
        unit, gross = GrossUnit(engagement.unit), engagement.gross
        if gross is None or unit not in MINIMA:
            continue
        on = first_day(season, engagement) or season.today
        least = season.law(engagement.production.structure_id).read(MINIMA[unit], on).value
        weekly = engagement.weekly_hours if unit is GrossUnit.MOIS else None
        if least is not None and weekly is not None:
            least = to_cent(least * min(weekly, FULL_WEEK) / FULL_WEEK)
        if least is not None and gross < least:
            said = f"{rounded_money_text(gross)} {SAID[unit]}, sous le SMIC de {rounded_money_text(least)} au {day_text(on)}"
            unsaid = unit is GrossUnit.MOIS and weekly is None
            yield found(
                engagement,
                f"{said}, qui vaut pour un temps plein." if unsaid else f"{said}.",
                "Dire les heures par semaine." if unsaid else "Relever le brut.",
                "weekly_hours" if unsaid else "gross",
                severity=Severity.INFO if unsaid else None,
                pay=True,
            )


def posts_still_open(season: Any) -> Iterator[Found]:
    """Yield the posts that nobody holds thirty days before their first day of work."""
    for engagement in season.engagements:
        first = first_day(season, engagement, ahead=True)
        if engagement.person is None and first is not None and season.today <= first <= season.today + NAMED_BEFORE:
            left = counted((first - season.today).days, "jour")
            named = engagement.placeholder or "poste à pourvoir"
            yield found(
                engagement,
                f"{named[:1].upper()}{named[1:]} : personne n’est engagé, à {left} du premier service.",
                _NAME,
                "person",
                facts=(first,),
            )


def out_of_bounds(season: Any) -> Iterator[Found]:
    """Yield the embauches that start before the show or end after it."""
    for engagement in season.engagements:
        production = engagement.production
        start, end = production.creation_start, production.exploitation_end
        if start and engagement.starts_on and engagement.starts_on < start:
            text = f"L’embauche commence le {day_text(engagement.starts_on)}, avant le projet ({day_text(start)})."
            yield found(engagement, text, "Corriger les dates de l’embauche, ou celles du projet.", "starts_on")
        elif end and engagement.ends_on and engagement.ends_on > end:
            text = f"L’embauche finit le {day_text(engagement.ends_on)}, après l’exploitation ({day_text(end)})."
            yield found(engagement, text, "Corriger les dates de l’embauche, ou celles du projet.", "ends_on")


def contracts_not_given(season: Any) -> Iterator[Found]:
    """Yield the people who work without a signed contract two working days after they began."""
    for engagement in _hired(season):
        first = first_day(season, engagement)
        if (
            first is None
            or engagement.contract == ContractTrack.SIGNE
            or season.today <= after_working_days(first, HANDED_WITHIN)
        ):
            continue
        said = ContractTrack(engagement.contract).label
        text = f"Contrat {said} alors que le travail a commencé le {day_text(first)} : il se remet sous deux jours ouvrables."
        yield found(engagement, text, "Établir, remettre et faire signer le contrat.", "contract")


def undeclared(season: Any) -> Iterator[Found]:
    """Yield the people whose déclaration préalable is missing: told eight days ahead, it blocks from the first day of work.

    What it holds back is the work of this person: the services that she attends up to now, and no other. A permanent is
    declared like anybody hired: an embauche that says no first day says no hiring.
    """
    for engagement in season.engagements:
        first = first_day(season, engagement)
        if engagement.person is None or engagement.dpae == DpaeTrack.DEPOSEE:
            continue
        if first is None or _is_over(season, engagement):
            continue
        opens = first - dpae_days(season, engagement, first)
        if season.today >= first:
            text = f"Travail commencé le {day_text(first)} sans déclaration préalable à l’embauche."
            yield found(engagement, text, _DECLARE, "dpae", at=_begun(season, engagement))
        elif season.today >= opens:
            text = f"Déclaration préalable à faire avant le {day_text(first)}, première heure de travail."
            yield found(engagement, text, _DECLARE, "dpae", severity=Severity.ALERTE)


def declared_too_early(season: Any) -> Iterator[Found]:
    """Yield the déclarations filed before the day when they become possible."""
    for engagement in _hired(season):
        first = first_day(season, engagement)
        if first is None or engagement.dpae != DpaeTrack.DEPOSEE:
            continue
        opens = first - dpae_days(season, engagement, first)
        if (engagement.dpae_on or season.today) < opens:
            said = f"Déclaration déposée pour une embauche du {day_text(first)}"
            text = f"{said} : elle n’est possible qu’à partir du {day_text(opens)}."
            yield found(engagement, text, "Vérifier la date d’embauche, ou refaire la déclaration.", "dpae")


def unpaid(season: Any) -> Iterator[Found]:
    """Yield the people whose work is over and whose pay is not made after the fifteenth of the next month."""
    for engagement in season.engagements:
        last = last_day(season, engagement)
        if last is None or engagement.person is None or engagement.pay not in (PayTrack.A_FAIRE, PayTrack.RELEVE):
            continue
        if declared_as(engagement) == "Guso":
            continue  # its own term is shorter
        due = (last.replace(day=1) + timedelta(days=32)).replace(day=PAID_BY)
        if season.today > due:
            text = f"Travail fini le {day_text(last)}, paie « {PayTrack(engagement.pay).label} » après le {day_text(due)}."
            yield found(engagement, text, "Établir la paie, puis l’AEM ou la DSN.", "pay")


def guso_unsent(season: Any) -> Iterator[Found]:
    """Yield the people declared by the Guso whose form is neither sent nor paid fifteen days after their contract."""
    for engagement in season.engagements:
        last = last_day(season, engagement)
        if last is None or engagement.person is None or declared_as(engagement) != "Guso":
            continue
        due = declared_by(engagement, last)
        if season.today > due and engagement.pay not in (PayTrack.DECLARE, PayTrack.CERTIFICAT):
            text = f"Contrat fini le {day_text(last)} : le Guso s’envoie et se paie au plus tard le {day_text(due)}."
            yield found(engagement, text, "Envoyer la déclaration et payer, puis le dire ici.", "pay")


def engaged_twice(season: Any) -> Iterator[Found]:
    """Yield the people engaged twice in the same function of the same phase, over the same days."""
    seen: dict[Any, Engagement] = {}
    for engagement in season.engagements:
        if engagement.person_id is None:
            continue
        key = (engagement.production_id, engagement.person_id, engagement.function, engagement.phase, engagement.starts_on)
        other = seen.setdefault(key, engagement)
        if other is not engagement:
            yield found(
                engagement,
                "La même personne est engagée deux fois à cette fonction, aux mêmes dates.",
                "Garder une embauche.",
                "person",
            )


def shows_without_team(season: Any) -> Iterator[Found]:
    """Yield the shows that have firm dates and nobody engaged to play them."""
    for production in season.productions:
        firm = [each for each in season.performances_of(production.pk) if each.status in FIRM and each.on >= season.today]
        if firm and not any(each.per_performance for each in season.engagements_of(production.pk)):
            yield Found(
                subject=production.title,
                message=f"{counted(len(firm), 'date ferme', 'dates fermes')}, personne d’engagé à la date : plateau inconnu.",
                remedy="Composer l’équipe d’une représentation.",
                remedy_url=f"/spectacles/{production.slug}/contrats/",
                production=production.pk,
                about=(f"production:{production.pk}",),
            )


def coefficients_under_one(season: Any) -> Iterator[Found]:
    """Yield the embauches whose coefficient of charges is under one: the employer would pay less than the gross."""
    for engagement in season.engagements:
        if engagement.coefficient is not None and engagement.coefficient < 1:
            text = "Coefficient de charges sous 1 : l’employeur paierait moins que le brut. S’il est en %, 55 % s’écrit 1,55."
            yield found(engagement, text, "Corriger le coefficient, ou le vider.", "coefficient")


def first_day(season: Any, engagement: Engagement, *, ahead: bool = False) -> date | None:
    """Return the first day of work of an embauche; `ahead`, that still to come."""
    if ahead and engagement.starts_on is None:
        days = [one.on for one in days_in(season, engagement, statuses=FIRM) if one.on >= season.today]
        return min(days, default=None)
    period = period_in(season, engagement)
    first = period[0] if period else None
    return None if ahead and first is not None and first < season.today else first


def last_day(season: Any, engagement: Engagement) -> date | None:
    """Return the last day of work of an embauche."""
    period = period_in(season, engagement)
    return period[1] if period else None


def _hired(season: Any) -> Iterator[Engagement]:
    """Yield the embauches of somebody, those of the permanents left aside: they were hired long before a show."""
    for engagement in season.engagements:
        if engagement.person is not None and engagement.status != EmploymentStatus.PERMANENT:
            yield engagement


def _is_over(season: Any, engagement: Engagement) -> bool:
    permanent = engagement.status == EmploymentStatus.PERMANENT
    last = engagement.ends_on if permanent else last_day(season, engagement)
    return last is not None and last < season.today


def _begun(season: Any, engagement: Engagement) -> tuple[str, ...]:
    """Return the services not done yet that an embauche attends up to next week, by their keys."""
    until = season.today + timedelta(days=7)
    attended = days_in(season, engagement, statuses=FIRM)
    return tuple(f"activity:{one.pk}" for one in attended if one.on <= until and one.status != DateStatus.JOUE)


_NAME = "Engager quelqu’un, ou reporter le poste."
_DECLARE = "Déposer la déclaration préalable à l’embauche, puis le dire ici."


def found(
    engagement: Engagement, message: str, remedy: str, field: str, *, page: str = "", at: tuple[str, ...] = (), **more: Any
) -> Found:
    """Return what is found of an embauche, worn by it and by its person, mended on a field of its page."""
    production = engagement.production
    who = f", {engagement.person.name}" if engagement.person else ""
    here = page or f"/embauches/{engagement.pk}/#id_{field}"
    about = (f"engagement:{engagement.pk}",) + ((f"person:{engagement.person_id}",) if engagement.person_id else ())
    return Found(
        subject=f"{production.title} · {engagement.function}{who}",
        message=message,
        remedy=remedy,
        remedy_url=f"/spectacles/{production.slug}{here}",
        production=production.pk,
        about=about + at,
        **more,
    )


LABOUR = "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072050"
UNKNOWN_AMOUNT = Citation("Un montant inconnu n’est jamais compté pour zéro.", "", "derived")
SMIC = Citation(
    "Code du travail, art. L3231-2 et D3231-5 : aucun salaire sous le SMIC, quelle que soit la convention",
    "https://www.service-public.gouv.fr/particuliers/vosdroits/F2300",
    "official",
)
PLANNING = Citation("Rétroplanning d’une date : équipe confirmée, contrats de travail émis à quinze jours (usage)", "", "derived")
BOUNDS = Citation("Un contrat d’usage a pour objet un spectacle, et ses dates tiennent dans les siennes", "", "derived")
HANDED = Citation(
    "Code du travail, art. L1242-13 : contrat remis dans les deux jours ouvrables de l’embauche", LABOUR, "official"
)
DPAE = Citation(
    "Code du travail, art. L1221-10, R1221-1 et R1221-4 : déclaration préalable, de J-8 à l’embauche", LABOUR, "official"
)
GUSO = Citation(
    "Code du travail, art. R7122-23 : au plus tard le quinzième jour qui suit la fin du contrat",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072050",
    "official",
)
PAY = Citation("France Travail, AEM ou DSN : le 15 du mois qui suit le paiement (circulaire Unédic 2018-04)", "", "one_source")
ONCE = Citation("Une embauche, une fois : son coût entrerait deux fois au budget", "", "derived")
PLATEAU = Citation(
    "Coût plateau : le coût employeur des personnes nécessaires à une représentation (Compote de prod)", "", "two_sources"
)

ALERT, UNKNOWN, INFO = Severity.ALERTE, Severity.INCONNU, Severity.INFO
_check = checks_of("payroll")
CHECKS = (
    _check("EMB-001", "Le brut d’une embauche est inconnu", unknown_grosses, UNKNOWN, UNKNOWN_AMOUNT),
    _check("EMB-002", "Une embauche est payée sous le SMIC", under_the_minimum, Severity.BLOQUANT, SMIC, act=Act.EMBAUCHER),
    _check("EMB-003", "Un poste est à pourvoir et le travail approche", posts_still_open, ALERT, PLANNING),
    _check("EMB-004", "Une embauche sort des dates du projet", out_of_bounds, ALERT, BOUNDS),
    _check("EMB-005", "Un contrat de travail n’est pas signé", contracts_not_given, ALERT, HANDED),
    _check("EMB-006", "La déclaration préalable à l’embauche manque", undeclared, Severity.BLOQUANT, DPAE, act=Act.JOUER),
    _check("EMB-007", "Une déclaration préalable est déposée trop tôt", declared_too_early, ALERT, DPAE),
    _check("EMB-008", "Une paie n’est pas faite après le 15 du mois suivant", unpaid, ALERT, PAY),
    _check("EMB-019", "Le Guso n’est ni envoyé ni payé à temps", guso_unsent, ALERT, GUSO),
    _check("EMB-009", "Une personne est engagée deux fois", engaged_twice, ALERT, ONCE),
    _check("EMB-010", "Un spectacle a des dates fermes et pas d’équipe", shows_without_team, UNKNOWN, PLATEAU),
    _check("EMB-011", "Un coefficient de charges est sous 1", coefficients_under_one, ALERT, PLATEAU),
)
