"""What pay is read against: the grids of the agreements, the minimum wage, the accord on the DFS, what the engine lacks."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from filage.core.rails.checks import Found
from filage.core.rails.citing import Citation, checks_of
from filage.core.rails.types import Severity
from filage.desks.payroll.queries import minima
from filage.desks.payroll.queries.costing import lacks
from filage.desks.payroll.queries.minima import SAID, Short
from filage.desks.payroll.rails.controls import found
from filage.productions.enums import GrossUnit
from filage.productions.models import Engagement
from filage.rules.engine.text import counted, day_text, number_text, rounded_money_text

MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")
SETTINGS = "/paie/reglages/"
AGREED = "employer.dfs_agreed"


def cachets_under_the_grid(season: Any) -> Iterator[Found]:
    """Yield the people whose cachets of a month are under the price that their number asks for: one more changes it for all."""
    groups: dict[tuple[Any, Any], list[Short]] = defaultdict(list)
    for short in minima.short_cachets(season):
        groups[short.engagement.person_id or short.engagement.pk, short.engagement.position].append(short)
    for months in groups.values():
        first = min(months, key=lambda short: str(short.month))
        yield found(
            first.engagement,
            f"{_month(first)} : {_cachets(first.count)} à {rounded_money_text(first.price)}, {_under(first)}{_others(months)}.",
            "Relever le cachet, ou vérifier s’il existe un accord plus récent.",
            "gross",
            facts=tuple((short.month, short.lacking) for short in months),
            pay=True,
        )


def units_under_the_grid(season: Any) -> Iterator[Found]:
    """Yield the embauches paid by the hour, the service, the day or the month under their minimum."""
    for short in minima.short_units(season):
        unit = SAID[GrossUnit(short.engagement.unit)]
        yield found(
            short.engagement,
            f"{rounded_money_text(short.price)} {unit}, {_under(short)} : il manque {rounded_money_text(short.lacking)} en tout.",
            "Relever le brut, ou vérifier s’il existe un accord plus récent.",
            "gross",
            facts=(short.lacking,),
            pay=True,
        )


def deductions_not_agreed(season: Any) -> Iterator[Found]:
    """Yield the embauches whose DFS rests on no accord that the structure noted."""
    for engagement in season.engagements:
        law = season.law(engagement.production.structure_id)
        if engagement.deduction and law.read(AGREED, engagement.starts_on or season.today).value != 1:
            text = "Déduction forfaitaire appliquée sans accord noté : collectif, ou écrit avec la personne."
            remedy = "Noter l’accord dans les réglages de paie, ou retirer la déduction."
            yield replace(
                found(engagement, text, remedy, "deduction"), remedy_url=f"{SETTINGS}#{engagement.production.structure_id}"
            )


def engine_waits(season: Any) -> Iterator[Found]:
    """Yield our structures whose embauches stay at a coefficient that nobody chose, with what the engine waits for."""
    waits: dict[Any, dict[str, None]] = defaultdict(dict)
    first: dict[Any, Engagement] = {}
    for engagement in season.engagements:
        if engagement.gross is not None:
            lacking = lacks(season, engagement)
            if lacking:
                first.setdefault(engagement.production.structure_id, engagement)
                waits[engagement.production.structure_id] |= dict.fromkeys(lacking)
    for structure_id, told in waits.items():
        structure = first[structure_id].production.structure
        yield Found(
            subject=structure.name,
            message=f"Embauches chiffrées au coefficient, faute de connaître {', '.join(told)}.",
            remedy="Compléter les réglages de paie.",
            remedy_url=f"{SETTINGS}#{structure_id}",
            production=first[structure_id].production_id,
            about=(f"structure:{structure_id}",),
            facts=tuple(told),
        )


def grids_that_stop(season: Any) -> Iterator[Found]:
    """Yield our structures whose agreement has minima that were not found for the days worked."""
    for engagement in minima.unknown_minima(season):
        structure = engagement.production.structure
        yield Found(
            subject=structure.name,
            message=f"Minima de la convention {structure.idcc} non trouvés : « {engagement.position} » n’est pas vérifié.",
            remedy="Demander la grille en vigueur à votre syndicat, et la saisir.",
            remedy_url=f"{SETTINGS}#{structure.pk}",
            production=engagement.production_id,
            about=(f"structure:{structure.pk}",),
        )


def _month(short: Short) -> str:
    return f"{MONTHS[short.month.month - 1].capitalize()} {short.month.year}" if short.month else ""


def _cachets(count: Decimal) -> str:
    return counted(int(count), "cachet") if count == int(count) else f"{number_text(count)} cachets"


def _under(short: Short) -> str:
    source = short.source
    since = f" au {day_text(source.since)} ({source.text})" if source and source.since else ""
    value = short.least.value or Decimal(0)
    return f"sous le minimum de {rounded_money_text(value)}{since}"


def _others(months: Sequence[Short]) -> str:
    whole = rounded_money_text(sum((short.lacking for short in months), Decimal(0)))
    more = len(months) - 1
    return f", et {counted(more, 'autre mois', 'autres mois')} : il manque {whole}" if more else f" : il manque {whole}"


GRIDS = Citation("Conventions 1285 et 3090, grilles de salaires : minimum de la fonction, dernier montant connu", "", "derived")
DFS = Citation(
    "BOSS, frais professionnels, chapitre 9 : la déduction demande un accord collectif ou celui du salarié", "", "one_source"
)
EXACT = Citation("Le coût d’une embauche se calcule ligne à ligne quand la structure dit ses taux (décision 0022)", "", "derived")
ALERT, INFO = Severity.ALERTE, Severity.INFO
_check = checks_of("payroll")
CHECKS = (
    _check("EMB-020", "Un cachet est sous le minimum de la convention", cachets_under_the_grid, ALERT, GRIDS),
    _check("EMB-021", "Un salaire est sous le minimum de la fonction", units_under_the_grid, ALERT, GRIDS),
    _check("EMB-022", "Une déduction forfaitaire n’a pas d’accord", deductions_not_agreed, ALERT, DFS),
    _check("EMB-023", "La paie est estimée au coefficient, faute de réglages", engine_waits, INFO, EXACT),
    _check("EMB-024", "Les minima en vigueur n’ont pas été trouvés", grids_that_stop, INFO, GRIDS),
)
